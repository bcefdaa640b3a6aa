"""What a header text alone says: its concepts, and from them a score for every field."""

from dataclasses import dataclass
from functools import cache, lru_cache

from followup.columns.meanings import (
    LEFT_OVER,
    LEFT_OVER_OTHERWISE,
    MEANINGS,
    UNKNOWN_WORD,
)
from followup.columns.text import is_east_asian, parse_header
from followup.columns.words import SKIP, Vocabulary, vocabulary

Concepts = frozenset[str]
Pattern = tuple[frozenset[str], str, float]
_LINKS = ("", "s", "es", "n", "en", "e", "er")


@dataclass(frozen=True, slots=True)
class Reading:
    """A header's scores: field name (or "nothing") to 0..1. `unknown` words were not understood."""

    scores: dict[str, float]
    parts: tuple[Concepts, ...]
    unknown: int

    @property
    def best(self) -> float:
        """The score of the likeliest meaning, bookkeeping included."""
        return max(self.scores.values(), default=0.0)


@lru_cache(maxsize=4096)
def read_header(title: str, codes: tuple[str, ...]) -> Reading:
    """Score a header text with the words of the languages `codes`."""
    book = vocabulary(codes)
    text = parse_header(title)
    main, unknown = _concepts(text.words, book)
    legend, _ = _concepts(text.legend, book)
    if text.asks:
        legend = (*legend, frozenset({"yes_no"}))
    return Reading(_score(main, legend, unknown), main, unknown)


def _concepts(words: tuple[str, ...], book: Vocabulary) -> tuple[tuple[Concepts, ...], int]:
    found: list[Concepts] = []
    unknown = at = 0
    while at < len(words):
        length, concepts = _longest(words, at, book)
        at += length
        if concepts:
            found.extend(concepts)
        elif not words[at - 1].isdigit():
            unknown += 1
    return tuple(part for part in found if part != {SKIP}), unknown


def _longest(words: tuple[str, ...], at: int, book: Vocabulary) -> tuple[int, tuple[Concepts, ...]]:
    """How many words from `at` make the longest known phrase, and what it expresses."""
    for length in range(min(book.longest, len(words) - at), 0, -1):
        key = "".join(words[at : at + length])
        concepts = book.concepts(key) if length == 1 else book.whole.get(key, frozenset())
        if concepts:
            return length, (concepts,)
    return 1, _inside(words[at], book)


def _inside(word: str, book: Vocabulary) -> tuple[Concepts, ...]:
    """The concepts of the known words that a compound or unspaced text is made of."""
    cuts = _cut(word, book)
    return tuple(book.parts[part] for part in cuts if part in book.parts)


def _cut(word: str, book: Vocabulary) -> tuple[str, ...]:
    spaced = not is_east_asian(word)
    best: list[tuple[float, tuple[str, ...]]] = [(0.0, ())]
    for end in range(1, len(word) + 1):
        cost, cut = best[-1]
        options = [(cost + 1.0, cut)]
        for start in range(max(0, end - 20), end):
            part = word[start:end]
            if part in book.parts:
                cost, cut = best[start]
                options.append((cost + 0.4, (*cut, part)))
        best.append(min(options, key=lambda option: option[0]))
    cost, cut = best[-1]
    loose = len(word) - sum(map(len, cut))
    return cut if cut and (not spaced or loose <= 3 * len(cut)) else ()


@cache
def _patterns() -> dict[str, tuple[Pattern, ...]]:
    table: dict[str, list[Pattern]] = {}
    for field, combinations in MEANINGS.items():
        for concepts, score in combinations.items():
            wanted = frozenset(concepts.split())
            table.setdefault(min(wanted), []).append((wanted, field, score))
    return {concept: tuple(patterns) for concept, patterns in table.items()}


def _score(
    main: tuple[Concepts, ...], legend: tuple[Concepts, ...], unknown: int
) -> dict[str, float]:
    parts = main + legend
    said = frozenset().union(*parts)
    scores: dict[str, float] = {}
    loss = UNKNOWN_WORD[min(unknown, len(UNKNOWN_WORD) - 1)]
    for concept in said:
        for wanted, field, score in _patterns().get(concept, ()):
            if wanted <= said:
                left = _left_over(wanted, main, legend)
                if left is not None:
                    scores[field] = max(scores.get(field, 0.0), score - left - loss)
    return scores


def _left_over(
    wanted: Concepts, main: tuple[Concepts, ...], legend: tuple[Concepts, ...]
) -> float | None:
    """What the parts cost that `wanted` does not explain; None if it needs one part twice."""
    free = list(main)
    for concept in sorted(wanted, key=lambda c: sum(c in part for part in main)):
        part = next((p for p in free if concept in p), None)
        if part is not None:
            free.remove(part)
        elif not any(concept in p for p in legend):
            return None
    if len(free) == len(main):
        return None
    return sum(_cost(part) for part in free)


def _cost(part: Concepts) -> float:
    return min(LEFT_OVER.get(concept, LEFT_OVER_OTHERWISE) for concept in part)
