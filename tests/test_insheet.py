"""Our own sheets in a tracker: added on request, obeyed by the next run, never taken for people."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from followup.errors import FollowupError
from followup.flow.insheet import add_sheets
from followup.model import (
    Book,
    CadenceSettings,
    CalendarSettings,
    Limits,
    Me,
    OccasionSettings,
    Row,
    Settings,
    Sheet,
)
from followup.settings.newsheet import settings_sheet
from followup.settings.sheet import with_sheet
from followup.trackers import open_tracker
from followup.trackers.memory import MemoryTracker
from hypothesis import given
from hypothesis import strategies as st

from tests.books import tracker as make_tracker
from tests.conftest import Run

TITLE, TYPED = "Follow-up settings", "Follow-up templates"

TEXT = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=20).map(str.strip)
SETTINGS = st.builds(
    Settings,
    wrap=st.booleans(),
    me=st.builds(
        Me,
        name=TEXT,
        signature=TEXT.map(lambda text: f"Best,\n{text}".strip()),
        address=st.sampled_from(["", "formal", "familiar"]),
        language=st.sampled_from(["", "en"]),
        country=st.sampled_from(["", "DE", "US"]),
        time_zone=st.sampled_from(["", "Europe/Berlin"]),
        good_news_on=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    ),
    cadence=st.builds(CadenceSettings, a=st.integers(1, 999), none=st.integers(1, 999)),
    calendar=st.builds(
        CalendarSettings,
        weekend=st.frozensets(st.integers(0, 6), max_size=6),
        days_off=st.frozensets(
            st.dates(date(2020, 1, 1), date(2030, 1, 1)), min_size=1, max_size=3
        ),
        quiet=st.booleans(),
    ),
    limits=st.builds(Limits, per_run=st.integers(0, 99)),
    occasions=st.sampled_from([{}, {"nudge": OccasionSettings(enabled=False)}]),
)


@given(SETTINGS)
def test_the_sheet_says_what_holds_and_reading_it_gives_the_same(settings: Settings) -> None:
    new = settings_sheet(settings)
    rows = tuple(Row(number, row) for number, row in enumerate(new.rows, 1))
    again, problems = with_sheet(Settings(), Book("b", (Sheet(new.title, rows),), "r"))
    assert problems == ()
    assert again == settings


def test_every_row_is_explained_and_yes_or_no_is_offered() -> None:
    new = settings_sheet(Settings())
    labels = [row[0] for row in new.rows]
    assert all(
        (isinstance(row[2], str) and row[2].endswith((".", ")"))) or "For example" in str(row[2])
        for row in new.rows
    )
    assert new.choices[labels.index("Write nudge letters"), 1] == ("yes", "no")
    assert new.choices[labels.index("Form of address"), 1] == ("formal", "familiar")
    assert labels.index("Your name") == 1
    assert len(new.widths) == len(new.rows[0])


def test_sheets_that_are_there_stay_as_they_are() -> None:
    tracker = MemoryTracker.from_rows(("Name", "Email"), ("Ana", "ana@example.com"))
    receipt = add_sheets(tracker, tracker.read(), Settings(limits=Limits(per_run=3)))
    assert receipt.changed > 60
    tracker.type_in(TITLE, 2, 1, "Nora")
    book = tracker.read()
    again = add_sheets(tracker, book, Settings())
    assert (again.changed, tracker.read()) == (0, book)
    assert f'The sheet "{TITLE}" is there already and stays as it is.' in again.remarks


def test_a_text_file_says_where_settings_go_instead(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("Name,Email\nAna,ana@example.com\n", encoding="utf-8")
    tracker = open_tracker(str(path))
    with pytest.raises(FollowupError, match=r"put settings in followup.toml"):
        add_sheets(tracker, tracker.read(), Settings())


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A tracker of four people to thank, with our sheets in it."""
    names = ("Ana Díaz", "Kofi Mensah", "Mei Lin", "Omar Haddad")
    rows = [
        (n, f"{n[:2].lower()}@example.com", date(2026, 11, 12), "PyCon", None, "no") for n in names
    ]
    path = make_tracker(tmp_path / "mine.xlsx", *rows)
    tracker = open_tracker(str(path))
    add_sheets(tracker, tracker.read(), Settings())
    return path


def type_template(path: Path, *row: str) -> None:
    book = openpyxl.load_workbook(path)
    book["Follow-up templates"].append(row)
    book.save(path)
    book.close()


def type_in(path: Path, label: str, value: Any) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book[TITLE]
    row = next(cell.row for cell in sheet["A"] if cell.value == label)
    sheet.cell(row, 2).value = value
    book.save(path)
    book.close()


