"""`followup init`: Return all the way is sensible, Ctrl-C writes nothing, what stands stays."""

import shlex
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from followup.cli import here, setup
from followup.cli.group import main
from followup.settings import load_settings
from followup.settings.find import user_config

from tests.conftest import Run
from tests.schedule.fakes import Programs, machine

NOBODY: dict[str, str] = {"LANG": "C.UTF-8", "TZ": ""}


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    """A terminal on a machine with cron, in Berlin, of somebody whose name is known."""
    found = Programs("0 1 * * * theirs\n")
    monkeypatch.setattr("followup.cli.base.can_ask", lambda: True)
    monkeypatch.setattr("followup.cli.schedule.machine_here", lambda: machine(tmp_path, found))
    monkeypatch.setattr(setup, "usual_scheduler", lambda: "cron")
    monkeypatch.setattr(here, "time_zone", lambda: "Europe/Berlin")
    monkeypatch.setattr(here, "full_name", lambda: "Nora Lind")
    monkeypatch.setattr("followup.drafts.lexicon.languages", lambda: ("en",))
    return found


def talk(tracker: Path, typed: str, *options: str, code: int = 0) -> Result:
    result = CliRunner().invoke(main, ["init", str(tracker), *options], input=typed)
    assert result.exit_code == code, result.output
    return result


def said(tracker: Path) -> dict[str, Any]:
    return tomllib.loads((tracker.parent / "followup.toml").read_text(encoding="utf-8"))


def test_return_all_the_way_is_sensible(sample: Path, programs: Programs) -> None:
    before = sample.read_bytes()
    result = talk(sample, "\n" * 8)
    assert said(sample)["me"] == {
        "name": "Nora Lind",
        "timezone": "Europe/Berlin",
        "country": "DE",
    }
    assert said(sample)["trackers"] == [{"path": "sample_tracker.xlsx"}]
    assert said(sample)["cadence"] == said(sample)["limits"] == {}
    assert programs.crontab is not None
    assert "--since 'monday 07:00'" in programs.crontab
    assert f"--config {sample.parent}/followup.toml" in programs.crontab
    assert "would be written:" in result.output
    assert result.output.rstrip().endswith(f"followup draft {sample}")
    assert sample.read_bytes() == before


def test_answers_are_checked_and_asked_again(sample: Path, programs: Programs) -> None:
    typed = [
        "Nora L.",
        "Berlin", "Asia/Kolkata",
        "India", "in",
        "weekly", "20 60 120 90",
        "few", "3",
        "funday", "no",
        "y",
    ]  # fmt: skip
    result = talk(sample, "\n".join(typed) + "\n")
    assert said(sample)["me"] == {"name": "Nora L.", "timezone": "Asia/Kolkata", "country": "IN"}
    assert said(sample)["cadence"] == {"A": 20, "B": 60, "C": 120, "none": 90}
    assert said(sample)["limits"] == {"per_run": 3}
    assert 'It "Berlin" is no time zone' in result.output
    assert programs.crontab == "0 1 * * * theirs\n"


@pytest.mark.parametrize("answered", range(8))
def test_stopped_at_any_question_nothing_is_written(
    answered: int, sample: Path, programs: Programs
) -> None:
    files = sorted(sample.parent.iterdir())
    result = talk(sample, "\n" * answered, code=0 if answered == 7 else 1)
    stopped = answered < 7
    assert ("Stopped; nothing was written." in result.output) is stopped
    assert (sorted(sample.parent.iterdir()) == files) is stopped
    assert (programs.crontab == "0 1 * * * theirs\n") is stopped


def test_declined_at_the_end_nothing_is_written(sample: Path, programs: Programs) -> None:
    result = talk(sample, "\n" * 6 + "n\n")
    assert "Nothing was written." in result.output
    assert not (sample.parent / "followup.toml").exists()
    assert programs.crontab == "0 1 * * * theirs\n"


@pytest.mark.usefixtures("programs")
def test_an_existing_config_is_the_default_and_keeps_its_comments(sample: Path) -> None:
    config = sample.parent / "followup.toml"
    config.write_text(
        '# mine\n[me]\nname = "Ana"  # short\ncountry = "PT"\n[limits]\nper_run = 2\n'
    )
    talk(sample, "\n\n-\n\n\nno\n\n")
    assert config.read_text() == (
        '# mine\n[me]\nname = "Ana"  # short\ncountry = ""\ntimezone = "Europe/Berlin"\n'
        '[limits]\nper_run = 2\n\n[[trackers]]\npath = "sample_tracker.xlsx"\n'
    )


def test_a_second_time_there_is_nothing_to_do(sample: Path, programs: Programs) -> None:
    talk(sample, "\n" * 8)
    config, crontab = (sample.parent / "followup.toml").read_bytes(), programs.crontab
    result = talk(sample, "\n" * 8)
    assert "says all of this already" in result.output
    assert "A weekly job is set up already" in result.output
    assert (sample.parent / "followup.toml").read_bytes() == config
    assert programs.crontab == crontab


def test_the_last_line_can_be_typed_as_it_stands(sample: Path, run: Run) -> None:
    spaced = sample.rename(sample.with_name("Nora's net.xlsx"))
    last = run("init", spaced, "--yes").stderr.rstrip().splitlines()[-1]
    assert shlex.split(last) == ["followup", "draft", str(spaced)]


