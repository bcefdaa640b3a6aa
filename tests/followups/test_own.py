"""Occasions of the person's own: conditions, days, what closes them, and what goes wrong."""

from datetime import date, timedelta
from typing import Any

import pytest
from followup.followups import all_dues, own_problems, still_owed, verdicts
from followup.followups.expressions import ExpressionError, compile_expression
from followup.followups.named import NAMES, values
from followup.followups.own import own_faults
from followup.model import Contact, Due, Event, EventKind, Mark, OccasionSettings, Settings
from hypothesis import given
from hypothesis import strategies as st

from tests.people import TODAY, contact, day, network, past

BIRTHDAY = OccasionSettings(when="birthday", day="birthday", days=-7)


def settings(**own: OccasionSettings) -> Settings:
    return Settings(occasions=own)


def due(person: Contact, own: OccasionSettings, **told: Any) -> Due | None:
    """What the occasion "mine" makes of the contact."""
    found = all_dues(person, network(person, settings=settings(mine=own), **told))
    return next((each for each in found if each.occasion == "mine"), None)


def because(person: Contact, own: OccasionSettings, **told: Any) -> str:
    found = verdicts(person, network(person, settings=settings(mine=own), **told))
    return next(verdict.because for verdict in found if verdict.occasion == "mine")


def holds(when: str, person: Contact) -> bool:
    expression = compile_expression(when, NAMES)
    return bool(expression.value(values(expression.names, person, TODAY)))


FULL = contact(
    met_on="06-01",
    last_contact="10-01",
    tier=2,
    thank_you=Mark(yes=True),
    replied=True,
    birthday=(3, 4),
    industry="Solar",
    tags="Alumni, bees",
    cells={"Graduated": date(2026, 5, 20), "Shoe size": 44.0, "Motto": None, "Since": "2026-11-01"},
)


class TestConditions:
    @pytest.mark.parametrize(
        "when",
        [
            'industry == "Solar"',
            'industry|lower == "solar" and tier == 2',
            '"alumni" in tags and "wasps" not in tags',
            "met_on and last_contact < today",
            "days_since(last_contact) == 53",
            'days_since(row["Graduated"]) > 180',
            'days_since(row["since"]) == 22',
            "reply and thank_you_sent and not needs_followup",
            'row["shoe size"] == 44',
            'row["Motto"] == "" and not row["Motto"]',
            "met_on.month == 6 and (today - met_on).days == 175",
            'name.startswith("Ana")',
        ],
    )
    def test_see_every_field_and_column(self, when: str) -> None:
        assert holds(when, FULL)

    @pytest.mark.parametrize(
        "when",
        [
            "days_since(met_on) > 1",
            "days_since(met_on) < 1",
            "met_on < today",
            "tier < 3",
            "cadence > 1",
            "today - met_on < 3",
            'days_since(row["Motto"]) >= 0',
        ],
    )
    def test_never_hold_for_what_the_row_lacks(self, when: str) -> None:
        assert not holds(when, contact(cells={"Motto": None}))

    @pytest.mark.parametrize(
        ("when", "says"),
        [
            ("tear == 1", 'unknown name "tear"; nearest is "tier"'),
            ("industry|lowr == 1", 'unknown filter "lowr"; nearest is "lower"'),
            ("tier ==", "cannot be understood"),
            ("{{ tier }}", "cannot be understood"),
            ("tier }} and {{ tier", "must be one expression"),
            ("tier == 1" + " and tier == 1" * 60, "longer than 500"),
            ("(" * 240 + "tier" + ")" * 240, "nested too deeply"),
            ("range(10)", 'unknown name "range"'),
        ],
    )
    def test_that_cannot_be_used_are_named_before_anything_is_done(
        self, when: str, says: str
    ) -> None:
        (fault,) = own_faults("mine", OccasionSettings(when=when))
        assert fault[0] == "when"
        assert says in fault[1]

    @pytest.mark.parametrize(
        "when",
        [
            "''.__class__",
            "name.format()",
            "today.today()",
            "row.cells",
            "tags.tags",
            "days_since.__globals__",
            "name.replace('', name)",
            "'a' * 100000000",
            "name * 1000000000",
            "9 ** 9 ** 9",
            "[0] * 1000000000",
            "'%1000000000d' % 1",
        ],
    )
    def test_reach_nothing_else_and_cannot_run_on(self, when: str) -> None:
        with pytest.raises(ExpressionError):
            holds(when, FULL)

    @given(st.text(max_size=40))
    def test_of_any_text_work_or_say_why_not(self, when: str) -> None:
        try:
            holds(when, FULL)
        except ExpressionError as error:
            assert str(error)

    @pytest.mark.parametrize("name", ["own", "Big Day", "x-y", "_x", "1st", ""])
    def test_need_a_name_that_a_file_and_the_history_can_bear(self, name: str) -> None:
        assert [key for key, _ in own_faults(name, OccasionSettings(when="tier"))] == [""]


