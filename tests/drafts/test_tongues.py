"""Telling languages and forms of address apart."""

import pytest
from followup.drafts.tongues import address_form, named, spoken

NOTES = [
    ("Talked about graph databases", "en"),
    ("Gespräch über Graphdatenbanken", "de"),
    ("hat zwei Kinder, arbeitet bei der Bahn", "de"),
    ("parlé de la gestion des données", "fr"),
    ("hablamos de bases de datos", "es"),
    ("PyCon 2026", ""),
    ("Granite Labs", ""),
    ("", ""),
    ("🎉 42", ""),
]


@pytest.mark.parametrize(("text", "code"), NOTES)
def test_a_note_tells_its_language_by_its_small_words(text: str, code: str) -> None:
    assert spoken(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("de", "de"),
        ("de_CH", "de"),
        ("Deutsch", "de"),
        ("German, English", "de"),
        ("Français", "fr"),
        ("español (LatAm)", "es"),
        ("EN-GB", "en"),
        ("Klingon", ""),
        ("", ""),
    ],
)
def test_a_language_is_known_by_code_and_by_name(text: str, code: str) -> None:
    assert named(text) == code


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Sie", "formal"),
        ("per du", "familiar"),
        (" Tu ", "familiar"),
        ("vous", "formal"),
        ("usted", "formal"),
        ("formal", "formal"),
        ("Herr", ""),
        ("", ""),
    ],
)
def test_a_form_of_address_is_known_by_its_pronoun(text: str, form: str) -> None:
    assert address_form(text) == form
