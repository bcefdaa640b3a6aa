"""What status words, opt-out phrases and reminder counts mean, in any of the eleven languages."""

from collections.abc import Mapping
from functools import cache, lru_cache

from followup.model import CellValue, Stage
from followup.model.patterns import pattern
from followup.values.nothing import is_nothing, means_nothing
from followup.values.phrases import find_phrases, widest
from followup.values.text import LONGEST, fold
from followup.values.words import numbers, repeats, table_words, word_map, word_set

__all__ = ["is_nothing", "opted_out", "read_count", "read_stage"]

_STRENGTH = (
    Stage.DO_NOT_CONTACT,
    Stage.GONE,
    Stage.BOUNCED,
    Stage.CANCELLED,
    Stage.CLOSED,
    Stage.DORMANT,
    Stage.MET,
    Stage.MEETING_SET,
    Stage.REPLIED,
    Stage.CONTACTED,
    Stage.TO_CONTACT,
)
"""Which stage wins where a cell names several: what forbids a letter before what allows one."""


def read_stage(value: CellValue) -> Stage | None:
    """The pipeline stage a status cell names, or None if its words are the person's own.

    A phrase inside a longer one does not count ("contacted" in "not contacted").
    """
    return _stage(value[:LONGEST]) if isinstance(value, str) else None


@lru_cache(maxsize=4096)
def _stage(text: str) -> Stage | None:
    folded = fold(text).replace("_", " ")
    stages = _stages()
    exact = stages.get(folded.strip(" .!?()[]\"'"))
    if exact is not None or means_nothing(text):
        return exact
    if opted_out(text):
        return Stage.DO_NOT_CONTACT
    hits = widest(find_phrases(folded, _stage_phrases()))
    found = {stages[phrase] for *_, phrase in hits}
    if Stage.CANCELLED in found and any(find_phrases(folded, word_set("rescheduled"))):
        return Stage.MEETING_SET
    return min(found, key=_STRENGTH.index, default=None)


@lru_cache(maxsize=1)
def _stages() -> Mapping[str, Stage]:
    stages = {stage.value: stage for stage in Stage}
    return {phrase: stages[key] for phrase, key in word_map("stages").items()}


@cache
def _stage_phrases() -> frozenset[str]:
    return frozenset(_stages())


def opted_out(text: str) -> str:
    """The words in a free text that mean "do not contact", in lower case, else "".

    Not meant are requests about when or what ("don't email on Fridays") and denials ("has not
    unsubscribed", "Opted out: no").
    """
    return _opted_out(text) if text else ""


@lru_cache(maxsize=16384)
def _opted_out(text: str) -> str:
    folded = fold(text)
    for start, end, phrase in find_phrases(folded, _opt_outs()):
        limits = "states_unless" if phrase in _words("states") else "unless_after"
        if not _denied(folded[:start], folded[end:]) and not _limited(folded[end:], limits):
            return phrase
    return ""


@cache
def _opt_outs() -> frozenset[str]:
    return _words("phrases") | _words("states")


def _words(kind: str) -> frozenset[str]:
    return table_words("opt_out", kind)


def _denied(before: str, after: str) -> bool:
    """Whether the words around take the phrase back: "has not unsubscribed", "opted out: no"."""
    before = before.rstrip()
    tail = after.lstrip(" :=-?")
    ends = any(end == len(before) for _, end, _ in find_phrases(before, _words("unless_before")))
    return ends or (not after.startswith(tail) and _begins(tail, "but_after"))


def _limited(after: str, kind: str) -> bool:
    """Whether what follows limits the phrase to a time or a matter: "(him) on Fridays"."""
    after = after.lstrip(" ")
    for start, end, _ in find_phrases(after, _words("objects")):
        if start == 0 and _begins(after[end:].lstrip(" "), kind):
            return True
    return _begins(after, kind)


def _begins(text: str, kind: str) -> bool:
    return any(start == 0 for start, *_ in find_phrases(text, _words(kind)))


_DIGITS = pattern(r"\d{1,3}")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}


def read_count(value: CellValue) -> int | None:
    """How many reminders a cell tells of: 2, "2", "two", "x2", "II", "2nd reminder sent".

    None where it tells no number; "none" and "no" are 0.
    """
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int | float):
        whole = 0 <= value < 1000 and value == int(value)
        return int(value) if whole else None
    return _count(value[:LONGEST]) if isinstance(value, str) else None


@lru_cache(maxsize=4096)
def _count(text: str) -> int | None:
    folded = fold(text).strip(" .!")
    if folded in word_set("zero") or folded in word_set("no"):
        return 0
    if means_nothing(text):
        return None
    if folded in _ROMAN:
        return _ROMAN[folded]
    found = {int(digits) for digits in _DIGITS.findall(folded)}
    for words in (repeats(), numbers()):
        found = found or {words[word] for *_, word in find_phrases(folded, frozenset(words))}
    if len(found) == 1:
        return found.pop()
    ticks = sum(folded.count(sign) for sign in "✓✔✅|")
    return ticks if ticks and not found else None
