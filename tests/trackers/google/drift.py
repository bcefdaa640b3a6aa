"""A run of ours while a person works in the sheet in the very moments when we read and write.

Beside the sheet runs a shadow of it in which only the person works. In the end every cell must be
as it is in the shadow, but for the planned cells of planned people, which may also hold what was
planned; nothing of ours may lie anywhere else, and what the person typed must stand. Only what is
typed into a cell in the very instant in which that cell is written may be lost (there is no way to
write only if a cell is unchanged); the simulation sees whether a batch fell upon it. Where the cell
was the address of a person just entered, nobody but the one who typed it knows it: the rest of the
row must stand, but without an address it is not that person's row any more.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from followup.errors import BusyError
from followup.model import CellChange, CellValue, Link, NewColumn, Plan, cell_at
from followup.trackers.gsheets import GoogleTracker

from tests.trackers.google.grid import Spreadsheet, Tab, cell_of, link_of
from tests.trackers.google.person import (
    OUR_TITLES,
    columns_of,
    content,
    header_of,
    some_edit,
    text,
)
from tests.trackers.google.server import READ, WRITE, Fault, Google, outage

Found = dict[tuple[str, str], Any]
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


class Served(Protocol):
    """A served spreadsheet and how to open it."""

    google: Google

    def open(self) -> GoogleTracker:
        """The tracker as a new process would open it."""
        ...


@dataclass
class Meanwhile:
    """The person and the faults, call by call; knows what was typed, and what a batch fell upon."""

    dice: random.Random
    book: Spreadsheet
    shadow: Spreadsheet
    eagerness: float
    faulty: bool
    edits: list[str] = field(default_factory=list)
    typed: Found = field(default_factory=dict)
    excused: dict[tuple[str, str], list[Any]] = field(default_factory=dict)
    fresh: dict[tuple[str, str], tuple[Any, Any]] = field(default_factory=dict)
    nameless: list[Any] = field(default_factory=list)

    def __call__(self, kind: str, number: int) -> Fault | None:
        self.settle()
        if kind not in {READ, WRITE} or (kind, number) == (READ, 1):
            return None
        if self.dice.random() < min(self.eagerness, 2 / number):
            for _ in range(self.dice.choice((1, 1, 2))):
                self.edit(f"{kind}{number}")
        if self.faulty and kind == WRITE and self.dice.random() < 0.3:
            self.edits.append(f"{kind}{number}: answer lost")
            return self.dice.choice(FAULTS)
        return None

    def edit(self, when: str) -> None:
        """The same edit in the sheet and in its shadow."""
        name, edit = some_edit(self.dice, WHO)
        tab, shadow = self.book.tabs[0], self.shadow.tabs[0]
        hidden = columns_of(shadow).keys() - columns_of(tab).keys()
        of_rows = any(word in name for word in ("row", "person", "sort"))
        if header_of(tab) < 0 or "Email" in hidden or (hidden and not of_rows):
            return  # titles lie under a batch just now: nobody would know where to type
        state, seen, own = self.dice.getstate(), content(tab), content(shadow) | self.typed
        edit(shadow)
        self.dice.setstate(state)
        edit(tab)
        self.edits.append(f"{when}: {name}")
        now, wanted = content(tab), content(shadow)
        for spot in seen.keys() | now.keys() | own.keys() | wanted.keys():
            if spot[0] == "elsewhere":
                continue
            if seen.get(spot) != now.get(spot):
                self.typed[spot] = now.get(spot)
                self.fresh[spot] = (own.get(spot), now.get(spot))
            elif own.get(spot) != (wanted | self.typed).get(spot):
                self.excused.setdefault(spot, []).append(own.get(spot))

    def settle(self) -> None:
        """What was typed just before a batch and fell under it cannot be known to us."""
        if self.fresh and "Email" in columns_of(self.book.tabs[0]):
            found = content(self.book.tabs[0])
            for spot, (before, after) in self.fresh.items():
                if found.get(spot) != after:
                    self.excused.setdefault(spot, []).append(before)
                    if self.entered(spot[0]) and after == found.get(("elsewhere", str(after[0]))):
                        self.nameless.append(after)
        self.fresh = {}

    def entered(self, who: str) -> bool:
        """Whether it is somebody whom the person entered just now."""
        before, after = self.fresh.get((who, "Email"), (None, None))
        return before is None and after is not None


WHO = [address(n) for n in range(25)]


def simulate(serve: Callable[[Spreadsheet], Served], seed: int) -> tuple[Run, bool, int]:
    """One run from a seed: how it went, whether it ended well, and how many calls it took."""
    dice = random.Random(seed)
    ours, filtered = dice.random() < 0.6, dice.random() < 0.4
    book = Spreadsheet([sheet(dice, ours=ours, filtered=filtered)], key=f"{seed:044d}")
    served = serve(book)
    chosen = dice.sample(WHO, 6)
    planned = {one: letter(one) for one in chosen[:4]} | (
        {one: closed(one) for one in chosen[4:]} if ours else {}
    )
    run = Run(served.open(), book.tabs[0], planned)
    plan = run.plan()
    faulty = dice.random() < 0.3
    eagerness = 0.3 if faulty else dice.choice((0.3, 0.7, 1.0))
    meanwhile = Meanwhile(dice, book, book.copy(), eagerness, faulty, run.edits)
    served.google.before = meanwhile
    try:
        run.tracker.apply(plan)
        well = True
    except BusyError as error:
        run.edits.append(str(error))
        well = False
    meanwhile.settle()
    served.google.before = lambda *_: None
    if any("out of order" in edit or "no answer" in edit for edit in run.edits):
        return run, well, 0  # an outage leaves things as they are; undo is there for that
    judge(run, meanwhile)
    if well:
        judge_done(run, meanwhile)
    return run, well, served.google.count(READ) + served.google.count(WRITE)


def judge(run: Run, meanwhile: Meanwhile) -> None:
    """Nothing differs from the shadow but planned cells of planned people."""
    tab = meanwhile.book.tabs[0]
    found, shadow = content(tab), content(meanwhile.shadow.tabs[0])
    titles = [text(tab, header_of(tab), column) for column in tab.rows[header_of(tab)]]
    assert all(titles.count(title) <= 1 for title in OUR_TITLES), run.edits
    assert all(one in found.values() for one in meanwhile.nameless), run.edits
    for spot in sorted(found.keys() | shadow.keys()):
        expected = meanwhile.typed.get(spot, shadow.get(spot))
        if found.get(spot) == expected:
            continue
        who, title = spot
        seen = (spot, found.get(spot), expected, run.edits)
        excused = meanwhile.excused.get(spot)
        if excused is not None and found.get(spot) in excused:
            continue
        if who == "elsewhere" and found.get(spot) in meanwhile.nameless:
            continue
        if who == "header":
            assert title in OUR_TITLES, seen
            assert expected is None, seen  # columns of ours that came with this run
            continue
        assert excused is not None or spot not in meanwhile.typed, seen
        assert title in run.planned.get(who, {}), seen
        cell = cell_of(run.planned[who][title])
        wanted = (cell["userEnteredValue"], link_of(cell)) if cell else None
        assert found.get(spot) == wanted, (*seen, wanted)


def judge_done(run: Run, meanwhile: Meanwhile) -> None:
    """Whoever was not touched by the person's own hand has all that was planned."""
    if any("our column" in edit or "delete column" in edit for edit in run.edits):
        return
    found = content(meanwhile.book.tabs[0])
    touched = {who for who, _ in meanwhile.typed}
    for who in run.planned.keys() - touched:
        for title, value in run.planned[who].items():
            cell = cell_of(value)
            wanted = (cell["userEnteredValue"], link_of(cell)) if cell else None
            assert found.get((who, title)) == wanted, (
                who,
                title,
                found.get((who, title)),
                run.edits,
            )
