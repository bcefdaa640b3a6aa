"""The person edits the sheet in the very moments when we read, write and repair.

Beside the sheet runs a shadow of it in which only the person works. In the end every cell must be
as it is in the shadow, but for the planned cells of planned people, which may also hold what was
planned; nothing of ours may lie anywhere else.
"""

import random
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from followup.errors import BusyError, FollowupError
from followup.model import CellChange, CellValue, Link, NewColumn, Plan, cell_at
from followup.trackers.gsheets import GoogleTracker

from tests.trackers.google.conftest import Serve
from tests.trackers.google.grid import Spreadsheet, Tab, cell_of, link_of
from tests.trackers.google.person import OUR_TITLES, columns_of, content, some_edit
from tests.trackers.google.server import READ, WRITE, Fault, outage

TITLES = ("Name", "Email", "City", "Last contact", "Thanked", "Notes")
HEADER = 3
FAULTS = (outage(503), outage(503, after=True), Fault(kind="drop"), Fault(kind="cut", after=True))
KINDS = {"Draft status": "choice", "Draft due": "date", "Draft link": "link"}


def address(number: int) -> str:
    return f"p{number:02d}@example.com"


def sheet(dice: random.Random, *, ours: bool, filtered: bool) -> Tab:
    """Twenty-five people under a title row, each with cells that nobody else has."""
    rows: list[tuple[CellValue | Link, ...]] = [("My network",), (), TITLES]
    numbers = list(range(25))
    dice.shuffle(numbers)
    for n in numbers:
        note = f"note {n}" if n % 3 else None
        rows.append((f"Person {n}", address(n), f"City {n % 4}", day(n), n % 2 == 0, note))
    tab = Tab.of("People", rows, number=5, height=dice.choice((28, 60)))
    if ours:
        for c, title in enumerate(OUR_TITLES, len(TITLES)):
            tab.put(HEADER - 1, c, title)
        for row in range(HEADER, HEADER + 12):
            tab.put(row, len(TITLES), "ready")
            tab.put(row, len(TITLES) + 4, f"Old letter {row}")
            tab.put(row, len(TITLES) + 6, f"2026-10-01 check_in drafted #{row:06x}")
    if filtered:
        width = len(TITLES) + (len(OUR_TITLES) if ours else 0)
        tab.filter = {
            "range": {
                "sheetId": 5,
                "startRowIndex": HEADER - 1,
                "endRowIndex": 28,
                "startColumnIndex": 0,
                "endColumnIndex": width,
            }
        }
    return tab


def day(number: int) -> date:
    return date(2026, 1, 1 + number % 28)


def letter(who: str) -> dict[str, CellValue | Link]:
    return {
        "Draft status": "ready",
        "Draft due": date(2026, 11, 20),
        "Draft reason": f"It has been a while, {who}.",
        "Draft subject": "Hello again",
        "Draft email": f"Hello {who},\n\nhow are you?",
        "Draft link": Link(f"Write to {who}", f"mailto:{who}?subject=Hello"),
        "Draft history": f"2026-11-21 check_in drafted #{who[1:3]}",
    }


def closed(who: str) -> dict[str, CellValue | Link]:
    cleared: dict[str, CellValue | Link] = dict.fromkeys(OUR_TITLES, None)
    history = f"2026-11-21 check_in sent #{who[1:3]}"
    return {
        **cleared,
        "Draft history": history,
        "Last contact": date(2026, 11, 21),
        "Thanked": True,
    }


@dataclass
class Run:
    """One run of ours with a person at work; `planned` is what each person should get."""

    tracker: GoogleTracker
    tab: Tab
    planned: dict[str, dict[str, CellValue | Link]]
    edits: list[str] = field(default_factory=list)

    def plan(self, tab: int = 0) -> Plan:
        book = self.tracker.read()
        found = book.sheets[tab]
        rows = {str(cell_at(row, 1)): row for row in found.rows if row.number > HEADER}
        columns = columns_of(self.tab)
        first = max(columns.values()) + 1
        new = (
            ()
            if OUR_TITLES[0] in columns
            else tuple(
                NewColumn(first + i, t, KINDS.get(t, "text"), choices=("sent",) if not i else ())
                for i, t in enumerate(OUR_TITLES)
            )
        )
        places = {**columns, **{column.title: column.index for column in new}}
        changes = tuple(
            CellChange(row.number, places[title], cell_at(row, places[title]), value, "test")
            for who, cells in self.planned.items()
            for row in (rows[who],)
            for title, value in cells.items()
            if value is not None or cell_at(row, places[title]) is not None
        )
        identity = {rows[who].number: {0: cell_at(rows[who], 0), 1: who} for who in self.planned}
        return Plan("People", HEADER, book.revision, new, changes, identity)


