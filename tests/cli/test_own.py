"""An occasion of one's own in the config, through every command that shows it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from followup.drafts import find_templates
from followup.drafts.lint import lint
from followup.model import OccasionSettings, Settings

from tests.books import HEADERS, cells, tracker, write
from tests.conftest import Run

Json = Callable[..., Any]

CONFIG = """
[occasions.birthday]
when = "birthday"
day = "birthday"
days = -7
"""
WORDS = """Subject: Happy birthday, {{ called }}

{{ greeting }}

Your birthday is coming up, and I was thinking of our conversation {{ where }}.

All the best for the year ahead,
Nora
"""


@pytest.fixture
def people(tmp_path: Path) -> Path:
    (tmp_path / "followup.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "birthday.txt").write_text(WORDS, encoding="utf-8")
    met = date(2026, 5, 4)
    ana = ("Ana Díaz", "ana@example.com", met, "PyCon Madrid", date(2026, 11, 2), "Yes", None)
    kofi = ("Kofi Mensah", "kofi@example.org", met, "a dinner", date(2026, 11, 3), "Yes", None)
    return tracker(
        tmp_path / "people.xlsx",
        (*ana, None, "28 November"),
        (*kofi, None, "4 March"),
        headers=(*HEADERS, "Birthday"),
    )


def test_is_due_drafted_and_explained(people: Path, run_json: Json) -> None:
    (due,) = run_json("due", people)["due"]
    assert (due["name"], due["occasion"], due["due_on"]) == ("Ana Díaz", "birthday", "2026-11-21")
    assert "counts from 28 Nov" in due["reason"]
    rules = run_json("why", people, "Kofi")["people"][0]["rules"]
    assert rules[-1] == {
        "occasion": "birthday",
        "due_on": None,
        "because": "not before 25 Feb 2027",
    }
    (drafted,) = run_json("draft", people, "--occasion", "birthday")["drafted"]
    assert drafted["subject"] == "Happy birthday, Ana"
    assert " for birthday:2026-11-28 as birthday" in cells(people)[2]["Draft history"]


def test_may_be_short_and_is_checked_like_any_template(people: Path) -> None:
    library = find_templates(people.parent / "templates")
    own = Settings(occasions={"birthday": OccasionSettings(when="birthday")})
    assert lint(library, (), own, date(2026, 11, 23), occasions=["birthday"]) == ()
    (people.parent / "templates" / "birthday.txt").write_text("Subject: Hi\n\n{{ calld }}\n")
    library = find_templates(people.parent / "templates")
    (problem,) = lint(library, (), own, date(2026, 11, 23), occasions=["birthday"])
    assert "nearest is 'called'" in problem.message


def test_is_not_written_again_until_next_year(people: Path, run: Run, run_json: Json) -> None:
    run("draft", people, "--today", "2026-11-23")
    write(people, 2, "Draft status", "sent")
    assert run_json("draft", people, today="2026-11-24")["drafted"] == []
    assert run_json("due", people, today="2026-12-02")["due"] == []


def test_counts_against_the_cap_of_what_can_wait(people: Path, run_json: Json) -> None:
    config = people.parent / "followup.toml"
    config.write_text(CONFIG + "[limits]\nper_run = 0\n", encoding="utf-8")
    assert run_json("draft", people)["drafted"] == []
    config.write_text(CONFIG + "priority = 70\n[limits]\nper_run = 0\n", encoding="utf-8")
    assert len(run_json("draft", people)["drafted"]) == 1


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('when = "birtday"', '[occasions.birthday] when uses an unknown name "birtday"'),
        ('when = "birthday"\nday = "birthday +"', "[occasions.birthday] day cannot be understood"),
        ('when = ""', "[occasions.birthday] when is empty"),
        ('when = "birthday"\ndaze = 3', 'did you mean "day"?'),
    ],
)
def test_that_cannot_be_used_stops_with_2_and_names_the_key(
    people: Path, run: Run, line: str, says: str
) -> None:
    config = people.parent / "followup.toml"
    config.write_text(f"[occasions.birthday]\n{line}\n", encoding="utf-8")
    result = run("due", people, code=2)
    assert f"{config}: " in result.stderr
    assert says in result.stderr


def test_without_a_template_stops_with_2_and_says_where_it_belongs(people: Path, run: Run) -> None:
    (people.parent / "templates" / "birthday.txt").rename(people.parent / "templates" / "bday.txt")
    for command in (("draft", people), ("templates", "check", people)):
        assert "needs a template birthday.txt" in run(*command, code=2).stderr
    config = people.parent / "followup.toml"
    config.write_text(CONFIG + 'template = "bday"\n', encoding="utf-8")
    assert "Happy birthday" in run("draft", people, "--dry-run").stdout


def test_a_row_it_fails_on_is_a_problem_and_no_other_suffers(people: Path, run_json: Json) -> None:
    config = people.parent / "followup.toml"
    config.write_text(
        CONFIG + '[occasions.other]\nwhen = "notes > 3"\ntemplate = "birthday"\n', encoding="utf-8"
    )
    shown = run_json("draft", people)
    assert [draft["name"] for draft in shown["drafted"]] == ["Ana Díaz"]
    said = [p for p in shown["problems"] if "occasions.other" in p["message"]]
    assert [problem["place"] for problem in said] == ["People!2", "People!3"]
