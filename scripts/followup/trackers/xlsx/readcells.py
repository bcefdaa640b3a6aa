"""Cells as they stand in a sheet's bytes, and the values they hold."""

from collections.abc import Iterator, Sequence
from math import isfinite

from followup.model import CellValue, column_letters
from followup.model.patterns import pattern
from followup.trackers.xlsx.cells import RawCell, cells, tags, text_runs
from followup.trackers.xlsx.cellvalues import (
    dated,
    decoded_text,
    iso_dated,
    plain_number,
    unmarked,
)
from followup.trackers.xlsx.refs import column_index

FORMULA = rb"(<f(?:>[^<]*</f>| [^<>]*(?:/>|(?<!/)>[^<]*</f>)))"
VALUE = rb"<v>([^<]*)</v>"
INLINE = rb"<is><t(?: [^<>]*)?(?<!/)>([^<]*)</t></is>"
"""What may stand in a cell, each with a group for what it holds."""

FAST_CELL = pattern(
    rb'<c r="([A-Z]{1,3})\d+"(?: s="(\d+)")?(?: t="(\w+)")?(?:/>|>%b?(?:%b|%b)?</c>)'
    % (FORMULA, VALUE, INLINE)
)
"""A cell as nearly all programs write it: place, format, type, formula, value, inline text."""
Found = tuple[bytes, bytes, bytes, bytes, bytes, bytes]
"""A cell's letters, format, type, formula, value and inline text, each b"" where it has none."""


class _Index(dict[bytes, int]):
    """A column's index by its letters."""

    def __missing__(self, letters: bytes) -> int:
        self[letters] = index = column_index(letters.decode())
        return index


INDEX = _Index()


class Days(dict[bytes, CellValue]):
    """What a number means in a cell that shows dates; the same few days come again and again."""

    def __init__(self, starts_1904: bool) -> None:
        self._starts_1904 = starts_1904

    def __missing__(self, value: bytes) -> CellValue:
        content = stored_number(value)
        if isinstance(content, int | float):
            content = dated(float(content), self._starts_1904)
        self[value] = content
        return content


class Texts(dict[bytes, str | None]):
    """The shared strings by their number as a cell states it; None for empty ones."""

    def __init__(self, strings: Sequence[str]) -> None:
        super().__init__((b"%d" % at, text or None) for at, text in enumerate(strings))
        self[b""] = None

    def __missing__(self, value: bytes) -> str | None:
        number = unmarked(value.decode()).strip()
        self[value] = text = self.get(b"%d" % int(number)) if number.isdecimal() else None
        return text


def put(row: list[CellValue], column: int, content: CellValue) -> None:
    """Put a value into a row that does not end just before it."""
    row.extend([None] * (column + 1 - len(row)))
    row[column] = content


def typed(kind: bytes, value: bytes, inline: bytes) -> CellValue:
    """The value of a cell that states its type."""
    if kind == b"inlineStr":
        return _text(inline or value)
    if kind == b"b" and value:
        return unmarked(value.decode()).strip() in {"1", "true"}
    if kind == b"d" and value:
        return iso_dated(unmarked(value.decode()))
    return _text(value)


def stored(value: bytes) -> CellValue:
    """A stored number, mostly a whole one."""
    return int(value) if len(value) < 16 and value.isdigit() else stored_number(value)


def stored_number(value: bytes) -> CellValue:
    """A stored number; the text itself where it is none, None where there is nothing."""
    if not value:
        return None
    try:
        found = float(value)
    except ValueError:
        plain = unmarked(value.decode()).encode()
        return _text(value) if plain == value else stored_number(plain)
    return plain_number(found) if isfinite(found) else _text(value)


def _text(value: bytes) -> str | None:
    return decoded_text(unmarked(value.decode())) or None


def slow_cells(piece: bytes) -> Iterator[Found]:
    """The cells of a row in any shape, as `FAST_CELL` gives them."""
    find = tags(b"")
    for cell in cells(piece[piece.find(b"<c") :] if b"<c" in piece else b"", b""):
        if not cell.content:
            continue
        formula, value = find.formula.search(cell.content), find.value.search(cell.content)
        yield (
            _letters(cell),
            cell.attrs.get(b"s", b""),
            _kind(cell),
            formula[0] if formula else b"",
            value[1] if value else b"",
            _inline(cell),
        )


def _letters(cell: RawCell) -> bytes:
    return column_letters(cell.column).encode()


def _kind(cell: RawCell) -> bytes:
    kind = cell.attrs.get(b"t", b"")
    return b"" if kind == b"n" else kind


def _inline(cell: RawCell) -> bytes:
    return text_runs(cell.content).encode() if cell.attrs.get(b"t") == b"inlineStr" else b""
