"""What a header text alone says: its concepts, and from them a score for every field."""

from functools import lru_cache

from followup.columns.meanings import GENERAL, MOSTLY_UNKNOWN, UNKNOWN_WORD, left_over, patterns
from followup.columns.spelling import correct, mended
from followup.columns.text import is_east_asian, key_of, parse_header
from followup.columns.words import SKIP, Vocabulary, around, vocabulary
from followup.model import DATE_FIELDS, FLAG_FIELDS
from followup.model.records import dataclass

Concepts = frozenset[str]

_RATED = frozenset({"priority", "status", "nothing"})
_LINKING = 4
_SHORTEST_HEAD = 5
_MARKS = frozenset({*FLAG_FIELDS, "status", "priority", "nothing"})


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
def read_header(title: str, codes: tuple[str, ...], *, mend: bool = False) -> Reading:
    """Score a header text with the words of the languages `codes`.

    With `mend`, unknown words are read as the known words they nearly are, at a small cost.
    """
    book = vocabulary(codes)
    text = parse_header(title)
    main, unknown = _concepts(text.words, book)
    if mend and unknown:
        words = correct(text.words, codes)
        if words != text.words:
            main, unknown = _concepts(words, book)
            unknown += mended(text.words, words)
    if _ends_in_day(text.words, codes) and main and "date" not in main[-1]:
        main = (*main, frozenset({"date"}))
    legend, _ = _concepts(text.legend, book)
    closed = text.asks and not _open_question(text.words, codes)
    if closed:
        legend = (*legend, frozenset({"yes_no"}))
    scores = _on_a_scale(_score(main, legend, unknown), legend)
    return Reading(_doubt_where_asked(scores, legend, closed), main, unknown)


def _ends_in_day(words: tuple[str, ...], codes: tuple[str, ...]) -> bool:
    """Whether a header ends in the little word before a day ("Contactado el")."""
    return len(words) > 1 and "ends_day" in around(codes).get(words[-1], ())


def _on_a_scale(scores: dict[str, float], legend: tuple[Concepts, ...]) -> dict[str, float]:
    """A header with a scale in brackets ("Interest (1-5)") is a rating of what it names."""
    if not any("score" in part for part in legend):
        return scores
    lesser = {f: s if f in _RATED else 0.5 * s for f, s in scores.items()}
    return lesser | {"priority": max(0.8, scores.get("priority", 0.0))}


def _open_question(words: tuple[str, ...], codes: tuple[str, ...]) -> bool:
    """Whether a header asks who, when or how often, to which yes or no is no answer."""
    return any("asks_open" in around(codes).get(word, ()) for word in words[:2])


def _doubt_where_asked(
    scores: dict[str, float], legend: tuple[Concepts, ...], asks: bool
) -> dict[str, float]:
    """A header that asks for yes or no ("Referred? (Y/N)") seldom holds what it names."""
    explicit = any("yes_no" in part for part in legend[: len(legend) - asks])
    if not explicit and not asks:
        return scores
    factor = 0.6 if explicit else 0.85
    return {f: s * _doubt(f, factor) for f, s in scores.items()}


def _doubt(field: str, factor: float) -> float:
    """The share of a score left to a field whose header is answered by yes or no."""
    return 1.0 if field in _MARKS else min(factor, 0.7) if field in DATE_FIELDS else factor


def _concepts(words: tuple[str, ...], book: Vocabulary) -> tuple[tuple[Concepts, ...], int]:
    found: list[Concepts] = []
    unknown = at = 0
    while at < len(words):
        length, concepts, loose = _longest(words, at, book)
        at += length
        found.extend(concepts)
        unknown += loose
    return tuple(part for part in found if part != {SKIP}), unknown


def _longest(
    words: tuple[str, ...], at: int, book: Vocabulary
) -> tuple[int, tuple[Concepts, ...], int]:
    """How many words from `at` make the longest known phrase, what it says, unknown words in it.

    Words that say nothing may stand inside a phrase: "how did you two meet" is "how meet".
    """
    for length in range(min(book.longest, len(words) - at), 0, -1):
        span = words[at : at + length]
        concepts = _phrase(span, book)
        if concepts:
            return length, (concepts,) if length > 1 else _with_rest(span[0], concepts, book), 0
    return 1, *_inside(words[at], book)


def _with_rest(word: str, concepts: Concepts, book: Vocabulary) -> tuple[Concepts, ...]:
    """The concepts of a word known by its beginning, and of a known word that it ends in.

    "erst*" tells but half of "Erstgespräch"; letters between the two may link them.
    """
    stem = book.stem(word)
    tails = (word[at:] for at in range(stem, min(stem + _LINKING, len(word)))) if stem else ()
    rest = next((book.parts[tail] for tail in tails if tail in book.parts), None)
    return (concepts,) if rest is None else (concepts, rest)


def _phrase(span: tuple[str, ...], book: Vocabulary) -> Concepts:
    if len(span) == 1:
        return book.concepts(span[0])
    found = book.whole.get(key_of(span))
    if found or _skipped(span[0], book) or _skipped(span[-1], book):
        return found or frozenset()
    telling = [word for word in span if not _skipped(word, book)]
    if len(telling) < 2 or len(telling) == len(span):
        return frozenset()
    return book.whole.get(key_of(telling), frozenset())


def _skipped(word: str, book: Vocabulary) -> bool:
    return SKIP in book.whole.get(word, ())


def _inside(word: str, book: Vocabulary) -> tuple[tuple[Concepts, ...], int]:
    """The concepts of the known words that a compound or unspaced text is made of."""
    if word.isdigit():
        return (), 0
    spaced = not is_east_asian(word)
    cuts = _cut(word, book)
    loose = len(word) - sum(map(len, cuts))
    if not cuts or loose > (3 if spaced else 2) * len(cuts):
        return _head(word, book, _SHORTEST_HEAD if spaced else 2), 1
    return tuple(book.parts[part] for part in cuts), 0 if spaced else (loose + 1) // 2


def _head(word: str, book: Vocabulary, shortest: int) -> tuple[Concepts, ...]:
    """What a compound is: its last part says it, whatever stands before ("Bearbeitungsstatus")."""
    ends = (word[at:] for at in range(min(3, shortest), len(word) - shortest + 1))
    head = next((book.parts[end] for end in ends if end in book.parts), None)
    return () if head is None else (head,)


def _cut(word: str, book: Vocabulary) -> tuple[str, ...]:
    """The known words in `word` that leave the fewest letters over."""
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
    return best[-1][1]


def _score(
    main: tuple[Concepts, ...], legend: tuple[Concepts, ...], unknown: int
) -> dict[str, float]:
    said: Concepts = frozenset().union(*main, *legend)
    strange = UNKNOWN_WORD[min(unknown, len(UNKNOWN_WORD) - 1)]
    strange += MOSTLY_UNKNOWN if unknown > len(main) else 0.0
    fitting: dict[str, list[tuple[Concepts, float]]] = {}
    for concept in said:
        for wanted, field, score in patterns().get(concept, ()):
            if wanted <= said:
                left = _left_over(wanted, main, legend)
                if left is not None:
                    loss = strange * (3 if wanted <= GENERAL else 1)
                    fitting.setdefault(field, []).append((wanted, score - left - loss))
    return {field: _most_telling(found) for field, found in fitting.items()}


def _most_telling(found: list[tuple[Concepts, float]]) -> float:
    """The best score, those left out that a longer combination overrules."""
    if len(found) == 1:
        return found[0][1]
    return max(score for wanted, score in found if not any(wanted < other for other, _ in found))


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
    return None if len(free) == len(main) else sum(map(left_over, free))
