"""The weekly job over ten trackers, four of which cannot be done: the other six are."""

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from followup.trackers.xlsx import XlsxTracker

from tests.books import tracker
from tests.conftest import TODAY, Run
from tests.trackers.google.conftest import EMAIL, Serve
from tests.trackers.google.copies import as_spreadsheet
from tests.trackers.google.server import READ, WRITE

JOB = """
[weekly]
html = "digest.html"
[[trackers]]
path = "clients/*.xlsx"
[[trackers]]
path = "clients/gone.xlsx"
[[trackers]]
name = "Shared board"
url = "{key}"
"""
ANA = ("Ana Díaz", "ana@example.com", date(2026, 11, 12), "PyCon Madrid", date(2026, 11, 12), "no")
DONE = ("ana", "ben", "cleo", "dara", "eva", "finn")


@pytest.fixture
def folder(tmp_path: Path, sample: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Six sound trackers, one open in Excel, one damaged; the config names one that is gone."""
    (tmp_path / "clients").mkdir()
    for name in (*DONE, "locked"):
        tracker(tmp_path / "clients" / f"{name}.xlsx", ANA)
    (tmp_path / "clients" / "~$locked.xlsx").write_bytes(b"\x04Nora" + b" " * 160)
    whole = sample.read_bytes()
    (tmp_path / "clients" / "damaged.xlsx").write_bytes(whole[: len(whole) // 2])
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("followup.cli.weekly.time.sleep", lambda _: None)
    return tmp_path


def test_of_ten_trackers_six_are_done_and_four_explained(
    folder: Path, sample: Path, serve: Serve, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = serve(as_spreadsheet(XlsxTracker(sample).read()))
    served.open()
    served.google.may_read = False
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(served.key_file))
    (folder / "followup.toml").write_text(JOB.format(key=served.book.key))
    before = {path: path.read_bytes() for path in folder.glob("clients/*")}

    text = run("weekly", "--today", TODAY, code=1).stdout
    told = " ".join(text.split())
    assert "Of ten trackers six were gone through, four need a look." in told
    assert "clients/locked.xlsx is open in Excel by Nora" in told
    assert "clients/damaged.xlsx is no complete zip file" in told
    assert "clients/gone.xlsx: there is no such file" in told
    assert f"Shared board is not shared with us; share it with {EMAIL}" in told
    changed = {path.stem for path, old in before.items() if path.read_bytes() != old}
    assert changed == set(DONE)
    page = (folder / "digest.html").read_text(encoding="utf-8")
    assert all(f"clients/{name}.xlsx" in page for name in (*DONE, "locked", "damaged", "gone"))

    shown = again(run, code=1)
    states = [one["state"] for one in shown["trackers"]]
    assert (states.count("done"), states.count("failed"), states.count("busy")) == (6, 3, 1)
    assert all(len(t["letters"]) == 1 for t in shown["trackers"] if t["state"] == "done")

    mend(folder, sample)
    served.google.may_read = True
    shown = again(run)
    assert [one["state"] for one in shown["trackers"]] == ["done"] * 10
    calls = served.google.calls
    assert (calls.count(READ), calls.count(WRITE)) == (4, 1)  # two were refused


def again(run: Run, code: int = 0) -> Any:
    return json.loads(run("weekly", "--json", "--today", TODAY, code=code).stdout)


def mend(folder: Path, sample: Path) -> None:
    (folder / "clients" / "~$locked.xlsx").unlink()
    shutil.copy(sample, folder / "clients" / "damaged.xlsx")
    shutil.copy(sample, folder / "clients" / "gone.xlsx")
