"""From scores to matches: the best assignment, and which of them are too close to call."""

from collections.abc import Mapping, Sequence

from followup.columns.assign import assign
from followup.columns.profile import Profile
from followup.model import Column, Field, Match

Scores = Mapping[int, Mapping[str, float]]

_CLOSE = 0.04
_UNSURE = 0.74
_ONE_ONLY = frozenset(
    {
        Field.NAME,
        Field.MET_ON,
        Field.OUTREACH_ON,
        Field.REPLY_ON,
        Field.LAST_CONTACT,
        Field.NEXT_FOLLOWUP,
        Field.THANK_YOU_SENT,
        Field.DO_NOT_CONTACT,
    }
)
"""Fields where the second of two like columns would do as well, but mean something else."""


def find_matches(
    columns: Sequence[Column],
    scores: Scores,
    profiles: Mapping[int, Profile],
    given: Mapping[Field, Column],
) -> tuple[dict[Field, Match], dict[Field, Column]]:
    """The meaning of each column that has one, and for fields in doubt the rival column.

    `given` are the columns the config names: they are taken as they are.
    """
    at = {column.index: column for column in columns}
    taken = {column.index for column in given.values()}
    free = {
        index: {f: s for f, s in row.items() if Field(f) not in given}
        for index, row in scores.items()
        if index not in taken
    }
    chosen = {Field(field): index for field, index in assign(free).items()}
    idle = [index for index in free if index not in chosen.values()]
    matches: dict[Field, Match] = {}
    rivals: dict[Field, Column] = {}
    for field, index in chosen.items():
        score = scores[index][field]
        rival = _rival(field, score, idle, free)
        if rival is not None:
            rivals[field] = at[rival]
            score = min(score, _UNSURE)
        matches[field] = Match(field, at[index], score, _reason(field, at[index], profiles[index]))
    matches |= {f: Match(f, column, 1.0, "the config says so") for f, column in given.items()}
    return {field: matches[field] for field in Field if field in matches}, rivals


def _rival(field: Field, score: float, idle: Sequence[int], scores: Scores) -> int | None:
    """A column without a meaning that would fit the field about as well."""
    if field not in _ONE_ONLY or score < _UNSURE:
        return None
    near = (i for i in idle if scores[i].get(field, 0.0) >= score - _CLOSE)
    return next(near, None)


def _reason(field: Field, column: Column, profile: Profile) -> str:
    kinds = sorted(profile.shares.items(), key=lambda item: -item[1])
    title = " ".join(column.title.split())
    says = f"header says '{title}'" if title else "no header"
    if not kinds:
        return f"{says}; no values yet"
    kind, share = kinds[0]
    if kind == "person" and field not in _NAMES:
        kind = "label"
    return f"{says}; {share:.0%} of the values look like {_KINDS.get(kind, kind)}"


_NAMES = {Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.INTRODUCED_BY}
_KINDS = {
    "date": "dates",
    "email": "e-mail addresses",
    "linkedin": "LinkedIn addresses",
    "url": "web addresses",
    "phone": "phone numbers",
    "flag": "yes or no",
    "number": "numbers",
    "serial": "numbers",
    "level": "levels",
    "medium": "ways to write or talk",
    "person": "names",
    "tie": "kinds of ties",
    "trade": "trades",
    "stage": "states of a contact",
    "label": "short texts",
    "prose": "sentences",
}
