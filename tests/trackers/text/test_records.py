"""Delimited text comes apart into the cells a spreadsheet program would show."""

import csv
import io

import pytest
from followup.trackers.text.records import (
    find_delimiter,
    quotes_everything,
    read_cell,
    split_records,
    write_cell,
)
from hypothesis import given
from hypothesis import strategies as st

CELL = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=12)
TRICKY = st.text(",;\t|\"'=+-@ \na", max_size=8)


def cells(text: str, delimiter: str = ",", start: int = 0) -> list[list[str]]:
    records = split_records(text, delimiter, start)
    return [[read_cell(text[begin:end]) for begin, end in record] for record in records]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n", [[""]]),
        ("a,b", [["a", "b"]]),
        ("a,b\n", [["a", "b"]]),
        ("a,\n", [["a", ""]]),
        ("a,b\r\n\r\nc\rd\ne", [["a", "b"], [""], ["c"], ["d"], ["e"]]),
        ('"a,b","c\nd"\n', [["a,b", "c\nd"]]),
        ('"c\r\nd\re"', [["c\nd\ne"]]),
        ('"say ""hi""",""\n', [['say "hi"', ""]]),
        ('"Bob" Smith,x\n', [["Bob Smith", "x"]]),
        ('5" disk,x\n', [['5" disk', "x"]]),
        ('"never closed,x\ny,z\n', [['"never closed', "x"], ["y", "z"]]),
        ("a\u2028b,c\x0bd\x85e\n", [["a\u2028b", "c\x0bd\x85e"]]),
    ],
)
def test_records(text: str, expected: list[list[str]]) -> None:
    assert cells(text) == expected


UNGUARDED = st.text(st.characters(codec="utf-8", exclude_characters="\r\0'"), max_size=12)


@given(st.lists(st.lists(UNGUARDED, min_size=1, max_size=4), max_size=4), st.sampled_from(",;\t|"))
def test_what_the_csv_module_writes_is_read_alike(rows: list[list[str]], delimiter: str) -> None:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    assert cells(file.getvalue(), delimiter) == rows


@given(TRICKY | CELL, st.sampled_from(",;\t|"), st.booleans())
def test_any_text_is_read_as_it_was_written(text: str, delimiter: str, quoted: bool) -> None:
    raw = write_cell(text, delimiter, quoted=quoted)
    line = f"first{delimiter}{raw}{delimiter}last\nnext\n"
    assert cells(line, delimiter) == [["first", text, "last"], ["next"]]


@given(TRICKY | CELL)
def test_no_written_cell_begins_like_a_formula(text: str) -> None:
    raw = write_cell(text, ",", quoted=False).removeprefix('"')
    assert raw.strip()[:1] not in set("=+-@＝＋－＠") or raw.strip() == ""
    assert not raw.startswith("\t")


@pytest.mark.parametrize(
    ("text", "default", "expected"),
    [
        ("a;b;c\n1,5;2,5;x\n", ",", ";"),
        ("a\tb\nx, y\tz, w\n", ",", "\t"),
        ("a|b\n1|2\n", ",", "|"),
        ('Notes:\n"one, two; three"\n\nFirst,Last\nAna,Díaz\n', ",", ","),
        ("only one column\nAna\n", ",", ","),
        ("only one column\nAna\n", "\t", "\t"),
        ("", ",", ","),
        ('a,b\n"x;y;z",1\n"x;y;z",2\n', ",", ","),
    ],
)
def test_the_delimiter_is_found(text: str, default: str, expected: str) -> None:
    assert find_delimiter(text, default) == (expected, 0)


def test_excels_own_first_line_says_the_delimiter_and_is_no_row() -> None:
    text = "sep=;\r\na;b,c,d\r\n"
    delimiter, start = find_delimiter(text, ",")
    assert (delimiter, cells(text, delimiter, start)) == (";", [["a", "b,c,d"]])


@pytest.mark.parametrize(
    ("text", "expected"),
    [('"a","b"\n"c",\n', True), ('a,"b, c"\n', False), ("", False)],
)
def test_a_file_with_quotes_everywhere_is_known(text: str, expected: bool) -> None:
    assert quotes_everything(text, split_records(text, ",")) is expected