def test_the_next_run_does_what_the_sheet_says(mine: Path, run_json: Any) -> None:
    type_in(mine, "Your name", "Nora Lind")
    type_in(mine, "Write thank you letters", "nein")
    assert {due["occasion"] for due in run_json("due", mine)["due"]}.isdisjoint({"thank_you"})
    type_in(mine, "Write thank you letters", "ja")
    outcome = run_json("draft", mine)
    assert outcome["problems"] == []
    assert len(outcome["drafted"]) == 4
    assert outcome["drafted"][0]["body"].endswith("Nora Lind")
    assert openpyxl.load_workbook(mine, read_only=True).sheetnames == ["People", TITLE, TYPED]


def test_the_sheet_wins_over_the_file_beside_the_tracker(mine: Path, run_json: Any) -> None:
    (mine.parent / "followup.toml").write_text(
        '[me]\nname = "Nora"\n[occasions.thank_you]\nenabled = false\n', encoding="utf-8"
    )
    assert len(run_json("due", mine)["due"]) == 4
    type_in(mine, "Write thank you letters", None)
    assert run_json("due", mine)["due"] == []


def test_a_wrong_value_is_a_problem_with_its_cell_and_costs_nothing_else(
    mine: Path, run_json: Any
) -> None:
    type_in(mine, "Letters per run", "a few")
    for command in ("check", "due", "draft"):
        (problem,) = [p for p in run_json(command, mine)["problems"] if TITLE in p["place"]]
        assert problem["severity"] == "warning"
        assert problem["field"] == "limits.per_run"
        assert problem["message"].endswith('must be a whole number, not "a few"; 5 holds')
    run_json("due", mine, "--strict", code=1)


def test_a_template_typed_into_the_sheet_is_used_listed_shown_and_checked(
    mine: Path, run: Run, run_json: Any
) -> None:
    folder = mine.parent / "templates"
    folder.mkdir()
    (folder / "thank_you.txt").write_text("Subject: File\n\nfrom a file\n", encoding="utf-8")
    type_template(mine, "thank you", "Thanks, {{ called }}", "{{ greeting }}\n\nit was good.")
    outcome = run_json("draft", mine)
    assert outcome["drafted"][0]["subject"] == "Thanks, Ana"
    assert outcome["drafted"][0]["body"] == "Hi Ana,\n\nit was good."
    assert "Follow-up templates" in run("templates", "list", mine).stdout
    assert run("templates", "show", "thank_you", mine).stdout.startswith(
        "Subject: Thanks, {{ called }}"
    )
    checked = run_json("templates", "check", mine)["problems"]
    assert "Follow-up templates!C3" in {problem["place"] for problem in checked}


def test_templates_named_on_the_command_line_go_before_those_in_the_sheet(
    mine: Path, tmp_path: Path, run_json: Any
) -> None:
    (tmp_path / "named").mkdir()
    (tmp_path / "named" / "thank_you.txt").write_text("Subject: Named\n\nb\n", encoding="utf-8")
    type_template(mine, "thank you", "Typed", "b")
    outcome = run_json("draft", mine, "--templates", str(tmp_path / "named"))
    assert outcome["drafted"][0]["subject"] == "Named"


def test_a_broken_template_costs_nothing_but_itself(mine: Path, run: Run, run_json: Any) -> None:
    type_template(mine, "thank_you", "Thanks", "{{ greeting }}\n{{ oops }}")
    type_template(mine, "thankyou letter", "Thanks", "b")
    outcome = run_json("draft", mine)
    assert len(outcome["drafted"]) == 4
    assert "oops" not in outcome["drafted"][0]["body"]
    places = [p["place"] for p in outcome["problems"] if "templates" in p["place"]]
    assert places == ["Follow-up templates!A4", "Follow-up templates!C3, line 2"]
    said = run("templates", "check", mine, code=2).stdout
    assert "unknown name 'oops'" in said
    assert 'did you mean "thank_you"?' in said


def test_an_occasion_of_ones_own_has_its_template_in_the_sheet(mine: Path, run_json: Any) -> None:
    (mine.parent / "followup.toml").write_text(
        "[occasions.hum]\nwhen = \"'Ana' in name\"\npriority = 99\n", encoding="utf-8"
    )
    type_template(mine, "hum", "Hum", "A tune for {{ called }}.")
    type_in(mine, "Write thank you letters", "no")
    outcome = run_json("draft", mine)
    assert [(d["occasion"], d["body"]) for d in outcome["drafted"]] == [("hum", "A tune for Ana.")]
