"""The zip container of a workbook, read by its central directory (PKWARE APPNOTE 6.3).

`zipfile` is not used because entries must be copied without being unpacked and packed again, and
because a hostile directory is to be refused before anything is unpacked.
"""

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from followup.trackers.xlsx.errors import WorkbookError

STORED, DEFLATED = 0, 8
ENCRYPTED, DESCRIPTOR = 0x1, 0x8
LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")
_END64_LOCATOR = struct.Struct("<4sLQL")
_END64 = struct.Struct("<4sQ2H2L4Q")
_CHUNK = 1 << 18
_SEARCHED = 64 << 20

MOST_UNPACKED = 4 << 30
"""Bytes all parts may have together: below the size where zip64 fields are needed."""
SUSPICIOUS_SIZE, SUSPICIOUS_RATIO = 64 << 20, 150
"""A part larger than this that shrank more than this many times is taken for a zip bomb; the
densest real sheets shrink about 30 times."""


class Entry(NamedTuple):
    """One part as the central directory tells of it; `extra` is without the zip64 field."""

    name: str
    raw_name: bytes
    flags: int
    method: int
    stamp: bytes
    crc: int
    packed: int
    size: int
    offset: int
    made_by: int
    needs: int
    internal: int
    external: int
    extra: bytes
    comment: bytes


class Directory(NamedTuple):
    """A zip's entries in the order of its central directory, and its comment."""

    entries: tuple[Entry, ...]
    comment: bytes


def read_directory(file: BinaryIO) -> Directory:
    """The checked central directory. Raises WorkbookError for what is no zip or a dangerous one."""
    size = file.seek(0, 2)
    _refuse_other_formats(file)
    count, start, length, comment = _find_end(file, size)
    if start + length > size or length > 64 << 20:
        raise WorkbookError("is cut off: its directory lies beyond its end")
    file.seek(start)
    entries = tuple(_entries(file.read(length), count))
    _check_names(entries)
    _check_places(entries, start)
    _check_sizes(entries)
    return Directory(entries, comment)


_COMPOUND = b"\xd0\xcf\x11\xe0"
_LOCKED_INSIDE = "EncryptedPackage".encode("utf-16-le")
_LOCKED = "is protected by a password; save a copy without one (File > Info > Protect Workbook)"
_OLD = "is in Excel's old format, whatever its name says; save it as .xlsx (File > Save As)"
_OTHER_FORMATS = {
    _COMPOUND: _OLD,
    b"%PDF": "is a PDF, not a workbook; save the table itself as .xlsx",
    b"<": "is a web page or XML file, not a workbook; save it as .xlsx",
}
"""How files begin that are no zip, and what to do with them."""


def _refuse_other_formats(file: BinaryIO) -> None:
    file.seek(0)
    start = file.read(8)
    if not start:
        raise WorkbookError("is empty")
    if start.startswith(_COMPOUND) and _LOCKED_INSIDE in file.read(_SEARCHED):
        raise WorkbookError(_LOCKED)
    for mark, why in _OTHER_FORMATS.items():
        if start.removeprefix(b"\xef\xbb\xbf").startswith(mark):
            raise WorkbookError(why)


def _find_end(file: BinaryIO, size: int) -> tuple[int, int, int, bytes]:
    back = min(size, END.size + 0xFFFF)
    file.seek(size - back)
    tail = file.read(back)
    at = tail.rfind(b"PK\x05\x06")
    while at >= 0:
        if at + END.size <= len(tail):
            _, disk, _, _, count, length, start, extent = END.unpack_from(tail, at)
            if at + END.size + extent == len(tail) and disk in {0, 0xFFFF}:
                comment = tail[at + END.size :]
                if 0xFFFF in {disk, count} or 0xFFFFFFFF in {length, start}:
                    count, length, start = _find_end64(file, size - back + at)
                return count, start, length, comment
        at = tail.rfind(b"PK\x05\x06", 0, at)
    raise WorkbookError("is no complete zip file, so no workbook (a download that was cut off?)")


def _find_end64(file: BinaryIO, end: int) -> tuple[int, int, int]:
    file.seek(max(0, end - _END64_LOCATOR.size))
    mark, _, offset, _ = _END64_LOCATOR.unpack(_exactly(file, _END64_LOCATOR.size))
    if mark != b"PK\x06\x07":
        raise WorkbookError("has a broken zip directory")
    file.seek(offset)
    mark, _, _, _, _, _, _, count, length, start = _END64.unpack(_exactly(file, _END64.size))
    if mark != b"PK\x06\x06":
        raise WorkbookError("has a broken zip directory")
    return count, length, start


def _entries(data: bytes, count: int) -> Iterator[Entry]:
    at = 0
    for _ in range(count):
        if at + CENTRAL.size > len(data):
            raise WorkbookError("has a broken zip directory")
        fields = CENTRAL.unpack_from(data, at)
        if fields[0] != b"PK\x01\x02":
            raise WorkbookError("has a broken zip directory")
        name, extra, comment = fields[10:13]
        ends = at + CENTRAL.size + name
        yield _entry(
            fields,
            data[at + 12 : at + 16],
            data[at + CENTRAL.size : ends],
            data[ends : ends + extra],
            data[ends + extra : ends + extra + comment],
        )
        at = ends + extra + comment
    if at > len(data):
        raise WorkbookError("has a broken zip directory")


