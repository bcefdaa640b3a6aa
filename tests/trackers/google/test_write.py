"""Our columns in a Google Sheet, what is refused, and undo after the person went on working."""

from datetime import date
from typing import Any

import pytest
from followup.errors import BusyError, FollowupError
from followup.model import CellChange, CellValue, Link, NewColumn, Plan
from followup.trackers.gsheets import GoogleTracker

from tests.trackers.google.conftest import Serve, Served
from tests.trackers.google.grid import Spreadsheet, Tab
from tests.trackers.google.server import READ, WRITE

TITLES = ("Name", "Email", "Met on", "Notes")
ROWS: tuple[tuple[CellValue | Link, ...], ...] = (
    TITLES,
    ("Zoe", "zoe@example.com", date(2026, 11, 12), "tea"),
    ("Kofi", "kofi@example.org", date(2026, 11, 16), None),
    ("Ana", "ana@example.com", date(2026, 11, 14), "maps"),
)
NEW = (
    NewColumn(4, "Draft status", "choice", 13, ("sent", "skip", "later")),
    NewColumn(5, "Draft due", "date", 12),
    NewColumn(6, "Draft email", "text", 48),
)
DRAFT: tuple[CellValue, ...] = ("ready", date(2026, 11, 20), "Dear Zoe,\n\nhello.")


def served_with(serve: Serve, **fields: Any) -> tuple[Served, Tab]:
    tab = Tab.of("People", ROWS, number=3, height=30)
    for name, value in fields.items():
        setattr(tab, name, value)
    return serve(Spreadsheet([tab])), tab


def draft_for_zoe(tracker: GoogleTracker, new: tuple[NewColumn, ...] = NEW) -> Plan:
    first = new[0].index
    changes = tuple(CellChange(2, first + i, None, v, "draft") for i, v in enumerate(DRAFT))
    return Plan("People", 1, tracker.read().revision, new, changes, {2: {0: "Zoe", 1: ROWS[1][1]}})  # type: ignore[dict-item]


def shown(tab: Tab) -> list[list[Any]]:
    rows = range(
        max(
            n
            for n, row in enumerate(tab.rows)
            if any("userEnteredValue" in c for c in row.values())
        )
        + 1
    )
    return [
        [next(iter(tab.at(r, c).get("userEnteredValue", {"": None}).values())) for c in range(8)]
        for r in rows
    ]


def over(left: int, right: int, **more: Any) -> dict[str, Any]:
    bounds = {"sheetId": 3, "startRowIndex": 0, "endRowIndex": 4}
    return {"range": {**bounds, "startColumnIndex": left, "endColumnIndex": right}, **more}


def test_columns_come_with_drop_down_and_the_look_of_their_neighbours(serve: Serve) -> None:
    served, tab = served_with(serve)
    bold = {"textFormat": {"bold": True}}
    tab.rows[0][3]["userEnteredFormat"] = bold
    tracker = served.open()
    assert tracker.apply(draft_for_zoe(tracker)).changed == 3
    assert [tab.at(0, c)["userEnteredFormat"] for c in (4, 5, 6)] == [bold] * 3
    rule = tab.at(2, 4)["dataValidation"]
    assert [one["userEnteredValue"] for one in rule["condition"]["values"]] == [
        "sent",
        "skip",
        "later",
    ]
    assert not rule["strict"]
    assert tab.at(1, 6)["userEnteredFormat"]["wrapStrategy"] == "CLIP"
    assert tab.at(1, 5)["userEnteredFormat"]["numberFormat"]["pattern"] == "dd/mm/yyyy"
    assert served.google.calls[1:] == [READ, READ, WRITE]


