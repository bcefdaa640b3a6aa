"""From what a run wants to write and what stands there to a plan of single cells."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from urllib.parse import unquote

from followup.errors import FollowupError
from followup.model import (
    OWNED_TITLES,
    Area,
    Book,
    CellChange,
    CellValue,
    ColumnMap,
    Field,
    Link,
    NewColumn,
    Owned,
    Plan,
    Problem,
    Row,
    Settings,
    Severity,
    Sheet,
    cell_at,
    column_letters,
    place,
)
from followup.model.records import dataclass, field
from followup.values.flags import read_mark

TELLING = (Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.EMAIL)
"""The columns that tell whose row it is."""

STATUS_CHOICES = ("sent", "skip", "later")
KINDS = {Owned.STATUS: "choice", Owned.DUE: "date", Owned.LINK: "link"}
WIDTHS = {
    Owned.STATUS: 13.0,
    Owned.DUE: 12.0,
    Owned.REASON: 34.0,
    Owned.SUBJECT: 30.0,
    Owned.EMAIL: 48.0,
    Owned.LINK: 16.0,
    Owned.HISTORY: 30.0,
}
NEEDED = frozenset({Owned.STATUS, Owned.SUBJECT, Owned.EMAIL, Owned.HISTORY})
"""Columns that come back if they are deleted; the others stay away once the person removed them."""

MOST_COLUMNS = 16_384
"""Columns of an Excel sheet, A to XFD."""

GAP = (
    "an empty column, at which a sort stops; select all columns up to Draft history when you sort,"
    " or make the whole a table (Insert > Table), so that each draft stays with its row"
)

LONGEST_CELL = 32_767
"""Characters an Excel cell holds (Excel specifications and limits)."""

YES_FOR_NO = {"no": "Yes", "n": "Y", "nein": "Ja", "non": "Oui", "não": "Sim", "nee": "Ja"}
YES_FOR_NO |= {"nie": "Tak", "未": "済", "×": "○", "否": "是", "0": "1"}


@dataclass(frozen=True, slots=True)
class Wish:
    """What one row shall hold: owned cells by column (a missing one is left alone), and why.

    `contacted` is the day to record as last contact, `thanked` the day to tick as thanked.
    """

    row: int
    why: str
    owned: Mapping[Owned, CellValue | Link] = field(default_factory=dict)
    contacted: date | None = None
    thanked: date | None = None


def make_plan(
    book: Book, sheet: Sheet, columns: ColumnMap, wishes: Sequence[Wish], settings: Settings
) -> tuple[Plan, tuple[Problem, ...]]:
    """The cell changes that make the sheet as wished, and what could not be recorded.

    A cell that holds its wished value already gives no change, so wishing twice changes nothing.
    Our columns are added only if some wish needs them.
    """
    planner = _Planner(book, sheet, columns, settings)
    planner.lay_columns(wishes)
    changes = [change for wish in wishes for change in planner.changes(wish)]
    plan = Plan(
        sheet.title,
        columns.header_row,
        book.revision,
        tuple(planner.new_columns),
        tuple(changes),
        {row: planner.identity(row) for row in dict.fromkeys(change.row for change in changes)},
    )
    return plan, tuple(planner.problems)


def clean_text(text: str) -> str:
    """Text as a cell can hold it: "\\n" line breaks, no control characters, at most 32,767 long.

    Unpaired surrogates, which no file can hold, become the replacement character.
    """
    if len(text) <= LONGEST_CELL and text.replace("\n", "").isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    kept = "".join(ch for ch in text if ch in "\n\t" or unicodedata.category(ch) != "Cc")
    return kept if len(kept) <= LONGEST_CELL else kept[: LONGEST_CELL - 1] + "…"


class _Planner:
    """Works out the changes of one plan."""

    def __init__(self, book: Book, sheet: Sheet, columns: ColumnMap, settings: Settings) -> None:
        self.book = book
        self.sheet = sheet
        self.columns = columns
        self.settings = settings
        self.rows = {row.number: row for row in sheet.rows}
        self.at: dict[Owned, int] = dict(columns.owned)
        told = (columns.index(wanted) for wanted in TELLING)
        self.telling = [column for column in told if column is not None]
        self.new_columns: list[NewColumn] = []
        self.problems: list[Problem] = []

    def lay_columns(self, wishes: Iterable[Wish]) -> None:
        """Decide which of our columns are added, and where."""
        needed = {owned for wish in wishes for owned, value in wish.owned.items() if value}
        if not needed:
            return
        wanted = [o for o in Owned if o not in self.at and (not self.at or o in NEEDED & needed)]
        start = free_column(self.sheet, self.columns)
        if start + len(wanted) > MOST_COLUMNS:
            raise FollowupError(
                f"{self.sheet.title} has no room for the {len(wanted)} Draft columns right of "
                f"column {column_letters(start - 1)}; clear some columns at its right edge"
            )
        gap = _gap(self.sheet, self.columns, start)
        if wanted and gap is not None:
            where = place(self.sheet.title, self.columns.header_row, gap)
            self.problems.append(Problem(where, "", Severity.NOTE, GAP))
        for index, owned in enumerate(wanted, start):
            title = self.settings.output.get(owned) or OWNED_TITLES[owned]
            choices = STATUS_CHOICES if owned is Owned.STATUS else ()
            kind = KINDS.get(owned, "text")
            self.new_columns.append(NewColumn(index, title, kind, WIDTHS[owned], choices))
            self.at[owned] = index

    def changes(self, wish: Wish) -> Iterator[CellChange]:
        """The changes that one wish needs."""
        row = self.rows[wish.row]
        wanted = {self.at[owned]: value for owned, value in wish.owned.items() if owned in self.at}
        formula = self.formula(row, wanted)
        if formula is not None:
            self.refuse(row, formula, "holds a formula; clear it and run again")
            return
        found = [self.change(row, at, value, wish.why) for at, value in wanted.items()]
        if wish.contacted is not None:
            found.append(self.record(row, Field.LAST_CONTACT, wish.contacted))
        if wish.thanked is not None:
            found.append(self.record(row, Field.THANK_YOU_SENT, self.tick(wish.thanked)))
        yield from filter(None, found)

    def formula(self, row: Row, columns: Iterable[int]) -> int | None:
        """The first of these columns in which the row has a formula; it is never written over."""
        if self.sheet.formulas.keys().isdisjoint(columns):
            return None
        return next((at for at in columns if self.sheet.is_formula(row.number, at)), None)

    def refuse(self, row: Row, column: int, message: str) -> None:
        """Report that nothing is written into this row, and why."""
        where = place(self.sheet.title, row.number, column)
        self.problems.append(
            Problem(where, "", Severity.ERROR, f"{message}; the row is left as it is")
        )

    def change(self, row: Row, column: int, value: CellValue | Link, why: str) -> CellChange | None:
        """The change that puts `value` there; None if it stands there already."""
        if isinstance(value, str):
            value = clean_text(value) or None
        old = cell_at(row, column)
        if self._holds(row, column, old, value):
            return None
        return CellChange(row.number, column, old, value, why)

    def _holds(self, row: Row, column: int, old: CellValue, new: CellValue | Link) -> bool:
        if old is None:
            return new is None
        if isinstance(new, Link):
            there = self.sheet.links.get((row.number, column), "")
            return old == new.text and unquote(there) == unquote(new.url)
        if isinstance(old, str) and isinstance(new, str):
            return clean_text(old) == new
        return old == new and isinstance(old, bool) == isinstance(new, bool)

    def record(self, row: Row, wanted: Field, value: CellValue) -> CellChange | None:
        """Record a letter in the person's own column; the history alone has it without one."""
        column = self.columns.index(wanted)
        if column is None:
            return None
        if self.sheet.is_formula(row.number, column):
            where = place(self.sheet.title, row.number, column)
            message = f"holds a formula, so {_plain(value)} was noted in Draft history only"
            self.problems.append(Problem(where, wanted.value, Severity.NOTE, message))
            return None
        return self.change(row, column, value, "marked as sent")

    def tick(self, day: date) -> CellValue:
        """A yes in the style of the thank-you column's other cells: a day, TRUE, x, Yes ..."""
        column = self.columns.index(Field.THANK_YOU_SENT)
        if column is None:
            return None
        wanted = set(self.columns.data_rows)
        values = [cell_at(row, column) for row in self.sheet.rows if row.number in wanted]
        return tick_like([value for value in values if value is not None], day)

    def identity(self, number: int) -> Mapping[int, CellValue]:
        """The cells that tell whose row it is."""
        row = self.rows[number]
        return {column: cell_at(row, column) for column in self.telling}


