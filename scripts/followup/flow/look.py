"""A book understood on one day: its people, what the person typed, who is owed a letter.

Pure: the book, the settings and the day come in.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from followup.columns import understand
from followup.contacts import read_contacts
from followup.followups import (
    Network,
    build_network,
    owed_by_row,
    own_problems,
    sort_dues,
    tasks,
)
from followup.model import (
    Book,
    ColumnMap,
    Contact,
    Due,
    Event,
    History,
    Owned,
    Problem,
    Row,
    Settings,
    Severity,
    Sheet,
    cell_at,
    place,
)
from followup.model.records import dataclass, replace
from followup.status import Intake, OwnedCells, read_history, take_in, write_history


@dataclass(frozen=True, slots=True)
class Look:
    """A tracker as understood on one day, with what the person typed since taken in.

    `intakes` has the rows in whose owned cells anything stands.
    """

    book: Book
    sheet: Sheet
    columns: ColumnMap
    contacts: tuple[Contact, ...]
    intakes: Mapping[int, Intake]
    network: Network
    problems: tuple[Problem, ...]
    settings: Settings
    today: date

    def contact(self, row: int) -> Contact:
        """The contact whose drafts stand in that row."""
        return self.network.contacts[row]


def look_at(book: Book, settings: Settings, today: date) -> Look:
    """Understand the book. Raises FollowupError if no tracker is in it."""
    columns, problems = understand(book, settings)
    sheet = next(sheet for sheet in book.sheets if sheet.title == columns.sheet)
    contacts, cell_problems = read_contacts(sheet, columns, today=today)
    intakes: dict[int, Intake] = {}
    remarks: list[Problem] = []
    if columns.owned:
        day_first = _day_first(columns, settings)
        contacts = _take_in_all(sheet, columns, contacts, intakes, (today, day_first))
        remarks = [_remark(intake, columns) for intake in intakes.values() if intake.remark]
    histories = {row: intake.history for row, intake in intakes.items()}
    network, doubts = build_network(contacts, histories, columns, today=today, settings=settings)
    found = (
        *problems,
        *cell_problems,
        *doubts,
        *remarks,
        *tasks(network, columns),
        *own_problems(network),
    )
    return Look(book, sheet, columns, contacts, intakes, network, found, settings, today)


def _day_first(columns: ColumnMap, settings: Settings) -> bool | None:
    """How a day typed as 3/4 is read in the status column: as in the tracker's own dates."""
    if settings.day_first is not None:
        return settings.day_first
    said = {first for first in (columns.day_first or {}).values() if first is not None}
    return said.pop() if len(said) == 1 else None


def _take_in_all(
    sheet: Sheet,
    columns: ColumnMap,
    contacts: Sequence[Contact],
    intakes: dict[int, Intake],
    when: tuple[date, bool | None],
) -> tuple[Contact, ...]:
    rows = {row.number: row for row in sheet.rows}
    places = tuple(columns.owned.values())
    taken: list[Contact] = []
    for contact in contacts:
        if all(_is_blank(rows[number], places) for number in contact.rows):
            taken.append(contact)
            continue
        cells, at_home = _home(contact, rows, columns)
        intake = take_in(at_home, cells, today=when[0], day_first=when[1])
        intakes[at_home.row] = intake
        taken.append(intake.contact)
    return tuple(taken)


def _is_blank(row: Row, places: Sequence[int]) -> bool:
    """Whether nothing stands in these columns, which mostly end the row."""
    return len(row.cells) <= min(places) or all(cell_at(row, at) is None for at in places)


def _home(
    contact: Contact, rows: Mapping[int, Row], columns: ColumnMap
) -> tuple[OwnedCells, Contact]:
    """The owned cells of the row a contact's draft lies in, mostly their only row.

    In a log an open draft stays where it was written; its history is read from all their rows.
    """
    found = {number: OwnedCells.of(rows[number], columns) for number in contact.rows}
    if len(found) == 1:
        return found[contact.row], contact
    home = next((number for number, cells in found.items() if cells.has_draft), contact.row)
    events = {e: None for cells in found.values() for e in _events(cells)}
    together = sorted(events, key=lambda event: event.day, reverse=True)
    values = {**found[home].values, Owned.HISTORY: write_history(History(tuple(together)))}
    return OwnedCells(values), replace(contact, row=home)


def _events(cells: OwnedCells) -> tuple[Event, ...]:
    return read_history(cells.text(Owned.HISTORY)).events


def _remark(intake: Intake, columns: ColumnMap) -> Problem:
    contact = intake.contact
    where = place(contact.sheet, contact.row, columns.owned.get(Owned.STATUS))
    return Problem(where, Owned.STATUS.value, Severity.WARNING, intake.remark)


def dues_by_row(look: Look) -> dict[int, tuple[Due, ...]]:
    """For each contact's row every letter owed, the most pressing first; others are absent."""
    return owed_by_row(look.contacts, look.network)


def most_pressing(look: Look) -> tuple[Due, ...]:
    """One letter a person, in the order to write them."""
    return sort_dues([dues[0] for dues in dues_by_row(look).values()], look.network)
