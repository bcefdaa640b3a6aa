"""Sheets of ours in a person's workbook: all it had stays, and every program finds them."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
import xlsxwriter  # type: ignore[import-untyped]
from followup.errors import FollowupError
from followup.model import NewSheet, Plan
from followup.trackers.xlsx import XlsxTracker
from python_calamine import CalamineWorkbook

from tests.trackers.contract import OURS
from tests.trackers.judge import prefix_of_list, untouched
from tests.trackers.workbooks import BUILDERS, inject, macros, people, rewrite

TYPES, BOOK, RELS = "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    ),
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLLOWUP_STATE_DIR", str(tmp_path / "state"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.xlsx"


def add(path: Path, *sheets: NewSheet) -> None:
    tracker = XlsxTracker(path)
    tracker.apply(Plan("", 0, tracker.read().revision, new_sheets=sheets or OURS))


def new_parts(before: Path, after: Path) -> list[str]:
    with zipfile.ZipFile(before) as old, zipfile.ZipFile(after) as new:
        return [name for name in new.namelist() if name not in old.namelist()]


def part(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as book:
        return book.read(name)


def grew_in_one_place(old: bytes, new: bytes) -> bool:
    """Whether the new bytes are the old ones with something put in at one place."""
    alike = next(n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
    return len(new) > len(old) and new.endswith(old[alike:])


def seen(sheet: Any) -> list[tuple[Any, ...]]:
    """The values as openpyxl gives them, days as days."""
    return [
        tuple(v.date() if hasattr(v, "date") else v for v in row)
        for row in sheet.iter_rows(values_only=True)
    ]


@pytest.mark.parametrize("build", BUILDERS, ids=lambda build: build.__name__)
def test_all_else_is_as_it_was_and_other_programs_read_the_sheets(
    build: Callable[[Path], None], tmp_path: Path
) -> None:
    suffix = ".xlsm" if build is macros else ".xlsx"
    path, before = tmp_path / f"mine{suffix}", tmp_path / f"before{suffix}"
    build(path)
    before.write_bytes(path.read_bytes())
    titles = [sheet.title for sheet in XlsxTracker(path).read().sheets]
    add(path)
    fresh = new_parts(before, path)
    assert len(fresh) == 2
    assert untouched(before, path, {TYPES, BOOK, RELS, "xl/styles.xml", *fresh}) == []
    assert prefix_of_list(before, path, "xl/styles.xml", "cellXfs")
    assert prefix_of_list(before, path, "xl/styles.xml", "fonts")
    for name in (TYPES, BOOK, RELS):
        assert grew_in_one_place(part(before, name), part(path, name))
    book = openpyxl.load_workbook(path, read_only=True)
    assert book.sheetnames == [*titles, *(sheet.title for sheet in OURS)]
    for one in OURS:
        assert seen(book[one.title]) == list(one.rows)
    book.close()
    other = CalamineWorkbook.from_path(str(path))
    assert other.get_sheet_by_name("Follow-up settings").to_python()[3][:2] == [
        "=1+1 & <b>",
        "0049",
    ]
    XlsxTracker(path).undo()
    assert path.read_bytes() == before.read_bytes()


def test_the_header_is_bold_and_stays_in_view_and_lists_let_other_text_in(path: Path) -> None:
    people(path)
    add(path)
    sheet = openpyxl.load_workbook(path)["Follow-up settings"]
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.b
    assert not sheet["A2"].font.b
    assert sheet["C2"].alignment.wrap_text
    assert sheet["C2"].alignment.horizontal == "left"
    assert (sheet.row_dimensions[2].height, sheet.row_dimensions[3].height) == (30, None)
    assert b"customHeight" not in part(path, "xl/worksheets/sheet2.xml")
    assert sheet["B3"].number_format == "mm-dd-yy"
    assert [sheet.column_dimensions[letter].width for letter in "ABC"] == [30.0, 20.0, 60.5]
    first, second = sheet.data_validations.dataValidation
    assert (first.formula1, str(first.sqref)) == ('"3,5"', "B2")
    assert (second.formula1, str(second.sqref)) == ('"yes,no"', "B3:B4")
    assert not first.showErrorMessage


def test_a_list_that_no_rule_can_hold_is_left_out(path: Path) -> None:
    people(path)
    choices = {(1, 0): ("a, b", "c"), (2, 0): tuple(f"choice {n}" for n in range(40))}
    add(path, NewSheet("Ours", (("A",), ("x",), ("y",)), choices=choices))
    assert b"dataValidation" not in part(path, "xl/worksheets/sheet2.xml")


def test_names_of_the_front_sheets_and_the_sheet_shown_stay_theirs(path: Path) -> None:
    def fill(book: Any, _: Any) -> None:
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=People!$C$2:$C$4"})
        book.add_chartsheet("Chart").set_chart(chart)
        last = book.add_worksheet("Last")
        last.print_area("A1:B2")
        last.activate()

    people(path, fill)
    add(path)
    root = ET.fromstring(part(path, BOOK))
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    titles = [one.get("name") for one in root.findall("m:sheets/m:sheet", space)]
    assert titles == ["People", "Chart", "Last", "Follow-up settings", "Ours & more"]
    name = root.find("m:definedNames/m:definedName", space)
    view = root.find("m:bookViews/m:workbookView", space)
    assert name is not None
    assert view is not None
    assert (name.get("localSheetId"), view.get("activeTab")) == ("2", "2")
    with pytest.raises(FollowupError, match="there is a sheet 'CHART' already"):
        add(path, NewSheet("CHART", (("A",),)))


def test_a_strict_workbook_stays_strict(path: Path) -> None:
    people(path)
    for name in ("_rels/.rels", BOOK, RELS, "xl/worksheets/sheet1.xml", "xl/styles.xml"):
        for old, new in STRICT.items():
            rewrite(path, name, lambda data, old=old, new=new: data.replace(old, new))  # type: ignore[misc]
    add(path)
    for name in (BOOK, RELS, "xl/worksheets/sheet2.xml"):
        assert b"purl.oclc.org" in part(path, name)
        assert not any(old in part(path, name) for old in STRICT)
    assert [sheet.title for sheet in XlsxTracker(path).read().sheets][1:] == [s.title for s in OURS]


def test_lists_written_with_prefixes_and_an_unknown_relation_prefix(path: Path) -> None:
    people(path)
    for name in (TYPES, BOOK, RELS):
        rewrite(
            path,
            name,
            lambda data: re.sub(rb"<(/?)(?=[A-Za-z])", rb"<\1x:", data).replace(
                b"xmlns=", b"xmlns:x="
            ),
        )
    relation = b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    rewrite(
        path, BOOK, lambda data: data.replace(relation, b"").replace(b"r:id=", relation + b" r:id=")
    )
    add(path)
    assert part(path, BOOK).count(relation) == 3
    book = openpyxl.load_workbook(path)
    assert seen(book["Follow-up settings"]) == list(OURS[0].rows)


def test_numbers_and_part_names_that_anything_speaks_of_are_not_taken(path: Path) -> None:
    people(path)
    stale = (
        '<Override PartName="/xl/worksheets/Sheet2.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    )
    inject(path, {"xl/worksheets/_rels/sheet3.xml.rels": b"<Relationships/>"}, types=stale)
    rewrite(path, BOOK, lambda data: data.replace(b'sheetId="1"', b'sheetId="65534"'))
    before = path.with_name("before.xlsx")
    before.write_bytes(path.read_bytes())
    add(path)
    assert new_parts(before, path) == ["xl/worksheets/sheet4.xml", "xl/worksheets/sheet5.xml"]
    assert re.findall(rb'sheetId="(\d+)"', part(path, BOOK)) == [b"65534", b"1", b"2"]


def test_a_workbook_without_views_or_formats_gets_plain_sheets(path: Path) -> None:
    people(path)
    rewrite(path, BOOK, lambda data: re.sub(rb"<bookViews>.*</bookViews>", b"", data))
    rewrite(path, RELS, lambda data: re.sub(rb"<Relationship [^>]*styles.xml\"/>", b"", data))
    rewrite(path, "xl/worksheets/sheet1.xml", lambda data: re.sub(rb' s="\d+"', b"", data))
    add(path)
    assert b"sheetViews" not in part(path, "xl/worksheets/sheet2.xml")
    assert b" s=" not in part(path, "xl/worksheets/sheet2.xml")
    (_, ours, _) = XlsxTracker(path).read().sheets
    assert ours.rows[2].cells == ("Since", "2026-11-01")


def test_a_second_pair_of_sheets_uses_the_formats_of_the_first(path: Path) -> None:
    people(path)
    add(path, OURS[0])
    styles = part(path, "xl/styles.xml")
    add(path, OURS[1])
    assert part(path, "xl/styles.xml") == styles


def refused(path: Path, why: str, *sheets: NewSheet) -> None:
    before = path.read_bytes()
    with pytest.raises(FollowupError, match=why):
        add(path, *sheets)
    assert path.read_bytes() == before


def test_a_protected_structure_is_refused(path: Path) -> None:
    people(path)
    locked = b'<workbookProtection workbookPassword="83AF" lockStructure="1"/><bookViews>'
    rewrite(path, BOOK, lambda data: data.replace(b"<bookViews>", locked))
    refused(path, "mine.xlsx is protected against new sheets; allow them")


def test_a_workbook_that_logs_its_changes_is_refused(path: Path) -> None:
    people(path)
    space = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    log = b'<Relationship Id="rId99" Type="%s/revisionHeaders" Target="revisions/h.xml"/>' % space
    rewrite(path, RELS, lambda data: data.replace(b"</Relationships>", log + b"</Relationships>"))
    refused(path, "mine.xlsx is a shared workbook that logs its changes")


def test_a_signed_workbook_is_refused(path: Path) -> None:
    people(path)
    inject(path, {"_xmlsignatures/sig1.xml": b"<Signature/>"})
    refused(path, "carries a digital signature")


def test_lists_in_another_encoding_are_refused(path: Path) -> None:
    people(path)
    rewrite(path, TYPES, lambda data: data.decode().replace("UTF-8", "UTF-16").encode("utf-16"))
    refused(path, "in another encoding; save it anew")


@pytest.mark.parametrize("title", ["", "a/b", "'quoted", "x" * 32, "what?"])
def test_titles_that_no_workbook_takes_are_refused(path: Path, title: str) -> None:
    people(path)
    refused(path, "no sheet of a workbook can be called", NewSheet(title, (("A",),)))


def test_a_text_that_no_cell_holds_is_refused_by_name(path: Path) -> None:
    people(path)
    refused(path, "Ours!B2 would hold more than", NewSheet("Ours", (("A",), ("x", "y" * 32_768))))


def test_a_table_of_xlsxwriter_keeps_its_own_sheet(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("People & friends")
        sheet.add_table(0, 0, 3, 1, {"name": "Net"})
    add(path)
    again = openpyxl.load_workbook(path)
    assert list(again["People & friends"].tables) == ["Net"]
    assert not again["Ours & more"].tables
