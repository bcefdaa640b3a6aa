"""Patterns are compiled late and match as if they had been compiled at once."""

import re

import pytest
from followup.model.patterns import pattern


@pytest.mark.parametrize("text", ["Ana at 12:30", "", "x 1:1 2:2"])
def test_a_pattern_matches_as_a_compiled_one(text: str) -> None:
    late, early = (
        pattern(r"(\d+):(?P<to>\d+)", re.ASCII),
        re.compile(r"(\d+):(?P<to>\d+)", re.ASCII),
    )
    assert late.findall(text) == early.findall(text)
    assert late.sub("_", text) == early.sub("_", text)
    assert late.groupindex == early.groupindex


def test_a_wrong_pattern_is_found_when_it_is_used() -> None:
    late = pattern("(")
    with pytest.raises(re.error):
        late.search("x")
