"""docs/privacy.md is true: no command opens a connection, or writes but where the page says."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

WATCH = """
import json, os, sys
seen = []
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
def watch(event, args):
    if event.startswith("socket.") and event not in {"socket.__new__", "socket.gethostname"}:
        seen.append([event, str(args[1:])])
    elif event == "open" and isinstance(args[2], int) and args[2] & WRITES:
        seen.append(["write", os.fspath(args[0]) if not isinstance(args[0], int) else ""])
    elif event in {"os.rename", "os.link", "os.symlink"}:
        seen.append(["write", os.fspath(args[1])])
    elif event in {"os.remove", "os.mkdir", "os.chmod", "os.truncate"}:
        seen.append(["write", os.fspath(args[0])])
    elif event in {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn"}:
        seen.append([event, str(args)])
sys.addaudithook(watch)
from followup.cli.group import main
for line in sys.argv[1:]:
    seen.append(["command", line])
    main(line.split(), standalone_mode=False)
print("\\n" + json.dumps(seen))
"""
COMMANDS = (
    "init net.xlsx --yes --name Nora",
    "check net.xlsx",
    "due net.xlsx",
    "draft net.xlsx --today 2026-11-23",
    "why net.xlsx Kwabena",
    "templates list",
    "weekly --today 2026-11-24 --log ../.local/state/followup/weekly.log",
    "undo net.xlsx --force",
    "schedule cron",
)
STATE = (".local/state/followup/", "Library/Application Support/followup/")
BESIDE = ("net.xlsx", ".net.xlsx.followup-", "net (before undo)", "followup.toml", ".followup.toml")


def watched(home: Path) -> list[tuple[str, str]]:
    """What the commands did to the world, as Python's own audit events tell it."""
    own = {"HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1", "FOLLOWUP_STATE_DIR": ""}
    known = {key: value for key, value in os.environ.items() if not key.startswith("XDG_")}
    done = subprocess.run(
        [sys.executable, "-c", WATCH, *COMMANDS],
        cwd=home / "work",
        env={**known, **own},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [(event, what) for event, what in json.loads(done.stdout.splitlines()[-1])]


def is_named(inside: str) -> bool:
    """Whether the page names that file, or it is a folder around one that it names."""
    places = (*STATE, *(f"work/{name}" for name in BESIDE))
    return inside.startswith(places) or any(place.startswith(f"{inside}/") for place in places)


@pytest.mark.skipif(sys.platform != "linux", reason="the page's folders for Linux")
def test_commands_touch_only_what_the_page_names_and_keep_it_from_others(sample: Path) -> None:
    home, line = sample.parent, ""
    (home / "work").mkdir()
    sample.rename(home / "work" / "net.xlsx")
    for event, what in watched(home):
        if event == "command":
            line = what
        elif what not in {"", os.devnull}:
            assert event == "write", (line, event, what)
            inside = os.path.relpath(home / "work" / what, home)
            assert is_named(inside), (line, inside)
    state = next(path for path in home.rglob("backups")).parent
    kept = [path for path in state.rglob("*") if path.suffix in {".xlsx", ".log", ".json"}]
    assert {path.suffix for path in kept} == {".xlsx", ".json", ".log"}
    for path in kept:
        assert not path.stat().st_mode & 0o077 or not path.parent.stat().st_mode & 0o077, path


MARK = "Zyxwort"
"""Stands in every text of the tracker, and in nothing of ours."""


def marked(path: Path) -> None:
    """A tracker of people to whom check-ins are due, and a row that calls for closer reading."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    titles = ("Name", "Email", "Company", "Industry", "Location", "How we met", "Advice", "Notes")
    sheet.append([*titles, "Next action", "Last contact", f"{MARK} column"])
    for number, name in enumerate(("Ana", "Ben", "Chloe", "Dara", "Emeka", "Hana", "Ivo", "Lena")):
        words = [f"{name} {MARK} tax accounting {word}" for word in ("trade", "town", "fair")]
        row = [f"{name} {MARK}", f"{name}.{MARK}@example.com", f"{MARK} {number} Ltd", *words]
        sheet.append([*row, *words, date(2026, 3, 1 + number), MARK])
    sheet.append([f"{MARK} – do not contact", f"{MARK} [at] example.com", *[f"n/a {MARK}"] * 9])
    book.save(path)


def test_what_is_kept_from_run_to_run_holds_nothing_of_a_tracker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOLLOWUP_STATE_DIR", str(tmp_path / "state"))
    marked(tmp_path / "net.xlsx")
    for command in ("check", "due", "draft"):
        words = [command, str(tmp_path / "net.xlsx"), "--today", "2026-11-24"]
        done = subprocess.run(
            [sys.executable, "-m", "followup", *words], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    assert "Wrote 5 drafts" in done.stdout + done.stderr
    (kept,) = (tmp_path / "state").glob("kept.*")
    content = kept.read_bytes().lower()
    assert b"followup" in content
    assert MARK.lower().encode() not in content
