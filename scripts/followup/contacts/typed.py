"""The cells of a row by what their column means: days, marks, and the problems met in them."""

from collections.abc import Callable, Sequence
from datetime import date
from operator import itemgetter
from typing import TypeVar

from followup.contacts.cells import FIRST_LIKELY_YEAR, HAPPENED, INVENTED_DAY
from followup.model import (
    CellValue,
    ColumnMap,
    Field,
    Mark,
    Problem,
    Row,
    Severity,
    Sheet,
    place,
)
from followup.values.dates import moves, read_day
from followup.values.flags import read_mark

MOST_REMEMBERED = 4096
T = TypeVar("T")


class TypedCells:
    """Reads single cells of one sheet on one day; collects the problems as it goes.

    Rows must have a cell in every column. `vague` gathers the day fields whose day was filled in,
    `unread` those that hold something else than a usable day.
    """

    def __init__(self, sheet: Sheet, columns: ColumnMap, today: date) -> None:
        self.sheet = sheet
        self.columns = columns
        self.today = today
        self.problems: list[Problem] = []
        self.vague: set[Field] = set()
        self.unread: set[Field] = set()
        self.index = {wanted: match.column.index for wanted, match in columns.matches.items()}
        self.day_first = columns.day_first or {}

    def cell(self, row: Row, wanted: Field) -> CellValue:
        """The row's value in the column that means `wanted`; None without such a column."""
        at = self.index.get(wanted)
        return None if at is None else row.cells[at]

    def getter(self, wanted: Field) -> Callable[[Sequence[CellValue]], CellValue]:
        """Takes the same out of a row's cells, for columns that every row is asked for."""
        at = self.index.get(wanted)
        return _nothing if at is None else itemgetter(at)

    def is_formula(self, row: Row, wanted: Field) -> bool:
        """Whether the row's cell for `wanted` is reckoned by the sheet."""
        at = self.index.get(wanted)
        return at is not None and self.sheet.is_formula(row.number, at)

    def report(
        self, row: Row, wanted: Field, message: str, severity: Severity = Severity.WARNING
    ) -> None:
        """Add a problem about the row's cell for `wanted`."""
        where = place(self.sheet.title, row.number, self.index.get(wanted))
        self.problems.append(Problem(where, wanted.value, severity, message))

    def day(self, row: Row, wanted: Field, *, past: bool = True) -> date | None:
        """The row's day for `wanted`, or None; what has happened cannot lie in the future."""
        at = self.index.get(wanted)
        if at is None:
            return None
        value = row.cells[at]
        day: date | None = value if type(value) is date else self.day_read(row, wanted, past=past)
        if day is None:
            return None
        if wanted in HAPPENED:
            day = self.not_ahead(row, wanted, day)
        if day is not None and day.year < FIRST_LIKELY_YEAR:
            self.unread.add(wanted)
            self.report(row, wanted, f"{day} is hardly meant; it is left out")
            return None
        return day

    def not_ahead(self, row: Row, wanted: Field, day: date | None) -> date | None:
        """`day`, or None and a problem where it lies in the future, though it has happened."""
        if day is None or day <= self.today:
            return day
        self.unread.add(wanted)
        self.report(row, wanted, f"{day} lies in the future; it is ignored until then")
        return None

    def day_read(self, row: Row, wanted: Field, *, past: bool) -> date | None:
        """The day as it stands in the cell; a problem where there is something but no day."""
        at = self.index[wanted]
        value = row.cells[at]
        if value is None:
            if self.sheet.is_formula(row.number, at):
                self.unread.add(wanted)
                told = "a formula without a stored result: open and save the file"
                self.report(row, wanted, told)
            return None
        if isinstance(value, str) and moves(value):
            self.unread.add(wanted)
            told = f'"{value.strip()}" is another day every day: write the date itself'
            self.report(row, wanted, told)
            return None
        reading = read_day(value, day_first=self.day_first.get(wanted), today=self.today, past=past)
        if reading is None:
            return None
        if reading.problem:
            if reading.day is None:
                self.unread.add(wanted)
            self.report(row, wanted, reading.problem)
        elif not reading.sure and reading.day:
            if reading.day.day == 1 and not INVENTED_DAY.search(str(value)):
                self.vague.add(wanted)
            self.report(
                row, wanted, f"read as {reading.day.day} {reading.day:%B %Y}", Severity.NOTE
            )
        return reading.day

    def remembered(self, at: int, read: Callable[[Row], T]) -> Callable[[Row], T]:
        """`read` of the column `at`, answered at once for a text or day that was read before.

        Only answers without a remark are kept, as a remark names its row.
        """
        known: dict[CellValue, T] = {}

        def again(row: Row) -> T:
            value = row.cells[at]
            if type(value) is not str and type(value) is not date:
                return read(row)  # 1, 1.0 and True are one key, and not one answer
            if value in known:
                return known[value]
            said = len(self.problems) + len(self.vague) + len(self.unread)
            answer = read(row)
            silent = said == len(self.problems) + len(self.vague) + len(self.unread)
            if silent and len(known) < MOST_REMEMBERED:
                known[value] = answer
            return answer

        return again

    def mark(self, row: Row, wanted: Field) -> Mark | None:
        """The row's yes or no for `wanted`; None where the cell is empty or not understood."""
        value = self.cell(row, wanted)
        if value is None:
            return None
        mark, problem = read_mark(value, day_first=self.day_first.get(wanted), today=self.today)
        if problem and wanted is not Field.REPLY:
            self.report(row, wanted, problem)
        return mark

    def read_or_report(
        self,
        row: Row,
        wanted: Field,
        value: CellValue,
        parse: Callable[[CellValue], tuple[int | None, str]],
    ) -> int | None:
        """What `parse` makes of the cell; its problem is reported."""
        number, problem = parse(value)
        if problem:
            self.report(row, wanted, problem, Severity.NOTE)
        return number

    def birthday(self, row: Row) -> tuple[int, int] | None:
        """Month and day, whatever year stands with them."""
        value = self.cell(row, Field.BIRTHDAY)
        if value is None:
            return None
        reading = read_day(
            value, day_first=self.day_first.get(Field.BIRTHDAY), today=self.today, past=True
        )
        if reading is None or reading.day is None:
            return None
        return reading.day.month, reading.day.day


def _nothing(_: Sequence[CellValue]) -> CellValue:
    return None
