"""What can wait waits while the one written to is away or has no time."""

from datetime import date, timedelta
from typing import Any

import pytest
from followup.model import CalendarSettings, Contact, Mark, QuietPeriod, Settings

from tests.people import contact, occasions, reason_for

AUGUST = date(2027, 8, 9)


def quiet(today: date, settings: Settings | None = None, **told: Any) -> str:
    """Why a check-in that is long due waits that day; "" if it does not."""
    person = silent(today, **told)
    if "check_in" in occasions(person, today=today, settings=settings):
        return ""
    return reason_for(person, "check_in", today=today, settings=settings)


def silent(today: date, **told: Any) -> Contact:
    return contact(last_contact=today - timedelta(days=200), **told)


@pytest.mark.parametrize(
    ("where", "today", "until"),
    [
        ("Lyon, France", date(2027, 8, 1), "1 Sep"),
        ("Milano", date(2027, 8, 31), "1 Sep"),
        ("España", AUGUST, "1 Sep"),
        ("Göteborg", date(2027, 7, 1), "1 Aug"),
        ("Helsinki, Finland", date(2027, 7, 30), "1 Aug"),
    ],
)
def test_the_holiday_month_of_their_country_is_quiet(where: str, today: date, until: str) -> None:
    assert quiet(today, location=where).endswith(f"on holiday; it waits until {until}")


@pytest.mark.parametrize(
    ("where", "today"),
    [
        ("Lyon", date(2027, 7, 30)),
        ("Lyon", date(2027, 9, 1)),
        ("Oslo", AUGUST),
        ("Berlin", AUGUST),
        ("somewhere", AUGUST),
        ("", AUGUST),
    ],
)
def test_other_days_and_other_places_are_not(where: str, today: date) -> None:
    assert quiet(today, location=where) == ""


@pytest.mark.parametrize(
    ("where", "today", "until"),
    [
        ("Berlin", date(2027, 3, 26), "27 Mar"),  # Good Friday
        ("Boston, MA", date(2027, 11, 25), "26 Nov"),  # Thanksgiving
        ("東京", date(2027, 5, 3), "6 May"),  # three holidays in a row
        ("Lyon", date(2027, 7, 14), "15 Jul"),
    ],
)
def test_public_holidays_of_their_country_are_quiet(where: str, today: date, until: str) -> None:
    assert "public holiday in" in quiet(today, location=where)
    assert quiet(today, location=where).endswith(f"it waits until {until}")
    assert quiet(today, location="Dubai") == ""


@pytest.mark.parametrize(
    ("industry", "today", "until"),
    [
        ("Accounting", date(2027, 1, 15), "16 Apr"),
        ("Steuerberatung", date(2027, 4, 15), "16 Apr"),
        ("Expert-comptable", date(2027, 10, 8), "16 Oct"),
        ("会計事務所", date(2027, 2, 1), "16 Apr"),
        ("Retail & fashion", date(2027, 11, 15), "6 Jan 2028"),
        ("Einzelhandel", date(2028, 1, 5), "6 Jan"),
        ("Sales", date(2027, 3, 25), "3 Apr"),  # last five business days of the quarter
        ("Banking", date(2027, 4, 2), "3 Apr"),  # first two
        ("Finanzwesen", date(2027, 12, 16), ""),
        ("Higher education", date(2027, 9, 7), "8 Sep"),
        ("Hochschule", date(2027, 5, 12), "1 Jun"),
    ],
)
def test_busy_seasons_of_their_trade_are_quiet(industry: str, today: date, until: str) -> None:
    said = quiet(today, industry=industry)
    assert said.endswith(f"it waits until {until}") if until else said == ""


@pytest.mark.parametrize(
    ("industry", "today"),
    [
        ("Accounting", date(2027, 1, 14)),
        ("Accounting", date(2027, 4, 16)),
        ("Retail", date(2027, 11, 14)),
        ("Sales", date(2027, 3, 24)),
        ("Banking", date(2027, 4, 5)),
        ("Bankruptcy law", date(2027, 4, 1)),
        ("Software", date(2027, 4, 1)),
        ("Taxidermy", date(2027, 2, 1)),
    ],
)
def test_but_not_other_days_or_trades(industry: str, today: date) -> None:
    assert quiet(today, industry=industry) == ""


def test_exams_come_when_the_country_has_them() -> None:
    july = date(2027, 7, 12)
    assert "exams" in quiet(july, industry="University", location="Heidelberg")
    assert quiet(july, industry="University", location="Boston, MA") == ""


def test_periods_of_ones_own_hold_for_whom_they_name() -> None:
    own = (
        QuietPeriod((2, 10), (2, 20), industry="school", country="DE"),
        QuietPeriod((12, 1), (1, 10)),
    )
    mine = Settings(calendar=CalendarSettings(quiet_periods=own))
    ski_week = date(2027, 2, 10)
    assert "quiet period of yours" in quiet(
        ski_week, mine, industry="Primary schools", location="Bonn"
    )
    assert quiet(ski_week, mine, industry="Primary schools", location="Wien") == ""
    assert quiet(ski_week, mine, industry="Law", location="Bonn") == ""
    assert quiet(date(2027, 1, 8), mine).endswith("it waits until 11 Jan")


def test_a_period_that_never_ends_says_so_and_does_not_hang() -> None:
    always = Settings(calendar=CalendarSettings(quiet_periods=(QuietPeriod((1, 1), (12, 31)),)))
    assert quiet(AUGUST, always).endswith("until you shorten your quiet periods")


@pytest.mark.parametrize(
    ("off", "today"),
    [
        (CalendarSettings(quiet_places=False), AUGUST),
        (CalendarSettings(quiet_trades=False), date(2027, 2, 9)),
    ],
)
def test_each_kind_can_be_switched_off(off: CalendarSettings, today: date) -> None:
    told: dict[str, Any] = {"location": "Lyon", "industry": "Accounting"}
    assert quiet(today, **told)
    assert quiet(today, Settings(calendar=off), **told) == ""


def test_thanks_answers_and_days_the_person_set_do_not_wait() -> None:
    met = contact(
        met_on=date(2027, 8, 5), thank_you=Mark(yes=False), location="Lyon", industry="Retail"
    )
    assert "thank_you" in occasions(met, today=AUGUST)
    asked = contact(reply_on=date(2027, 8, 5), replied=True, location="Roma")
    assert "answer" in occasions(asked, today=AUGUST)
    step = contact(next_followup=date(2027, 8, 6), location="Madrid")
    assert "next_step" in occasions(step, today=AUGUST)


def test_a_day_of_ones_own_moves_off_a_weekend_only_if_allowed() -> None:
    saturday, monday = date(2026, 11, 21), date(2026, 11, 23)
    person = contact(next_followup=saturday)
    assert occasions(person) == {"next_step": saturday}
    moving = Settings(calendar=CalendarSettings(move_dates=True))
    assert occasions(person, settings=moving) == {"next_step": monday}
    assert occasions(person, settings=moving, today=saturday) == {}
