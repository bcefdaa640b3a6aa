"""The sample tracker and the starter workbook, as a newcomer and a reviewer see them."""

import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from followup.columns import understand
from followup.errors import FollowupError
from followup.flow.look import Look, look_at, most_pressing
from followup.followups import all_dues
from followup.model import Contact, Me, Settings
from followup.settings.read import OCCASIONS
from followup.starter import build_sample, build_starter
from followup.trackers import open_tracker
from openpyxl.worksheet.worksheet import Worksheet

SAMPLE = Path(__file__).parents[1] / "sample_tracker.xlsx"
ADDRESS = re.compile(r"[^\s<>;]+@([^\s<>;]+)")


@pytest.fixture(scope="module")
def contacts() -> Worksheet:
    return openpyxl.load_workbook(SAMPLE)["Contacts"]


@pytest.fixture
def starter(tmp_path: Path) -> Path:
    path = tmp_path / "mine.xlsx"
    build_starter(path)
    return path


@pytest.fixture(scope="module")
def look() -> Look:
    """The sample as understood on the Monday it is made for."""
    return look_at(open_tracker(str(SAMPLE)).read(), Settings(), date(2026, 11, 23))


def people(sheet: Worksheet) -> list[dict[str, Any]]:
    titles, *rows = sheet[sheet.tables["Contacts"].ref]
    names = [str(cell.value) for cell in titles]
    return [dict(zip(names, (cell.value for cell in row), strict=True)) for row in rows]


def portrait(sheet: Worksheet) -> Iterator[object]:
    """Everything of a sheet that a person would notice, in a form that compares."""
    for cell in (cell for row in sheet.iter_rows() for cell in row):
        style = (cell.font, cell.fill, cell.border, cell.alignment, cell.number_format)
        comment = cell.comment and cell.comment.text
        yield cell.coordinate, cell.value, comment, *map(repr, style)
    for table in sheet.tables.values():
        yield repr(table)
    yield from map(repr, sheet.data_validations.dataValidation)
    for area in sheet.conditional_formatting:
        yield str(area.sqref), [(rule.formula, repr(rule.dxf)) for rule in area.rules]
    yield {letter: column.width for letter, column in sheet.column_dimensions.items()}
    yield {number: (row.height, row.hidden) for number, row in sheet.row_dimensions.items()}
    yield sheet.freeze_panes, sheet.sheet_state, sheet.sheet_view.showGridLines
    for chart in vars(sheet)["_charts"]:
        yield chart.anchor._from.row, type(chart), repr(chart.series)


def test_the_checked_in_sample_is_what_the_builder_makes(tmp_path: Path) -> None:
    built = tmp_path / "built.xlsx"
    build_sample(built)
    ours, theirs = openpyxl.load_workbook(SAMPLE), openpyxl.load_workbook(built)
    assert ours.sheetnames == theirs.sheetnames == ["Contacts", "Overview", "Lists"]
    for title in ours.sheetnames:
        assert list(portrait(ours[title])) == list(portrait(theirs[title]))


def test_the_sample_can_be_built_again_to_the_byte(tmp_path: Path) -> None:
    first, second = tmp_path / "first.xlsx", tmp_path / "second.xlsx"
    build_sample(first)
    build_sample(second)
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as package:
        assert {entry.date_time for entry in package.infolist()} == {(2026, 11, 20, 9, 0, 0)}
        assert b">2026-11-20T09:00:00Z</dcterms:modified>" in package.read("docProps/core.xml")


def test_the_sample_shows_what_trackers_hold(contacts: Worksheet) -> None:
    book = openpyxl.load_workbook(SAMPLE)
    assert contacts["A1"].value == "My network, autumn 2026"
    assert contacts.freeze_panes == "B5"
    assert contacts.row_dimensions[14].hidden
    assert len(contacts.data_validations.dataValidation) == 3
    assert len(list(contacts.conditional_formatting)) == 3
    assert len(vars(book["Overview"])["_charts"]) == 2
    assert sum(bool(cell.comment) for row in contacts.iter_rows() for cell in row) == 10


def test_every_header_is_titled_once(contacts: Worksheet) -> None:
    table = contacts.tables["Contacts"]
    titles = [cell.value for cell in contacts[table.ref][0]]
    assert all(titles)
    assert titles == [column.name for column in table.tableColumns]
    assert len(set(titles)) == len(titles)


