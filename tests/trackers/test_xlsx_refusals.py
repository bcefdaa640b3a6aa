"""What is not ours to write is refused by name, and nothing is written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from followup.errors import FollowupError
from followup.model import CellChange, CellValue, Link, NewColumn, Plan
from followup.trackers.xlsx import XlsxTracker

from tests.trackers.workbooks import inject, people, rewrite

SHEET = "xl/worksheets/sheet1.xml"
NEW = NewColumn(4, "Draft status")


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLLOWUP_STATE_DIR", str(tmp_path / "state"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.xlsx"


def refused(path: Path, *cells: tuple[int, int], why: str, new: CellValue | Link = "new") -> None:
    """Writing to these cells is refused with that text, and the file stays as it is."""
    before = path.read_bytes()
    tracker = XlsxTracker(path)
    changes = tuple(CellChange(row, column, None, new, "test") for row, column in cells)
    columns = () if changes else (NEW,)
    with pytest.raises(FollowupError, match=why):
        tracker.apply(Plan("People", 1, tracker.read().revision, columns, changes))
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir() if "followup" in one.name] == []


def test_formulas(path: Path) -> None:
    people(path, lambda _, sheet: sheet.write_formula("D3", "=A3", None, "Kofi Mensah"))
    refused(path, (3, 3), (4, 3), why="People!D3: holds a formula")


def test_shared_formulas_without_text_of_their_own(path: Path) -> None:
    people(path)
    shared = b'<c r="D3"><f t="shared" si="0"/><v>1</v></c>'
    import re

    rewrite(path, SHEET, lambda data: re.sub(rb'<c r="D3".*?</c>', shared, data))
    refused(path, (3, 3), why="People!D3: holds a formula")


def test_results_of_array_formulas(path: Path) -> None:
    people(path, lambda _, sheet: sheet.write_array_formula("B2:B4", "{=A2:A4}", None, "x"))
    refused(path, (4, 1), why="People!B4: belongs to the results of a formula")


def test_merged_cells(path: Path) -> None:
    people(path, lambda _, sheet: sheet.merge_range("C3:D3", "both"))
    refused(path, (3, 3), why="People!D3: is part of merged cells; unmerge")


def test_titles_and_totals_of_a_table(path: Path) -> None:
    columns = [{"header": title} for title in ("Name", "Email", "Met on", "Notes")]
    options = {"columns": columns, "total_row": True}
    people(path, lambda _, sheet: sheet.add_table("A1:D4", options))
    refused(path, (1, 0), why="People!A1: is a title or total of a table")
    refused(path, (4, 1), why="People!B4: is a title or total of a table")


def protected(book: Any, sheet: Any) -> None:
    open_cell = book.add_format({"locked": False})
    sheet.write_string(1, 3, "open", open_cell)
    sheet.protect()


def test_locked_cells_of_a_protected_sheet(path: Path) -> None:
    people(path, protected)
    refused(path, (2, 3), (3, 3), why=r"^People!D3: is locked; unprotect the sheet")


def test_new_columns_on_a_protected_sheet(path: Path) -> None:
    people(path, protected)
    refused(path, why="People is a protected sheet.*unprotect it")


def test_unlocked_cells_of_a_protected_sheet_are_written(path: Path) -> None:
    people(path, protected)
    tracker = XlsxTracker(path)
    book = tracker.read()
    tracker.apply(Plan("People", 1, book.revision, (), (CellChange(2, 3, "open", "new", "t"),)))
    assert tracker.read().sheets[0].rows[1].cells[3] == "new"


def test_what_a_cell_cannot_hold(path: Path) -> None:
    people(path)
    refused(path, (2, 3), new="x" * 32_768, why="People!D2: would hold more than the 32767")
    refused(path, (2, 3), new="\U0001f600" * 16_384, why="People!D2: would hold more")
    link = Link("Write", "mailto:a@example.com?body=" + "x" * 2100)
    refused(path, (2, 3), new=link, why="People!D2: would hold a link of more than")


def test_signed_workbooks(path: Path) -> None:
    people(path)
    inject(path, {"_xmlsignatures/sig1.xml": b"<Signature/>"})
    refused(path, (2, 3), why="mine.xlsx carries a digital signature")


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("a comment", lambda data: data.replace(b"</row>", b"</row><!-- here -->", 1)),
        (
            "a comment and a line each",
            lambda data: data.replace(b"><", b">\r\n <").replace(b"<row", b"<!-- row --><row"),
        ),
        ("CDATA", lambda data: data.replace(b"<v>0</v>", b"<v><![CDATA[0]]></v>", 1)),
        ("UTF-16", lambda data: data.decode().replace("UTF-8", "UTF-16").encode("utf-16")),
        ("Latin 1", lambda data: data.replace(b"UTF-8", b"iso-8859-1", 1)),
        ("ASCII", lambda data: data.replace(b'"UTF-8"', b"'us-ascii'", 1)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_sheets_that_cannot_be_patched_are_read_all_the_same(
    path: Path, name: str, change: Callable[[bytes], bytes]
) -> None:
    people(path)
    plain = XlsxTracker(path).read().sheets[0].rows
    rewrite(path, SHEET, change)
    assert XlsxTracker(path).read().sheets[0].rows == plain, name
    refused(path, (2, 3), why="People is stored in a form that cannot be written safely")


def test_relationships_in_another_encoding(path: Path) -> None:
    people(path, lambda _, sheet: sheet.write_url("B3", "https://example.com/"))
    name = "xl/worksheets/_rels/sheet1.xml.rels"
    rewrite(path, name, lambda data: data.decode().replace("UTF-8", "UTF-16").encode("utf-16"))
    link = Link("Write", "mailto:a@example.com")
    refused(path, (2, 3), new=link, why=f"mine.xlsx has its part '{name}' in another encoding")


def test_rows_out_of_order(path: Path) -> None:
    people(path)
    rewrite(path, SHEET, lambda data: data.replace(b'<row r="2"', b'<row r="9"'))
    refused(path, (3, 3), why="mine.xlsx has its rows out of order")


def test_a_sheet_that_is_gone(path: Path) -> None:
    people(path)
    revision = XlsxTracker(path).read().revision
    change = CellChange(2, 3, None, "new", "test")
    with pytest.raises(FollowupError, match=r"mine.xlsx has no sheet 'Friends'"):
        XlsxTracker(path).apply(Plan("Friends", 1, revision, (), (change,)))
