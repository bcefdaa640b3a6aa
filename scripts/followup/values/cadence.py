"""A cell to a rhythm in days, or to how close a tie is."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from followup.model import CellValue
from followup.model.patterns import pattern
from followup.values.nothing import means_nothing
from followup.values.phrases import find_phrases
from followup.values.text import LONGEST, fold, shown
from followup.values.words import numbers, repeats, word_map

Reading = tuple[int | None, str]

_UNITS = {
    "day": 1.0,
    "workday": 1.4,
    "week": 7.0,
    "month": 30.4375,
    "quarter": 91.3125,
    "year": 365.25,
}
_LONGEST = 3660
_LONGEST_BARE = 1500
"""Days up to which a number without a unit is a rhythm; above, it is more likely a year."""
_NUMBER = pattern(r"\d+(?:[.,]\d+)?")
_BETWEEN = pattern(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")


def read_cadence(value: CellValue) -> Reading:
    """How many calendar days between two contacts, and a sentence if that cannot be told.

    (None, "") where the cell is empty or says that there is no rhythm ("as needed"). A month is
    30 days, a quarter 91, half a year 183, a year 365; "2x/yr" is a year by two. A bare number is
    days.
    """
    if value is None or isinstance(value, bool):
        return None, ""
    if isinstance(value, int | float):
        return _cadence(f"{value:g}") if value > _LONGEST_BARE else _days(float(value), str(value))
    if isinstance(value, str):
        return _cadence(value[:LONGEST])
    return None, f'"{value}" is no rhythm: write days (90) or words (quarterly)'


def _days(days: float, shown: str) -> Reading:
    if 1 <= days <= _LONGEST:
        return round(days + 1e-9), ""
    if days == 0:
        return None, ""
    return None, f'"{shown}" is no rhythm in days: write a number from 1 to {_LONGEST}'


@lru_cache(maxsize=4096)
def _cadence(text: str) -> Reading:
    folded = fold(text).strip(" .!*()")
    words = word_map("cadence")
    exact = words.get(folded, "")
    if exact == "never" or means_nothing(text):
        return None, ""
    if exact.isdigit():
        return int(exact), ""
    found = _computed(folded)
    if found is None:
        found = _named(folded)
    if found is None:
        return None, f'"{shown(text)}" is no rhythm: write days (90) or words (quarterly)'
    return _days(found, text)


def _named(folded: str) -> float | None:
    """The one rhythm word that stands among others ("monthly or so"), in days."""
    found = {value for sign, value in _signs(folded) if sign == "A"}
    return found.pop() if len(found) == 1 and not any(map(str.isdigit, folded)) else None


_RATE = pattern(r"[EP]*NT?[PE]*(?P<per>N?)U|[EP]*(?P<first>N?)U[PE]*NT[PE]*|NTP*A|E*ANT")
_INTERVAL = pattern(r"[EP]*N[P]?U[EP]*|E[EP]*U|N{1,2}[EP]*[UA]|E[EP]*NN[EP]*U")


def _computed(folded: str) -> float | None:
    """Days from "every 6 wks", "2x/yr", "90 days", "3-4 months" (their mean) or a bare number."""
    if _NUMBER.fullmatch(folded):
        days = float(folded.replace(",", "."))
        return days if days <= _LONGEST_BARE else None
    signs = list(_signs(folded))
    shape = "".join(sign for sign, _ in signs)
    amounts = [value for sign, value in signs if sign == "N"]
    span = sum(value for sign, value in signs if sign in "UA")
    if _INTERVAL.fullmatch(shape) and not _is_rate(shape):
        return span * (sum(amounts) / len(amounts) if amounts else 1.0)
    hit = _RATE.fullmatch(shape)
    if hit is None or not all(amounts):
        return None
    if hit["first"]:
        amounts.reverse()
    return span * (amounts[1] if len(amounts) > 1 else 1.0) / amounts[0]


def _is_rate(shape: str) -> bool:
    """ "2 a year" and "2/yr" are rates, as all with "times"; "2 years" and "every 2 years" not."""
    return "T" in shape or re.fullmatch("NP+U", shape) is not None


def _signs(folded: str) -> Iterator[tuple[str, float]]:
    """The words that matter: N a number, U a unit, A a rhythm ("weekly"), E, P, T small words."""
    text = _BETWEEN.sub(" ", folded)
    meanings = _meanings()
    hits = [
        (start, end, *meanings[word])
        for start, end, word in find_phrases(text, frozenset(meanings))
    ]
    hits += [
        (hit.start(), hit.end(), "N", float(hit[0].replace(",", ".")))
        for hit in _NUMBER.finditer(text)
    ]
    last = 0
    for start, end, sign, value in sorted(hits):
        if start < last:
            continue
        last = end
        for one in sign:
            yield one, value


@cache
def _meanings() -> Mapping[str, tuple[str, float]]:
    found: dict[str, tuple[str, float]] = {}
    for word, key in word_map("cadence").items():
        if key.isdigit():
            found[word] = ("A", float(key))
        elif key in _UNITS:
            found[word] = ("U", _UNITS[key])
        elif key in _SMALL:
            found[word] = (_SMALL[key], 1.0)
    found |= {word: ("N", float(number)) for word, number in numbers().items()}
    return found | {word: ("NT", float(number)) for word, number in repeats().items()}


_SMALL = {"every": "E", "per": "P", "times": "T"}

_POINT_ZERO = pattern(r"(?<=^[123])[.,]0+$")
_OUT_OF = pattern(r"(\d{1,2})\s?(?:/|of|von|sur|de|di|van)\s?(\d{1,3})")


def read_tier(value: CellValue) -> Reading:
    """How close a tie is, 1 (closest) to 3, and a sentence if that cannot be told.

    A, B, C and 1, 2, 3 count from the closest; of three stars, three is the closest; of five,
    four and five are. A score such as 4 or 8 without its scale is not guessed.
    """
    if value is None or isinstance(value, bool):
        return None, ""
    if isinstance(value, int | float):
        return (int(value), "") if value in {1, 2, 3} else _unclear(f"{value:g}")
    return _tier(value[:LONGEST]) if isinstance(value, str) else _unclear(str(value))


@lru_cache(maxsize=4096)
def _tier(text: str) -> Reading:
    stars = _stars(text)
    if stars or means_nothing(text):
        return stars or (None, "")
    folded = fold(text).strip(" .!()[]\"'")
    if folded[:1].isdecimal():
        folded = _POINT_ZERO.sub("", folded)
    words = word_map("tiers")
    key = words.get(folded, "")
    if key.isdigit():
        return int(key), ""
    if hit := _OUT_OF.fullmatch(folded):
        return _scaled(int(hit[1]), int(hit[2]), text)
    return _named_tier(folded) or _unclear(text)


def _named_tier(folded: str) -> Reading | None:
    """ "Tier 1", "P2", "A - close", "1 (high)", "high priority": one tier and no second."""
    text = _BETWEEN.sub(" ", folded)
    words = word_map("tiers")
    found = {words[word] for *_, word in find_phrases(text, frozenset(words))} - {"tier"}
    found |= set(re.findall(r"(?<![\w.,/])[123](?![\w,/]|\.\d)", text))
    others = re.findall(r"\d+", text)
    if len(found) == 1 and all(digits in found for digits in others):
        return int(found.pop()), ""
    return None


def _stars(text: str) -> Reading | None:
    """★ to ★★★ of three, or ★★★☆☆ of as many signs as stand there."""
    plain = text.replace("\ufe0f", "").replace(" ", "")
    if not plain or not set(plain) <= set("★⭐*☆✩"):
        return None
    full = sum(plain.count(sign) for sign in "★⭐*")
    scale = len(plain) if len(plain) > full else 3
    if full > 3 and scale == 3:
        scale = 5
    return _scaled(full, scale, text)


def _scaled(score: int, scale: int, text: str) -> Reading:
    """A score out of a scale whose top is the closest, cut in three."""
    if not 0 <= score <= scale or scale < 2:
        return _unclear(text)
    share = score / scale
    return (1 if share > 0.7 else 2 if share > 0.4 else 3), ""


def _unclear(text: str) -> Reading:
    return None, f'"{shown(text)}" names no tier that can be told: write A, B or C'
