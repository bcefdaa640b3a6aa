"""The new workbook is looked at before it takes the old one's place.

What was not to change is compared byte for byte; what was is read by a parser that had no part in
writing it.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from followup.trackers.xlsx.compose import Changes
from followup.trackers.xlsx.errors import WorkbookError
from followup.trackers.xlsx.markup import parse
from followup.trackers.xlsx.package import Package
from followup.trackers.xlsx.splice import spliced_stream
from followup.trackers.xlsx.zipread import Directory, unpacked


class NotAsMeantError(WorkbookError):
    """The new file is not what was meant; the old one stays."""


def verify(before: Package, changes: Changes, new: Path) -> None:
    """Raise NotAsMeantError where the new file is not the old one with these changes."""
    with new.open("rb") as file:
        after = Package(file)
        _same_parts(before.directory, after.directory, changes)
        for name, content in [*changes.parts.items(), *changes.added.items()]:
            _demand(after.read(name) == content, name)
            parse(content)
        _same_sheet(before, after, changes)


def _demand(holds: bool, what: str) -> None:
    if not holds:
        raise NotAsMeantError(f"could not be written as meant ({what}); it is unchanged")


def _same_parts(before: Directory, after: Directory, changes: Changes) -> None:
    names = [entry.raw_name for entry in before.entries] + [one.encode() for one in changes.added]
    _demand(names == [entry.raw_name for entry in after.entries], "its parts")
    changed = {changes.sheet, *changes.parts}
    for old, new in zip(before.entries, after.entries, strict=False):
        if old.name not in changed:
            same = (old.crc, old.size, old.packed) == (new.crc, new.size, new.packed)
            _demand(same, old.name)


def _same_sheet(before: Package, after: Package, changes: Changes) -> None:
    """The sheet's bytes are the old ones but for the edits."""
    expected = spliced_stream(before.stream(changes.sheet), changes.edits)
    actual = unpacked(after.file, after.entry(changes.sheet))
    for left, right in _aligned(expected, actual):
        _demand(left == right, changes.sheet)


def _aligned(left: Iterable[bytes], right: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Both streams cut into pieces of equal length."""
    ours, theirs = iter(left), iter(right)
    a = b = b""
    while True:
        a = a or next((chunk for chunk in ours if chunk), b"")
        b = b or next((chunk for chunk in theirs if chunk), b"")
        size = min(len(a), len(b))
        if not size:
            yield a, b
            return
        yield a[:size], b[:size]
        a, b = a[size:], b[size:]