def test_the_filter_is_widened_with_its_criteria_and_nothing_is_sorted_anew(serve: Serve) -> None:
    criteria = [{"columnIndex": 1, "filterCriteria": {"hiddenValues": ["x"]}}]
    order = [{"dimensionIndex": 0, "sortOrder": "ASCENDING"}]
    served, tab = served_with(serve, filter=over(0, 4, filterSpecs=criteria, sortSpecs=order))
    tracker = served.open()
    tracker.apply(draft_for_zoe(tracker))
    assert tab.filter == over(0, 7, filterSpecs=criteria)
    assert [row[0] for row in shown(tab)] == ["Name", "Zoe", "Kofi", "Ana"]
    tab.sort(0, header=0)
    assert [row[6] for row in shown(tab)] == ["Draft email", None, None, DRAFT[2]]


def test_a_table_is_widened_and_narrowed_again_by_undo(serve: Serve) -> None:
    served, tab = served_with(serve, tables=[{"tableId": "t", "name": "N", **over(0, 4)}])
    before = shown(tab)
    tracker = served.open()
    tracker.apply(draft_for_zoe(tracker))
    assert tab.tables[0]["range"]["endColumnIndex"] == 7
    tab.sort(0, header=0)
    assert shown(tab)[3][4] == "ready"
    served.open().undo()
    assert tab.tables[0]["range"]["endColumnIndex"] == 4
    assert shown(tab) == [before[0], before[3], before[2], before[1]]
    assert not any(tab.at(row, 4).get("dataValidation") for row in range(30))


@pytest.mark.parametrize("width", [4, 5, 7, 26])
def test_the_grid_grows_where_it_ends_too_early(serve: Serve, width: int) -> None:
    served, tab = served_with(serve, width=width)
    tracker = served.open()
    tracker.apply(draft_for_zoe(tracker))
    assert shown(tab)[0][:7] == [*TITLES, "Draft status", "Draft due", "Draft email"]
    assert shown(tab)[1][4] == "ready"


def test_what_stands_further_right_stays_where_it_is(serve: Serve) -> None:
    served, tab = served_with(serve)
    tab.insert_rows(0)
    tab.put(0, 9, "printed on Monday")
    tracker = served.open()
    made = draft_for_zoe(tracker)
    moved = tuple(CellChange(3, one.column, one.old, one.new, one.why) for one in made.changes)
    tracker.apply(Plan("People", 2, made.revision, NEW, moved, {3: made.identity[2]}))
    assert tab.at(0, 9)["userEnteredValue"] == {"stringValue": "printed on Monday"}
    assert shown(tab)[2][4] == "ready"


def test_no_room_for_columns_is_refused_with_the_cell(serve: Serve) -> None:
    served, tab = served_with(serve)
    tab.put(2, 5, "side note")
    tracker = served.open()
    with pytest.raises(FollowupError, match=r"People!F3 holds other content"):
        tracker.apply(draft_for_zoe(tracker))
    assert served.google.count(WRITE) == 0


def change(tracker: GoogleTracker, column: int, new: CellValue) -> Plan:
    book = tracker.read()
    cells = book.sheets[0].rows[1].cells
    old = cells[column] if column < len(cells) else None
    one = CellChange(2, column, old, new, "test")
    return Plan("People", 1, book.revision, (), (one,), {2: {0: "Zoe"}})


def test_formulas_are_refused(serve: Serve) -> None:
    served, tab = served_with(serve)
    tab.put(1, 3, "=UPPER(A2)", result="ZOE")
    tracker = served.open()
    with pytest.raises(FollowupError, match=r"People!D2: holds a formula.*Nothing was written"):
        tracker.apply(change(tracker, 3, "x"))


def test_merged_cells_are_refused(serve: Serve) -> None:
    served, _ = served_with(serve, merges=[over(2, 4)["range"]])
    tracker = served.open()
    with pytest.raises(FollowupError, match=r"People!D2: is part of merged cells"):
        tracker.apply(change(tracker, 3, "x"))


def test_a_cell_that_holds_it_already_needs_no_call(serve: Serve) -> None:
    served, _ = served_with(serve)
    tracker = served.open()
    assert tracker.apply(change(tracker, 3, "tea")).changed == 0
    assert served.google.count(WRITE) == 0


