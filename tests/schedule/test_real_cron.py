"""The line as a real cron runs it. Opt-in, for it takes up to two minutes and root's crontab:
FOLLOWUP_REAL_CRON=1 pytest tests/schedule/test_real_cron.py
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from followup.schedule import Job, Slot, cron
from followup.values.weekdays import WEEKDAYS

from tests.conftest import ROOT
from tests.schedule.test_kinds import NASTY

pytestmark = pytest.mark.skipif(
    not os.environ.get("FOLLOWUP_REAL_CRON") or not shutil.which("cron") or os.geteuid() != 0,
    reason="opt-in: FOLLOWUP_REAL_CRON=1, as root, with Debian's cron",
)
FOLLOWUP = Path(sys.executable).with_name("followup")


@pytest.fixture
def start_cron() -> Iterator[Callable[[], None]]:
    """Starts a cron daemon in the foreground; root's crontab is put back afterwards.

    To be called when the crontab is there: cron overlooks one that changes within the second in
    which it read the old one.
    """
    before = subprocess.run(["crontab", "-l"], capture_output=True, check=False)
    started: list[subprocess.Popen[bytes]] = []
    yield lambda: started.append(subprocess.Popen(["cron", "-f"]))
    for process in started:
        assert process.poll() is None, "cron ended by itself; is another one running?"
        process.terminate()
        process.wait(10)
    if before.returncode:
        subprocess.run(["crontab", "-r"], capture_output=True, check=False)
    else:
        subprocess.run(["crontab", "-"], input=before.stdout, check=True)


def next_minute() -> datetime:
    """The coming full minute, with time enough to set things up before it."""
    return datetime.now().astimezone() + timedelta(seconds=75)


def wait_until(done: Path, what: str) -> None:
    limit = time.monotonic() + 120
    while not (done.exists() and what in done.read_text(encoding="utf-8")):
        assert time.monotonic() < limit, f"cron wrote nothing to {done}"
        time.sleep(0.5)


def test_cron_hands_over_every_path_as_it_is(
    tmp_path: Path, start_cron: Callable[[], None]
) -> None:
    show = tmp_path / "show 100% me"
    show.write_text('#!/bin/sh\nprintf "%s|" "$@" "$HOME" "$LANG" >> "$(dirname "$0")/said"\n')
    show.chmod(0o755)
    at = next_minute()
    slot = Slot(at.weekday(), at.hour, at.minute)
    jobs = [
        Job((str(show),), name, "l o g", slot, {"HOME": name, "LANG": "C.UTF-8"}, "", date.max)
        for name in NASTY
    ]
    lines = "".join(cron.block(job).splitlines(keepends=True)[1] for job in jobs)
    subprocess.run(["crontab", "-"], input=lines.encode(), check=True)
    start_cron()
    wait_until(tmp_path / "said", "|")
    time.sleep(3)
    said = (tmp_path / "said").read_text(encoding="utf-8")
    for job in jobs:
        words = [*job.words(catch_up=True)[1:], job.config, "C.UTF-8"]
        assert "|".join(words) + "|" in said


def test_a_weekly_job_set_up_by_the_readme_runs_and_a_second_run_is_empty(
    tmp_path: Path, start_cron: Callable[[], None]
) -> None:
    home = tmp_path / "Nora's 100% home"
    home.mkdir()
    sample = Path(shutil.copy(ROOT / "sample_tracker.xlsx", home / "my network.xlsx"))
    own = {"FOLLOWUP_STATE_DIR": str(home / "state"), "HOME": str(home)}

    def followup(*arguments: str, code: int = 0) -> str:
        done = subprocess.run(
            [str(FOLLOWUP), *arguments],
            cwd=home,
            env={**os.environ, **own},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stderr
        return done.stdout + done.stderr

    followup("init", "my network.xlsx", "--yes", "--name", "Nora Lind")
    at = next_minute()
    when = ["--day", WEEKDAYS[at.weekday()], "--at", f"{at:%H:%M}"]
    followup("schedule", "cron", *when, "--install", "--yes")
    start_cron()
    before = sample.read_bytes()
    wait_until(home / "state" / "weekly.log", "exit code")
    assert "exit code 0" in (home / "state" / "weekly.log").read_text(encoding="utf-8")
    after = sample.read_bytes()
    assert after != before
    assert "Nothing would change." in followup("draft", "my network.xlsx", "--dry-run")
    followup("weekly", "--config", str(home / "followup.toml"))
    assert sample.read_bytes() == after
    followup("schedule", "cron", "--remove", "--yes")
    left = subprocess.run(["crontab", "-l"], capture_output=True, check=False)
    assert b"followup" not in left.stdout
