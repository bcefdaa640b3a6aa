"""Taking back a run in a Google Sheet, cell by cell, wherever its rows are by now."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass

from followup.errors import BusyError, FollowupError
from followup.model import Receipt, column_letters, place
from followup.trackers.gsheets.align import align
from followup.trackers.gsheets.cells import (
    EMPTY,
    VALUE,
    Write,
    content,
    holds,
    restore,
    same,
    typed,
)
from followup.trackers.gsheets.client import Client
from followup.trackers.gsheets.frame import Alignment, Frame, Spot, find_header, titles_of
from followup.trackers.gsheets.job import Job, Request
from followup.trackers.gsheets.journal import Entry, Journal, Written
from followup.trackers.gsheets.landed import is_distinct
from followup.trackers.gsheets.newcolumns import choice_rule, narrow
from followup.trackers.gsheets.newsheets import remove_sheets
from followup.trackers.gsheets.settle import Settled, settle
from followup.trackers.gsheets.tab import Tab, read_tabs


@dataclass(frozen=True, slots=True)
class _Found:
    """Where the run's cells are now; of those changed since, and those whose row is gone."""

    tab: Tab
    header: int
    way: Alignment
    here: dict[Spot, Written]
    changed: tuple[Spot, ...]
    gone: int


def take_back(client: Client, journal: Journal, name: str, *, force: bool) -> Receipt:
    """Put back what stood in the cells of the last run, and delete the sheets that it added.

    A row that was removed is left out. Raises FollowupError where there is nothing to take back,
    BusyError, naming them, where cells were changed since; with `force` those are taken back as
    well, and a remark says which file keeps what stood in them.
    """
    entries = journal.entries()
    if not entries:
        raise FollowupError(f"nothing to take back in {name}")
    entry = entries[-1]
    if entry.sheets:
        said = remove_sheets(client, journal, entry, name, force=force)
        journal.store(entries[:-1])
        return Receipt(0, None, said)
    found = _find(entry, read_tabs(client.read().answer), name)
    if found.changed and not force:
        raise BusyError(
            f"{name}: {_named(found)} changed after the last run; --force takes the run back "
            "anyway and keeps what stands there in a file"
        )
    remarks = _remarks(found, journal)
    writes = {spot: restore(one.before, one.fields) for spot, one in found.here.items()}
    titles = _emptied(entry, found, writes)
    emptied = writes | dict.fromkeys(titles, Write(EMPTY, (VALUE,)))
    telling = [found.way.columns[c] for c in entry.telling if c in found.way.columns]
    job = Job(found.tab, found.header, telling, emptied)
    settled = settle(client, job, _nothing_else, name) if emptied else None
    if settled and (left := _left_over(found, settled)):
        settled = _take_rest(client, found, settled, left, name)
    journal.store(entries[:-1])
    columns = [column for _, column in titles]
    if settled and columns and len(columns) == len(entry.added):
        _take_off(client, settled, found.header, columns, name)
    kept = settled.touched if settled else frozenset()
    said = (*_kept(found, kept), *_left(found, columns))
    return Receipt(len(writes.keys() - kept), None, (*remarks, *said))


def _find(entry: Entry, tabs: Collection[Tab], name: str) -> _Found:
    tab = next((tab for tab in tabs if tab.number == entry.tab), None)
    if tab is None:
        raise FollowupError(f"nothing to take back in {name}: the tab of the last run is gone")
    stored = Tab(entry.tab, "", False, 0, len(entry.rows), entry.rows, {})
    titles = titles_of(stored, 0)
    frame = Frame(stored, 0, titles, entry.telling, {(one.row, one.column) for one in entry.cells})
    needed = [titles[column] for column in entry.telling if column in titles]
    header = find_header(frame, tab, needed)
    if header is None:
        raise BusyError(f"{name}: the titles on {tab.title} were changed after the last run")
    way = align(frame, tab, header)
    here, changed, gone = {}, [], 0
    for one in entry.cells:
        spot = way.cell(one.row, one.column)
        if spot is None:
            gone += 1
            continue
        if same(tab.at(*spot), one.before):
            continue
        here[spot] = one
        if not holds(tab.at(*spot), one.after):
            changed.append(spot)
    return _Found(tab, header, way, here, tuple(changed), gone)


def _named(found: _Found) -> str:
    names = [place(found.tab.title, row + 1, column) for row, column in sorted(found.changed)]
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return ", ".join(names[:5]) + more


