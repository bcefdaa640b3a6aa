"""Where somebody works and as what: written, read back, compared."""

import pytest
from followup.values.post import new_post, read_post, write_post
from hypothesis import given
from hypothesis import strategies as st

WORDS = st.text(alphabet=st.characters(categories=["L", "Nd"]) | st.sampled_from(" ,.&-"))


@pytest.mark.parametrize(
    ("title", "company", "text"),
    [
        ("Data lead", "Acme", "Data lead, Acme"),
        ("", "Acme", "Acme"),
        ("Data lead", "", "Data lead,"),
        ("VP, Sales", "Acme, Inc.", "VP Sales, Acme, Inc."),
        ("", "", ""),
    ],
)
def test_is_one_short_text(title: str, company: str, text: str) -> None:
    assert write_post(title, company) == text


@given(WORDS, WORDS)
def test_what_is_written_is_read_back_and_no_change(title: str, company: str) -> None:
    text = write_post(title, company)
    assert write_post(*read_post(text)) == text
    assert new_post(text, text) == ""
    assert "\n" not in text


@pytest.mark.parametrize(
    ("then", "now", "new"),
    [
        ("Analyst, Acme", "Data lead, Acme", "Data lead,"),
        ("Analyst, Acme", "Senior analyst, Acme", "Senior analyst,"),
        ("Analyst, Acme", "Analyst, Beta", "Beta"),
        ("Analyst, Acme", "Data lead, Beta", "Data lead, Beta"),
    ],
)
def test_another_title_or_company_is_a_change(then: str, now: str, new: str) -> None:
    assert new_post(then, now) == new


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("Analyst, Acme", "Analsyt, ACME Ltd."),
        ("Acme", "Data lead, Acme"),
        ("Analyst,", "Analyst, Acme"),
        ("Analyst, Acme", ""),
        ("Analyst, Harbour Arts", "Analyst, Harbor Arts"),
        ("Analyst, Acme", "Analyst, Acme Europe"),
    ],
)
def test_a_spelling_a_first_entry_or_a_cleared_cell_is_none(then: str, now: str) -> None:
    assert new_post(then, now) == ""
