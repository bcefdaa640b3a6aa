"""One meaning for each column and one column for each meaning: the best of all ways at once."""

from collections.abc import Mapping

Scores = Mapping[int, Mapping[str, float]]
"""Column index to field name to score."""

LEAST = 0.5
"""Below this a column's meaning is not worth showing."""


def assign(scores: Scores, least: float = LEAST) -> dict[str, int]:
    """The assignment of columns to fields with the largest sum of squared scores above `least`.

    Squares, so that one clear meaning outweighs two doubtful ones.

    Found by successive best improvements along alternating paths (the Hungarian method on a sparse
    table): a column gives way where another can't; ties go to the leftmost column.
    """
    gains = _gains(scores, least)
    chosen: dict[str, int] = {}
    while True:
        path = _best_path(gains, chosen)
        if path is None:
            return chosen
        chosen |= {field: column for column, field in path}


def _gains(scores: Scores, least: float) -> dict[int, dict[str, float]]:
    return {
        column: {
            f: (s - least) ** 2 + (s - 0.01 * column) * 1e-6 for f, s in row.items() if s >= least
        }
        for column, row in scores.items()
    }


def _best_path(
    gains: Mapping[int, Mapping[str, float]], chosen: Mapping[str, int]
) -> list[tuple[int, str]] | None:
    """The chain of moves that adds most: a free column takes a field, its holder the next ..."""
    taken = set(chosen.values())
    holder = dict(chosen)
    best: dict[str, tuple[float, list[tuple[int, str]]]] = {}
    for column in sorted(set(gains) - taken):
        for field, gain in gains[column].items():
            if gain > best.get(field, (0.0, []))[0]:
                best[field] = (gain, [(column, field)])
    for _ in range(len(holder)):
        if not _relax(gains, holder, best):
            break
    ends = [(gain, path) for field, (gain, path) in best.items() if field not in holder]
    return max(ends, key=lambda end: end[0])[1] if ends else None


def _relax(
    gains: Mapping[int, Mapping[str, float]],
    holder: Mapping[str, int],
    best: dict[str, tuple[float, list[tuple[int, str]]]],
) -> bool:
    moved = False
    for field, column in holder.items():
        if field not in best:
            continue
        total, path = best[field]
        if any(c == column for c, _ in path):
            continue
        for other, gain in gains[column].items():
            new = total - gains[column][field] + gain
            if other != field and new > best.get(other, (0.0, []))[0] + 1e-9:
                best[other] = (new, [*path, (column, other)])
                moved = True
    return moved
