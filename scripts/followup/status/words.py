"""What the person typed in `Draft status`."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from followup.kept import kept
from followup.model.patterns import pattern
from followup.model.records import dataclass
from followup.values.dates import read_day
from followup.values.names import fold
from followup.values.toml import read_toml

OUR_WORDS = frozenset({"ready", "incomplete", "no email", "open question"})
LONG_AGO = timedelta(days=300)
"""Nobody records a letter that late; "sent 12 Dec" in November is a slip for 12 Nov."""

DEFAULT_SNOOZE = timedelta(days=7)
UNITS = {"days": 1, "weeks": 7, "months": 30, "years": 365}
NUMBERS = {"one": 1, "two": 2, "three": 3}
SPAN = pattern(r"(\d{1,3}|[^\W\d]+) ?([^\W\d]+)")


class Word(StrEnum):
    """What a status cell asks for."""

    NOTHING = "nothing"
    SENT = "sent"
    SKIP = "skip"
    LATER = "later"
    REDO = "redo"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Typed:
    """A status cell as understood: the word, and the day that goes with it.

    For SENT `day` is when it was sent, for LATER until when nothing shall come.
    """

    word: Word
    day: date | None = None


def read_status(text: str, *, today: date, day_first: bool | None = None) -> Typed:
    """What the person typed. Days without a year are the nearest past for sent, coming for later.

    Our own words ("ready", ...) and an empty cell are NOTHING.
    """
    words = fold(text).strip(" .!")
    if not words or words in OUR_WORDS:
        return Typed(Word.NOTHING)
    word, rest = _split(words)
    if word is Word.SENT:
        return _sent(rest, today, day_first)
    if word is Word.LATER:
        return _later(rest, today, day_first)
    if word is not None:
        return Typed(word if not rest else Word.UNKNOWN)
    day = _day(_without_until(words), today, day_first, past=False)
    return Typed(Word.LATER, day) if day is not None and day > today else Typed(Word.UNKNOWN)


@kept
def _typed() -> Mapping[str, tuple[str, ...]]:
    """The lists of typed.toml, folded, the longest first."""
    data = read_toml(Path(__file__).parent / "typed.toml")
    return {
        kind: tuple(sorted(map(fold, phrases), key=len, reverse=True))
        for kind, phrases in data.items()
    }


def _split(words: str) -> tuple[Word | None, str]:
    """The word that a status begins with, and what follows it without "until" and the like."""
    for word in (Word.SENT, Word.SKIP, Word.LATER, Word.REDO):
        for phrase in _typed()[word.value]:
            rest = words.removeprefix(phrase)
            if rest != words and not (rest[:1].isalnum() and phrase.isascii()):
                return word, _without_until(rest.strip(" :,-"))
    return None, words


def _without_until(rest: str) -> str:
    for phrase in _typed()["until"]:
        if rest.startswith(phrase + " "):
            return rest.removeprefix(phrase).strip()
    return rest


def _sent(rest: str, today: date, day_first: bool | None) -> Typed:
    if not rest:
        return Typed(Word.SENT, today)
    day = _day(rest, today, day_first, past=True)
    if day is None or not today - LONG_AGO <= day <= today:
        return Typed(Word.UNKNOWN)
    return Typed(Word.SENT, day)


def _later(rest: str, today: date, day_first: bool | None) -> Typed:
    if not rest:
        return Typed(Word.LATER, today + DEFAULT_SNOOZE)
    days = _days(rest)
    if days:
        return Typed(Word.LATER, today + timedelta(days=days))
    day = _day(rest, today, day_first, past=False)
    return Typed(Word.LATER, day) if day is not None and day > today else Typed(Word.UNKNOWN)


def _days(rest: str) -> int:
    """How many calendar days a span comes to ("2w", "zwei Wochen"); 0 for anything else."""
    span = SPAN.fullmatch(rest)
    if span is None:
        return 0
    unit = next((days for kind, days in UNITS.items() if span[2] in _typed()[kind]), 0)
    spelt = next((count for kind, count in NUMBERS.items() if span[1] in _typed()[kind]), 0)
    return unit * (int(span[1]) if span[1].isdigit() else spelt)


def _day(text: str, today: date, day_first: bool | None, *, past: bool) -> date | None:
    reading = read_day(text, day_first=day_first, today=today, past=past)
    return None if reading is None or reading.problem or reading.rest else reading.day
