"""Each command's promise: what it prints, the JSON shapes of the specification, exit codes."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from followup.cli.base import leave
from followup.cli.group import main
from followup.settings.read import OCCASIONS

from tests.books import tracker
from tests.conftest import ROOT, TODAY, Run

Json = Callable[..., Any]
PROBLEM = {"place", "field", "severity", "message"}


def commands() -> dict[str, click.Command]:
    context = click.Context(main)
    found: dict[str, click.Command] = {}
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            found |= {f"{name} {sub}": c for sub, c in command.commands.items()}
        else:
            found[name] = command
    return found


@pytest.mark.parametrize("name", commands())
def test_every_command_has_help_with_an_example(name: str, run: Run) -> None:
    assert f"Example:  followup {name}" in run(*name.split(), "--help").stdout


@pytest.mark.parametrize("name", sorted({name.split()[0] for name in commands()}))
def test_every_command_stands_in_the_readme(name: str) -> None:
    assert f"scripts/run {name}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_help_and_version_need_no_tracker(run: Run) -> None:
    assert "check" in run("--help").stdout
    assert run("--version").stdout.startswith("followup 0.")


def test_an_unknown_command_is_answered_with_the_nearest(run: Run) -> None:
    assert 'did you mean "draft"?' in run("drafft", code=2).stderr


def test_check_shape(sample: Path, run_json: Json) -> None:
    shown = run_json("check", sample, "--contacts")
    assert set(shown) >= {
        "tracker",
        "sheet",
        "header_row",
        "columns",
        "unused_columns",
        "contacts",
        "problems",
        "people",
    }
    assert (shown["sheet"], shown["header_row"], shown["contacts"]) == ("Contacts", 4, 36)
    assert shown["columns"]["last_contact"] == "Last contact"
    assert shown["unused_columns"] == ["Days since contact"]
    assert all(set(problem) == PROBLEM for problem in shown["problems"])
    people = {person["row"]: person["fields"] for person in shown["people"]}
    assert len(people) == 36
    assert people[9]["met_on"] == "2026-11-20"
    assert people[9]["thank_you_sent"] is False
    assert isinstance(people[9]["email"], list)


def test_check_does_not_show_people_unasked(sample: Path, run_json: Json) -> None:
    assert "people" not in run_json("check", sample)


def test_due_shape(sample: Path, run_json: Json) -> None:
    shown = run_json("due", sample)
    assert set(shown) == {"today", "tracker", "due", "problems"}
    assert shown["today"] == TODAY
    first = shown["due"][0]
    assert set(first) == {
        "sheet",
        "row",
        "name",
        "email",
        "occasion",
        "due_on",
        "days_late",
        "priority",
        "reason",
        "blocked",
    }
    assert (first["occasion"], first["days_late"], first["blocked"]) == (
        "thank_you",
        10,
        "no email",
    )


def test_every_occasion_occurs_in_the_sample(sample: Path, run_json: Json) -> None:
    found = {due["occasion"] for due in run_json("due", sample)["due"]}
    assert found == set(OCCASIONS) - {"good_news"}


def test_draft_shape(sample: Path, run_json: Json) -> None:
    shown = run_json("draft", sample)
    assert set(shown) >= {
        "today",
        "tracker",
        "output",
        "drafted",
        "kept",
        "cleared",
        "changes",
        "backup",
        "problems",
    }
    assert Path(shown["backup"]).exists()
    assert set(shown["drafted"][0]) == {
        "sheet",
        "row",
        "name",
        "email",
        "occasion",
        "subject",
        "body",
        "incomplete",
    }
    assert all(set(change) == {"cell", "old", "new"} for change in shown["changes"])
    assert all(change["old"] is None for change in shown["changes"])


def test_reading_commands_write_nothing(sample: Path, run: Run) -> None:
    before = sample.read_bytes()
    run("check", sample, "--today", TODAY)
    run("due", sample, "--today", TODAY)
    run("why", sample, "Mateo", "--today", TODAY)
    run("templates", "check", sample, "--today", TODAY)
    assert sample.read_bytes() == before
    assert [path.name for path in sample.parent.iterdir()] == [sample.name]


def test_why_gives_each_rule_and_its_verdict(sample: Path, run: Run, run_json: Json) -> None:
    (person,) = run_json("why", sample, "Ngozi")["people"]
    verdicts = {rule["occasion"]: rule for rule in person["rules"]}
    assert verdicts["thank_you"]["due_on"] == "2026-11-23"
    assert verdicts["nudge"]["because"] == "you have met"
    assert "Ngozi Okafor" in run("why", sample, "Ngozi", "--today", TODAY).stdout


def test_why_says_first_that_somebody_wants_no_letters(
    sample: Path, run: Run, run_json: Json
) -> None:
    shown = run("why", sample, "Greta", "--today", TODAY).stdout.splitlines()
    assert shown[1] == '  No letter goes to them: "Do not contact" stands in the sheet.'
    assert run_json("why", sample, "Greta")["people"][0]["suppressed"]
    assert run_json("why", sample, "Ngozi")["people"][0]["suppressed"] is None


def test_why_names_the_nearest_person(sample: Path, run: Run) -> None:
    assert "Ngozi Okafor" in run("why", sample, "Ngosi Okafor", code=1).stderr


def test_save_writes_the_columns_and_keeps_what_stands_there(sample: Path, run: Run) -> None:
    config = sample.parent / "followup.toml"
    config.write_text('# mine\n[me]\nname = "Nora"\n', encoding="utf-8")
    run("check", sample, "--save")
    text = config.read_text(encoding="utf-8")
    assert '# mine\n[me]\nname = "Nora"\n' in text
    assert 'last_contact = "Last contact"' in text
    once = text
    run("check", sample, "--save")
    assert config.read_text(encoding="utf-8") == once
    run("due", sample, "--today", TODAY)


def test_the_config_beside_the_tracker_holds(sample: Path, run_json: Json) -> None:
    config = sample.parent / "followup.toml"
    config.write_text('[me]\nname = "Nora Lind"\n[occasions.nudge]\nenabled = false\n')
    shown = run_json("draft", sample, "--dry-run")
    assert "nudge" not in {draft["occasion"] for draft in shown["drafted"]}
    assert all("Nora Lind" in draft["body"] for draft in shown["drafted"])


def test_a_wrong_config_stops_with_2(sample: Path, run: Run) -> None:
    (sample.parent / "followup.toml").write_text("[limits]\nper_rum = 3\n")
    assert 'did you mean "per_run"?' in run("due", sample, code=2).stderr


def test_a_sheet_that_is_not_there_names_the_nearest(sample: Path, run: Run) -> None:
    assert "Contacts" in run("due", sample, "--sheet", "Contatcs", code=2).stderr


def test_strict_turns_warnings_into_1(sample: Path, tmp_path: Path, run: Run) -> None:
    run("due", sample, "--strict", "--today", TODAY, code=1)
    row = ("Ana Díaz", "ana@example.com", date(2026, 11, 12), "Fair", date(2026, 11, 12), "yes")
    other = ("Kofi Mensah", "kofi@example.com", date(2026, 11, 5), "Fair", date(2026, 11, 6), "yes")
    clean = tracker(tmp_path / "clean.xlsx", row, other)
    run("due", clean, "--strict", "--today", TODAY)


def test_new_makes_a_tracker_that_is_understood_and_never_replaces_one(
    tmp_path: Path, run: Run, run_json: Json
) -> None:
    path = tmp_path / "mine.xlsx"
    run("new", path)
    assert run_json("check", path)["contacts"] == 0
    before = path.read_bytes()
    assert "mine.xlsx" in run("new", path, code=1).stderr
    assert path.read_bytes() == before


def test_templates_are_listed_shown_and_copied_for_editing(
    sample: Path, run: Run, run_json: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sample.parent)
    assert "thank_you.2" in run("templates", "list").stdout
    shown = run("templates", "show", "thank_you").stdout
    assert shown.startswith("Subject: ")
    run("templates", "copy", "thank_you")
    config = sample.parent / "german.toml"
    config.write_text('[me]\nlanguage = "de"\n')
    german = run("templates", "show", "thank_you", "--config", config).stdout
    assert german == run("templates", "show", "de/thank_you").stdout != shown
    copied = sample.parent / "templates" / "en" / "thank_you.txt"
    assert copied.read_text(encoding="utf-8") == shown
    assert "exists" in run("templates", "copy", "thank_you", code=1).stderr
    for path in copied.parent.glob("thank_you*.txt"):
        path.write_text("Subject: Own words\n\n{{ greeting }}\n\nIn my own words.\n")
    drafted = run_json("draft", sample, "--dry-run", "--occasion", "thank_you")["drafted"]
    assert {draft["subject"] for draft in drafted} == {"Own words"}


def test_a_broken_template_stops_with_2_before_anything_is_written(sample: Path, run: Run) -> None:
    folder = sample.parent / "templates" / "en"
    folder.mkdir(parents=True)
    (folder / "thank_you.txt").write_text("Subject: Hi\n\n{{ greting }}\n")
    before = sample.read_bytes()
    result = run("draft", sample, "--today", TODAY, code=2)
    assert "thank_you.txt" in result.stderr
    assert "greeting" in result.stderr
    assert sample.read_bytes() == before


def test_undo_without_a_run_says_so(sample: Path, run: Run) -> None:
    assert "nothing to take back" in run("undo", sample, code=1).stderr


def test_undo_refuses_after_a_change_unless_forced(sample: Path, run: Run) -> None:
    before = sample.read_bytes()
    run("draft", sample, "--today", TODAY)
    sample.write_bytes(sample.read_bytes() + b"\n")
    run("undo", sample, code=3)
    run("undo", sample, "--force")
    assert sample.read_bytes() == before


def test_an_unforeseen_error_is_one_line_and_no_traceback(
    sample: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def burst(*_: object) -> None:
        raise RuntimeError("deep\ninside")

    monkeypatch.setattr("followup.flow.open.look_at", burst)
    result = run("due", sample, code=1)
    assert result.stderr.count("\n") == 1
    assert "RuntimeError: deep" in result.stderr


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_output_in_an_old_encoding_stops_nothing(
    sample: Path, run: Run, options: tuple[str, ...]
) -> None:
    call = [sys.executable, "-m", "followup", "due", str(sample), "--today", TODAY, *options]
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    done = subprocess.run(call, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    said = done.stdout.decode("cp1252")
    assert "Kj\xe6r" in said or "Kj\\u00e6r" in said
    if options:
        assert json.loads(said) == json.loads(run("due", sample, "--today", TODAY, *options).stdout)


def test_the_process_ends_with_its_code_and_all_it_said(sample: Path) -> None:
    call = [sys.executable, "-m", "followup", "draft", str(sample.with_name("gone.xlsx"))]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.endswith("there is no such file\n")


def test_nothing_is_cut_short_while_a_thread_is_at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "_exit", lambda _: pytest.fail("ended at once"))
    may_end = threading.Event()
    worker = threading.Thread(target=may_end.wait)
    worker.start()
    with pytest.raises(SystemExit, match="3"):
        leave(SystemExit(3))
    may_end.set()
    worker.join()
