"""One row of a sheet with some of its cells changed; all other bytes stay as they are."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from followup.model import CellValue, Link
from followup.model.patterns import pattern
from followup.model.records import dataclass, field
from followup.trackers.xlsx.cellforms import cell_form, content_of, kind_of
from followup.trackers.xlsx.cells import RawCell, cells, column_of, style_of
from followup.trackers.xlsx.dress import Dress, Neighbours, Worn, row_default
from followup.trackers.xlsx.errors import WorkbookError
from followup.trackers.xlsx.markup import attributes, with_attributes
from followup.trackers.xlsx.survey import RawRow

_CELL = pattern(rb'<c r="([A-Z]+)\d+"([^<>]*>)(</c>)?')
"""The start of a cell as most programs write it: its column, the rest of its tag, its end if it
is empty."""
_MOST_LOOKS = 4096

_Shape = tuple[tuple[bytes, bytes, bytes], ...]
_Form = tuple[bytes, Callable[[Any], bytes] | None]
"""A cell but for its row's number and its content, and what makes that of a value."""


@dataclass(slots=True, eq=False)
class _Look:
    """What rows of one shape wear, the last column they reach, and cells for them made before."""

    row: Neighbours
    last: int
    forms: dict[tuple[object, ...], _Form] = field(default_factory=dict)


class RowEditor:
    """Writes cells into the rows of one sheet.

    Rows of one shape, with the same cells in the same formats, get cells that look the same; how
    is worked out for the first of them.
    """

    def __init__(self, prefix: bytes, dress: Dress, starts_1904: bool) -> None:
        self._raw_prefix, self._prefix = prefix, prefix.decode()
        self._dress, self.starts_1904 = dress, starts_1904
        self._looks: dict[tuple[bool, int, _Shape], _Look] = {}

    def edit(
        self, row: RawRow, wanted: Mapping[int, CellValue | Link]
    ) -> tuple[bytes, list[RawCell]]:
        """The row with the wanted values by column (None empties a cell), and the cells that stood
        in these columns. Raises WorkbookError where its cells are not in order.
        """
        inside, columns = row.content, sorted(wanted)
        look, found = self._read(row, columns[0])
        there = {cell.column: cell for cell in found or () if cell.column in wanted}
        out: list[bytes] = []
        at, edited = 0, bool(there)
        for column in columns:
            cell = there.get(column)
            new = self._cell(look, row.number, column, cell, wanted[column])
            if cell is not None:
                out += (inside[at : cell.start], new)
                at = cell.end
            elif new:
                place = len(inside) if found is None else _insertion_point(found, column)
                out += (inside[at:place], new)
                at, edited = place, True
        if not edited:
            return row.raw, []
        begin = _row_tag(row.tag, row.number, columns[0], columns[-1])
        end = f"</{self._prefix}row>".encode()
        return b"".join([begin, *out, inside[at:], end]), list(there.values())

    def _read(self, row: RawRow, first: int) -> tuple[_Look, list[RawCell] | None]:
        """What the row wears, and its cells; None where its last stands before column `first`."""
        default, shape = row_default(row.tag), None if self._prefix else _shape(row.content)
        if shape is None:
            found = ordered_cells(row, self._raw_prefix)
            worn = [(cell.column, cell.style, bool(cell.content)) for cell in found]
            return self._look(row.number, default, worn), found
        key = (row.number == self._dress.header_row, default, shape)
        look = self._looks.get(key)
        if look is None:
            worn = [
                (column_of(letters), style_of(tag), not (end or tag.endswith(b"/>")))
                for letters, tag, end in shape
            ]
            look = self._looks[key] = self._look(row.number, default, worn)
            if len(self._looks) > _MOST_LOOKS:
                self._looks.clear()
        if look.last < first and _ends_with_cell(row.content):
            return look, None
        return look, ordered_cells(row, self._raw_prefix)

    def _look(self, number: int, default: int, worn: Sequence[Worn]) -> _Look:
        _refuse_disorder(number, [column for column, _, _ in worn])
        return _Look(self._dress.neighbours(number, default, worn), worn[-1][0] if worn else -1)

    def _cell(
        self, look: _Look, number: int, column: int, there: RawCell | None, value: CellValue | Link
    ) -> bytes:
        kind = kind_of(value)
        key = (column, kind) if there is None else (column, kind, *_kept(there))
        form = look.forms.get(key)
        if form is None:
            form = look.forms[key] = self._form(look.row, column, there, kind)
        cell, content = form
        if content is None:
            return cell % number if cell else cell
        return cell % (number, content(value))

    def _form(self, row: Neighbours, column: int, there: RawCell | None, kind: str) -> _Form:
        """The form of a cell for a value of that kind; b"" for an empty one that need not be."""
        hint = ""
        style: int | None
        if kind == "empty":
            style = self._dress.frame(row, column) if there is None else there.style
            if there is None and not style:
                return b"", None
        else:
            style = self._dress.style(row, column, there, kind)
            hint = "" if there is None else _kept(there)[2].decode()
        worn = f' s="{style}"' if style else ""
        kind = "iso day" if style is None else kind
        form = cell_form(self._prefix, column, worn + hint, kind)
        return form, content_of(kind, self.starts_1904)


def _kept(there: RawCell) -> tuple[int, bool, bytes]:
    """What a cell hands on to one that takes its place: format, whether filled, `ph` attribute."""
    shown = there.attrs.get(b"ph") if b"ph" in there.tag else None
    return there.style, bool(there.content), b"" if shown is None else b' ph="%b"' % shown


def _shape(inside: bytes) -> _Shape | None:
    """What tells rows apart that cells are written into; None for one of another make."""
    found = _CELL.findall(inside)
    return tuple(found) if len(found) == inside.count(b"<c") else None


def _ends_with_cell(inside: bytes) -> bool:
    last = inside[inside.rfind(b"<") :]
    return not inside or last == b"</c>" or (last.startswith(b"<c ") and last.endswith(b"/>"))


def _row_tag(tag: bytes, number: int, low: int, high: int) -> bytes:
    """A row's start tag, open for cells, its `spans` (which are optional) wide enough for these."""
    begin, place, rest = tag.partition(b' r="%d"' % number)
    if begin.endswith(b"row"):  # what follows is the same in many rows
        return begin + place + _widened(b"<row" + rest, low, high)[4:]
    return _widened(tag, low, high)


@lru_cache(maxsize=_MOST_LOOKS)
def _widened(tag: bytes, low: int, high: int) -> bytes:
    if tag.endswith(b"/>"):
        tag = tag[:-2].rstrip() + b">"
    spans = attributes(tag).get(b"spans")
    if spans is None:
        return tag
    first, _, last = spans.partition(b":")
    if not (first.isdigit() and last.isdigit()):
        return with_attributes(tag, spans=None)
    low, high = min(int(first), low + 1), max(int(last), high + 1)
    if (low, high) == (int(first), int(last)):
        return tag
    return with_attributes(tag, spans=f"{low}:{high}")


def ordered_cells(row: RawRow, prefix: bytes) -> list[RawCell]:
    """The row's cells; raises WorkbookError where they are not in order."""
    found = list(cells(row.content, prefix))
    _refuse_disorder(row.number, [cell.column for cell in found])
    return found


def _refuse_disorder(number: int, columns: Sequence[int]) -> None:
    if any(right <= left for left, right in pairwise(columns)):
        raise WorkbookError(f"has the cells of row {number} out of order; save it anew with Excel")


def _insertion_point(found: list[RawCell], column: int) -> int:
    before = [cell.end for cell in found if cell.column < column]
    if before:
        return before[-1]
    return found[0].start if found else 0
