"""Days on which letters that can wait do: holidays and busy seasons of the one written to.

docs/occasions.md lists them; all are judgement, to be switched off or added to in the config.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from followup.followups.calendar import Calendar, holidays, say_day
from followup.followups.network import Network
from followup.model import Contact, Field, QuietPeriod
from followup.values.phrases import find_phrases
from followup.values.places import country_name, country_of
from followup.values.text import fold
from followup.values.toml import read_toml

TRADES = Path(__file__).with_name("trades.toml")
HOLIDAY_MONTHS: Mapping[str, int] = {
    **dict.fromkeys(("FR", "IT", "ES"), 8),
    **dict.fromkeys(("SE", "NO", "DK", "FI", "IS"), 7),
}
MONTH_NAMES = {7: "July", 8: "August"}
BEFORE_QUARTER, INTO_QUARTER = 5, 2
"""Business days at either side of a quarter's end."""

LONGEST_WAIT = 400
"""Days after which the search for a day that is not quiet is given up."""


def quiet(contact: Contact, network: Network) -> str:
    """Why nobody writes to them today of what can wait, and the day it waits for; "" if one may."""
    calendar = network.calendar
    where = contact.text.get(Field.LOCATION, "")
    country = country_of(where) if where and calendar.asks_places else ""
    industry = contact.text.get(Field.INDUSTRY, "")
    return _said(calendar, country, fold(industry) if industry else "", network.today)


@lru_cache(maxsize=1024)
def _said(calendar: Calendar, country: str, industry: str, today: date) -> str:
    cause = quiet_cause(calendar, country, industry, today)
    if not cause:
        return ""
    days = (today + timedelta(days=n) for n in range(1, LONGEST_WAIT))
    free = next((day for day in days if not quiet_cause(calendar, country, industry, day)), None)
    until = say_day(free, today) if free else "you shorten your quiet periods"
    return f"{cause}; it waits until {until}"


def quiet_cause(calendar: Calendar, country: str, industry: str, day: date) -> str:
    """What keeps letters that can wait waiting on that day; "" for nothing.

    `country` is an ISO 3166 code or "", `industry` the folded words of the industry cell.
    """
    if calendar.is_quiet(day):
        return "the quiet days between the years"
    if any(_applies(each, country, industry, day) for each in calendar.periods):
        return "a quiet period of yours"
    if calendar.trades and industry:
        said = next((each["says"] for each in _busy(calendar, country, industry, day)), "")
        if said:
            return str(said)
    return _place_cause(country, day) if calendar.places and country else ""


def _place_cause(country: str, day: date) -> str:
    if HOLIDAY_MONTHS.get(country) == day.month:
        return f"in {MONTH_NAMES[day.month]} {country_name(country)} is on holiday"
    if day in holidays(country, day.year):
        return f"a public holiday in {country_name(country)}"
    return ""


def _applies(period: QuietPeriod, country: str, industry: str, day: date) -> bool:
    """Whether a period of the person's own holds that day for someone there in that trade."""
    return (
        _within(period.first, period.last, day)
        and period.country in {"", country}
        and fold(period.industry) in industry
    )


def _within(first: tuple[int, int], last: tuple[int, int], day: date) -> bool:
    """Whether the day lies in the days of every year; past the turn of the year if last < first."""
    this = (day.month, day.day)
    return first <= this <= last if first <= last else this >= first or this <= last


def _busy(
    calendar: Calendar, country: str, industry: str, day: date
) -> Iterable[Mapping[str, Any]]:
    """The trades that an industry cell names and that are busy that day."""
    found = (_trades()[name] for name in _trades_of(industry))
    return (trade for trade in found if _is_busy(trade, calendar, country, day))


def _is_busy(trade: Mapping[str, Any], calendar: Calendar, country: str, day: date) -> bool:
    periods = trade.get(country, trade).get("periods", ())
    if any(_within(*_days(listed), day) for listed in periods):
        return True
    return bool(trade.get("quarter")) and _ends_quarter(calendar, day)


@cache
def _days(listed: str) -> tuple[tuple[int, int], tuple[int, int]]:
    first, last = (tuple(map(int, each.split("-"))) for each in listed.split(" to "))
    return (first[0], first[1]), (last[0], last[1])


@cache
def _ends_quarter(calendar: Calendar, day: date) -> bool:
    """Whether it lies in the last five or first two business days of a calendar quarter."""
    starts = [date(day.year, month, 1) for month in (1, 4, 7, 10)] + [date(day.year + 1, 1, 1)]
    for start, following in pairwise(starts):
        if start <= day < following:
            first = following
            for _ in range(BEFORE_QUARTER):
                first = calendar.before(first)
            return day >= first or day <= calendar.after(start - timedelta(1), INTO_QUARTER)
    return False


@lru_cache(maxsize=1024)
def _trades_of(industry: str) -> tuple[str, ...]:
    """The trades of trades.toml that the folded words of an industry cell name."""
    return tuple(name for name, trade in _trades().items() if _names(trade["words"], industry))


def _names(listed: str, industry: str) -> bool:
    """Whether the cell has one of the listed words, those with a * as beginnings of words."""
    entries = [entry.strip() for entry in listed.replace("\n", " ").split(",")]
    whole = frozenset(entry for entry in entries if entry and not entry.endswith("*"))
    if any(find_phrases(industry, whole)):
        return True
    beginnings = tuple(f" {entry[:-1]}" for entry in entries if entry.endswith("*"))
    return any(beginning in f" {industry}" for beginning in beginnings)


@cache
def _trades() -> Mapping[str, Mapping[str, Any]]:
    return read_toml(TRADES)
