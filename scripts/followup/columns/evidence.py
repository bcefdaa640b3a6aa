"""The one table of the value model: what kinds of values speak for or against each field."""

from followup.columns.profile import Profile

_NOT_TEXT = {
    "date": -1.0,
    "email": -1.0,
    "phone": -1.0,
    "linkedin": -1.0,
    "url": -0.9,
    "flag": -0.8,
    "number": -0.8,
}
_WORDS = {"date": -0.9, "email": -0.9, "phone": -0.8, "linkedin": -0.9, "url": -0.6, "number": -0.5}
_LEVEL = {"level": -0.5, "medium": -0.5}
_DAY = {
    "level": -0.9,
    "medium": -0.7,
    "date": 0.9,
    "flag": -0.55,
    "number": -0.2,
    "email": -1.0,
    "phone": -0.9,
    "person": -0.6,
    "prose": -0.7,
    "label": -0.5,
    "url": -1.0,
    "linkedin": -1.0,
}
_FLAG = {
    "level": -0.4,
    "medium": -0.5,
    "flag": 0.9,
    "date": 0.1,
    "label": -0.1,
    "prose": -0.5,
    "email": -1.0,
    "person": -0.4,
    "phone": -1.0,
    "number": -0.3,
    "url": -0.9,
    "linkedin": -0.9,
}

