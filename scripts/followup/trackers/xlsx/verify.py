"""The new workbook is looked at before it takes the old one's place.

What was not to change is compared by checksum; what was is read by a parser that had no part in
writing it.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from xml.parsers import expat

from followup.model import CellValue, Link
from followup.model.records import dataclass, field
from followup.trackers.xlsx.cellvalues import clean_text, decoded_text, serial
from followup.trackers.xlsx.compose import Changes, RowChange
from followup.trackers.xlsx.errors import WorkbookError
from followup.trackers.xlsx.markup import check_xml, tag_end
from followup.trackers.xlsx.package import Package
from followup.trackers.xlsx.refs import column_index
from followup.trackers.xlsx.splice import Source
from followup.trackers.xlsx.zipread import Directory, unpacked

MOST_PARSED = 5_000
"""Changed rows that are parsed; of more, as many spread evenly. The bytes of all are compared."""
_PARSED_AT_ONCE = 256


class NotAsMeantError(WorkbookError):
    """The new file is not what was meant; the old one stays."""


def _demand(holds: bool, what: str) -> None:
    if not holds:
        raise NotAsMeantError(f"could not be written as meant ({what}); it is unchanged")


def verify(before: Package, changes: Changes, new: Path) -> None:
    """Raise NotAsMeantError where the new file is not the old one with these changes."""
    with new.open("rb") as file:
        after = Package(file)
        _same_parts(before.directory, after.directory, changes)
        for name, content in [*changes.parts.items(), *changes.added.items()]:
            _demand(after.read(name) == content, name)
            check_xml(content)
        if changes.sheet:
            _edited_sheet(before, after, changes)
        _demand(_titles(after) == _titles(before) + changes.titles, "its sheets")
    rows = changes.rows[:: max(len(changes.rows) // MOST_PARSED, 1)]
    for at in range(0, len(rows), _PARSED_AT_ONCE):
        _right_rows(rows[at : at + _PARSED_AT_ONCE])


def _same_parts(before: Directory, after: Directory, changes: Changes) -> None:
    names = [entry.raw_name for entry in before.entries] + [one.encode() for one in changes.added]
    _demand(names == [entry.raw_name for entry in after.entries], "its parts")
    changed = {changes.sheet, *changes.parts}
    for old, new in zip(before.entries, after.entries, strict=False):
        if old.name not in changed:
            same = (old.crc, old.size, old.packed) == (new.crc, new.size, new.packed)
            _demand(same, old.name)


def _titles(package: Package) -> list[str]:
    return [sheet.title for sheet in package.sheets]


def _edited_sheet(before: Package, after: Package, changes: Changes) -> None:
    """Each edit stands where it should, and the part has the length that comes of them all.

    Reading the part to its end also holds it against the checksum taken as it was written.
    """
    check_xml(changes.frame)
    old, new = before.entry(changes.sheet), after.entry(changes.sheet)
    grown = sum(len(text) - (end - start) for start, end, text in changes.edits)
    _demand(new.size == old.size + grown, changes.sheet)
    source, shift = Source(unpacked(after.file, new)), 0
    for start, end, text in changes.edits:
        source.skip(start + shift)
        _demand(b"".join(source.until(start + shift + len(text))) == text, changes.sheet)
        shift += len(text) - (end - start)
    for _ in source.rest():
        pass


def _right_rows(rows: Sequence[RowChange], *, whole: bool = False) -> None:
    """The planned cells hold what they should, and the rows' others what they held.

    Of cells at the rows' beginnings and ends that are the same to the byte it is only asked that
    they be whole elements, unless the rows are to be looked at whole.
    """
    old_rows: list[bytes] = []
    new_rows: list[bytes] = []
    alike: list[bytes] = []
    prefix = rows[0].old[1 : rows[0].old.index(b"row")]
    for row in rows:
        (tag, old, end), (new_tag, new, new_end) = _split(row.old), _split(row.new)
        named = new_tag.startswith(b"<%brow" % prefix) and new_end == b"</%brow>" % prefix
        _demand(named, "its rows")
        first, last = (0, 0) if whole else _alike(old, new, prefix)
        alike += (old[:first], old[len(old) - last :])
        old_rows += (tag, old[first : len(old) - last], end)
        new_rows += (new_tag, new[first : len(new) - last], new_end)
    _parse(expat.ParserCreate(), b"<r><r>%b</r></r>" % b"</r><r>".join(alike))
    before, after = _parsed(old_rows, prefix), _parsed(new_rows, prefix)
    _demand(len(before) == len(after) == len(rows), "its rows")
    unseen = []
    for row, old_row, new_row in zip(rows, before, after, strict=True):
        if whole or row.wanted.keys() <= old_row.cells.keys() | new_row.cells.keys():
            _right_row(row, old_row, new_row)
        else:
            unseen.append(row)
    if unseen:
        _right_rows(unseen, whole=True)


def _split(raw: bytes) -> tuple[bytes, bytes, bytes]:
    """A row's start tag, what stands in it, and its end tag (b"" for one without)."""
    inner = tag_end(raw, 0)
    close = max(raw.rfind(b"</"), inner)
    return raw[:inner], raw[inner:close], raw[close:]


