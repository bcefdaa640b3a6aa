"""What somebody answered when asked for their consent: stricter than a flag, for a guess costs."""

from datetime import date

from followup.model import Mark
from followup.values.dates import read_day
from followup.values.text import fold, is_cjk
from followup.values.words import word_set

STOPS = ",.;:!?()[]-–—/&"


def read_answer(text: str, *, day_first: bool | None, today: date) -> Mark | None:
    """A plain yes or no, with the day it names if it names one; None for everything else.

    "Asked on 12 Nov", "pending", "later" or a day alone are no answer.
    """
    told, on = text, None
    dated = read_day(text, day_first=day_first, today=today)
    if dated is not None and dated.day is not None:
        told = dated.rest
        on = dated.day if dated.day <= today else None
    elif dated is not None and dated.rest:
        told = dated.rest
    words = fold(told).strip(f" {STOPS}'\"")
    refused, agreed = _length(words, "refused"), _length(words, "agreed")
    if not max(refused, agreed):
        return None
    return Mark(yes=agreed > refused, on=on)


def _length(words: str, kind: str) -> int:
    """How long the longest phrase of that kind is that begins the words and stands alone there."""
    return max((len(p) for p in word_set(kind) if _begins(words, p)), default=0)


def _begins(words: str, phrase: str) -> bool:
    if not words.startswith(phrase):
        return False
    rest = words[len(phrase) :]
    return not rest or rest[0] in STOPS or rest.lstrip()[:1] in {*STOPS} or is_cjk(phrase)
