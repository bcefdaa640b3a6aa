"""What introducers hear: also that somebody could not be reached."""

from dataclasses import replace
from typing import Any

import pytest
from followup.followups import all_dues
from followup.model import Event, EventKind

from tests.people import contact, day, network, occasions, past, reason_for

BEN = contact("Ben Cole", 5, last_contact="09-01", cadence=400)
SILENT: dict[str, Any] = {"introduced_by": "Ben Cole", "outreach_on": "10-01", "nudges": 2}
ANA = contact("Ana Díaz", 6, last_contact="11-06", **SILENT)


def test_an_introducer_hears_that_somebody_could_not_be_reached() -> None:
    (due,) = all_dues(BEN, network(BEN, ANA))
    assert (due.occasion, due.due_on, due.about_row) == ("report_back", day("11-20"), 6)
    assert due.trigger == "unreached:ana-diaz:2026-10-01"
    assert "has not answered" in due.reason


@pytest.mark.parametrize(
    ("told", "because"),
    [
        ({"nudges": 1}, "may still answer"),
        ({"replied": True}, "you have not met Ana Díaz yet"),
        ({"last_contact": day("11-10")}, "not before 24 Nov"),
        ({"do_not_contact": "no mail"}, "you have not met Ana Díaz yet"),
        ({"outreach_on": day("05-01"), "last_contact": day("06-01")}, "you were in touch after"),
    ],
)
def test_not_before_the_last_reminder_has_gone_unanswered(
    told: dict[str, Any], because: str
) -> None:
    ana = replace(ANA, **told)
    assert "report_back" not in occasions(BEN, ana)
    assert because in reason_for(BEN, "report_back", ana)


def test_is_told_once_and_again_of_the_meeting_that_came_after_all() -> None:
    sent = Event(
        day("11-21"), "report_back", EventKind.SENT, trigger="unreached:ana-diaz:2026-10-01"
    )
    assert occasions(BEN, ANA, histories=past(sent)) == {}
    met = replace(ANA, met_on=day("12-07"), replied=True)
    later = occasions(BEN, met, histories=past(sent), today=day("12-10"))
    assert "report_back" in later


def test_a_skipped_report_does_not_hide_another() -> None:
    mei = contact("Mei Lin", 7, introduced_by="Ben Cole", met_on="11-16", last_contact="11-17")
    first = next(d for d in all_dues(BEN, network(BEN, ANA, mei)) if d.occasion == "report_back")
    skipped = Event(day("11-20"), "report_back", EventKind.SKIPPED, trigger=first.trigger)
    again = all_dues(BEN, network(BEN, ANA, mei, histories=past(skipped)))
    (second,) = [d for d in again if d.occasion == "report_back"]
    assert second.trigger != first.trigger
