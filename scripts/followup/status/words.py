"""What the person typed in `Draft status` (spec.md section 4)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from followup.values.dates import read_day
from followup.values.names import fold

OUR_WORDS = frozenset({"ready", "incomplete", "no email", "open question"})
LONG_AGO = timedelta(days=300)
"""Nobody records a letter that late; "sent 12 Dec" in November is a slip for 12 Nov."""

DEFAULT_SNOOZE = timedelta(days=7)
UNITS = {"d": 1, "day": 1, "days": 1, "w": 7, "wk": 7, "wks": 7, "week": 7, "weeks": 7}
UNITS |= {"m": 30, "mo": 30, "month": 30, "months": 30, "y": 365, "year": 365, "years": 365}
SPAN = re.compile(r"(?:for |in )?(an?|one|two|three|\d{1,3}) ?([a-z]+)")
NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}


class Word(StrEnum):
    """What a status cell asks for."""

    NOTHING = "nothing"
    SENT = "sent"
    SKIP = "skip"
    LATER = "later"
    REDO = "redo"
    UNKNOWN = "unknown"


SAID = {
    "sent": Word.SENT,
    "done": Word.SENT,
    "skip": Word.SKIP,
    "skipped": Word.SKIP,
    "no": Word.SKIP,
    "later": Word.LATER,
    "snooze": Word.LATER,
    "redo": Word.REDO,
}


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
    head, _, rest = words.partition(" ")
    word = SAID.get(head.rstrip(":,"))
    rest = rest.strip()
    if word is Word.SENT:
        return _sent(rest, today, day_first)
    if word is Word.LATER:
        return _later(rest, today, day_first)
    if word is not None:
        return Typed(word if not rest else Word.UNKNOWN)
    day = _day(words, today, day_first, past=False)
    return Typed(Word.LATER, day) if day is not None and day > today else Typed(Word.UNKNOWN)


def _sent(rest: str, today: date, day_first: bool | None) -> Typed:
    if not rest:
        return Typed(Word.SENT, today)
    day = _day(rest.removeprefix("on "), today, day_first, past=True)
    if day is None or not today - LONG_AGO <= day <= today:
        return Typed(Word.UNKNOWN)
    return Typed(Word.SENT, day)


def _later(rest: str, today: date, day_first: bool | None) -> Typed:
    if not rest:
        return Typed(Word.LATER, today + DEFAULT_SNOOZE)
    span = SPAN.fullmatch(rest)
    if span and span[2] in UNITS:
        count = NUMBERS.get(span[1]) or int(span[1])
        return Typed(Word.LATER, today + timedelta(days=count * UNITS[span[2]]))
    day = _day(rest.removeprefix("until ").removeprefix("till "), today, day_first, past=False)
    return Typed(Word.LATER, day) if day is not None and day > today else Typed(Word.UNKNOWN)


def _day(text: str, today: date, day_first: bool | None, *, past: bool) -> date | None:
    reading = read_day(text, day_first=day_first, today=today, past=past)
    return None if reading is None or reading.problem or reading.rest else reading.day
