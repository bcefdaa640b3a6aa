"""Text made comparable."""

import re
import sys

import pytest
from followup.values import text
from followup.values.text import tidy


@pytest.mark.parametrize("signs", [text._INVISIBLE, text.CONTROL])
def test_what_is_looked_for_can_never_be_printed(signs: re.Pattern[str]) -> None:
    every = map(chr, range(sys.maxunicode + 1))
    assert [sign for sign in every if sign.isprintable() and signs.match(sign)] == []


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("Ａna\u200b Díaz", "Ana Díaz"),
        ("one\x00two", "one two"),
        ("one\u2028two", "one two"),
        ("\u00a0one\t two\n", "one two"),
        ("soft\u00adly", "softly"),
    ],
)
def test_signs_that_do_not_show_are_gone(given: str, plain: str) -> None:
    assert tidy(given) == plain
