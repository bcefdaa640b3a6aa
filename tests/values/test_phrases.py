"""Known phrases in texts, however words are parted there."""

import pytest
from followup.values import phrases
from followup.values.phrases import find_phrases
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

KNOWN = frozenset({"do not contact", "stop", "don't write", "opt out", "opted-out", "x2", "不要"})
WITH_SIGNS = KNOWN | {"(gone)", "†"}
PIECES = st.sampled_from(
    (
        *KNOWN,
        "do",
        "not",
        "contact",
        "(",
        ")",
        ".",
        "-",
        "_",
        "'",
        "\t",
        "  ",
        "x",
        "2",
        "é",
        "stops",
    )
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("please do not contact her", ["do not contact"]),
        ("(stop)", ["stop"]),
        ("opted-out, x2", ["opted-out", "x2"]),
        ("stop_now", ["stop"]),
        ("non-stops", []),
        ("i don't write", ["don't write"]),
        ("她说不要", ["不要"]),
    ],
)
def test_whole_words_are_found_whatever_stands_beside_them(text: str, found: list[str]) -> None:
    assert [phrase for _, _, phrase in find_phrases(text, KNOWN)] == found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(PIECES, max_size=8), st.sampled_from(("", " ")), st.sampled_from((KNOWN, WITH_SIGNS))
)
def test_texts_of_plain_words_hold_the_same_phrases_as_word_by_word(
    monkeypatch: pytest.MonkeyPatch, pieces: list[str], between: str, known: frozenset[str]
) -> None:
    text = between.join(pieces)
    found = list(find_phrases(text, known))
    with monkeypatch.context() as patched:
        patched.setattr(phrases, "_begin_with_words", lambda _: False)
        assert list(find_phrases(text, known)) == found
