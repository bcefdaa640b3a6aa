"""`followup draft`: the main job, through the command line and back in the sheet."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.books import HEADERS, cells, tracker, write
from tests.conftest import Run

Json = Callable[..., Any]

ANA = ("Ana Díaz", "ana@example.com", date(2026, 11, 12), "PyCon Madrid", date(2026, 11, 12), "no")
KOFI = ("Kofi Mensah", "kofi@example.org", date(2026, 5, 4), "Alumni dinner", date(2026, 6, 1))
MEI = ("Mei Lin", "mei@example.net", date(2026, 9, 1), "Library talk", date(2026, 11, 2), "Yes")
KOFI_ROW = (*KOFI, "Yes", None, "Talked about solar kilns")
STEP = (*MEI, date(2026, 11, 20))


@pytest.fixture
def people(tmp_path: Path) -> Path:
    return tracker(tmp_path / "people.xlsx", ANA, KOFI_ROW, STEP)


def test_writes_a_draft_beside_everyone_who_is_due(people: Path, run_json: Json) -> None:
    shown = run_json("draft", people)
    assert [(d["row"], d["occasion"]) for d in shown["drafted"]] == [
        (2, "thank_you"),
        (4, "next_step"),
        (3, "check_in"),
    ]
    rows = cells(people)
    assert rows[2]["Draft due"] == date(2026, 11, 13)
    assert "12 Nov" in rows[2]["Draft reason"]
    assert rows[2]["Draft email"].startswith(
        "Dear Ana" if "Dear" in rows[2]["Draft email"] else "Hi Ana"
    )
    assert rows[2]["Draft subject"] == shown["drafted"][0]["subject"]
    assert rows[2]["Draft history"].startswith("2026-11-23 thank_you drafted #")
    assert rows[2]["Notes"] is None
    assert [rows[2][header] for header in HEADERS[:6]] == list(ANA)


def test_twice_changes_no_byte(people: Path, run: Run) -> None:
    run("draft", people, "--today", "2026-11-23")
    once = people.read_bytes()
    result = run("draft", people, "--today", "2026-11-23")
    assert people.read_bytes() == once
    assert "needed no change" in result.stderr


def test_sent_typed_in_the_sheet_is_taken_in(people: Path, run: Run, run_json: Json) -> None:
    run("draft", people, "--today", "2026-11-23")
    write(people, 2, "Draft status", "sent")
    shown = run_json("draft", people)
    assert [(c["row"], c["because"]) for c in shown["cleared"]] == [(2, "sent")]
    row = cells(people)[2]
    assert row["Last contact"] == date(2026, 11, 23)
    assert row["Thank-you sent?"] == "Yes"
    assert row["Draft history"].splitlines()[0].startswith("2026-11-23 thank_you sent")
    for header in ("status", "due", "reason", "subject", "email", "link"):
        assert row[f"Draft {header}"] is None
    assert 2 not in [due["row"] for due in run_json("due", people)["due"]]


def test_an_edited_draft_stands(people: Path, run: Run, run_json: Json) -> None:
    run("draft", people, "--today", "2026-11-23")
    write(people, 2, "Draft email", "Dear Ana, in my own words.")
    shown = run_json("draft", people, today="2026-11-30")
    assert {"row": 2, "edited": True}.items() <= shown["kept"][0].items()
    assert cells(people)[2]["Draft email"] == "Dear Ana, in my own words."


def test_later_hides_a_person_until_then(people: Path, run: Run, run_json: Json) -> None:
    run("draft", people, "--today", "2026-11-23")
    write(people, 4, "Draft status", "later 2w")
    run("draft", people, "--today", "2026-11-24")
    assert cells(people)[4]["Draft email"] is None
    assert 4 not in [d["row"] for d in run_json("due", people, today="2026-12-07")["due"]]
    back = run_json("due", people, today="2026-12-08")["due"]
    assert ("next_step", "2026-11-20") in [(d["occasion"], d["due_on"]) for d in back]


def test_skip_closes_this_occasion_until_the_next_meeting(
    people: Path, run: Run, run_json: Json
) -> None:
    run("draft", people, "--today", "2026-11-23")
    write(people, 2, "Draft status", "skip")
    run("draft", people, "--today", "2026-11-23")
    assert 2 not in [d["row"] for d in run_json("due", people)["due"]]
    write(people, 2, "Met on", date(2026, 11, 20))
    assert 2 in [d["row"] for d in run_json("due", people, today="2026-11-24")["due"]]


def test_redo_writes_a_fresh_one(people: Path, run: Run, run_json: Json) -> None:
    run("draft", people, "--today", "2026-11-23")
    before = cells(people)[2]["Draft email"]
    write(people, 2, "Draft status", "redo")
    shown = run_json("draft", people)
    assert [d["row"] for d in shown["drafted"]] == [2]
    row = cells(people)[2]
    assert row["Draft status"] in {"ready", "incomplete"}
    assert row["Draft email"] != before


def test_moving_last_contact_counts_as_sent(people: Path, run: Run) -> None:
    run("draft", people, "--today", "2026-11-23")
    write(people, 3, "Last contact", date(2026, 11, 24))
    run("draft", people, "--today", "2026-11-30")
    row = cells(people)[3]
    assert row["Draft email"] is None
    assert row["Draft history"].startswith("2026-11-24 check_in sent")


def test_a_word_it_does_not_know_is_left_and_reported(
    people: Path, run: Run, run_json: Json
) -> None:
    run("draft", people, "--today", "2026-11-23")
    write(people, 2, "Draft status", "ask Ben first")
    shown = run_json("draft", people)
    assert cells(people)[2]["Draft status"] == "ask Ben first"
    (problem,) = [p for p in shown["problems"] if "ask Ben first" in p["message"]]
    assert problem["place"].startswith("People!I2")


def test_a_dry_run_shows_every_cell_and_writes_nothing(people: Path, run: Run) -> None:
    before = people.read_bytes()
    result = run("draft", people, "--dry-run", "--today", "2026-11-23")
    assert people.read_bytes() == before
    assert "People!I2" in result.stdout
    assert "nothing was written" in result.stderr


def test_output_leaves_the_tracker_alone(people: Path, tmp_path: Path, run: Run) -> None:
    before = people.read_bytes()
    copy = tmp_path / "copy.xlsx"
    run("draft", people, "--output", copy, "--today", "2026-11-23")
    assert people.read_bytes() == before
    assert cells(copy)[2]["Draft email"]


def test_undo_brings_the_file_back_byte_for_byte(people: Path, run: Run) -> None:
    before = people.read_bytes()
    run("draft", people, "--today", "2026-11-23")
    assert people.read_bytes() != before
    run("undo", people)
    assert people.read_bytes() == before


def test_narrowing_keeps_to_one_person_occasion_or_number(people: Path, run_json: Json) -> None:
    def rows(*options: str) -> list[int]:
        return [d["row"] for d in run_json("draft", people, "--dry-run", *options)["drafted"]]

    assert rows("--who", "kofi") == [3]
    assert rows("--occasion", "next_step") == [4]
    assert rows("--limit", "1") == [2]


def test_someone_without_an_address_still_gets_a_draft(tmp_path: Path, run: Run) -> None:
    path = tracker(tmp_path / "p.xlsx", ("Ana Díaz", None, *ANA[2:]), KOFI_ROW)
    run("draft", path, "--today", "2026-11-23")
    row = cells(path)[2]
    assert row["Draft status"] == "no email"
    assert row["Draft email"]
    assert row["Draft link"] is None


def test_without_a_sure_name_or_date_nothing_is_written(tmp_path: Path, run: Run) -> None:
    path = tracker(tmp_path / "p.xlsx", ("Ana Díaz", "note"), headers=("Name", "Notes"))
    before = path.read_bytes()
    result = run("draft", path, code=1)
    assert "nothing was written" in result.stderr
    assert "followup check" in result.stderr
    assert path.read_bytes() == before


def test_a_formula_in_one_of_our_cells_costs_its_row_only(
    people: Path, run: Run, run_json: Json
) -> None:
    run("draft", people, "--today", "2026-11-23")
    write(people, 2, "Draft reason", '="my own"')
    write(people, 2, "Met on", date(2026, 11, 20))
    write(people, 3, "Draft status", "sent")
    shown = run_json("draft", people, today="2026-11-24")
    assert [c["row"] for c in shown["cleared"] if c["because"] == "sent"] == [3]
    assert cells(people)[3]["Last contact"] == date(2026, 11, 24)
    (problem,) = [p for p in shown["problems"] if "formula" in p["message"]]
    assert problem["place"] == "People!K2"


def test_a_merged_cell_costs_its_row_only(people: Path, run_json: Json) -> None:
    book = load_workbook(people)
    book["People"].merge_cells("I2:J2")
    book.save(people)
    book.close()
    shown = run_json("draft", people)
    assert [draft["row"] for draft in shown["drafted"]] == [4, 3]
    (problem,) = [p for p in shown["problems"] if "merged" in p["message"]]
    assert problem["place"].startswith("People!I2")
    assert cells(people)[4]["Draft email"]
    assert cells(people)[2]["Draft email"] is None


BAD_ROWS = (
    (None, "nobody@example.com", date(2026, 11, 12), "Fair", None, "no"),
    ("Bo Li", "bo at example dot com", "30 Feb 2026", "Fair", None, "no"),
    ("Eve\nBcc: all@example.org", "eve@example.com", date(2026, 11, 12), "Fair", None, "no"),
    ("=cmd()", "calc@example.com", date(2026, 11, 12), "Fair", None, "no"),
    (
        "Tem Plate",
        "tem@example.com",
        date(2026, 11, 12),
        "{{ 7*7 }}",
        None,
        "no",
        None,
        "{{ 7*7 }}",
    ),
    ("Lo Ng", "lo@example.com", date(2026, 11, 12), "Fair", None, "no", None, "x" * 32_000),
)


def test_a_bad_row_costs_no_good_one(tmp_path: Path, run_json: Json) -> None:
    path = tracker(tmp_path / "p.xlsx", ANA, *BAD_ROWS, STEP)
    shown = run_json("draft", path)
    drafted = {draft["row"]: draft for draft in shown["drafted"]}
    assert {2, 9} <= set(drafted)
    places = {problem["place"] for problem in shown["problems"]}
    assert {"People!A3", "People!C4", "People!A5", "People!A6"} <= places
    for draft in drafted.values():
        assert "\n" not in draft["subject"]
        assert "49" not in draft["body"]
    hidden = drafted[5]
    assert (hidden["name"], hidden["email"]) == ("Eve", "eve@example.com")
    row = cells(path)[5]
    assert "all@example.org" not in (row["Draft link"] or "")


def test_what_is_open_in_excel_is_left_alone(people: Path, run: Run) -> None:
    before = people.read_bytes()
    (people.parent / f"~${people.name}").write_bytes(b"\x04Nora" + b" " * 160)
    result = run("draft", people, "--today", "2026-11-23", code=3)
    assert "Excel" in result.stderr
    assert people.read_bytes() == before


def test_mistyped_options_are_answered_with_the_nearest(people: Path, run: Run) -> None:
    assert "thank_you" in run("draft", people, "--occasion", "thanks_you", code=2).stderr
    assert "Ana" in run("draft", people, "--who", "Anna Dias", code=1).stderr
    assert "2026-11-23" in run("draft", people, "--today", "tomorrow", code=2).stderr


def test_redo_writes_another_whatever_the_cap(people: Path, run: Run, run_json: Json) -> None:
    people.with_name("followup.toml").write_text("[limits]\nper_run = 1\n", encoding="utf-8")
    run("draft", people, "--today", "2026-11-23")
    write(people, 3, "Draft status", "redo")
    shown = run_json("draft", people)
    assert [(d["row"], d["occasion"]) for d in shown["drafted"]] == [(3, "check_in")]
    assert cells(people)[3]["Draft email"].startswith("Hi Kofi,")
