"""Edge cases that only a real workbook shows, from file to due day."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from tests.books import HEADERS, tracker
from tests.conftest import Run

Json = Callable[..., Any]

MET = date(2026, 11, 12)
SERIAL = (MET - date(1899, 12, 30)).days
KOFI = ("Kofi Mensah", "kofi@example.org", MET, "Alumni dinner", MET, "no", None)


def ana(met: Any, email: str = "ana@example.com", name: str = "Ana Díaz") -> tuple[Any, ...]:
    return (name, email, met, "PyCon Madrid", None, "no", None, None)


def dues(path: Path, run_json: Json) -> dict[str, str]:
    return {due["name"]: due["due_on"] for due in run_json("due", path)["due"]}


@pytest.mark.parametrize(
    "met",
    [
        MET,
        datetime(2026, 11, 12, 23, 30),
        "2026-11-12T23:30:00Z",
        "12 Nov 2026",
        "Nov 12th (phone)",
        "2026年11月12日",
        str(SERIAL),
    ],
)
def test_a_day_in_any_dress_is_the_day_it_says(met: Any, tmp_path: Path, run_json: Json) -> None:
    path = tracker(tmp_path / "people.xlsx", ana(met), KOFI)
    assert dues(path, run_json) == {"Ana Díaz": "2026-11-13", "Kofi Mensah": "2026-11-13"}


def test_days_counted_from_1904_are_not_four_years_off(tmp_path: Path, run_json: Json) -> None:
    path = tracker(tmp_path / "people.xlsx", ana(MET), KOFI)
    book = load_workbook(path)
    book.epoch = CALENDAR_MAC_1904
    book.save(path)
    book.close()
    assert b'date1904="1"' in ZipFile(path).read("xl/workbook.xml")
    assert dues(path, run_json) == {"Ana Díaz": "2026-11-13", "Kofi Mensah": "2026-11-13"}


@pytest.mark.parametrize(
    ("met", "says"), [("#VALUE!", "#VALUE!"), ("=C3", "formula"), ("30 Feb 2026", "30 Feb")]
)
def test_a_day_that_is_none_is_a_problem_and_costs_no_other(
    met: str, says: str, tmp_path: Path, run_json: Json
) -> None:
    path = tracker(tmp_path / "people.xlsx", ana(met), KOFI)
    shown = run_json("due", path)
    assert [due["name"] for due in shown["due"]] == ["Kofi Mensah"]
    (problem,) = [problem for problem in shown["problems"] if problem["place"] == "People!C2"]
    assert says in problem["message"]


@pytest.mark.parametrize(
    ("email", "greets", "to"),
    [
        ("ana@example.com", "Ana", "ana@example.com"),
        ("coles@example.com", "Ana and Ben", "coles@example.com"),
        ("ana@example.com, ben@example.com", "Ana and Ben", "ana@example.com,ben@example.com"),
    ],
)
def test_two_people_in_one_cell_are_greeted_as_the_address_reaches_them(
    email: str, greets: str, to: str, tmp_path: Path, run: Run
) -> None:
    path = tracker(tmp_path / "people.xlsx", ana(MET, email, "Ana & Ben Cole"), KOFI)
    run("draft", path, "--today", "2026-11-23")
    book = load_workbook(path)
    row = {str(t.value): c for t, c in zip(book["People"][1], book["People"][2], strict=True)}
    assert str(row["Draft email"].value).split("\n")[0].split(" ", 1)[1] == f"{greets},"
    link = row["Draft link"].hyperlink
    assert link is not None
    assert f"mailto:{to}?" in str(link.target).replace("%2C", ",")
    book.close()


def test_text_that_looks_like_a_formula_stays_text_in_the_draft(tmp_path: Path, run: Run) -> None:
    asked = ("=1+1", "ana@example.com", MET, '=HYPERLINK("x")', None, "no", None, "@SUM(A1)")
    path = tracker(tmp_path / "people.xlsx", KOFI, headers=HEADERS)
    book = load_workbook(path)
    for column, value in enumerate(asked, 1):
        cell = book["People"].cell(3, column)
        cell.value = value
        cell.data_type = "d" if isinstance(value, date) else "s"
    book.save(path)
    book.close()
    run("draft", path, "--today", "2026-11-23")
    book = load_workbook(path)
    assert not [cell.coordinate for row in book["People"] for cell in row if cell.data_type == "f"]
    book.close()


def sheet(book: Workbook, title: str, *rows: tuple[Any, ...]) -> None:
    made = book.create_sheet(title)
    assert isinstance(made, Worksheet)
    for row in rows:
        made.append(list(row))


def test_a_tracker_with_headers_alone_has_nobody_due(tmp_path: Path, run_json: Json) -> None:
    path = tracker(tmp_path / "people.xlsx")
    assert run_json("due", path)["due"] == []


def test_an_empty_workbook_names_what_was_looked_at(tmp_path: Path, run: Run) -> None:
    book = Workbook()
    book.save(tmp_path / "empty.xlsx")
    book.close()
    assert "Sheet" in run("due", tmp_path / "empty.xlsx", code=1).stderr


def test_of_two_trackers_alike_the_other_is_named(tmp_path: Path, run_json: Json) -> None:
    book = Workbook()
    sheet(book, "Work", HEADERS, ana(MET), KOFI)
    sheet(book, "Friends", HEADERS, ana(MET), KOFI)
    book.save(tmp_path / "two.xlsx")
    book.close()
    said = " ".join(p["message"] for p in run_json("check", tmp_path / "two.xlsx")["problems"])
    assert "Friends" in said
    assert "--sheet" in said


def test_nothing_depends_on_how_python_hashes(tmp_path: Path) -> None:
    good = ("Ana Díaz", "ana@example.com", date(2026, 3, 2), "Fair", date(2026, 4, 2), "yes", None)
    bad = ("Bo Li", "bo@example.com", "someday", "Fair", "a while back", "yes", "whenever")
    path = tracker(tmp_path / "people.xlsx", good, good[:6], bad)
    told = set()
    for seed in ("1", "2", "3"):
        command = [sys.executable, "-m", "followup", "check", str(path), "--contacts", "--json"]
        told.add(
            subprocess.run(
                [*command, "--today", "2026-11-23"],
                env={**os.environ, "PYTHONHASHSEED": seed},
                capture_output=True,
                check=True,
            ).stdout
        )
    assert len(told) == 1