def _alike(old: bytes, new: bytes, prefix: bytes) -> tuple[int, int]:
    """How many bytes at the beginning and at the end are the same cells in both rows.

    One cell less each, so that the order of those between can be seen; none where cells do not say
    in which column they stand.
    """
    cell, cell_end = b"<%bc" % prefix, b"</%bc>" % prefix
    if new.count(cell) != new.count(cell + b' r="'):
        return 0, 0
    first = _common(len(old), len(new), lambda size: old[:size] == new[:size])
    for _ in range(2):
        first = max(old.rfind(cell_end, 0, first), 0)
    first += len(cell_end) if first else 0
    if old.count(cell_end, first) < 3:
        return first, 0
    room = len(old) - first, len(new) - first
    last = _common(*room, lambda size: old[len(old) - size :] == new[len(new) - size :])
    cells = old[len(old) - last :].split(cell_end, 2)
    return first, len(cells[2]) if len(cells) > 2 else 0


def _common(one: int, other: int, alike: Callable[[int], bool]) -> int:
    """The most bytes, up to the lesser of two lengths, for which `alike` holds."""
    low, high = 0, min(one, other)
    if alike(high):
        return high
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if alike(middle) else (low, middle - 1)
    return low


_Content = list[tuple[str, object]]


@dataclass(slots=True)
class _Parsed:
    """A row as expat sees it: its attributes; each cell's attributes and content, by column."""

    attrs: dict[str, str]
    cells: dict[int, tuple[dict[str, str], _Content]] = field(default_factory=dict)


def _right_row(change: RowChange, old: _Parsed, new: _Parsed) -> None:
    what = f"row {old.attrs.get('r', '')}"
    for parsed in (old, new):
        parsed.attrs.pop("spans", None)
    _demand(old.attrs == new.attrs, what)
    columns = list(new.cells)
    _demand(columns == sorted(columns), what)
    for column, value in change.wanted.items():
        _demand(_holds(new.cells.pop(column, None), value, change.starts_1904), what)
        old.cells.pop(column, None)
    _demand(old.cells == new.cells, what)


def _holds(
    cell: tuple[dict[str, str], _Content] | None, value: CellValue | Link, starts_1904: bool
) -> bool:
    """Whether a parsed cell holds that value."""
    if cell is None:
        return value is None
    attrs, content = cell
    text = "".join([str(one) for kind, one in content if kind == "text"])
    kind = attrs.get("t", "n")
    if isinstance(value, Link):
        value = value.text
    if value is None:
        return not content
    if isinstance(value, str):
        return kind == "inlineStr" and decoded_text(text) == clean_text(value)
    if isinstance(value, date | datetime | time):
        if kind == "inlineStr":
            return text == value.isoformat()
        value = serial(value, starts_1904)
    expected = "b" if isinstance(value, bool) else "n"
    try:
        return kind == expected and float(text) == value
    except ValueError:
        return False


def _parsed(pieces: Sequence[bytes], prefix: bytes) -> list[_Parsed]:
    """The rows that the pieces make together."""
    found: list[_Parsed] = []
    outside: _Content = []
    inside = outside
    last = -1
    row_name, cell_name = f"{prefix.decode()}row", f"{prefix.decode()}c"

    def start(name: str, attrs: dict[str, str]) -> None:
        nonlocal inside, last
        if name == cell_name and found:
            ref = attrs.get("r")
            last = last + 1 if ref is None else column_index(ref.rstrip("0123456789"))
            inside = []
            found[-1].cells[last] = (attrs, inside)
        elif name == row_name:
            found.append(_Parsed(attrs))
            last = -1
        else:
            inside.append((name, attrs))

    def end(name: str) -> None:
        nonlocal inside
        if name == cell_name:
            inside = outside

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = lambda text: inside.append(("text", text))
    _parse(parser, b"<r>%b</r>" % b"".join(pieces))
    return found


def _parse(parser: expat.XMLParserType, data: bytes) -> None:
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise NotAsMeantError(f"would not be well-formed ({error}); it is unchanged") from error
