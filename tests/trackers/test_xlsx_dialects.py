"""One workbook in the ways that other programs may write it: read alike, and written into."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from followup.model import CellChange, Link, NewColumn, Plan, Row
from followup.trackers.xlsx import XlsxTracker

from tests.trackers.judge import untouched
from tests.trackers.workbooks import people, rewrite

SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
BOOK, BOOK_LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
Dialect = tuple[tuple[str, str, str], ...]
"""In which part, what regular expression is replaced, and by what."""

DIALECTS: dict[str, Dialect] = {
    "a byte order mark": ((SHEET, r"^", "\ufeff"), (BOOK, r"^", "\ufeff"), (TEXTS, r"^", "\ufeff")),
    "no declaration": ((SHEET, r"^<\?xml.*?\?>\s*", ""), (BOOK, r"^<\?xml.*?\?>\s*", "")),
    "blanks in tags": ((SHEET, r"</(row|c|v)>", r"</\1\n>"), (SHEET, r'<c r="', '<c\n  r = "')),
    "digits as references": ((SHEET, "<v>4", "<v>&#52;"), (SHEET, "<v>(1)<", "<v>&#49;<")),
    "padded numbers": ((SHEET, r"<v>(\d+)</v>", r"<v> \1 </v>"),),
    "days in ISO 8601": ((SHEET, r'(<c r="C2" s="\d")><v>46338', r'\1 t="d"><v>2026-11-12'),),
    "absolute targets": ((BOOK_LINKS, 'Target="', 'Target="/xl/'),),
    "targets with backslashes": ((BOOK_LINKS, "worksheets/", r"worksheets\\"),),
    "targets in capitals": ((BOOK_LINKS, "worksheets/sheet1", "WORKSHEETS/SHEET1"),),
    "a comment before the texts": ((TEXTS, "<sst", "<!-- made by a program --><sst"),),
    "cells without content": ((SHEET, r"(<row .*?)</row>", r"\1<c/><c></c></row>"),),
    "prefixes, and a line for each": (
        (SHEET, r"<(/?)(?=[a-z])", r"<\1x:"),
        (SHEET, "xmlns=", "xmlns:x="),
        (SHEET, "><", ">\n  <"),
    ),
    "rows inside of something": (
        (SHEET, "<sheetData>", "<sheetData><group>"),
        (SHEET, "</sheetData>", "</group></sheetData>"),
    ),
    "row and cell numbers left out": ((SHEET, r'(<row|<c) r="\w+"', r"\1"),),
}


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLLOWUP_STATE_DIR", str(tmp_path / "state"))


def replaced(pattern: str, by: str) -> Callable[[bytes], bytes]:
    return lambda data: re.sub(pattern, by, data.decode()).encode()


def rows(path: Path) -> tuple[Row, ...]:
    return XlsxTracker(path).read().sheets[0].rows


@pytest.mark.parametrize("name", DIALECTS)
def test_it_is_read_and_written_like_any_other(tmp_path: Path, name: str) -> None:
    path, before = tmp_path / "mine.xlsx", tmp_path / "before.xlsx"
    people(path)
    plain = rows(path)
    for part, pattern, by in DIALECTS[name]:
        old = zipfile.ZipFile(path).read(part)
        rewrite(path, part, replaced(pattern, by))
        assert zipfile.ZipFile(path).read(part) != old
    assert rows(path) == plain
    before.write_bytes(path.read_bytes())
    tracker = XlsxTracker(path)
    change = CellChange(3, 6, None, "two\nlines", "test")
    columns = (NewColumn(6, "Draft email"),)
    tracker.apply(Plan("People", 1, tracker.read().revision, columns, (change,)))
    assert rows(path)[2].cells == (*plain[2].cells, None, None, "two\nlines")
    assert (rows(path)[1], rows(path)[3]) == (plain[1], plain[3])
    assert untouched(before, path, {SHEET, "xl/styles.xml"}) == []


def test_an_id_that_a_sheet_speaks_of_in_vain_is_not_given_to_a_link(tmp_path: Path) -> None:
    path = tmp_path / "mine.xlsx"
    people(path)
    setup = "<pageSetup orientation='portrait' r:id='rId1'/></worksheet>"
    rewrite(path, SHEET, replaced("</worksheet>", setup))
    tracker = XlsxTracker(path)
    change = CellChange(2, 4, None, Link("Write", "mailto:ana@example.com"), "test")
    columns = (NewColumn(4, "Draft link", "link"),)
    tracker.apply(Plan("People", 1, tracker.read().revision, columns, (change,)))
    with zipfile.ZipFile(path) as book:
        links = book.read("xl/worksheets/_rels/sheet1.xml.rels")
    assert b'Id="rId1"' not in links and links.count(b"mailto:ana@example.com") == 1
    assert tracker.read().sheets[0].links[2, 4] == "mailto:ana@example.com"


def test_a_flag_written_as_a_reference_is_that_flag(tmp_path: Path) -> None:
    path = tmp_path / "mine.xlsx"
    people(path)
    flags = '<c r="E4" t="b"><v>&#49;</v></c><c r="F4" t="b"><v>&#48;</v></c></row></sheetData>'
    rewrite(path, SHEET, replaced("</row></sheetData>", flags))
    assert rows(path)[3].cells[4:] == (True, False)


@pytest.mark.parametrize("number", ["1", "2"])
@pytest.mark.parametrize(
    ("tag", "worn"),
    [('<c r="B3"', '<c r="B3" s="3"'), ('<row r="3"', '<row r="3" s="07" customFormat="1"')],
)
def test_a_format_that_is_not_there_is_never_made_for_cells_that_wear_it(
    tmp_path: Path, number: str, tag: str, worn: str
) -> None:
    path = tmp_path / "mine.xlsx"
    people(path, lambda book, _: book.add_worksheet("More").write_row(2, 0, ["a", "b"]))
    rewrite(path, SHEET.replace("1", number), replaced(tag, worn))
    with zipfile.ZipFile(path) as book:
        before = book.read("xl/styles.xml")
    tracker = XlsxTracker(path)
    change = CellChange(3, 4, None, "two\nlines", "test")
    columns = (NewColumn(4, "Draft email"),)
    tracker.apply(Plan("People", 1, tracker.read().revision, columns, (change,)))
    with zipfile.ZipFile(path) as book:
        assert book.read("xl/styles.xml") == before
    assert rows(path)[2].cells[4] == "two\nlines"
