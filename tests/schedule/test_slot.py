"""The weekly moment: however it is typed, a run is owed once after it and never before."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from followup.schedule import Slot, is_time, next_day, parse_slot
from hypothesis import given
from hypothesis import strategies as st

MONDAY = Slot(0, 7, 30)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("monday 07:30", Slot(0, 7, 30)),
        ("Mon 7", Slot(0, 7, 0)),
        ("Fridays, 7.05", Slot(4, 7, 5)),
        ("sun 6pm", Slot(6, 18, 0)),
        ("tu 12 am", Slot(1, 0, 0)),
        ("wed 12:15 pm", Slot(2, 12, 15)),
        ("saturday", Slot(5, 7, 0)),
        ("18h30", Slot(0, 18, 30)),
        ("", Slot(0, 7, 0)),
    ],
)
def test_days_and_times_are_read_as_people_type_them(typed: str, meant: Slot) -> None:
    assert parse_slot(typed) == meant
    assert parse_slot(str(meant)) == meant


@pytest.mark.parametrize("typed", ["funday 7", "monday 25:00", "monday 7:75", "t 7", "mon seven"])
def test_what_is_no_weekly_moment_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"is no (day of the week|time of day)"):
        parse_slot(typed)


@pytest.mark.parametrize(
    ("now", "noted", "owed"),
    [
        ("2026-11-23 07:30", "2026-11-16 07:30", True),
        ("2026-11-23 07:29", "2026-11-16 07:30", False),
        ("2026-11-23 08:30", "2026-11-23 07:30", False),
        ("2026-11-26 21:30", "2026-11-16 07:31", True),  # slept until Thursday
        ("2026-11-22 12:00", None, False),  # set up on Sunday
        ("2026-11-23 07:59", None, True),
        ("2026-11-23 09:00", None, False),
    ],
)
def test_a_run_is_owed_once_since_the_last_moment(now: str, noted: str | None, owed: bool) -> None:
    then = datetime.fromisoformat(noted).replace(tzinfo=BERLIN) if noted else None
    assert is_time(datetime.fromisoformat(now).replace(tzinfo=BERLIN), MONDAY, then) is owed


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),
    st.builds(Slot, st.integers(0, 6), st.integers(0, 23), st.integers(0, 59)),
)
def test_asked_every_hour_it_runs_once_a_week(start: datetime, slot: Slot) -> None:
    now = start.replace(tzinfo=UTC)
    noted, runs = now, 0
    for _ in range(24 * 7 * 4):
        now += timedelta(hours=1)
        if is_time(now, slot, noted):
            noted, runs = now, runs + 1
            assert now - slot.last(now) < timedelta(hours=1)
    assert runs == 4


def test_the_first_day_is_after_today() -> None:
    assert next_day(date(2026, 11, 22), MONDAY) == date(2026, 11, 23)
    assert next_day(date(2026, 11, 23), MONDAY) == date(2026, 11, 30)
