"""Writing cells so that each ends up in its own row, whoever edits the sheet meanwhile.

Sheets has no "write if unchanged". So the batch that writes also gives back the tab as it is
right afterwards. What fell into a wrong cell because the person moved things in that very moment
is put right, and written where it belongs: at most three times more.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from followup.errors import BusyError, FollowupError
from followup.model import column_letters, place
from followup.trackers.gsheets.aftermath import look_after
from followup.trackers.gsheets.client import Client
from followup.trackers.gsheets.frame import Alignment, Spot
from followup.trackers.gsheets.job import Job, Request, Structure, update
from followup.trackers.gsheets.landed import strays
from followup.trackers.gsheets.tab import Tab, read_tabs
from followup.trackers.gsheets.trouble import Transient

ROUNDS = 4
"""One write and three repairs."""
LAST_ROUNDS = 8
"""Until then at most what fell into foreign cells is put right, if people never stop."""


@dataclass(frozen=True, slots=True)
class Settled:
    """How it ended: the last state of the tab, where its rows are, and whose cells were not ours.

    `alignment` leads from the job's rows and columns to those of `tab`; `touched` are cells of the
    job that the person changed or removed in that moment, whose version was left. `cleared` are
    cells of `tab` that a text of ours had fallen into and of which nothing else is known.
    """

    tab: Tab
    alignment: Alignment
    touched: frozenset[Spot]
    cleared: frozenset[Spot] = frozenset()


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
        self.foreign: Collection[Spot] = ()
        self.cleared: set[Spot] = set()
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
                cleared = frozenset(self.cleared)
                return Settled(self.job.tab, self.way, frozenset(self.touched), cleared)
            if rounds >= ROUNDS:
                self.give_up()
            if self.given_up and not self.job.writes:
                break
        raise self.never_still()

    def never_still(self) -> BusyError:
        wrong = f"; look at {self.every_spot()}" if self.job.writes else ""
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

    def every_spot(self) -> str:
        """All cells that still await a repair, those side by side in a row as one range."""
        runs: list[tuple[int, int, int]] = []
        for row, column in sorted(self.job.writes):
            if runs and (runs[-1][0], runs[-1][2] + 1) == (row, column):
                runs[-1] = (row, runs[-1][1], column)
            else:
                runs.append((row, column, column))
        title = self.job.tab.title
        ends = {run: f":{column_letters(run[2])}{run[0] + 1}" for run in runs if run[1] < run[2]}
        return ", ".join(place(title, run[0] + 1, run[1]) + ends.get(run, "") for run in runs)

    def judge(self, later: Tab, *, sure: bool) -> None:
        """From what stands there now to what is left to write."""
        after = look_after(self.job, later, self.foreign, sure=sure)
        self.touched |= {self.origin(spot) for spot in after.touched}
        self.way = self.way.then(after.way)
        self.cleared = {now for s in self.cleared if (now := after.way.cell(*s)) is not None}
        lost = strays(self.first, self.way, later, after.job.writes)
        self.cleared |= lost.keys()
        self.foreign = after.foreign | lost.keys()
        self.job = replace(after.job, writes={**after.job.writes, **lost})
        self.made = self.made or not self.lacking()[0]
        if self.made:
            self.job = replace(self.job, coming={})
        elif len(self.job.coming) < len(self.first.coming):
            raise BusyError(
                f"{self.name}: its columns were changed meanwhile; nothing was written, try again"
            )

    def origin(self, spot: Spot) -> Spot:
        """Where a cell of this round was at first."""
        return self.way.back().cell(*spot) or spot


def _same_rows(tab: Tab) -> dict[int, int]:
    return {row: row for row in range(max(tab.height, len(tab.cells)))}


def _same_columns(tab: Tab) -> dict[int, int]:
    return {column: column for column in range(max(tab.width, tab.columns) + 100)}
