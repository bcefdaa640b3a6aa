"""What free words beside a name or in the notes say of a person's whereabouts."""

import re

from followup.model import CellValue, Stage
from followup.model.patterns import pattern

LEFT = pattern(
    r"^\W*(?:(?:s?he|they|has|have|had|sadly|now|sie|er)\s+)*"
    r"(?:died|passed away|deceased|left the (?:company|firm|job|organi[sz]ation)"
    r"|no longer (?:there|with|at|works)|verstorben|décédée?|fallecid[oa])\b|\bR\.?I\.?P\b",
    re.IGNORECASE,
)
BOUNCED = pattern(
    r"\b(?:e-?mail|mail|address|message|letter|it)\s+(?:has\s+)?bounced\b"
    r"|^\W*bounced\b|\bbounces\b|unzustellbar|undeliverable",
    re.IGNORECASE,
)
CLAUSES = pattern(r"[.;!?\n]+")

GONE = pattern(r"†|\bR\.?I\.?P\b|\bdeceased\b|\bverstorben\b|\bdécédée?\b", re.IGNORECASE)
"""Marks behind a name that nobody may be written to any more."""

LONGEST_NOTES = 5_000
"""Characters of notes that are looked through."""


def whereabouts(name: CellValue, notes: CellValue) -> Stage | None:
    """GONE or BOUNCED where the words say so plainly (domain.md section 5.2), else None."""
    if isinstance(name, str) and GONE.search(name):
        return Stage.GONE
    if not isinstance(notes, str):
        return None
    words = notes[:LONGEST_NOTES]
    if BOUNCED.search(words):
        return Stage.BOUNCED
    return Stage.GONE if any(map(LEFT.search, CLAUSES.split(words))) else None
