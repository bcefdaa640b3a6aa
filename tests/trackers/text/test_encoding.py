"""The encoding of a text file is told from its bytes."""

import pytest
from followup.errors import FollowupError
from followup.trackers.text.encoding import find_encoding
from hypothesis import given
from hypothesis import strategies as st

TEXTS = [
    ("cp1252", "Name;Ort\r\nJürgen Groß;Köln\r\n"),
    ("cp1252", "Name\nJosé\n"),
    ("cp1252", "Note\nIt’s “fine” – or not\n"),
    ("cp1252", "Price\n€ 5\n"),
    ("cp1252", "Zoë Naïve,François\n"),
    ("cp1250", "Imię\nŁucja Żak\nJózef Śliwiński\n"),
    ("cp1250", "Jméno\nŠárka Nováková, Žďár\n"),
    ("cp1250", "Név\nKertész Zoltán, Őriszentpéter\n"),
    ("mac-roman", "Nom\nÉlodie Léger, déjà vue\n"),
    ("cp932", "氏名,会社\n佐藤 由紀,株式会社タンポポ\n"),
    ("cp932", "氏名,メール\n田中,tanaka@example.com\n"),
    ("gb18030", "姓名,公司\n李明轩,北京大学\n"),
    ("cp950", "姓名,公司\n陳美玲,台灣大學\n"),
    ("utf-8", "Name\nJürgen Groß 佐藤 😀\n"),
    ("utf-8-sig", "Name\nJürgen\n"),
    ("utf-16", "Name\nJürgen 佐藤\n"),
    ("utf-16-le", "Name\nJürgen\n"),
    ("utf-16-be", "Name\nJürgen\n"),
]


@pytest.mark.parametrize(("codec", "text"), TEXTS)
def test_text_is_read_as_it_was_written(codec: str, text: str) -> None:
    data = text.encode(codec)
    found = find_encoding(data, "a.csv")
    assert found.decode(data) == text
    assert found.mark + found.encode(text) == data


def test_one_damaged_character_does_not_turn_the_rest_into_gibberish() -> None:
    data = "Łucja Żak, José, Jürgen, Zoë, Ană, Søren, Čeněk".encode() + b"\xff\n"
    found = find_encoding(data, "a.csv")
    assert found.codec == "utf-8"
    assert found.encode(found.decode(data)) == data


@given(st.binary(max_size=60))
def test_any_bytes_are_refused_or_keep_their_places(data: bytes) -> None:
    """A character may have two spellings in Big5 or Shift_JIS, of the same length."""
    try:
        found = find_encoding(data, "a.csv")
    except FollowupError as error:
        assert str(error).startswith("a.csv is ")
    else:
        again = found.mark + found.encode(found.decode(data))
        assert len(again) == len(data)
        assert again == data or not found.codec.startswith("utf")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04rest", "Excel workbook"),
        (b"\xd0\xcf\x11\xe0rest", "old or encrypted"),
        (b"\n <html><table>", "web page"),
        (b"%PDF-1.7", "PDF"),
        (b"Name,\0\0\1\2,more text in here", "no text file"),
        (b"\xff\xfeN\0a", "damaged"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, what: str) -> None:
    with pytest.raises(FollowupError, match=rf"contacts\.csv is .*{what}"):
        find_encoding(data, "contacts.csv")


def test_an_encoding_knows_what_it_cannot_hold() -> None:
    western = find_encoding("é".encode("cp1252"), "a.csv")
    assert western.can_hold("José – “hi”")
    assert not western.can_hold("氏")
