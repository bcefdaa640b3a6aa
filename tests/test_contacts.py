"""Rows to people: typed cells, problems with their place, several rows of one person."""

from collections.abc import Mapping
from datetime import date, datetime

import pytest
from followup.contacts import read_contacts
from followup.contacts.tiers import Tiers
from followup.model import (
    CellValue,
    Column,
    ColumnMap,
    Contact,
    Field,
    Mark,
    Match,
    Problem,
    Row,
    Severity,
    Sheet,
    Stage,
)
from hypothesis import given
from hypothesis import strategies as st

from tests.people import TODAY, day

Told = Mapping[Field, CellValue]
BASE: Told = {Field.NAME: "Ana Díaz", Field.EMAIL: "ana@example.com"}


def read(
    *rows: Told,
    formulas: dict[int, frozenset[int]] | None = None,
    links: dict[tuple[int, int], str] | None = None,
) -> tuple[tuple[Contact, ...], tuple[Problem, ...]]:
    """Contacts of a sheet "S" whose columns are the fields told, headers in row 1."""
    fields = list(dict.fromkeys(field for row in rows for field in row))
    columns = tuple(Column(i, field.value) for i, field in enumerate(fields))
    matches = {field: Match(field, columns[i], 1.0, "") for i, field in enumerate(fields)}
    lines = tuple(
        Row(n, tuple(row.get(field) for field in fields)) for n, row in enumerate(rows, 2)
    )
    sheet = Sheet("S", lines, formulas=formulas or {}, links=links or {})
    numbers = tuple(row.number for row in lines)
    layout = ColumnMap("S", 1, columns, matches, {}, numbers)
    return read_contacts(sheet, layout, today=TODAY)


def one(told: Told) -> Contact:
    (contact,), _ = read({**BASE, **told})
    return contact


def test_each_cell_is_read_by_what_its_column_means() -> None:
    contact = one(
        {
            Field.MET_ON: date(2026, 11, 12),
            Field.LAST_CONTACT: datetime(2026, 11, 14, 23, 30),
            Field.THANK_YOU_SENT: "x",
            Field.STATUS: "Replied",
            Field.PRIORITY: "B",
            Field.CADENCE: "quarterly",
            Field.NUDGES: 1.0,
            Field.NOTES: "Likes tea",
            Field.COMPANY: "-",
        }
    )
    assert contact.name.full == "Ana Díaz"
    assert contact.emails == ("ana@example.com",)
    assert contact.met_on == day("11-12")
    assert contact.last_contact == day("11-14")
    assert contact.thank_you == Mark(yes=True)
    assert contact.stage is Stage.REPLIED
    assert contact.replied
    assert contact.tier == 2
    assert contact.cadence is not None
    assert 88 <= contact.cadence <= 92
    assert contact.nudges == 1
    assert contact.text == {
        "notes": "Likes tea",
        "status": "Replied",
        "priority": "B",
        "cadence": "quarterly",
    }
    assert contact.cells["notes"] == "Likes tea"


def test_an_empty_thank_you_cell_means_not_yet_and_no_column_means_unknown() -> None:
    assert one({Field.THANK_YOU_SENT: None}).thank_you == Mark(yes=False)
    assert one({Field.THANK_YOU_SENT: "n/a"}).thank_you == Mark(yes=None)
    assert one({}).thank_you is None


@pytest.mark.parametrize(
    ("told", "phrase"),
    [
        ({Field.DO_NOT_CONTACT: "x"}, "marked do not contact"),
        ({Field.STATUS: "Do Not Contact"}, "Do Not Contact"),
        ({Field.NOTES: "Nice talk. Pls don't email."}, "don't email"),
        ({Field.NOTES: "don't email on Fridays"}, ""),
        ({Field.DO_NOT_CONTACT: "no"}, ""),
        ({Field.NAME: "DO NOT EMAIL - Ana Díaz"}, "do not email"),
        ({Field.NAME: "Ana Díaz (unsubscribed)"}, "unsubscribed"),
        ({Field.NAME: None, Field.FIRST_NAME: "Ana Díaz", Field.LAST_NAME: "DNC"}, "dnc"),
        ({Field.EMAIL: "ana@example.com (unsubscribed)"}, "unsubscribed"),
        ({Field.NEXT_ACTION: "do not contact again"}, "do not contact"),
        ({Field.TAGS: "alumni, do-not-contact"}, "do-not-contact"),
        ({Field.CHANNEL: "phone, don't email on Fridays"}, ""),
    ],
)
def test_opting_out_in_any_words(told: Told, phrase: str) -> None:
    assert one(told).do_not_contact.lower() == phrase.lower()


