"""Business days. All arithmetic is on dates, so no hour, zone or clock change can shift a day."""

from datetime import date, timedelta
from functools import lru_cache

from followup.model import Settings
from followup.model.records import dataclass

ONE_DAY = timedelta(days=1)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are business days: weekend, own days off, and a country's public holidays.

    `country` is an ISO 3166 code, or "" for weekends alone.
    """

    weekend: frozenset[int]
    days_off: frozenset[date]
    country: str = ""
    quiet: bool = True

    @classmethod
    def of(cls, settings: Settings) -> "Calendar":
        """The calendar that the settings describe."""
        days = settings.calendar
        return cls(days.weekend, days.days_off, settings.me.country, days.quiet)

    def is_business_day(self, day: date) -> bool:
        """Whether people can be expected at work that day."""
        return (
            day.weekday() not in self.weekend
            and day not in self.days_off
            and not (self.country and day in _holidays(self.country, day.year))
        )

    def is_quiet(self, day: date) -> bool:
        """Whether it lies in the quiet days, 20 December to 3 January (domain.md section 5.3)."""
        return self.quiet and ((day.month, day.day) >= (12, 20) or (day.month, day.day) <= (1, 3))

    def roll(self, day: date) -> date:
        """That day, or the first business day after it."""
        while not self.is_business_day(day):
            day += ONE_DAY
        return day

    def after(self, day: date, count: int) -> date:
        """The `count`-th business day after `day` (which itself does not count)."""
        for _ in range(count):
            day = self.roll(day + ONE_DAY)
        return day

    def before(self, day: date) -> date:
        """The last business day before `day`."""
        day -= ONE_DAY
        while not self.is_business_day(day):
            day -= ONE_DAY
        return day


@lru_cache(maxsize=256)
def _holidays(country: str, year: int) -> frozenset[date]:
    from holidays import country_holidays

    return frozenset(country_holidays(country, years=year))


def say_day(day: date, today: date) -> str:
    """A day for people: "12 Nov", with the year unless it is this one."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {MONTHS[day.month - 1]}{year}"