def _entry(
    fields: tuple[int, ...], stamp: bytes, name: bytes, extra: bytes, comment: bytes
) -> Entry:
    _, made_by, needs, flags, method, _, _, crc, packed, size, *_ = fields
    internal, external, offset = fields[14:17]
    extra, wide = split_extra(extra)
    full = iter(struct.unpack(f"<{len(wide) // 8}Q", wide[: len(wide) // 8 * 8]))
    size, packed, offset = (
        next(full, value) if value == 0xFFFFFFFF else value for value in (size, packed, offset)
    )
    text = name.decode("utf-8" if flags & 0x800 else "cp437", "replace")
    return Entry(
        text,
        name,
        flags,
        method,
        stamp,
        crc,
        packed,
        size,
        offset,
        made_by,
        needs,
        internal,
        external,
        extra,
        comment,
    )


def split_extra(extra: bytes) -> tuple[bytes, bytes]:
    """Extra fields without the zip64 one (id 1), and the content of that one."""
    kept, wide, at = b"", b"", 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == 1:
            wide = extra[at + 4 : at + 4 + length]
        else:
            kept += extra[at : at + 4 + length]
        at += 4 + length
    return kept + extra[at:], wide


def _check_names(entries: tuple[Entry, ...]) -> None:
    seen = set()
    for entry in entries:
        key = part_key(entry.name)
        if key in seen:
            raise WorkbookError(f"holds two parts named {entry.name!r}")
        if ".." in key.split("/") or key.startswith("/") or ":" in key or "\x00" in key:
            raise WorkbookError(f"holds a part with the unsafe name {entry.name!r}")
        if entry.flags & ENCRYPTED:
            raise WorkbookError("is encrypted; save a copy without a password")
        if entry.method not in {STORED, DEFLATED}:
            raise WorkbookError(f"packs {entry.name!r} in a way no spreadsheet program does")
        seen.add(key)


def part_key(name: str) -> str:
    """How part names compare: without case, with forward slashes (OPC, ECMA-376 part 2)."""
    return name.replace("\\", "/").casefold()


def _check_places(entries: tuple[Entry, ...], end: int) -> None:
    for entry in sorted(entries, key=lambda entry: entry.offset, reverse=True):
        if entry.offset + LOCAL.size + len(entry.raw_name) + entry.packed > end:
            raise WorkbookError(f"has parts that overlap ({entry.name!r})")
        end = entry.offset


def _check_sizes(entries: tuple[Entry, ...]) -> None:
    if sum(entry.size for entry in entries) >= MOST_UNPACKED:
        raise WorkbookError("unpacks to more than 4 GB, which no tracker does (a zip bomb?)")
    for entry in entries:
        if entry.size > SUSPICIOUS_SIZE and entry.size > SUSPICIOUS_RATIO * entry.packed:
            raise WorkbookError(
                f"unpacks {entry.name!r} to {entry.size >> 20} MB from almost nothing (a zip bomb?)"
            )


def data_offset(file: BinaryIO, entry: Entry) -> tuple[int, bytes]:
    """Where an entry's packed bytes start, and its local extra fields without the zip64 one."""
    file.seek(entry.offset)
    fields = LOCAL.unpack(_exactly(file, LOCAL.size))
    name = _exactly(file, fields[9])
    if fields[0] != b"PK\x03\x04" or name != entry.raw_name:
        raise WorkbookError(f"has a zip directory that does not fit its parts ({entry.name!r})")
    extra = _exactly(file, fields[10])
    return entry.offset + LOCAL.size + len(name) + len(extra), split_extra(extra)[0]


def raw_bytes(file: BinaryIO, entry: Entry) -> Iterator[bytes]:
    """An entry's bytes as packed, in chunks."""
    at = data_offset(file, entry)[0]
    left = entry.packed
    while left:
        file.seek(at)
        chunk = _exactly(file, min(left, _CHUNK))
        at, left = at + len(chunk), left - len(chunk)
        yield chunk


def unpacked(file: BinaryIO, entry: Entry) -> Iterator[bytes]:
    """An entry's content in chunks, checked against its size and checksum as it goes."""
    crc = size = 0
    for chunk in _inflated(file, entry) if entry.method == DEFLATED else raw_bytes(file, entry):
        crc, size = zlib.crc32(chunk, crc), size + len(chunk)
        if size > entry.size:
            break
        yield chunk
    if size != entry.size or crc != entry.crc:
        raise WorkbookError(f"is damaged: {entry.name!r} does not fit its checksum")


def _inflated(file: BinaryIO, entry: Entry) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-15)
    try:
        for chunk in raw_bytes(file, entry):
            data = inflater.decompress(chunk, _CHUNK * 4)
            while data:
                yield data
                data = inflater.decompress(inflater.unconsumed_tail, _CHUNK * 4)
        yield inflater.flush()
    except zlib.error as error:
        raise WorkbookError(f"is damaged: {entry.name!r} cannot be unpacked") from error


def _exactly(file: BinaryIO, size: int) -> bytes:
    data = file.read(size)
    if len(data) != size:
        raise WorkbookError("is cut off before its end")
    return data
