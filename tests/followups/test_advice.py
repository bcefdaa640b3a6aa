"""What came of advice: told three weeks after the meeting."""

from typing import Any

import pytest
from followup.model import Event, EventKind, Mark, OccasionSettings, Settings, Stage

from tests.people import contact, day, occasions, past, reason_for

THANKED = Mark(yes=True)


def advised(**told: Any) -> Any:
    return contact(**{"advice": "Test it early", "thank_you": THANKED, "cadence": 300, **told})


@pytest.mark.parametrize(
    ("met", "owed"),
    [("11-10", False), ("11-03", False), ("11-02", True), ("10-12", True), ("10-11", False)],
)
def test_is_owed_from_three_to_six_weeks_after_the_meeting(met: str, owed: bool) -> None:
    assert ("advice_update" in occasions(advised(met_on=met))) is owed


def test_is_due_three_weeks_after_the_meeting_or_when_the_config_says() -> None:
    assert occasions(advised(met_on="10-30"))["advice_update"] == day("11-20")
    sooner = Settings(occasions={"advice_update": OccasionSettings(days=15)})
    assert occasions(advised(met_on="11-05"), settings=sooner)["advice_update"] == day("11-20")


@pytest.mark.parametrize(
    ("told", "because"),
    [
        ({"advice": ""}, "no advice of theirs is noted"),
        ({"met_on": None}, "no meeting is noted"),
        ({"met_on": "11-12"}, "two weeks"),
        ({"met_on": "09-30"}, "six weeks ago"),
        ({"thank_you": Mark(yes=False)}, "first say thank you"),
        ({"stage": Stage.CANCELLED}, "cancelled"),
        ({"last_contact": "11-20"}, "you were in touch on 20 Nov"),
        ({"last_contact": "11-19"}, "not before 26 Nov"),
    ],
)
def test_is_not_owed_and_why_says_so(told: dict[str, Any], because: str) -> None:
    person = advised(**{"met_on": "10-30", **told})
    assert because in reason_for(person, "advice_update")
    assert "advice_update" not in occasions(person)


def test_says_whether_the_sheet_knows_the_outcome() -> None:
    unknown = reason_for(advised(met_on="10-30"), "advice_update")
    assert "(the sheet does not say yet)" in unknown
    known = advised(met_on="10-30", advice_outcome="Passed the exam")
    assert "does not say" not in reason_for(known, "advice_update")


@pytest.mark.parametrize("kind", [EventKind.SENT, EventKind.SKIPPED])
def test_is_told_once(kind: EventKind) -> None:
    event = Event(day("11-21"), "advice_update", kind, trigger="met:2026-10-30")
    assert "advice_update" not in occasions(advised(met_on="10-30"), histories=past(event))
