"""Finding known phrases in a folded text: whole words in Latin scripts, anywhere in CJK ones."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from followup.model.patterns import pattern
from followup.values.text import CJK, is_cjk

Hit = tuple[int, int, str]
"""Where a phrase starts and ends in the text, and the phrase."""

_WORD = pattern(r"[^\W_]+(?:'[^\W_]+)*|[^\s\w]|_")

_NO_SIGNS = bytes(code if chr(code).isalnum() else 32 for code in range(256))
"""ASCII's signs as spaces: what parts words that hold no apostrophe."""

_LATIN = rf"(?:(?![{CJK}])[^\W_])+"
_MIXED = pattern(rf"[{CJK}]|{_LATIN}(?:'{_LATIN})*|[^\s\w]|_")


@lru_cache(maxsize=64)
def _index(phrases: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """The phrases by their first word (CJK phrases by their first sign), longest first."""
    found: dict[str, list[str]] = {}
    for phrase in phrases:
        found.setdefault(_key(phrase), []).append(phrase)
    return {key: tuple(sorted(some, key=len, reverse=True)) for key, some in found.items()}


def _key(phrase: str) -> str:
    if is_cjk(phrase[0]):
        return phrase[0]
    word = phrase.partition(" ")[0]
    if word.isalnum():
        return word
    first = _WORD.match(phrase)
    return first[0] if first else phrase[0]


def find_phrases(text: str, phrases: frozenset[str]) -> Iterator[Hit]:
    """Every phrase that stands in the folded `text`; the longest one at each place."""
    index = _index(phrases)
    if not is_cjk(text):
        words = _words(text, phrases)
        if index.keys().isdisjoint(words):
            return
        if not any(phrase in text for word in words for phrase in index.get(word, ())):
            return
    for key, at in _starts(text):
        for phrase in index.get(key, ()):
            if text.startswith(phrase, at) and _ends_word(text, at + len(phrase)):
                yield at, at + len(phrase), phrase
                break


def _words(text: str, phrases: frozenset[str]) -> list[str]:
    """The text's words and signs, as far as a phrase can begin with them."""
    if text.isascii() and "'" not in text and _begin_with_words(phrases):
        return text.encode().translate(_NO_SIGNS).decode().split()
    return _WORD.findall(text)


@lru_cache(maxsize=64)
def _begin_with_words(phrases: frozenset[str]) -> bool:
    return all(key[0].isalnum() for key in _index(phrases))


def _starts(text: str) -> Iterator[tuple[str, int]]:
    """Each word and where it begins; in a text with CJK signs, each such sign for itself."""
    pattern = _MIXED if is_cjk(text) else _WORD
    return ((hit[0], hit.start()) for hit in pattern.finditer(text))


def _ends_word(text: str, end: int) -> bool:
    if end >= len(text) or is_cjk(text[end - 1]) or is_cjk(text[end]):
        return True
    return not (text[end].isalnum() and text[end - 1].isalnum())


def widest(hits: Iterable[Hit]) -> list[Hit]:
    """`hits` without those that lie inside a longer one ("contacted" in "not contacted")."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit[0] - hit[1], hit[0])):
        if not any(other[0] < hit[1] and hit[0] < other[1] for other in kept):
            kept.append(hit)
    return kept
