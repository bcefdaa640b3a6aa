"""The table of names is what a template really gets."""

import pytest
from followup.drafts.letter import LetterValues
from followup.drafts.lexicon import lexicon
from followup.drafts.names import Gaps
from followup.drafts.prose import Prose
from followup.drafts.sandbox import make_environment
from followup.drafts.vocabulary import FILTERS, NAMES, PARTS, PERSON
from followup.model import Contact, Field, Me

from tests.drafts.cast import ANA, KOFI, TODAY, due, person

WORDS = lexicon("en")


def values(contact: Contact, about: Contact | None = None) -> LetterValues:
    made_for = due(contact, "thank_you")
    return LetterValues(contact, about, made_for, me=Me(), words=WORDS, today=TODAY, gap=Gaps())


@pytest.mark.parametrize("contact", [ANA, person(1, "Bo")])
def test_every_documented_name_is_there_and_no_other(contact: Contact) -> None:
    found = values(contact)
    assert set(found.makers) == set(NAMES) == {name for name in NAMES if found[name] is not None}
    assert all(NAMES.values())


def test_every_field_of_the_sheet_can_be_named() -> None:
    assert {field.value for field in Field} <= set(NAMES)


def test_the_parts_of_a_name_are_those_documented() -> None:
    found = values(ANA, KOFI)
    for name, parts in PARTS.items():
        for part in parts:
            found[name][part]  # type: ignore[index]


def test_what_the_sheet_lacks_is_false_in_a_condition() -> None:
    bare = values(person(1, "Bo"))
    present = {"name", "called", "email", "step", "talked"} & set(PERSON)
    assert not any(bare[name] for name in set(PERSON) - present)
    assert not bare["step"]
    assert not bare["about"]


def test_every_documented_filter_exists() -> None:
    environment = make_environment({}, Prose(WORDS, TODAY), "")
    assert set(FILTERS) <= set(environment.filters)


def test_the_story_is_cut_to_whole_sentences() -> None:
    story = "I left the archive. " + "Now I work with data every day. " * 10
    me = Me(story=story)
    made_for = due(ANA, "thank_you")
    found = LetterValues(ANA, None, made_for, me=me, words=WORDS, today=TODAY, gap=Gaps())
    told = str(found["me"]["story"])  # type: ignore[index]
    assert told.startswith("I left the archive. Now")
    assert told.endswith(".")
    assert len(told.split()) <= 40


def test_what_is_shared_names_only_the_interest_it_fits() -> None:
    fond = person(9, "Lena Holm", "Lena", "Holm", interests="patient surveys, badminton")
    owed = due(fond, "share_resource", what="article on survey design")
    values = LetterValues(fond, None, owed, me=Me(), words=WORDS, today=TODAY, gap=Gaps())
    assert values["because"] == "your interest in patient surveys"
