"""Sheets of ours in a Google Sheet: one batch, never twice, and taken back while untouched."""

import json

import pytest
from followup.errors import BusyError, FollowupError
from followup.model import NewSheet, Plan
from followup.trackers.gsheets import GoogleTracker

from tests.trackers.contract import OURS
from tests.trackers.google.conftest import Serve, Served
from tests.trackers.google.grid import Spreadsheet, Tab
from tests.trackers.google.server import READ, TOKEN, WRITE, Fault, outage
from tests.trackers.google.test_faults import PASSING, nth

SETTINGS = OURS[0].title


@pytest.fixture
def served(serve: Serve) -> Served:
    return serve(Spreadsheet([Tab.of("People", [("Name", "Met on"), ("Ana", None)], number=3)]))


def plan(*sheets: NewSheet) -> Plan:
    return Plan("", 0, "", new_sheets=sheets or OURS)


def titles(served: Served) -> list[str]:
    return [tab.title for tab in served.book.tabs]


def added(served: Served) -> GoogleTracker:
    tracker = served.open()
    tracker.apply(plan())
    return tracker


ALL = ["People", "Follow-up settings", "Ours & more"]


def test_one_batch_brings_cells_looks_and_drop_downs(served: Served) -> None:
    assert served.open().apply(plan()).changed == 13
    assert served.google.calls == [TOKEN, READ, WRITE, READ]
    assert titles(served) == ALL
    tab = served.book.tab(SETTINGS)
    assert (tab.frozen, tab.width) == (1, 3)
    assert tab.at(0, 0)["userEnteredFormat"]["textFormat"] == {"bold": True}
    assert tab.at(1, 2)["userEnteredFormat"]["wrapStrategy"] == "WRAP"
    assert tab.at(50, 1)["userEnteredFormat"]["wrapStrategy"] == "WRAP"
    assert "textFormat" not in tab.at(1, 0)["userEnteredFormat"]
    assert tab.at(3, 0)["userEnteredValue"] == {"stringValue": "=1+1 & <b>"}
    rule = tab.at(2, 1)["dataValidation"]
    assert [one["userEnteredValue"] for one in rule["condition"]["values"]] == ["yes", "no"]
    assert not rule["strict"]
    assert tab.height > len(OURS[0].rows)


def test_a_number_that_another_tab_has_is_not_taken(serve: Serve) -> None:
    first = serve(Spreadsheet([Tab.of("People", [("Name",)])]))
    first.open().apply(plan())
    number = first.book.tab(SETTINGS).number
    second = serve(Spreadsheet([Tab.of("People", [("Name",)], number=number)], key="q" * 44))
    second.open().apply(plan())
    assert titles(second) == ALL
    assert second.book.tab(SETTINGS).number == number + 1


@pytest.mark.parametrize("name", PASSING)
def test_a_batch_that_failed_is_sent_again(served: Served, name: str) -> None:
    served.google.before = nth(WRITE, {1}, PASSING[name])
    added(served)
    assert titles(served) == ALL
    assert served.google.count(WRITE) == 2


@pytest.mark.parametrize("kind", ["status", "drop", "cut"])
def test_a_batch_whose_answer_was_lost_is_not_sent_again(served: Served, kind: str) -> None:
    served.google.before = nth(WRITE, {1}, Fault(503, kind=kind, after=True))
    added(served).undo()
    assert served.google.count(WRITE) == 2
    assert titles(served) == ["People"]


def test_an_outage_that_lasts_leaves_nothing_and_says_so(served: Served) -> None:
    served.google.before = nth(WRITE, range(99), outage(503))
    with pytest.raises(BusyError, match="out of order"):
        added(served)
    assert titles(served) == ["People"]


def test_who_may_only_read_is_told_so_and_there_is_nothing_to_undo(served: Served) -> None:
    served.google.may_write = False
    tracker = served.open()
    with pytest.raises(FollowupError, match="as Editor"):
        tracker.apply(plan())
    assert titles(served) == ["People"]


def test_a_title_taken_in_the_same_moment_is_refused_by_google(served: Served) -> None:
    def meanwhile(kind: str, _: int) -> None:
        if kind == WRITE and len(served.book.tabs) == 1:
            served.book.tabs.append(Tab.of("Ours & More", [("mine",)], 77))

    served.google.before = meanwhile
    tracker = served.open()
    with pytest.raises(FollowupError, match=r"already exists.*Nothing was written"):
        tracker.apply(plan())
    assert titles(served) == ["People", "Ours & More"]
    with pytest.raises(FollowupError, match="nothing to take back"):
        tracker.undo()


def test_a_text_that_no_cell_holds_is_refused_by_name(served: Served) -> None:
    with pytest.raises(FollowupError, match="Ours!B2 would hold more than the 50000"):
        served.open().apply(plan(NewSheet("Ours", (("A",), ("x", "y" * 50_001)))))
    assert titles(served) == ["People"]


def test_undo_keeps_a_sheet_that_the_person_has_typed_in(served: Served) -> None:
    tracker = added(served)
    served.book.tab(SETTINGS).put(1, 1, 7)
    with pytest.raises(BusyError, match="Follow-up settings!B2 was changed after the last run"):
        tracker.undo()
    assert titles(served) == ALL
    (remark,) = served.open().undo(force=True).remarks
    with open(remark.removesuffix(".").split(" is kept in ")[1], encoding="utf-8") as file:  # noqa: PTH123
        assert "Follow-up settings!B2\t7" in file.read()
    assert titles(served) == ["People"]


@pytest.mark.parametrize("spot", [(9, 0), (0, 2)])
def test_a_cell_added_or_emptied_counts_as_typed_in(served: Served, spot: tuple[int, int]) -> None:
    tracker = added(served)
    served.book.tab(SETTINGS).put(*spot, None if spot == (0, 2) else "mine")
    with pytest.raises(BusyError, match="was changed after"):
        tracker.undo()


def test_undo_leaves_other_sheets_and_passes_over_one_that_is_gone(served: Served) -> None:
    tracker = added(served)
    served.book.tab("People").put(1, 1, "typed since")
    served.book.tabs.remove(served.book.tab(SETTINGS))
    tracker.undo()
    assert titles(served) == ["People"]
    assert served.book.tab("People").at(1, 1)["userEnteredValue"] == {"stringValue": "typed since"}


def test_a_run_noted_by_an_earlier_version_is_still_taken_back(served: Served) -> None:
    from followup.model import CellChange
    from followup.trackers.gsheets.journal import Journal

    tracker = served.open()
    book = tracker.read()
    change = CellChange(2, 1, None, "soon", "test")
    tracker.apply(Plan("People", 1, book.revision, (), (change,), {2: {0: "Ana"}}))
    path = Journal(served.book.key).folder / "undo.json"
    stored = json.loads(path.read_text(encoding="utf-8"))
    del stored["runs"][0]["sheets"]
    path.write_text(json.dumps(stored), encoding="utf-8")
    tracker.undo()
    assert not served.book.tab("People").at(1, 1).get("userEnteredValue")
