"""The weeks in numbers, from the days in the sheet and the histories."""

from datetime import date, timedelta

from followup.followups.weeks import count_weeks
from followup.model import Event, EventKind, Field, History, Mark, OccasionSettings, Settings
from hypothesis import given
from hypothesis import strategies as st

from tests.people import TODAY, contact, network

THIS_WEEK, LAST_WEEK = -1, -2


def sent(day: date, occasion: str = "check_in") -> History:
    return History((Event(day, occasion, EventKind.SENT),))


def test_a_person_counts_once_a_day() -> None:
    ana = contact(met_on="11-18", outreach_on="11-18", last_contact="11-18")
    weeks = count_weeks(network(ana, histories={5: sent(date(2026, 11, 18))}))
    assert weeks.contacts[LAST_WEEK] == 1
    assert sum(weeks.contacts) == 1


def test_weeks_begin_on_monday_and_the_last_is_this_one() -> None:
    people = [
        contact("Ana Díaz", 5, last_contact="11-22"),
        contact("Ben Cole", 6, last_contact="11-23"),
        contact("Mei Lin", 7, last_contact="09-07"),
        contact("Too Early", 8, last_contact="09-06"),
    ]
    weeks = count_weeks(network(*people))
    assert weeks.first == date(2026, 9, 7)
    assert (weeks.contacts[0], weeks.contacts[LAST_WEEK], weeks.contacts[THIS_WEEK]) == (1, 1, 1)
    assert sum(weeks.contacts) == 3


def test_a_day_known_by_its_month_or_still_to_come_is_no_contact() -> None:
    vague = contact(last_contact="11-15", vague=frozenset({Field.LAST_CONTACT}))
    ahead = contact("Ben Cole", 6, met_on="11-27")
    linked = contact("Mei Lin", 7, met_on="11-10", talked=False)
    assert sum(count_weeks(network(vague, ahead, linked)).contacts) == 0


def test_thanks_come_from_the_sheet_and_the_history() -> None:
    ana = contact(met_on="11-10", thank_you=Mark(yes=True, on=date(2026, 11, 11)))
    ben = contact("Ben Cole", 6)
    mei = contact("Mei Lin", 7, thank_you=Mark(yes=True))
    histories = {6: sent(date(2026, 11, 18), "thank_you"), 7: sent(date(2026, 11, 18))}
    weeks = count_weeks(network(ana, ben, mei, histories=histories))
    assert (weeks.thanks[-3], weeks.thanks[LAST_WEEK], sum(weeks.thanks)) == (1, 1, 2)


def test_what_falls_due_counts_in_its_week() -> None:
    soon = contact("Ana Díaz", 5, next_followup="11-27", last_contact="11-16")
    later = contact("Ben Cole", 6, next_followup="12-08", last_contact="11-16")
    far = contact("Mei Lin", 7, next_followup="2027-03-01", last_contact="11-16", cadence=200)
    shut = contact("Do Not", 8, next_followup="11-27", do_not_contact="yes")
    off = Settings(occasions={"check_in": OccasionSettings(enabled=False)})
    assert count_weeks(network(soon, later, far, shut, settings=off)).due == (1, 0, 1, 0, 0)


def test_what_was_put_off_falls_due_on_the_day_it_was_put_off_to() -> None:
    owed = contact(next_followup="11-20", last_contact="11-02")
    off = Event(TODAY, "next_step", EventKind.LATER, until=date(2026, 12, 9))
    assert count_weeks(network(owed, histories={5: History((off,))})).due == (0, 0, 1, 0, 0)


def test_given_and_received_are_people() -> None:
    people = [
        contact("Ana Díaz", 5, given="the slides", received="an introduction"),
        contact("Ben Cole", 6, given="feedback on the talk"),
    ]
    weeks = count_weeks(network(*people))
    assert (weeks.given, weeks.received) == (2, 1)


@given(st.lists(st.dates(date(2026, 8, 1), date(2026, 12, 31)), max_size=8))
def test_every_day_of_the_last_twelve_weeks_counts_once(days: list[date]) -> None:
    people = [contact(f"P {row}", row, last_contact=day) for row, day in enumerate(days, 5)]
    monday = TODAY - timedelta(days=TODAY.weekday())
    inside = [day for day in days if monday - timedelta(weeks=11) <= day <= TODAY]
    assert sum(count_weeks(network(*people)).contacts) == len(inside)
