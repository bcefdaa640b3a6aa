"""Typing errors in headers: an unknown word that is nearly a known one is read as that one."""

from functools import cache, lru_cache

from followup.columns.text import is_east_asian
from followup.columns.words import known_words

_SHORTEST = 5
_LONG = 8


def correct(words: tuple[str, ...], codes: tuple[str, ...]) -> tuple[str, ...]:
    """The words with typing errors mended where the languages `codes` have a near word."""
    return tuple(_nearest(word, codes) for word in words)


def mended(words: tuple[str, ...], correct: tuple[str, ...]) -> int:
    """How many unknown words the mended ones weigh as: a word two letters off may be another."""
    from rapidfuzz.distance import OSA

    off = max(OSA.distance(word, near) for word, near in zip(words, correct, strict=True))
    return 1 if off < 2 else 3


@lru_cache(maxsize=1024)
def _nearest(word: str, codes: tuple[str, ...]) -> str:
    known = _all_known(codes)
    if len(word) < _SHORTEST or word in known or is_east_asian(word) or not word.isalpha():
        return word
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    allowed = 1 if len(word) < _LONG else 2
    near = [other for other in known if other[0] == word[0] and _alike(word, other)]
    found = process.extractOne(word, sorted(near), scorer=OSA.distance, score_cutoff=allowed)
    return word if found is None else str(found[0])


def _alike(word: str, other: str) -> bool:
    """Whether one may be the other mistyped: not where it merely goes on ("mode", "model")."""
    ahead = word.startswith(other) or other.startswith(word)
    return abs(len(other) - len(word)) < 3 and not ahead


@cache
def _all_known(codes: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(known_words(code) for code in codes))
