"""Something to share, and good news of one's own."""

from typing import Any

import pytest
from followup.followups import all_dues
from followup.model import Contact, Due, Event, EventKind, Mark, Me, Settings, Share, Stage

from tests.people import TODAY, contact, day, network, occasions, past, reason_for

BEES = Share("a film about bees", ("beekeeping", "bees"), "https://example.com/bees")
MAPS = Share("a book on old maps", ("old map",))
SHARES = Settings(shares=(BEES, MAPS))


def friend(**told: Any) -> Contact:
    """Somebody in touch, with whom nothing else is due."""
    return contact(**{"last_contact": "10-01", "cadence": 400, **told})


def due_to(person: Contact, **told: Any) -> Due:
    (due,) = all_dues(person, network(person, **told))
    return due


class TestSharing:
    def test_takes_what_the_row_says_and_finds_its_link(self) -> None:
        due = due_to(friend(share="article on hives: https://example.com/hives."))
        assert (due.occasion, due.due_on, due.priority) == ("share_resource", TODAY, 35)
        assert (due.what, due.link) == ("article on hives", "https://example.com/hives")

    @pytest.mark.parametrize(
        ("interests", "what"),
        [
            ("Chess; Bees", BEES.what),
            ("a bee", BEES.what),
            ("Old maps, jazz", MAPS.what),
            ("BEEKEEPING", BEES.what),
        ],
    )
    def test_finds_who_is_interested(self, interests: str, what: str) -> None:
        assert due_to(friend(interests=interests), settings=SHARES).what == what

    @pytest.mark.parametrize("interests", ["beehives", "maps that are old", "", "chess"])
    def test_matches_whole_words_only(self, interests: str) -> None:
        assert occasions(friend(interests=interests), settings=SHARES) == {}

    @pytest.mark.parametrize(
        "told",
        [
            {"last_contact": None},
            {"last_contact": "10-01", "outreach_on": "08-01", "nudges": 2},
            {"stage": Stage.CLOSED},
            {"do_not_contact": "unsubscribed"},
        ],
    )
    def test_only_where_the_tie_is_alive(self, told: dict[str, Any]) -> None:
        person = friend(**{"interests": "bees", **told})
        assert "share_resource" not in occasions(person, settings=SHARES)

    def sent(self, on: str) -> Event:
        trigger = due_to(friend(interests="bees"), settings=SHARES).trigger
        return Event(day(on), "share_resource", EventKind.SENT, trigger=trigger)

    def test_each_thing_once_and_nothing_for_sixty_days(self) -> None:
        both = friend(interests="bees, old maps", last_contact="08-01")
        lately, long_ago = past(self.sent("09-25")), past(self.sent("09-24"))
        assert "share_resource" not in occasions(both, settings=SHARES, histories=lately)
        assert "not before 24 Nov" in reason_for(
            both, "share_resource", settings=SHARES, histories=lately
        )
        assert due_to(both, settings=SHARES, histories=long_ago).what == MAPS.what
        one = friend(interests="bees", last_contact="08-01")
        assert occasions(one, settings=SHARES, histories=long_ago) == {}

    def test_a_draft_that_lies_there_is_not_overtaken_by_another_share(self) -> None:
        person = friend(interests="bees, old maps")
        trigger = due_to(person, settings=Settings(shares=(MAPS,))).trigger
        lying = Event(day("11-16"), "share_resource", EventKind.DRAFTED, trigger=trigger)
        assert due_to(person, settings=SHARES, histories=past(lying)).what == MAPS.what


NEWS = Settings(me=Me(good_news="I start at Acme in March.", good_news_on=day("11-20")))


class TestGoodNews:
    @pytest.mark.parametrize(
        "told",
        [
            {"met_on": "2025-12-01", "last_contact": "2025-12-02"},
            {"advice": "Test it early"},
            {"received": "a reference"},
        ],
    )
    def test_goes_to_whom_one_met_or_who_helped(self, told: dict[str, Any]) -> None:
        person = friend(**{"thank_you": Mark(yes=True), **told})
        due = due_to(person, settings=NEWS)
        assert (due.occasion, due.due_on, due.priority) == ("good_news", day("11-20"), 50)
        assert due.trigger == "good_news:2026-11-20"

    def test_goes_to_whoever_introduced_somebody(self) -> None:
        ben = friend(full="Ben Cole")
        ana = contact("Ana Díaz", 6, introduced_by="Ben Cole", met_on="05-01", last_contact="05-02")
        due = next(
            due
            for due in all_dues(ben, network(ben, ana, settings=NEWS))
            if due.occasion == "good_news"
        )
        assert due.about_row == 6

    @pytest.mark.parametrize(
        ("told", "because"),
        [
            ({}, "no help of theirs is noted"),
            ({"advice": "x", "last_contact": "2025-10-01"}, "no help of theirs"),
            ({"advice": "x", "last_contact": "11-21"}, "you were in touch on 21 Nov"),
            ({"advice": "x", "outreach_on": "09-01", "nudges": 1}, "never answered"),
            ({"advice": "x", "stage": Stage.CLOSED}, "it is over"),
            ({"met_on": "06-01", "talked": False}, "no help of theirs"),
        ],
    )
    def test_to_nobody_else_and_why_says_so(self, told: dict[str, Any], because: str) -> None:
        person = friend(**told)
        assert "good_news" not in occasions(person, settings=NEWS)
        assert because in reason_for(person, "good_news", settings=NEWS)

    def test_is_told_once_and_while_it_is_news(self) -> None:
        person = friend(advice="Test it early")
        sent = Event(day("11-21"), "good_news", EventKind.SENT, trigger="good_news:2026-11-20")
        assert occasions(person, settings=NEWS, histories=past(sent)) == {}
        for today, owed in (("11-19", False), ("12-10", True), ("2027-02-19", False)):
            found = occasions(person, settings=NEWS, today=day(today))
            assert ("good_news" in found) is owed

    def test_without_a_day_it_is_news_from_today_on_and_told_once(self) -> None:
        undated = Settings(me=Me(good_news="I start at Acme in March."))
        person = friend(advice="Test it early")
        due = due_to(person, settings=undated)
        assert due.due_on == TODAY
        sent = Event(day("11-01"), "good_news", EventKind.SENT, trigger=due.trigger)
        assert occasions(person, settings=undated, histories=past(sent)) == {}
