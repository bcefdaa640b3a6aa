"""Cells that hold something and mean nothing: "-", "n/a", "TBD", "0/0/00"."""

from functools import lru_cache

from followup.model import CellValue
from followup.model.patterns import pattern
from followup.values.text import fold
from followup.values.words import word_set

_SIGNS = pattern(r"[\W_]*")
_ZERO_DAY = pattern(r"0{1,4}([/.-])0{1,2}\1(?:0{1,2}|0{4}|1900)|1/0/(?:19)?00")
_AROUND = " .!?()[]<>*-_"
LONGEST = 40
"""No word for nothing comes near so many characters."""

MOST_SPACES = 2
"""How many a phrase for nothing has at most ("to be determined")."""

_MEANING = frozenset("√⭕⬜🆗✓✔✅☑☒✗✘❌✕✖×○◯〇●◎△▲★☆☐□■⭐👍👎👌💚🟢🔴🟡")


def is_nothing(value: CellValue) -> bool:
    """Whether the cell is empty or holds a sign or word for "nothing", in any language.

    Outlook writes "0/0/00" for a missing day. False and 0 are answers, not nothing.
    """
    return value is None or (isinstance(value, str) and means_nothing(value))


def means_nothing(text: str) -> bool:
    """`is_nothing` for a text."""
    return not _is_prose(text) and _means_nothing(text)


def spoken(text: str) -> str:
    """What a text says, without blanks around it; "" where it means nothing."""
    if len(text) <= LONGEST:
        return spoken_short(text)
    return "" if means_nothing(text) else text.strip()


@lru_cache(maxsize=16384)
def spoken_short(text: str) -> str:
    """`spoken` for texts of up to LONGEST characters, which are remembered."""
    return "" if means_nothing(text) else text.strip()


def _is_prose(text: str) -> bool:
    """Whether it has more words or characters than any phrase for nothing; most notes have."""
    if text.count(" ") <= MOST_SPACES and len(text) <= LONGEST:
        return False
    core = text.strip(_AROUND)
    if core.count(" ") <= MOST_SPACES and len(core) <= LONGEST:
        return False
    return core[0].isalnum() and text.isprintable() and "  " not in text


@lru_cache(maxsize=16384)
def _means_nothing(text: str) -> bool:
    folded = fold(text)
    if not folded:
        return True
    if not folded[0].isalnum() and _SIGNS.fullmatch(folded):
        return not _MEANING.intersection(folded)
    words = word_set("nothing")
    bare = folded.strip(_AROUND)
    if folded in words or bare in words or f"{bare}." in words:
        return True
    return folded[0] in "01" and _ZERO_DAY.fullmatch(folded) is not None
