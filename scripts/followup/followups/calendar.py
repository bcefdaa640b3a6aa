"""Business days. All arithmetic is on dates, so no hour, zone or clock change can shift a day."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path

from followup.model import QuietPeriod, Settings
from followup.model.records import dataclass

ONE_DAY = timedelta(days=1)
HOLIDAY_DAYS = Path(__file__).with_name("holiday_days.txt")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True, eq=False)
class Calendar:
    """Which days are business days: weekend, own days off, and a country's public holidays.

    `country` is an ISO 3166 code, or "" for weekends alone. The last four say which days are quiet
    (see `quiet.py`): the turn of the year, the contact's holidays, their trade's busy season, and
    periods of the person's own. A calendar is only equal to itself: it is a key of what was worked
    out by it for every contact, and hashing all it holds took as long as working it out.
    """

    weekend: frozenset[int]
    days_off: frozenset[date]
    country: str = ""
    quiet: bool = True
    places: bool = False
    trades: bool = False
    periods: tuple[QuietPeriod, ...] = ()

    @classmethod
    def of(cls, settings: Settings) -> "Calendar":
        """The calendar that the settings describe."""
        days = settings.calendar
        return cls(
            days.weekend,
            days.days_off,
            settings.me.country,
            days.quiet,
            days.quiet_places,
            days.quiet_trades,
            days.quiet_periods,
        )

    @property
    def asks_places(self) -> bool:
        """Whether it matters to any quiet day where somebody lives."""
        return self.places or any(period.country for period in self.periods)

    def is_business_day(self, day: date) -> bool:
        """Whether people can be expected at work that day."""
        return (
            day.weekday() not in self.weekend
            and day not in self.days_off
            and not (self.country and day in holidays(self.country, day.year))
        )

    def is_quiet(self, day: date) -> bool:
        """Whether it lies in the quiet days, 20 December to 3 January (docs/occasions.md)."""
        return self.quiet and ((day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 3))

    def roll(self, day: date) -> date:
        """That day, or the first business day after it."""
        while not self.is_business_day(day):
            day += ONE_DAY
        return day

    def after(self, day: date, count: int) -> date:
        """The `count`-th business day after `day` (which itself does not count)."""
        return _after(self, day, count)

    def before(self, day: date) -> date:
        """The last business day before `day`."""
        day -= ONE_DAY
        while not self.is_business_day(day):
            day -= ONE_DAY
        return day


@lru_cache(maxsize=1024)
def holidays(country: str, year: int) -> frozenset[date]:
    """The public holidays of one country (an ISO 3166 code) in one year; none if unknown.

    They stand in a table for the years around now; only others are asked of the library, which
    takes longer to import than a whole run.
    """
    for listed in _table().get(country, "").split("|"):
        told, _, numbers = listed.partition(" ")
        if told == str(year):
            before = date(year, 1, 1) - ONE_DAY
            return frozenset(before + timedelta(days=int(number)) for number in numbers.split())
    return _from_library(country, year)


def _from_library(country: str, year: int) -> frozenset[date]:
    from holidays import country_holidays

    try:
        return frozenset(country_holidays(country, years=year))
    except NotImplementedError:
        return frozenset()


def has_holidays(country: str) -> bool:
    """Whether it is the code of a country whose public holidays are known."""
    if country in _table():
        return True
    from holidays import list_supported_countries

    return country in list_supported_countries(include_aliases=True)


@cache
def _table() -> Mapping[str, str]:
    """A line of holiday_days.txt for each country in it."""
    lines = HOLIDAY_DAYS.read_text(encoding="utf-8").splitlines()
    return {line[:2]: line[3:] for line in lines if not line.startswith("#")}


@lru_cache(maxsize=4096)
def _after(calendar: Calendar, day: date, count: int) -> date:
    for _ in range(count):
        day = calendar.roll(day + ONE_DAY)
    return day


@lru_cache(maxsize=4096)
def say_day(day: date, today: date) -> str:
    """A day for people: "12 Nov", with the year unless it is this one."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {MONTHS[day.month - 1]}{year}"
