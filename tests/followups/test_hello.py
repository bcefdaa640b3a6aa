"""A first letter to somebody never written to, and one last word later."""

from typing import Any

import pytest
from followup.followups import all_dues, tasks
from followup.model import (
    CadenceSettings,
    Contact,
    Event,
    EventKind,
    Field,
    Limits,
    Mark,
    OccasionSettings,
    Settings,
    Stage,
)

from tests.people import TODAY, column_map, contact, day, network, occasions, past, reason_for


def stranger(**told: Any) -> Contact:
    """Somebody to write to, and why."""
    return contact(**{"stage": Stage.TO_CONTACT, "interests": "bees", **told})


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "the status says that you want to"),
        ({"stage": None, "goal": "Learn about pricing"}, "you noted what for"),
        ({"stage": None, "tier": 1}, "of your closest tier"),
    ],
)
def test_is_owed_where_the_row_asks_for_it(told: dict[str, Any], words: str) -> None:
    person = stranger(**told)
    (due,) = all_dues(person, network(person))
    assert (due.occasion, due.due_on, due.priority) == ("first_hello", TODAY, 25)
    assert words in due.reason


@pytest.mark.parametrize(
    "told",
    [
        {"outreach_on": "11-20"},
        {"last_contact": "2025-11-20"},
        {"met_on": "11-30"},
        {"replied": True},
        {"stage": Stage.CLOSED},
        {"stage": Stage.REPLIED},
        {"stage": None},
        {"stage": None, "tier": 2},
        {"stage": None, "tier": 1, "advice": "Test it early"},
        {"next_followup": "12-10"},
        {"do_not_contact": "unsubscribed"},
    ],
)
def test_is_not_owed_otherwise(told: dict[str, Any]) -> None:
    assert "first_hello" not in occasions(stranger(**told))


def test_nobody_is_new_in_a_tracker_that_shows_no_letters() -> None:
    friend = stranger(stage=None, tier=1)
    assert occasions(friend, fields=(Field.NAME, Field.PRIORITY, Field.INTERESTS)) == {}
    named = stranger()
    assert "first_hello" in occasions(named, fields=(Field.NAME, Field.STATUS))


def test_the_config_can_switch_it_on_for_everybody_and_off() -> None:
    person = stranger(stage=None)
    on = Settings(occasions={"first_hello": OccasionSettings()})
    off = Settings(occasions={"first_hello": OccasionSettings(enabled=False)})
    assert "first_hello" in occasions(person, settings=on)
    assert occasions(stranger(), settings=off) == {}


@pytest.mark.parametrize(
    ("told", "because"),
    [({"interests": ""}, "nothing in the row says why"), ({"email": ""}, "no address")],
)
def test_without_a_reason_or_an_address_it_is_a_task(told: dict[str, Any], because: str) -> None:
    person = stranger(**told)
    assert because in reason_for(person, "first_hello")
    (task,) = tasks(network(person), column_map(*Field))
    assert because in task.message
    assert task.place.endswith("5")


def test_many_tasks_are_five_notes_the_closest_people_first() -> None:
    people = [stranger(interests="", row=row, tier=3 if row < 8 else 1) for row in range(5, 25)]
    notes = tasks(network(*people), column_map(*Field))
    assert len(notes) == 5
    assert notes[0].place.endswith("8")
    assert "(15 others lack as much)" in notes[-1].message


SENT_HELLO = Event(day("11-02"), "first_hello", EventKind.SENT, trigger="hello")


def test_once_sent_it_is_followed_by_a_reminder_not_by_a_check_in() -> None:
    person = stranger(last_contact="11-02", cadence=7)
    assert occasions(person, histories=past(SENT_HELLO)) == {"nudge": day("11-09")}


class TestRevisit:
    person = contact(outreach_on="05-01", last_contact="07-01", nudges=2, cadence=9)

    def test_comes_a_good_while_after_the_last_reminder(self) -> None:
        (due,) = all_dues(self.person, network(self.person))
        assert (due.occasion, due.due_on) == ("first_hello", day("09-29"))
        assert due.trigger == "revisit:2026-05-01"

    def test_its_day_can_be_set(self) -> None:
        late = Settings(cadence=CadenceSettings(revisit=200))
        assert occasions(self.person, settings=late) == {}

    def test_comes_although_the_tie_is_marked_dormant(self) -> None:
        told: dict[str, Any] = {"outreach_on": "05-01", "last_contact": "07-01", "nudges": 2}
        assert "first_hello" in occasions(contact(stage=Stage.DORMANT, **told))
        assert occasions(contact(stage=Stage.CLOSED, **told)) == {}

    def test_then_the_tie_rests_until_something_changes(self) -> None:
        sent = Event(day("10-01"), "first_hello", EventKind.SENT, trigger="revisit:2026-05-01")
        assert occasions(self.person, histories=past(sent), today=day("2027-09-01")) == {}

    def test_an_answer_or_the_setting_without_reminders_ends_it(self) -> None:
        told: dict[str, Any] = {"outreach_on": "05-01", "last_contact": "07-01", "nudges": 2}
        assert "first_hello" not in occasions(contact(replied=True, **told))
        quiet = Settings(limits=Limits(max_nudges=0))
        assert occasions(self.person, settings=quiet) == {}

    def test_is_not_sent_after_more_than_a_year(self) -> None:
        assert occasions(contact(outreach_on="2024-05-01", nudges=2)) == {}


def test_a_wish_for_a_follow_up_is_no_first_letter_where_it_says_no() -> None:
    person = stranger(stage=None, tier=1, needs_followup=Mark(yes=False))
    assert occasions(person) == {}
