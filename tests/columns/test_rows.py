"""Which rows below the header are people."""

from dataclasses import replace
from datetime import date

import pytest
from followup.columns import rows as telling
from followup.columns import understand
from followup.model import Area, CellValue, Settings, SkippedRow
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.columns.books import Line, book, read, sheet

HEADER: Line = ("Name", "Email", "Company", "Last contact", "Done", "Days")
ANA: Line = ("Ana Díaz", "ana@example.com", "Blue Kite", date(2026, 11, 12), True, 8)
KOFI: Line = ("Kofi Owusu", None, "Granite", date(2026, 11, 16), False, 4)


def rows(*lines: Line) -> tuple[tuple[int, ...], dict[int, str]]:
    layout, _ = read(HEADER, ANA, KOFI, *lines)
    return layout.data_rows[2:], {skipped.number: skipped.reason for skipped in layout.skipped}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (HEADER, "repeated header"),
        (("Recruiters:",), "section"),
        (("— Alumni —",), "section"),
        (("ALUMNI",), "section"),
        (("Total", 2), "totals"),
        (("合計", 2), "totals"),
        (("Example: Jo Bloggs", "jo@example.com"), "example row"),
        (("* please do not share these addresses with people outside the group",), "footnote"),
        ((None, None, None, None, False, None), "no person"),
        ((None, None, None, None, False, 0), "no person"),
    ],
)  # fmt: skip
def test_rows_that_are_no_people_are_accounted_for(line: Line, reason: str) -> None:
    people, skipped = rows(line, ANA)
    assert people == (5,) if reason != "totals" else people in {(), (5,)}
    assert skipped[4] == reason


@pytest.mark.parametrize(
    "line",
    [
        ("Wei Zhang",),
        (None, "wei@example.com"),
        (None, None, "Blue Kite", date(2026, 1, 1)),
        ("Total Recall Films", "hello@example.com", "Total Recall"),
        ("Wei Zhang", "-", "-", None, False, 3),
    ],
)
def test_rows_of_people_with_little_in_them_stay(line: Line) -> None:
    assert rows(line) == ((4,), {})


def test_blank_rows_do_not_end_the_people() -> None:
    assert rows((), (), ANA)[0] == (6,)


def test_what_follows_the_totals_is_not_people() -> None:
    people, skipped = rows(("Total", 2), (), (), (), ("Blue Kite", None, "open"))
    assert people == ()
    assert skipped[8] == "below the totals"


def test_the_totals_row_of_a_table() -> None:
    plain = sheet("Contacts", HEADER, ANA, KOFI, ("2", None, None, None, None, 12))
    area = Area("table", 1, 4, 0, 5, name="People", totals=True)
    layout, _ = understand(book(replace(plain, areas=(area,))), Settings())
    assert layout.data_rows == (2, 3)
    assert layout.skipped == (SkippedRow(4, "totals"),)


def test_rows_that_hold_only_formulas_are_forms_not_filled_in() -> None:
    plain = sheet("Contacts", HEADER, ANA, KOFI, (None, None, None, None, None, "n/a yet"))
    filled = replace(plain, formulas={5: frozenset({2, 3, 4})})
    layout, _ = understand(book(filled), Settings())
    assert layout.data_rows == (2, 3)


def test_a_name_alone_in_capitals_is_a_person_where_names_are_in_capitals() -> None:
    layout, _ = read(HEADER, ("ANA DÍAZ", *ANA[1:]), ("KOFI OWUSU", *KOFI[1:]), ("WEI ZHANG",))
    assert layout.data_rows == (2, 3, 4)


def test_a_list_just_begun_holds_people_though_only_their_names_are_there() -> None:
    layout, _ = read(HEADER, ("Ana",), ("KOFI OWUSU",), ("Wei Zhang",), ("Recruiters:",))
    assert layout.data_rows == (2, 3, 4)
    assert [skipped.number for skipped in layout.skipped] == [5]


WORDS = (
    *HEADER,
    "name ",
    "EMAIL",
    "n",
    "Ana Díaz",
    "ana@example.com",
    "Total",
    "合計",
    "Example: Jo",
)
CELLS: st.SearchStrategy[CellValue] = st.one_of(
    st.none(),
    st.sampled_from(WORDS),
    st.sampled_from(("", "  ", "(first, last)", "（例）", "— Alumni —", "Ökonomie", "Kelvin", 7)),
    st.sampled_from((False, True, 0, 12.5, date(2026, 11, 12))),
)
LIKE_HEADERS = st.lists(st.one_of(st.none(), CELLS), min_size=6, max_size=6).map(
    lambda cells: tuple(cell or title for cell, title in zip(cells, HEADER, strict=True))
)
LINES = st.one_of(st.lists(CELLS, min_size=1, max_size=7), LIKE_HEADERS)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LINES, max_size=8))
def test_people_beyond_doubt_are_those_of_the_careful_rules(
    monkeypatch: pytest.MonkeyPatch, lines: list[Line]
) -> None:
    quickly = rows(*lines)
    with monkeypatch.context() as patched:
        patched.setattr(telling._Plainly, "person", lambda *_: False)
        assert rows(*lines) == quickly
