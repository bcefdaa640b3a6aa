"""A cell to a day, as people type days."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from followup.model import CellValue
from followup.model.patterns import pattern
from followup.model.records import dataclass
from followup.values.dayorder import decide_day_first, has_ambiguous
from followup.values.nothing import means_nothing
from followup.values.phrases import find_phrases
from followup.values.text import LONGEST, fold, is_formula_error, shown, tidy
from followup.values.words import word_set

if TYPE_CHECKING:
    from followup.values.dayform import Found
    from followup.values.dayscan import Scan

__all__ = ["DayReading", "decide_day_first", "has_ambiguous", "moves", "read_day"]

_EPOCH = date(1899, 12, 30)
_SERIALS = range(20_000, 80_001)
_COMPACT = range(1900_01_01, 2200_12_32)
_SERIAL_TEXT = pattern(r"\d{5}(?:[.,]\d+)?")
_ISO = pattern(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?")
_LOOK_BACK = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class DayReading:
    """One cell's day.

    `day` is None where nothing usable stands there, and then `problem` says in one sentence what
    is wrong and what to do. `sure` is false if the year or day was filled in, or the cell itself
    doubts ("around 14 March"). `rest` is what else stood in the cell: "phone" for "3/14 (phone)".
    """

    day: date | None
    sure: bool = True
    rest: str = ""
    problem: str = ""


def read_day(
    value: CellValue, *, day_first: bool | None, today: date, past: bool = True
) -> DayReading | None:
    """The day in a cell, or None if the cell is empty or means nothing ("-", "n/a", "0/0/00").

    `day_first` is the whole column's answer (`decide_day_first`); it is used only where a numeric
    date has two readings. Without a year, the nearest day up to `today` is taken for `past`, else
    the first one after half a year ago (a next step a little overdue is likelier than one eleven
    months off). A month alone is its first day, as Excel reads it. Of several days `past` takes
    the latest that is not in the future; else the first from today on, or the latest. Numbers
    and digits from 20000 to 80000 are serials of Excel's 1900 calendar. Zones are not applied:
    the date as written counts.
    """
    if isinstance(value, datetime):
        return _true_date(value.date())
    if isinstance(value, date):
        return _true_date(value)
    if value is None:
        return None
    if isinstance(value, str):
        plain = _ISO.fullmatch(value)
        day = plain and _day(int(plain[1]), int(plain[2]), int(plain[3]))
        if day and 1905 < day.year <= 2200:
            return DayReading(day)
        return _read_text(value[:LONGEST], day_first, today, past)
    if isinstance(value, bool | time):
        return _unread(str(value))
    return _read_number(value)


@lru_cache(maxsize=4096)
def _true_date(day: date) -> DayReading | None:
    if day.year == 1905:
        return _problem(
            f"{day.isoformat()} looks like a bare year typed into a date cell: type the whole date"
        )
    if day <= date(1900, 1, 1):
        return None
    if day.year > 2200:
        return _problem(f"the year {day.year} is too far off: correct it")
    return DayReading(day)


def _read_number(value: float) -> DayReading | None:
    if value == 0:
        return None
    if not abs(value) <= 1e9:
        return _unread(str(value))
    if int(value) in _SERIALS:
        return DayReading(_EPOCH + timedelta(days=int(value)))
    if value == int(value) and int(value) in _COMPACT:
        return _read_text(str(int(value)), None, date.max, True)
    return _problem(f"the number {value:g} is no date: type the whole date, as in 2026-03-14")


@lru_cache(maxsize=32768)
def _read_text(text: str, day_first: bool | None, today: date, past: bool) -> DayReading | None:
    if means_nothing(text):
        return None
    plain = tidy(text)
    if is_formula_error(text):
        return _problem(f"{plain} is the error of a formula: mend the formula or type the date")
    if _SERIAL_TEXT.fullmatch(plain) and int(plain[:5]) in _SERIALS:
        return DayReading(_EPOCH + timedelta(days=int(plain[:5])))
    from followup.values.dayscan import scan

    found = scan(text)
    if found.days:
        return _choose(found, plain, day_first, today, past)
    return _relative(plain, today) or _unread(plain)


def _choose(
    found: "Scan", text: str, day_first: bool | None, today: date, past: bool
) -> DayReading:
    """The one day of those found that the cell stands for."""
    if found.rest and any(find_phrases(fold(found.rest), word_set("last_year"))):
        today, past = date(today.year - 1, 12, 31), True
    pairs = [_settle(one, day_first) for one in found.days]
    known = [_dated(one, pair) for one, pair in zip(found.days, pairs, strict=True)]
    days = [
        _between(pair, known[:index], known[index + 1 :], today, past)
        if pair and one.year is None
        else known[index]
        for index, (one, pair) in enumerate(zip(found.days, pairs, strict=True))
    ]
    usable = [day for day in days if day]
    problems = [problem for one in found.days if (problem := _fault(one, day_first, text))]
    if not usable:
        return DayReading(None, False, found.rest, problems[0])
    day = _past_pick(usable, today) if past else _coming_pick(usable, today)
    filled = any(one.year is None or one.order == "m" for one in found.days)
    return DayReading(day, not (filled or found.vague or problems), found.rest)


def _past_pick(days: list[date], today: date) -> date:
    return max((day for day in days if day <= today), default=min(days))


def _coming_pick(days: list[date], today: date) -> date:
    return min((day for day in days if day >= today), default=max(days))


def _dated(one: "Found", pair: tuple[int, int] | None) -> date | None:
    """The day, if its year is written and it can be used."""
    if pair is None or one.year is None or not 1900 <= one.year <= 2200:
        return None
    return date(one.year, *pair)


def _between(
    pair: tuple[int, int],
    earlier: Sequence[date | None],
    later: Sequence[date | None],
    today: date,
    past: bool,
) -> date:
    """A day without a year: in order with dated ones beside it in the cell, else near `today`."""
    after = next((day for day in later if day), None)
    before = next((day for day in reversed(earlier) if day), None)
    if after or (before is None and past):
        return _nearest_before(after or today, *pair)
    return _nearest_after(before or today - _LOOK_BACK, *pair)


def _settle(one: "Found", day_first: bool | None) -> tuple[int, int] | None:
    """The month and day meant, or None if there is no such day or it cannot be told."""
    readings = one.readings()
    if not readings or one.order == "my":
        return None
    if len(readings) == 1 or day_first or (day_first is None and one.order == "."):
        return readings[0]
    return None if day_first is None else readings[1]


def _nearest_before(today: date, month: int, day: int) -> date:
    years = range(today.year, today.year - 9, -1)
    return next(found for year in years if (found := _day(year, month, day)) and found <= today)


def _nearest_after(start: date, month: int, day: int) -> date:
    years = range(start.year, start.year + 9)
    return next(found for year in years if (found := _day(year, month, day)) and found >= start)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _fault(one: "Found", day_first: bool | None, text: str) -> str:
    """Why that date cannot be used, or ""."""
    readings = one.readings()
    if not readings:
        return f'"{shown(text)}" names a day that does not exist: correct it'
    if one.year is not None and not 1900 <= one.year <= 2200:
        return f'"{shown(text)}" names the year {one.year}: correct it'
    if one.order == "my":
        month, day = one.numbers
        name = _ENGLISH[month - 1]
        return f'"{shown(text)}" can be {day} {name} or {name} {one.year}: write the whole date'
    if _settle(one, day_first) is not None:
        return ""
    (month, day), _ = readings
    return (
        f'"{shown(text)}" can be {day} {_ENGLISH[month - 1]} or {month} {_ENGLISH[day - 1]}: '
        "say which with date_order in the config"
    )


_ENGLISH = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def moves(text: str) -> bool:
    """Whether the words name a day that is another one tomorrow ("yesterday", "heute")."""
    folded = fold(text).strip(" .!")
    return any(folded in word_set(kind) for kind in ("today", "yesterday", "tomorrow"))


def _relative(text: str, today: date) -> DayReading | None:
    folded = fold(text).strip(" .!")
    for kind, step in (("today", 0), ("yesterday", -1), ("tomorrow", 1)):
        if folded in word_set(kind):
            return DayReading(today + timedelta(days=step), sure=False)
    return None


def _unread(text: str) -> DayReading:
    return _problem(f'"{shown(text)}" is no date: write it as in 2026-03-14')


def _problem(sentence: str) -> DayReading:
    return DayReading(None, sure=False, rest="", problem=sentence)
