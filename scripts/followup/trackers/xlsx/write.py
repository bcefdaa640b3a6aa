"""The new workbook, written part by part."""

from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from followup.trackers.xlsx.compose import Changes
from followup.trackers.xlsx.package import Package
from followup.trackers.xlsx.splice import spliced_stream
from followup.trackers.xlsx.zipwrite import Content, write_zip


def write_workbook(package: Package, changes: Changes, out: BinaryIO) -> None:
    """Write to `out` the workbook with the changes made."""

    def sheet() -> Iterator[bytes]:
        return spliced_stream(package.stream(changes.sheet), changes.edits)

    parts: dict[str, Content] = {name: partial(iter, [new]) for name, new in changes.parts.items()}
    added = {name: partial(iter, [new]) for name, new in changes.added.items()}
    if changes.edits:
        parts[changes.sheet] = sheet
    write_zip(package.file, package.directory, out, parts, added)
