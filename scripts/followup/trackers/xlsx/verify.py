"""The new workbook is looked at before it takes the old one's place.

What was not to change is compared by checksum; what was is read by a parser that had no part in
writing it.
"""

from datetime import date, datetime, time
from pathlib import Path
from xml.parsers import expat

from followup.model import CellValue, Link
from followup.model.patterns import pattern
from followup.model.records import dataclass, field
from followup.trackers.xlsx.cellvalues import clean_text, decoded_text, serial
from followup.trackers.xlsx.compose import Changes, RowChange
from followup.trackers.xlsx.errors import WorkbookError
from followup.trackers.xlsx.markup import parse
from followup.trackers.xlsx.package import Package
from followup.trackers.xlsx.refs import column_index
from followup.trackers.xlsx.splice import Source
from followup.trackers.xlsx.zipread import Directory, unpacked

MOST_PARSED = 5_000
"""Changed rows that are parsed; of more, as many spread evenly. The bytes of all are compared."""


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
            parse(content)
        if changes.sheet:
            _edited_sheet(before, after, changes)
        _demand(_titles(after) == _titles(before) + changes.titles, "its sheets")
    for row in changes.rows[:: max(len(changes.rows) // MOST_PARSED, 1)]:
        _right_row(row)


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
    parse(changes.frame)
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


_PREFIX = pattern(rb"<([\w.-]+:|)row")
_Content = list[tuple[str, object]]


@dataclass(slots=True)
class _Parsed:
    """A row as expat sees it: its attributes; each cell's attributes and content, by column."""

    attrs: dict[str, str] = field(default_factory=dict)
    cells: dict[int, tuple[dict[str, str], _Content]] = field(default_factory=dict)


def _right_row(change: RowChange) -> None:
    """The planned cells hold what they should, and the row's others what they held."""
    old, new = _parsed(change.old), _parsed(change.new)
    what = f"row {old.attrs.get('r', '')}"
    for parsed in (old, new):
        parsed.attrs.pop("spans", None)
    _demand(old.attrs == new.attrs, what)
    columns = list(new.cells)
    _demand(columns == sorted(columns), what)
    for column in old.cells.keys() | new.cells.keys():
        if column in change.wanted:
            value = change.wanted[column]
            _demand(_holds(new.cells.get(column), value, change.starts_1904), what)
        else:
            _demand(old.cells.get(column) == new.cells.get(column), what)


def _holds(
    cell: tuple[dict[str, str], _Content] | None, value: CellValue | Link, starts_1904: bool
) -> bool:
    """Whether a parsed cell holds that value."""
    attrs, content = cell or ({}, [])
    text = "".join(str(one) for kind, one in content if kind == "text")
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
    return kind == expected and float(text) == value


def _parsed(raw: bytes) -> _Parsed:
    row = _Parsed()
    outside: _Content = []
    inside = outside
    last = -1
    match = _PREFIX.match(raw)
    prefix = match[1].decode() if match else ""
    row_name, cell_name = f"{prefix}row", f"{prefix}c"

    def start(name: str, attrs: dict[str, str]) -> None:
        nonlocal inside, last
        if name == cell_name:
            ref = attrs.get("r")
            last = last + 1 if ref is None else column_index(ref.rstrip("0123456789"))
            inside = []
            row.cells[last] = (attrs, inside)
        elif name == row_name:
            row.attrs = attrs
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
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as error:
        raise NotAsMeantError(f"would not be well-formed ({error}); it is unchanged") from error
    return row
