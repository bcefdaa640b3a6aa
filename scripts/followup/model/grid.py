"""A tracker as read: sheets of rows of plain values, free of any library's types."""

from collections.abc import Mapping
from datetime import date, datetime, time
from types import MappingProxyType

from followup.model.records import dataclass, field

CellValue = str | int | float | bool | date | datetime | time | None
"""What one cell holds. Excel's and Google's error values arrive as text (`#VALUE!`)."""

Cell = tuple[int, int]
"""A cell's address: row number counted from 1 as the person sees it, column index from 0."""

NO_LINKS: Mapping[Cell, str] = MappingProxyType({})
NO_FORMULAS: Mapping[int, frozenset[int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds at least one value.

    `number` is where the row stood when it was read, counted from 1; within one reading it is
    also the row's key. `cells` starts at column A and may be shorter than the sheet is wide.
    """

    number: int
    cells: tuple[CellValue, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, all four bounds inclusive: rows from 1, columns from 0.

    `kind` says what it is: "table" (an Excel or Google table, `name` its name), "filter" (an
    autofilter or basic filter). `totals` is true for a table whose last row holds totals.
    """

    kind: str
    first_row: int
    last_row: int
    first_column: int
    last_column: int
    name: str = ""
    totals: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet. Blank rows are absent from `rows`, which ascend by number.

    `formulas` maps a column index to the numbers of the rows where that column holds a formula;
    the value shown is the one stored when the file was last saved, and may be stale. `links`
    holds the address behind a cell that is a hyperlink.
    """

    title: str
    rows: tuple[Row, ...]
    visible: bool = True
    areas: tuple[Area, ...] = ()
    formulas: Mapping[int, frozenset[int]] = field(default_factory=lambda: NO_FORMULAS)
    links: Mapping[Cell, str] = field(default_factory=lambda: NO_LINKS)

    def is_formula(self, row: int, column: int) -> bool:
        """Whether the cell in that row (from 1) and column (from 0) holds a formula."""
        return row in self.formulas.get(column, ())


@dataclass(frozen=True, slots=True)
class Book:
    """A whole tracker as read at one moment.

    `name` is what messages call it (a path as the person gave it, or a URL). `revision` is
    opaque: the back end compares it when a plan is applied. `time_zone` (IANA name) and `locale`
    (such as "de_DE") are the document's own, "" where it has none.
    """

    name: str
    sheets: tuple[Sheet, ...]
    revision: str
    time_zone: str = ""
    locale: str = ""


def cell_at(row: Row, column: int) -> CellValue:
    """The value of `row` in the column with that index from 0; None past the row's end."""
    return row.cells[column] if column < len(row.cells) else None


def column_letters(column: int) -> str:
    """A column's letters as spreadsheets show them: 0 is A, 25 is Z, 26 is AA."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place(sheet: str, row: int, column: int | None = None) -> str:
    """Where something stands, as people write it: `Sheet!D17`, or `Sheet!17` for a whole row."""
    letters = "" if column is None else column_letters(column)
    return f"{sheet}!{letters}{row}"
