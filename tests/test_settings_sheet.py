"""The settings sheet: what people type there holds, and what cannot be used is named by cell."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pytest
from followup.model import (
    Book,
    CalendarSettings,
    CellValue,
    Limits,
    Me,
    OccasionSettings,
    Problem,
    Row,
    Settings,
    Severity,
    Sheet,
)
from followup.settings.keys import keys
from followup.settings.sheet import by_name, in_sheet, with_sheet
from hypothesis import given
from hypothesis import strategies as st

TITLE = "Follow-up settings"
Line = tuple[CellValue, ...]


def book(*lines: Line, title: str = TITLE) -> Book:
    rows = tuple(
        Row(n, line) for n, line in enumerate(lines, 1) if any(v is not None for v in line)
    )
    return Book("people.xlsx", (Sheet("People", ()), Sheet(title, rows)), "r")


def read(*lines: Line, base: Settings | None = None) -> tuple[Settings, tuple[Problem, ...]]:
    return with_sheet(base or Settings(), book(("Setting", "Value", "What it does"), *lines))


def fine(*lines: Line, base: Settings | None = None) -> Settings:
    settings, problems = read(*lines, base=base)
    assert problems == ()
    return settings


def wrong(*lines: Line, base: Settings | None = None) -> str:
    """The one problem, as "cell: message"; it must not have changed anything."""
    settings, (problem,) = read(*lines, base=base)
    assert settings == (base or Settings())
    assert problem.severity is Severity.WARNING
    return f"{problem.place}: {problem.message}"


def test_without_the_sheet_or_with_an_empty_one_nothing_changes() -> None:
    base = Settings(wrap=True)
    assert with_sheet(base, Book("b", (Sheet("People", ()),), "r")) == (base, ())
    assert with_sheet(base, book()) == (base, ())


def test_labels_and_dotted_names_lay_over_the_config_file() -> None:
    base = Settings(me=Me(name="Nora", country="DE"), limits=Limits(per_run=3, gap_days=9))
    settings = fine(
        ("Your name", "Nora Lind"),
        ("limits.per_run", 8),
        ("letters PER  run:", None),
        ("[calendar] quiet", "no"),
        ("Wrap drafts", "yes"),
        base=base,
    )
    assert settings.me == Me(name="Nora Lind", country="DE")
    assert settings.limits == Limits(per_run=8, gap_days=9)
    assert settings.calendar == CalendarSettings(quiet=False)
    assert settings.wrap


def test_an_empty_value_lets_the_config_file_decide() -> None:
    base = Settings(limits=Limits(per_run=3))
    assert fine(("Letters per run", None), ("Your name", "  "), base=base) == base


def test_the_sheet_is_found_in_any_case_and_its_columns_wherever_they_are() -> None:
    whole = book(
        ("My rules",),
        (None, "What it does", "VALUE", "setting"),
        (None, "how many", "4", "Letters per run"),
        title="FOLLOW-UP  Settings",
    )
    settings, problems = with_sheet(Settings(), whole)
    assert (settings.limits.per_run, problems) == (4, ())


VALUES: Mapping[str, tuple[str, CellValue, Any]] = {
    "number as text": ("limits.per_run", " 12 ", 12),
    "number with a point": ("limits.per_run", 7.0, 7),
    "days in words": ("cadence.A", "every 3 weeks", 21),
    "a unit": ("limits.gap_days", "10 days", 10),
    "a weekly gap": ("limits.gap_days", "two weeks", 14),
    "yes in German": ("wrap", "ja", True),
    "no in Polish": ("calendar.quiet", "nie", False),
    "a tick": ("wrap", "✓", True),
    "a checkbox": ("wrap", True, True),
    "a one": ("wrap", 1, True),
    "a choice in capitals": ("me.address", "FORMAL", "formal"),
    "a language by name": ("me.language", "Deutsch", "de"),
    "a code in small letters": ("me.country", "de", "DE"),
    "a country by name": ("me.country", "Deutschland", "DE"),
    "lines": ("me.signature", "Best\nNora", "Best\nNora"),
    "a number where text is meant": ("me.signature", 42, "42"),
    "a date": ("me.good_news_on", date(2026, 11, 20), date(2026, 11, 20)),
    "a moment": ("me.good_news_on", datetime(2026, 11, 20, 9), date(2026, 11, 20)),
    "a day in words": ("me.good_news_on", "20 November 2026", date(2026, 11, 20)),
    "two days": (
        "calendar.days_off",
        "2026-12-24, 2026-12-31",
        frozenset({date(2026, 12, 24), date(2026, 12, 31)}),
    ),
    "American days": (
        "calendar.days_off",
        "Dec 24, 2026, Dec 31, 2026",
        frozenset({date(2026, 12, 24), date(2026, 12, 31)}),
    ),
    "days a line each": (
        "calendar.days_off",
        "24 Dec 2026\n31.12.2026",
        frozenset({date(2026, 12, 24), date(2026, 12, 31)}),
    ),
    "one day": ("calendar.days_off", date(2026, 12, 24), frozenset({date(2026, 12, 24)})),
    "no days": ("calendar.days_off", "none", frozenset()),
    "weekdays": ("calendar.weekend", "Fri; sat", frozenset({4, 5})),
    "weekdays in German": ("calendar.weekend", "Sa/So", frozenset({5, 6})),
    "weekdays in French": ("calendar.weekend", "samedi et dimanche", frozenset({5, 6})),
    "weekdays in Spanish": ("calendar.weekend", "viernes, sábados", frozenset({4, 5})),
    "no weekend": ("calendar.weekend", "-", frozenset()),
}


@pytest.mark.parametrize("case", VALUES)
def test_values_as_people_type_them(case: str) -> None:
    name, typed, expected = VALUES[case]
    key = by_name()[name.replace(".", " ").lower().replace("_", " ")]
    assert key.value(fine((name, typed))) == expected


def test_days_typed_as_3_4_are_read_as_the_config_says() -> None:
    settings = fine(("Days off", "3/4/2026"), base=Settings(day_first=True))
    assert settings.calendar.days_off == {date(2026, 4, 3)}
    assert "3/4/2026" in wrong(("Days off", "3/4/2026"))


def test_occasions_are_switched_off_and_given_other_days() -> None:
    settings = fine(
        ("Write reconnect letters", "no"),
        ("occasions.nudge.days", "8"),
        ("Days before nudge", None),
    )
    assert settings.occasions == {
        "reconnect": OccasionSettings(enabled=False),
        "nudge": OccasionSettings(days=8),
    }


WRONG: Mapping[str, tuple[str, CellValue, str]] = {
    "words for a number": (
        "Letters per run",
        "many",
        '"Letters per run" must be a whole number, not "many"; 5 holds',
    ),
    "half a letter": ("limits.per_run", 2.5, 'must be a whole number, not "2.5"; 5 holds'),
    "yes for a number": ("limits.per_run", True, 'must be a whole number, not "True"; 5 holds'),
    "two weeks of letters": ("limits.per_run", "2 weeks", "must be a whole number"),
    "too few": ("cadence.A", 0, '"Days between letters, closest ties" must be at least 1, not 0'),
    "perhaps": ("wrap", "perhaps", 'must be yes or no, not "perhaps"; no holds'),
    "not needed": ("wrap", "n/a", "must be yes or no"),
    "a day for yes": ("wrap", date(2026, 1, 1), "must be yes or no"),
    "a day in a yes": ("wrap", "yes, 3 May 2026", "must be yes or no"),
    "no such choice": ("me.address", "rude", 'must be "formal" or "familiar", not "rude"'),
    "no country": ("me.country", "Atlantis", 'its code, such as "DE"; no value holds'),
    "no zone": ("me.timezone", "Berlin time", "is no time zone"),
    "a day without a year": ("me.good_news_on", "20 November", "a day is written 2026-12-24"),
    "no day among days": ("calendar.days_off", "2026-12-24, soon", '"soon"'),
    "no weekday": ("calendar.weekend", "Caturday", '"Caturday" is no weekday'),
    "an error of a formula": ("limits.per_run", "#REF!", "the error of a formula; 5 holds"),
    "an error for a name": ("me.name", "#NAME?", 'holds "#NAME?", the error of a formula'),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_value_that_cannot_be_used_is_named_by_cell_and_the_rest_holds(case: str) -> None:
    name, typed, said = WRONG[case]
    message = wrong((name, typed))
    assert message.startswith(f"{TITLE}!B2: ")
    assert said in message


def test_one_wrong_value_costs_no_other() -> None:
    settings, problems = read(("Letters per run", "x"), ("Reminders", 1), ("Your nam", "Ana"))
    assert settings == Settings(limits=Limits(max_nudges=1))
    assert [problem.place for problem in problems] == [f"{TITLE}!B2", f"{TITLE}!A4"]


def test_unknown_names_are_answered_with_the_nearest() -> None:
    assert wrong(("Leters per run", 3)).endswith('did you mean "Letters per run"?')
    assert wrong(("name of dog", "Rex")).startswith(f'{TITLE}!A2: "name of dog" is not a setting')


def test_a_name_like_none_is_told_where_all_are_listed() -> None:
    assert wrong(("qqqq", "Rex")).endswith("is not a setting; docs/config.md lists all there are")


def test_occasions_of_ones_own_are_switched_off_too() -> None:
    base = Settings(occasions={"hum": OccasionSettings(when="True", days=3)})
    settings = fine(("Write hum letters", "no"), ("occasions.hum.days", 4), base=base)
    assert settings.occasions == {"hum": OccasionSettings(enabled=False, when="True", days=4)}
    assert "is not a setting" in wrong(("Write hum letters", "no"))


def test_what_only_the_file_can_say_is_sent_there() -> None:
    said = wrong(("Header row", 3))
    assert said.endswith('"Header row" can only be set in followup.toml, as header_row')


def test_of_two_rows_the_first_holds() -> None:
    settings, (problem,) = read(("Letters per run", 3), ("limits.per_run", 4))
    assert settings.limits.per_run == 3
    assert (problem.place, problem.field) == (f"{TITLE}!A3", "limits.per_run")


def test_notes_and_headings_without_a_value_are_let_be() -> None:
    assert (
        fine(("Who I am",), (None, None, "a note"), (None, 5), (date(2026, 1, 1), 5)) == Settings()
    )


def test_no_two_settings_answer_to_one_name() -> None:
    labels = [key.label.casefold() for key in (*keys(), *in_sheet()) if key.label]
    known = {key.dotted for key in (*keys(), *in_sheet())}
    assert len(set(labels)) == len(known)
    assert all(
        by_name()[key.dotted.replace(".", " ").replace("_", " ").casefold()] == key
        for key in in_sheet()
    )


ANY = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
)


@given(
    st.lists(st.tuples(st.sampled_from([key.label for key in in_sheet()]) | ANY, ANY), max_size=6)
)
def test_nothing_that_stands_there_ends_the_run(lines: list[Line]) -> None:
    settings, problems = read(*lines)
    assert isinstance(settings, Settings)
    assert all(problem.place.startswith(f"{TITLE}!") for problem in problems)
