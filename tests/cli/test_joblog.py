"""A job on a timer runs once for each of its moments, and keeps what it said, but not for ever."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from followup.cli import joblog
from followup.cli.base import Command
from followup.cli.joblog import job_options
from followup.errors import BusyError, FollowupError

MONDAY = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
Job = Callable[..., Result]


class Clock:
    """The moment that the job takes for now, and how it is to end."""

    now = MONDAY
    ends: Exception | None = None


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(joblog, "_now", lambda _: clock.now)
    return clock


@pytest.fixture
def job(clock: Clock) -> Iterator[Job]:
    """A command that a timer might start; gives what it said."""

    @click.command(cls=Command)
    @click.option("--config")
    @job_options
    def command(**_: str | None) -> None:
        click.echo(f"Läuft {clock.now:%d}.")
        click.echo("a remark", err=True)
        if clock.ends:
            raise clock.ends

    yield lambda *arguments: CliRunner().invoke(command, [str(one) for one in arguments])


def test_it_runs_once_for_each_monday(job: Job, clock: Clock) -> None:
    ran = []
    for day, hour in [(22, 12), (23, 6), (23, 8), (23, 9), (26, 9), (29, 23)]:
        clock.now = datetime(2026, 11, day, hour, 30, tzinfo=UTC)
        result = job("--since", "monday 07:30")
        assert result.exit_code == 0
        ran.append(bool(result.stdout))
    assert ran == [False, False, True, False, False, False]
    clock.now = datetime(2026, 12, 2, 9, 30, tzinfo=UTC)
    assert job("--since", "monday 07:30").stdout == "Läuft 02.\n"


def test_two_configs_are_two_jobs(job: Job, tmp_path: Path) -> None:
    assert job("--since", "monday 07:30", "--config", tmp_path / "a.toml").stdout
    assert job("--since", "monday 07:30", "--config", tmp_path / "b.toml").stdout
    assert not job("--since", "monday 07:30", "--config", tmp_path / "a.toml").stdout


@pytest.mark.parametrize(
    ("ends", "again"),
    [
        (BusyError("open in Excel"), True),
        (click.exceptions.Exit(3), True),
        (click.exceptions.Exit(1), False),
        (FollowupError("gone"), False),
    ],
)
def test_only_what_was_busy_is_tried_again_the_next_hour(
    ends: Exception, again: bool, job: Job, clock: Clock
) -> None:
    clock.ends = ends
    assert job("--since", "monday 07:30").exit_code == getattr(ends, "exit_code", 1)
    clock.now, clock.ends = MONDAY.replace(hour=8), None
    assert bool(job("--since", "monday 07:30").stdout) is again


def test_without_since_it_always_runs(job: Job) -> None:
    assert job().stdout
    assert job().stdout


def test_since_nonsense_is_a_usage_error(job: Job) -> None:
    result = job("--since", "now and then")
    assert result.exit_code == 2
    assert "--since" in result.stderr


def test_the_log_holds_what_was_said_and_how_it_ended(
    job: Job, clock: Clock, tmp_path: Path
) -> None:
    log = tmp_path / "logs" / "weekly.log"
    assert job("--log", log).stdout == "Läuft 23.\n"
    clock.ends = BusyError("open in Excel")
    assert job("--log", log).exit_code == 3
    assert log.read_text(encoding="utf-8") == (
        "=== 2026-11-23 07:30, exit code 0\nLäuft 23.\na remark\n\n"
        "=== 2026-11-23 07:30, exit code 3\nLäuft 23.\na remark\nfollowup: open in Excel\n"
    )
    assert log.stat().st_mode & 0o077 == 0


def test_the_log_keeps_the_newest_runs_only(job: Job, tmp_path: Path) -> None:
    log = tmp_path / "weekly.log"
    log.write_text("".join(f"=== run {number}\nsaid\n\n" for number in range(70)))
    job("--log", log)
    runs = log.read_text(encoding="utf-8").split("=== ")[1:]
    assert len(runs) == joblog.RUNS_KEPT
    assert runs[0].startswith("run 11\n")
    assert runs[-1].startswith("2026-11-23")


def test_a_log_that_cannot_be_written_stops_nothing(job: Job, tmp_path: Path) -> None:
    result = job("--log", tmp_path)
    assert result.exit_code == 0
    assert result.stdout == "Läuft 23.\n"
    assert "could not be written" in result.stderr
