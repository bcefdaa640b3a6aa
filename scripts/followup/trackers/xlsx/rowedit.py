"""One row of a sheet with some of its cells changed; all other bytes stay as they are."""

from collections.abc import Mapping
from datetime import date, datetime, time
from itertools import pairwise
from math import isfinite

from followup.model import CellValue, Link, column_letters
from followup.trackers.xlsx.cells import RawCell, cells
from followup.trackers.xlsx.cellvalues import encoded_text, serial
from followup.trackers.xlsx.dress import Dress, Neighbours, row_default
from followup.trackers.xlsx.errors import WorkbookError
from followup.trackers.xlsx.markup import Edit, attributes, spliced, with_attributes
from followup.trackers.xlsx.survey import RawRow

_KEPT = (b"s", b"ph")
"""Attributes of a cell that outlive its value: its format, and whether phonetics are shown."""


class RowEditor:
    """Writes cells into the rows of one sheet."""

    def __init__(self, prefix: bytes, dress: Dress, starts_1904: bool) -> None:
        self._prefix = prefix.decode()
        self._dress = dress
        self._starts_1904 = starts_1904

    def edit(
        self, row: RawRow, found: list[RawCell], wanted: Mapping[int, CellValue | Link]
    ) -> bytes:
        """The row with the wanted values by column (None empties a cell)."""
        neighbours = Neighbours(row.number, found, row_default(row.tag))
        by_column = {cell.column: cell for cell in found}
        edits: list[Edit] = []
        for column in sorted(wanted):
            there = by_column.get(column)
            new = self._cell(neighbours, column, there, wanted[column])
            if there is not None:
                edits.append((there.start, there.end, new))
            elif new:
                at = _insertion_point(found, column)
                edits.append((at, at, new))
        content = spliced(row.content, _joined(edits))
        return self._tag(row.tag, found, wanted) + content + f"</{self._prefix}row>".encode()

    def _tag(
        self, tag: bytes, found: list[RawCell], wanted: Mapping[int, CellValue | Link]
    ) -> bytes:
        if tag.endswith(b"/>"):
            tag = tag[:-2].rstrip() + b">"
        spans = attributes(tag).get(b"spans")
        if spans is None:
            return tag
        columns = [cell.column for cell in found]
        columns += [column for column, value in wanted.items() if value is not None]
        first, _, last = spans.decode().partition(" ")[0].partition(":")
        if not (first.isdigit() and last.isdigit()) or b" " in spans:
            return with_attributes(tag, spans=None)
        low = min(int(first), *(column + 1 for column in columns), 16_384)
        high = max(int(last), *(column + 1 for column in columns), 1)
        return (
            with_attributes(tag, spans=f"{low}:{high}")
            if f"{low}:{high}".encode() != spans
            else tag
        )

    def _cell(
        self, row: Neighbours, column: int, there: RawCell | None, value: CellValue | Link
    ) -> bytes:
        ref = f"{column_letters(column)}{row.number}"
        if value is None:
            return self._emptied(ref, there)
        style = self._dress.style(row, column, there, value)
        kept = dict(there.attrs) if there is not None else {}
        attrs = f' r="{ref}"'
        if style:
            attrs += f' s="{style}"'
        if b"ph" in kept:
            attrs += f' ph="{kept[b"ph"].decode()}"'
        kind, content = self._content(value, dates_as_text=style is None)
        return f"<{self._prefix}c{attrs}{kind}>".encode() + content + f"</{self._prefix}c>".encode()

    def _emptied(self, ref: str, there: RawCell | None) -> bytes:
        if there is None:
            return b""
        style = f' s="{there.style}"' if there.style else ""
        return f'<{self._prefix}c r="{ref}"{style}/>'.encode()

    def _content(self, value: CellValue | Link, dates_as_text: bool) -> tuple[str, bytes]:
        if isinstance(value, Link):
            value = value.text
        if isinstance(value, bool):
            return ' t="b"', self._value(str(int(value)))
        if isinstance(value, date | datetime | time):
            if dates_as_text:
                return self._text(value.isoformat())
            value = serial(value, self._starts_1904)
        if isinstance(value, int | float):
            if not isfinite(value):
                raise WorkbookError(f"cannot hold the number {value}")
            return "", self._value(repr(value))
        return self._text(str(value))

    def _value(self, text: str) -> bytes:
        return f"<{self._prefix}v>{text}</{self._prefix}v>".encode()

    def _text(self, text: str) -> tuple[str, bytes]:
        p = self._prefix.encode()
        begin = b'<%sis><%st xml:space="preserve">' % (p, p)
        return ' t="inlineStr"', begin + encoded_text(text) + b"</%st></%sis>" % (p, p)


def ordered_cells(row: RawRow, prefix: bytes) -> list[RawCell]:
    """The row's cells; raises WorkbookError where they are not in order."""
    found = list(cells(row.content, prefix))
    for left, right in pairwise(found):
        if right.column <= left.column:
            raise WorkbookError(
                f"has the cells of row {row.number} out of order; save it anew with Excel"
            )
    return found


def _insertion_point(found: list[RawCell], column: int) -> int:
    before = [cell.end for cell in found if cell.column < column]
    if before:
        return before[-1]
    return found[0].start if found else 0


def _joined(edits: list[Edit]) -> list[Edit]:
    """Edits at one place joined to one, in the order they were made."""
    joined: dict[tuple[int, int], bytes] = {}
    for start, end, new in edits:
        joined[start, end] = joined.get((start, end), b"") + new
    return [(start, end, new) for (start, end), new in joined.items()]
