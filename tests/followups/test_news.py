"""Good news of theirs: noted, or told by another company or title."""

from typing import Any

import pytest
from followup.followups import all_dues, post_to_remember
from followup.model import Contact, Due, Event, EventKind, Stage

from tests.people import TODAY, contact, day, network, occasions, past, reason_for

PROMOTED = "promoted to head of data"


def told(**more: Any) -> Contact:
    return contact(**{"news": PROMOTED, "cadence": 300, "last_contact": "10-01", **more})


def due_to(person: Contact, **more: Any) -> Due:
    (due,) = all_dues(person, network(person, **more))
    return due


class TestNotedNews:
    def test_without_a_day_is_due_today(self) -> None:
        due = due_to(told())
        assert (due.occasion, due.due_on, due.what) == ("congratulate", TODAY, PROMOTED)
        assert PROMOTED in due.reason

    @pytest.mark.parametrize(
        ("news", "due_on"),
        [
            (f"{PROMOTED}, 18 Nov", "11-19"),
            (f"2026-11-20 {PROMOTED}", "11-23"),  # a Friday: the Monday after
            (f"{PROMOTED} (9 November)", "11-10"),
        ],
    )
    def test_with_a_day_is_due_the_business_day_after_it(self, news: str, due_on: str) -> None:
        due = due_to(told(news=news))
        assert (due.due_on, due.what) == (day(due_on), PROMOTED)

    def test_that_lies_a_little_ahead_is_news_today(self) -> None:
        due = due_to(told(news="new book out 5 Dec"))
        assert (due.due_on, due.what) == (TODAY, "new book out")

    @pytest.mark.parametrize(
        ("more", "because"),
        [
            ({"news": f"{PROMOTED}, 8 Nov"}, "after two weeks it is too late"),
            ({"news": f"{PROMOTED}, 6 Nov", "last_contact": "11-10"}, "too late"),
            ({"news": f"{PROMOTED}, 12 Nov", "last_contact": "11-12"}, "after the news"),
            ({"news": ""}, "no news about them"),
            ({"stage": Stage.CLOSED}, "the status says it is over"),
            ({"last_contact": "11-20"}, "not before 27 Nov"),
        ],
    )
    def test_is_not_due_and_why_says_so(self, more: dict[str, Any], because: str) -> None:
        assert "congratulate" not in occasions(told(**more))
        assert because in reason_for(told(**more), "congratulate")

    def test_a_draft_of_it_is_dead_after_two_weeks(self) -> None:
        trigger = due_to(told()).trigger
        drafted = Event(day("11-23"), "congratulate", EventKind.DRAFTED, trigger=trigger)
        for today, owed in (("12-07", True), ("12-08", False)):
            found = occasions(told(), today=day(today), histories=past(drafted))
            assert ("congratulate" in found) is owed

    def test_is_told_once_and_other_news_anew(self) -> None:
        sent = Event(day("11-01"), "congratulate", EventKind.SENT, trigger=due_to(told()).trigger)
        assert "congratulate" not in occasions(told(), histories=past(sent))
        assert "congratulate" in occasions(told(news="won a prize"), histories=past(sent))


BEFORE = Event(day("06-01"), "check_in", EventKind.DRAFTED, at="Analyst, Acme")


class TestChangedPost:
    def person(self, title: str = "Analyst", company: str = "Acme") -> Contact:
        return contact(title=title, company=company, cadence=300, last_contact="10-01")

    def test_asks_whether_another_title_is_news(self) -> None:
        due = due_to(self.person("Data lead"), histories=past(BEFORE))
        assert (due.occasion, due.what, due.question) == ("congratulate", "Data lead,", True)
        assert '"Analyst, Acme"' in due.reason
        assert '"Data lead, Acme"' in due.reason
        assert "type skip" in due.reason

    @pytest.mark.parametrize("post", [("Analyst", "Acme"), ("Analsyt", "ACME Inc"), ("", "")])
    def test_the_same_or_another_spelling_is_none(self, post: tuple[str, str]) -> None:
        assert occasions(self.person(*post), histories=past(BEFORE)) == {}

    def test_without_an_earlier_letter_nothing_can_have_changed(self) -> None:
        assert occasions(self.person("Data lead")) == {}

    def test_its_own_draft_keeps_it_open_until_it_is_two_weeks_old(self) -> None:
        person = self.person("Data lead")
        due = due_to(person, histories=past(BEFORE))
        own = Event(
            TODAY, "congratulate", EventKind.DRAFTED, trigger=due.trigger, at="Data lead, Acme"
        )
        again = due_to(person, today=day("12-01"), histories=past(own, BEFORE))
        assert (again.trigger, again.due_on) == (due.trigger, TODAY)
        fixed = self.person("Data Lead.")
        assert due_to(fixed, today=day("12-01"), histories=past(own, BEFORE)).trigger == due.trigger
        assert occasions(person, today=day("12-08"), histories=past(own, BEFORE)) == {}

    @pytest.mark.parametrize("kind", [EventKind.SENT, EventKind.SKIPPED])
    def test_is_over_once_sent_or_skipped(self, kind: EventKind) -> None:
        person = self.person("Data lead")
        trigger = due_to(person, histories=past(BEFORE)).trigger
        drafted = Event(
            day("10-20"), "congratulate", EventKind.DRAFTED, trigger=trigger, at="Data lead, Acme"
        )
        over = Event(day("10-21"), "congratulate", kind, trigger=trigger)
        assert occasions(person, histories=past(over, drafted, BEFORE)) == {}

    def test_a_more_urgent_letter_leaves_the_change_for_later(self) -> None:
        person = self.person("Data lead")
        found = network(person, histories=past(BEFORE))
        urgent = Due(5, "thank_you", TODAY, "met:1", 100, "")
        assert post_to_remember(person, found, urgent) == "Analyst, Acme"
        own = due_to(person, histories=past(BEFORE))
        assert post_to_remember(person, found, own) == "Data lead, Acme"