def tick_like(values: Sequence[CellValue], day: date) -> CellValue:
    """A yes as the column says it: the commonest yes there, a day where days are used."""
    said = [value for value in values if _is_yes(value, day)]
    if said:
        commonest = max(said, key=said.count)
        dated = isinstance(commonest, date | datetime)
        return day if dated else commonest
    for value in values:
        if isinstance(value, bool):
            return True
        opposite = YES_FOR_NO.get(str(value).strip().casefold())
        if opposite is not None:
            return opposite
    return "Yes"


def _is_yes(value: CellValue, today: date) -> bool:
    if isinstance(value, date):
        return True
    mark, _ = read_mark(value, today=today)
    return mark is not None and mark.yes is True and mark.on is None


def free_column(sheet: Sheet, columns: ColumnMap) -> int:
    """The index from 0 where our columns begin: right of the tracker, its table or its filter.

    Inside a table or filter they must touch its right edge, so that sorting carries them along;
    without one they touch the last titled column if there is room beside it, else they come after
    the last column that holds anything from the header down.
    """
    if area := _host(sheet, columns):
        return max(area.last_column, columns.right_edge) + 1
    edge = columns.right_edge + 1
    below = [row for row in sheet.rows if row.number >= columns.header_row]
    if not _is_used(sheet, below, range(edge, edge + len(Owned) + 1)):
        return edge
    return max(edge, max((len(row.cells) for row in below), default=0))


def _host(sheet: Sheet, columns: ColumnMap) -> Area | None:
    """The table, else the filter, that begins with the tracker's header."""
    here = [area for area in sheet.areas if area.first_row == columns.header_row]
    return min(here, key=lambda area: area.kind != "table", default=None)


def _is_used(sheet: Sheet, rows: Iterable[Row], wanted: range) -> bool:
    """Whether anything stands in those columns of the rows, or reaches into them."""
    return (
        any(value is not None for row in rows for value in row.cells[wanted.start : wanted.stop])
        or any(column in wanted for column in sheet.formulas)
        or any(
            area.first_column < wanted.stop and area.last_column >= wanted.start
            for area in sheet.areas
        )
    )


def _gap(sheet: Sheet, columns: ColumnMap, start: int) -> int | None:
    """An empty column inside the tracker or before `start`, at which a sort of it would stop."""
    if not columns.data_rows or _host(sheet, columns):
        return None
    span = range(columns.header_row, columns.data_rows[-1] + 1)
    rows = [row for row in sheet.rows if row.number in span]
    first = min((match.column.index for match in columns.matches.values()), default=0)
    empty = (i for i in range(first, start) if all(cell_at(row, i) is None for row in rows))
    return next(empty, None)


def _plain(value: CellValue) -> str:
    return value.isoformat() if isinstance(value, date) else f'"{value}"'
