"""Weekdays as people name them."""

import pytest
from followup.values.weekdays import WEEKDAYS, read_weekday


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Mo", 0),
        ("lundi", 0),
        ("Di.", 1),
        ("martes", 1),
        ("Mi", 2),
        ("miércoles", 2),
        ("Do", 3),
        ("jeu.", 3),
        ("Freitag", 4),
        ("Sonnabend", 5),
        ("sábados", 5),
        ("samstags", 5),
        ("So", 6),
        ("Sundays", 6),
        ("dom", 6),
        ("Funday", None),
        ("s", None),
        ("", None),
    ],
)
def test_names_and_short_forms(text: str, number: int | None) -> None:
    assert read_weekday(text) == number


def test_every_english_day_is_known_by_two_letters() -> None:
    assert [read_weekday(day[:2]) for day in WEEKDAYS] == list(range(7))
