"""What a finished letter must not be: rules of tone, length and form."""

import re
from collections.abc import Iterator
from functools import cache

from followup.drafts.lexicon import Lexicon
from followup.followups.rules import RULES
from followup.model.patterns import pattern
from followup.model.records import dataclass

SUBJECT_LIMIT = 60
LENGTHS = {"nudge": (15, 59), "last_nudge": (15, 59), "first_hello": (15, 75)}
USUAL_LENGTH = (60, 150)
OWN_LENGTH = (1, 150)
"""Fewest and most words of a body without its signature: by occasion, of the other shipped
occasions, and of the person's own, which may well be short."""

NO_ASK = frozenset({"thank_you", "reconnect"})
MARKUP = pattern(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
GAP = pattern(r"\[[^\]\n]*\]")

GAP_FIRST = pattern(r"(?:^|[.!?]\s)\[[^\]\n]*\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Letter:
    """A rendered letter to be judged; `signature` is what its body ends with."""

    occasion: str
    subject: str
    body: str
    signature: str = ""


def faults(letter: Letter, words: Lexicon) -> Iterator[str]:
    """What is wrong with the letter, each in a few words."""
    yield from _subject_faults(letter.subject)
    yield from _slot_faults(letter, words)
    yield from _length_faults(letter)
    yield from _tone_faults(letter, words)
    yield from _ask_faults(letter, words)


def empty_slots(raw: str, empty: str, words: Lexicon) -> Iterator[str]:
    """Words of an untidied text that need something after them and got `empty`."""
    before = _any_of("dangling", words)
    gone = rf"\b({before.pattern})\s+{empty}[\s{empty}]*(?=[.,;:!?]|$)"
    for match in re.finditer(gone, raw, re.MULTILINE):
        yield f"'{match[1]}' has nothing after it"


def word_count(letter: Letter) -> int:
    """Words of the body without closing and signature."""
    body = letter.body.removesuffix(letter.signature)
    paragraphs = body.split("\n\n")
    if body != letter.body or body.endswith(","):
        paragraphs = paragraphs[:-1]
    return len(" ".join(paragraphs).split())


def _subject_faults(subject: str) -> Iterator[str]:
    if not subject:
        yield "the subject is empty"
    if len(subject) >= SUBJECT_LIMIT:
        yield f"the subject has {len(subject)} characters; keep it under {SUBJECT_LIMIT}"


def _slot_faults(letter: Letter, words: Lexicon) -> Iterator[str]:
    """Empty slots, leftovers of code, and values that are none."""
    unfilled = re.search(rf"^{_any_of('greetings', words).pattern}\s*,", letter.body, re.MULTILINE)
    if unfilled and unfilled[0] != words.phrase("greeting", "nobody"):
        yield f"the greeting has an empty slot: '{unfilled[0]}'"
    for part, text in (("subject", letter.subject), ("body", letter.body)):
        if re.search(r"\bNone\b", text):
            yield f"the {part} says 'None'"
        if re.search(r"[^\S\n]{2}", text):
            yield f"the {part} has a doubled space"
        if part == "body" and GAP_FIRST.search(text):
            yield "a gap begins a sentence; put words before it"
        if MARKUP.search(text):
            yield f"the {part} has template code left in it"
        if re.search(r"(?:^|\s)[.,;](?=\s|$)|,\s*[.;]", text):
            yield f"the {part} has a stray punctuation mark"


def _length_faults(letter: Letter) -> Iterator[str]:
    shipped = any(rule.__name__ == letter.occasion for rule in RULES)
    fewest, most = LENGTHS.get(letter.occasion, USUAL_LENGTH if shipped else OWN_LENGTH)
    count = word_count(letter)
    if count > most:
        yield f"the body has {count} words; keep it within {most}"
    if count < fewest:
        yield f"the body has {count} words; write at least {fewest}"


def _tone_faults(letter: Letter, words: Lexicon) -> Iterator[str]:
    text = f"{letter.subject}\n{letter.body}".lower().replace("\u2019", "'")
    for phrase in dict.fromkeys(_any_of("banned", words).findall(text)):
        yield f"'{phrase}' reads like a form letter"
    if letter.body.count("!") > 1:
        yield "more than one exclamation mark"


def _ask_faults(letter: Letter, words: Lexicon) -> Iterator[str]:
    text = GAP.sub("", letter.body).lower()
    questions = text.count("?")
    phrased = _any_of("asks", words).search(text)
    if questions > 1:
        yield f"{questions} questions in one letter; ask one thing at most"
    if letter.occasion in NO_ASK and (questions or phrased):
        yield "asks for something; this occasion gives and asks nothing"
    for phrase in dict.fromkeys(_any_of("job_asks", words).findall(text)):
        yield f"'{phrase}' asks for a job"


def _any_of(key: str, words: Lexicon) -> re.Pattern[str]:
    """A pattern for any phrase of that list of the lexicon's `[lint]` part."""
    return _pattern(words.words("lint", key))


@cache
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    listed = "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
    return re.compile(rf"\b(?:{listed})\b")
