"""A write into a workbook alters our own cells and what they need, and nothing else."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from followup.model import Book, CellChange, CellValue, Link, NewColumn, Plan, Sheet
from followup.trackers.xlsx import XlsxTracker

from tests.trackers.judge import prefix_of_list, sheet_parts, untouched
from tests.trackers.workbooks import BUILDERS, PEOPLE, macros

SHEET = "xl/worksheets/sheet1.xml"
OURS = {SHEET, "xl/styles.xml", "xl/worksheets/_rels/sheet1.xml.rels"}
URL = "mailto:ana@example.com?subject=Hi%20there&body=A%0D%0AB"
NEW = (
    NewColumn(4, "Draft status", "choice", choices=("sent", "skip", "later")),
    NewColumn(5, "Draft due", "date"),
    NewColumn(6, "Draft email", width=48),
    NewColumn(7, "Draft link", "link"),
)
VALUES: tuple[CellValue | Link, ...] = (
    "ready",
    date(2026, 11, 22),
    "Hi Ana,\n\n=1+1 & <b>_x0041_</b>",
    Link("Write", URL),
)


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLLOWUP_STATE_DIR", str(tmp_path / "state"))


def people_sheet(book: Book) -> Sheet:
    return next(sheet for sheet in book.sheets if sheet.title == "People")


def drafting(book: Book, rows: tuple[int, ...] = (2, 4)) -> Plan:
    changes = tuple(
        CellChange(row, column.index, None, value, "draft")
        for row in rows
        for column, value in zip(NEW, VALUES, strict=True)
    )
    return Plan("People", 1, book.revision, NEW, changes)


@pytest.fixture(params=BUILDERS, ids=lambda build: build.__name__)
def workbook(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Path]:
    """A workbook with some feature, and a copy of it."""
    build: Callable[[Path], None] = request.param
    suffix = ".xlsm" if build is macros else ".xlsx"
    path, copy = tmp_path / f"mine{suffix}", tmp_path / f"before{suffix}"
    build(path)
    copy.write_bytes(path.read_bytes())
    return path, copy


def test_everything_but_our_cells_is_as_it_was(workbook: tuple[Path, Path]) -> None:
    path, before = workbook
    tracker = XlsxTracker(path)
    tracker.apply(drafting(tracker.read()))
    assert untouched(before, path, OURS) == []
    assert prefix_of_list(before, path, "xl/styles.xml", "cellXfs")
    assert prefix_of_list(before, path, "xl/styles.xml", "fonts")
    (cells, rows, rest), (old_cells, old_rows, old_rest) = (
        sheet_parts(one, SHEET) for one in (path, before)
    )
    ours = {place for place in cells if place[0] in "EFGH" and place[1:] in {"1", "2", "4"}}
    assert {place: cells[place] for place in cells if place not in ours} == old_cells
    assert rows == old_rows
    added = {"cols", "dimension", "dataValidations", "hyperlinks"}
    assert {name: rest[name] for name in rest.keys() - added} == {
        name: old_rest[name] for name in old_rest.keys() - added
    }


def test_what_was_written_is_read_again(workbook: tuple[Path, Path]) -> None:
    path, _ = workbook
    tracker = XlsxTracker(path)
    book = tracker.read()
    tracker.apply(drafting(book))
    after = people_sheet(tracker.read())
    for row in after.rows[1:4]:
        assert row.cells[:3] == tuple(value or None for value in PEOPLE[row.number - 2][:3])
        drafted = (*VALUES[:3], "Write") if row.number in {2, 4} else ()
        assert row.cells[4:8] == drafted
    assert after.links[2, 7] == after.links[4, 7] == URL


def test_undo_gives_the_bytes_back(workbook: tuple[Path, Path]) -> None:
    path, before = workbook
    tracker = XlsxTracker(path)
    tracker.apply(drafting(tracker.read()))
    tracker.undo()
    assert path.read_bytes() == before.read_bytes()


def test_two_writes_of_one_plan_give_the_same_bytes(workbook: tuple[Path, Path]) -> None:
    path, before = workbook
    plan = drafting(XlsxTracker(path).read())
    XlsxTracker(path).apply(plan)
    XlsxTracker(before).apply(plan)
    assert path.read_bytes() == before.read_bytes()


def test_clearing_takes_the_links_and_their_relationships_away(
    workbook: tuple[Path, Path],
) -> None:
    path, before = workbook
    tracker = XlsxTracker(path)
    tracker.apply(drafting(tracker.read()))
    book = tracker.read()
    held = {row.number: row.cells for row in people_sheet(book).rows}
    changes = tuple(
        CellChange(row, column.index, held[row][column.index], None, "sent")
        for row in (2, 4)
        for column in NEW
    )
    tracker.apply(Plan("People", 1, book.revision, (), changes))
    with zipfile.ZipFile(path) as new, zipfile.ZipFile(before) as old:
        assert b"mailto" not in new.read("xl/worksheets/_rels/sheet1.xml.rels")
        assert (b"<hyperlink" in new.read(SHEET)) == (b"<hyperlink" in old.read(SHEET))
    assert all(row.cells[4:] == () for row in people_sheet(tracker.read()).rows[1:4])