@pytest.mark.parametrize(
    ("told", "full"),
    [
        ({Field.NAME: "DO NOT EMAIL - Greg Shaw"}, "Greg Shaw"),
        ({Field.NAME: "Greg Shaw (unsubscribed)"}, "Greg Shaw"),
        ({Field.FIRST_NAME: "Rémi Faure", Field.LAST_NAME: "ne plus contacter"}, "Rémi Faure"),
    ],
)
def test_a_wish_beside_a_name_is_no_part_of_it(told: Told, full: str) -> None:
    (contact,), problems = read(told)
    assert contact.name.full == full
    assert contact.do_not_contact
    assert not problems


def test_days_that_cannot_be_read_are_remembered() -> None:
    assert one({Field.LAST_CONTACT: "last week"}).unread == {Field.LAST_CONTACT}
    assert one({Field.LAST_CONTACT: "yesterday"}).unread == {Field.LAST_CONTACT}
    assert one({Field.LAST_CONTACT: date(2027, 11, 3)}).unread == {Field.LAST_CONTACT}
    assert not one({Field.LAST_CONTACT: "3 Nov", Field.MET_ON: "n/a"}).unread
    assert one({Field.REPLY_ON: "last week"}).replied
    (ana,), _ = read({**BASE, Field.LAST_CONTACT: "?? Nov"}, {**BASE, Field.LAST_CONTACT: None})
    assert ana.unread == {Field.LAST_CONTACT}


def test_marks_behind_a_name_stop_every_letter() -> None:
    for name in ("Ana Díaz †", "Ana Díaz (deceased)", "Ana Díaz RIP"):
        assert one({Field.NAME: name}).stage is Stage.GONE
    assert one({Field.NAME: "Philippa Ripley"}).stage is None


@pytest.mark.parametrize(
    ("notes", "stage"),
    [
        ("Met at a fair; died in May - RIP", Stage.GONE),
        ("She passed away in June.", Stage.GONE),
        ("left the company in June", Stage.GONE),
        ("No longer there", Stage.GONE),
        ("email bounced 19 Nov", Stage.BOUNCED),
        ("Her boss left the company, she stays", None),
        ("my laptop died when we talked", None),
        ("told me how she bounced back", None),
    ],
)
def test_notes_that_say_nobody_is_there_are_heeded(notes: str, stage: Stage | None) -> None:
    assert one({Field.NOTES: notes}).stage is stage


@pytest.mark.parametrize(
    ("title", "cells", "tiers"),
    [
        ("Relationship strength (1-5)", [5, 4, 3, 2, 1], [1, 1, 2, 3, 3]),
        ("Warmth", ["3", "2", "1"], [1, 2, 3]),
        ("Tier", [1, 2, 3], [1, 2, 3]),
        ("Priority", ["1", "5", "3"], [1, 3, 2]),
        ("Tier", ["A", "C"], [1, 3]),
    ],
)
def test_numbers_rank_the_way_their_column_means(
    title: str, cells: list[CellValue], tiers: list[int]
) -> None:
    column = Tiers(title, cells)
    assert [column.read(cell)[0] for cell in cells] == tiers


def test_a_day_that_was_filled_in_is_known_to_be_vague() -> None:
    assert one({Field.MET_ON: "Nov 2026"}).vague == {Field.MET_ON}
    assert one({Field.MET_ON: "1 Nov 2026"}).vague == set()
    assert one({Field.MET_ON: "14 November"}).vague == set()


@pytest.mark.parametrize(
    ("said", "wanted"), [("yes", True), ("no", False), ("thank you sent", False)]
)
def test_a_follow_up_that_was_done_is_not_wanted(said: str, wanted: bool) -> None:
    mark = one({Field.NEEDS_FOLLOWUP: said}).needs_followup
    assert mark is not None
    assert mark.yes is wanted


def test_a_rhythm_column_may_hold_tiers() -> None:
    assert one({Field.CADENCE: "★★★"}).tier == 1
    assert one({Field.CADENCE: "every 6 wks"}).cadence == 42
    for said, days in (
        ("every 2 weeks", 14),
        ("3 months", 91),
        ("once a year", 365),
        ("2x/yr", 183),
    ):
        assert (one({Field.CADENCE: said}).cadence, one({Field.CADENCE: said}).tier) == (days, None)
    assert [one({Field.CADENCE: said}).tier for said in ("B", "Tier 3", "2", 1)] == [2, 3, 2, 1]


