"""The whole way through the rooms, over a tracker in memory: what must hold for any tracker."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from followup.drafts import find_templates
from followup.flow.look import look_at
from followup.flow.run import Narrow, Outcome, draft_all
from followup.model import CellValue, Link, Settings
from followup.trackers.memory import MemoryTracker
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.people import TODAY, day

LIBRARY = find_templates()
HEADERS = (
    "Name",
    "Email",
    "Company",
    "How we met",
    "Introduced by",
    "Met on",
    "First wrote on",
    "Replied?",
    "Last contact",
    "Thank-you sent?",
    "Next step",
    "Follow up on",
    "Tier",
    "Notes",
)
NAMES = ("Ana Díaz", "Kofi Mensah", "Mei Lin", "Łucja Żak", "Omar Haddad", "Nora Lind")
DAYS = st.none() | st.dates(date(2025, 1, 1), date(2027, 1, 31))
FLAG = st.sampled_from([None, "yes", "no"])


def person(name: str) -> st.SearchStrategy[tuple[CellValue, ...]]:
    address = f"{name.split(maxsplit=1)[0].lower()}@example.com".replace("ł", "l")
    return st.tuples(
        st.just(name),
        st.sampled_from([None, address]),
        st.sampled_from([None, "Blue Kite"]),
        st.sampled_from([None, "PyCon Madrid", "the alumni dinner"]),
        st.sampled_from([None, *NAMES]),
        DAYS,
        DAYS,
        FLAG,
        DAYS,
        FLAG,
        st.sampled_from([None, "send her the slides"]),
        DAYS,
        st.sampled_from([None, "A", "B", "C"]),
        st.sampled_from([None, "Talked about solar kilns", "kids 3+5; call after 3pm"]),
    )


PEOPLE = st.tuples(*map(person, NAMES))
FIRM = (
    ("Ana Díaz", "ana@example.com", None, "PyCon", None, day("11-12"), None, None, day("11-12")),
    ("Kofi Mensah", "kofi@example.com", None, None, None, day("03-02"), None, "yes", day("06-01")),
    ("Mei Lin", "mei@example.com", None, None, None, None, day("10-30"), "no", None),
)
"""Rows that make every column's meaning plain, whatever else stands in the sheet."""


def tracker(rows: Sequence[Sequence[CellValue]], headers: Sequence[str] = HEADERS) -> MemoryTracker:
    return MemoryTracker.from_rows(tuple(headers), *(tuple(row) for row in rows))


def run(tracker: MemoryTracker, today: date = TODAY, config: Settings | None = None) -> Outcome:
    outcome = draft_all(look_at(tracker.read(), config or Settings(), today), LIBRARY, Narrow())
    tracker.apply(outcome.plan)
    return outcome


def letters(outcome: Outcome) -> set[tuple[str, tuple[str, ...], str, str]]:
    return {(d.occasion, d.to, d.subject, d.body) for _, d in outcome.drafted}


def table(tracker: MemoryTracker) -> dict[tuple[int, int], CellValue]:
    (sheet,) = tracker.read().sheets
    return {(r.number, i): v for r in sheet.rows for i, v in enumerate(r.cells) if v is not None}


@settings(max_examples=15)
@given(PEOPLE)
def test_drafting_twice_changes_nothing(rows: tuple[tuple[CellValue, ...], ...]) -> None:
    people = tracker((*FIRM, *rows))
    run(people)
    assert run(people).plan.empty


@settings(max_examples=10)
@given(PEOPLE)
def test_a_run_alters_our_columns_and_nothing_else(rows: tuple[tuple[CellValue, ...], ...]) -> None:
    people = tracker((*FIRM, *rows))
    before = table(people)
    run(people)
    after = table(people)
    assert {cell: v for cell, v in after.items() if cell[1] < len(HEADERS)} == before


