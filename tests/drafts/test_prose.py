"""Days, greetings and word forms."""

from datetime import date, datetime, timedelta

import pytest
from followup.drafts.greeting import called, greeting
from followup.drafts.lexicon import lexicon
from followup.drafts.prose import Month, Prose, sentence
from followup.model import Name
from hypothesis import given
from hypothesis import strategies as st

from tests.drafts.cast import TODAY

WORDS = lexicon("en")
PROSE = Prose(WORDS, TODAY)


@pytest.mark.parametrize(
    ("day", "noun", "adverb"),
    [
        (date(2026, 11, 20), "20 November", "on 20 November"),
        (date(2025, 11, 20), "20 November 2025", "on 20 November 2025"),
        (date(2026, 11, 27), "27 November", "on 27 November"),
        (datetime(2026, 11, 12, 23, 30), "12 November", "on 12 November"),
        (Month(2026, 11, 1), "November", "in November"),
        (Month(2025, 11, 1), "November 2025", "in November 2025"),
        ("", "", ""),
        (None, "", ""),
    ],
)
def test_a_day_as_noun_and_as_adverb(day: object, noun: str, adverb: str) -> None:
    assert (PROSE.day(day), PROSE.on_day(day)) == (noun, adverb)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "on 23 November"),
        (3, "on 20 November"),
        (30, "on 24 October"),
        (31, "in October"),
        (320, "in January"),
        (329, "in December 2025"),
        (366, "in November 2025"),
        (367, "over a year ago"),
        (731, "over a year ago"),
        (732, "over two years ago"),
        (5000, "many years ago"),
    ],
)
def test_how_long_ago(days: int, words: str) -> None:
    assert PROSE.ago(TODAY - timedelta(days=days)) == words


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_every_day_can_be_said_without_digits_running_wild(day: date) -> None:
    for said in (PROSE.day(day), PROSE.on_day(day), PROSE.ago(day)):
        assert said == said.strip()
        assert said
        assert "{" not in said


@pytest.mark.parametrize(
    ("names", "first_line"),
    [
        ([Name("Ana Díaz", "Ana", "Díaz")], "Hi Ana,"),
        ([Name("Robert Oak", "Robert", "Oak", nickname="Bob")], "Hi Bob,"),
        ([Name("Ngozi Okafor", "Ngozi", "Okafor", "Dr.")], "Dear Dr. Okafor,"),
        ([Name("山田太郎")], "Dear 山田太郎,"),
        ([Name("J. Ximena", "J.", "Ximena")], "Dear J. Ximena,"),
        ([Name("Petra Schmidt", "Petra", "Schmidt", "Frau")], "Dear Ms Schmidt,"),
        ([Name("Petra Schmidt", "Petra", "Schmidt", "Frau Dr.")], "Dear Dr. Schmidt,"),
        ([Name("Nils Berg", "Nils", "Berg", "Prof. Dr.")], "Dear Prof. Berg,"),
        ([Name("Hans Maier", "Hans", "Maier", "Dipl.-Ing.")], "Hi Hans,"),
        ([Name("Alan Whitcombe", "Alan", "Whitcombe", "Sir")], "Dear Sir Alan,"),
        ([Name("Alan Whitcombe", "Alan", "Whitcombe", "Prof. Sir")], "Dear Sir Alan,"),
        ([Name("Eleanor Marsh", "Eleanor", "Marsh", "Lady")], "Dear Lady Eleanor Marsh,"),
        ([Name("Marsh", "", "Marsh", "Lady")], "Dear Lady Marsh,"),
        ([Name("Bernd Graf zu Lehn", "Bernd", "Graf zu Lehn")], "Hi Bernd,"),
        ([Name("Karl-Heinz Schmidt", "", "Schmidt")], "Dear Karl-Heinz Schmidt,"),
        ([Name("Schmidt", "", "Schmidt")], "Hello,"),
        ([Name("Guy", "Guy")], "Hello,"),
        ([Name("Guy Marchand", "Guy", "Marchand")], "Hi Guy,"),
        ([Name("Panel", "Panel")], "Hello,"),
        ([Name("No Address", "No", "Address")], "Hello,"),
        ([Name("Ana Cole", "Ana", "Cole"), Name("Ben Cole", "Ben", "Cole")], "Hi Ana and Ben,"),
        ([Name("山田太郎"), Name("Ben Cole", "Ben", "Cole")], "Dear 山田太郎 and Ben Cole,"),
        ([Name("=cmd()")], "Hello,"),
        ([Name("{{ 7*7 }}", "{{ 7*7 }}")], "Hello,"),
        ([Name("Ana\nBcc: x@example.com")], "Hello,"),
        ([Name("12345")], "Hello,"),
    ],
)
def test_the_greeting_fits_the_name(names: list[Name], first_line: str) -> None:
    assert greeting(names, WORDS) == first_line


def test_what_somebody_is_called() -> None:
    assert called(Name("Ana Díaz", "Ana")) == "Ana"
    assert called(Name("山田太郎")) == "山田太郎"
    assert not called(Name("=cmd()"))


def test_what_shares_a_word_of_weight_is_not_said_again() -> None:
    assert not PROSE.unlike("your work on a pilot with live trams", "the tram data pilot")
    assert PROSE.unlike("your advice to write first", "your advice on maps").startswith("your")
    assert PROSE.unlike("your work", "") == "your work"


def test_small_word_forms() -> None:
    assert sentence("what a day") == "What a day."
    assert sentence("really?") == "Really?"
    assert PROSE.quoted('"Deep Work"') == "\u201cDeep Work\u201d"
    assert PROSE.possessive("Ana") == "Ana's"
    assert [sentence(""), PROSE.quoted(""), PROSE.possessive("")] == ["", "", ""]
