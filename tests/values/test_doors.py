"""Whatever a cell holds, reading it gives a value and never an exception."""

from datetime import date, datetime, time

import pytest
from followup.model import CellValue
from followup.values.cadence import read_cadence, read_tier
from followup.values.dates import decide_day_first, has_ambiguous, read_day
from followup.values.emails import read_emails
from followup.values.flags import read_mark
from followup.values.names import join_names, read_names, similar_names
from followup.values.status import is_nothing, opted_out, read_count, read_stage
from followup.values.text import fold
from hypothesis import example, given, settings
from hypothesis import strategies as st

TODAY = date(2026, 11, 22)

PIECES = (
    "3/14 14.03.2025 2025年3月14日 令和7年 Mar-25 sent no n/a ✓ ana@example.com [at] Bcc: "
    "Dr. & , ( ) \" ' / - PhD van der DUPONT 山田 様 every 2x /yr ★ ★★☆ month not contact "
    "don't email 12 Nov 31 Feb \n \t \u202e \u00a0 = {{x}} # 99999999999999 １２ ² ½ 十 元年"
)
WORDS = st.sampled_from(PIECES.split(" "))
TEXTS = st.one_of(st.text(max_size=40), st.lists(WORDS, max_size=8).map(" ".join))
CELLS: st.SearchStrategy[CellValue] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.times(),
    TEXTS,
)


def read_everything(cell: CellValue, other: CellValue) -> None:
    """Put the cell through every door."""
    for day_first in (None, True, False):
        for past in (True, False):
            read_day(cell, day_first=day_first, today=TODAY, past=past)
        read_mark(cell, day_first=day_first, today=TODAY)
    decide_day_first([cell, other], locale="de_DE")
    has_ambiguous([cell, other])
    read_emails(cell, str(other))
    for family_first in (True, False):
        names, _ = read_names(cell, family_first=family_first)
        joined = join_names(cell, other, family_first=family_first)
        assert len(names) <= 2
        assert all(name.full for name in (*names, *joined))
        for name in names:
            assert similar_names(name, name) == 1 or not any(map(str.isalnum, name.full))
    read_cadence(cell)
    read_tier(cell)
    read_stage(cell)
    read_count(cell)
    is_nothing(cell)
    opted_out(str(cell))
    assert fold(fold(str(cell))) == fold(str(cell))


@settings(max_examples=400)
@given(CELLS, CELLS)
@example(time(1), datetime(1899, 12, 30))
@example("²", "½")
@example("00/00/0000", "31/02/")
@example(float("nan"), float("inf"))
def test_no_cell_content_raises(cell: CellValue, other: CellValue) -> None:
    read_everything(cell, other)


LONG = (
    "! a 1 1/ 1- 1. 14_ a_ Mar_ 3/14_ @ a@ a. _at_ ( ' , &_ A._ \u202e 年 3月 十 で ★ no_ not_ \n"
)


@pytest.mark.parametrize("piece", [piece.replace("_", " ") for piece in LONG.split(" ")])
def test_forty_thousand_characters_are_read_in_no_time(piece: str) -> None:
    long = piece * (40_000 // len(piece))
    read_everything(long, f"mailto:{long}")