@settings(max_examples=8)
@given(PEOPLE, st.permutations(range(len(HEADERS))))
def test_the_order_of_columns_never_matters(
    rows: tuple[tuple[CellValue, ...], ...], order: list[int]
) -> None:
    every = [(*row, *[None] * (len(HEADERS) - len(row))) for row in (*FIRM, *rows)]
    shuffled = tracker([[row[i] for i in order] for row in every], [HEADERS[i] for i in order])
    assert letters(run(shuffled)) == letters(run(tracker(every)))


@settings(max_examples=8)
@given(PEOPLE)
def test_unknown_columns_never_matter(rows: tuple[tuple[CellValue, ...], ...]) -> None:
    every = [(*row, *[None] * (len(HEADERS) - len(row))) for row in (*FIRM, *rows)]
    wider = tracker([(7, *row, "blue") for row in every], ["Shoe size", *HEADERS, "Zodiac sign"])
    assert letters(run(wider)) == letters(run(tracker(every)))


@settings(max_examples=8)
@given(PEOPLE, st.randoms(use_true_random=False))
def test_sorting_the_sheet_carries_every_draft_along(
    rows: tuple[tuple[CellValue, ...], ...], random: Any
) -> None:
    people = tracker((*FIRM, *rows))
    run(people)
    cells = table(people)
    numbers = list(range(2, len(FIRM) + len(rows) + 2))
    mixed = random.sample(numbers, len(numbers))
    moved = dict(zip(numbers, mixed, strict=True))
    links = {cell: Link(str(cells[cell]), url) for cell, url in _links(people).items()}
    held = cells | links
    after = {(moved.get(row, row), i): value for (row, i), value in held.items()}
    outcome = run(MemoryTracker({"Contacts": after}))
    assert not outcome.drafted
    assert not outcome.cleared
    assert all(not edited for _, _, edited in outcome.kept)


def _links(tracker: MemoryTracker) -> dict[tuple[int, int], str]:
    (sheet,) = tracker.read().sheets
    return dict(sheet.links)


def test_a_link_that_was_cut_short_is_mended_beside_an_untouched_letter_only() -> None:
    people = tracker(FIRM)
    run(people)
    cells, whole = table(people), _links(people)
    assert len(whole) == 3
    assert all(len(url) > 255 for url in whole.values())
    cut = {cell: Link(str(cells[cell]), url[:255]) for cell, url in whole.items()}
    (email,) = (at for (row, at), title in cells.items() if row == 1 and title == "Draft email")
    edited = min(row for row, _ in whole)
    own = {(edited, email): "Dear Ana, in words of my own."}
    saved = MemoryTracker({"Contacts": cells | cut | own})
    outcome = run(saved)
    assert {(change.row, change.column) for change in outcome.plan.changes} == {
        cell for cell in whole if cell[0] != edited
    }
    after = _links(saved)
    assert {cell for cell in whole if after[cell] == whole[cell]} == whole.keys() - {
        cell for cell in whole if cell[0] == edited
    }
    assert run(saved).plan.empty


def week_by_week(check: Callable[[Outcome, int], None], weeks: int = 12) -> None:
    people = tracker(FIRM)
    for week in range(weeks):
        check(run(people, TODAY + timedelta(weeks=week)), week)


def test_a_letter_left_lying_is_never_written_twice() -> None:
    seen: list[str] = []

    def check(outcome: Outcome, _: int) -> None:
        seen.extend(f"{d.occasion} {d.to}" for _, d in outcome.drafted)

    week_by_week(check)
    assert len(seen) == len(set(seen))


def test_a_letter_left_lying_keeps_its_words_but_not_last_weeks_days() -> None:
    people = tracker(FIRM)
    run(people)
    (look,) = [look_at(people.read(), Settings(), TODAY + timedelta(weeks=2))]
    before = {row: intake.open for row, intake in look.intakes.items() if intake.open}
    run(people, TODAY + timedelta(weeks=2))
    after = look_at(people.read(), Settings(), TODAY + timedelta(weeks=2)).intakes
    for row, event in before.items():
        now = after[row].open
        assert now is not None
        assert not after[row].edited
        assert (now.occasion, now.template) == (event.occasion, event.template)
