"""Links that open a draft in the mail program."""

from urllib.parse import parse_qs, quote, urlsplit

from followup.exports.mailto import LONGEST_LINK, mailto
from hypothesis import given
from hypothesis import strategies as st

letters = st.text(st.characters(codec="utf-8"), max_size=120)


@given(letters, letters)
def test_a_link_says_again_what_the_letter_says(subject: str, body: str) -> None:
    url = mailto(("ana+maps@example.com",), subject, body)
    found = parse_qs(urlsplit(url).query, keep_blank_values=True, strict_parsing=True)
    assert found == {"subject": [subject], "body": ["\r\n".join(body.splitlines())]}


@given(letters)
def test_every_sign_is_coded_as_the_standard_library_codes_it(subject: str) -> None:
    assert mailto((), subject, "") == f"mailto:?subject={quote(subject, safe='')}&body="


def test_two_addresses_stand_side_by_side() -> None:
    assert mailto(("ana@example.com", "b%n@example.com"), "", "") == (
        "mailto:ana@example.com,b%25n@example.com?subject=&body="
    )


def test_a_letter_too_long_for_a_link_gets_none() -> None:
    fits = LONGEST_LINK - len(mailto((), "", ""))
    assert len(mailto((), "", "x" * fits)) == LONGEST_LINK
    assert mailto((), "", "x" * (fits + 1)) == ""
