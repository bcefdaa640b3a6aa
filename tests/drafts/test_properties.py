"""Whatever stands in a row, its letter is fit to be sent or says what is missing."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from followup.drafts import Job, Template, find_templates
from followup.drafts.compose import Desk
from followup.drafts.lexicon import languages, lexicon
from followup.drafts.lint import in_use
from followup.drafts.style import Letter, faults
from followup.model import DATE_FIELDS, Contact, Draft, History, Me, Name, Person
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.drafts.cast import ANA, TODAY, due

LIBRARY = find_templates()
TEMPLATES = tuple(t for language in languages() for t in in_use(LIBRARY, language))
ME = Me(name="Kim Park", story="I moved from archives to data work last year.")
DESKS = {language: Desk(ME, LIBRARY, TODAY, language) for language in languages()}

PHRASES = st.sampled_from(
    [
        "Take the SQL certificate first",
        "Talked about graph databases",
        "Asked for SQL course; kids 3+5; call after 3pm",
        "working on a pilot",
        "PyCon 2026",
        "coffee at Blue Bottle",
        "via Ben Cole",
        "send portfolio",
        "ask about pricing",
        "call her in December",
        "chess, tidal energy",
        "Granite Labs",
        "Don't skip the cover letter",
        "Understand how a small team decides what to build next year",
        "renewable energy policy research, long distance trail running",
        "Evening course of the regional museum association",
        "Erst das SQL-Zertifikat machen",
        "Gespräch über den Umzug nach Lissabon",
        "arbeitet an einem Festival; Kinder 3+5",
        "Buchmesse Leipzig 2026",
        "über Ben Kohl",
        "Portfolio schicken",
        "nach den Preisen fragen",
        "zum Tag der offenen Tür einladen",
        "wandern, klassische Musik",
        "Verstehen, wie ein kleines Team entscheidet, was im nächsten Jahr gebaut wird",
        "Fortbildung der regionalen Museumsgesellschaft im Norden",
        "Städtische Klinik am Ulmenweg",
        "{{ 7*7 }}",
        "{% for x in y %}",
        "=cmd()",
        "<b>hi</b>",
        "x\r\nBcc: all@example.com",
        "None",
        "n/a",
        "Dear ,",
        "a" * 90,
        "🎉 مرحبا \u202e",
    ]
)
WILD = st.text(max_size=80)
CELL = st.one_of(PHRASES, WILD, st.just(""), st.tuples(PHRASES, WILD).map("; ".join))
FIELDS = (
    *("advice", "notes", "interests", "how_met", "company", "goal", "next_action"),
    *("introduced_by", "title", "location", "given", "received", "advice_outcome"),
)
DAY = st.none() | st.integers(-1500, 40).map(lambda days: TODAY + timedelta(days=days))
PLAIN_NAMES = st.sampled_from(
    [
        Name("Ana Díaz", "Ana", "Díaz"),
        Name("山田太郎"),
        Name("Ngozi Okafor", "Ngozi", "Okafor", "Dr."),
        Name("J. Smith", "J.", "Smith"),
        Name("Søren O'Neill-Żak", "Søren", "O'Neill-Żak", nickname="Sø"),
    ]
)
NAMES = PLAIN_NAMES | st.text(min_size=1, max_size=30).map(lambda text: Name(text, text))


@st.composite
def contacts(draw: st.DrawFn, names: st.SearchStrategy[Name] = NAMES) -> Contact:
    text = {field: draw(CELL) for field in FIELDS}
    days: dict[str, date | None] = {
        field: draw(DAY) for field in ("met_on", "outreach_on", "last_contact", "reply_on")
    }
    people = tuple(Person(name) for name in draw(st.lists(names, min_size=1, max_size=2)))
    text["address_form"] = draw(st.sampled_from(["", "formal", "familiar"]))
    row = Contact("Contacts", 7, (7,), people, text={k: v for k, v in text.items() if v})
    return replace(
        row,
        met_on=days["met_on"],
        outreach_on=days["outreach_on"],
        last_contact=days["last_contact"],
        reply_on=days["reply_on"],
        cells=dict(row.text),
    )


def write(contact: Contact, template: Template, about: Contact | None = None) -> Draft:
    return DESKS[template.language].write_with(
        template, Job(due(contact, template.occasion), contact, about, History())
    )


@settings(max_examples=600)
@given(contacts(), st.sampled_from(TEMPLATES))
def test_no_row_makes_a_letter_that_breaks_a_rule(contact: Contact, template: Template) -> None:
    draft = write(contact, template, ANA)
    letter = Letter(template.occasion, draft.subject, draft.body, "Kim Park")
    assert list(faults(letter, lexicon(template.language))) == []


@settings(max_examples=200)
@given(contacts(), st.sampled_from(TEMPLATES))
def test_every_letter_is_plain_text_of_a_greeting_a_body_and_a_signature(
    contact: Contact, template: Template
) -> None:
    draft = write(contact, template)
    assert "\n" not in draft.subject
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202a-\u202e\u2066-\u2069]", draft.body)
    words = lexicon(template.language)
    begin = "|".join(words.words("lint", "greetings"))
    nobody = re.escape(words.phrase("greeting", "nobody"))
    assert re.match(rf"(?:{nobody}|(?:{begin}) [^\n]+[,:])\n\n", draft.body)
    assert re.search(r"\n\n[^\n]+\nKim Park$", draft.body)
    assert all(gap in draft.subject + draft.body for gap in draft.gaps)
    assert bool(draft.gaps) == ("[" in draft.subject + draft.body)


@settings(max_examples=150)
@given(contacts(), st.sampled_from(TEMPLATES))
def test_no_day_is_stated_that_the_sheet_does_not_know(
    contact: Contact, template: Template
) -> None:
    draft = write(replace(contact, vague=DATE_FIELDS), template)
    months = "|".join(lexicon(template.language).words("dates", "months"))
    assert not re.search(rf"\d[.º]?(?: de)? (?:{months})", draft.subject + draft.body)


@given(contacts(PLAIN_NAMES), st.sampled_from(TEMPLATES))
def test_a_letter_without_any_detail_shows_a_gap(contact: Contact, template: Template) -> None:
    bare = replace(contact, text={}, cells={})
    assert write(bare, template).incomplete


SECRET = "Zanzibar"


@settings(max_examples=150)
@given(contacts(), st.sampled_from(TEMPLATES), st.sampled_from(FIELDS))
def test_nothing_unrecognised_or_private_is_pasted(
    contact: Contact, template: Template, field: str
) -> None:
    for note in (f"wife from {SECRET}", f"?? {SECRET} 3pm", f"{SECRET} {{{{ x }}}}"):
        told = replace(contact, text={**contact.text, field: note})
        draft = write(told, template)
        assert SECRET not in draft.subject + draft.body


@settings(max_examples=100)
@given(contacts(), st.sampled_from(TEMPLATES))
def test_of_another_person_only_name_advice_and_topics_are_told(
    contact: Contact, template: Template
) -> None:
    secrets = dict.fromkeys(FIELDS, f"Working on {SECRET}") | {"advice": "Apply early"}
    about = replace(ANA, text=secrets, cells=secrets)
    bare = replace(contact, text={}, cells={})
    if template.occasion not in {"intro_thanks", "introduction", "introduction_ask"}:
        draft = write(bare, template, about)
        assert SECRET not in draft.subject + draft.body


@given(st.integers(0, 11))
def test_order_of_columns_does_not_matter(turn: int) -> None:
    items = list(ANA.text.items())
    turned = replace(ANA, text=dict([*items[turn:], *items[:turn]]))
    assert [write(turned, t) for t in TEMPLATES] == [write(ANA, t) for t in TEMPLATES]


@pytest.mark.parametrize("field", FIELDS)
def test_a_cell_of_forty_thousand_characters_is_no_burden(field: str) -> None:
    for text in ("a" * 40_000, "Talked about it. " * 2_400, "x; " * 13_000):
        long = replace(ANA, text={**ANA.text, field: text}, cells={})
        for template in TEMPLATES:
            assert len(write(long, template).body) < 1_500
