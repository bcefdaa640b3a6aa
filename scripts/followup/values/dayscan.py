"""Which dates stand in a cell's text, and what else stands there.

Nothing is decided here: a numeric date keeps both of its numbers until the column's order of day
and month is known (`dayorder.py`), and a missing year stays missing (`dates.py`).
"""

import re
from functools import lru_cache

from followup.model.patterns import pattern
from followup.model.records import dataclass, replace
from followup.values.dayform import (
    Found,
    find_cjk,
    find_era,
    find_full,
    find_month_and_year,
    find_ranges,
    find_short,
    find_year_first,
    full_year,
    plain_cjk,
)
from followup.values.dayword import RANGE_WORDS, find_worded
from followup.values.phrases import find_phrases
from followup.values.text import fold, tidy
from followup.values.words import word_set


@dataclass(frozen=True, slots=True)
class Scan:
    """The dates of one text in the order they stand, what else it says, and whether it doubts.

    `vague` is true for "around 14 March" or "3/14?".
    """

    days: tuple[Found, ...]
    rest: str
    vague: bool = False


_CLOCK = r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?"
_ZONE = r"(?:Z|[ECPM][SD]T|CES?T|(?:UTC|GMT)?[+-]\d{2}:?\d{2}(?:\s?\([\w\s]+\))?|UTC|GMT)"
_TIME = pattern(
    rf"""(?:(?<=\d)T | \s(?:at|um|à|alle|a\slas|às|om|o)\s(?=\d) | (?<![\w:./,-]))
    (?: {_CLOCK}(?![\d:])(?:\s?[ap]\.?m\b\.?|\s?Uhr\b)?(?:\s?{_ZONE}(?!\w))?
      | \d{{1,2}}(?:[.:]\d{{2}})?\s?[ap]\.?m\b\.?
      | \d{{1,2}}\s?h(?:\s?\d{{2}})?(?!\w) | \d{{1,2}}(?:[.:]\d{{2}})?\s?Uhr\b
      | \d{{1,2}}[時时点點]\s?(?:\d{{1,2}}分?|半)?
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_TAIL = rf"(?:[T ]+{_CLOCK}(?: ?[AaPp][Mm])?(?: ?{_ZONE})?|Z)?"
_ISO = pattern(rf"(\d{{4}})[-/](\d{{1,2}})[-/](\d{{1,2}}){_TAIL}")
_PLAIN = pattern(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d{{2}}),?{_TAIL}")
_FINDERS = (
    find_cjk,
    find_era,
    find_ranges,
    find_year_first,
    find_full,
    find_worded,
    find_month_and_year,
    find_short,
)
_MOST = 20
_EDGE = " \t,;:|/&+-–—~*()[]{}<>\"'`.?!=→#"
_LAST_WORD = pattern(r"([^\W\d_]+\.?)$")
_FIRST_WORD = pattern(r"^([^\W\d_]+\.?)")


@lru_cache(maxsize=32768)
def scan(text: str) -> Scan:
    """The dates that stand in `text`, whatever language they are written in."""
    if hit := _ISO.fullmatch(text):
        year, month, day = int(hit[1]), int(hit[2]), int(hit[3])
        return Scan((Found(0, len(text), year, (month, day), "md"),), "")
    if hit := _PLAIN.fullmatch(text):
        order = "." if hit[2] == "." else "?"
        numbers = (int(hit[1]), int(hit[3]))
        return Scan((Found(0, len(text), full_year(hit[4]), numbers, order),), "")
    return _search(_TIME.sub(" ", plain_cjk(_plain_signs(tidy(text)))).strip())


def _plain_signs(text: str) -> str:
    """`text` with every kind of dash and slash between digits as the plain one."""
    return text if text.isascii() else _SLASH.sub("/", _DASH.sub("-", text))


_DASH = pattern(r"(?<=\d)[‐‑‒–—−](?=\d)")
_SLASH = pattern(r"(?<=\d)[⁄∕](?=\d)")


def _search(text: str) -> Scan:
    days: list[Found] = []
    left = text
    for find in _FINDERS:
        hits = list(find(left))
        days += hits
        for hit in hits:
            left = left[: hit.start] + "\0" * (hit.end - hit.start) + left[hit.end :]
    if not days:
        return Scan((), text)
    before, *after = [_trim(piece) for piece in re.split("\0+", left)]
    between = [piece for piece in after[:-1] if fold(piece) not in RANGE_WORDS]
    rest = " ".join(piece for piece in (before, *between, *after[-1:]) if piece)
    rest, vague = _without_doubt(rest)
    days = sorted(days, key=lambda day: day.start)[:_MOST]
    year = _lone_year(days, rest)
    if year is not None:
        return Scan((replace(days[0], year=year),), rest, vague=True)
    return Scan(tuple(days), rest, vague or "~" in left or "?" in left)


def _lone_year(days: list[Found], rest: str) -> int | None:
    """The year that stands apart from the only date, as in "Web Summit 2025, 14 Nov"."""
    years = _YEAR.findall(rest)
    return int(years[0]) if len(days) == len(years) == 1 and days[0].year is None else None


_YEAR = pattern(r"(?<!\w)(?:19|20)\d\d(?!\w)")


def _trim(piece: str) -> str:
    """`piece` without signs, weekdays and small words at its ends that belong to a date."""
    before = ""
    idle = word_set("weekdays", "date_links", "ordinals")
    while before != piece:
        before, piece = piece, piece.strip(_EDGE)
        for shape in (_LAST_WORD, _FIRST_WORD):
            hit = shape.search(piece)
            if hit and fold(hit[1]).strip(".") in idle:
                piece = piece[: hit.start()] + piece[hit.end() :]
    if piece.count("(") != piece.count(")"):
        piece = " ".join(piece.replace("(", " ").replace(")", " ").split()).replace(" ,", ",")
    return piece


def _without_doubt(rest: str) -> tuple[str, bool]:
    """`rest` without words such as "around", and whether there were any."""
    if not rest:
        return rest, False
    folded = fold(rest).strip(" .?")
    if folded in word_set("about"):
        return "", True
    return rest, any(find_phrases(folded, word_set("about")))
