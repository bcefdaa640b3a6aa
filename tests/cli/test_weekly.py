"""`followup weekly`: every tracker of the config, each on its own, then one digest."""

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from followup.trackers.files import only_one

from tests.books import cells, tracker, write
from tests.conftest import TODAY, Run

ANA = ("Ana Díaz", "ana@example.com", date(2026, 11, 12), "PyCon Madrid", date(2026, 11, 12), "no")
KOFI = ("Kofi Mensah", "kofi@example.org", date(2026, 5, 4), "Dinner", date(2026, 6, 1), "Yes")
MEI = ("Mei Lin", "mei@example.net", date(2026, 9, 1), "Talk", date(2026, 11, 2), "Yes")

Weekly = Callable[..., Any]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three clients' trackers and a config that names them; nobody ever sleeps."""
    (tmp_path / "clients").mkdir()
    tracker(tmp_path / "clients" / "ana.xlsx", ANA, KOFI)
    tracker(tmp_path / "clients" / "ben.xlsx", ANA)
    tracker(tmp_path / "clients" / "cleo.xlsx", MEI)
    (tmp_path / "followup.toml").write_text('[[trackers]]\npath = "clients/*.xlsx"\n')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("followup.cli.weekly.time.sleep", lambda _: None)
    return tmp_path


@pytest.fixture
def weekly(run: Run) -> Weekly:
    def call(*options: str | Path, code: int = 0) -> Any:
        return json.loads(run("weekly", "--today", TODAY, "--json", *options, code=code).stdout)

    return call


def states(shown: Any) -> dict[str, str]:
    return {one["name"]: one["state"] for one in shown["trackers"]}


def test_every_tracker_gets_its_letters(folder: Path, weekly: Weekly) -> None:
    shown = weekly()
    letters = {t["name"]: [x["name"] for x in t["letters"]] for t in shown["trackers"]}
    assert letters == {
        "clients/ana.xlsx": ["Ana Díaz", "Kofi Mensah"],
        "clients/ben.xlsx": ["Ana Díaz"],
        "clients/cleo.xlsx": [],
    }
    assert cells(folder / "clients" / "ben.xlsx")[2]["Draft email"]
    assert shown["exit_code"] == 0


def test_twice_changes_no_byte(folder: Path, weekly: Weekly) -> None:
    first = weekly()
    once = {path: path.read_bytes() for path in folder.rglob("*.xlsx")}
    assert weekly() == first
    assert {path: path.read_bytes() for path in folder.rglob("*.xlsx")} == once


def test_one_that_fails_costs_none_of_the_others(folder: Path, weekly: Weekly, run: Run) -> None:
    (folder / "clients" / "bad.xlsx").write_bytes(b"no workbook")
    tracker(folder / "clients" / "odd.xlsx", ("Ana", "note"), headers=("Name", "Notes"))
    shown = weekly(code=1)
    assert states(shown) == {
        "clients/ana.xlsx": "done",
        "clients/bad.xlsx": "failed",
        "clients/ben.xlsx": "done",
        "clients/cleo.xlsx": "done",
        "clients/odd.xlsx": "failed",
    }
    text = run("weekly", "--today", TODAY, code=1).stdout
    assert "Of five trackers three were gone through, two need a look." in text
    assert "clients/bad.xlsx is no complete zip file" in text
    assert "followup check" in text


def test_only_busy_ones_left_is_exit_code_3_after_the_tries(folder: Path, weekly: Weekly) -> None:
    (folder / "clients" / "~$ana.xlsx").write_bytes(b"\x04Nora" + b" " * 160)
    shown = weekly(code=3)
    assert states(shown)["clients/ana.xlsx"] == "busy"
    (busy,) = [t for t in shown["trackers"] if t["state"] == "busy"]
    assert busy["trouble"].startswith("is open in Excel by Nora")


