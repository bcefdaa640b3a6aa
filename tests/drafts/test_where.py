"""How a "how met" cell reads inside a sentence."""

import pytest
from followup.drafts.details import connector
from followup.drafts.lexicon import lexicon
from followup.drafts.where import read_where

WORDS = lexicon("en")

PLACES = [
    ("PyCon 2026", "at PyCon 2026", "PyCon 2026"),
    ("Met at Web Summit 2025", "at Web Summit 2025", "Web Summit 2025"),
    ("coffee at Blue Bottle", "over coffee at Blue Bottle", "Blue Bottle"),
    ("Coffee near the station", "over coffee near the station", ""),
    ("lunch", "over lunch", ""),
    ("Alumni dinner", "at the alumni dinner", "the alumni dinner"),
    ("career fair at Leeds", "at the career fair at Leeds", "the career fair at Leeds"),
    ("Tech meetup (Berlin)", "at the tech meetup", "the tech meetup"),
    ("Berlin Data Summit", "at the Berlin Data Summit", "the Berlin Data Summit"),
    ("Women in Tech panel", "at the Women in Tech panel", "the Women in Tech panel"),
    ("Summer school in Lisbon", "at the summer school in Lisbon", "the summer school in Lisbon"),
    ("University of Ghent", "at the University of Ghent", "the University of Ghent"),
    ("Ghent University", "at Ghent University", "Ghent University"),
    ("worked together at Cobalt", "at Cobalt", "Cobalt"),
    ("British Library", "at the British Library", "the British Library"),
]


@pytest.mark.parametrize(("text", "adverb", "noun"), PLACES)
def test_a_place_or_event_gets_its_preposition_and_article(
    text: str, adverb: str, noun: str
) -> None:
    where = read_where(text, WORDS)
    assert (where.text, where.event, where.through) == (adverb, noun, "")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("through Ben", "Ben"),
        ("via Ben Cole", "Ben Cole"),
        ("Introduced by Sunniva Dahl", "Sunniva Dahl"),
        ("introduced by a friend", ""),
        ("via LinkedIn", ""),
    ],
)
def test_who_connected_one_is_named_if_the_cell_names_somebody(text: str, name: str) -> None:
    where = read_where(text, WORDS)
    assert (where.text, where.event, where.through) == ("", "", name)


@pytest.mark.parametrize(
    "text",
    [
        *("", "Event", "online", "Referral", "Cold email", "LinkedIn", "Webinar", "work"),
        *(
            "Ben Cole",
            "at the gym",
            "My sister's wedding",
            "Shared an office at Thornfield School",
            "{{ 7*7 }}",
            "=cmd()",
            "12/3/2026",
        ),
        "Shared an office at Thornfield School",
        *("PyCon 2026\nBcc: x@example.com", "写真展", "x" * 500),
    ],
)
def test_categories_channels_and_unclear_words_say_nothing(text: str) -> None:
    where = read_where(text, WORDS)
    assert (where.text, where.event, where.through) == ("", "", "")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ben", "Ben"),
        ("Joost van den Berg", "Joost van den Berg"),
        ("Ben Cole (Alder)", "Ben Cole"),
        ("LinkedIn search 2", ""),
        ("my old boss", ""),
        ("ben@example.com", ""),
        ("LinkedIn", ""),
        ("None", ""),
        ("", ""),
    ],
)
def test_an_introducer_is_named_if_the_cell_holds_a_name(text: str, name: str) -> None:
    assert connector(text, WORDS) == name
