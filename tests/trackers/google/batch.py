"""What each kind of batchUpdate request does, by the reference of the Sheets API v4."""

import copy
from collections.abc import Iterator
from typing import Any

from tests.trackers.google.grid import CellData, Spreadsheet, Tab
from tests.trackers.google.schema import BadRequest, Mask, check_mask, parse_mask

Request = dict[str, Any]
PROTECTED = (
    "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to "
    "remove protection if you need to edit."
)


def apply_all(book: Spreadsheet, requests: list[Request]) -> None:
    """Apply the requests in order, all or none. Raises BadRequest."""
    trial = book.copy()
    for index, request in enumerate(requests):
        if len(request) != 1:
            raise BadRequest(f"Invalid requests[{index}]: exactly one kind must be set")
        kind, body = next(iter(request.items()))
        try:
            KINDS[kind](trial, body)
        except BadRequest as error:
            raise BadRequest(f"Invalid requests[{index}].{kind}: {error}") from error
    known = {tab.number: tab for tab in book.tabs}
    for changed in trial.tabs:
        known.setdefault(changed.number, changed).__dict__.update(changed.__dict__)
    book.tabs[:] = [known[changed.number] for changed in trial.tabs]


def _tab(book: Spreadsheet, number: int) -> Tab:
    for tab in book.tabs:
        if tab.number == number:
            return tab
    raise BadRequest(f"No grid with id: {number}")


def _cells(tab: Tab, bounds: dict[str, int]) -> Iterator[tuple[int, int]]:
    bottom = bounds.get("endRowIndex", tab.height)
    right = bounds.get("endColumnIndex", tab.width)
    if bottom > tab.height or right > tab.width:
        raise BadRequest(f"range exceeds grid limits. Max rows: {tab.height}, columns: {tab.width}")
    for row in range(bounds.get("startRowIndex", 0), bottom):
        for column in range(bounds.get("startColumnIndex", 0), right):
            yield row, column


def _check_open(tab: Tab, row: int, column: int) -> None:
    for one in tab.protected:
        if one.get("warningOnly") or one.get("requestingUserCanEdit"):
            continue
        spots = one["range"]
        rows = spots.get("startRowIndex", 0) <= row < spots.get("endRowIndex", tab.height)
        columns = spots.get("startColumnIndex", 0) <= column
        if rows and columns and column < spots.get("endColumnIndex", tab.width):
            raise BadRequest(PROTECTED)


def _merge(cell: CellData, new: CellData, mask: Mask) -> None:
    """Set the fields of a mask; those that the data lacks are cleared."""
    if "userEnteredValue" in mask:
        cell.pop("computed", None)
        cell.pop("textFormatRuns", None)
        _check_value(new.get("userEnteredValue", {}))
    for name, inner in mask.items():
        if inner and isinstance(new.get(name, {}), dict):
            part = cell.setdefault(name, {})
            _merge(part, new.get(name, {}), inner)
            if not part:
                del cell[name]
        elif new.get(name):
            cell[name] = copy.deepcopy(new[name])
        else:
            cell.pop(name, None)


def _check_value(value: dict[str, Any]) -> None:
    if len(value) > 1:
        raise BadRequest("a value has exactly one kind")
    if len(str(value.get("stringValue", "")).encode("utf-16-le")) > 100_000:
        raise BadRequest(
            "Your input contains more than the maximum of 50000 characters in a single cell."
        )


def _fields(body: Request) -> Mask:
    mask = parse_mask(body.get("fields", ""))
    check_mask(mask, {"$ref": "CellData"})
    return mask


def update_cells(book: Spreadsheet, body: Request) -> None:
    """Rows of cells into a range; what the rows do not cover is cleared."""
    rows, mask = body.get("rows", []), _fields(body)
    bounds = body["range"] if "range" in body else _from_start(body["start"], rows)
    tab = _tab(book, bounds.get("sheetId", 0))
    top, left = bounds.get("startRowIndex", 0), bounds.get("startColumnIndex", 0)
    for row, column in _cells(tab, bounds):
        _check_open(tab, row, column)
        values = rows[row - top].get("values", []) if row - top < len(rows) else []
        new = values[column - left] if column - left < len(values) else {}
        cell = tab.rows[row].setdefault(column, {})
        _merge(cell, new, mask)


def _from_start(start: dict[str, int], rows: list[Any]) -> dict[str, int]:
    """The range that these rows cover from a cell on."""
    row, column = start.get("rowIndex", 0), start.get("columnIndex", 0)
    wide = max((len(one.get("values", [])) for one in rows), default=0)
    return {
        "sheetId": start.get("sheetId", 0),
        "startRowIndex": row,
        "endRowIndex": row + len(rows),
        "startColumnIndex": column,
        "endColumnIndex": column + wide,
    }