class TestBirthday:
    person = contact(birthday=(12, 1), last_contact="10-01", cadence=300)

    def test_counts_from_the_day_of_this_year(self) -> None:
        found = due(self.person, BIRTHDAY, today=day("11-24"))
        assert found is not None
        assert (found.due_on, found.trigger) == (day("11-24"), "mine:2026-12-01")
        assert found.reason == 'Your own occasion "mine" counts from 1 Dec.'
        assert because(self.person, BIRTHDAY) == "not before 24 Nov"

    @pytest.mark.parametrize(("today", "owed"), [("12-08", True), ("12-09", False)])
    def test_is_dropped_when_two_weeks_late(self, today: str, owed: bool) -> None:
        assert bool(due(self.person, BIRTHDAY, today=day(today))) is owed

    def test_comes_again_next_year(self) -> None:
        sent = past(Event(day("11-25"), "mine", EventKind.SENT, trigger="mine:2026-12-01"))
        assert due(self.person, BIRTHDAY, today=day("12-05"), histories=sent) is None
        again = due(self.person, BIRTHDAY, today=date(2027, 11, 26), histories=sent)
        assert again is not None
        assert again.trigger == "mine:2027-12-01"

    def test_in_january_is_written_in_december(self) -> None:
        person = contact(birthday=(1, 3), last_contact="10-01", cadence=300)
        found = due(person, BIRTHDAY, today=day("12-28"))
        assert found is not None
        assert (found.due_on, found.trigger) == (day("12-27"), "mine:2027-01-03")

    @pytest.mark.parametrize(("year", "on"), [(2027, 28), (2028, 29)])
    def test_on_leap_day_is_the_28th_in_common_years(self, year: int, on: int) -> None:
        person = contact(birthday=(2, 29), last_contact="10-01", cadence=300)
        same_day = OccasionSettings(when="birthday", day="birthday")
        found = due(person, same_day, today=date(year, 3, 1))
        assert found is not None
        assert found.due_on == date(year, 2, on)

    def test_is_over_once_they_heard_from_you_that_day(self) -> None:
        called = contact(birthday=(11, 22), last_contact="11-22", cadence=300)
        same_day = OccasionSettings(when="birthday", day="birthday")
        assert "in touch on 22 Nov" in because(called, same_day)

    def test_of_somebody_without_one_is_none(self) -> None:
        only_day = OccasionSettings(when="true", day="birthday")
        assert because(contact(), BIRTHDAY) == "its condition does not hold"
        assert because(contact(), only_day) == "the day it counts from is not noted"

    def test_draft_left_lying_is_taken_back_when_it_is_late(self) -> None:
        def owed(today: date) -> bool:
            people = network(self.person, settings=settings(mine=BIRTHDAY), today=today)
            return bool(still_owed(self.person, people, "mine", "mine:2026-12-01"))

        assert owed(day("12-08"))
        assert not owed(day("12-09"))


