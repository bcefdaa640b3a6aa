"""A Google Sheet as a tracker."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from followup.errors import BusyError, FollowupError, UsageError
from followup.model import Book, Plan, Receipt, place
from followup.trackers import files
from followup.trackers.base import check_plan
from followup.trackers.gsheets.address import parse_address
from followup.trackers.gsheets.cells import EMPTY, Raw
from followup.trackers.gsheets.client import Client
from followup.trackers.gsheets.credentials import find_login
from followup.trackers.gsheets.frame import Spot
from followup.trackers.gsheets.job import Job, Structure
from followup.trackers.gsheets.journal import Entry, Journal, Written
from followup.trackers.gsheets.newcolumns import Additions
from followup.trackers.gsheets.newsheets import add_sheets
from followup.trackers.gsheets.patience import Patience
from followup.trackers.gsheets.refuse import refuse_cells, refuse_texts
from followup.trackers.gsheets.settle import Settled, settle
from followup.trackers.gsheets.tab import Tab, read_tabs, to_book
from followup.trackers.gsheets.takeback import take_back
from followup.trackers.gsheets.wanted import Wanted, find_wanted, is_fresh


class GoogleTracker:
    """A spreadsheet in Google Sheets, by its address or key.

    Reading is one call. Writing reads the tab again, leaves out rows that the person has touched
    meanwhile, writes all cells in one batch that also shows what came of it, and mends what fell
    into another row. `output` is refused: a Google Sheet has no copies of ours.
    """

    def __init__(
        self,
        target: str,
        *,
        credentials: Path | None = None,
        read_only: bool = False,
        output: Path | None = None,
        patience: Patience | None = None,
    ) -> None:
        if output is not None:
            raise UsageError(
                "--output works for files only; use --dry-run to see what would be written"
            )
        self._name = target
        self._address = parse_address(target)
        self._credentials = credentials
        self._read_only = read_only
        self._patience = patience or Patience()
        self._client: Client | None = None
        self._seen: dict[str, tuple[Tab, ...]] = {}

    @property
    def name(self) -> str:
        """What messages call it."""
        return self._name

    def read(self) -> Book:
        """Every tab as it stands; the one that the address names counts as the one shown."""
        reading = self._connected().read()
        tabs = read_tabs(reading.answer)
        shown = self._address.tab
        if shown is not None and shown not in {tab.number for tab in tabs}:
            names = ", ".join(tab.title for tab in tabs)
            raise FollowupError(
                f"{self._name}: it has no tab with gid={shown}; its tabs are {names}"
            )
        self._seen[reading.digest] = tabs
        return to_book(self._name, reading.answer, tabs, reading.digest, shown)

    def apply(self, plan: Plan) -> Receipt:
        """Write the plan but for rows that were touched meanwhile; the remarks name those.

        Raises BusyError if the tab's columns changed, or if people kept moving rows;
        CellsRefusedError if cells must not be written.
        """
        check_plan(plan)
        if plan.empty:
            return Receipt(0)
        if plan.new_sheets:
            return self._add(plan)
        refuse_texts(plan)
        before = self._read_before(plan)
        refuse_cells(plan, before, _planned(plan))
        client, journal = self._connected(), Journal(self._address.key)
        with self._locked(journal):
            now = self._again(client, before)
            wanted = find_wanted(plan, before, now)
            if not wanted.writes:
                return _receipt(wanted, frozenset(), ())
            refuse_cells(plan, now, _old_spots(wanted), wanted.rows)
            return self._write(client, journal, wanted)

    def undo(self, *, force: bool = False) -> Receipt:
        """Put back what stood in the cells of the last run."""
        journal = Journal(self._address.key)
        if not journal.entries():
            raise FollowupError(f"nothing to take back in {self._name}")
        with self._locked(journal):
            return take_back(self._connected(), journal, self._name, force=force)

    def _add(self, plan: Plan) -> Receipt:
        client, journal = self._connected(), Journal(self._address.key)
        with self._locked(journal):
            add_sheets(client, journal, plan, self._name)
        return Receipt(plan.size)

    def _connected(self) -> Client:
        if self._client is None:
            login = find_login(self._credentials, read_only=self._read_only)
            self._client = Client(self._address.key, self._name, login, self._patience)
        return self._client

    @contextmanager
    def _locked(self, journal: Journal) -> Iterator[None]:
        journal.prepare()
        with files.locked(journal.folder / "sheet", self._name):
            yield

    def _read_before(self, plan: Plan) -> Tab:
        for tab in self._seen.get(plan.revision, ()):
            if tab.title == plan.sheet:
                return tab
        raise BusyError(f"{self._name} was not read by this run; run the same command again")

    def _again(self, client: Client, before: Tab) -> Tab:
        for tab in read_tabs(client.read(before.title).answer):
            if tab.number == before.number:
                return tab
        raise BusyError(f"{self._name}: its tab {before.title} is gone; nothing was written")

    def _write(self, client: Client, journal: Journal, wanted: Wanted) -> Receipt:
        earlier = journal.entries()
        journal.store([*earlier, _entry(wanted, frozenset())])
        titles = _new_titles(wanted.additions)
        fresh = wanted.additions is not None and wanted.additions.fresh
        job = Job(wanted.tab, wanted.header, wanted.telling, wanted.writes, titles, fresh)
        try:
            settled = settle(client, job, _structure(wanted.additions), self._name)
        except FollowupError as error:
            if "othing was written" in str(error):
                journal.store(earlier)
            raise
        journal.store([*earlier, _entry(wanted, settled.touched)])
        return _receipt(wanted, settled.touched, _touched(wanted, settled))


def _planned(plan: Plan) -> Iterator[Spot]:
    """The cells that the plan changes, but for those in columns that it adds."""
    new = {column.index for column in plan.new_columns}
    return ((one.row - 1, one.column) for one in plan.changes if one.column not in new)


def _old_spots(wanted: Wanted) -> Iterator[Spot]:
    return (spot for spot in wanted.writes if not is_fresh(spot, wanted))


def _structure(additions: Additions | None) -> Structure:
    return additions.structure if additions else lambda _tab, _header, _first: ([], [])


def _new_titles(additions: Additions | None) -> dict[int, str]:
    if additions is None:
        return {}
    return {additions.index(column.index): column.title for column in additions.columns}


def _entry(wanted: Wanted, touched: Collection[Spot]) -> Entry:
    """What undo needs to know of the cells written, but for those the person changed."""
    rows = sorted({row for row, _ in wanted.writes} - {wanted.header})
    at = {wanted.header: 0, **{row: index for index, row in enumerate(rows, 1)}}
    header = list(wanted.tab.row(wanted.header))
    added = _added(wanted)
    for column in added:
        header.extend(EMPTY for _ in range(column + 1 - len(header)))
        header[column] = wanted.writes[wanted.header, column].cell
    cells = [
        Written(at[row], column, _before(wanted, row, column), one.cell, one.fields)
        for (row, column), one in wanted.writes.items()
        if row != wanted.header and (row, column) not in touched
    ]
    stored = [header, *(list(wanted.tab.row(row)) for row in rows)]
    return Entry(wanted.tab.number, stored, cells, wanted.telling, added)


def _before(wanted: Wanted, row: int, column: int) -> Raw:
    return EMPTY if is_fresh((row, column), wanted) else wanted.tab.at(row, column)


def _added(wanted: Wanted) -> tuple[int, ...]:
    if wanted.additions is None:
        return ()
    return tuple(wanted.additions.index(column.index) for column in wanted.additions.columns)


def _receipt(wanted: Wanted, touched: Collection[Spot], remarks: tuple[str, ...]) -> Receipt:
    """How many cells were written, our titles aside, and what was left out."""
    written = [spot[0] for spot in wanted.writes.keys() - touched if spot[0] != wanted.header]
    lost = {row for row, _ in wanted.writes} - {wanted.header, *written}
    left_out = (*wanted.left_out, *(wanted.rows[row] for row in lost))
    said = (*wanted.left_out.values(), *remarks)
    return Receipt(len(written), None, said, tuple(sorted(left_out)))


def _touched(wanted: Wanted, settled: Settled) -> tuple[str, ...]:
    rows = sorted({row for row, _ in settled.touched})
    return tuple(
        f"{place(wanted.tab.title, settled.alignment.rows.get(row, row) + 1)} was changed in the "
        "moment of writing; what the person typed was kept."
        for row in rows
    )
