"""Which way a column of numbers from 1 to 5 or 10 ranks people: told once for the whole column."""

import re
from collections.abc import Iterable
from functools import lru_cache

from followup.model import CellValue
from followup.model.patterns import pattern
from followup.values.cadence import read_tier
from followup.values.names import fold

CLOSE_IS_HIGH = (
    *("strength", "score", "warmth", "rating", "close", "trust", "points", "starke", "nahe"),
    *("punkte", "force", "proximite", "fuerza", "cercania", "forca", "sterkte", "forza", "sila"),
    *("强", "強", "親密", "评分", "評分"),
)
"""Header words (folded) under which a high number is a close tie; else 1 is the closest."""

WHOLE = pattern(r"\s*(\d{1,2})(?:\.0)?\s*(?:/\s*\d{1,2})?\s*")


class Tiers:
    """Reads the cells of one tier column."""

    def __init__(self, title: str, values: Iterable[CellValue]) -> None:
        different = {(type(value), value) for value in values}
        numbers = [number for _, value in different if (number := _number(value)) is not None]
        top = max(numbers, default=0)
        folded = fold(title)
        self.high = any(word in folded for word in CLOSE_IS_HIGH)
        self.top = next((scale for scale in (3, 5, 10) if top <= scale), 0)
        if self.high and self.top == 3 and re.search(r"1\s*(?:-|–|to|bis|à|a)\s*5", title):
            self.top = 5

        self.read = lru_cache(maxsize=1024, typed=True)(self._read)

    def _read(self, value: CellValue) -> tuple[int | None, str]:
        """The tier, 1 closest to 3, or None and a sentence where the cell names none."""
        number = _number(value)
        if number is None or self.top not in {3, 5, 10} or not (self.high or self.top > 3):
            return read_tier(value)
        if not 1 <= number <= self.top:
            return read_tier(value)
        rank = self.top + 1 - number if self.high else number
        if self.top == 3:
            return rank, ""
        return (1 if rank <= 0.4 * self.top else 2 if rank <= 0.6 * self.top else 3), ""


def _number(value: CellValue) -> int | None:
    """A whole number from 1 to 99, in a number cell or as text ("4/5"); else None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return int(value) if float(value).is_integer() and 0 < value < 100 else None
    if not isinstance(value, str) or not value.lstrip()[:1].isdecimal():
        return None
    found = WHOLE.fullmatch(value)
    return int(found[1]) if found and int(found[1]) else None
