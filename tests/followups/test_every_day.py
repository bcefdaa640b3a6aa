"""Every day of two years, 29 February 2028 among them: no due day is off by one, or on a day off.

Days are checked against a second calendar, made of a plain list of the working days of a country;
today's date against a second library of time zones.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz  # type: ignore[import-untyped]
from followup.cli import options
from followup.followups.rules import RULES
from followup.model import CalendarSettings, Contact, Due, Mark, Me, Settings
from holidays import country_holidays

from tests.people import contact, network

FIRST, LAST = date(2027, 1, 1), date(2028, 12, 31)
DAYS = tuple(FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1))
BY_NAME = {rule.__name__: rule for rule in RULES}
WEEKENDS = {"DE": {5, 6}, "US": {5, 6}, "IL": {4, 5}}


class WorkingDays:
    """A list of one country's working days, and what counting in it gives."""

    def __init__(self, country: str) -> None:
        off = country_holidays(country, years=range(2026, 2031))
        every = (FIRST + timedelta(n) for n in range(-40, len(DAYS) + 60))
        weekend = WEEKENDS[country]
        self.days = [day for day in every if day.weekday() not in weekend and day not in off]

    def after(self, day: date, count: int) -> date:
        return self.days[bisect_right(self.days, day) + count - 1]

    def from_(self, day: date) -> date:
        return self.days[bisect_left(self.days, day)]

    def before(self, day: date) -> date:
        return self.days[bisect_left(self.days, day) - 1]


def cases(day: date, working: WorkingDays) -> Iterator[tuple[str, Contact, date]]:
    """Occasion, somebody to whom something happened that day, and when a letter is owed."""
    unsaid, said = Mark(yes=False), Mark(yes=True)
    tomorrow = day + timedelta(1)
    yield "thank_you", contact(met_on=day, thank_you=unsaid), working.from_(tomorrow)
    yield "answer", contact(reply_on=day, replied=True), working.after(day, 1)
    promised = contact(met_on=day, thank_you=said, next_action="send the slides")
    yield "promise", promised, working.after(day, 2)
    yield "confirm_meeting", contact(met_on=day), working.before(day)
    yield "nudge", contact(outreach_on=day), working.after(day, 5)
    wanted = contact(last_contact=day, needs_followup=Mark(yes=True))
    yield "next_step", wanted, working.after(day, 5)
    yield "next_step", contact(next_followup=day), working.from_(day)


@pytest.mark.parametrize("country", WEEKENDS)
def test_due_days_are_the_working_days_a_calendar_shows(country: str) -> None:
    working = WorkingDays(country)
    open_days = set(working.days)
    days_off = CalendarSettings(weekend=frozenset(WEEKENDS[country]), move_dates=True)
    settings = Settings(me=Me(country=country), calendar=days_off)
    for day in DAYS:
        for occasion, person, expected in cases(day, working):
            around = day if occasion != "confirm_meeting" else day - timedelta(1)
            found = BY_NAME[occasion](person, network(person, today=around, settings=settings))
            assert isinstance(found, Due), (occasion, day, found)
            assert found.due_on == expected, (occasion, day)
            assert found.due_on in open_days


@pytest.mark.parametrize("country", WEEKENDS)
def test_a_day_set_by_the_person_is_never_moved_unasked(country: str) -> None:
    settings = Settings(me=Me(country=country))
    for day in DAYS:
        person = contact(next_followup=day)
        found = BY_NAME["next_step"](person, network(person, today=day, settings=settings))
        assert isinstance(found, Due)
        assert found.due_on == day


ZONES = (
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",  # half an hour of daylight saving
    "America/Santiago",  # clocks change at midnight, so that some days begin at one
    "Africa/Cairo",
    "Pacific/Auckland",
)


def instants(zone: tzinfo) -> Iterator[datetime]:
    """Around every midnight of the two years and around every change of the clocks, in UTC."""
    start = datetime(2027, 1, 1, tzinfo=UTC)
    before = start.astimezone(zone)
    for hour in range(24 * len(DAYS)):
        now = start + timedelta(hours=hour)
        local = now.astimezone(zone)
        changed = local.utcoffset() != before.utcoffset()
        if changed or local.day != before.day:
            for minutes in (-61, -31, -30, -29, -1, 0, 29, 30, 59) if changed else (-31, -1, 0):
                yield now + timedelta(minutes=minutes)
        before = local


@pytest.mark.parametrize("name", ZONES)
def test_today_is_the_persons_own_day_around_every_midnight(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, zone: Any = None) -> Any:
            return moment.astimezone(zone)

    monkeypatch.setattr(options, "datetime", Clock)
    second = tz.gettz(name)
    assert second is not None
    here = Settings(me=Me(time_zone=name))
    seen = set()
    for moment in instants(ZoneInfo(name)):
        day = options.day_here(here)
        assert day == moment.astimezone(second).date(), moment
        seen.add(day)
    assert seen >= set(DAYS[1:-1])