def _remarks(found: _Found, journal: Journal) -> tuple[str, ...]:
    remarks = []
    if found.changed:
        lines = [
            f"{place(found.tab.title, row + 1, column)}\t{content(found.tab.at(row, column))!r}"
            for row, column in sorted(found.changed)
        ]
        path = journal.keep_aside(lines)
        remarks.append(f"What stood in {_named(found)} is kept in {path}.")
    if found.gone:
        remarks.append(f"{found.gone} cells of the last run were left out: their rows are gone.")
    return tuple(remarks)


def _kept(found: _Found, spots: Collection[Spot]) -> tuple[str, ...]:
    named = ", ".join(place(found.tab.title, row + 1, column) for row, column in sorted(spots))
    return (f"{named}: changed in that very moment; what was typed there stays.",) if named else ()


def _left(found: _Found, columns: list[int]) -> tuple[str, ...]:
    """To delete columns by number could hit others, if somebody moves them in that moment."""
    if not columns:
        return ()
    letters = ", ".join(column_letters(column) for column in sorted(columns))
    which = f"The columns that were added to {found.tab.title} ({letters})"
    return (f"{which} are empty now and stay; delete them by hand if you like.",)


def _emptied(entry: Entry, found: _Found, writes: dict[Spot, Write]) -> list[Spot]:
    """The titles of added columns that will hold nothing else; ours to remove again."""
    spots = []
    for column in entry.added:
        at = found.way.columns.get(column)
        title = typed(entry.rows[0][column])
        if at is None or typed(found.tab.at(found.header, at)) != title:
            continue
        rows = range(found.header + 1, len(found.tab.cells))
        kept = [row for row in rows if typed(found.tab.at(row, at)) is not None]
        if all((row, at) in writes and not writes[row, at].cell for row in kept):
            spots.append((found.header, at))
    return spots


def _left_over(found: _Found, settled: Settled) -> dict[Spot, Write]:
    """Cells that hold a text of the run after all, and what stood there before it.

    Undo writes none of these texts: where one stands, its cell moved in that moment, and was taken
    for another that somebody changed.
    """
    ours: dict[object, list[Written]] = {}
    for one in found.here.values():
        if is_distinct(one.after):
            ours.setdefault(typed(one.after), []).append(one)
    cells = found.tab.cells
    spots = ((row, column) for row, held in enumerate(cells) for column in range(len(held)))
    known = {typed(found.tab.at(*spot)) for spot in spots if spot not in found.here}
    left: dict[Spot, Write] = {}
    for row, held in enumerate(settled.tab.cells):
        for column, cell in enumerate(held):
            befores = ours.get(typed(cell), ()) if cell and typed(cell) not in known else ()
            if befores and len({typed(one.before) for one in befores}) == 1:
                left[row, column] = restore(befores[0].before, befores[0].fields)
    return left


def _take_rest(
    client: Client, found: _Found, settled: Settled, left: dict[Spot, Write], name: str
) -> Settled:
    way = settled.alignment
    header = way.rows.get(found.header, found.header)
    then = settle(client, Job(settled.tab, header, (), left), _nothing_else, name)
    texts = {typed(settled.tab.at(*spot)) for spot in left}
    ours = {s for s, one in found.here.items() if typed(one.after) in texts}
    return Settled(then.tab, way.then(then.alignment), settled.touched - ours)


def _nothing_else(*_: object) -> tuple[list[Request], list[Request]]:
    return [], []


def _take_off(
    client: Client, settled: Settled, header: int, columns: Sequence[int], name: str
) -> None:
    """Take the drop-down and the filter or table off the emptied columns.

    Not before all else is settled: a sort would no longer carry along what is yet to be emptied.
    What cannot be taken off stays: every cell is back as it was.
    """
    way, tab = settled.alignment, settled.tab
    row, now = way.rows.get(header), sorted(way.columns.get(column, -1) for column in columns)
    held = any(typed(tab.at(r, c)) is not None for r in range(len(tab.cells)) for c in now)
    if row is None or held or now != list(range(now[0], now[0] + len(now))) or now[0] < 0:
        return

    def structure(tab: Tab, header: int, first: int | None) -> tuple[list[Request], list[Request]]:
        if first is None:
            return [], []
        rules = [choice_rule(tab, header, column, ()) for column in now]
        return rules, narrow(tab, header, now[0], now[-1] + 1)

    with suppress(FollowupError):
        settle(client, Job(tab, row, (), {}), structure, name)