def test_a_number_typed_into_a_date_cell_is_no_day_of_1905() -> None:
    contacts, problems = read({**BASE, Field.MET_ON: date(1905, 7, 17)})
    assert contacts[0].met_on is None
    assert problems[0].place == "S!C2"


def test_words_in_the_reply_column_are_an_answer() -> None:
    assert one({Field.REPLY: "wants to talk in spring"}).replied
    assert not one({Field.REPLY: "no"}).replied
    assert not one({Field.REPLY: None}).replied


def test_a_day_in_the_reply_column_is_when_they_answered() -> None:
    assert one({Field.REPLY: "replied 12 Nov"}).reply_on == day("11-12")
    assert one({Field.REPLY: "yes", Field.REPLY_ON: day("11-13")}).reply_on == day("11-13")
    assert one({Field.REPLY: "no, asked again 12 Nov"}).reply_on is None
    both: Told = {Field.OUTREACH_ON: day("11-14"), Field.REPLY: "yes, call on 11 November"}
    assert one(both).reply_on is None


def test_an_address_behind_a_link_counts() -> None:
    told: Told = {Field.NAME: "Ana Díaz", Field.EMAIL: "write her"}
    (contact,), _ = read(told, links={(2, 1): "mailto:ana@example.com"})
    assert contact.emails == ("ana@example.com",)


def test_names_in_parts_make_one_name() -> None:
    (contact,), _ = read({Field.FIRST_NAME: "Ana", Field.LAST_NAME: "Díaz"})
    assert (contact.name.full, contact.name.first) == ("Ana Díaz", "Ana")


@pytest.mark.parametrize(
    ("names", "email", "addresses"),
    [
        ("Ana & Ben Cole", "ana@example.com", [("Ana Cole", "ana@example.com"), ("Ben Cole", "")]),
        (
            "Ana & Ben Cole",
            "bcole@example.com",
            [("Ben Cole", "bcole@example.com"), ("Ana Cole", "")],
        ),
        ("Ana & Ben Cole", "coles@example.com", [("Ana Cole", ""), ("Ben Cole", "")]),
        ("Ana & Ben Cole", "ana.ben@example.com", [("Ana Cole", ""), ("Ben Cole", "")]),
        (
            "Ana & Ben Cole",
            "ana@example.com; ben@example.com",
            [("Ana Cole", "ana@example.com"), ("Ben Cole", "ben@example.com")],
        ),
    ],
)
def test_of_two_people_in_one_cell_an_address_goes_only_to_whom_it_fits(
    names: str, email: str, addresses: list[tuple[str, str]]
) -> None:
    (contact,), problems = read({Field.NAME: names, Field.EMAIL: email})
    assert [(person.name.full, person.email) for person in contact.people] == addresses
    alone = bool(addresses[0][1]) and not addresses[1][1]
    assert any("letters greet nobody else" in problem.message for problem in problems) is alone


def test_a_row_without_a_name_is_reported_and_costs_no_other() -> None:
    contacts, problems = read({**BASE, Field.NAME: None}, BASE)
    assert [contact.row for contact in contacts] == [3]
    assert [problem.place for problem in problems] == ["S!A2"]


@pytest.mark.parametrize("cell", ["30 Feb 2026", "#VALUE!", "Week 3", True])
def test_a_day_that_is_none_is_reported_with_its_cell(cell: CellValue) -> None:
    contacts, problems = read({**BASE, Field.MET_ON: cell})
    assert contacts[0].met_on is None
    assert [(p.place, p.field) for p in problems] == [("S!C2", "met_on")]


def test_what_has_happened_cannot_lie_in_the_future() -> None:
    ahead = day("12-24")
    told = {**BASE, Field.LAST_CONTACT: ahead, Field.MET_ON: ahead, Field.NEXT_FOLLOWUP: ahead}
    (contact,), problems = read(told)
    assert contact.last_contact is None
    assert (contact.met_on, contact.next_followup) == (ahead, ahead)
    assert [problem.place for problem in problems] == ["S!C2"]


