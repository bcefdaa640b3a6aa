"""The language files: whole, alike, and enough to add a language."""

import subprocess
import sys
from pathlib import Path

import pytest
from followup.values.words import FOLDER, languages, months, split

ESSENTIAL = frozenset(
    {
        "today",
        "nothing",
        "yes",
        "no",
        "not_needed",
        "doubt",
        "cadence",
        "tiers",
        "stages",
        "opt_out",
    }
)
NUMERALS_ONLY = frozenset({"ja", "zh"})
"""Languages that write months as numbers, which needs no words."""


@pytest.mark.parametrize("language", languages())
def test_every_language_has_the_essential_entries(language: str) -> None:
    entries = languages()[language]
    assert entries.keys() >= ESSENTIAL
    assert entries["name"]
    if language not in NUMERALS_ONLY:
        assert len(entries["months"].split(",")) == 12
        assert len(split(entries["weekdays"])) >= 7


def test_tables_have_the_same_keys_in_every_language() -> None:
    for table in ("cadence", "stages", "tiers"):
        keys = {frozenset(entries[table]) for entries in languages().values()}
        assert len(keys) == 1


def test_no_entry_is_misspelt() -> None:
    counts: dict[str, int] = {}
    for entries in languages().values():
        for key in entries:
            counts[key] = counts.get(key, 0) + 1
    lone = {key for key, count in counts.items() if count == 1}
    assert lone <= {"credentials", "particles", "prefixes", "nicknames", "firms", "families"} | {
        "besides",
        "family_leads",
        "before_at",
        "months_or_words",
    }


def test_a_months_name_is_the_same_month_in_every_language() -> None:
    for entries in languages().values():
        for number, names in enumerate(entries.get("months", "").split(","), 1):
            for name in split(names.replace(" ", ",")):
                assert months()[name] == number


MONTHS = "januari februari mars april maj juni juli augusti september oktober november december"
SWEDISH = f"""
name = "svenska"
months = "{MONTHS.replace(" ", ", ")}"
yes = "japp, skickat"
no = "nej, inte än"
[stages]
met = "träffat"
"""

PROGRAM = """
import sys
from datetime import date
from pathlib import Path
from followup.values import words
words.FOLDER = Path(sys.argv[1])
from followup.values.dates import read_day
from followup.values.flags import read_mark
from followup.values.status import read_stage
today = date(2026, 11, 22)
reading = read_day("14 augusti 2025", day_first=None, today=today)
print(reading.day, read_mark("skickat", today=today)[0].yes, read_stage("träffat"))
"""


def test_adding_a_language_is_adding_a_file(tmp_path: Path) -> None:
    for file in FOLDER.glob("*.toml"):
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "sv.toml").write_text(SWEDISH, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", PROGRAM, str(tmp_path)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (run.stdout.split(), run.stderr) == (["2025-08-14", "True", "met"], "")