def test_what_is_closed_meanwhile_is_done_at_the_end(
    folder: Path, weekly: Weekly, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = folder / "clients" / "~$ana.xlsx"
    owner.write_bytes(b"\x04Nora" + b" " * 160)
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        owner.unlink()

    monkeypatch.setattr("followup.cli.weekly.time.sleep", sleep)
    assert set(states(weekly()).values()) == {"done"}
    assert slept == [300]


@pytest.mark.parametrize("quiet", [False, True])
def test_the_log_tells_what_is_waited_for_before_the_wait(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, quiet: bool
) -> None:
    owner, log = folder / "clients" / "~$ana.xlsx", folder / "weekly.log"
    owner.write_bytes(b"\x04Nora" + b" " * 160)
    seen: list[str] = []

    def sleep(_: float) -> None:
        seen.append(log.read_text())
        owner.unlink()

    monkeypatch.setattr("followup.cli.weekly.time.sleep", sleep)
    options = ["--quiet"] if quiet else []
    result = run("weekly", "--today", TODAY, "--log", log, *options)
    waiting = "Open elsewhere: clients/ana.xlsx. Next try in 5 minutes"
    assert "still running" in seen[0]
    assert waiting in seen[0]
    assert (waiting in result.stderr) is not quiet
    assert "still running" not in log.read_text()
    assert log.read_text().count(waiting) == 1


def test_ctrl_c_ends_the_waiting_and_not_the_job(
    folder: Path, weekly: Weekly, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "clients" / "~$ana.xlsx").write_bytes(b"\x04Nora" + b" " * 160)

    def sleep(_: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("followup.cli.weekly.time.sleep", sleep)
    assert states(weekly(code=3))["clients/ben.xlsx"] == "done"


def test_a_second_job_leaves_everything_to_the_first(folder: Path, run: Run) -> None:
    run("weekly", "--today", TODAY)
    (lock,) = locks()
    before = (folder / "clients" / "ana.xlsx").read_bytes()
    with only_one(lock, "busy"):
        result = run("weekly", "--today", "2026-12-01", code=3)
    assert result.stderr.count("\n") == 1
    assert "still running" in result.stderr
    assert (folder / "clients" / "ana.xlsx").read_bytes() == before


def locks() -> list[Path]:
    return list(Path(os.environ["FOLLOWUP_STATE_DIR"]).glob("weekly-*.lock"))


@pytest.mark.usefixtures("folder")
def test_parts_of_the_list_may_run_side_by_side(weekly: Weekly) -> None:
    names = [name for k in (1, 2) for name in states(weekly("--shard", f"{k}/2"))]
    assert sorted(names) == ["clients/ana.xlsx", "clients/ben.xlsx", "clients/cleo.xlsx"]
    assert len(locks()) == 2


def test_a_dry_run_writes_nothing(folder: Path, weekly: Weekly, run: Run) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*.xlsx")}
    (folder / "followup.toml").write_text(
        '[weekly]\nhtml = "digest.html"\n[[trackers]]\npath = "clients/*.xlsx"\n'
    )
    assert sum(len(t["letters"]) for t in weekly("--dry-run")["trackers"]) == 3
    text = run("weekly", "--dry-run", "--today", TODAY).stdout
    assert "Three letters would be ready in two trackers." in text
    assert "nothing was written" in text
    assert {path: path.read_bytes() for path in folder.rglob("*.xlsx")} == before
    assert not (folder / "digest.html").exists()


def test_a_path_that_finds_nothing_is_told(folder: Path, run: Run) -> None:
    (folder / "followup.toml").write_text('[[trackers]]\npath = "clints/*.xlsx"\n')
    assert "clints/*.xlsx: no tracker has a name like that" in run("weekly", code=1).stdout


def test_without_trackers_it_says_what_to_write(folder: Path, run: Run) -> None:
    (folder / "followup.toml").write_text('[me]\nname = "Nora"\n')
    assert "[[trackers]]" in run("weekly", code=2).stderr
    (folder / "followup.toml").unlink()
    assert "[[trackers]]" in run("weekly", code=2).stderr


def test_quiet_says_only_what_needs_a_person(folder: Path, run: Run) -> None:
    assert run("weekly", "--quiet", "--today", TODAY).output == ""
    (folder / "clients" / "bad.xlsx").write_bytes(b"no workbook")
    result = run("weekly", "--quiet", "--today", TODAY, code=1)
    (line,) = result.stdout.splitlines()
    assert line.startswith("clients/bad.xlsx is no complete zip file")


def test_strict_counts_what_needs_an_answer_in_a_sheet(folder: Path, run: Run) -> None:
    run("weekly", "--today", TODAY, "--strict")
    write(folder / "clients" / "ben.xlsx", 2, "Draft status", "ask Ben first")
    assert "ask Ben first" in run("weekly", "--today", TODAY).stdout
    told = run("weekly", "--today", TODAY, "--strict", "--quiet", code=1).stdout
    assert told.startswith('clients/ben.xlsx: People!I2: "ask Ben first" is not a word')


def test_a_word_of_ones_own_in_the_status_hides_no_gaps(folder: Path, weekly: Weekly) -> None:
    ben = folder / "clients" / "ben.xlsx"

    def told() -> str:
        text = weekly("--html", "digest.html") and (folder / "digest.html").read_text()
        return text.rpartition("clients/ben.xlsx")[2]

    weekly()
    write(ben, 2, "Draft status", "ask Ben first")
    write(ben, 2, "Draft email", "Hi Ana, I liked [what you liked].")
    assert "It has gaps to fill" in told()
    write(ben, 2, "Draft email", "Hi Ana, I liked the tea.")
    assert "It has gaps to fill" not in told()


def test_the_next_weeks_digest_tells_what_waits_and_what_was_taken_in(
    folder: Path, run: Run
) -> None:
    run("weekly", "--today", TODAY)
    write(folder / "clients" / "ana.xlsx", 2, "Draft status", "sent")
    write(folder / "clients" / "ana.xlsx", 3, "Draft email", "Dear Kofi, in my own words.")
    text = " ".join(run("weekly", "--today", "2026-11-30").stdout.split())
    assert "Ana Díaz: thank-you, sent on 30 Nov" in text
    assert "Lies there in your own words since 23 Nov." in text


def test_the_digest_is_kept_where_the_config_or_the_call_says(
    folder: Path, run: Run, tmp_path: Path
) -> None:
    (folder / "job").mkdir()
    config = folder / "job" / "weekly.toml"
    config.write_text(
        '[weekly]\nhtml = "digest.html"\n[[trackers]]\npath = "../clients/ana.xlsx"\n'
    )
    run("weekly", "--config", config, "--today", TODAY, "--markdown", tmp_path / "d.md")
    assert "<!DOCTYPE html>" in (folder / "job" / "digest.html").read_text(encoding="utf-8")
    assert "**Ana Díaz**" in (tmp_path / "d.md").read_text(encoding="utf-8")


def test_a_digest_that_cannot_be_kept_costs_no_tracker(folder: Path, run: Run) -> None:
    result = run("weekly", "--today", TODAY, "--html", folder / "nowhere" / "d.html", code=1)
    assert "The digest could not be kept" in result.stdout
    assert "no folder 'nowhere'" in result.stdout
    assert cells(folder / "clients" / "ana.xlsx")[2]["Draft email"]


def test_a_clients_own_settings_fill_in(folder: Path, weekly: Weekly) -> None:
    (folder / "clients" / "followup.toml").write_text(
        '[limits]\nper_run = 0\n[me]\nname = "Ana\'s own"\n'
    )
    letters = {t["name"]: len(t["letters"]) for t in weekly()["trackers"]}
    assert letters["clients/ana.xlsx"] == 1
    (folder / "clients" / "followup.toml").write_text("limits = 3\n")
    shown = weekly(code=1)
    assert all("limits" in t["trouble"] for t in shown["trackers"])


def test_a_scheduler_may_start_it_often_and_it_runs_once_a_week(folder: Path, run: Run) -> None:
    log = folder / "weekly.log"
    since = ("--since", "monday 00:00", "--log", log, "--today", TODAY)
    run("weekly", *since)
    stamps = list(Path(os.environ["FOLLOWUP_STATE_DIR"]).rglob("weekly/*.txt"))
    assert len(stamps) == 1
    stamps[0].write_text("2026-01-05T07:00:00+00:00\n")
    assert "Three letters are ready" in run("weekly", *since).stdout
    assert run("weekly", *since).output == ""
    assert log.read_text(encoding="utf-8").count("exit code 0") >= 1


def test_a_large_fleets_digest_has_no_links(
    folder: Path, weekly: Weekly, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert all(letter["link"] for t in weekly("--dry-run")["trackers"] for letter in t["letters"])
    monkeypatch.setattr("followup.cli.weekly.MOST_WITH_LINKS", 2)
    (ana, *_) = weekly()["trackers"]
    assert [letter["link"] for letter in ana["letters"]] == [None, None]
    assert cells(folder / "clients" / "ana.xlsx")[2]["Draft link"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_odd_file_names_stop_nothing(folder: Path, run: Run) -> None:
    odd = b"clients/caf\xe9\n\x1b[31m<b>.xlsx"
    os.rename(b"clients/ana.xlsx", odd)  # noqa: PTH104  # a path of bytes
    text = run("weekly", "--today", TODAY, "--html", folder / "d.html").stdout
    assert "clients/caf [31m<b>.xlsx: two letters ready" in text
    assert "\x1b" not in text
    assert "caf [31m&lt;b&gt;.xlsx" in (folder / "d.html").read_text(encoding="utf-8")
    run("weekly", "--today", TODAY, "--json")
