"""A cell to yes, no or not needed, in every spelling people use for it."""

from datetime import date, datetime
from functools import lru_cache

from followup.model import CellValue, Mark
from followup.model.patterns import pattern
from followup.values.dates import read_day
from followup.values.nothing import means_nothing
from followup.values.phrases import Hit, find_phrases, widest
from followup.values.text import LONGEST, fold, is_cjk, shown
from followup.values.words import word_set

Reading = tuple[Mark | None, str]

_YES, _NO, _NOT_NEEDED = Mark(True), Mark(False), Mark(None)
_NOTHING: Reading = (None, "")
_TICKS = frozenset("✓✔✅☑☒√○◯〇●◎■⭕👍💚🟢🆗")
_CROSSES = frozenset("✗✘✕✖❌×☐□⬜👎🔴")
_NUMBER = pattern(r"\d+(?:[.,]\d+)?")
_EMPTY_BOX = pattern(r"\s*[\[(]\s?[\])]\s*")
_SPLIT = pattern(r"[.,;:!()\[\]/–—|+&]| - |->|=")


def read_mark(value: CellValue, *, day_first: bool | None = None, today: date) -> Reading:
    """What a flag cell says, and a sentence where it cannot be understood (else "").

    (None, "") is an empty cell. A date counts as yes and is the mark's `on`; so does a text that
    holds one ("sent 3/5"), unless its words deny it ("not yet, by 3/5"). `day_first` as in
    `read_day`. "n/a" is not needed: `Mark.yes` is None.
    """
    if value is None:
        return _NOTHING
    if isinstance(value, bool):
        return (_YES if value else _NO), ""
    if isinstance(value, str):
        return _read_text(value[:LONGEST], day_first, today)
    if isinstance(value, int | float) and value in {0, 1}:
        return (_YES if value else _NO), ""
    return _read_day(value, today)


def _read_day(value: CellValue, today: date) -> Reading:
    day = value.date() if isinstance(value, datetime) else value
    reading = read_day(day, day_first=None, today=today)
    if reading is None:
        return _NOTHING
    if reading.day is None:
        return None, f'"{value}" is neither yes nor no: write yes, no or the day'
    return Mark(True, reading.day), ""


@lru_cache(maxsize=16384)
def _read_text(text: str, day_first: bool | None, today: date) -> Reading:
    folded = fold(text).strip(" .,;!()[]'\"")
    mark = _exact(folded)
    if mark is not None:
        return mark, ""
    if _EMPTY_BOX.fullmatch(text):
        return _NO, ""
    if means_nothing(text):
        return _NOTHING
    sign = _sign(text)
    dated = read_day(text, day_first=day_first, today=today)
    if dated is not None and (dated.day is not None or "can be" in dated.problem):
        words = sign or _by_words(fold(dated.rest))
        return _dated(dated.day, dated.problem, words, folded)
    mark = sign or (_by_number if _NUMBER.fullmatch(folded) else _by_words)(folded)
    if mark is None:
        return None, f'"{shown(text)}" is neither yes nor no: write yes, no or the day'
    return mark, ""


def _dated(day: date | None, problem: str, words: Mark | None, folded: str) -> Reading:
    """A cell that holds a day: yes, unless its words say no, not needed or not yet."""
    if words is not None and words.yes is not True:
        return words, ""
    if words is None and any(find_phrases(folded, word_set("planned"))):
        return _NO, ""
    return Mark(True, day), problem


def _exact(folded: str) -> Mark | None:
    for kind, mark in (("not_needed", _NOT_NEEDED), ("yes", _YES), ("no", _NO)):
        if folded in word_set(kind) or f"{folded}." in word_set(kind):
            return mark
    return None


def _sign(text: str) -> Mark | None:
    """The mark of a tick, cross or box, also when words follow it ("✅ by mail")."""
    sign = text.strip()[:1]
    if sign in _TICKS:
        return _YES
    return _NO if sign in _CROSSES else None


def _by_number(folded: str) -> Mark | None:
    """1.0 and 0,0 are what a spreadsheet makes of 1 and 0; other numbers say nothing."""
    number = float(folded.replace(",", "."))
    return {0.0: _NO, 1.0: _YES}.get(number)


def _by_words(folded: str) -> Mark | None:
    """The mark of the first part that says one; None if none does or the text doubts."""
    if any(find_phrases(folded, word_set("doubt"))) or folded.endswith("?"):
        return None
    if any(start == 0 for start, *_ in find_phrases(folded, word_set("not_needed"))):
        return _NOT_NEEDED
    parts = [part.strip() for part in _SPLIT.split(folded)]
    if {_YES, _NO} <= {_exact(part) for part in parts}:
        return None
    for part in parts:
        mark = _exact(part) or _leading(part)
        if mark is not None:
            return mark
    return None


def _leading(part: str) -> Mark | None:
    """The mark of the longest known phrase at the start or, failing that, anywhere."""
    hits = [
        hit
        for hit in widest(find_phrases(part, word_set("yes", "no", "not_needed")))
        if _tells(hit)
    ]
    if not hits:
        return None
    start, _, phrase = min(hits)
    mark = _exact(phrase)
    if mark is _YES and any(find_phrases(part[:start], word_set("not", "planned"))):
        return _NO
    return mark


def _tells(hit: Hit) -> bool:
    """A short word tells only at the start ("no reply", not "call on Friday"), a letter never."""
    start, end, phrase = hit
    return is_cjk(phrase) or end - start > (2 if start else 1)
