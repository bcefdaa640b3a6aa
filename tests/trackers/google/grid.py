"""A spreadsheet as Google keeps one: tabs of cells, and what lies over them."""

import copy
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from followup.model import CellValue, Link

CellData = dict[str, Any]
EPOCH = datetime(1899, 12, 30)


def cell_of(value: CellValue | Link, result: CellValue = None) -> CellData:
    """The cell that holds a value as if it had been typed; "=..." with `result` is a formula."""
    if value is None:
        return {}
    if isinstance(value, Link):
        run = {"startIndex": 0, "format": {"link": {"uri": value.url}}}
        return {"userEnteredValue": {"stringValue": value.text}, "textFormatRuns": [run]}
    if isinstance(value, str):
        if result is not None:
            computed = cell_of(result)
            kept = {"userEnteredValue": {"formulaValue": value}}
            kept["computed"] = computed["userEnteredValue"]
            return {**computed, **kept}
        return {"userEnteredValue": {"stringValue": value}}
    if isinstance(value, bool):
        return {"userEnteredValue": {"boolValue": value}}
    if isinstance(value, int | float):
        return {"userEnteredValue": {"numberValue": value}}
    return _dated(value)


def _dated(value: date | time) -> CellData:
    if isinstance(value, datetime):
        kind, pattern = "DATE_TIME", "yyyy-mm-dd hh:mm"
        number = (value - EPOCH).total_seconds() / 86_400
    elif isinstance(value, date):
        kind, pattern = "DATE", "dd/mm/yyyy"
        number = float(value.toordinal() - EPOCH.toordinal())
    else:
        kind, pattern = "TIME", "hh:mm"
        number = (value.hour * 60 + value.minute) / 1440
    dress = {"numberFormat": {"type": kind, "pattern": pattern}}
    return {"userEnteredValue": {"numberValue": number}, "userEnteredFormat": dress}


