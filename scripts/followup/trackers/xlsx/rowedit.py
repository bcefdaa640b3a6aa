"""One row of a sheet with some of its cells changed; all other bytes stay as they are."""

import re
from collections.abc import Collection, Mapping
from datetime import date, datetime, time
from itertools import pairwise
from math import isfinite

from followup.model import CellValue, Link, column_letters
from followup.trackers.xlsx.cells import RawCell, cells
from followup.trackers.xlsx.cellvalues import encoded_text, serial
from followup.trackers.xlsx.dress import Dress, Neighbours
from followup.trackers.xlsx.errors import WorkbookError
from followup.trackers.xlsx.markup import Edit, attributes, spliced, with_attributes
from followup.trackers.xlsx.survey import RawRow


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
        neighbours = self._dress.neighbours(row.number, row.tag, found)
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
        if not edits:
            return row.raw
        return _row_tag(row.tag, wanted) + content + f"</{self._prefix}row>".encode()

    def _cell(
        self, row: Neighbours, column: int, there: RawCell | None, value: CellValue | Link
    ) -> bytes:
        ref = f"{column_letters(column)}{row.number}"
        if value is None:
            return self._emptied(ref, there, self._dress.frame(row, column))
        style = self._dress.style(row, column, there, value)
        kept = dict(there.attrs) if there is not None else {}
        attrs = f' r="{ref}"'
        if style:
            attrs += f' s="{style}"'
        if b"ph" in kept:
            attrs += f' ph="{kept[b"ph"].decode()}"'
        kind, content = cell_content(
            value, self._prefix, self._starts_1904, dates_as_text=style is None
        )
        return f"<{self._prefix}c{attrs}{kind}>".encode() + content + f"</{self._prefix}c>".encode()

    def _emptied(self, ref: str, there: RawCell | None, frame: int) -> bytes:
        style = frame if there is None else there.style
        if there is None and not style:
            return b""
        worn = f' s="{style}"' if style else ""
        return f'<{self._prefix}c r="{ref}"{worn}/>'.encode()


def cell_content(
    value: CellValue | Link, prefix: str, starts_1904: bool, *, dates_as_text: bool
) -> tuple[str, bytes]:
    """A cell's `t` attribute with a blank before it ("" for numbers), and what stands in it."""
    if isinstance(value, Link):
        value = value.text
    if isinstance(value, bool):
        return ' t="b"', _value(str(int(value)), prefix)
    if isinstance(value, date | datetime | time):
        if dates_as_text:
            return _text(value.isoformat(), prefix)
        value = serial(value, starts_1904)
    if isinstance(value, int | float):
        if not isfinite(value):
            raise WorkbookError(f"cannot hold the number {value}")
        return "", _value(repr(value), prefix)
    return _text(str(value), prefix)


def _value(text: str, prefix: str) -> bytes:
    return f"<{prefix}v>{text}</{prefix}v>".encode()


def _text(text: str, prefix: str) -> tuple[str, bytes]:
    p = prefix.encode()
    begin = b'<%sis><%st xml:space="preserve">' % (p, p)
    return ' t="inlineStr"', begin + encoded_text(text) + b"</%st></%sis>" % (p, p)


def _row_tag(tag: bytes, columns: Collection[int]) -> bytes:
    """A row's start tag, open for cells, its `spans` (which are optional) wide enough for these."""
    if tag.endswith(b"/>"):
        tag = tag[:-2].rstrip() + b">"
    spans = attributes(tag).get(b"spans")
    if spans is None or not columns:
        return tag
    match = re.fullmatch(rb"(\d+):(\d+)", spans)
    if not match:
        return with_attributes(tag, spans=None)
    low, high = min(int(match[1]), min(columns) + 1), max(int(match[2]), max(columns) + 1)
    if (low, high) == (int(match[1]), int(match[2])):
        return tag
    return with_attributes(tag, spans=f"{low}:{high}")


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
