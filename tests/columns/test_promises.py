"""What never matters to the meaning of a tracker, and what never stops it from being read."""

from datetime import date

from followup.columns import understand
from followup.errors import FollowupError
from followup.model import CellValue, Settings
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.columns.books import Line, book, meant, read, sheet

COLUMNS: dict[str, list[CellValue]] = {
    "Full name": ["Ana Díaz", "Kofi Owusu", "Wei Zhang"],
    "E-mail": ["ana@example.com", None, "wei@example.net"],
    "Employer": ["Blue Kite", "Granite Labs", None],
    "Last spoke": [date(2026, 1, 2), "3 March 2026", None],
    "Thank-you note sent?": ["Yes", "No", None],
    "Next check-in": [date(2026, 12, 2), None, date(2026, 12, 9)],
}
MEANT = {
    "name": "Full name",
    "email": "E-mail",
    "company": "Employer",
    "last_contact": "Last spoke",
    "thank_you_sent": "Thank-you note sent?",
    "next_followup": "Next check-in",
}
CELLS = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.sampled_from(["Name", "Email", "Total", "#VALUE!", "=A1", "\x00", "🎂", date(2026, 1, 1)]),
)
UNKNOWN = st.text(alphabet="qxzwvk", min_size=4, max_size=9)


def lines(titles: list[str]) -> list[Line]:
    found: list[Line] = [tuple(title or None for title in titles)]
    found += [tuple(COLUMNS[t][i] if t in COLUMNS else None for t in titles) for i in range(3)]
    return found


@settings(max_examples=40)
@given(st.permutations(list(COLUMNS)))
def test_the_order_of_columns_never_matters(titles: list[str]) -> None:
    assert meant(*lines(titles)) == MEANT


@settings(max_examples=40)
@given(st.lists(UNKNOWN, min_size=1, max_size=4, unique=True), st.randoms(use_true_random=False))
def test_unknown_columns_never_matter(unknown: list[str], random: object) -> None:
    titles = [*COLUMNS, *unknown]
    random.shuffle(titles)  # type: ignore[attr-defined]
    assert meant(*lines(titles)) == MEANT


@settings(max_examples=30)
@given(st.lists(st.integers(0, 6), max_size=3))
def test_empty_columns_never_matter(gaps: list[int]) -> None:
    titles = list(COLUMNS)
    for gap in gaps:
        titles.insert(gap, "")
    assert meant(*lines(titles)) == MEANT


@settings(max_examples=30)
@given(st.lists(st.text(max_size=30), max_size=3))
def test_title_rows_never_matter(above: list[str]) -> None:
    layout, _ = read(*[(text,) for text in above], *lines(list(COLUMNS)))
    assert {f.value: m.column.title for f, m in layout.matches.items()} == MEANT
    assert layout.data_rows == tuple(range(len(above) + 2, len(above) + 5))


@settings(max_examples=150)
@given(st.lists(st.lists(CELLS, max_size=6), max_size=8))
def test_no_content_whatever_breaks_it(rows: list[list[CellValue]]) -> None:
    try:
        layout, _ = understand(book(sheet("S", *rows)), Settings())
    except FollowupError as error:
        assert "no tracker found" in str(error)
    else:
        assert len(layout.matches) <= len(rows[layout.header_row - 1])


@settings(max_examples=100)
@given(st.lists(st.lists(CELLS, min_size=6, max_size=6), max_size=6))
def test_no_content_below_the_header_breaks_it(rows: list[list[CellValue]]) -> None:
    layout, _ = read(tuple(COLUMNS), *rows, settings=Settings(header_row=1))
    told = {*layout.data_rows, *(skipped.number for skipped in layout.skipped)}
    filled = {
        number
        for number, row in enumerate(rows, 2)
        if any(v is not None and (not isinstance(v, str) or v.strip()) for v in row)
    }
    assert told == filled


def test_reading_twice_gives_the_same() -> None:
    rows = lines(list(COLUMNS))
    assert read(*rows) == read(*rows)