def test_a_formula_without_a_result_is_a_problem_not_a_blank() -> None:
    _, problems = read({**BASE, Field.MET_ON: None}, formulas={2: frozenset({2})})
    assert "formula" in problems[0].message


@pytest.mark.parametrize(
    ("rhythm", "formulas", "day_set"),
    [
        ("quarterly", {3: frozenset({2})}, None),
        ("quarterly", {}, day("11-01")),
        (None, {3: frozenset({2})}, day("11-01")),
    ],
)
def test_a_rhythm_of_ones_own_wins_over_a_next_day_reckoned_from_it(
    rhythm: str | None, formulas: dict[int, frozenset[int]], day_set: date | None
) -> None:
    row: Told = {**BASE, Field.CADENCE: rhythm, Field.NEXT_FOLLOWUP: day("11-01")}
    (contact,), _ = read(row, formulas=formulas)
    assert contact.next_followup == day_set


def test_rows_of_a_log_become_one_person_on_the_newest_row() -> None:
    def entry(on: str, notes: str) -> Told:
        return {**BASE, Field.OUTREACH_ON: day(on), Field.NOTES: notes, Field.NUDGES: None}

    (contact,), problems = read(entry("10-01", "first"), entry("10-20", "second"))
    assert (contact.row, contact.rows) == (3, (2, 3))
    assert contact.outreach_on == day("10-01")
    assert contact.last_contact == day("10-20")
    assert contact.text["notes"] == "second"
    assert problems[0].severity is Severity.NOTE
    assert "rows 2, 3" in problems[0].message


def test_case_and_accents_do_not_make_two_people_but_addresses_do() -> None:
    upper: Told = {**BASE, Field.NAME: "ANA DIAZ"}
    assert len(read(BASE, upper)[0]) == 1
    other: Told = {**BASE, Field.EMAIL: "ana.diaz@example.org"}
    assert len(read(BASE, other)[0]) == 2


def test_the_same_name_at_two_companies_is_two_people() -> None:
    a: Told = {Field.NAME: "Wei Chen", Field.COMPANY: "Blue Kite"}
    b: Told = {Field.NAME: "Wei Chen", Field.COMPANY: "Elm Clinic"}
    assert len(read(a, b)[0]) == 2


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Jon Smith", "John Smith", True),
        ("Łucja Żak", "Lucia Zak", True),
        ("Katherine Johnson", "Kathrine Jonson", True),
        ("Ana Díaz", "Ana Costa", False),
        ("Wei Chen", "Wei Zhang", False),
    ],
)
def test_one_person_spelt_two_ways_is_said_and_never_merged(
    one: str, other: str, alike: bool
) -> None:
    contacts, problems = read({Field.NAME: one}, {Field.NAME: other})
    assert len(contacts) == 2
    assert bool(problems) is alike
    assert all(problem.severity is Severity.NOTE for problem in problems)


def test_two_people_with_one_address_are_kept_apart_and_said() -> None:
    contacts, problems = read(BASE, {**BASE, Field.NAME: "Kofi Mensah"})
    assert len(contacts) == 2
    assert "share the address ana@example.com" in problems[0].message


def test_an_opt_out_on_any_row_wins() -> None:
    (contact,), _ = read({**BASE, Field.STATUS: "do not contact"}, {**BASE, Field.STATUS: "met"})
    assert contact.do_not_contact


def test_thanks_belong_to_the_newest_meeting() -> None:
    old: Told = {**BASE, Field.MET_ON: day("09-01"), Field.THANK_YOU_SENT: "yes"}
    new: Told = {**BASE, Field.MET_ON: day("11-12"), Field.THANK_YOU_SENT: None}
    (contact,), _ = read(old, new)
    assert contact.met_on == day("11-12")
    assert contact.thank_you == Mark(yes=False)


ANYTHING = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.text(max_size=40)
)


@given(st.dictionaries(st.sampled_from(list(Field)), ANYTHING, min_size=1))
def test_no_cell_whatever_raises(told: Told) -> None:
    contacts, problems = read(told)
    assert len(contacts) <= 1
    assert contacts or problems or not any(told.values())


@pytest.mark.parametrize("said", ["gestern", "yesterday", "Hier ", "heute"])
def test_a_day_that_moves_with_the_clock_is_asked_for(said: str) -> None:
    (contact,), problems = read({**BASE, Field.MET_ON: said})
    assert contact.met_on is None
    assert [p.place for p in problems] == ["S!C2"]
    assert "is another day every day" in problems[0].message