EVIDENCE: dict[str, dict[str, float]] = {
    "name": {**_NOT_TEXT, **_LEVEL, "person": 0.8, "label": 0.1, "prose": -0.5},
    "first_name": {**_NOT_TEXT, **_LEVEL, "person": 0.3, "label": 0.4, "prose": -0.7},
    "last_name": {**_NOT_TEXT, **_LEVEL, "person": 0.3, "label": 0.4, "prose": -0.7},
    "email": {
        "email": 1.0,
        "date": -1.0,
        "phone": -0.8,
        "linkedin": -0.9,
        "url": -0.7,
        "flag": -0.8,
        "number": -0.9,
        "person": -0.7,
        "prose": -0.4,
        "label": -0.2,
    },
    "phone": {
        "phone": 1.0,
        "number": 0.1,
        "date": -0.8,
        "email": -0.8,
        "linkedin": -1.0,
        "url": -1.0,
        "flag": -0.8,
        "person": -0.8,
        "prose": -0.6,
        "label": -0.5,
    },
    "linkedin": {
        "linkedin": 1.0,
        "url": 0.1,
        "date": -0.9,
        "email": -0.8,
        "phone": -0.9,
        "flag": -0.5,
        "number": -0.7,
        "prose": -0.5,
        "person": -0.3,
        "label": -0.1,
    },
    "company": {**_NOT_TEXT, **_LEVEL, "person": 0.2, "label": 0.3, "prose": -0.3},
    "title": {**_NOT_TEXT, **_LEVEL, "person": 0.3, "label": 0.3, "prose": -0.2},
    "location": {**_NOT_TEXT, **_LEVEL, "person": 0.2, "label": 0.3},
    "industry": {**_NOT_TEXT, **_LEVEL, "person": 0.2, "label": 0.3, "prose": -0.3},
    "how_met": {
        **_WORDS,
        "level": -0.6,
        "medium": 0.2,
        "flag": -0.8,
        "person": 0.1,
        "label": 0.3,
        "prose": 0.1,
    },
    "met_on": _DAY,
    "outreach_on": _DAY,
    "reply_on": _DAY,
    "last_contact": _DAY,
    "next_followup": _DAY,
    "reply": {**_FLAG, "date": -0.3, "label": 0.1, "prose": -0.1},
    "nudges": {
        "number": 1.0,
        "date": -0.9,
        "flag": 0.1,
        "email": -1.0,
        "phone": -0.9,
        "person": -0.9,
        "prose": -0.8,
        "label": -0.4,
        "url": -1.0,
        "linkedin": -1.0,
    },
    "needs_followup": _FLAG,
    "next_action": {
        **_WORDS,
        "level": -0.6,
        "medium": -0.1,
        "flag": -0.8,
        "prose": 0.7,
        "label": 0.5,
        "person": 0.3,
    },
    "thank_you_sent": {**_FLAG, "date": 0.7, "prose": -0.3},
    "status": {
        **_WORDS,
        "level": -0.4,
        "medium": -0.4,
        "label": 0.4,
        "person": 0.3,
        "flag": -0.1,
        "prose": -0.1,
    },
    "relationship": {
        **_WORDS,
        "level": -0.4,
        "medium": -0.5,
        "label": 0.4,
        "person": 0.2,
        "flag": -0.6,
        "prose": -0.1,
    },
    "priority": {
        "level": 0.9,
        "medium": -0.7,
        "date": -0.9,
        "email": -1.0,
        "phone": -0.9,
        "linkedin": -1.0,
        "url": -1.0,
        "number": 0.3,
        "label": 0.4,
        "person": -0.2,
        "prose": -0.5,
        "flag": 0.0,
    },
    "introduced_by": {**_NOT_TEXT, **_LEVEL, "person": 0.6, "label": 0.1, "prose": -0.2},
    "advice": {**_WORDS, "flag": -0.8, "prose": 0.6, "label": 0.2},
    "notes": {
        **_WORDS,
        "level": -0.3,
        "medium": -0.2,
        "flag": -0.6,
        "prose": 0.6,
        "label": 0.2,
        "person": 0.0,
    },
    "interests": {
        **_WORDS,
        "level": -0.6,
        "medium": -0.5,
        "flag": -0.8,
        "prose": 0.3,
        "label": 0.4,
        "person": 0.1,
    },
    "goal": {**_WORDS, "flag": -0.8, "prose": 0.5, "label": 0.3},
    "given": {**_WORDS, "flag": -0.5, "prose": 0.5, "label": 0.3, "number": -0.8},
    "received": {**_WORDS, "flag": -0.5, "prose": 0.5, "label": 0.3, "number": -0.8},
    "do_not_contact": {**_FLAG, "label": 0.0},
    "cadence": {
        "level": 0.2,
        "medium": -0.4,
        "number": 0.5,
        "label": 0.5,
        "date": -0.9,
        "email": -1.0,
        "phone": -0.9,
        "person": 0.0,
        "prose": -0.3,
        "url": -1.0,
        "linkedin": -1.0,
        "flag": -0.4,
    },
    "channel": {
        **_WORDS,
        "level": -0.5,
        "medium": 1.0,
        "label": 0.5,
        "person": 0.1,
        "flag": -0.7,
        "prose": -0.2,
    },
    "birthday": {
        "date": 0.9,
        "email": -1.0,
        "phone": -0.6,
        "person": -0.8,
        "prose": -0.8,
        "label": -0.3,
        "number": -0.2,
        "flag": -0.8,
        "url": -1.0,
        "linkedin": -1.0,
    },
    "tags": {
        **_WORDS,
        "level": 0.0,
        "medium": 0.0,
        "label": 0.5,
        "person": 0.1,
        "flag": -0.6,
        "prose": 0.0,
    },
}
"""For each field the weight of a column all of whose values are of that kind, -1 to 1."""

GAIN = 0.7
"""How much of what a header leaves open the best values can fill."""


def evidence(field: str, profile: Profile) -> float:
    """How the values speak for `field` (up to 1) or against it (down to -1); 0 without values."""
    weights = EVIDENCE.get(field)
    if weights is None or not profile.count:
        return 0.0
    total = sum(weights.get(kind, 0.0) * share for kind, share in profile.shares.items())
    return max(-1.0, min(1.0, total)) * profile.count / (profile.count + 0.5)


def combine(header: float, values: float) -> float:
    """One score from what the header says (0 to 1) and what the values say (-1 to 1)."""
    if values >= 0:
        open_part = (1 - header) * min(1.0, header / 0.6)
        return min(0.99, header + GAIN * open_part * values)
    return header * (1 + values)
