"""Jobs to drafts."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from followup.drafts import Job, compose_all, find_templates
from followup.drafts.rotation import choose
from followup.errors import UsageError
from followup.model import (
    Contact,
    Event,
    EventKind,
    Field,
    History,
    Me,
    Name,
    Person,
    Settings,
    Severity,
)
from hypothesis import given
from hypothesis import strategies as st

from tests.drafts.cast import ANA, CAST, KOFI, PAIR, SOREN, TODAY, due, person

ME = Settings(me=Me(name="Kim Park"))
LIBRARY = find_templates()
OCCASIONS = sorted({t.occasion for t in LIBRARY.templates})


def job(contact: Contact, occasion: str = "thank_you") -> Job:
    return Job(due(contact, occasion), contact, None, History())


def test_one_draft_for_each_job_in_their_order() -> None:
    drafts, problems = compose_all([job(c) for c in CAST], ME, LIBRARY, TODAY)
    assert [d.row for d in drafts] == [c.row for c in CAST]
    assert {d.occasion for d in drafts} == {"thank_you"}
    assert problems == ()
    assert all(d.template.startswith("en/thank_you") for d in drafts)


def test_the_same_run_twice_gives_the_same_letters() -> None:
    jobs = [job(c, o) for o in ("thank_you", "check_in", "nudge") for c in CAST]
    assert compose_all(jobs, ME, LIBRARY, TODAY) == compose_all(jobs, ME, LIBRARY, TODAY)


def test_letters_of_one_run_open_differently_where_they_can() -> None:
    four = [job(c, "check_in") for c in CAST[:4]]
    drafts, _ = compose_all(four, ME, LIBRARY, TODAY)
    assert len({d.template for d in drafts}) == 4
    assert len({d.body.split("\n\n")[1] for d in drafts}) == 4


def test_a_letter_that_fails_costs_no_other(tmp_path: Path) -> None:
    (tmp_path / "check_in.txt").write_text("Subject: A\n\n{{ row['Goal'] }}", encoding="utf-8")
    jobs = [job(ANA, "check_in"), job(KOFI), job(SOREN, "no_such_occasion")]
    drafts, problems = compose_all(jobs, ME, find_templates(tmp_path), TODAY)
    assert [d.row for d in drafts] == [KOFI.row]
    assert [(p.place, p.severity) for p in problems] == [
        ("Contacts!5", Severity.ERROR),
        ("Contacts!12", Severity.ERROR),
    ]
    assert "no column 'Goal'" in problems[0].message
    assert "no template for no_such_occasion" in problems[1].message


def test_a_broken_template_is_told_before_any_drafting(tmp_path: Path) -> None:
    (tmp_path / "check_in.2.txt").write_text("Subject: A\n\n{{ nmae }}", encoding="utf-8")
    (tmp_path / "check_in.txt").write_text("Subject: A\n\nHi", encoding="utf-8")
    with pytest.raises(UsageError, match=r"check_in\.2\.txt, line 3: unknown name 'nmae'"):
        compose_all([job(ANA), job(KOFI, "check_in")], ME, find_templates(tmp_path), TODAY)


def test_a_broken_template_that_is_not_needed_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / "check_in.txt").write_text("Subject: A\n\n{{ nmae }}", encoding="utf-8")
    drafts, _ = compose_all([job(ANA)], ME, find_templates(tmp_path), TODAY)
    assert len(drafts) == 1


def test_without_a_name_the_letters_end_with_their_closing_and_are_complete() -> None:
    drafts, problems = compose_all([job(ANA)], Settings(), LIBRARY, TODAY)
    assert drafts[0].body.rsplit("\n\n", 1)[1].endswith(",")
    assert "[" not in drafts[0].body
    assert not drafts[0].incomplete
    assert [(p.severity, p.place) for p in problems] == [(Severity.NOTE, "followup.toml")]
    assert compose_all([], Settings(), LIBRARY, TODAY) == ((), ())


def test_a_language_we_lack_is_said_and_english_is_used() -> None:
    for language, notes in (("xx", 1), ("en_GB", 0), ("", 0)):
        settings = Settings(me=Me(name="Kim", language=language))
        drafts, problems = compose_all([job(ANA)], settings, LIBRARY, TODAY)
        assert drafts[0].template.startswith("en/")
        assert len([p for p in problems if "'xx'" in p.message]) == len(problems) == notes


def test_the_signature_ends_the_letter_and_keeps_its_lines() -> None:
    settings = Settings(me=Me(name="Kim", signature="Kim Park\nData analyst"))
    assert compose_all([job(ANA)], settings, LIBRARY, TODAY)[0][0].body.endswith(
        ",\nKim Park\nData analyst"
    )
    own = Settings(me=Me(signature="Yours,\nKim"))
    body = compose_all([job(ANA)], own, LIBRARY, TODAY)[0][0].body
    assert body.endswith("\n\nYours,\nKim")


def test_whom_it_goes_to() -> None:
    ana, ben = Name("Ana Cole", "Ana", "Cole"), Name("Ben Cole", "Ben", "Cole")
    both = replace(PAIR, people=(Person(ana, "a@example.com"), Person(ben, "b@example.com")))
    one_address = replace(PAIR, people=(Person(ana), Person(ben)), emails=("x@example.com",))
    nobody = replace(SOREN, people=(Person(SOREN.name),), emails=())
    drafts, _ = compose_all([job(c) for c in (ANA, both, one_address, nobody)], ME, LIBRARY, TODAY)
    assert [d.to for d in drafts] == [
        ("person5@example.com",),
        ("a@example.com", "b@example.com"),
        ("x@example.com",),
        (),
    ]


def test_a_name_that_is_none_is_greeted_without_it() -> None:
    drafts, _ = compose_all([job(person(5, "=cmd()"))], ME, LIBRARY, TODAY)
    assert drafts[0].body.startswith("Hello,\n")


def test_a_courtesy_title_column_makes_a_formal_greeting() -> None:
    row = person(5, "Petra Schmidt", "Petra", "Schmidt")
    for header, title, hello in (
        ("Anrede", "Frau", "Dear Ms Schmidt,"),
        ("Title", "Mr.", "Dear Mr Schmidt,"),
        ("Salutation", "Dr", "Dear Dr Schmidt,"),
        ("Title", "Data engineer", "Hi Petra,"),
        ("Gender", "Frau", "Hi Petra,"),
    ):
        (draft,), _ = compose_all([job(replace(row, cells={header: title}))], ME, LIBRARY, TODAY)
        assert draft.body.startswith(f"{hello}\n"), (header, title)
    lone = replace(person(5, "Schmidt", "Schmidt"), cells={"Anrede": "Frau"})
    assert compose_all([job(lone)], ME, LIBRARY, TODAY)[0][0].body.startswith("Hello,\n")


def test_a_day_that_was_filled_in_is_told_by_its_month() -> None:
    row = replace(ANA, vague=frozenset({Field.MET_ON}), met_on=date(2026, 10, 1))
    for variant in LIBRARY.variants("thank_you"):
        (draft,), _ = compose_all([replace(job(row), template=variant.name)], ME, LIBRARY, TODAY)
        assert "1 October" not in draft.subject + draft.body
    assert "in October" in draft.body


def test_nobody_is_told_of_a_talk_that_was_an_accepted_connection() -> None:
    told = re.compile(r"\b(?:talked|talking|met|conversation|(?:talk|time) (?:with|you gave) me)\b")
    row = replace(ANA, talked=False, text={**ANA.text, "advice": ""})
    for variant in (t for o in OCCASIONS for t in LIBRARY.variants(o)):
        again = Job(due(row, variant.occasion), row, row, History(), variant.name)
        (draft,), _ = compose_all([again], ME, LIBRARY, TODAY)
        assert not told.search(draft.subject + draft.body), draft.body


def test_nothing_of_the_next_step_is_said_twice() -> None:
    text = {"next_action": "ask about the tram data pilot", "notes": "Working on a tram pilot"}
    row = replace(ANA, text=text)
    for variant in LIBRARY.variants("next_step"):
        again = Job(due(row, "next_step"), row, None, History(), variant.name)
        (draft,), _ = compose_all([again], ME, LIBRARY, TODAY)
        assert draft.body.count("tram") == 1


def test_a_bill_or_a_complaint_gets_gaps_and_no_pleasantries() -> None:
    row = replace(ANA, text={**ANA.text, "next_action": "Chase unpaid invoice"})
    for variant in LIBRARY.variants("next_step"):
        again = Job(due(row, "next_step"), row, None, History(), variant.name)
        (draft,), _ = compose_all([again], ME, LIBRARY, TODAY)
        assert len(draft.gaps) == 2
        assert not re.search("SQL|introduction|second read|hope", draft.body)


def test_a_letter_brought_up_to_date_keeps_its_words() -> None:
    for variant in LIBRARY.variants("check_in"):
        again = replace(job(ANA, "check_in"), template=variant.name)
        assert compose_all([again], ME, LIBRARY, TODAY)[0][0].template == variant.name


@given(st.text(max_size=20), st.integers(2, 5), st.integers(0, 6), st.integers(0, 4))
def test_nobody_gets_the_same_words_twice_running(
    name: str, count: int, earlier: int, used: int
) -> None:
    shipped = LIBRARY.variants("check_in")[0]
    variants = [replace(shipped, variant=n, path=Path(f"check_in.{n}.txt")) for n in range(count)]
    contact = person(1, name or "x")
    counts = Counter({variants[n]: 9 for n in range(count) if n != used})
    events: list[Event] = []
    for _ in range(earlier + 2):
        chosen = choose(variants, contact, History(tuple(events)), counts)
        assert not events or chosen.name != events[0].template
        events.insert(0, Event(TODAY, "check_in", EventKind.DRAFTED, template=chosen.name))


def test_a_person_meets_every_variant_in_turn() -> None:
    events: list[Event] = []
    for _ in range(4):
        history = History(tuple(events))
        again = Job(due(ANA, "check_in"), ANA, None, history)
        draft = compose_all([again], ME, LIBRARY, TODAY)[0][0]
        events.insert(0, Event(TODAY, "check_in", EventKind.DRAFTED, template=draft.template))
    assert len({event.template for event in events}) == 4


def test_a_row_may_ask_for_a_language_and_is_told_if_we_lack_it() -> None:
    asked = {language: {"language": language} for language in ("English", "Klingon", "xx")}
    rows = [
        person(5 + n, "Ana Díaz", "Ana", "Díaz", **said) for n, said in enumerate(asked.values())
    ]
    drafts, problems = compose_all([job(row) for row in rows], ME, LIBRARY, TODAY)
    assert all(draft.template.startswith("en/") for draft in drafts)
    assert [(p.place, p.severity) for p in problems] == [
        ("Contacts!6", Severity.NOTE),
        ("Contacts!7", Severity.NOTE),
    ]
    assert "'Klingon'" in problems[0].message


def test_a_note_in_another_language_is_never_quoted() -> None:
    text = {
        "advice": "Erst das Zertifikat machen",
        "notes": "Recommended the book Deep Work. Sie sucht einen neuen Mitarbeiter für das Lager",
        "interests": "Wandern, Schach",
        "next_action": "wegen der Preise anrufen",
    }
    row = replace(ANA, text={**ANA.text, **text})
    for occasion in ("thank_you", "check_in", "next_step", "nudge", "confirm_meeting"):
        for variant in LIBRARY.variants(occasion):
            again = Job(due(row, occasion), row, None, History(), variant.name)
            (draft,), _ = compose_all([again], ME, LIBRARY, TODAY)
            written = draft.subject + draft.body
            assert not re.search("Zertifikat|Deep|Wandern|Schach|Preise|Lager", written)


def test_interests_whose_language_does_not_tell_are_taken_for_the_persons_own() -> None:
    row = replace(SOREN, text={"interests": "Wandern, Schach"})
    for language, quoted in (("", True), ("de", False)):
        settings = Settings(me=Me(name="Kim", language=language))
        row = replace(row, text={**row.text, "language": "en"})
        (draft,), _ = compose_all([job(row)], settings, LIBRARY, TODAY)
        assert draft.template.startswith("en/")
        assert ("Wandern" in draft.body) is quoted


@pytest.mark.parametrize(
    ("asked", "config", "hello"),
    [
        ("", "", "Hi Ana,"),
        ("formal", "", "Dear Ana Díaz,"),
        ("", "formal", "Dear Ana Díaz,"),
        ("first name", "formal", "Hi Ana,"),
        ("whatever", "", "Hi Ana,"),
    ],
)
def test_the_row_then_the_config_say_how_formal_a_letter_is(
    asked: str, config: str, hello: str
) -> None:
    row = replace(ANA, text={**ANA.text, "address_form": asked})
    settings = Settings(me=Me(name="Kim", address=config))
    assert compose_all([job(row)], settings, LIBRARY, TODAY)[0][0].body.startswith(f"{hello}\n")
