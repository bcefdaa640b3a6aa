"""`followup schedule`: prints by itself; sets up and removes only when told to."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from followup.cli import schedule as command
from followup.cli.group import main

from tests.conftest import Run
from tests.schedule.fakes import Programs, machine


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    """Stand-ins for the machine's schedulers, in a folder with a config."""
    found = Programs("0 1 * * * theirs\n")
    monkeypatch.setattr(command, "machine_here", lambda: machine(tmp_path, found))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "followup.toml").write_text('[[trackers]]\npath = "network.xlsx"\n')
    return found


def test_the_line_is_printed_with_absolute_paths_and_nothing_is_done(
    run: Run, programs: Programs, tmp_path: Path
) -> None:
    result = run("schedule", "cron", "--at", "6pm", "--day", "fri")
    line = result.stdout.splitlines()[1]
    assert line.startswith("0 * * * * HOME=")
    assert f"weekly --config {tmp_path}/followup.toml --log " in line
    assert "--since 'friday 18:00'" in line
    assert str(Path(sys.executable).parent) in line
    assert programs.calls == []


@pytest.mark.parametrize("kind", command.NAMES)
@pytest.mark.usefixtures("programs")
def test_every_kind_says_where_its_text_belongs(kind: str, run: Run) -> None:
    result = run("schedule", kind)
    assert "This belongs in" in result.stderr or "# " in result.stdout
    assert "With --install this is done for you." in result.stderr


def test_installed_and_removed_the_crontab_is_as_it_was(run: Run, programs: Programs) -> None:
    result = run("schedule", "cron", "--install", "--yes")
    assert "add in your crontab:" in result.stderr
    assert "It runs every monday 07:00." in result.stderr
    assert programs.crontab is not None
    assert programs.crontab.startswith("0 1 * * * theirs\n# followup-weekly: begin")
    again = run("schedule", "cron", "--install", "--yes")
    assert "It is set up already." in again.stderr
    run("schedule", "cron", "--remove", "--yes")
    assert programs.crontab == "0 1 * * * theirs\n"
    assert "nothing to remove" in run("schedule", "cron", "--remove", "--yes").stderr


def test_with_nobody_to_ask_nothing_is_done(run: Run, programs: Programs) -> None:
    result = run("schedule", "cron", "--install", code=2)
    assert "add --yes" in result.stderr
    assert programs.crontab == "0 1 * * * theirs\n"


@pytest.mark.parametrize(("typed", "done"), [("\n", True), ("y\n", True), ("n\n", False)])
def test_on_a_terminal_it_asks_after_showing(
    typed: str, done: bool, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("followup.cli.base.can_ask", lambda: True)
    result = CliRunner().invoke(main, ["schedule", "cron", "--install"], input=typed)
    assert result.exit_code == 0
    assert result.output.index("weekly --config") < result.output.index("Go ahead?")
    assert ("followup-weekly" in str(programs.crontab)) is done


def test_what_failed_half_way_says_how_to_take_it_back(run: Run, programs: Programs) -> None:
    programs.refusing = "systemctl"
    result = run("schedule", "systemd", "--install", "--yes", code=1)
    assert "--remove takes back what was done so far" in result.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--day", "funday"], '"funday" is no day of the week'),
        (["--at", "25:00"], '"25:00" is no time of day'),
        (["--config", "gone.toml"], "no config file at gone.toml"),
        (["--install", "--remove"], "choose one"),
    ],
)
@pytest.mark.usefixtures("programs")
def test_what_cannot_be_meant_is_named(options: list[str], said: str, run: Run) -> None:
    assert said in run("schedule", "cron", *options, code=2).stderr


@pytest.mark.usefixtures("programs")
def test_without_a_config_it_says_how_to_make_one(run: Run) -> None:
    Path("followup.toml").unlink()
    assert "followup init TRACKER" in run("schedule", "cron", code=2).stderr


@pytest.mark.usefixtures("programs")
def test_a_config_without_trackers_is_pointed_out(run: Run) -> None:
    Path("followup.toml").write_text("")
    assert "names no tracker for the weekly job" in run("schedule", "launchd").stderr


@pytest.mark.usefixtures("programs")
def test_the_config_decides_the_time_zone(run: Run) -> None:
    Path("followup.toml").write_text('[me]\ntimezone = "Asia/Tokyo"\n')
    assert 'timezone: "Asia/Tokyo"' in run("schedule", "github").stdout


@pytest.mark.usefixtures("programs")
def test_what_the_environment_says_goes_along_with_full_paths(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOLLOWUP_STATE_DIR", "my state")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("LC_ALL", "C")
    line = run("schedule", "cron").stdout
    assert f"FOLLOWUP_STATE_DIR='{tmp_path}/my state'" in line
    assert f"--log '{tmp_path}/my state/weekly.log'" in line
    assert " TZ=Asia/Tokyo " in line
    assert " LANG=C.UTF-8 " in line
