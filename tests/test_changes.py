"""From wishes to single cell changes."""

from datetime import date

import pytest
from followup.changes import Wish, clean_text, free_column, make_plan, tick_like
from followup.errors import FollowupError
from followup.model import (
    Area,
    Book,
    CellValue,
    Column,
    ColumnMap,
    Field,
    Link,
    Match,
    Owned,
    Plan,
    Problem,
    Row,
    Settings,
    Sheet,
)

from tests.people import TODAY

HEADERS = ("Name", "Last contact", "Thanked")
FIELDS = (Field.NAME, Field.LAST_CONTACT, Field.THANK_YOU_SENT)
READY = Wish(2, "draft", {Owned.STATUS: "ready"})
ANA = ("Ana", date(2026, 11, 12), "no")


def book(*rows: tuple[CellValue, ...], owned: tuple[Owned, ...] = ()) -> tuple[Book, ColumnMap]:
    headers = (*HEADERS, *(f"Draft {o.value}" for o in owned))
    lines = tuple(Row(n, cells) for n, cells in enumerate((headers, *rows), 1))
    columns = tuple(Column(i, title) for i, title in enumerate(headers))
    matches = {f: Match(f, columns[i], 1.0, "") for i, f in enumerate(FIELDS)}
    at = {o: len(HEADERS) + i for i, o in enumerate(owned)}
    numbers = tuple(range(2, len(rows) + 2))
    layout = ColumnMap("S", 1, columns, matches, at, numbers)
    return Book("b", (Sheet("S", lines),), "r1"), layout


def plan(
    wish: Wish, *rows: tuple[CellValue, ...], owned: tuple[Owned, ...] = ()
) -> tuple[Plan, tuple[Problem, ...]]:
    made, layout = book(*(rows or (ANA,)), owned=owned)
    return make_plan(made, made.sheets[0], layout, [wish], Settings())


def changed(made: Plan) -> dict[tuple[int, int], object]:
    return {(change.row, change.column): change.new for change in made.changes}


def test_the_first_wish_adds_all_our_columns_in_order() -> None:
    made, _ = plan(Wish(2, "draft", {Owned.STATUS: "ready", Owned.DUE: TODAY}))
    assert [column.title for column in made.new_columns] == [
        "Draft status",
        "Draft due",
        "Draft reason",
        "Draft subject",
        "Draft email",
        "Draft link",
        "Draft history",
    ]
    assert [column.index for column in made.new_columns] == list(range(3, 10))
    assert changed(made) == {(2, 3): "ready", (2, 4): TODAY}


def test_nothing_wished_adds_no_column() -> None:
    made, _ = plan(Wish(2, "clear", {Owned.STATUS: None}))
    assert made.empty


def test_what_stands_there_already_is_no_change() -> None:
    row = (*ANA, "ready")
    made, _ = plan(Wish(2, "draft", {Owned.STATUS: "ready"}), row, owned=(Owned.STATUS,))
    assert changed(made) == {}


def test_a_deleted_column_stays_away_unless_it_is_needed() -> None:
    owned = (Owned.STATUS, Owned.SUBJECT, Owned.EMAIL)
    row = (*ANA, "", "", "")
    wish = Wish(2, "draft", {Owned.REASON: "r", Owned.HISTORY: "h", Owned.EMAIL: "e"})
    made, _ = plan(wish, row, owned=owned)
    assert [column.title for column in made.new_columns] == ["Draft history"]


def test_a_link_already_there_is_no_change_but_another_address_is() -> None:
    made, layout = book((*ANA, "Write to Ana"), owned=(Owned.LINK,))
    sheet = Sheet("S", made.sheets[0].rows, links={(2, 3): "mailto:a@example.com"})

    def change(url: str) -> bool:
        wish = Wish(2, "draft", {Owned.LINK: Link("Write to Ana", url)})
        return not make_plan(made, sheet, layout, [wish], Settings())[0].empty

    assert not change("mailto:a@example.com")
    assert change("mailto:b@example.com")


def test_a_letter_is_recorded_in_the_persons_own_columns() -> None:
    made, _ = plan(Wish(2, "sent", contacted=TODAY, thanked=TODAY))
    assert changed(made) == {(2, 1): TODAY, (2, 2): "Yes"}


def test_a_formula_is_never_written_over() -> None:
    made, layout = book(ANA)
    sheet = Sheet("S", made.sheets[0].rows, formulas={1: frozenset({2})})
    wish = Wish(2, "sent", contacted=TODAY)
    planned, problems = make_plan(made, sheet, layout, [wish], Settings())
    assert planned.empty
    assert problems[0].place == "S!B2"
    assert "formula" in problems[0].message


def test_the_plan_says_whose_rows_it_changes() -> None:
    made, _ = plan(Wish(2, "sent", contacted=TODAY))
    assert made.identity == {2: {0: "Ana"}}


@pytest.mark.parametrize(
    ("values", "tick"),
    [
        (["Yes", "no", "Yes", "x"], "Yes"),
        (["x", None, "x"], "x"),
        (["✓"], "✓"),
        ([True, False], True),
        ([False], True),
        ([date(2026, 10, 1)], TODAY),
        (["Nein"], "Ja"),
        (["N"], "Y"),
        ([], "Yes"),
    ],
)
def test_a_tick_looks_like_the_columns_other_ticks(values: list[CellValue], tick: object) -> None:
    assert tick_like([value for value in values if value is not None], TODAY) == tick


def test_our_columns_touch_the_table_even_if_notes_stand_beside_it() -> None:
    made, layout = book((*ANA, None, "a note at the side"))
    rows = made.sheets[0].rows
    assert free_column(Sheet("S", rows), layout) == 5
    table = Area("table", 1, 2, 0, 2, "Contacts")
    assert free_column(Sheet("S", rows, areas=(table,)), layout) == 3


def test_our_columns_touch_the_tracker_where_there_is_room_before_what_stands_aside() -> None:
    aside, layout = book((*ANA, *[None] * 8, "a legend"))
    assert free_column(aside.sheets[0], layout) == 3
    (_, problems) = make_plan(aside, aside.sheets[0], layout, [READY], Settings())
    assert problems == ()


def test_an_empty_column_before_ours_is_spoken_of() -> None:
    made, layout = book((*ANA, *[None] * 7, "a legend"))
    assert free_column(made.sheets[0], layout) == 11
    (_, (problem,)) = make_plan(made, made.sheets[0], layout, [READY], Settings())
    assert problem.place == "S!D1" and "at which a sort stops" in problem.message
    table = Area("table", 1, 2, 0, 10, "Contacts")
    (sheet,) = made.sheets
    tabled = Sheet(sheet.title, sheet.rows, areas=(table,))
    assert make_plan(made, tabled, layout, [READY], Settings())[1] == ()


def test_a_sheet_full_to_its_last_column_is_told_so() -> None:
    full = (*ANA, "beside", *[None] * 16_375, "at the edge")
    with pytest.raises(FollowupError, match="no room for the 7 Draft columns"):
        plan(Wish(2, "draft", {Owned.STATUS: "ready"}), full)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("bell\x07", "bell"),
        ("tab\tstays", "tab\tstays"),
        ("lone \ud800 half", "lone \ufffd half"),
        ("👩‍🚀", "👩‍🚀"),
    ],
)
def test_text_is_made_fit_for_a_cell(text: str, kept: str) -> None:
    assert clean_text(text) == kept


def test_text_too_long_for_a_cell_is_cut_and_marked() -> None:
    assert len(clean_text("x" * 40_000)) == 32_767
    assert clean_text("x" * 40_000).endswith("…")
