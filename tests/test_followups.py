"""Who is due, why and since when: each rule and edge case."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from followup.followups import (
    Written,
    all_dues,
    build_network,
    choose,
    sort_dues,
    tasks,
    written_lately,
)
from followup.followups.calendar import Calendar
from followup.model import (
    CalendarSettings,
    Due,
    Event,
    EventKind,
    Field,
    History,
    Limits,
    Mark,
    Me,
    Name,
    OccasionSettings,
    Person,
    Settings,
    Stage,
)
from hypothesis import given
from hypothesis import strategies as st

from tests.people import TODAY, column_map, contact, day, network, occasions, past, reason_for

NOT_YET = Mark(yes=False)
BEN = Person(Name("Ben Cole", "Ben", "Cole"), "ben@example.com")


class TestThankYou:
    @pytest.mark.parametrize(
        ("met", "due"),
        [
            ("11-19", "11-20"),  # Thursday: the next day
            ("11-20", "11-23"),  # Friday: Monday
            ("11-21", "11-23"),  # Saturday: Monday
            ("11-22", "11-23"),  # Sunday: Monday
            ("11-12", "11-13"),
        ],
    )
    def test_is_due_the_next_business_day(self, met: str, due: str) -> None:
        assert occasions(contact(met_on=met, thank_you=NOT_YET)) == {"thank_you": day(due)}

    def test_of_a_meeting_today_is_due_tomorrow(self) -> None:
        person = contact(met_on="11-23", thank_you=NOT_YET)
        assert occasions(person) == {}
        assert reason_for(person, "thank_you") == "not before 24 Nov"

    def test_waits_for_a_meeting_to_come(self) -> None:
        assert occasions(contact(met_on="11-30", thank_you=NOT_YET, next_followup="11-01")) == {}

    def test_after_thirty_days_is_left_to_the_check_in(self) -> None:
        assert "thank_you" in occasions(contact(met_on="10-24", thank_you=NOT_YET))
        late = occasions(contact(met_on="10-23", thank_you=NOT_YET))
        assert "thank_you" not in late
        assert "check_in" in late

    @pytest.mark.parametrize(
        ("mark", "owed"),
        [
            (Mark(yes=True), False),
            (Mark(yes=True, on=day("11-13")), False),
            (Mark(yes=True, on=day("11-01")), True),  # belongs to an earlier meeting
            (Mark(yes=None), False),  # n/a: not needed
            (NOT_YET, True),
        ],
    )
    def test_follows_the_thank_you_column(self, mark: Mark, owed: bool) -> None:
        assert ("thank_you" in occasions(contact(met_on="11-12", thank_you=mark))) is owed

    def test_without_such_a_column_later_contact_counts_as_thanks(self) -> None:
        assert "thank_you" in occasions(contact(met_on="11-12", last_contact="11-12"))
        assert "thank_you" not in occasions(contact(met_on="11-12", last_contact="11-13"))

    def test_is_not_owed_to_whom_one_only_connected_with(self) -> None:
        person = contact(met_on="11-18", talked=False)
        assert "thank_you" not in occasions(person)

    def test_is_not_owed_where_no_follow_up_is_wanted(self) -> None:
        assert occasions(contact(met_on="11-18", needs_followup=NOT_YET)) == {}

    def test_is_not_owed_for_a_cancelled_meeting(self) -> None:
        assert occasions(contact(met_on="11-12", thank_you=NOT_YET, stage=Stage.CANCELLED)) == {}

    def test_without_a_day_is_listed_and_blocked_never_dropped(self) -> None:
        person = contact(stage=Stage.MET, thank_you=NOT_YET)
        (due,) = all_dues(person, network(person))
        assert (due.occasion, due.blocked) == ("thank_you", "date missing")


class TestNextStep:
    def test_is_due_on_the_day_the_person_set(self) -> None:
        assert occasions(contact(next_followup="11-21")) == {"next_step": day("11-21")}

    def test_waits_for_that_day(self) -> None:
        assert occasions(contact(next_followup="11-24", last_contact="01-05")) == {}

    @pytest.mark.parametrize(("last", "owed"), [("11-20", True), ("11-21", False)])
    def test_is_cleared_by_contact_on_or_after_that_day(self, last: str, owed: bool) -> None:
        found = occasions(contact(next_followup="11-21", last_contact=last))
        assert ("next_step" in found) is owed

    def test_comes_after_a_thank_you_still_owed(self) -> None:
        person = contact(met_on="11-19", thank_you=NOT_YET, next_followup="11-21")
        assert all_dues(person, network(person))[0].occasion == "thank_you"

    def test_without_a_day_but_marked_as_needed_comes_after_five_business_days(self) -> None:
        person = contact(last_contact="11-13", needs_followup=Mark(yes=True))
        assert occasions(person)["next_step"] == day("11-20")


class TestReminders:
    def test_first_comes_five_business_days_after_a_letter_without_answer(self) -> None:
        assert occasions(contact(outreach_on="11-16")) == {"nudge": day("11-23")}
        assert occasions(contact(outreach_on="11-17")) == {}

    def test_skips_public_holidays_of_the_persons_country(self) -> None:
        german = Settings(me=Me(country="DE"))
        person = contact(outreach_on=date(2027, 3, 22))  # Good Friday is the 26th
        today = date(2027, 3, 31)
        assert occasions(person, today=today, settings=german) == {"nudge": today}

    def test_wait_while_the_year_ends_unless_the_person_wants_them(self) -> None:
        person = contact(outreach_on=date(2026, 12, 14))
        days = (date(2026, 12, 21), date(2027, 1, 3), date(2027, 1, 4))
        assert ["nudge" in occasions(person, today=day) for day in days] == [False, False, True]
        loud = Settings(calendar=CalendarSettings(quiet=False))
        assert "nudge" in occasions(person, today=days[0], settings=loud)

    @pytest.mark.parametrize(
        "told",
        [
            {"replied": True},
            {"met_on": "11-10", "thank_you": Mark(yes=True)},
            {"stage": Stage.CLOSED},
            {"nudges": 2},
        ],
    )
    def test_stay_away_once_answered_met_closed_or_asked_twice(self, told: dict[str, Any]) -> None:
        found = occasions(contact(outreach_on="10-01", **told))
        assert not {"nudge", "last_nudge"} & set(found)

    def test_second_comes_ten_business_days_after_the_first(self) -> None:
        person = contact(outreach_on="10-26", last_contact="11-06", nudges=1)
        assert occasions(person) == {"last_nudge": day("11-20")}

    def test_a_contact_after_the_first_letter_counts_as_the_first_reminder(self) -> None:
        person = contact(outreach_on="10-26", last_contact="11-06")
        assert occasions(person) == {"last_nudge": day("11-20")}

    def test_are_not_guessed_where_no_column_would_show_an_answer(self) -> None:
        person = contact(outreach_on="11-10")
        blind = (Field.NAME, Field.OUTREACH_ON)
        assert occasions(person, fields=blind) == {}

    def test_stop_at_the_limit_the_person_set(self) -> None:
        once = Settings(limits=Limits(max_nudges=1))
        person = contact(outreach_on="10-26", last_contact="11-06", nudges=1)
        assert occasions(person, settings=once) == {}

    def test_are_never_sent_after_a_thank_you(self) -> None:
        person = contact(outreach_on="10-01", met_on="10-20", thank_you=Mark(yes=True))
        assert not {"nudge", "last_nudge"} & set(occasions(person))


class TestAnswer:
    def test_is_owed_the_business_day_after_they_wrote(self) -> None:
        person = contact(outreach_on="11-12", reply_on="11-20", replied=True, last_contact="11-12")
        assert occasions(person) == {"answer": day("11-23")}

    @pytest.mark.parametrize(
        "told",
        [
            {"last_contact": "11-20"},
            {"last_contact": "11-12", "met_on": "11-21", "thank_you": Mark(yes=True)},
            {"last_contact": "11-12", "met_on": "11-30"},
        ],
    )
    def test_is_not_once_we_wrote_met_or_will_meet(self, told: dict[str, Any]) -> None:
        assert "answer" not in occasions(contact(reply_on="11-20", replied=True, **told))

    def test_follows_a_status_that_says_replied(self) -> None:
        person = contact(outreach_on="11-12", replied=True, stage=Stage.REPLIED)
        assert occasions(person) == {"answer": day("11-13")}

    def test_is_owed_once_to_a_status_that_goes_on_saying_replied(self) -> None:
        person = contact(
            outreach_on="11-02", last_contact="11-16", replied=True, stage=Stage.REPLIED
        )
        sent = Event(day("11-16"), "answer", EventKind.SENT, trigger="reply:after-2026-11-02")
        assert "answer" in occasions(person)
        assert "answer" not in occasions(person, histories=past(sent))


class TestPromise:
    @pytest.mark.parametrize("step", ["Send the slides", "share paper", "Intro to Ben"])
    def test_is_kept_two_business_days_after_the_meeting(self, step: str) -> None:
        met: dict[str, Any] = {"met_on": "11-17", "thank_you": Mark(yes=True)}
        person = contact(**met, last_contact="11-17", next_action=step)
        assert occasions(person) == {"promise": day("11-19")}

    @pytest.mark.parametrize(
        "told",
        [
            {"next_action": "Call her in spring"},
            {"next_action": "Send slides", "next_followup": "12-01"},
            {"next_action": "Send slides", "last_contact": "11-18"},
        ],
    )
    def test_is_none_without_words_or_with_a_day_or_once_written(
        self, told: dict[str, Any]
    ) -> None:
        person = contact(met_on="11-17", thank_you=Mark(yes=True), **told)
        assert "promise" not in occasions(person)


class TestConfirmMeeting:
    def test_is_the_only_letter_before_a_meeting_on_the_business_day_before(self) -> None:
        person = contact(met_on="11-24", next_followup="11-01", last_contact="11-20")
        assert occasions(person) == {"confirm_meeting": day("11-23")}
        assert occasions(replace(person, met_on=day("11-25"))) == {}
        assert occasions(replace(person, stage=Stage.CANCELLED)) == {}

    def test_before_a_monday_is_friday(self) -> None:
        person = contact(met_on="11-30")
        assert occasions(person, today=day("11-27")) == {"confirm_meeting": day("11-27")}


class TestIntroThanks:
    ben = contact("Ben Cole", 5, last_contact="10-02")
    ana = contact("Ana Díaz", 6, introduced_by="Ben")

    def test_goes_to_the_introducer_while_nothing_has_happened_yet(self) -> None:
        (due,) = all_dues(self.ben, network(self.ben, self.ana))
        assert (due.occasion, due.due_on, due.about_row) == ("intro_thanks", TODAY, 6)

    def test_ends_with_the_first_letter(self) -> None:
        assert occasions(self.ben, replace(self.ana, outreach_on=day("11-20"))) == {}


class TestReportBack:
    ben = contact("Ben Cole", 5, last_contact="11-02")
    ana = contact("Ana Díaz", 6, met_on="11-17", thank_you=Mark(yes=True), introduced_by="Ben Cole")

    def test_goes_to_the_introducer_two_business_days_after_the_meeting(self) -> None:
        (due,) = all_dues(self.ben, network(self.ben, self.ana))
        assert (due.occasion, due.due_on, due.about_row) == ("report_back", day("11-19"), 6)

    def test_waits_until_the_person_met_is_thanked(self) -> None:
        ana = replace(self.ana, thank_you=NOT_YET)
        assert occasions(self.ben, ana) == {}

    def test_is_cleared_by_contact_after_the_meeting(self) -> None:
        assert occasions(replace(self.ben, last_contact=day("11-17")), self.ana) == {}

    @pytest.mark.parametrize(
        "told", ["ben cole", "Ben", "Ben Cole (alumni dinner)", "via Ben Cole"]
    )
    def test_finds_the_introducer_however_the_cell_names_them(self, told: str) -> None:
        ana = replace(self.ana, text={"introduced_by": told})
        assert "report_back" in occasions(self.ben, ana)

    def test_asks_when_a_first_name_fits_two(self) -> None:
        ben = contact("Ben Okoro", 7)
        ana = replace(self.ana, text={"introduced_by": "Ben"})
        _, problems = build_network(
            (self.ben, ana, ben), {}, column_map(*Field), today=TODAY, settings=Settings()
        )
        (problem,) = problems
        assert "Ben Cole (row 5) or Ben Okoro (row 7)" in problem.message
        assert problem.place.startswith("Contacts!")
        assert occasions(self.ben, ana, ben) == {}

    def test_ignores_who_introduced_themselves_and_survives_a_circle(self) -> None:
        selfish = replace(self.ana, text={"introduced_by": "Ana Díaz"})
        assert "report_back" not in occasions(selfish)
        ben = replace(self.ben, text={"introduced_by": "Ana Díaz"}, met_on=day("10-01"))
        assert "report_back" in occasions(ben, self.ana)

    def test_becomes_a_task_where_the_introducer_has_no_row(self) -> None:
        ana = replace(self.ana, text={"introduced_by": "Prof. Lindqvist"})
        (task,) = tasks(network(self.ben, ana), column_map(*Field))
        assert "Prof. Lindqvist" in task.message
        assert task.place.endswith("6")
        long_ago = replace(ana, met_on=day("09-01"))
        assert not tasks(network(self.ben, long_ago), column_map(*Field))

    def test_never_reaches_an_introducer_who_opted_out(self) -> None:
        assert occasions(replace(self.ben, do_not_contact="unsubscribed"), self.ana) == {}


class TestCheckIn:
    @pytest.mark.parametrize(
        ("told", "last", "due"),
        [
            ({"tier": 1}, "10-23", "11-22"),
            ({"tier": 2}, "08-21", "11-19"),
            ({"tier": 3}, "05-20", "11-16"),
            ({}, "07-20", "11-17"),
            ({"cadence": 45, "tier": 1}, "10-07", "11-21"),
        ],
    )
    def test_keeps_the_rhythm_of_the_tier_or_the_persons_own(
        self, told: dict[str, Any], last: str, due: str
    ) -> None:
        assert occasions(contact(last_contact=last, **told)) == {"check_in": day(due)}

    def test_comes_after_a_month_for_a_new_tie(self) -> None:
        person = contact(met_on="10-12", thank_you=Mark(yes=True), last_contact="10-13", tier=3)
        assert occasions(person) == {"check_in": day("11-12")}

    def test_waits_where_the_person_set_a_day(self) -> None:
        assert occasions(contact(last_contact="05-01", next_followup="12-10")) == {}

    def test_stays_away_where_no_follow_up_is_wanted(self) -> None:
        assert occasions(contact(last_contact="05-01", needs_followup=NOT_YET)) == {}

    def test_does_not_chase_an_unanswered_letter(self) -> None:
        person = contact(outreach_on="08-01", last_contact="09-01", nudges=2, tier=1)
        assert occasions(person) == {}

    def test_skipping_waits_one_whole_rhythm(self) -> None:
        person = contact(last_contact="07-20")
        skipped = History((Event(day("11-16"), "check_in", EventKind.SKIPPED, trigger="x"),))
        assert occasions(person, histories={5: skipped}) == {}
        later = date(2027, 3, 16)
        assert occasions(person, histories={5: skipped}, today=later) == {"check_in": later}


class TestReconnect:
    def test_is_due_after_a_silent_year(self) -> None:
        met: dict[str, Any] = {"met_on": "2025-06-01", "thank_you": Mark(yes=True)}
        person = contact(last_contact="2025-11-21", **met)
        assert list(occasions(person)) == ["reconnect"]
        assert list(occasions(replace(person, last_contact=day("2025-11-25")))) == ["check_in"]

    def test_nothing_goes_by_an_older_day_where_the_last_contact_cannot_be_read(self) -> None:
        unread: dict[str, Any] = {"unread": frozenset({Field.LAST_CONTACT})}
        assert occasions(contact(met_on="03-01", **unread)) == {}
        assert occasions(contact(met_on="2024-03-01", **unread)) == {}
        assert occasions(contact(outreach_on="11-02", **unread)) == {}
        assert occasions(contact(met_on="11-12", **unread)) == {}
        why = reason_for(contact(met_on="03-01", **unread), "check_in")
        assert why == "when you were last in touch cannot be read; write it as a date"
        owed = contact(met_on="11-12", thank_you=NOT_YET, **unread)
        assert list(occasions(owed)) == ["thank_you"]

    def test_needs_no_day_of_meeting(self) -> None:
        person = contact(last_contact="2024-02-02")
        assert list(occasions(person)) == ["reconnect"]
        assert occasions(replace(person, tier=3)) == {}

    def test_leaves_people_alone_who_never_met_or_answered(self) -> None:
        assert occasions(contact(last_contact="2025-01-01", outreach_on="2025-01-01")) == {}

    def test_a_year_after_leap_day_is_a_year_all_the_same(self) -> None:
        person = contact(last_contact="2024-02-29", met_on="2024-01-05", thank_you=Mark(yes=True))
        assert occasions(person, today=date(2025, 2, 28)) == {"reconnect": date(2025, 2, 28)}


class TestSuppression:
    @pytest.mark.parametrize(
        ("told", "because"),
        [
            ({"do_not_contact": "pls don't email"}, "pls don't email"),
            ({"stage": Stage.GONE}, "the status says"),
            ({"stage": Stage.BOUNCED}, "bounced"),
        ],
    )
    def test_nothing_goes_out_and_why_says_so(self, told: dict[str, Any], because: str) -> None:
        person = contact(met_on="11-12", thank_you=NOT_YET, next_followup="11-20", **told)
        assert occasions(person) == {}
        assert because in reason_for(person, "next_step")

    def test_a_letter_never_reaches_whoever_opted_out_on_another_row(self) -> None:
        ana = contact("Ana Díaz", 6, do_not_contact="unsubscribed", email="home@example.com")
        alone = contact("Ben Cole", email="HOME@example.com", next_followup="11-20")
        assert occasions(alone, ana) == {}
        both = replace(contact("Ben Cole", next_followup="11-20"), people=(BEN, *ana.people))
        assert occasions(both, ana) == {}
        reason = reason_for(both, "next_step", ana)
        assert reason == "it would reach Ana Díaz too, who asked for no letters"
        namesake = contact("Ana Díaz", email="other@example.com", next_followup="11-20")
        assert "next_step" in occasions(namesake, ana)

    def test_a_letter_within_the_gap_holds_a_check_in_but_no_thank_you(self) -> None:
        every_day = contact(last_contact="11-19", cadence=1)
        assert occasions(every_day) == {}
        assert "not before 26 Nov" in reason_for(every_day, "check_in")
        thanks = contact(last_contact="11-19", met_on="11-19", thank_you=NOT_YET, cadence=1)
        assert all_dues(thanks, network(thanks))[0].occasion == "thank_you"

    def test_nothing_is_drafted_on_a_day_of_contact(self) -> None:
        person = contact(met_on="11-20", last_contact="11-23", thank_you=NOT_YET)
        assert occasions(person) == {}
        assert reason_for(person, "thank_you") == "you were in touch today"
        assert "thank_you" in occasions(person, today=day("11-24"))

    def test_put_off_until_a_day_then_late_since_its_own(self) -> None:
        person = contact(next_followup="11-10")
        later = Event(day("11-11"), "next_step", EventKind.LATER, until=day("11-24"))
        histories = {5: History((later,))}
        assert occasions(person, histories=histories) == {}
        tomorrow = occasions(person, histories=histories, today=day("11-24"))
        assert tomorrow == {"next_step": day("11-10")}

    def test_a_skipped_trigger_stays_closed_until_a_new_one(self) -> None:
        skipped = Event(day("11-16"), "thank_you", EventKind.SKIPPED, trigger="met:2026-11-12")
        person = contact(met_on="11-12", thank_you=NOT_YET)
        histories = {5: History((skipped,))}
        assert "thank_you" not in occasions(person, histories=histories)
        again = replace(person, met_on=day("11-19"))
        assert "thank_you" in occasions(again, histories=histories)

    def test_an_occasion_can_be_switched_off(self) -> None:
        off = Settings(occasions={"thank_you": OccasionSettings(enabled=False)})
        assert occasions(contact(met_on="11-12", thank_you=NOT_YET), settings=off) == {}

    def test_no_address_blocks_the_mail_but_drops_nobody(self) -> None:
        person = contact(met_on="11-12", thank_you=NOT_YET, email="")
        (due,) = all_dues(person, network(person))
        assert due.blocked == "no email"


AT_FIRST = Written(TODAY, first_run=True)


class TestOrder:
    def due(self, row: int, occasion: str, priority: int, on: str = "11-20") -> Due:
        return Due(row, occasion, day(on), "t", priority, "r")

    def test_is_by_priority_then_lateness_then_tier_then_name(self) -> None:
        people = [contact("Zoe A", 1, tier=1), contact("Bo B", 2, tier=2), contact("Al C", 3)]
        dues = [
            self.due(3, "check_in", 40),
            self.due(2, "check_in", 40),
            self.due(1, "check_in", 40),
            self.due(2, "thank_you", 100),
            self.due(1, "answer", 95, "10-01"),
            self.due(3, "check_in", 40, "11-01"),
        ]
        ordered = sort_dues(dues, network(*people))
        assert [(d.row, d.occasion) for d in ordered] == [
            (2, "thank_you"),
            (1, "answer"),
            (3, "check_in"),
            (1, "check_in"),
            (2, "check_in"),
            (3, "check_in"),
        ]

    def test_of_what_can_wait_counts_lateness_in_rhythms(self) -> None:
        people = [contact(f"P {n}", n) for n in range(3)]
        dues = [
            replace(self.due(0, "check_in", 40, "10-24"), period=180),  # 30 days late
            replace(self.due(1, "check_in", 40, "11-13"), period=30),  # 10 days late
            replace(self.due(2, "last_nudge", 55, "11-22"), period=30),  # 1 day late
        ]
        assert [due.row for due in sort_dues(dues, network(*people))] == [1, 0, 2]

    def test_a_silent_tie_of_the_inner_circle_is_revived_first(self) -> None:
        people = [
            contact("Ana A", 1, last_contact="2025-09-01", tier=3, met_on="2024-01-01"),
            contact("Bo B", 2, last_contact="2025-10-01", tier=1, met_on="2024-01-01"),
        ]
        among = network(*people)
        found = sort_dues([due for each in people for due in all_dues(each, among)], among)
        assert [(due.row, due.occasion) for due in found] == [(2, "reconnect"), (1, "reconnect")]

    def test_an_occasion_that_is_always_due_today_gets_a_place_now_and_then(self) -> None:
        late = [replace(self.due(n, "check_in", 40, "09-01"), period=30) for n in range(9)]
        fresh = [self.due(20, "first_hello", 25, "11-23"), self.due(21, "good_news", 50, "11-23")]
        now = choose([*late, *fresh], Settings(), AT_FIRST).now
        assert [due.occasion for due in now] == ["check_in"] * 4 + ["first_hello"]
        lately = replace(AT_FIRST, last={"first_hello": day("11-16"), "good_news": day("11-09")})
        now = choose([*late, *fresh], Settings(), lately).now
        assert [due.occasion for due in now] == ["check_in"] * 4 + ["good_news"]

    def test_the_cap_holds_what_can_wait_and_nothing_else(self) -> None:
        dues = [self.due(n, "thank_you", 100) for n in range(8)]
        dues += [self.due(n, "check_in", 40) for n in range(8, 20)]
        chosen = choose(dues, Settings(), AT_FIRST)
        assert [d.occasion for d in chosen.now] == ["thank_you"] * 8 + ["check_in"] * 5
        assert len(chosen.waiting) == 7

    def test_what_was_written_today_counts_against_the_cap(self) -> None:
        dues = [self.due(n, "check_in", 40) for n in range(9)]
        people = [contact(f"P {n}", n) for n in range(9)]
        events = (
            Event(TODAY, "check_in", EventKind.DRAFTED),
            Event(TODAY, "nudge", EventKind.DRAFTED),
        )
        found = network(*people, histories={n: History(events) for n in range(3)})
        assert len(choose(dues, Settings(), written_lately(found)).now) == 2

    def test_one_place_is_kept_for_a_silent_tie(self) -> None:
        dues = [self.due(n, "check_in", 40) for n in range(9)]
        dues += [self.due(n, "reconnect", 30) for n in range(9, 12)]
        now = choose(dues, Settings(), AT_FIRST).now
        assert [due.occasion for due in now] == ["check_in"] * 4 + ["reconnect"]

    def test_reconnects_of_the_week_count_against_theirs(self) -> None:
        dues = [self.due(n, "reconnect", 30) for n in range(9)]
        people = [contact(f"P {n}", n) for n in range(9)]

        def now(on: str) -> int:
            event = Event(day(on), "reconnect", EventKind.DRAFTED)
            found = network(*people, histories={1: History((event,))})
            return len(choose(dues, Settings(), written_lately(found)).now)

        assert (now("11-17"), now("11-16")) == (1, 2)

    def test_at_most_two_reconnects_a_run(self) -> None:
        dues = [self.due(n, "reconnect", 30) for n in range(9)]
        assert len(choose(dues, Settings(), AT_FIRST).now) == 2

    def test_a_neglected_tracker_is_worked_off_and_not_answered_with_a_flood(self) -> None:
        owed = [self.due(n, "next_step", 90, "10-01") for n in range(300)]
        assert len(choose(owed, Settings(), AT_FIRST).now) == 20
        again = replace(AT_FIRST, urgent=20)
        assert len(choose(owed, Settings(), again).now) == 0
        a_week_on = Written(TODAY - timedelta(7), first_run=False)
        assert len(choose(owed, Settings(), a_week_on).now) == 5
        fresh = [self.due(n, "next_step", 90, "11-20") for n in range(300, 330)]
        assert len(choose([*owed, *fresh], Settings(), a_week_on).now) == 35


class TestCalendar:
    workdays = Calendar(frozenset({5, 6}), frozenset())

    @given(st.dates(date(2020, 1, 1), date(2040, 12, 31)), st.integers(1, 40))
    def test_business_days_count_what_a_calendar_counts(self, start: date, count: int) -> None:
        end = self.workdays.after(start, count)
        between = (start + timedelta(n) for n in range(1, (end - start).days + 1))
        assert sum(d.weekday() < 5 for d in between) == count
        assert end.weekday() < 5

    def test_friday_and_saturday_can_be_the_weekend(self) -> None:
        gulf = Calendar(frozenset({4, 5}), frozenset())
        assert gulf.roll(date(2026, 11, 20)) == date(2026, 11, 22)

    def test_own_days_off_are_no_business_days(self) -> None:
        off = Calendar(frozenset({5, 6}), frozenset({date(2026, 11, 23)}))
        assert off.roll(date(2026, 11, 21)) == date(2026, 11, 24)


@given(
    met=st.none() | st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    wrote=st.none() | st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    last=st.none() | st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    step=st.none() | st.dates(date(2025, 1, 1), date(2027, 1, 31)),
    replied=st.booleans(),
)
def test_what_is_due_today_is_due_tomorrow_unless_touched(
    met: date | None, wrote: date | None, last: date | None, step: date | None, replied: bool
) -> None:
    person = contact(
        met_on=met, outreach_on=wrote, last_contact=last, next_followup=step, replied=replied
    )
    today = {d.occasion: d for d in all_dues(person, network(person))}
    tomorrow = {
        d.occasion: d for d in all_dues(person, network(person, today=TODAY + timedelta(1)))
    }
    handed_over = {"thank_you", "nudge", "last_nudge", "check_in"}  # to a later occasion, in time
    for occasion, due in today.items():
        assert occasion in tomorrow or occasion in handed_over
        if occasion in tomorrow:
            assert tomorrow[occasion] == replace(due, reason=tomorrow[occasion].reason)
