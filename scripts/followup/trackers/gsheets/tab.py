"""One tab as the API gives it, and as a sheet of the model."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from followup.model import Area, Book, Cell, CellValue, Row, Sheet
from followup.trackers.gsheets.cells import CELL_MASK, EMPTY, Raw, content, formula, link

TAB_MASK = (
    "properties(sheetId,title,index,sheetType,hidden,gridProperties(rowCount,columnCount)),"
    "merges,basicFilter,tables,"
    "protectedRanges(range,warningOnly,requestingUserCanEdit,unprotectedRanges,tableId),"
    "data(startRow,startColumn,"
    f"rowData(values({CELL_MASK})))"
)
_PIXELS_A_LETTER = 7
_PIXELS_AROUND = 6
BOOK_MASK = f"spreadsheetId,properties(title,locale,timeZone),sheets({TAB_MASK})"
"""The fields asked for: everything reading and writing take, in one call."""


def pixels(width: float) -> int:
    """How wide a column of so many characters is."""
    return round(width * _PIXELS_A_LETTER) + _PIXELS_AROUND


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: its raw cells by row and column, both counted from 0, and what lies over them."""

    number: int
    title: str
    hidden: bool
    width: int
    height: int
    cells: Sequence[Sequence[Raw]]
    raw: Raw

    def at(self, row: int, column: int) -> Raw:
        """The cell there; an empty one outside of what holds anything."""
        if 0 <= row < len(self.cells) and 0 <= column < len(self.cells[row]):
            return self.cells[row][column]
        return EMPTY

    def row(self, number: int) -> Sequence[Raw]:
        """The cells of one row."""
        return self.cells[number] if 0 <= number < len(self.cells) else ()

    @property
    def columns(self) -> int:
        """How many columns hold anything."""
        return max((len(row) for row in self.cells), default=0)


def read_tabs(answer: Raw) -> tuple[Tab, ...]:
    """The tabs of a spreadsheet that have cells, in their order."""
    sheets = [one for one in answer.get("sheets", ()) if _is_grid(one)]
    found = sorted(sheets, key=lambda one: one["properties"].get("index", 0))
    return tuple(_tab(one) for one in found)


def _is_grid(sheet: Raw) -> bool:
    return bool(sheet["properties"].get("sheetType", "GRID") == "GRID")


def _tab(sheet: Raw) -> Tab:
    properties = sheet["properties"]
    grid = properties.get("gridProperties", EMPTY)
    return Tab(
        number=properties.get("sheetId", 0),
        title=properties.get("title", ""),
        hidden=bool(properties.get("hidden")),
        width=grid.get("columnCount", 0),
        height=grid.get("rowCount", 0),
        cells=_cells(sheet.get("data", ())),
        raw={key: value for key, value in sheet.items() if key != "data"},
    )


def _cells(data: Sequence[Raw]) -> list[list[Raw]]:
    rows: list[list[Raw]] = []
    for block in data:
        top, left = block.get("startRow", 0), block.get("startColumn", 0)
        for offset, found in enumerate(block.get("rowData", ())):
            values = found.get("values", ()) if found else ()
            rows.extend([] for _ in range(top + offset + 1 - len(rows)))
            row = rows[top + offset]
            row.extend(EMPTY for _ in range(left - len(row)))
            row[left:] = values
    return rows


def to_book(name: str, answer: Raw, tabs: Sequence[Tab], revision: str, shown: int | None) -> Book:
    """The model's book; with `shown`, the tab the address names, the others count as not shown."""
    properties = answer.get("properties", EMPTY)
    sheets = tuple(to_sheet(tab, shown) for tab in tabs)
    zone, locale = properties.get("timeZone", ""), properties.get("locale", "")
    return Book(name, sheets, revision, _known_zone(zone), locale)


def _known_zone(zone: str) -> str:
    """The zone if it is one by name; Google may give offsets such as GMT-07:00."""
    from zoneinfo import ZoneInfo

    if zone.startswith("GMT") and len(zone) > 3:
        hours = zone[3:].split(":", maxsplit=1)[0]
        sign = {"-": "+", "+": "-"}.get(hours[:1], "")  # Etc zones count the other way
        zone = f"Etc/GMT{sign}{int(hours[1:] or 0)}" if sign else "Etc/GMT"
    try:
        ZoneInfo(zone)
    except (KeyError, OSError, ValueError):
        return ""
    return zone


def to_sheet(tab: Tab, shown: int | None = None) -> Sheet:
    """The model's sheet."""
    rows: list[Row] = []
    formulas: dict[int, set[int]] = {}
    links: dict[Cell, str] = {}
    for index, cells in enumerate(tab.cells):
        values = [content(cell) for cell in cells]
        _note(index + 1, cells, formulas, links)
        if not _blank(values):
            rows.append(Row(index + 1, tuple(_trimmed(values))))
    return Sheet(
        tab.title,
        tuple(rows),
        visible=not tab.hidden and shown in {None, tab.number},
        areas=tuple(areas(tab)),
        formulas={column: frozenset(found) for column, found in formulas.items()},
        links=links,
    )


def _blank(values: Sequence[CellValue]) -> bool:
    """Whether nothing was entered: unticked boxes run down to the bottom of many sheets."""
    return all(value is None or value is False for value in values)


def _trimmed(values: list[CellValue]) -> list[CellValue]:
    while values and values[-1] is None:
        values.pop()
    return values


def _note(
    number: int, cells: Sequence[Raw], formulas: dict[int, set[int]], links: dict[Cell, str]
) -> None:
    for column, cell in enumerate(cells):
        if not cell:
            continue
        if formula(cell):
            formulas.setdefault(column, set()).add(number)
        if url := link(cell):
            links[number, column] = url


def areas(tab: Tab) -> Iterator[Area]:
    """The tab's tables and its filter."""
    for table in tab.raw.get("tables", ()):
        totals = "footerColorStyle" in table.get("rowsProperties", EMPTY)
        yield area("table", table.get("range", EMPTY), tab, table.get("name", ""), totals)
    found = tab.raw.get("basicFilter")
    if found and not found.get("tableId"):
        yield area("filter", found.get("range", EMPTY), tab)


def area(
    kind: str, bounds: Mapping[str, Any], tab: Tab, name: str = "", totals: bool = False
) -> Area:
    """A GridRange as an area; a bound that is missing lies at the edge of the tab."""
    return Area(
        kind,
        bounds.get("startRowIndex", 0) + 1,
        bounds.get("endRowIndex", tab.height),
        bounds.get("startColumnIndex", 0),
        bounds.get("endColumnIndex", tab.width) - 1,
        name,
        totals,
    )
