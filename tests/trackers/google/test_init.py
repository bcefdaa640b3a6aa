"""`followup init` for a Google Sheet: its settings lie where every command finds them."""

import tomllib
from pathlib import Path

import pytest
from followup.settings.find import user_config
from followup.trackers.xlsx import XlsxTracker

from tests.conftest import TODAY, Run
from tests.trackers.google.conftest import Serve
from tests.trackers.google.copies import as_spreadsheet


@pytest.mark.parametrize("address", ["{key}", "https://docs.google.com/spreadsheets/d/{key}/edit"])
def test_after_init_the_weekly_job_needs_to_be_told_nothing_more(
    address: str, serve: Serve, sample: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = sample.parent / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    served = serve(as_spreadsheet(XlsxTracker(sample).read()))
    served.open()
    target = address.format(key=served.book.key)
    before = [tab.values() for tab in served.book.tabs]
    result = run("init", target, "--yes", "--name", "Nora Lind", "--credentials", served.key_file)
    assert "would be written:" in result.stdout
    assert [tab.values() for tab in served.book.tabs] == before
    said = tomllib.loads(user_config().read_text(encoding="utf-8"))
    assert said["trackers"] == [{"url": target}]
    assert said["credentials"] == str(served.key_file)
    run("weekly", "--today", TODAY)
    assert [tab.values() for tab in served.book.tabs] != before
    assert list(elsewhere.iterdir()) == []


def test_the_columns_found_are_saved_where_every_command_finds_them(
    serve: Serve, sample: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = sample.parent / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    served = serve(as_spreadsheet(XlsxTracker(sample).read()))
    served.open()
    address = f"https://docs.google.com/spreadsheets/d/{served.book.key}/edit"
    run("check", address, "--save", "--credentials", served.key_file)
    said = tomllib.loads(user_config().read_text(encoding="utf-8"))
    assert said["columns"]["met_on"] == "Met on"
    assert list(elsewhere.iterdir()) == []
