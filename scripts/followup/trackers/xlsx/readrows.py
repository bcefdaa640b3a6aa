"""The rows of a worksheet part, block by block: their values and formulas."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, zip_longest
from operator import lt

from followup.model import Cell, CellValue, Row
from followup.model.patterns import pattern
from followup.model.records import dataclass
from followup.trackers.xlsx.cells import row_number
from followup.trackers.xlsx.cellvalues import unmarked
from followup.trackers.xlsx.errors import WorkbookError
from followup.trackers.xlsx.markup import attributes
from followup.trackers.xlsx.readcells import (
    FAST_CELL,
    INDEX,
    Days,
    Found,
    Texts,
    put,
    slow_cells,
    stored,
    typed,
)
from followup.trackers.xlsx.refs import MAX_ROW, Area, parse_area
from followup.trackers.xlsx.shapes import NUMBERS, Alike, Match, Shape, Way, by_column
from followup.trackers.xlsx.sheetxml import NotPlainError

MOST_CELLS = 100_000_000
"""Cells, gaps included, that one sheet's rows may take in memory."""
_MOST_SPILLED = 1_000_000
"""Cells that all array formulas of a sheet are noted for."""

_ROW = pattern(rb'<row(?=[\s/>])(?: r="(\d{1,7})")?([^<>]*)>')
_FORMULA = pattern(rb"<f(?:\s([^<>]*))?>([^<]*)")
_PLAIN_LINK = pattern(r'\s*=?\s*HYPERLINK\(\s*"((?:[^"]|"")*)"', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a cell's content refers to: texts by number, formats that show dates, the epoch."""

    texts: Texts
    dates: frozenset[bytes]
    starts_1904: bool


class RowReader:
    """Collects a sheet's rows from blocks of them."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup = lookup
        self.rows: list[Row] = []
        self.formulas: dict[int, set[int]] = {}
        self.arrays: list[Area] = []
        self.links: dict[Cell, str] = {}
        self._last = 0
        self._ordered = True
        self._room = MOST_CELLS
        self._days = Days(lookup.starts_1904)
        self._alike = Alike(lookup.dates)

    def add(self, block: bytes) -> None:
        """Read the rows of a block."""
        *pieces, rest = block.split(b"</row>")
        if len(pieces) < block.count(b"</row"):
            raise NotPlainError
        shape, matches = self._alike.apart(pieces)
        alike = self._rows_of(shape, [match for match in matches if match]) if shape else []
        if len(alike) == len(pieces) and _ascend(self._last, alike):
            self._keep(alike)
        else:
            self._add_each(pieces, matches, iter(alike))
        self._add_piece(rest)

    def _add_each(
        self, pieces: list[bytes], matches: Sequence[Match | None], alike: Iterator[Row]
    ) -> None:
        """Add rows in the order they stand, those of the common shape and others."""
        for piece, match in zip_longest(pieces, matches):
            if match:
                self._add_row(next(alike))
            else:
                self._add_piece(piece)

    def _add_piece(self, piece: bytes) -> None:
        """Read the rows up to the end of the next one with cells, cell after cell."""
        at = 0
        while match := _ROW.search(piece, at):
            number = int(match[1]) if match[1] else row_number(match[2], self._last)
            at = match.end()
            empty = match[2].endswith(b"/")
            self._add_row(_row(number, () if empty else tuple(self._cells(number, piece))))
            if not empty:
                break

    def _add_row(self, row: Row) -> None:
        if not self._last < row.number <= MAX_ROW:
            if not 1 <= row.number <= MAX_ROW:
                raise WorkbookError(f"has a row {row.number}, which no sheet has")
            self._ordered = False
        self._keep([row])

    def _keep(self, rows: list[Row]) -> None:
        self._last = rows[-1].number if rows else self._last
        self._room -= sum(len(row.cells) for row in rows)
        if self._room < 0:
            raise WorkbookError("has a sheet too large to be read")
        self.rows += [row for row in rows if row.cells]

    def _rows_of(self, shape: Shape, matches: list[Match]) -> list[Row]:
        """Rows of one shape."""
        if not matches:
            return []
        raw = tuple(zip(*matches, strict=True))
        numbers = list(map(int, raw[0]))
        for way in shape.ways:
            if way.formula >= 0:
                self._note_formulas(way.column, numbers, raw[way.formula])
        return list(map(_row, numbers, by_column(shape, raw, self._column)))

    def _column(self, way: Way, raw: Sequence[bytes]) -> Sequence[CellValue]:
        """What the cells of a column hold that are written in one way; b"" where there is none."""
        if way.kind == b"s":
            return list(map(self.lookup.texts.__getitem__, raw))
        if way.kind == b"inlineStr":
            return [typed(way.kind, b"", each) for each in raw]
        if way.kind not in NUMBERS:
            return [typed(way.kind, each, b"") for each in raw]
        if way.dated:
            return list(map(self._days.__getitem__, raw))
        return [stored(each) if each else None for each in raw]

    def _note_formulas(self, column: int, rows: Sequence[int], formulas: Sequence[bytes]) -> None:
        together = b"".join(formulas)
        if b"ref=" not in together and b"HYPERLINK" not in together.upper():
            self.formulas.setdefault(column, set()).update(compress(rows, formulas))
            return
        for row, formula in zip(rows, formulas, strict=True):
            if formula:
                self._note_formula(row, column, formula)

    def _cells(self, number: int, piece: bytes) -> list[CellValue]:
        """A row's values from column A on, whatever way it is written in."""
        found: Iterable[Found] = FAST_CELL.findall(piece)
        if len(found) != piece.count(b"<c"):  # type: ignore[arg-type]
            found = slow_cells(piece)
        row: list[CellValue] = []
        texts, days, dates, index = self.lookup.texts, self._days, self.lookup.dates, INDEX
        for letters, style, kind, formula, value, inline in found:
            column = index[letters]
            if formula:
                self._note_formula(number, column, formula)
            content: CellValue
            if kind == b"s":
                content = texts[value]
            elif kind and kind != b"n":
                content = typed(kind, value, inline)
            elif style in dates:
                content = days[value]
            else:
                content = stored(value)
            if column == len(row):
                row.append(content)
            else:
                put(row, column, content)
        return row

    def _note_formula(self, row: int, column: int, formula: bytes) -> None:
        self.formulas.setdefault(column, set()).add(row)
        if b"ref=" in formula or b"HYPERLINK" in formula.upper():
            match = _FORMULA.match(formula)
            attrs = attributes(b" " + (match[1] or b"")) if match else {}
            if attrs.get(b"t") in {b"array", b"dataTable"} and b"ref" in attrs:
                self.arrays.append(parse_area(attrs[b"ref"].decode()))
            if link := _PLAIN_LINK.match(unmarked(match[2].decode()) if match else ""):
                self.links[row, column] = link[1].replace('""', '"')

    def all_formulas(self) -> dict[int, set[int]]:
        """Rows by column of the cells that hold a formula or the spilled results of one."""
        room = _MOST_SPILLED
        for area in self.arrays:
            rows = range(area.top, min(area.bottom, self._last) + 1)
            columns = range(area.left, area.right + 1)
            room -= len(rows) * len(columns)
            if room < 0:
                break
            for column in columns:
                self.formulas.setdefault(column, set()).update(rows)
        return self.formulas

    def finish(self) -> None:
        """Put rows that stood out of order in order; of two with one number the later counts."""
        if not self._ordered:
            by_number = {row.number: row for row in self.rows}
            self.rows = [by_number[number] for number in sorted(by_number)]


def _row(number: int, cells: tuple[CellValue, ...]) -> Row:
    end = len(cells)
    while end and cells[end - 1] is None:
        end -= 1
    return Row(number, cells[:end])


def _ascend(last: int, rows: Sequence[Row]) -> bool:
    numbers = [last, *(row.number for row in rows), MAX_ROW + 1]
    return all(map(lt, numbers, numbers[1:]))