def test_every_column_is_understood_but_the_computed_one(look: Look) -> None:
    matches = look.columns.matches.values()
    unknown = {column.title for column in look.columns.columns}
    assert unknown - {match.column.title for match in matches} == {"Days since contact"}
    assert [match for match in matches if not match.sure] == []
    assert len(look.columns.data_rows) == len(look.contacts)


def test_every_occasion_occurs_and_the_calm_ones_are_many(look: Look) -> None:
    dues = most_pressing(look)
    times = Counter(due.occasion for due in dues)
    assert min(times[occasion] for occasion in ("thank_you", "next_step")) >= 3
    assert min(times[occasion] for occasion in ("nudge", "report_back", "check_in")) >= 2
    assert min(times[occasion] for occasion in ("last_nudge", "reconnect")) >= 1
    assert set(times) == set(OCCASIONS) - {"good_news"}  # that one waits for a setting
    assert len(dues) <= 0.75 * len(look.contacts)
    assert [due.blocked for due in dues if due.blocked] == ["no email"]


def test_good_news_of_ones_own_goes_to_many_of_them() -> None:
    told = Settings(me=Me(good_news="I start as an analyst in March."))
    found = look_at(open_tracker(str(SAMPLE)).read(), told, date(2026, 11, 23))
    people = [c for c in found.contacts if "good_news" in _owed(found, c)]
    assert len(people) >= 10


def _owed(look: Look, contact: Contact) -> set[str]:
    return {due.occasion for due in all_dues(contact, look.network)}


def test_what_is_odd_in_the_sample_is_explained_by_cell(look: Look) -> None:
    places = {problem.place for problem in look.problems}
    assert {"Contacts!B26", "Contacts!O16"} <= places


def test_the_people_are_invented_and_many(contacts: Worksheet) -> None:
    cells = [str(value) for person in people(contacts) for value in person.values() if value]
    domains = {found for text in cells for found in ADDRESS.findall(text)}
    assert {domain.lower() for domain in domains} == {"example.com", "example.org", "example.net"}
    assert not any("://" in text for text in cells)
    names = [person["Name"] for person in people(contacts)]
    assert 30 <= len(set(names)) == len(names) <= 40


def test_no_one_was_thanked_or_written_to_after_the_day_it_is_read(contacts: Worksheet) -> None:
    for person in people(contacts):
        for title in ("First wrote on", "Last contact", "Thank-you sent?"):
            if isinstance(person[title], datetime):
                assert person[title].date() <= date(2026, 11, 23)


def test_a_starter_holds_marked_examples_and_room_below(starter: Path) -> None:
    sheet = openpyxl.load_workbook(starter)["Contacts"]
    names = [person["Name"] for person in people(sheet)]
    assert [name.split(":")[0] for name in names if name] == ["Example", "Example"]
    assert names.count(None) >= 10


def test_a_starters_examples_are_no_people(starter: Path) -> None:
    columns, problems = understand(open_tracker(str(starter)).read(), Settings())
    assert (columns.data_rows, problems) == ((), ())
    assert [skipped.reason for skipped in columns.skipped] == ["example row"] * 2


def test_a_starter_has_the_shape_of_the_sample(starter: Path, contacts: Worksheet) -> None:
    sheet = openpyxl.load_workbook(starter)["Contacts"]
    assert [cell.value for cell in sheet[4]] == [cell.value for cell in contacts[4]]
    ours, theirs = sheet.data_validations.dataValidation, contacts.data_validations.dataValidation
    assert list(map(repr, ours)) == list(map(repr, theirs))


def test_a_starter_is_never_written_over_something(starter: Path) -> None:
    starter.write_bytes(b"a year of work")
    with pytest.raises(FollowupError, match=r"mine\.xlsx exists already"):
        build_starter(starter)
    assert starter.read_bytes() == b"a year of work"


@pytest.mark.parametrize("name", ["mine", "mine.csv", "missing/mine.xlsx"])
def test_a_starter_that_cannot_be_made_is_refused_by_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(FollowupError, match="mine"):
        build_starter(tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_the_letter_in_the_readme_is_the_one_the_sample_gets(
    sample: Path, run_json: Callable[..., Any]
) -> None:
    quoted = re.findall(
        r"^> ?(.*)$", SAMPLE.with_name("README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    drafted = run_json("draft", sample, "--dry-run")["drafted"]
    letter = next(each for each in drafted if each["name"] == "Ngozi Okafor")
    assert "\n".join(quoted) == f"Subject: {letter['subject']}\n\n{letter['body']}"