def repeat_cell(book: Spreadsheet, body: Request) -> None:
    """One cell's fields into every cell of a range."""
    tab, mask = _tab(book, body["range"].get("sheetId", 0)), _fields(body)
    for row, column in _cells(tab, body["range"]):
        _check_open(tab, row, column)
        _merge(tab.rows[row].setdefault(column, {}), body["cell"], mask)


def copy_paste(book: Spreadsheet, body: Request) -> None:
    """The look of one cell onto a range."""
    source, target = body["source"], body["destination"]
    tab = _tab(book, target.get("sheetId", 0))
    spot = next(_cells(tab, source))
    assert body["pasteType"] == "PASTE_FORMAT"
    for row, column in _cells(tab, target):
        _check_open(tab, row, column)
        _merge(tab.rows[row].setdefault(column, {}), tab.at(*spot), {"userEnteredFormat": {}})


def insert_dimension(book: Spreadsheet, body: Request) -> None:
    """Empty rows or columns."""
    span = body["range"]
    tab = _tab(book, span.get("sheetId", 0))
    start, count = span["startIndex"], span["endIndex"] - span["startIndex"]
    size = tab.width if span["dimension"] == "COLUMNS" else tab.height
    if start >= size or count < 1:
        raise BadRequest(f"range.startIndex[{start}] must be less than the grid size ({size})")
    if body.get("inheritFromBefore") and start == 0:
        raise BadRequest("inheritFromBefore cannot be true at index 0")
    if span["dimension"] == "COLUMNS":
        tab.insert_columns(start, count)
    else:
        tab.insert_rows(start, count)


def append_dimension(book: Spreadsheet, body: Request) -> None:
    """More columns at the end."""
    tab = _tab(book, body.get("sheetId", 0))
    assert body["dimension"] == "COLUMNS"
    tab.width += body["length"]
    if tab.width * tab.height > 10_000_000:
        raise BadRequest(
            "This action would increase the number of cells above the limit of 10000000 cells."
        )


def update_dimension(book: Spreadsheet, body: Request) -> None:
    """Sizes of columns: checked, not kept."""
    span = body["range"]
    tab = _tab(book, span.get("sheetId", 0))
    assert span["endIndex"] <= tab.width
    assert body["fields"] == "pixelSize"


def set_validation(book: Spreadsheet, body: Request) -> None:
    """A drop-down for a range, or none."""
    tab = _tab(book, body["range"].get("sheetId", 0))
    for row, column in _cells(tab, body["range"]):
        new = {"dataValidation": body["rule"]} if "rule" in body else {}
        _merge(tab.rows[row].setdefault(column, {}), new, {"dataValidation": {}})


def set_filter(book: Spreadsheet, body: Request) -> None:
    """The tab's filter; one that remembers an order is sorted by it at once."""
    wanted = copy.deepcopy(body["filter"])
    tab = _tab(book, wanted["range"].get("sheetId", 0))
    list(_cells(tab, wanted["range"]))
    tab.filter = wanted
    for spec in wanted.get("sortSpecs", []):
        tab.sort(spec["dimensionIndex"], wanted["range"].get("startRowIndex", 0))


def update_table(book: Spreadsheet, body: Request) -> None:
    """A table's range."""
    assert body["fields"] == "range"
    for tab in book.tabs:
        for table in tab.tables:
            if table["tableId"] == body["table"]["tableId"]:
                list(_cells(tab, body["table"]["range"]))
                table["range"] = copy.deepcopy(body["table"]["range"])
                return
    raise BadRequest("No table with that id")


def add_sheet(book: Spreadsheet, body: Request) -> None:
    """A new tab behind the others."""
    wanted = body["properties"]
    if wanted["title"].casefold() in {tab.title.casefold() for tab in book.tabs}:
        raise BadRequest(
            f'A sheet with the name "{wanted["title"]}" already exists. Please enter another name.'
        )
    if wanted["sheetId"] in {tab.number for tab in book.tabs}:
        raise BadRequest(f"Sheet with ID {wanted['sheetId']} already exists")
    size = wanted["gridProperties"]
    tab = Tab.of(wanted["title"], [], wanted["sheetId"], size["rowCount"])
    tab.width, tab.frozen = size["columnCount"], size.get("frozenRowCount", 0)
    book.tabs.append(tab)


def delete_sheet(book: Spreadsheet, body: Request) -> None:
    """A tab away."""
    if len(book.tabs) == 1:
        raise BadRequest("You can't remove all the sheets in a document.")
    book.tabs.remove(_tab(book, body["sheetId"]))


KINDS = {
    "addSheet": add_sheet,
    "deleteSheet": delete_sheet,
    "updateCells": update_cells,
    "repeatCell": repeat_cell,
    "copyPaste": copy_paste,
    "insertDimension": insert_dimension,
    "appendDimension": append_dimension,
    "updateDimensionProperties": update_dimension,
    "setDataValidation": set_validation,
    "setBasicFilter": set_filter,
    "updateTable": update_table,
}
