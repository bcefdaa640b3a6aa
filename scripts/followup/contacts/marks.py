"""What free words beside a name or in the notes say of a person's whereabouts and wishes."""

import re
from functools import lru_cache

from followup.model import CellValue, Stage
from followup.model.patterns import pattern
from followup.values.status import opted_out

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


TELLING = (
    *("bounce", "died", "passed away", "deceased", "left the", "no longer", "verstorben"),
    *("fallecid", "unzustellbar", "undeliverable", "rip", "r.i", "ri.p"),
)
"""Without any of these, a text of ASCII letters tells nothing here; most texts have none."""


def whereabouts(name: CellValue, notes: CellValue) -> Stage | None:
    """GONE or BOUNCED where the words say so plainly, else None."""
    if isinstance(name, str) and _may_be_gone(name) and GONE.search(name):
        return Stage.GONE
    if not isinstance(notes, str) or not _may_tell(notes):
        return None
    words = notes[:LONGEST_NOTES]
    if BOUNCED.search(words):
        return Stage.BOUNCED
    return Stage.GONE if any(map(LEFT.search, CLAUSES.split(words))) else None


@lru_cache(maxsize=16384)
def _may_be_gone(name: str) -> bool:
    return not name.isascii() or any(word in name.lower() for word in TELLING)


def _may_tell(text: str) -> bool:
    if not text.isascii():
        return True
    lower = text.lower()
    for word in TELLING:  # noqa: SIM110  # asked of every row, and a generator takes twice as long
        if word in lower:
            return True
    return False


def wish_beside(value: CellValue) -> str:
    """The words in a cell for a name or an address that ask for no letters, in lower case, or "".

    "DO NOT EMAIL - Greg Shaw" does; plain names and addresses, which most are, are not searched.
    """
    if not isinstance(value, str) or ("@" in value and " " not in value):
        return ""
    return "" if value.istitle() and value.count(" ") < 2 else opted_out(value)


def name_alone(value: CellValue) -> CellValue:
    """A name cell without the words that ask for no letters; None where it held nothing else."""
    wish = wish_beside(value)
    if not wish or not isinstance(value, str):
        return value
    left = re.sub(re.escape(wish), " ", value, flags=re.IGNORECASE)
    return re.sub(r"\(\s*\)|\[\s*\]", " ", left).strip(" -\u2013\u2014:;,.!/|*") or None
