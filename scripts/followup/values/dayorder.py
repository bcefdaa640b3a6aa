"""Whether a column's numeric dates have the day or the month first.

Decided once for a whole column from all of its cells, never cell by cell: "3/14" in one row says
how "3/4" in another is meant.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from followup.model import CellValue
from followup.values.text import LONGEST

if TYPE_CHECKING:
    from followup.values.dayform import Found

_MONTH_FIRST = frozenset({"en_us", "es_us", "en_ph", "fil_ph", "en_pr", "es_pr", "en_fm", "en_gu"})
_DAY_FIRST_ENGLISH = frozenset(
    {"gb", "au", "nz", "ie", "in", "za", "sg", "hk", "my", "mt", "ng", "ke"}
)
_DAY_FIRST = frozenset(
    {
        *("de", "fr", "es", "pt", "nl", "it", "pl", "cs", "sk", "da", "nb", "no", "fi", "ro", "ru"),
        *("uk", "tr", "el", "bg", "hr", "sl", "sr", "sv", "et", "lv", "id", "vi", "ar", "he"),
    }
)
_YEAR_FIRST = frozenset(["ja", "zh", "ko"])
_OVERWHELMING = 10


def decide_day_first(values: Iterable[CellValue], *, locale: str = "") -> bool | None:
    """True: day first, False: month first, None: neither the column nor the locale tells.

    In this order: numbers over 12 (if they contradict each other, ten to one decides and less
    does not); dots between the numbers; one reading that puts the rows in order of time where the
    other doesn't; `locale` ("en_US", "de-DE"). Order by country: Unicode CLDR's short formats.
    """
    cells = list(values)
    numeric = list(_numeric(cells))
    votes = _votes(numeric)
    if any(votes):
        return _by_votes(*votes)
    if any(day.order == "." and is_open(day) for day in numeric):
        return True
    decided = _by_order_in_time(cells)
    return _by_locale(locale) if decided is None else decided


def has_ambiguous(values: Iterable[CellValue]) -> bool:
    """Whether any cell holds a date that reads differently with the day or the month first."""
    return any(day.order == "?" and is_open(day) for day in _numeric(set(values)))


def is_open(day: "Found") -> bool:
    """Whether the date has two readings."""
    return len(day.readings()) > 1


def _numeric(cells: Iterable[CellValue]) -> Iterator["Found"]:
    texts = (cell for cell in cells if isinstance(cell, str))
    return (day for text in texts for day in _scanned(text) if day.order in {"?", "."})


def _votes(days: Iterable["Found"]) -> tuple[int, int]:
    """How many dates can only be day first, and how many only month first."""
    sure = [day.numbers for day in days if max(day.numbers) > 12 and len(day.readings()) == 1]
    return sum(first > 12 for first, _ in sure), sum(second > 12 for _, second in sure)


def _by_votes(day_first: int, month_first: int) -> bool | None:
    if day_first > _OVERWHELMING * month_first:
        return True
    return False if month_first > _OVERWHELMING * day_first else None


def _by_order_in_time(cells: Iterable[CellValue]) -> bool | None:
    """Which reading alone puts the column in order; four open dates are the least that tell."""
    day_first: list[date] = []
    month_first: list[date] = []
    open_days = 0
    for value in cells:
        readings = _dates(value)
        if readings:
            day_first.append(readings[0])
            month_first.append(readings[-1])
            open_days += len(readings) > 1
    one, other = _in_order(day_first), _in_order(month_first)
    return one if open_days >= 4 and one != other else None


def _dates(value: CellValue) -> list[date]:
    """The one date with a year in a cell, in each of its readings, day first before month first."""
    if isinstance(value, datetime):
        return [value.date()]
    if isinstance(value, date):
        return [value]
    days = _scanned(value) if isinstance(value, str) else ()
    if len(days) != 1 or days[0].year is None or not 1900 <= days[0].year <= 2200:
        return []
    return [date(days[0].year, month, day) for month, day in days[0].readings()]


def _scanned(text: str) -> tuple["Found", ...]:
    from followup.values.dayscan import scan

    return scan(text[:LONGEST]).days


def _in_order(days: list[date]) -> bool:
    return days == sorted(days) or days == sorted(days, reverse=True)


def _by_locale(locale: str) -> bool | None:
    language, _, country = locale.split(".", maxsplit=1)[0].replace("-", "_").lower().partition("_")
    if f"{language}_{country}" in _MONTH_FIRST:
        return False
    if language == "en":
        return True if country in _DAY_FIRST_ENGLISH else None
    if language in _YEAR_FIRST:
        return False
    return True if language in _DAY_FIRST else None
