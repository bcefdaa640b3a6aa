"""Public holidays: the table that spares the library never hides one."""

import sys
from datetime import date, timedelta

import pytest
from followup.followups import calendar
from followup.followups.calendar import HOLIDAY_DAYS, Calendar, is_holiday
from holidays import country_holidays

COUNTRIES = [line[:2] for line in HOLIDAY_DAYS.read_text("utf-8").splitlines() if line[0] != "#"]


@pytest.mark.parametrize("year", [2026, 2029])
def test_no_holiday_of_any_country_is_missed(year: int) -> None:
    missed = {
        (country, day)
        for country in COUNTRIES
        for day in country_holidays(country, years=year)
        if not is_holiday(country, day)
    }
    assert not missed


@pytest.mark.parametrize("country", ["DE", "JP", "US", "IN", "IL"])
def test_every_day_of_two_years_agrees_with_the_library(country: str) -> None:
    known = country_holidays(country, years=(2027, 2028))
    days = (date(2027, 1, 1) + timedelta(n) for n in range(731))
    assert all(is_holiday(country, day) is (day in known) for day in days)


def test_the_library_is_not_asked_on_a_day_that_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    calendar.holidays.cache_clear()
    monkeypatch.setitem(sys.modules, "holidays", None)
    german = Calendar(frozenset({5, 6}), frozenset(), "DE")
    assert german.is_business_day(date(2026, 11, 23))
    with pytest.raises(ImportError):
        german.is_business_day(date(2026, 12, 25))


def test_a_country_the_library_does_not_know_has_none() -> None:
    assert not is_holiday("XY", date(2026, 12, 25))
