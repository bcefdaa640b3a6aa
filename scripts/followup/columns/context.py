"""Scores of every column for every field: header, values, and what stands beside it."""

from collections.abc import Mapping, Sequence

from followup.columns.evidence import combine, evidence
from followup.columns.header import read_header
from followup.columns.meanings import NOTHING
from followup.columns.profile import Profile
from followup.model import Column

Scores = dict[int, dict[str, float]]


def column_scores(
    columns: Sequence[Column], profiles: Mapping[int, Profile], codes: tuple[str, ...]
) -> Scores:
    """For each column (by index) the score of each field it may mean."""
    table: Scores = {}
    for column in columns:
        reading = read_header(column.title, codes)
        profile = profiles[column.index]
        nothing = reading.scores.get(NOTHING, 0.0)
        table[column.index] = {
            field: combine(score, evidence(field, profile))
            for field, score in reading.scores.items()
            if field != NOTHING and score > nothing
        }
    return table
