"""New columns of a workbook belong to the tracker: its table, its filter, its looks."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from followup.errors import FollowupError
from followup.model import CellChange, CellValue, Link, NewColumn, Plan
from followup.trackers.xlsx import XlsxTracker

from tests.trackers.workbooks import PEOPLE, TITLES, people, rewrite

STATUS = NewColumn(4, "Draft status", "choice", 13, ("sent", "skip", "later"))
DUE = NewColumn(5, "Draft due", "date", 12)
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLLOWUP_STATE_DIR", str(tmp_path / "state"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.xlsx"


def add_columns(path: Path, *values: tuple[int, int, CellValue | Link]) -> Any:
    """Add two columns and some cells (row, column, value); the sheet as openpyxl reads it."""
    tracker = XlsxTracker(path)
    changes = tuple(CellChange(row, column, None, value, "draft") for row, column, value in values)
    tracker.apply(Plan("People", 1, tracker.read().revision, (STATUS, DUE), changes))
    return openpyxl.load_workbook(path)["People"]


def as_table(**options: object) -> Callable[[Any, Any], None]:
    columns = [{"header": title} for title in TITLES]
    table = {"columns": columns, "name": "Network", **options}

    def fill(_: Any, sheet: Any) -> None:
        sheet.add_table(0, 0, 4 if options.get("total_row") else 3, 3, table)

    return fill


def test_a_table_grows_and_its_filter_with_it(path: Path) -> None:
    people(path, as_table())
    table = add_columns(path).tables["Network"]
    assert (table.ref, table.autoFilter.ref) == ("A1:F4", "A1:F4")
    assert [column.name for column in table.tableColumns][-2:] == ["Draft status", "Draft due"]
    assert len({column.id for column in table.tableColumns}) == 6


def test_a_table_with_totals_keeps_them(path: Path) -> None:
    people(path, as_table(total_row=True))
    sheet = add_columns(path)
    table = sheet.tables["Network"]
    assert (table.ref, table.autoFilter.ref, table.totalsRowCount) == ("A1:F5", "A1:F4", 1)
    assert [str(one.sqref) for one in sheet.data_validations.dataValidation] == ["E2:E4"]


def test_what_the_table_already_calls_a_column_is_refused(path: Path) -> None:
    people(path, as_table())
    part = "xl/tables/table1.xml"
    rewrite(path, part, lambda data: data.replace(b'"Notes"', b'"DRAFT STATUS"'))
    with pytest.raises(FollowupError, match=r"Network.*'Draft status'"):
        add_columns(path)


def test_columns_that_would_stand_apart_from_the_table_are_refused(path: Path) -> None:
    people(path, as_table())
    tracker = XlsxTracker(path)
    apart = NewColumn(6, "Draft status")
    with pytest.raises(FollowupError, match=r"Network on People ends at column D.*Resize"):
        tracker.apply(Plan("People", 1, tracker.read().revision, (apart,)))


def test_a_table_filled_by_a_query_is_refused(path: Path) -> None:
    people(path, as_table())
    part = "xl/tables/table1.xml"
    rewrite(path, part, lambda data: data.replace(b"<table ", b'<table tableType="queryTable" '))
    with pytest.raises(FollowupError, match="Network on People is filled by a query"):
        add_columns(path)


def test_a_filter_grows_and_its_hidden_name_with_it(path: Path) -> None:
    people(path, lambda _, sheet: sheet.autofilter("A1:D4"))
    assert add_columns(path).auto_filter.ref == "A1:F4"
    with zipfile.ZipFile(path) as book:
        assert b">People!$A$1:$F$4</definedName>" in book.read("xl/workbook.xml")


@pytest.mark.parametrize("part", [SHEET, "xl/tables/table1.xml"])
def test_the_order_that_a_growing_filter_remembers_stays_to_the_byte(path: Path, part: str) -> None:
    """How the person last sorted is theirs: both `autoFilter` and the table may remember it."""
    people(path, (lambda _, sheet: sheet.autofilter("A1:D4")) if part == SHEET else as_table())
    by_name = b'<sortState ref="A2:D4"><sortCondition descending="1" ref="A2:A4"/></sortState>'
    rewrite(
        path,
        part,
        lambda data: data.replace(
            b'<autoFilter ref="A1:D4"/>', b'<autoFilter ref="A1:D4">%s</autoFilter>' % by_name
        ),
    )
    add_columns(path)
    with zipfile.ZipFile(path) as book:
        assert b'<autoFilter ref="A1:F4">%s</autoFilter>' % by_name in book.read(part)


def test_a_filter_over_some_columns_stays_and_is_spoken_of(path: Path) -> None:
    people(path, lambda _, sheet: sheet.autofilter("A1:B4"))
    tracker = XlsxTracker(path)
    receipt = tracker.apply(Plan("People", 1, tracker.read().revision, (STATUS,)))
    assert openpyxl.load_workbook(path)["People"].auto_filter.ref == "A1:B4"
    assert "A1:B4" in receipt.remarks[0]


def test_the_drop_down_offers_and_lets_other_words_in(path: Path) -> None:
    people(path)
    (rule,) = add_columns(path).data_validations.dataValidation
    assert (rule.type, rule.formula1) == ("list", '"sent,skip,later"')
    assert not rule.showErrorMessage
    assert "E2" in rule.sqref and "E100" in rule.sqref and "E1" not in rule.sqref


def test_an_empty_list_of_drop_downs_is_filled(path: Path) -> None:
    people(path)
    empty = b'<dataValidations count="0"/><pageMargins'
    rewrite(path, SHEET, lambda data: data.replace(b"<pageMargins", empty))
    assert len(add_columns(path).data_validations.dataValidation) == 1


def test_titles_look_like_the_one_to_their_left(path: Path) -> None:
    people(path)
    sheet = add_columns(path)
    assert sheet["E1"].style_id == sheet["F1"].style_id == sheet["D1"].style_id != 0


def test_dates_look_like_the_trackers_other_dates(path: Path) -> None:
    people(path)
    sheet = add_columns(path, (2, 5, date(2026, 11, 22)))
    assert sheet["F2"].value.date() == date(2026, 11, 22)
    assert sheet["F2"].style_id == sheet["C2"].style_id


def test_dates_are_dates_where_the_tracker_has_none_yet(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "People"
    for row in (TITLES, ("Ana Díaz", "ana@example.com", "", "")):
        sheet.append(row)
    book.save(path)
    assert add_columns(path, (2, 5, date(2026, 11, 22)))["F2"].is_date


def test_cells_wear_what_most_of_their_row_wears_but_not_its_number_format(path: Path) -> None:
    def fill(book: Any, sheet: Any) -> None:
        framed = book.add_format({"border": 1, "bg_color": "#EEEEEE", "text_wrap": True})
        money = book.add_format({"border": 1, "bg_color": "#EEEEEE", "num_format": "0.00"})
        sheet.write_string(1, 0, PEOPLE[0][0], framed)
        sheet.write_string(1, 1, PEOPLE[0][1], framed)
        sheet.write_number(1, 3, 5, money)

    people(path, fill)
    sheet = add_columns(path, (2, 4, "ready"), (2, 5, date(2026, 11, 22)))
    for cell in (sheet["E2"], sheet["F2"]):
        assert cell.border.left.style == "thin"
        assert cell.fill.fgColor.rgb == "FFEEEEEE"
        assert not cell.alignment.wrap_text
    assert sheet["E2"].number_format == "General"
    assert sheet["F2"].number_format == "yyyy-mm-dd"


def test_where_rows_are_framed_the_new_columns_are_too(path: Path) -> None:
    def fill(book: Any, sheet: Any) -> None:
        framed = book.add_format({"bottom": 1})
        for column in range(4):
            sheet.write_string(2, column, "Kofi", framed)

    people(path, fill)
    sheet = add_columns(path, (2, 4, "ready"))
    assert sheet["E3"].border.bottom.style == sheet["F3"].border.bottom.style == "thin"
    assert sheet["E3"].value is None
    assert sheet["E4"].style_id == sheet["F4"].style_id == 0


def test_a_later_draft_looks_like_an_earlier_one_and_formats_do_not_pile_up(path: Path) -> None:
    def fill(book: Any, sheet: Any) -> None:
        for row in (1, 2):
            sheet.write_string(row, 0, "Ana", book.add_format({"bottom": 1}))
            sheet.write_string(row, 1, "Ana", book.add_format({"bottom": 1}))

    people(path, fill)
    link = Link("Write", "mailto:ana@example.com")
    values: tuple[CellValue | Link, ...] = (link, date(2026, 11, 22))
    add_columns(path, (2, 4, values[0]), (2, 5, values[1]))
    tracker = XlsxTracker(path)
    for row in (3, 2):
        book = tracker.read()
        held = dict(enumerate(book.sheets[0].rows[row - 1].cells))
        changes = tuple(
            CellChange(row, 4 + index, held.get(4 + index), value, "draft")
            for index, value in enumerate(values)
        )
        tracker.apply(Plan("People", 1, book.revision, (), changes))
    sheet = openpyxl.load_workbook(path)["People"]
    for column in "EF":
        assert sheet[f"{column}2"].style_id == sheet[f"{column}3"].style_id
    assert sheet["E3"].font.underline == "single"
    with zipfile.ZipFile(path) as packed:
        assert packed.read("xl/styles.xml").count(b"<u/>") == 1


@pytest.mark.parametrize("given", [{}, {"align": "center"}, {"bold": True}])
def test_of_several_lines_the_first_is_shown(path: Path, given: dict[str, object]) -> None:
    def fill(book: Any, sheet: Any) -> None:
        for column, value in enumerate(PEOPLE[0][:2]):
            sheet.write_string(1, column, value, book.add_format(given))

    people(path, fill)
    cell = add_columns(path, (2, 4, "Hi Ana,\n\nthank you"))["E2"]
    assert (cell.alignment.vertical, cell.alignment.wrap_text) == ("top", None)
    assert cell.alignment.horizontal == given.get("align")
    assert cell.font.bold == given.get("bold", False)


def test_a_date_goes_into_a_column_of_dates_as_its_neighbours_are(path: Path) -> None:
    people(path, lambda _, sheet: sheet.write_blank(2, 2, None))
    tracker = XlsxTracker(path)
    change = CellChange(3, 2, date(2026, 11, 16), date(2026, 11, 20), "sent")
    tracker.apply(Plan("People", 1, tracker.read().revision, (), (change,)))
    sheet = openpyxl.load_workbook(path)["People"]
    assert sheet["C3"].style_id == sheet["C2"].style_id


def test_widths_are_given_where_there_are_none(path: Path) -> None:
    people(path, lambda _, sheet: sheet.set_column("F:F", 40))
    sheet = add_columns(path)
    assert sheet.column_dimensions["E"].width == 13
    assert sheet.column_dimensions["F"].width > 40


def test_hidden_columns_stay_hidden_and_are_spoken_of(path: Path) -> None:
    people(path, lambda _, sheet: sheet.set_column("E:XFD", None, None, {"hidden": True}))
    tracker = XlsxTracker(path)
    receipt = tracker.apply(Plan("People", 1, tracker.read().revision, (STATUS,)))
    assert "E" in receipt.remarks[0] and "hides" in receipt.remarks[0]


@pytest.mark.parametrize(
    ("first", "cell", "taken"),
    [
        (9, "I7", False),
        (9, "J7", True),
        (25, "Y7", False),
        (25, "AA7", True),
        (27, "AA7", False),
        (27, "AC7", True),
        (27, "BA7", False),
        (52, "AZ7", False),
        (52, "BB7", True),
        (702, "ZZ7", False),
        (702, "AAB7", True),
    ],
)
def test_only_content_in_the_new_columns_is_in_the_way(
    path: Path, first: int, cell: str, taken: bool
) -> None:
    people(path, lambda _, sheet: sheet.write_string(cell, "my own sum"))
    tracker, new = XlsxTracker(path), (NewColumn(first, "One"), NewColumn(first + 1, "Two"))
    plan = Plan("People", 1, tracker.read().revision, new)
    if taken:
        with pytest.raises(FollowupError, match=f"People!{cell}: holds other content"):
            tracker.apply(plan)
    else:
        tracker.apply(plan)
        assert openpyxl.load_workbook(path)["People"][cell].value == "my own sum"


def test_other_content_in_the_way_is_refused_by_name(path: Path) -> None:
    people(path, lambda _, sheet: sheet.write_string("F7", "my own sum"))
    with pytest.raises(FollowupError, match="People!F7: holds other content"):
        add_columns(path)


def test_what_stands_below_the_table_is_not_in_the_way(path: Path) -> None:
    def fill(book: Any, sheet: Any) -> None:
        as_table()(book, sheet)
        sheet.write_string("F7", "my own sum")

    people(path, fill)
    assert add_columns(path)["F7"].value == "my own sum"


def test_the_sheets_elements_stand_in_the_order_the_format_wants(path: Path) -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.merge_range("A20:B20", "note")
        sheet.conditional_format("A2:A4", {"type": "duplicate"})
        sheet.set_landscape()

    people(path, fill)
    add_columns(path, (2, 4, Link("Write", "mailto:ana@example.com")))
    with zipfile.ZipFile(path) as book:
        names = [one.tag.rpartition("}")[2] for one in ET.fromstring(book.read(SHEET))]
    wanted = [
        "dimension",
        "sheetViews",
        "sheetFormatPr",
        "cols",
        "sheetData",
        "mergeCells",
        "conditionalFormatting",
        "dataValidations",
        "hyperlinks",
        "pageMargins",
        "pageSetup",
    ]
    assert names == wanted


def test_a_filter_named_twice_grows_in_both_names(path: Path) -> None:
    people(path, lambda _, sheet: sheet.autofilter("A1:D4"))
    tag = b'<definedName name="_xlnm._FilterDatabase" localSheetId="0">'
    name = tag + b"People!$A$1:$D$4</definedName>"
    rewrite(
        path,
        "xl/workbook.xml",
        lambda data: data.replace(b"</definedNames>", name + b"</definedNames>"),
    )
    add_columns(path)
    with zipfile.ZipFile(path) as book:
        assert book.read("xl/workbook.xml").count(b">People!$A$1:$F$4</definedName>") == 2
