"""Addresses, however they stand in a cell."""

import pytest
from followup.model import CellValue
from followup.values.emails import read_emails
from hypothesis import given
from hypothesis import strategies as st

ANA, BEN = "ana@example.com", "ben@example.org"


@pytest.mark.parametrize(
    "text",
    [
        ANA,
        "ana@EXAMPLE.com",
        f" {ANA} ",
        f"{ANA}.",
        f"{ANA},",
        f"<{ANA}>",
        f"({ANA})",
        f'"{ANA}"',
        f"'{ANA}'",
        f"\u201c{ANA}\u201d",
        f"Ana Díaz <{ANA}>",
        f'"Díaz, Ana" <{ANA}>',
        f"Ana Díaz ({ANA})",
        f"Ana: {ANA}",
        f"Email: {ANA}",
        f"{ANA} (work)",
        f"{ANA} / 555 0100",
        f"mailto:{ANA}",
        f"mailto:{ANA}?subject=Hi%20there",
        f"[{ANA}](mailto:{ANA})",
        f"{ANA}, {ANA.upper()}",
        "ana [at] example.com",
        "ana[at]example[dot]com",
        "ana (at) example (dot) com",
        "ana {at} example.com",
        "ana at example dot com",
        "ana AT example DOT com",
        "ana (arroba) example.com",
        "ana(at)example(punkt)com",
        "ana [ät] example [.] com",
        "ana (a) example.com",
        "ana at example punkt com",
        "ana arobase example point com",
        "ana [@] example.com",
        "ana@example。com",
        "{{ana@example.com}}",
        "ana at example.com",
        "ana＠example.com",
        "ａｎａ@example.com",
        "ana @ example.com",
        "ana@\u200bexample.com",
        "ana\u00a0@example.com",
    ],
)
def test_one_address(text: str) -> None:
    found, problem = read_emails(text)
    assert [address.lower() for address in found] == [ANA]
    assert problem == ""


@pytest.mark.parametrize(
    "sign",
    ["; ", ", ", ",", ";", " / ", "/", "\n", " ", " ::: ", " | ", " and ", " oder ", "、", " & "],
)
def test_two_addresses_keep_their_order(sign: str) -> None:
    assert read_emails(f"{BEN}{sign}{ANA}") == ((BEN, ANA), "")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Ana.Diaz+work@Sub.Example.COM", "Ana.Diaz+work@sub.example.com"),
        ("o'brien@example.com", "o'brien@example.com"),
        ("josé@example.com", "josé@example.com"),
        ("ana@müller.example.de", "ana@müller.example.de"),
        ("ana@例え.example.jp", "ana@例え.example.jp"),
        ("ana_b-c@ex-ample.co.example.org", "ana_b-c@ex-ample.co.example.org"),
        ("1@example.com", "1@example.com"),
    ],
)
def test_addresses_are_kept_as_typed_but_for_the_domain(text: str, address: str) -> None:
    assert read_emails(text) == ((address,), "")


@pytest.mark.parametrize("cell", [None, "", " ", "-", "n/a", "none", "TBD", "k.A.", "未定", "?"])
def test_nothing_is_no_problem(cell: CellValue) -> None:
    assert read_emails(cell) == ((), "")


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "via LinkedIn",
            "bounced",
            "invalid",
            "ana@example",
            "@example.com",
            "ana@",
            "ana.example.com",
        ),
        *(
            "ana@@example.com",
            "a@b@example.com",
            "see notes",
            5550100,
            True,
            "https://example.com/ana",
        ),
        *(
            "ana@-example.com",
            "ana@example..com",
            "555-0100",
            "ask Ben",
            "@ana",
            "Meet at example.com",
            "works at acme.example.org",
            "Slack: @ana",
        ),
    ],
)
def test_what_is_no_address_is_said(cell: CellValue) -> None:
    found, problem = read_emails(cell)
    assert found == ()
    assert "address" in problem


@pytest.mark.parametrize(
    "text",
    [
        f"{ANA}\nBcc: {BEN}",
        f"{ANA}\r\nBCC:{BEN}",
        f"{ANA}\u2028bcc : {BEN}",
        f"{ANA}%0ABcc:{BEN}",
        f"{ANA}%0d%0acc: {BEN}",
        f"mailto:{ANA}%0ABcc:{BEN}",
        f"{ANA}, Bcc: {BEN}",
        f"{ANA} bcc:{BEN}",
        f"{ANA}\n\nTo: {BEN}\nSubject: hello",
    ],
)
def test_lines_like_mail_headers_give_no_address(text: str) -> None:
    found, problem = read_emails(text)
    assert found == (ANA,)
    assert "header" in problem


@pytest.mark.parametrize("query", ["?bcc=", "?cc=x&bcc=", "?subject=a&to="])
def test_further_people_in_a_link_are_not_written_to(query: str) -> None:
    assert read_emails("Mail", f"mailto:{ANA}{query}{BEN}")[0] == (ANA,)


def test_an_address_that_is_called_dead_is_not_used() -> None:
    found, problem = read_emails(f"{ANA} (bounced); {BEN}")
    assert found == (BEN,)
    assert "does not work" in problem
    assert read_emails(f"{ANA} - unzustellbar")[0] == ()
    assert read_emails(f"alt: {ANA}, neu: {BEN}")[0] == (BEN,)


def test_the_link_behind_a_text_counts_where_the_text_names_no_address() -> None:
    assert read_emails("Ana", f"mailto:{ANA}?subject=hi") == ((ANA,), "")
    assert read_emails(BEN, f"mailto:{ANA}") == ((BEN,), "")
    assert read_emails(None, f"mailto:{ANA}") == ((ANA,), "")
    assert read_emails("profile", "https://example.com/ana")[0] == ()
    assert read_emails("bounced", f"mailto:{ANA}")[0] == ()


LOCALS = st.from_regex(r"[a-z0-9]+([._+-][a-z0-9]+){0,2}", fullmatch=True)
ADDRESSES = st.builds(lambda local: f"{local}@example.com", LOCALS)


@given(
    st.lists(ADDRESSES, min_size=1, max_size=4, unique=True), st.sampled_from(["; ", ", ", "\n"])
)
def test_all_addresses_in_a_list_are_found(addresses: list[str], sign: str) -> None:
    assert read_emails(sign.join(addresses)) == (tuple(addresses), "")


@given(st.text(max_size=60), st.text(max_size=20))
def test_no_address_holds_a_sign_that_could_end_it(text: str, link: str) -> None:
    found, _ = read_emails(f"{text}@example.com {text}", f"mailto:{link}@example.com")
    for address in found:
        assert address.count("@") == 1
        assert not set(address) & set(' \t\r\n,;:<>()[]"\\\u2028')
        assert address.isprintable()
