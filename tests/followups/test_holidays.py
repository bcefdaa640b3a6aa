"""Public holidays: what the table holds for the years around now, the library for all others."""

import sys
from datetime import date

import pytest
from followup.followups.calendar import HOLIDAY_DAYS, Calendar, has_holidays, holidays
from holidays import country_holidays

COUNTRIES = [line[:2] for line in HOLIDAY_DAYS.read_text("utf-8").splitlines() if line[0] != "#"]


@pytest.mark.parametrize("year", [2026, 2030])
def test_the_table_agrees_with_the_library_but_for_what_was_decreed_since(year: int) -> None:
    known = {(c, day) for c in COUNTRIES for day in country_holidays(c, years=year)}
    told = {(country, day) for country in COUNTRIES for day in holidays(country, year)}
    assert len(known) > 2000
    assert len(known ^ told) < len(known) / 50


def test_the_library_is_asked_only_for_other_years(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    holidays.cache_clear()
    german = Calendar(frozenset({5, 6}), frozenset(), "DE")
    assert german.is_business_day(date(2026, 12, 24))
    assert not german.is_business_day(date(2026, 12, 25))
    with pytest.raises(ImportError):
        german.is_business_day(date(2046, 12, 25))


@pytest.mark.parametrize("year", [2020, 2046])
def test_other_years_have_theirs_all_the_same(year: int) -> None:
    assert date(year, 12, 25) in holidays("FR", year)


def test_a_country_nobody_knows_has_none() -> None:
    assert holidays("XY", 2026) == frozenset()
    assert not has_holidays("XY")
    assert has_holidays("DE")
    assert has_holidays("UK")
