"""The header model's table (meanings.toml): which concepts together mean which field."""

from followup.columns.tables import read_table, split_scores
from followup.kept import kept

NOTHING = "nothing"
"""Stands for columns that mean no field: bookkeeping, record owners, vacancies, money."""

UNKNOWN_WORD = (0.0, 0.1, 0.17, 0.22, 0.26)
"""What words cost that are not known, by their number."""

MOSTLY_UNKNOWN = 0.12
"""What it costs more where fewer words are known than not ("Polissen via deze partij")."""

GENERAL = frozenset({"name", "date", "title", "type", "category", "client"})
"""Concepts that mean little beside an unknown word ("Shop Name", "Talk Title")."""

_LEFT_OVER = "left_over"
_LEFT_OVER_OTHERWISE = 0.22

Pattern = tuple[frozenset[str], str, float]
"""Concepts that a header must say, the field that this means, and the score."""


@kept
def patterns() -> dict[str, tuple[Pattern, ...]]:
    """The table by one concept of each pattern, so that a header looks at few of them."""
    table: dict[str, list[Pattern]] = {}
    for field, entries in read_table("meanings.toml").items():
        if field != _LEFT_OVER:
            for words, score in split_scores(entries).items():
                wanted = frozenset(words.split())
                table.setdefault(min(wanted), []).append((wanted, field, score))
    return {concept: tuple(found) for concept, found in table.items()}


def left_over(concepts: frozenset[str]) -> float:
    """What a part of a header costs that its meaning does not explain."""
    costs = _costs()
    return min(costs.get(concept, _LEFT_OVER_OTHERWISE) for concept in concepts)


@kept
def _costs() -> dict[str, float]:
    return split_scores(read_table("meanings.toml")[_LEFT_OVER])