class TestDays:
    half_a_year_on = OccasionSettings(
        when='days_since(row["Graduated"]) < 300', day='row["Graduated"]', days=182, priority=65
    )

    @pytest.mark.parametrize("cell", [date(2026, 5, 20), "2026-05-20", "20 May 2026"])
    def test_of_any_column_count_on(self, cell: date | str) -> None:
        found = due(contact(cells={"Graduated": cell}), self.half_a_year_on)
        assert found is not None
        assert (found.due_on, found.priority) == (day("11-18"), 65)

    def test_bound_by_the_condition_do_not_come_late(self) -> None:
        long_ago = contact(cells={"Graduated": date(2019, 5, 20)})
        assert due(long_ago, self.half_a_year_on) is None

    def test_without_any_begin_today_and_end_with_the_condition(self) -> None:
        tagged = contact(tags="PyCon", last_contact="10-01", cadence=300)
        own = OccasionSettings(when='"pycon" in tags')
        found = due(tagged, own)
        assert found is not None
        assert (found.due_on, found.trigger) == (TODAY, "mine:first")
        sent = past(Event(day("11-02"), "mine", EventKind.SENT, trigger="mine:first"))
        assert "held ever since" in because(tagged, own, histories=sent)

    def test_without_any_come_again_once_the_condition_has_failed(self) -> None:
        own = OccasionSettings(when="days_since(last_contact) > 40")
        quiet = contact(last_contact="10-01", cadence=300)
        sent = past(Event(day("10-01"), "mine", EventKind.SENT, trigger="mine:first"))
        found = due(quiet, own, histories=sent)
        assert found is not None
        assert found.trigger == "mine:after-2026-10-01"
        skipped = past(Event(day("11-20"), "mine", EventKind.SKIPPED, trigger="mine:first"))
        assert due(quiet, own, histories=skipped) is None


class TestFailures:
    bad = OccasionSettings(when="industry < today")

    def test_are_problems_of_their_row_and_cost_no_other(self) -> None:
        own = OccasionSettings(when='days_since(row["Since"]) > 10')
        people = [contact("Ana A", 5, cells={"Since": "soon"})]
        people += [contact("Bo B", 6, cells={"Since": date(2026, 1, 1)})]
        everybody = network(*people, settings=settings(mine=own))
        (problem,) = own_problems(everybody)
        assert problem.place == "Contacts!5"
        assert problem.message.startswith("[occasions.mine] `when` cannot be worked out here")
        assert '"soon" is no date' in problem.message
        assert [each.occasion for each in all_dues(people[1], everybody)] == ["mine"]
        assert all_dues(people[0], everybody) == ()

    def test_alike_on_many_rows_are_named_three_times(self) -> None:
        people = [contact(f"P {n}", n, industry="x") for n in range(2, 12)]
        found = own_problems(network(*people, settings=settings(mine=self.bad)))
        assert [problem.place for problem in found] == ["Contacts!2", "Contacts!3", "Contacts!4"]
        assert found[-1].message.endswith("(and so in 7 more rows)")

    def test_name_the_nearest_column(self) -> None:
        person = contact(cells={"Graduated": None})
        own = OccasionSettings(when='row["Graduatd"]')
        (problem,) = own_problems(network(person, settings=settings(mine=own)))
        assert 'no column "Graduatd"; nearest is "Graduated"' in problem.message

    @pytest.mark.parametrize("source", ["tier", "(13, 45)", "(1, 2, 3)", "tags", "industry"])
    def test_of_days_that_are_none(self, source: str) -> None:
        own = OccasionSettings(when="true", day=source)
        said = because(contact(tier=1, industry="Solar", tags="a"), own)
        assert "is not a day" in said or "is no date" in said
        assert said.startswith("`day` cannot be worked out here")

    def test_of_a_day_at_the_end_of_time(self) -> None:
        own = OccasionSettings(when="true", day="met_on", days=99_999_999)
        assert "end of time" in because(contact(met_on="11-01"), own)

    def test_are_silent_where_the_occasion_is_switched_off(self) -> None:
        off = OccasionSettings(when="industry < today", enabled=False)
        person = contact(industry="x")
        assert own_problems(network(person, settings=settings(mine=off))) == ()


def test_an_own_occasion_keeps_the_gap_and_the_persons_wishes() -> None:
    own = OccasionSettings(when="true")
    assert due(contact(last_contact=TODAY - timedelta(3)), own) is None
    assert due(contact(do_not_contact="unsubscribed"), own) is None
