"""The header model's table (meanings.toml): which concepts together mean which field."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

NOTHING = "nothing"
"""Stands for columns that mean no field: bookkeeping, record owners, vacancies, money."""

UNKNOWN_WORD = (0.0, 0.1, 0.17, 0.22, 0.26)
"""What words cost that are not known, by their number."""

GENERAL = frozenset({"name", "date", "title"})
"""Concepts that mean little beside an unknown word ("Shop Name", "Talk Title")."""

_LEFT_OVER = "left_over"
_LEFT_OVER_OTHERWISE = 0.22
_ENTRY = re.compile(r'^(\w+) = """([^"]*)"""', re.MULTILINE)

Pattern = tuple[frozenset[str], str, float]
"""Concepts that a header must say, the field that this means, and the score."""


@cache
def patterns() -> dict[str, tuple[Pattern, ...]]:
    """The table by one concept of each pattern, so that a header looks at few of them."""
    table: dict[str, list[Pattern]] = {}
    for field, lines in _entries().items():
        if field != _LEFT_OVER:
            for words, score in _scored(lines):
                wanted = frozenset(words.split())
                table.setdefault(min(wanted), []).append((wanted, field, score))
    return {concept: tuple(found) for concept, found in table.items()}


def left_over(concepts: frozenset[str]) -> float:
    """What a part of a header costs that its meaning does not explain."""
    costs = _costs()
    return min(costs.get(concept, _LEFT_OVER_OTHERWISE) for concept in concepts)


@cache
def _costs() -> dict[str, float]:
    return dict(_scored(_entries()[_LEFT_OVER]))


@cache
def _entries() -> dict[str, str]:
    """The file's keys. It is plain TOML; reading just these entries is faster."""
    path = Path(__file__).parent / "meanings.toml"
    return dict(_ENTRY.findall(path.read_text(encoding="utf-8")))


def _scored(lines: str) -> Iterator[tuple[str, float]]:
    for entry in lines.split(","):
        words, score = entry.rsplit(maxsplit=1)
        yield words.strip(), float(score)
