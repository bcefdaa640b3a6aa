"""Rows that are written alike, read many at a time and column by column.

A program writes a tracker's rows in one way: the same columns, formats and types. One expression,
made from a few rows of a block, then takes all values out of a row at once, and each column of a
block becomes values in one go; together that is three times as fast as cell after cell. Rows that
are written in another way are left to whoever reads cell by cell.
"""

import re
from collections.abc import Callable, Container, Iterator, Sequence

from followup.model import CellValue
from followup.model.records import dataclass
from followup.trackers.xlsx.readcells import FAST_CELL, FORMULA, INDEX, INLINE, VALUE

LEAST = 160 << 10
"""Bytes of rows; for fewer, making an expression takes as long as it saves."""
NUMBERS = frozenset({b"", b"n"})
"""Types of cells that hold numbers, or days where their format shows days."""
_SAMPLE = 50
_WIDEST = 500
"""Columns, gaps included: a block of short rows with wide gaps would take gigabytes at once."""
_MOST_SHAPES = 4
"""Expressions made for one sheet; one whose rows differ more is read cell by cell."""

_ROW = rb'\s*<row r="(\d{1,7})"(?: [^<>]*)?(?<!/)>'

Match = tuple[bytes, ...]
"""The groups of a row that the expression fits, b"" for those it has nothing in."""

Ways = dict[tuple[bool, bytes], tuple[set[bytes], bool]]
"""How a column's filled cells are written: dated or not and type; the formats, any formulas."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which the cells of a column are written, and where a match holds them.

    `value` and `formula` are groups of the expression counted from 0, -1 for no formulas.
    """

    column: int
    dated: bool
    kind: bytes
    value: int
    formula: int


@dataclass(frozen=True, slots=True)
class Shape:
    """An expression for a whole row, and what its groups hold: the row's number, then the ways."""

    expression: re.Pattern[bytes]
    ways: tuple[Way, ...]
    width: int


class Alike:
    """Takes rows of one sheet apart by the shape that most of them have."""

    def __init__(self, dates: Container[bytes]) -> None:
        self._dates = dates
        self._shape: Shape | None = None
        self._made = 0

    def apart(self, rows: Sequence[bytes]) -> tuple[Shape | None, list[Match | None]]:
        """The shape, and for each row the groups of its match or None; rows lack their end tag."""
        if self._shape is None:
            if self._made or not _many(rows):
                return None, []
            self._learn(rows)
        found = self._matched(rows)
        if found.count(None) * 2 > len(rows) and self._made < _MOST_SHAPES and _many(rows):
            self._learn(rows)
            found = self._matched(rows)
        return self._shape, found

    def _learn(self, rows: Sequence[bytes]) -> None:
        self._made += 1
        self._shape = learn(rows[:: len(rows) // _SAMPLE + 1], self._dates)

    def _matched(self, rows: Sequence[bytes]) -> list[Match | None]:
        if self._shape is None:
            return []
        return [
            match and match.groups(b"") for match in map(self._shape.expression.fullmatch, rows)
        ]


def _many(rows: Sequence[bytes]) -> bool:
    return sum(map(len, rows)) >= LEAST


def learn(rows: Sequence[bytes], dates: Container[bytes]) -> Shape | None:
    """The shape of these rows; None where it is too wide. `dates` are the formats."""
    columns: dict[bytes, Ways] = {}
    for row in rows:
        for letters, style, kind, formula, value, inline in FAST_CELL.findall(row):
            ways = columns.setdefault(letters, {})
            if formula or value or inline:
                key = style in dates and kind in NUMBERS, kind
                styles, formulas = ways.get(key, (set(), False))
                ways[key] = styles | {style}, formulas or bool(formula)
    in_order = sorted(columns, key=lambda letters: INDEX[letters])
    if not in_order or INDEX[in_order[-1]] >= _WIDEST:
        return None
    groups = _Groups()
    parts = [groups.cell(letters, columns[letters]) for letters in in_order]
    expression = re.compile(_ROW + b"".join(parts))
    return Shape(expression, tuple(groups.ways), INDEX[in_order[-1]] + 1)


class _Groups:
    """Writes the expression of each column's cells, and counts its groups."""

    def __init__(self) -> None:
        self.ways: list[Way] = []
        self._next = 1

    def cell(self, letters: bytes, ways: Ways) -> bytes:
        """The cell of a column, or nothing where it has none in a row."""
        written = [self._way(letters, *key, *told) for key, told in ways.items()]
        empty = rb"[^<>/]*(?:/>|></c>)"
        return rb'(?:<c r="%s\d+"(?:%s))?+' % (letters, b"|".join([*written, empty]))

    def _way(
        self, letters: bytes, dated: bool, kind: bytes, styles: set[bytes], formulas: bool
    ) -> bytes:
        wears = rb'(?: s="(?:%s)")' % b"|".join(sorted(styles - {b""})) if styles != {b""} else b""
        wears += b"?+" if wears and b"" in styles else b""
        typed = rb' t="%s"' % kind if kind else b""
        content = INLINE if kind == b"inlineStr" else VALUE
        if formulas:
            content = rb"%s?+(?:%s)?+" % (FORMULA, content)
        at = self._next
        self._next += 1 + formulas
        self.ways.append(Way(INDEX[letters], dated, kind, at + formulas, at if formulas else -1))
        return wears + typed + b">" + content + b"</c>"


def by_column(
    shape: Shape,
    raw: Sequence[Sequence[bytes]],
    values: Callable[[Way, Sequence[bytes]], Sequence[CellValue]],
) -> Iterator[tuple[CellValue, ...]]:
    """The cells of each row from column A on, by what `values` makes of a column as written.

    `raw` holds each group of the expression for all rows.
    """
    columns: list[Sequence[CellValue]] = [(None,) * len(raw[0])] * shape.width
    empty = columns[0]
    for way in shape.ways:
        found, before = values(way, raw[way.value]), columns[way.column]
        columns[way.column] = found if before is empty else _either(before, found)
    return zip(*columns, strict=True)


def _either(first: Sequence[CellValue], second: Sequence[CellValue]) -> Sequence[CellValue]:
    """Of two ways to write a column's cells each row has one at most."""
    return [b if a is None else a for a, b in zip(first, second, strict=True)]
