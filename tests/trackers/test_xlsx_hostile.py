"""Damaged and hostile workbooks end in one clear line, and the file stays as it is."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from followup.errors import FollowupError
from followup.model import CellChange, NewColumn, Plan, column_letters
from followup.trackers.xlsx import XlsxTracker
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.trackers.workbooks import extensions, people, rewrite

SHEET = "xl/worksheets/sheet1.xml"
PARTS = (SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "_rels/.rels")


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sound") / "mine.xlsx"
    extensions(path)
    return path.read_bytes()


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLLOWUP_STATE_DIR", str(tmp_path / "state"))


def survives(path: Path, content: bytes) -> str:
    """Read it and write to it: both work, or both end in one line. The line, "" for none."""
    path.write_bytes(content)
    try:
        book = XlsxTracker(path, name="mine.xlsx").read()
        plan = Plan(
            book.sheets[0].title if book.sheets else "People",
            1,
            book.revision,
            (NewColumn(4, "Draft status", "choice", choices=("sent",)),),
            (CellChange(2, 4, None, "ready", "test"), CellChange(3, 3, None, "x", "test")),
        )
        XlsxTracker(path, name="mine.xlsx").apply(plan)
        XlsxTracker(path, name="mine.xlsx").read()
    except FollowupError as error:
        assert path.read_bytes() == content
        assert "\n" not in str(error)
        return str(error)
    return ""


FUZZ = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@FUZZ
@given(st.data())
def test_bytes_changed_anywhere_in_the_file(
    tmp_path: Path, sound: bytes, data: st.DataObject
) -> None:
    content = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    survives(tmp_path / "mine.xlsx", bytes(content))


@settings(FUZZ, max_examples=60)
@given(st.data())
def test_files_cut_off_anywhere(tmp_path: Path, sound: bytes, data: st.DataObject) -> None:
    cut = sound[: data.draw(st.integers(0, len(sound) - 1))]
    assert_says(survives(tmp_path / "mine.xlsx", cut), "is empty|cut off|save it anew|broken zip")


_JUNK = b"""< > </row> <row> </c> <c> <!-- <![CDATA[ <?x?> &#0; &x; ref= r:id= " <v>nan</v> <f>1</f>
<v>1e999</v> encoding="klingon"
<row|r="0"> <row|r="99999999"/> <c|r="ZZZZ1"> <c|r="A"> <!DOCTYPE|x> |"""
JUNK = st.sampled_from([*(one.replace(b"|", b" ") for one in _JUNK.split()), b"\xff", b"\x00"])


@FUZZ
@given(st.data())
def test_markup_changed_anywhere_in_a_part(
    tmp_path: Path, sound: bytes, data: st.DataObject
) -> None:
    path = tmp_path / "mine.xlsx"
    path.write_bytes(sound)

    def change(part: bytes) -> bytes:
        at = data.draw(st.integers(0, len(part)))
        skip = data.draw(st.integers(0, 30))
        return part[:at] + data.draw(JUNK) + part[at + skip :]

    rewrite(path, data.draw(st.sampled_from(PARTS)), change)
    survives(path, path.read_bytes())


def zipped(*parts: tuple[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts:
            book.writestr(zipfile.ZipInfo(name), content)
    return held.getvalue()


def with_part(sound: bytes, name: str, content: bytes) -> bytes:
    held = io.BytesIO(sound)
    with zipfile.ZipFile(held, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr(name, content)
    return held.getvalue()


def declared_larger(sound: bytes) -> bytes:
    """The sheet's entry says it unpacks to a gigabyte."""
    with zipfile.ZipFile(io.BytesIO(sound)) as book:
        size = book.getinfo(SHEET).file_size
    at = sound.rindex(struct.pack("<L", size), 0, sound.rindex(SHEET.encode()))
    return sound[:at] + struct.pack("<L", 1 << 30) + sound[at + 4 :]


def encrypted(sound: bytes) -> bytes:
    at = sound.rindex(b"PK\x01\x02")
    return sound[: at + 8] + b"\x01\x00" + sound[at + 10 :]


def overlapping(sound: bytes) -> bytes:
    """Two entries of the directory point at one place."""
    first = sound.index(b"PK\x01\x02")
    second = sound.index(b"PK\x01\x02", first + 4)
    offset = sound[first + 42 : first + 46]
    return sound[: second + 42] + offset + sound[second + 46 :]


CASES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "nothing": (lambda _: b"", "is empty"),
    "text": (lambda _: b"Name;Email\n", "is no complete zip file"),
    "a web page": (lambda _: b"<html><table>", "is a web page"),
    "a PDF": (lambda _: b"%PDF-1.7", "is a PDF"),
    "the old format": (lambda _: b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "in Excel's old format"),
    "encrypted": (
        lambda _: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le") * 2,
        "is protected by a password",
    ),
    "a zip": (lambda _: zipped(("readme.txt", b"hello")), "is a zip file, but no workbook"),
    "zip encryption": (encrypted, "is encrypted"),
    "a wrong size": (declared_larger, "does not fit its checksum|zip bomb"),
    "overlapping parts": (overlapping, "overlap"),
    "a doubled part": (lambda sound: with_part(sound, SHEET.upper(), b"x"), "holds two parts"),
    "a path upwards": (lambda sound: with_part(sound, "../evil.xml", b"x"), "unsafe name"),
    "an absolute path": (lambda sound: with_part(sound, "/etc/x", b"x"), "unsafe name"),
    "a zip bomb": (lambda sound: with_part(sound, "x.xml", bytes(200 << 20)), "a zip bomb"),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_files_that_are_no_sound_workbook(tmp_path: Path, sound: bytes, name: str) -> None:
    make, why = CASES[name]
    assert_says(survives(tmp_path / "mine.xlsx", make(sound)), why)


def assert_says(line: str, why: str) -> None:
    assert line.startswith("mine.xlsx ")
    assert re.search(why, line), line


ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">%s]>""" % b"".join(
    b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;">' % (code, *([code - 1] * 8))
    for code in range(98, 120)
)


@pytest.mark.parametrize("part", PARTS)
def test_entity_bombs_do_not_go_off(tmp_path: Path, sound: bytes, part: str) -> None:
    path = tmp_path / "mine.xlsx"
    path.write_bytes(sound)
    rewrite(path, part, lambda data: ENTITIES + data[data.index(b"?>") + 2 :])
    assert_says(survives(path, path.read_bytes()), "declares a document type")


def test_a_sheet_with_a_value_in_its_last_corner_costs_little(tmp_path: Path) -> None:
    path = tmp_path / "mine.xlsx"
    people(path, lambda _, sheet: sheet.write_string("XFD1048576", "far out"))
    last = XlsxTracker(path).read().sheets[0].rows[-1]
    assert (last.number, len(last.cells), last.cells[-1]) == (1_048_576, 16_384, "far out")


def test_a_sheet_that_would_not_fit_in_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.xlsx"
    people(path)
    wide = b"".join(b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (n, n) for n in range(9, 99))
    rewrite(path, SHEET, lambda data: data.replace(b"</sheetData>", wide + b"</sheetData>"))
    assert len(XlsxTracker(path).read().sheets[0].rows) == 94
    monkeypatch.setattr("followup.trackers.xlsx.readrows.MOST_CELLS", 1 << 20)
    with pytest.raises(FollowupError, match="too large to be read"):
        XlsxTracker(path).read()


def test_a_part_whose_stream_is_longer_than_it_says(tmp_path: Path, sound: bytes) -> None:
    """The directory tells a small size, the packed bytes unpack to far more."""
    with zipfile.ZipFile(io.BytesIO(sound)) as book:
        info = book.getinfo(SHEET)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = packer.compress(b"<row/>" * 20_000) + packer.flush()
    content = bytearray(sound)
    at = info.header_offset + 30 + len(SHEET)
    content[at : at + min(len(bomb), info.compress_size)] = bomb[: info.compress_size]
    assert_says(survives(tmp_path / "mine.xlsx", bytes(content)), "is damaged")


def empty_to_the_end(number: int) -> bytes:
    cells = (f'<c r="{column_letters(at)}{number}" s="1"/>' for at in range(16_384))
    return f'<row r="{number}">{"".join(cells)}</row>'.encode()


LONG = 300_000
COSTLY: dict[str, tuple[str, bytes, bytes]] = {
    "blanks in a row's tag": (SHEET, b'<row r="4"', b"<row zz" + b" " * LONG + b'r="4"'),
    "blanks in a cell's tag": (SHEET, b'<c r="A4"', b'<c r="A4" zz' + b" " * LONG),
    "a declaration without end": ("xl/workbook.xml", b"?>", b" " * LONG + b"?>"),
    "hints at how to speak": ("xl/sharedStrings.xml", b"</si>", b"<rPh>" * LONG + b"</si>"),
    "empty cells to the last column": (
        SHEET,
        b"</sheetData>",
        b"".join(map(empty_to_the_end, range(99, 111))) + b"</sheetData>",
    ),
    "columns over each other": (
        SHEET,
        b"<sheetData>",
        b"<cols>"
        + b'<col min="-999999999999" max="16384" style="1"/>' * 9_999
        + b"</cols><sheetData>",
    ),
    "links over each other": (
        SHEET,
        b"<pageMargins",
        b"<hyperlinks>" + b'<hyperlink ref="M9:DH108" location="x"/>' * 2_999 + b"</hyperlinks><x",
    ),
    "results of formulas": (
        SHEET,
        b"</sheetData>",
        (
            b'<row r="9"><c r="Z9"><f t="array" ref="Z9:XFD1048576">1</f></c></row>'
            b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'
        ),
    ),
}


@pytest.mark.parametrize("name", COSTLY)
def test_what_would_cost_hours_or_gigabytes_costs_little(
    tmp_path: Path, sound: bytes, name: str
) -> None:
    path = tmp_path / "mine.xlsx"
    path.write_bytes(sound)
    part, old, new = COSTLY[name]
    rewrite(path, part, lambda data: data.replace(old, new, 1))
    why = survives(path, path.read_bytes())
    assert why == "" or re.search("not well-formed|in another encoding", why), why


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml"])
def test_parts_of_endless_elements_are_refused(
    tmp_path: Path, sound: bytes, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("followup.trackers.xlsx.markup.MOST_ELEMENTS", 2000)
    path = tmp_path / "mine.xlsx"
    path.write_bytes(sound)
    many = b"<a/>" * 2001
    rewrite(path, part, lambda data: data[: data.rindex(b"</")] + many + data[data.rindex(b"</") :])
    assert_says(survives(path, path.read_bytes()), "a part of more than 2000 elements")


def test_sheets_that_share_a_part_are_read_once(tmp_path: Path, sound: bytes) -> None:
    path = tmp_path / "mine.xlsx"
    path.write_bytes(sound)
    again = b"".join(b'<sheet name="%d" sheetId="%d" r:id="rId1"/>' % (n, n) for n in range(9, 99))
    rewrite(path, "xl/workbook.xml", lambda data: data.replace(b"</sheets>", again + b"</sheets>"))
    assert [sheet.title for sheet in XlsxTracker(path).read().sheets] == ["People"]
    assert survives(path, path.read_bytes()) == ""