@dataclass
class Tab:
    """One tab. Rows and columns are counted from 0; `rows` holds only cells that have something."""

    number: int
    title: str
    height: int = 1000
    width: int = 26
    hidden: bool = False
    frozen: int = 0
    rows: list[dict[int, CellData]] = field(default_factory=list)
    merges: list[dict[str, int]] = field(default_factory=list)
    tables: list[dict[str, Any]] = field(default_factory=list)
    filter: dict[str, Any] | None = None
    protected: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def of(
        cls,
        title: str,
        rows: Iterable[Iterable[CellValue | Link]],
        number: int = 0,
        height: int = 100,
    ) -> "Tab":
        """A tab of these rows, from its first row on."""
        cells = [{c: cell_of(v) for c, v in enumerate(row) if v is not None} for row in rows]
        tab = cls(number, title, height, rows=cells)
        tab.rows.extend({} for _ in range(tab.height - len(cells)))
        return tab

    def at(self, row: int, column: int) -> CellData:
        """The cell there."""
        return self.rows[row].get(column, {})

    def put(self, row: int, column: int, value: CellValue | Link, result: CellValue = None) -> None:
        """Type a value into a cell, as a person does; its look stays."""
        old, new = self.at(row, column), cell_of(value, result)
        kept = {k: v for k, v in old.items() if k in {"userEnteredFormat", "dataValidation"}}
        self.rows[row][column] = {**kept, **new}

    def insert_rows(self, at: int, count: int = 1) -> None:
        """Insert empty rows."""
        self.rows[at:at] = [{} for _ in range(count)]
        self.height += count
        self._shift("Row", at, count)

    def delete_row(self, at: int) -> None:
        """Delete a row."""
        del self.rows[at]
        self.height -= 1
        self._shift("Row", at, -1)

    def move_row(self, source: int, target: int) -> None:
        """Drag a row to another place."""
        self.rows.insert(target, self.rows.pop(source))

    def insert_columns(self, at: int, count: int = 1) -> None:
        """Insert empty columns."""
        self.rows = [{c + count * (c >= at): v for c, v in row.items()} for row in self.rows]
        self.width += count
        self._shift("Column", at, count)

    def delete_column(self, at: int) -> None:
        """Delete a column."""
        self.rows = [{c - (c > at): v for c, v in row.items() if c != at} for row in self.rows]
        self.width -= 1
        self._shift("Column", at, -1)

    def move_column(self, source: int, target: int) -> None:
        """Drag a column to another place; what lies over whole columns stays where it was."""
        order = list(range(self.width))
        order.insert(target, order.pop(source))
        places = {old: new for new, old in enumerate(order)}
        self.rows = [{places[c]: v for c, v in row.items()} for row in self.rows]

    def sort(self, column: int, header: int, reverse: bool = False) -> None:
        """Sort by a column: the cells inside the table or filter move, else whole rows."""
        ranges = [one["range"] for one in self.tables]
        if self.filter and "range" in self.filter:
            ranges.append(self.filter["range"])
        bounds: dict[str, int] = next(
            (r for r in ranges if r.get("startRowIndex", 0) == header), {}
        )
        left, right = bounds.get("startColumnIndex", 0), bounds.get("endColumnIndex", self.width)
        used = max((n for n, row in enumerate(self.rows) if row), default=header) + 1
        bottom = min(bounds.get("endRowIndex", used), used)
        picked = [
            {c: v for c, v in row.items() if left <= c < right}
            for row in self.rows[header + 1 : bottom]
        ]
        filled = [row for row in picked if _shown(row.get(column, {}))]
        empty = [row for row in picked if not _shown(row.get(column, {}))]
        filled.sort(key=lambda row: _shown(row[column]), reverse=reverse)
        for number, moved in enumerate([*filled, *empty], header + 1):
            stay = {c: v for c, v in self.rows[number].items() if not left <= c < right}
            self.rows[number] = {**stay, **moved}

    def _shift(self, kind: str, at: int, count: int) -> None:
        first, end = f"start{kind}Index", f"end{kind}Index"
        holders = [t["range"] for t in self.tables] + [p["range"] for p in self.protected]
        if self.filter and "range" in self.filter:
            holders.append(self.filter["range"])
        for bounds in (*holders, *self.merges):
            if bounds.get(first, 0) >= at + (count < 0):
                bounds[first] = bounds.get(first, 0) + count
            if bounds.get(end, at) > at:
                bounds[end] += count

    def values(self) -> dict[tuple[int, int], Any]:
        """What was typed into each cell: value or formula, and link."""
        return {
            (r, c): (cell["userEnteredValue"], link_of(cell))
            for r, row in enumerate(self.rows)
            for c, cell in row.items()
            if cell.get("userEnteredValue")
        }


def _shown(cell: CellData) -> str:
    value = cell.get("computed") or cell.get("userEnteredValue") or {}
    return "".join(f"{k}{v}" for k, v in value.items()) if value else ""


def link_of(cell: CellData) -> str:
    """The `hyperlink` of a cell: of a run over all of it, of its format, of a HYPERLINK formula."""
    formula = cell.get("userEnteredValue", {}).get("formulaValue", "")
    if formula.upper().startswith("=HYPERLINK("):
        return str(formula.split('"')[1])
    runs = cell.get("textFormatRuns", [])
    if runs:
        uris = {run.get("format", {}).get("link", {}).get("uri", "") for run in runs}
        return str(uris.pop()) if len(uris) == 1 and runs[0].get("startIndex", 0) == 0 else ""
    dress = cell.get("userEnteredFormat", {})
    return str(dress.get("textFormat", {}).get("link", {}).get("uri", ""))


@dataclass
class Spreadsheet:
    """A spreadsheet of tabs."""

    tabs: list[Tab]
    time_zone: str = "Europe/Berlin"
    locale: str = "en_GB"
    key: str = "k" * 44

    def tab(self, title: str) -> Tab:
        """The tab of that title."""
        return next(tab for tab in self.tabs if tab.title == title)

    def copy(self) -> "Spreadsheet":
        """A copy that shares nothing."""
        return copy.deepcopy(self)


Edit = Callable[[Spreadsheet], None]
