"""Consent is read strictly: only a plain yes is one."""

import pytest
from followup.model import Mark
from followup.values.answers import read_answer

from tests.people import TODAY, day


def said(text: str) -> Mark | None:
    return read_answer(text, day_first=None, today=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "OK!",
        "Yes, she'd like to",
        "ja gern",
        "oui",
        "Sí, encantado",
        "sim",
        "graag",
        "va bene",
        "tak",
        "はい",
        "同意",
        "no problem",
        "✓",
    ],
)
def test_a_plain_yes_in_ten_languages(text: str) -> None:
    assert said(text) == Mark(yes=True)


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "No, sorry",
        "rather not",
        "nein",
        "non merci",
        "mejor no",
        "não",
        "liever niet",
        "meglio di no",
        "nie",
        "いいえ",
        "不同意",
        "declined",
    ],
)
def test_a_plain_no_in_ten_languages(text: str) -> None:
    assert said(text) == Mark(yes=False)


@pytest.mark.parametrize(
    "text",
    ["", "not yet", "pending", "asked 12 Nov", "20 Nov", "sent", "done", "no answer", "maybe", "x"],
)
def test_everything_else_is_no_answer(text: str) -> None:
    assert said(text) is None


def test_the_day_of_an_answer_is_kept() -> None:
    assert said("yes, 20 Nov") == Mark(yes=True, on=day("11-20"))
