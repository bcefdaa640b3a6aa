"""Letters to two people at once: one form of address from greeting to close."""

import re
from dataclasses import replace

import pytest
from followup.drafts import Job, Template
from followup.drafts.compose import Desk
from followup.model import Contact, Draft, Due, History, Me, Name, Person

from tests.drafts.cast import TODAY
from tests.drafts.casts import GOOD_NEWS, cast_of, owed_of
from tests.drafts.test_golden import LIBRARY, SHIPPED

GERMAN = [template for template in SHIPPED if template.language == "de"]
SINGULAR = re.compile(r"\b(?:[Dd]u|[Dd]ir|[Dd]ich|[Dd]eine?[mnrs]?|hast|bist|magst|musst)\b")
POLITE = re.compile(r"(?<![.!?] )(?<!^)\b(?:Sie|Ihnen|Ihre?[mnrs]?)\b", re.MULTILINE)
PLURAL = re.compile(r"\b(?:euch|eure?[mnrs]?|ihr)\b", re.IGNORECASE)
PEOPLE = (
    Person(Name("Jan Brandt", "Jan", "Brandt")),
    Person(Name("Lea Brandt", "Lea", "Brandt")),
)


def write(template: Template, contact: Contact, about: Contact, due: Due) -> Draft:
    me = Me(name="Kim Park", good_news=GOOD_NEWS["de"])
    desk = Desk(me, LIBRARY, TODAY, "de")
    return desk.write_with(template, Job(due, contact, about, History()))


def letter(template: Template, form: str) -> str:
    first, *_, last = cast_of("de").values()
    told = {"address_form": form}
    both = replace(first, people=PEOPLE, text={**first.text, **told}, last_contact=TODAY)
    about = replace(last, text={**last.text, **told})
    draft = write(template, both, about, owed_of(both, template))
    return f"{draft.subject}\n{draft.body}"


@pytest.mark.parametrize("template", GERMAN, ids=[template.name for template in GERMAN])
def test_two_who_are_both_du_are_ihr_throughout(template: Template) -> None:
    text = letter(template, "du")
    assert re.search(r"^Hallo Jan und \w+,$", text, re.MULTILINE)
    assert not SINGULAR.search(text)
    assert not POLITE.search(text)


@pytest.mark.parametrize("template", GERMAN, ids=[template.name for template in GERMAN])
def test_two_who_are_sie_are_sie_throughout(template: Template) -> None:
    text = letter(template, "Sie")
    assert not SINGULAR.search(text)
    assert not PLURAL.search(text.replace("Ihr", ""))


def test_whoever_is_introduced_formally_makes_the_introduction_formal() -> None:
    introduction = next(t for t in GERMAN if t.occasion == "introduction")
    first, *_, last = cast_of("de").values()
    kofi = replace(first, text={**first.text, "address_form": "du"})
    due = owed_of(kofi, introduction)
    formal = replace(last, text={**last.text, "address_form": "Sie"})
    assert "Sie haben beide Ja gesagt" in write(introduction, kofi, formal, due).body
    familiar = replace(last, text={**last.text, "address_form": "du"})
    assert "Ihr habt beide Ja gesagt" in write(introduction, kofi, familiar, due).body