def simulate(serve: Serve, seed: int) -> tuple[Run, bool, int]:
    """One run from a seed: how it went, whether it ended well, and how many calls it took."""
    dice = random.Random(seed)
    ours, filtered = dice.random() < 0.6, dice.random() < 0.4
    book = Spreadsheet([sheet(dice, ours=ours, filtered=filtered)], key=f"{seed:044d}")
    shadow = book.copy()
    served = serve(book)
    who = [address(n) for n in range(25)]
    chosen = dice.sample(who, 6)
    planned = {one: letter(one) for one in chosen[:4]} | (
        {one: closed(one) for one in chosen[4:]} if ours else {}
    )
    run = Run(served.open(), book.tabs[0], planned)
    plan = run.plan()
    faulty = dice.random() < 0.3
    eagerness = 0.3 if faulty else dice.choice((0.3, 0.7, 1.0))

    def meanwhile(kind: str, number: int) -> Fault | None:
        if (
            dice.random() < min(eagerness, 2 / number)
            and (kind, number) != (READ, 1)
            and kind in {READ, WRITE}
        ):
            for _ in range(dice.choice((1, 2)) if (kind, number) == (READ, 2) else 1):
                name, edit = some_edit(dice, who, ours=ours and (kind, number) <= (WRITE, 1))
                state = dice.getstate()
                edit(shadow.tabs[0])
                dice.setstate(state)
                edit(book.tabs[0])
                run.edits.append(f"{kind}{number}: {name}")
        in_columns = run.edits and "column" in run.edits[-1]
        if faulty and kind == WRITE and dice.random() < 0.3 and not in_columns:
            run.edits.append(f"{kind}{number}: answer lost")
            return dice.choice(FAULTS)
        return None

    served.google.before = meanwhile
    try:
        run.tracker.apply(plan)
        well = True
    except BusyError as error:
        run.edits.append(str(error))
        well = False
    served.google.before = lambda *_: None
    if any("out of order" in edit or "no answer" in edit for edit in run.edits):
        return run, well, 0  # an outage leaves things as they are; undo is there for that
    judge(run, content(book.tabs[0]), content(shadow.tabs[0]))
    return run, well, served.google.count(READ) + served.google.count(WRITE)


def judge(run: Run, found: dict[Any, Any], shadow: dict[Any, Any]) -> None:
    """Nothing differs from the shadow but planned cells of planned people."""
    for spot in sorted(found.keys() | shadow.keys()):
        if found.get(spot) == shadow.get(spot):
            continue
        who, title = spot
        if who == "header":
            assert title in OUR_TITLES, (spot, run.edits)
            continue
        assert who in run.planned, (spot, found.get(spot), shadow.get(spot), run.edits)
        assert title in run.planned[who], (spot, found.get(spot), shadow.get(spot), run.edits)
        cell = cell_of(run.planned[who][title])
        wanted = (cell["userEnteredValue"], link_of(cell)) if cell else None
        assert found.get(spot) == wanted, (spot, found.get(spot), wanted, run.edits)


@pytest.mark.parametrize("seed", range(16))
def test_whatever_the_person_does_meanwhile_no_cell_is_in_a_wrong_place(
    serve: Serve, seed: int
) -> None:
    run, _, calls = simulate(serve, seed)
    assert calls <= 3 or any("write" in edit for edit in run.edits), run.edits


@pytest.mark.parametrize(("kind", "number"), [(READ, 2), (WRITE, 1)])
@pytest.mark.parametrize("what", ["deleted", "renamed"])
def test_a_tab_that_goes_away_meanwhile_is_said_and_nothing_written(
    serve: Serve, kind: str, number: int, what: str
) -> None:
    book = Spreadsheet(
        [Tab.of("Other", [("x",)]), sheet(random.Random(1), ours=True, filtered=False)]
    )
    served = serve(book)
    run = Run(served.open(), book.tabs[1], {address(3): letter(address(3))})
    plan = run.plan(tab=1)
    before = book.tabs[1].values()
    tab = book.tabs[1]

    def meanwhile(asked: str, count: int) -> Fault | None:
        if (asked, count) == (kind, number):
            if what == "deleted":
                book.tabs.remove(tab)
            else:
                tab.title = "Friends"
        return None

    served.google.before = meanwhile
    with pytest.raises(BusyError, match="renamed or deleted meanwhile; nothing was written"):
        run.tracker.apply(plan)
    assert tab.values() == before
    with pytest.raises(FollowupError, match="nothing to take back"):
        served.open().undo()


def test_a_person_who_never_stops_ends_it_with_nothing_of_ours_in_foreign_rows(
    serve: Serve,
) -> None:
    """Six times running a row is moved away under us: we put right what fell, and say so."""
    tab = sheet(random.Random(2), ours=True, filtered=False)
    before = Spreadsheet([tab]).copy().tabs[0]
    served = serve(Spreadsheet([tab]))
    run = Run(served.open(), tab, {address(3): letter(address(3))})
    plan = run.plan()

    def meanwhile(kind: str, number: int) -> Fault | None:
        if kind == WRITE and number <= 6:
            tab.insert_rows(HEADER)
        return None

    served.google.before = meanwhile
    with pytest.raises(
        BusyError, match=r"somebody keeps moving rows.*Not written: People![A-Z]\d+"
    ):
        run.tracker.apply(plan)
    served.google.before = lambda *_: None
    assert content(tab) == content(before)
    assert served.google.count(WRITE) <= 8
    served.open().undo()
    assert content(tab) == content(before)
