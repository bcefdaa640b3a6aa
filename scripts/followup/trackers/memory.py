"""A tracker that lives in memory: the simplest back end, for tests and for trying plans out."""

import hashlib
from collections.abc import Mapping

from followup.errors import BusyError, FollowupError
from followup.model import (
    Book,
    Cell,
    CellValue,
    Link,
    Plan,
    Receipt,
    Row,
    Sheet,
    place,
)
from followup.trackers.base import check_plan

Cells = dict[Cell, CellValue | Link]


class MemoryTracker:
    """Sheets as mappings from (row from 1, column from 0) to value; a `Link` is a hyperlink."""

    def __init__(self, sheets: Mapping[str, Mapping[Cell, CellValue | Link]], name: str = "memory"):
        self._sheets: dict[str, Cells] = {title: dict(cells) for title, cells in sheets.items()}
        self._before: tuple[str, dict[str, Cells]] | None = None
        self._name = name

    @classmethod
    def from_rows(
        cls, *rows: tuple[CellValue | Link, ...], sheet: str = "Contacts"
    ) -> "MemoryTracker":
        """A tracker of one sheet whose first row is row 1."""
        cells = {
            (number, index): value
            for number, row in enumerate(rows, 1)
            for index, value in enumerate(row)
        }
        return cls({sheet: cells})

    @property
    def name(self) -> str:
        """What messages call it."""
        return self._name

    def read(self) -> Book:
        """The sheets as they stand."""
        sheets = tuple(_sheet(title, cells) for title, cells in self._sheets.items())
        return Book(self._name, sheets, self._revision())

    def apply(self, plan: Plan) -> Receipt:
        """Write the plan, or nothing if the sheets are not those it was made from."""
        check_plan(plan)
        if plan.empty:
            return Receipt(0)
        if plan.revision != self._revision():
            raise BusyError(f"{self._name} changed since it was read; run the same command again")
        if plan.new_sheets:
            return self._add(plan)
        cells = dict(self._sheets[plan.sheet])
        for change in plan.changes:
            if _value(cells.get((change.row, change.column))) != change.old:
                where = place(plan.sheet, change.row, change.column)
                raise BusyError(
                    f"{where} no longer holds what was read; run the same command again"
                )
            cells[change.row, change.column] = change.new
        for column in plan.new_columns:
            cells[plan.header_row, column.index] = column.title
        before = self._sheets
        self._sheets = {**before, plan.sheet: cells}
        self._before = (self._revision(), before)
        return Receipt(len(plan.changes))

    def _add(self, plan: Plan) -> Receipt:
        after = dict(self._sheets)
        for new in plan.new_sheets:
            if new.title.casefold() in {title.casefold() for title in after}:
                raise FollowupError(f"there is a sheet {new.title!r} already; nothing was written")
            after[new.title] = {
                (number, index): value
                for number, row in enumerate(new.rows, 1)
                for index, value in enumerate(row)
                if value is not None
            }
        before, self._sheets = self._sheets, after
        self._before = (self._revision(), before)
        return Receipt(plan.size)

    def undo(self, *, force: bool = False) -> Receipt:
        """Put the sheets back as they were before the last apply."""
        if self._before is None:
            raise FollowupError(f"nothing to take back in {self._name}")
        revision, sheets = self._before
        if revision != self._revision() and not force:
            raise BusyError(
                f"{self._name} changed after the last run; --force takes it back anyway"
            )
        self._sheets, self._before = sheets, None
        return Receipt(0)

    def type_in(self, sheet: str, row: int, column: int, value: CellValue) -> None:
        """Change one cell as a person would, outside any plan."""
        self._sheets = {**self._sheets, sheet: {**self._sheets[sheet], (row, column): value}}

    def _revision(self) -> str:
        return hashlib.sha256(repr(self._sheets).encode()).hexdigest()


def _value(held: CellValue | Link) -> CellValue:
    return held.text if isinstance(held, Link) else held


def _sheet(title: str, cells: Cells) -> Sheet:
    rows: dict[int, dict[int, CellValue]] = {}
    for (number, index), held in cells.items():
        if _value(held) is not None:
            rows.setdefault(number, {})[index] = _value(held)
    links = {cell: held.url for cell, held in cells.items() if isinstance(held, Link)}
    return Sheet(title, tuple(_row(n, rows[n]) for n in sorted(rows)), links=links)


def _row(number: int, values: dict[int, CellValue]) -> Row:
    return Row(number, tuple(values.get(index) for index in range(max(values) + 1)))
