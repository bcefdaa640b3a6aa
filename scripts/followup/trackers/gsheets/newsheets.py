"""New tabs in a Google Sheet: one batch adds them whole, and undo deletes them again.

Each gets a number of our choosing, so that a batch whose answer was lost can be told from one that
never arrived: the tab with that number is there, or it is not.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence

from followup.errors import BusyError, FollowupError
from followup.model import Cell, CellValue, NewSheet, Plan, place
from followup.trackers.gsheets.cells import EMPTY, LONGEST_TEXT, VALUE, Raw, content, typed, write
from followup.trackers.gsheets.client import Client
from followup.trackers.gsheets.job import Request
from followup.trackers.gsheets.journal import Added, Entry, Journal
from followup.trackers.gsheets.tab import Tab, pixels, read_tabs
from followup.trackers.gsheets.trouble import Transient

SPARE_ROWS = 100
"""Empty rows below, to type in."""
_LAST_NUMBER = 2**31 - 1
_PLACED = "wrapStrategy,verticalAlignment,horizontalAlignment"
_DRESS: Mapping[str, object] = {
    "wrapStrategy": "WRAP",
    "verticalAlignment": "TOP",
    "horizontalAlignment": "LEFT",
}


def add_sheets(client: Client, journal: Journal, plan: Plan, name: str) -> None:
    """Add the plan's sheets behind the others, all or none.

    Raises FollowupError where a title is taken or Google refuses, BusyError where it gives no
    answer.
    """
    tabs = read_tabs(client.read().answer)
    _refuse(plan.new_sheets, tabs)
    numbers = _numbers(plan.new_sheets, {tab.number for tab in tabs})
    added = [
        Added(number, [[dict(_cell(row, value)) for value in values] for row, values in rows])
        for number, rows in zip(numbers, (enumerate(s.rows) for s in plan.new_sheets), strict=True)
    ]
    earlier = journal.entries()
    journal.store([*earlier, Entry(-1, [], [], [], [], added)])
    requests = [
        request
        for sheet, one in zip(plan.new_sheets, added, strict=True)
        for request in _requests(sheet, one)
    ]
    try:
        _send(client, requests, numbers, there=True, name=name)
    except FollowupError as error:
        if "othing was written" in str(error):
            journal.store(earlier)
        raise


def remove_sheets(
    client: Client, journal: Journal, entry: Entry, name: str, *, force: bool
) -> tuple[str, ...]:
    """Delete the tabs that a run added; gives remarks.

    Raises BusyError, naming a cell, where one was changed since; with `force` it is deleted as
    well, and a remark says which file keeps what stood in it.
    """
    tabs = {tab.number: tab for tab in read_tabs(client.read().answer)}
    found = [(one, tabs[one.tab]) for one in entry.sheets if one.tab in tabs]
    changed = [(tab, cell) for one, tab in found for cell in _changed(one, tab)]
    if changed and not force:
        tab, cell = changed[0]
        raise BusyError(
            f"{name}: {place(tab.title, cell[0] + 1, cell[1])} was changed after the last run; "
            "--force deletes the sheet anyway and keeps what stands there in a file"
        )
    remarks = []
    if changed:
        path = journal.keep_aside([line for _, tab in found for line in _lines(tab)])
        remarks.append(f"What stood in the deleted sheets is kept in {path}.")
    numbers = [tab.number for _, tab in found]
    requests: list[Request] = [{"deleteSheet": {"sheetId": number}} for number in numbers]
    if requests:
        _send(client, requests, numbers, there=False, name=name)
    return tuple(remarks)


def _refuse(sheets: Sequence[NewSheet], tabs: Collection[Tab]) -> None:
    taken = {tab.title.casefold() for tab in tabs}
    for sheet in sheets:
        if sheet.title.casefold() in taken:
            raise FollowupError(f"there is a sheet {sheet.title!r} already; nothing was written")
        taken.add(sheet.title.casefold())
        for row, column, value in _values(sheet):
            if isinstance(value, str) and len(value.encode("utf-16-le")) // 2 > LONGEST_TEXT:
                where = place(sheet.title, row + 1, column)
                raise FollowupError(
                    f"{where} would hold more than the {LONGEST_TEXT} characters a cell takes"
                )


def _values(sheet: NewSheet) -> Iterator[tuple[int, int, CellValue]]:
    for row, values in enumerate(sheet.rows):
        for column, value in enumerate(values):
            yield row, column, value


def _numbers(sheets: Sequence[NewSheet], taken: set[int]) -> list[int]:
    """A free number for each sheet, the same ones for the same spreadsheet."""
    found: list[int] = []
    for sheet in sheets:
        digest = hashlib.blake2b(sheet.title.encode(), digest_size=4).digest()
        number = int.from_bytes(digest) % _LAST_NUMBER
        while number in taken or number in found or number == 0:
            number = (number + 1) % _LAST_NUMBER
        found.append(number)
    return found


def _cell(row: int, value: CellValue) -> Raw:
    cell = dict(write(value, EMPTY).cell)
    dress = {**_DRESS, **cell.get("userEnteredFormat", {})}
    if row == 0:
        dress["textFormat"] = {"bold": True}
    return {**cell, "userEnteredFormat": dress}


def _requests(sheet: NewSheet, added: Added) -> Iterator[Request]:
    number, wide = added.tab, max(map(len, sheet.rows), default=1)
    size = {
        "rowCount": len(sheet.rows) + SPARE_ROWS,
        "columnCount": max(wide, len(sheet.widths), 1),
        "frozenRowCount": 1,
    }
    properties = {"sheetId": number, "title": sheet.title, "gridProperties": size}
    yield {"addSheet": {"properties": properties}}
    everywhere = {
        "range": {"sheetId": number},
        "cell": {"userEnteredFormat": _DRESS},
        "fields": f"userEnteredFormat({_PLACED})",
    }
    yield {"repeatCell": everywhere}
    start = {"sheetId": number, "rowIndex": 0, "columnIndex": 0}
    rows = [{"values": row} for row in added.rows]
    fields = f"userEnteredValue,userEnteredFormat(numberFormat,textFormat,{_PLACED})"
    yield {"updateCells": {"start": start, "rows": rows, "fields": fields}}
    for (row, column), choices in sorted(sheet.choices.items()):
        yield _drop_down(number, (row, column), choices)
    for column, width in enumerate(sheet.widths):
        span = {
            "sheetId": number,
            "dimension": "COLUMNS",
            "startIndex": column,
            "endIndex": column + 1,
        }
        size_of = {"range": span, "properties": {"pixelSize": pixels(width)}, "fields": "pixelSize"}
        yield {"updateDimensionProperties": size_of}


def _drop_down(number: int, cell: Cell, choices: Sequence[str]) -> Request:
    row, column = cell
    bounds = {
        "sheetId": number,
        "startRowIndex": row,
        "endRowIndex": row + 1,
        "startColumnIndex": column,
        "endColumnIndex": column + 1,
    }
    values = [{"userEnteredValue": choice} for choice in choices]
    condition = {"type": "ONE_OF_LIST", "values": values}
    rule = {"condition": condition, "strict": False, "showCustomUi": True}
    return {"setDataValidation": {"range": bounds, "rule": rule}}


def _send(
    client: Client, requests: list[Request], numbers: Collection[int], *, there: bool, name: str
) -> None:
    """Send the batch, and again where no answer came, until these tabs are there, or are gone."""
    failures = 0
    while True:
        try:
            client.write(requests, None)
        except Transient as trouble:
            failures += 1
            client.patience.pause(trouble, failures)
            if _settled(client, numbers, there=there):
                return
        except FollowupError:
            if failures and _settled(client, numbers, there=there):
                return  # an earlier batch came about after all
            raise
        else:
            break
    if not _settled(client, numbers, there=there):
        raise BusyError(f"{name}: somebody changes its sheets just now; try again later")


def _settled(client: Client, numbers: Collection[int], *, there: bool) -> bool:
    present = {tab.number for tab in read_tabs(client.read().answer)}
    return all((number in present) == there for number in numbers)


def _changed(added: Added, tab: Tab) -> Iterator[Cell]:
    """The cells of a tab that no longer hold what was written, by row and column from 0."""
    height = max(len(tab.cells), len(added.rows))
    for row in range(height):
        wrote = added.rows[row] if row < len(added.rows) else ()
        for column in range(max(len(tab.row(row)), len(wrote))):
            before = wrote[column] if column < len(wrote) else EMPTY
            if typed(tab.at(row, column)) != typed(before):
                yield row, column


def _lines(tab: Tab) -> Iterator[str]:
    for row, cells in enumerate(tab.cells):
        for column, cell in enumerate(cells):
            if cell and (cell.get(VALUE) or typed(cell)):
                yield f"{place(tab.title, row + 1, column)}\t{content(cell)!r}"