def test_by_options_nobody_is_asked(
    sample: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in NOBODY.items():
        monkeypatch.setenv(name, value)
    run(
        "init", sample, "--yes", "--name", "Nora Lind", "--signature", "N.\nphone",
        "--country", "de", "--timezone", "Europe/Berlin", "--set", "limits.per_run=3",
        "--set", "cadence.A=2 weeks",
        "--set", "columns.last_contact=Last contact", "--set", "calendar.weekend=Fri, Sat",
        "--set", "calendar.quiet=no", "--set", "calendar.days_off=24 Dec 2026",
    )  # fmt: skip
    settings = load_settings(sample.parent / "followup.toml")
    assert (settings.me.name, settings.me.signature) == ("Nora Lind", "N.\nphone")
    assert (settings.me.country, settings.me.time_zone) == ("DE", "Europe/Berlin")
    assert (settings.limits.per_run, settings.cadence.a) == (3, 14)
    assert settings.calendar.weekend == {4, 5}
    assert settings.calendar.quiet is False
    assert list(settings.columns.values()) == ["Last contact"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "add --yes"),
        (["--yes", "--set", "limits.per_rum=3"], 'did you mean "limits.per_run"?'),
        (["--yes", "--set", "per_run"], "write it NAME=VALUE"),
        (["--yes", "--set", "limits.per_run=few"], "must be a whole number"),
        (["--yes", "--set", "columns.last_contct=x"], 'did you mean "last_contact"?'),
        (["--yes", "--set", "columns.notes=Remarks on them"], "has no such header"),
        (["--yes", "--set", "sheet=Freunde"], "has no sheet 'Freunde'"),
        (["--yes", "--country", "Atlantis"], "is no country known here"),
        (["--yes", "--schedule", "funday"], "no day of the week"),
    ],
)
def test_what_cannot_be_meant_is_named_and_nothing_written(
    options: list[str], message: str, sample: Path, run: Run
) -> None:
    assert message in run("init", sample, *options, code=2).stderr
    assert not (sample.parent / "followup.toml").exists()


def test_the_weekly_job_by_option(sample: Path, run: Run, programs: Programs) -> None:
    run("init", sample, "--yes", "--schedule", "fri 18:30")
    assert "30 * * * *" in str(programs.crontab)
    assert "--since 'friday 18:30'" in str(programs.crontab)


def test_a_google_sheets_settings_lie_where_every_command_finds_them() -> None:
    from followup.cli.init import config_path, place_in

    address = "https://docs.google.com/spreadsheets/d/key/edit"
    assert config_path(address, None) == user_config()
    assert place_in(address, user_config()) == address


def test_a_tracker_elsewhere_is_named_in_full(sample: Path, tmp_path: Path, run: Run) -> None:
    config = tmp_path / "settings" / "followup.toml"
    run("init", sample, "--yes", "--config", config)
    assert load_settings(config).trackers[0].place == str(sample)


def test_a_tracker_that_cannot_be_read_ends_it_before_any_question(
    tmp_path: Path, run: Run
) -> None:
    assert "no such file" in run("init", tmp_path / "gone.xlsx", "--yes", code=1).stderr
    assert list(tmp_path.iterdir()) == []


def test_the_settings_get_a_sheet_of_their_own(sample: Path, run: Run) -> None:
    from openpyxl import load_workbook

    run("init", sample, "--yes", "--name", "Nora Lind", "--in-sheet")
    book = load_workbook(sample)
    rows = list(book["Follow-up settings"].iter_rows(values_only=True))
    assert ("Your name", "Nora Lind") in [row[:2] for row in rows]
    again = run("init", sample, "--yes", "--in-sheet")
    assert "is there already" in again.stderr
    assert "Added the sheet" not in again.stderr


@pytest.mark.usefixtures("programs")
def test_who_has_a_settings_sheet_is_told_that_it_goes_first(sample: Path, run: Run) -> None:
    assert "goes before what you say here" not in talk(sample, "\n" * 8).output
    run("init", sample, "--yes", "--in-sheet")
    assert "goes before what you say here" in talk(sample, "\n" * 8).output


@pytest.mark.usefixtures("programs")
@pytest.mark.parametrize(("typed", "kept"), [("", {}), ("de", {"language": "de"})])
def test_the_language_of_the_tracker_need_not_be_said(
    typed: str, kept: dict[str, str], sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("followup.drafts.lexicon.languages", lambda: ("de", "en"))
    result = talk(sample, f"\n{typed}\n" + "\n" * 4 + "no\n\n")
    assert "Language of your letters (de, en) [en]" in result.output
    chosen = said(sample)["me"]
    assert {key: chosen[key] for key in ("language",) if key in chosen} == kept


def test_where_no_sheet_can_be_added_the_rest_is_done_and_it_is_said(
    tmp_path: Path, run: Run
) -> None:
    path = tmp_path / "net.csv"
    path.write_text("Name,Email,Last contact\nAna Cole,ana@example.com,2026-01-02\n")
    result = run("init", path, "--yes", "--in-sheet", code=1)
    assert "would be written:" in result.stdout
    assert result.stderr.rstrip().splitlines()[-1].startswith(f"followup: {path} is a text file")
    assert (tmp_path / "followup.toml").exists()
