"""The kinds of values: what is told before a pattern is asked is what the pattern says."""

import re

import pytest
from followup.columns import profile
from followup.columns.profile import kind_of
from hypothesis import given, settings
from hypothesis import strategies as st

WORDS = st.one_of(
    st.text(
        st.characters(categories=["L", "N", "P", "M"]) | st.sampled_from("Aa .,'-"), max_size=6
    ),
    st.sampled_from(
        ["Ana", "van", "van,", "d'Arc", "d’arc", "y", "Díaz,", "élan", "(Bo)", "B.", "Ünal"]
    ),
)


def whole(lazy: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(lazy.pattern, lazy.flags)


@settings(max_examples=1000)
@given(st.lists(WORDS, min_size=1, max_size=6).map(lambda words: " ".join(words).strip()))
def test_a_person_is_one_by_the_pattern(text: str) -> None:
    assert profile._is_person(text) == (profile._PERSON.match(text) is not None)


@given(st.from_regex(whole(profile._EMAIL), fullmatch=True))
def test_every_address_has_a_dot(text: str) -> None:
    assert "." in text


@given(st.from_regex(whole(profile._URL), fullmatch=True))
def test_every_web_address_has_a_dot_or_a_scheme(text: str) -> None:
    assert "." in text or "://" in text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ana Díaz", "person"),
        ("Søren Żak", "person"),
        ("ana Díaz", "label"),
        ("Émile", "label"),
        ("Ana  Díaz", "person"),
        ("Ana van Dyk", "person"),
        ("Ana B. Cole", "person"),
        ("One Two Three Four Five Six", "prose"),
        ("http://localhost", "url"),
        ("example.org", "url"),
        ("ana@example.org", "email"),
        ("#REF!", ""),
        ("# of nudges", "label"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert kind_of(text) == kind
