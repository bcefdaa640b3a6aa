"""The zip around a workbook, as many programs write it, comes out sound and otherwise the same."""

import io
import struct
import zipfile
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from followup.model import CellChange, Plan
from followup.trackers.xlsx import XlsxTracker
from followup.trackers.xlsx.zipwrite import deflated
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.trackers.judge import untouched
from tests.trackers.workbooks import people

SHEET = "xl/worksheets/sheet1.xml"
LONG = "a note\n" * 100


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLLOWUP_STATE_DIR", str(tmp_path / "state"))


class Unseekable(io.RawIOBase):
    """A stream that cannot go back, so that zipfile writes data descriptors."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return self._file.write(data)


def parts(tmp_path: Path) -> dict[str, bytes]:
    people(tmp_path / "plain.xlsx")
    with zipfile.ZipFile(tmp_path / "plain.xlsx") as book:
        return {name: book.read(name) for name in book.namelist()}


def streamed(path: Path, held: dict[str, bytes]) -> None:
    with path.open("wb") as file, zipfile.ZipFile(Unseekable(file), "w") as book:
        for name, content in held.items():
            book.writestr(name, content, zipfile.ZIP_DEFLATED)


def wide(path: Path, held: dict[str, bytes]) -> None:
    """Zip64 fields although nothing needs them, as .NET writes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in held.items():
            with book.open(name, "w", force_zip64=True) as part:
                part.write(content)


def adorned(path: Path, held: dict[str, bytes]) -> None:
    """Comments, extra fields, attributes, stored parts."""
    with zipfile.ZipFile(path, "w") as book:
        book.comment = b"made by hand"
        for number, (name, content) in enumerate(held.items()):
            info = zipfile.ZipInfo(name, (2001, 2, 3, 4, 5, 6))
            info.comment, info.external_attr = b"part", 0o100600 << 16
            info.extra = struct.pack("<2H4s", 0xA220, 4, b"\0\0\0\0")
            info.compress_type = zipfile.ZIP_DEFLATED if number % 2 else zipfile.ZIP_STORED
            book.writestr(info, content)


@pytest.mark.parametrize("pack", [streamed, wide, adorned], ids=lambda pack: pack.__name__)
def test_whatever_wrote_it(tmp_path: Path, pack: object) -> None:
    path, before = tmp_path / "mine.xlsx", tmp_path / "before.xlsx"
    assert callable(pack)
    pack(path, parts(tmp_path))
    before.write_bytes(path.read_bytes())
    tracker = XlsxTracker(path)
    change = CellChange(2, 3, "Likes tea & maps", LONG, "test")
    tracker.apply(Plan("People", 1, tracker.read().revision, (), (change,)))
    assert untouched(before, path, {SHEET}) == []
    assert tracker.read().sheets[0].rows[1].cells[3] == LONG
    with zipfile.ZipFile(path) as new, zipfile.ZipFile(before) as old:
        assert new.comment == old.comment
        assert all(not info.flag_bits & 0x8 for info in new.infolist())


@settings(max_examples=20, deadline=None)
@given(st.lists(st.binary(max_size=40).map(lambda one: one * 9_000), max_size=9))
def test_large_parts_are_packed_in_slices_that_unpack_as_one(chunks: list[bytes]) -> None:
    import zlib

    assert zlib.decompress(b"".join(deflated(chunks)), -15) == b"".join(chunks)


def test_slices_do_not_depend_on_the_number_of_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    chunks = [bytes([number % 251]) * 100_000 + b"text" * number for number in range(40)]
    packed = []
    for cores in (1, 2, 16):
        monkeypatch.setattr("os.cpu_count", lambda cores=cores: cores)
        packed.append(b"".join(deflated(chunks)))
    assert packed[0] == packed[1] == packed[2]
