"""Formulas that read what was written are computed anew when the person opens the workbook."""

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from followup.model import CellChange, NewColumn, Plan
from followup.trackers.xlsx import XlsxTracker

from tests.trackers.workbooks import PEOPLE, TITLES, people, rewrite

WORKBOOK = "xl/workbook.xml"
Fill = Callable[[Any, Any], None]


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLLOWUP_STATE_DIR", str(tmp_path / "state"))


def without_request(path: Path) -> None:
    rewrite(path, WORKBOOK, lambda data: data.replace(b' fullCalcOnLoad="1"', b""))


def asks(path: Path, *, change: int | None = 2, new: bool = False) -> bool:
    """Whether a write into that column (from 0) asks for a fresh calculation."""
    tracker = XlsxTracker(path)
    day = PEOPLE[0][2] if change == 2 else PEOPLE[0][3]
    changes = [CellChange(2, change, day, date(2026, 11, 22), "sent")] if change else []
    changes += [CellChange(2, 4, None, "ready", "draft")] if new else []
    columns = (NewColumn(4, "Draft status"),) if new else ()
    tracker.apply(Plan("People", 1, tracker.read().revision, columns, tuple(changes)))
    with zipfile.ZipFile(path) as book:
        return b'fullCalcOnLoad="1"' in book.read(WORKBOOK)


def formula(text: str) -> Fill:
    return lambda _, sheet: sheet.write_formula("H9", text, None, 1)


def elsewhere(book: Any, _: Any) -> None:
    book.add_worksheet("Overview").write_formula("A1", "=MAX(People!C:C)", None, 1)


def in_a_table(_: Any, sheet: Any) -> None:
    sheet.add_table("A1:D4", {"columns": [{"header": title} for title in TITLES], "name": "Net"})
    sheet.write_formula("H9", "=MAX(Net[Met on])", None, 1)


@pytest.mark.parametrize(
    "fill",
    [
        formula("=C2+30"),
        formula("=$C$2"),
        formula("=SUM(B2:D2)"),
        formula("=COUNT(A:D)"),
        in_a_table,
        elsewhere,
    ],
)
def test_a_formula_that_reads_the_cell_is_computed_anew(tmp_path: Path, fill: Fill) -> None:
    path = tmp_path / "mine.xlsx"
    people(path, fill)
    without_request(path)
    assert asks(path)


@pytest.mark.parametrize("fill", [None, formula("=D2"), formula("=TODAY()"), formula("=ABC(D2)")])
def test_others_are_left_in_peace(tmp_path: Path, fill: Fill | None) -> None:
    path = tmp_path / "mine.xlsx"
    people(path, fill)
    without_request(path)
    assert not asks(path)


def test_new_columns_alone_ask_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "mine.xlsx"
    people(path, formula("=SUM(A2:Z2)"))
    without_request(path)
    assert not asks(path, change=None, new=True)


def test_who_calculates_by_hand_goes_on_doing_so(tmp_path: Path) -> None:
    path = tmp_path / "mine.xlsx"
    people(path, formula("=C2"))
    without_request(path)
    rewrite(path, WORKBOOK, lambda data: data.replace(b"<calcPr ", b'<calcPr calcMode="manual" '))
    assert not asks(path)


def test_a_workbook_that_says_nothing_of_calculation_asks_too(tmp_path: Path) -> None:
    path = tmp_path / "mine.xlsx"
    people(path, formula("=C2"))
    rewrite(
        path,
        WORKBOOK,
        lambda data: data.replace(b'<calcPr calcId="124519" fullCalcOnLoad="1"/>', b""),
    )
    assert asks(path)
    assert XlsxTracker(path).read().sheets[0].rows[1].cells[2] == date(2026, 11, 22)
