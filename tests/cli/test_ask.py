"""`check` asks about unsure columns on a terminal, and nowhere else."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from followup.cli.group import main

from tests.books import tracker
from tests.conftest import Run

HEADERS = ("Name", "Email", "Last contact", "Misc")
ROWS = [
    ("Ana Díaz", "ana@example.com", date(2026, 11, 12), date(2026, 12, 1)),
    ("Kofi Mensah", "kofi@example.com", date(2026, 11, 2), date(2026, 12, 3)),
]


@pytest.fixture
def unsure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tracker whose last column is taken for the next follow-up, but not surely."""
    from followup.columns import understand as real
    from followup.model import Column, Field, Match

    def doubtful(book: Any, settings: Any) -> Any:
        columns, problems = real(book, settings)
        if Field.NEXT_FOLLOWUP in settings.columns:
            return columns, problems
        guess = Match(Field.NEXT_FOLLOWUP, Column(3, "Misc"), 0.6, "days to come")
        columns.matches[Field.NEXT_FOLLOWUP] = guess  # type: ignore[index]
        return columns, problems

    monkeypatch.setattr("followup.flow.look.understand", doubtful)
    return tracker(tmp_path / "people.xlsx", *ROWS, headers=HEADERS)


def answer(path: Path, typed: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("followup.cli.base.can_ask", lambda: True)
    result = CliRunner().invoke(main, ["check", str(path)], input=typed)
    assert result.exit_code == 0, result.output
    config = path.parent / "followup.toml"
    return config.read_text(encoding="utf-8") if config.exists() else ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("yes\ny\n", 'next_followup = "Misc"'),
        ("no\ny\n", 'next_followup = ""'),
        ("birthdy\nbirthday\ny\n", 'birthday = "Misc"'),
    ],
)
def test_an_answer_is_kept_in_the_config(
    unsure: Path, typed: str, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kept in answer(unsure, typed, monkeypatch)


@pytest.mark.parametrize("typed", ["\n", "yes\nn\n"])
def test_no_answer_or_no_wish_to_keep_it_writes_nothing(
    unsure: Path, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert answer(unsure, typed, monkeypatch) == ""


def test_nobody_is_asked_when_nobody_is_there(unsure: Path, run: Run) -> None:
    result = run("check", unsure)
    assert "Right?" not in result.output


def test_an_empty_header_in_the_config_means_there_is_no_such_column(
    tmp_path: Path, run_json: Any
) -> None:
    path = tracker(tmp_path / "people.xlsx", *ROWS, headers=HEADERS)
    (tmp_path / "followup.toml").write_text('[columns]\nlast_contact = ""\n')
    shown = run_json("check", path)
    assert "last_contact" not in shown["columns"]