def test_a_date_keeps_the_format_its_cell_has(serve: Serve) -> None:
    served, tab = served_with(serve)
    own = {"type": "DATE", "pattern": "d mmm"}
    tab.rows[1][2]["userEnteredFormat"] = {"numberFormat": own}
    tracker = served.open()
    tracker.apply(change(tracker, 2, date(2026, 12, 1)))
    assert tab.at(1, 2)["userEnteredFormat"]["numberFormat"] == own
    assert tracker.read().sheets[0].rows[1].cells[2] == date(2026, 12, 1)


def test_undo_finds_the_rows_after_the_person_sorted_added_and_typed(serve: Serve) -> None:
    served, tab = served_with(serve)
    tracker = served.open()
    tracker.apply(draft_for_zoe(tracker))
    tab.insert_rows(0, 2)
    tab.sort(0, header=2)
    tab.put(5, 3, "more tea")
    tab.insert_columns(0)
    served.open().undo()
    assert [row[1:6] for row in shown(tab)[2:]] == [
        [*TITLES, None],
        ["Ana", "ana@example.com", 46340, "maps", None],
        ["Kofi", "kofi@example.org", 46342, None, None],
        ["Zoe", "zoe@example.com", 46338, "more tea", None],
    ]


def test_undo_says_which_cell_was_changed_and_leaves_everything(serve: Serve) -> None:
    served, tab = served_with(serve)
    tracker = served.open()
    tracker.apply(draft_for_zoe(tracker))
    tab.put(1, 6, "My own words.")
    before = tab.values()
    with pytest.raises(BusyError, match="People!G2 changed after the last run; --force"):
        served.open().undo()
    assert tab.values() == before


def test_undo_of_a_row_that_is_gone_says_so(serve: Serve) -> None:
    served, tab = served_with(serve)
    tracker = served.open()
    tracker.apply(draft_for_zoe(tracker))
    tab.delete_row(1)
    receipt = served.open().undo()
    gone, left = receipt.remarks
    assert gone == "3 cells of the last run were left out: their rows are gone."
    assert left.startswith("The columns that were added to People (E, F, G) are empty now and stay")
    assert [row[0] for row in shown(tab)] == ["Name", "Kofi", "Ana"]


def test_two_runs_are_taken_back_one_after_the_other(serve: Serve) -> None:
    served, tab = served_with(serve)
    tracker = served.open()
    tracker.apply(change(tracker, 3, "first"))
    tracker.apply(change(tracker, 3, "second"))
    served.open().undo()
    assert shown(tab)[1][3] == "first"
    served.open().undo()
    assert shown(tab)[1][3] == "tea"
    with pytest.raises(FollowupError, match="nothing to take back"):
        served.open().undo()


def test_of_two_rows_of_one_person_the_right_one_is_written(serve: Serve) -> None:
    served, tab = served_with(serve)
    tab.insert_rows(1)
    tab.rows[1] = Tab.of("", [("Zoe", ROWS[1][1], date(2025, 1, 1), "first meeting")]).rows[0]
    tracker = served.open()
    book = tracker.read()
    one = CellChange(3, 3, "tea", "coffee", "test")
    tab.move_row(1, 4)
    tracker.apply(
        Plan("People", 1, book.revision, (), (one,), {3: {0: "Zoe", 1: "zoe@example.com"}})
    )
    assert [row[3] for row in shown(tab)] == ["Notes", "coffee", None, "maps", "first meeting"]


def test_columns_come_after_a_filter_over_the_whole_grid(serve: Serve) -> None:
    served, tab = served_with(serve, filter={"range": {"sheetId": 3, "startRowIndex": 0}})
    tracker = served.open()
    new = tuple(NewColumn(26 + i, one.title, one.kind) for i, one in enumerate(NEW))
    tracker.apply(draft_for_zoe(tracker, new))
    assert tab.at(1, 26)["userEnteredValue"] == {"stringValue": "ready"}
    assert tab.width >= 29
    assert tab.filter is not None
    assert tab.filter["range"].get("endColumnIndex", 29) == 29
