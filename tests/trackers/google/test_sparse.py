"""Other servers than ours: answers that say as little as they may, requests that are declined."""

import random
from typing import Any

import pytest
from followup.errors import FollowupError
from followup.model import CellChange, Link, Plan

from tests.trackers.google.conftest import Serve, Served
from tests.trackers.google.drift import Run, address, closed, letter, sheet
from tests.trackers.google.grid import Spreadsheet, Tab
from tests.trackers.google.person import content
from tests.trackers.google.server import READ, WRITE
from tests.trackers.google.test_write import ROWS, draft_for_zoe, shown

LOOKS = ("copyPaste", "repeatCell", "setDataValidation", "updateDimensionProperties")


def terse(serve: Serve, tab: Tab) -> Served:
    served = serve(Spreadsheet([tab]))
    served.google.terse = True
    return served


def people(**fields: Any) -> Tab:
    tab = Tab.of("People", ROWS, number=0, height=30)
    for name, value in fields.items():
        setattr(tab, name, value)
    return tab


def whole(left: int, right: int) -> dict[str, int]:
    """A range on the tab with the number 0, as Google says it."""
    rows = {"startRowIndex": 0, "endRowIndex": 4}
    return {**rows, "startColumnIndex": left, "endColumnIndex": right}


def test_a_tab_read_from_a_sparse_answer_is_the_same(serve: Serve) -> None:
    full = serve(Spreadsheet([people()])).open().read().sheets
    said = terse(serve, people()).open().read()
    assert said.sheets == full
    assert (said.time_zone, said.locale) == ("", "")


@pytest.mark.parametrize("ours", [True, False])
def test_a_run_and_its_undo_go_by_sparse_answers(serve: Serve, ours: bool) -> None:
    tab = sheet(random.Random(4), ours=ours, filtered=True)
    tab.number = 0
    assert tab.filter is not None
    tab.filter["range"]["sheetId"] = 0
    before = Spreadsheet([tab]).copy().tabs[0]
    served = terse(serve, tab)
    done = {address(5): closed(address(5))} if ours else {}
    planned = {address(n): letter(address(n)) for n in (1, 7, 9)} | done
    run = Run(served.open(), tab, planned)
    assert run.tracker.apply(run.plan()).remarks == ()
    found = content(tab)
    assert found[address(7), "Draft email"][0] == {"stringValue": letter(address(7))["Draft email"]}
    assert found[address(7), "Draft link"][1] == f"mailto:{address(7)}?subject=Hello"
    served.open().undo()
    assert content(tab) == content(before)
    assert before.filter is not None
    assert tab.filter["range"]["endColumnIndex"] == before.filter["range"]["endColumnIndex"]


@pytest.mark.parametrize("kind", ["filter", "table"])
def test_ranges_on_the_first_tab_are_sent_with_its_number(serve: Serve, kind: str) -> None:
    over = {"range": whole(0, 4)}
    fields: dict[str, Any] = (
        {"filter": over} if kind == "filter" else {"tables": [{"tableId": "t", **over}]}
    )
    served = serve(Spreadsheet([people(**fields)]))
    tracker = served.open()
    tracker.apply(draft_for_zoe(tracker))
    requests = served.google.bodies[0]["requests"]
    ranges = [over_whole(one) for request in requests for one in request.values()]
    [sent] = [one for one in ranges if one]
    assert sent == {"sheetId": 0, **whole(0, 7)}


def over_whole(request: dict[str, Any]) -> Any:
    """The range of a filter or a table that is set."""
    return (request.get("filter") or request.get("table") or {}).get("range")


@pytest.mark.parametrize("kinds", [LOOKS, LOOKS[:1]])
def test_where_looks_are_declined_the_letters_come_all_the_same(
    serve: Serve, kinds: tuple[str, ...]
) -> None:
    served = serve(Spreadsheet([people()]))
    served.google.declined = set(kinds)
    tracker = served.open()
    assert tracker.apply(draft_for_zoe(tracker)).changed == 3
    assert shown(served.book.tabs[0])[1][4:7] == ["ready", 46346, "Dear Zoe,\n\nhello."]
    assert served.google.calls[1:] == [READ, READ, WRITE, WRITE]


def test_what_is_declined_for_good_is_said_and_nothing_is_written(serve: Serve) -> None:
    served = serve(Spreadsheet([people()]))
    served.google.declined = {"updateCells"}
    tracker = served.open()
    plan, before = draft_for_zoe(tracker), served.book.tabs[0].values()
    with pytest.raises(FollowupError, match=r"Google refused \(400 .*Nothing was written"):
        tracker.apply(plan)
    assert served.book.tabs[0].values() == before
    with pytest.raises(FollowupError, match="nothing to take back"):
        tracker.undo()


def test_a_link_that_is_not_taken_leaves_its_text(serve: Serve) -> None:
    """Whatever Google makes of an address: the letter is there, and nobody else wrote it."""
    tab = people()
    served = serve(Spreadsheet([tab]))
    served.google.takes_links = False
    tracker = served.open()
    book = tracker.read()
    change = CellChange(2, 3, "tea", Link("Write to Zoe", "mailto:zoe@example.com"), "test")
    plan = Plan("People", 1, book.revision, (), (change,), {2: {0: "Zoe"}})

    assert tracker.apply(plan).remarks == ()
    assert shown(tab)[1][3] == "Write to Zoe"
    assert served.open().undo().remarks == ()
    assert shown(tab)[1][3] == "tea"


def test_a_formula_without_a_result_is_an_empty_cell(serve: Serve) -> None:
    tab = people()
    tab.rows[1][3] = {"userEnteredValue": {"formulaValue": '=IF(A2="","","")'}}
    read = terse(serve, tab).open().read().sheets[0]
    assert read.rows[1].cells[:3] == ROWS[1][:3]
    assert read.formulas == {3: frozenset({2})}
