"""The seven columns that only letters need: known where plainly meant, never guessed."""

from collections.abc import Sequence

import pytest
from followup.columns import understand
from followup.columns.words import read_lines
from followup.model import CellValue, Field, Settings
from followup.trackers.memory import MemoryTracker

from tests.people import day

CONCEPTS = {
    "advice_outcome": Field.ADVICE_OUTCOME,
    "their_news": Field.NEWS,
    "to_share": Field.SHARE,
    "introduce_to": Field.INTRODUCE_TO,
    "introduction_answer": Field.INTRODUCTION_ANSWER,
    "letter_language": Field.LANGUAGE,
    "address_form": Field.ADDRESS_FORM,
}
LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt", "sv", "zh")
ENGLISH = ("Name", "Email", "Company", "Last contact", "Notes")
GERMAN = ("Name", "E-Mail", "Firma", "Letzter Kontakt", "Notizen")
PEOPLE = ("Ana Díaz", "Ben Cole", "Mei Lin", "Omar Haddad", "Nora Lind")


def meaning(header: str, values: Sequence[str], beside: tuple[str, ...] = ENGLISH) -> list[Field]:
    """What a column of that header and those values is taken for."""
    rows: list[tuple[CellValue, ...]] = [(*beside, header)]
    for at, name in enumerate(PEOPLE):
        told = (name, f"p{at}@example.com", "Acme", day("10-01"), "Talked about bees")
        rows.append((*told, values[at % len(values)]))
    found, _ = understand(MemoryTracker.from_rows(*rows).read(), Settings())
    return [field for field, match in found.matches.items() if match.column.title == header]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_for_them(language: str) -> None:
    lines = read_lines(language)
    assert all(lines[concept] for concept in CONCEPTS)


@pytest.mark.parametrize("concept", CONCEPTS)
def test_each_is_known_by_its_plain_header(concept: str) -> None:
    header = read_lines("en")[concept].split(",")[0].capitalize()
    assert meaning(header, ["something", "else"]) == [CONCEPTS[concept]]


@pytest.mark.parametrize(
    ("header", "values", "beside"),
    [
        ("Language", ["English", "German"], ENGLISH),
        ("Languages", ["English, German"], ENGLISH),
        ("News", ["yes", "promoted"], ENGLISH),
        ("Share", ["10%", "5%"], ENGLISH),
        ("Sprache", ["Deutsch"], GERMAN),
        ("Anrede", ["Herr", "Frau"], GERMAN),
        ("Anrede", ["Sie", "du"], GERMAN),
        ("Neuigkeiten", ["ja"], GERMAN),
        ("Vorgestellt von", ["Ben Cole"], GERMAN),
        ("Introduced by", ["Ben Cole"], ENGLISH),
        ("Contact via", ["email"], ENGLISH),
        ("Advice", ["Test it early"], ENGLISH),
    ],
)
def test_no_other_column_is_taken_for_one(
    header: str, values: list[str], beside: tuple[str, ...]
) -> None:
    assert not set(meaning(header, values, beside)) & set(CONCEPTS.values())
