"""Introductions with both sides' consent: states, and what is never passed on."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from followup.followups import all_dues, build_network, tasks
from followup.model import Contact, Due, Event, EventKind, Field, History, Problem, Settings, Stage

from tests.people import TODAY, column_map, contact, day, network, past, reason_for

KEY = "intro:ana-diaz+ben-cole"


def ana(answer: str = "", **told: Any) -> Contact:
    """The row that asks for the introduction."""
    wish = {"introduce_to": "Ben Cole - both keep bees", "introduction_answer": answer}
    return contact("Ana Díaz", 5, **{"last_contact": "10-01", "cadence": 300, **wish, **told})


def ben(answer: str = "", **told: Any) -> Contact:
    more = {"last_contact": "10-01", "cadence": 300, "introduction_answer": answer}
    return contact("Ben Cole", 6, **{**more, **told})


def owed(*people: Contact, **told: Any) -> dict[tuple[int, str], Due]:
    found = network(*people, **told)
    return {(d.row, d.occasion): d for person in people for d in all_dues(person, found)}


def problems(*people: Contact) -> tuple[Problem, ...]:
    return build_network(people, {}, column_map(*Field), today=TODAY, settings=Settings())[1]


def notes(*people: Contact, **told: Any) -> list[str]:
    return [note.message for note in tasks(network(*people, **told), column_map(*Field))]


class TestAsking:
    def test_both_are_asked_at_once_each_about_the_other(self) -> None:
        dues = owed(ana(), ben())
        assert {(d.row, d.about_row, d.trigger) for d in dues.values()} == {
            (5, 6, KEY),
            (6, 5, KEY),
        }
        assert {d.occasion for d in dues.values()} == {"introduction_ask"}
        assert {d.what for d in dues.values()} == {"both keep bees"}
        assert {(d.due_on, d.priority) for d in dues.values()} == {(TODAY, 60)}

    def test_whoever_has_said_yes_is_not_asked(self) -> None:
        assert set(owed(ana("yes"), ben())) == {(6, "introduction_ask")}

    def test_a_pair_that_stands_in_both_rows_is_one(self) -> None:
        both = owed(ana(), ben(introduce_to="Ana Díaz"))
        assert len(both) == 2
        assert {due.trigger for due in both.values()} == {KEY}

    @pytest.mark.parametrize(
        "cell", ["Ben Cole", "Ben", "ben cole (both keep bees)", "Ben Cole: both keep bees"]
    )
    def test_the_cell_may_name_them_in_many_ways(self, cell: str) -> None:
        assert len(owed(ana(introduce_to=cell), ben())) == 2

    def test_an_unknown_or_doubtful_name_is_a_problem_and_asks_nobody(self) -> None:
        (unknown,) = problems(ana(introduce_to="Zoe"), ben())
        assert '"Zoe" is nobody in this sheet' in unknown.message
        namesake = contact("Ben Okoro", 7, last_contact="10-01", cadence=300)
        doubtful = ana(introduce_to="Ben"), ben(), namesake
        (problem,) = problems(*doubtful)
        assert "Ben Cole (row 6) or Ben Okoro (row 7)" in problem.message
        assert owed(*doubtful) == {}

    def test_several_are_asked_one_after_the_other(self) -> None:
        carl = contact("Carl Danner", 7, last_contact="10-01", cadence=300)
        person = ana(introduce_to="Ben Cole; Carl Danner")
        assert owed(person, ben(), carl)[5, "introduction_ask"].about_row == 6
        sent = past(Event(day("11-10"), "introduction_ask", EventKind.SENT, trigger=KEY))
        assert owed(person, ben(), carl, histories=sent)[5, "introduction_ask"].about_row == 7


class TestIntroducing:
    def test_is_due_the_business_day_after_the_second_yes(self) -> None:
        dues = owed(ana("yes 18 Nov"), ben("yes, 20 Nov"))
        assert set(dues) == {(5, "introduction")}
        due = dues[5, "introduction"]
        assert (due.due_on, due.about_row, due.what) == (day("11-23"), 6, "both keep bees")

    def test_without_a_day_is_due_as_soon_as_it_is_seen(self) -> None:
        assert owed(ana("yes"), ben("ok"))[5, "introduction"].due_on == TODAY

    def test_follows_the_question_within_the_gap(self) -> None:
        asked = {
            5: History((Event(day("11-20"), "introduction_ask", EventKind.SENT, trigger=KEY),)),
            6: History((Event(day("11-20"), "introduction_ask", EventKind.SENT, trigger=KEY),)),
        }
        assert set(owed(ana("yes"), ben("yes"), histories=asked)) == {(5, "introduction")}

    def test_is_made_once(self) -> None:
        sent = past(Event(day("11-10"), "introduction", EventKind.SENT, trigger=KEY))
        assert owed(ana("yes"), ben("yes"), histories=sent) == {}
        assert notes(ana("yes"), ben("no"), histories=sent) == []

    def test_cannot_be_mailed_where_the_other_has_no_address(self) -> None:
        assert owed(ana("yes"), ben("yes", email=""))[5, "introduction"].blocked == "no email"

    def test_answers_name_whom_they_are_about(self) -> None:
        carl = contact("Carl Danner", 7, introduction_answer="yes", last_contact="11-20")
        person = ana("Ben: no; Carl: yes", introduce_to="Ben Cole; Carl Danner")
        dues = owed(person, ben("yes"), carl)
        assert dues[5, "introduction"].about_row == 7
        vague = ana("yes", introduce_to="Ben Cole; Carl Danner")
        assert set(owed(vague, ben("yes"), carl)) == {(5, "introduction_ask")}
        (problem,) = problems(vague, ben("yes"), carl)
        assert '"Ben Cole: yes; Carl Danner: no"' in problem.message


class TestClosing:
    @pytest.mark.parametrize("answers", [("no", ""), ("", "no"), ("yes", "rather not")])
    def test_a_no_ends_it_quietly_and_only_the_asking_row_says_so(
        self, answers: tuple[str, str]
    ) -> None:
        people = ana(answers[0]), ben(answers[1])
        assert owed(*people) == {}
        (note,) = tasks(network(*people), column_map(*Field))
        assert note.place.endswith("5")
        assert "rather not, for now" in note.message
        assert "Nobody is told" in note.message

    def asked(self, on: str) -> dict[int, History]:
        event = Event(day(on), "introduction_ask", EventKind.SENT, trigger=KEY)
        return {5: History((event,)), 6: History((event,))}

    def test_ten_business_days_of_silence_end_it(self) -> None:
        people = ana("yes"), ben()
        assert notes(*people, histories=self.asked("11-09")) == []
        (note,) = notes(*people, histories=self.asked("11-06"))
        assert "Ben Cole was asked on 6 Nov and has not answered" in note
        assert owed(*people, histories=self.asked("11-06")) == {}

    def test_a_late_yes_opens_it_again(self) -> None:
        people = ana("yes"), ben("yes")
        assert set(owed(*people, histories=self.asked("10-01"))) == {(5, "introduction")}

    def test_a_question_that_was_skipped_asks_neither(self) -> None:
        skipped = past(Event(day("11-10"), "introduction_ask", EventKind.SKIPPED, trigger=KEY))
        assert owed(ana(), ben(), histories=skipped) == {}

    def barred(self) -> Iterator[dict[str, Any]]:
        yield {"do_not_contact": "unsubscribed"}
        yield {"stage": Stage.GONE}
        yield {"stage": Stage.BOUNCED}

    def test_do_not_contact_of_either_side_ends_it_silently(self) -> None:
        for told in self.barred():
            for people in ((ana(), replace(ben(), **told)), (replace(ana(), **told), ben())):
                assert owed(*people) == {}
                assert notes(*people) == []
        because = reason_for(ana(), "introduction_ask", replace(ben(), do_not_contact="no mail"))
        assert because == 'not to Ben Cole: "no mail" stands in the sheet'
