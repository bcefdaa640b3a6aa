"""The words of header texts, one data file a language under words/, as one vocabulary.

A file says which concepts its language's words express; meanings.py says which concepts together
mean which field. Adding a language is adding a file.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from followup.columns.text import fold, is_east_asian, parse_header

SKIP = "skip"
_FOLDER = Path(__file__).parent / "words"
_COMPOUND_PART = 4


@dataclass(slots=True)
class Vocabulary:
    """Words to concepts. Keys are folded and hold no spaces, so "Follow-up" is "followup".

    `whole` holds words and phrases, `starts` what a word may begin with, `parts` words that may
    stand inside a longer one (compounds; scripts without spaces).
    """

    whole: dict[str, frozenset[str]] = field(default_factory=dict)
    starts: dict[str, frozenset[str]] = field(default_factory=dict)
    parts: dict[str, frozenset[str]] = field(default_factory=dict)
    longest: int = 1

    def add(self, phrase: str, concept: str, *, compounds: bool) -> None:
        """Take in one word or phrase of a language file."""
        if phrase.endswith("*"):
            _put(self.starts, "".join(parse_header(phrase[:-1]).words), concept)
            return
        words = parse_header(phrase).words
        key = "".join(words)
        _put(self.whole, key, concept)
        self.longest = max(self.longest, len(words))
        if is_east_asian(key) or (compounds and len(key) >= _COMPOUND_PART):
            _put(self.parts, key, concept)

    def concepts(self, key: str) -> frozenset[str]:
        """What a word or phrase (folded, no spaces) expresses; empty if it is not known."""
        found = self.whole.get(key)
        if found is not None:
            return found
        for length in range(len(key), 2, -1):
            found = self.starts.get(key[:length])
            if found is not None:
                return found
        return frozenset()


def _put(table: dict[str, frozenset[str]], key: str, concept: str) -> None:
    table[key] = table.get(key, frozenset()) | {concept}


def languages() -> tuple[str, ...]:
    """The languages there is a file for, by code, in alphabetical order."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@cache
def vocabulary(codes: tuple[str, ...]) -> Vocabulary:
    """The words of those languages together; where two disagree, both meanings are kept."""
    book = Vocabulary()
    for code in codes:
        for concept, phrase, compounds in _entries(code):
            book.add(phrase, concept, compounds=compounds)
    return book


@cache
def _entries(code: str) -> tuple[tuple[str, str, bool], ...]:
    data = tomllib.loads((_FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    compounds = bool(data.get("compounds", False))
    return tuple(
        (concept, phrase.strip(), compounds)
        for concept, line in data["words"].items()
        for phrase in line.split(",")
        if phrase.strip()
    )


def without_skipped(words: Iterable[str], book: Vocabulary) -> tuple[str, ...]:
    """The words that say something: articles, prepositions and the like left out."""
    return tuple(word for word in words if SKIP not in book.whole.get(fold(word), ()))
