"""How many calls a command takes: one where nothing is to be done, three where something is."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import TODAY, Run
from tests.trackers.google.conftest import Serve, Served
from tests.trackers.google.grid import Spreadsheet, Tab
from tests.trackers.google.person import columns_of, text
from tests.trackers.google.server import READ, WRITE

TITLES = ("Name", "Email", "Met on", "Thank-you sent?")
MET = date(2026, 11, 12)
NOTHING, SOMETHING = [READ], [READ, READ, WRITE]
SETTINGS = Tab.of("Follow-up settings", [("Setting", "Value"), ("Your name", "Nora")], 71)
BODY = "Dear {{ first_name }},\n\nthank you.\n{{ me.name }}"
TEMPLATES = Tab.of(
    "Follow-up templates",
    [("Occasion", "Subject", "Body"), ("thank_you", "Thank you, {{ first_name }}", BODY)],
    72,
)


def people(count: int) -> Tab:
    """So many people, of whom the first six are owed thanks."""
    rows = (
        (f"Pia No{n}", f"pia{n}@example.com", *((MET, False) if n < 6 else ()))
        for n in range(count)
    )
    return Tab.of("People", [TITLES, *rows], 7, count + 20)


@pytest.fixture
def start(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Serves tabs, with our key where Google's tools look for one."""

    def started(*tabs: Tab) -> Served:
        served = serve(Spreadsheet(list(tabs), key="c" * 44))
        served.open()
        served.timeout = 60
        monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(served.key_file))
        return served

    return started


def calls(served: Served, run: Run, *command: str | Path) -> Sequence[str]:
    """The calls that a command takes, besides the token."""
    served.google.calls.clear()
    run(*command, "--today", TODAY)
    return [call for call in served.google.calls if call in {READ, WRITE}]


@pytest.mark.parametrize("count", [10, 10_000])
def test_ten_people_or_ten_thousand_take_as_many_calls(start: Any, run: Run, count: int) -> None:
    served = start(people(count))
    key = served.book.key
    assert calls(served, run, "draft", key) == SOMETHING
    assert text(served.book.tabs[0], 1, columns_of(served.book.tabs[0])["Draft status"])
    assert calls(served, run, "draft", key) == NOTHING


@pytest.mark.parametrize("typed", ["sent", "skip", "later 2w", "redo"])
def test_what_was_typed_is_taken_in_with_three_calls_and_then_no_more(
    start: Any, run: Run, typed: str
) -> None:
    served = start(people(10), SETTINGS, TEMPLATES)
    assert calls(served, run, "due", served.book.key) == NOTHING
    key, tab = served.book.key, served.book.tabs[0]
    assert calls(served, run, "draft", key) == SOMETHING
    assert calls(served, run, "draft", key, "--dry-run") == NOTHING
    tab.put(1, columns_of(tab)["Draft status"], typed)
    assert calls(served, run, "draft", key) == SOMETHING
    assert text(tab, 1, columns_of(tab)["Draft status"]) != typed
    assert calls(served, run, "draft", key) == NOTHING


def test_settings_and_templates_in_the_spreadsheet_take_no_call_of_their_own(
    start: Any, run: Run
) -> None:
    served = start(people(10), SETTINGS, TEMPLATES)
    said = json.loads(run("draft", served.book.key, "--json", "--today", TODAY).stdout)
    written = said["drafted"][0]
    assert written["subject"] == "Thank you, Pia"
    assert written["body"].strip().endswith("thank you.\nNora")
    assert served.google.calls[1:] == SOMETHING


def test_the_weekly_job_takes_as_many(
    start: Any, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = start(people(10), SETTINGS, TEMPLATES)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "followup.toml").write_text(f'[[trackers]]\nurl = "{served.book.key}"\n')
    assert calls(served, run, "weekly") == SOMETHING
    assert calls(served, run, "weekly") == NOTHING


def test_a_run_is_taken_back_with_three_calls_at_most(start: Any, run: Run) -> None:
    tab = people(10)
    tab.filter = {"range": {"sheetId": 7, "startRowIndex": 0, "startColumnIndex": 0}}
    tab.filter["range"] |= {"endRowIndex": 11, "endColumnIndex": len(TITLES)}
    served = start(tab)
    run("draft", served.book.key, "--today", TODAY)
    served.google.calls.clear()
    run("undo", served.book.key)
    assert served.google.calls[1:] == [READ, WRITE, WRITE]  # letters, then the filter
