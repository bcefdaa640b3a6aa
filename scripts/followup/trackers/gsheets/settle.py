"""Writing cells so that each ends up in its own row, whoever edits the sheet meanwhile.

Sheets has no "write if unchanged". So the batch that writes also gives back the tab as it is
right afterwards; there each row is recognised by what stands in it. A value that fell into another
row or column because the person moved things in that very moment is replaced by what stood there
before, and written where it belongs: at most three times more.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from followup.errors import BusyError, FollowupError
from followup.model import place
from followup.trackers.gsheets.align import align
from followup.trackers.gsheets.cells import EMPTY, Raw, Write, holds, restore, same, typed
from followup.trackers.gsheets.client import Client
from followup.trackers.gsheets.frame import Alignment, Frame, find_header, titles_of
from followup.trackers.gsheets.tab import Tab, read_tabs
from followup.trackers.gsheets.trouble import Transient

ROUNDS = 4
"""One write and three repairs."""
LAST_ROUNDS = 8
"""Until then at most what fell into foreign cells is put right, if people never stop."""

Spot = tuple[int, int]
Writes = Mapping[Spot, Write]
Request = dict[str, object]
Structure = Callable[[Tab, int, int | None], tuple[list[Request], list[Request]]]
"""What else the tab needs before and after the cells are written, given its header row and where
the first new column comes (None once all that comes before is known to be done)."""


@dataclass(frozen=True, slots=True)
class Job:
    """Cells to write into a tab just read, by row and column from 0."""

    tab: Tab
    header: int
    telling: Collection[int]
    writes: Writes
    coming: Mapping[int, str] = field(default_factory=dict)
    """Titles of columns that this very batch adds, by where they come."""
    fresh: bool = False
    """Whether those columns are made for it, rather than empty ones taken."""


@dataclass(frozen=True, slots=True)
class Settled:
    """How it ended: the last state of the tab, where its rows are, and whose cells were not ours.

    `alignment` leads from the job's rows and columns to those of `tab`; `touched` are cells of the
    job that the person changed or removed in that moment, whose version was left.
    """

    tab: Tab
    alignment: Alignment
    touched: frozenset[Spot]


def settle(client: Client, job: Job, structure: Structure, name: str) -> Settled:
    """Write the cells, verify and repair.

    Raises BusyError, naming the cells, if people kept moving them; FollowupError where Google
    refuses; nothing was written then, unless a sentence says so.
    """
    return _Settling(client, job, structure, name).run()


class _Settling:
    def __init__(self, client: Client, job: Job, structure: Structure, name: str) -> None:
        self.client = client
        self.structure = structure
        self.name = name
        self.first = job
        self.job = job
        self.way = Alignment(_same_rows(job.tab), _same_columns(job.tab))
        self.touched: set[Spot] = set()
        self.written = self.made = False
        self.foreign: set[Spot] = set()
        self.given_up = ""

    def run(self) -> Settled:
        failures = rounds = 0
        while rounds < LAST_ROUNDS:
            try:
                later = self.send()
                sure = later is not None
                rounds += 1
                self.written = self.made = True
            except Transient as trouble:
                failures += 1
                self.pause(trouble, failures)
                later, sure = self.read_again(), False
            self.judge(later or self.read_again(), sure=sure)
            if not self.job.writes and not self.given_up and not any(self.lacking()):
                return Settled(self.job.tab, self.way, frozenset(self.touched))
            if rounds >= ROUNDS:
                self.give_up()
            if self.given_up and not self.job.writes:
                break
        raise self.never_still()

    def never_still(self) -> BusyError:
        wrong = f"; look at {self.spots()}" if self.job.writes else ""
        return BusyError(
            f"{self.name}: somebody keeps moving rows and columns while we write{wrong}. "
            f"Not written: {self.given_up}; try again later"
        )

    def give_up(self) -> None:
        """Keep to putting right foreign cells; what was to be written is left unwritten."""
        foreign = {s: one for s, one in self.job.writes.items() if s in self.foreign}
        self.given_up = self.given_up or self.spots()
        self.job = replace(self.job, writes=foreign)

    def pause(self, trouble: Transient, failures: int) -> None:
        try:
            self.client.patience.pause(trouble, failures)
        except FollowupError as error:
            raise type(error)(
                f"{error}. Whether {self.spots()} were written is not known; "
                "`followup undo` takes them back"
            ) from trouble

    def lacking(self) -> tuple[list[Request], list[Request]]:
        first = None if self.made else min(self.job.coming, default=-1)
        return self.structure(self.job.tab, self.job.header, first)

    def send(self) -> Tab | None:
        """Write; gives the tab as it is right afterwards, None if the answer leaves it out."""
        tab = self.job.tab
        before, after = self.lacking()
        cells = [update(tab.number, *spot, one) for spot, one in self.job.writes.items()]
        try:
            answer = self.client.write([*before, *cells, *after], tab.title)
        except FollowupError as error:
            raise self.said(error) from error
        shown = [one for one in read_tabs(answer) if one.cells]
        return self.same_tab(shown) if shown else None

    def read_again(self) -> Tab:
        return self.same_tab(read_tabs(self.client.read(self.job.tab.title).answer))

    def same_tab(self, tabs: Collection[Tab]) -> Tab:
        for tab in tabs:
            if tab.number == self.job.tab.number:
                return tab
        raise BusyError(f"{self.name}: the tab {self.job.tab.title} is gone; nothing more to do")

    def said(self, error: FollowupError) -> FollowupError:
        """After a first batch it would be wrong to say that nothing was written."""
        if not self.written:
            return error
        text = str(error).replace("Nothing was written", "").replace("nothing was written", "")
        return type(error)(f"{text.strip(' ;,')}; look at {self.spots()}")

    def spots(self) -> str:
        named = [place(self.job.tab.title, row + 1, c) for row, c in sorted(self.job.writes)]
        more = f" and {len(named) - 6} more" if len(named) > 6 else ""
        return ", ".join(named[:6]) + more

    def judge(self, later: Tab, *, sure: bool) -> None:
        """From what stands there now to what is left to write."""
        job = self.job
        frame = Frame(
            job.tab,
            job.header,
            {**titles_of(job.tab, job.header), **(job.coming if job.fresh else {})},
            job.telling,
            job.writes.keys(),
            job.coming.keys() if job.fresh else (),
        )
        header = self.header(frame, later)
        named = self.named(later)
        way = align(frame, later, header, named)
        fallen = dict(self.fallen(later, way, named))
        if not sure:
            fallen = {**self.strange(later, way), **fallen}
        left = {**fallen, **self.missing(later, way, fallen)}
        carried_on = {now for spot in self.foreign if (now := way.cell(*spot)) is not None}
        self.foreign = {*fallen, *carried_on} & left.keys()
        self.way = _after(self.way, way)
        telling = [way.columns[column] for column in job.telling if column in way.columns]
        coming = {way.columns[c]: t for c, t in job.coming.items() if c in way.columns}
        self.job = Job(later, header, telling, left, coming, job.fresh)
        self.made = self.made or not self.lacking()[0]
        if self.made:
            self.job = replace(self.job, coming={})

    def header(self, frame: Frame, later: Tab) -> int:
        """The title row; where it cannot be told, as after its removal, it is taken as unmoved."""
        needed = [frame.titles[column] for column in frame.telling if column in frame.titles]
        found = find_header(frame, later, needed)
        return frame.header if found is None else found

    def named(self, later: Tab) -> dict[Spot, Write]:
        """The cells that we named and that hold what we wrote, wherever that is by now."""
        writes = self.job.writes.items()
        return {spot: one for spot, one in writes if holds(later.at(*spot), one.cell)}

    def fallen(self, later: Tab, way: Alignment, named: Writes) -> Iterator[tuple[Spot, Write]]:
        """Our values in cells that are not theirs, and what shall stand there instead.

        They lie at the places we named, or were carried on from there with their row.
        """
        back = way.back()
        for spot, wrote in {**dict(self.carried(later, way, named)), **named}.items():
            home = back.cell(*spot)
            if home is not None and home in self.job.writes:
                wanted = self.job.writes[home]
                if not same(wanted.cell, wrote.cell):
                    yield spot, Write(wanted.cell, (*wanted.fields, *wrote.fields))
            elif not same(before := self.job.tab.at(*home) if home else EMPTY, wrote.cell):
                yield spot, restore(before, wrote.fields)

    def carried(self, later: Tab, way: Alignment, seen: Writes) -> Iterator[tuple[Spot, Write]]:
        """Sets of our values, with some text among them, that lie whole in other rows.

        For rows whose values are not where we named: they were moved on since, or we don't know.
        """
        texts: dict[int, dict[object, list[int]]] = {}
        for row, cells in _by_row(self.job.writes).items():
            spots = {way.columns[c]: one for c, one in cells.items() if c in way.columns}
            marked = next((c for c, one in spots.items() if _has_text(one.cell)), None)
            if marked is None or all((row, c) in seen for c in cells):
                continue
            if marked not in texts:
                texts[marked] = _places(later, marked)
            for other in texts[marked].get(typed(spots[marked].cell), ()):
                if all(holds(later.at(other, c), one.cell) for c, one in spots.items()):
                    yield from (((other, c), one) for c, one in spots.items())

    def strange(self, later: Tab, way: Alignment) -> dict[Spot, Write]:
        """Cells of other people that changed to a value we were writing in that column.

        Where the answer to a batch was lost and the rows have moved on since, our values may lie
        anywhere in our columns.
        """
        wrote: dict[int, list[Write]] = {}
        for (_, column), one in self.job.writes.items():
            wrote.setdefault(column, []).append(one)
        found: dict[Spot, Write] = {}
        for column, values in wrote.items():
            kinds = {typed(one.cell) for one in values}
            for row in way.rows:
                now = way.cell(row, column)
                if now is None or (row, column) in self.job.writes:
                    continue
                cell, before = later.at(*now), self.job.tab.at(row, column)
                if typed(cell) in kinds and not same(cell, before):
                    found[now] = restore(before, values[0].fields)
        return found

    def missing(self, later: Tab, way: Alignment, fallen: Writes) -> dict[Spot, Write]:
        """Values that are not in their cells yet, unless the person has put something there."""
        left: dict[Spot, Write] = {}
        for spot, wanted in self.job.writes.items():
            now = way.cell(*spot)
            if now is None:
                self.touched.add(self.origin(spot))
            elif now not in fallen and not holds(later.at(*now), wanted.cell):
                if self.untouched(later.at(*now), spot, now):
                    left[now] = wanted
                else:
                    self.touched.add(self.origin(spot))
        return left

    def untouched(self, found: Raw, spot: Spot, now: Spot) -> bool:
        """Whether a cell holds what it held before, or what we wrote for another one."""
        fell = self.job.writes.get(now)
        return same(found, self.job.tab.at(*spot)) or (fell is not None and holds(found, fell.cell))

    def origin(self, spot: Spot) -> Spot:
        """Where a cell of this round was at first."""
        return self.way.back().cell(*spot) or spot


def update(tab: int, row: int, column: int, one: Write) -> Request:
    """The request that writes one cell."""
    bounds = {
        "sheetId": tab,
        "startRowIndex": row,
        "endRowIndex": row + 1,
        "startColumnIndex": column,
        "endColumnIndex": column + 1,
    }
    fields = ",".join(dict.fromkeys(one.fields))
    return {"updateCells": {"rows": [{"values": [one.cell]}], "fields": fields, "range": bounds}}


def _by_row(writes: Writes) -> dict[int, dict[int, Write]]:
    rows: dict[int, dict[int, Write]] = {}
    for (row, column), one in writes.items():
        rows.setdefault(row, {})[column] = one
    return rows


def _has_text(cell: Raw) -> bool:
    return len(cell.get("userEnteredValue", EMPTY).get("stringValue", "")) > 8


def _places(tab: Tab, column: int) -> dict[object, list[int]]:
    places: dict[object, list[int]] = {}
    for row in range(len(tab.cells)):
        places.setdefault(typed(tab.at(row, column)), []).append(row)
    return places


def _same_rows(tab: Tab) -> dict[int, int]:
    return {row: row for row in range(max(tab.height, len(tab.cells)))}


def _same_columns(tab: Tab) -> dict[int, int]:
    return {column: column for column in range(max(tab.width, tab.columns) + 100)}


def _after(first: Alignment, then: Alignment) -> Alignment:
    rows = {old: then.rows[new] for old, new in first.rows.items() if new in then.rows}
    columns = {old: then.columns[new] for old, new in first.columns.items() if new in then.columns}
    return Alignment(rows, columns)
