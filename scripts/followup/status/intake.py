"""What the person did since the last run, read off one row's owned cells."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from followup.model import (
    CellValue,
    ColumnMap,
    Contact,
    Event,
    EventKind,
    History,
    Mark,
    Owned,
    Row,
    cell_at,
)
from followup.model.records import dataclass, replace
from followup.status.history import draft_hash, kept_text, open_draft, read_history, with_events
from followup.status.words import Typed, Word, read_status

OWN_LETTER = "own"
"""The occasion in a history line about a letter that was not drafted here."""


@dataclass(frozen=True, slots=True)
class OwnedCells:
    """What stands in our columns of one row; "" or None where a cell is empty."""

    values: Mapping[Owned, CellValue]

    @classmethod
    def of(cls, row: Row, columns: ColumnMap) -> "OwnedCells":
        """The owned cells of that row."""
        return cls({owned: cell_at(row, at) for owned, at in columns.owned.items()})

    def text(self, owned: Owned) -> str:
        """The cell as text, "" where it is empty."""
        value = self.values.get(owned)
        return "" if value is None else str(value)

    @property
    def draft(self) -> tuple[str, str]:
        """Subject and body as they stand in the sheet."""
        return self.text(Owned.SUBJECT), self.text(Owned.EMAIL)

    @property
    def has_draft(self) -> bool:
        """Whether any text of a draft stands there."""
        return any(part.strip() for part in self.draft)


@dataclass(frozen=True, slots=True)
class Intake:
    """One row after what the person did was taken in.

    `contact` counts a letter marked as sent. `open` is the draft that still lies in the sheet, or
    None; `edited` whether its text is the person's own by now. `clear` asks for the draft cells to
    be emptied. `sent_on` is the day to record as last contact, `thanked` whether to tick the
    thank-you. `hold` leaves the whole row alone. `remark` is a sentence about the status cell.
    """

    contact: Contact
    history: History
    open: Event | None = None
    edited: bool = False
    clear: bool = False
    redo: bool = False
    sent_on: date | None = None
    thanked: bool = False
    hold: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class _Seen:
    """One row as found: the contact, what the history remembers, the draft that lies there."""

    contact: Contact
    history: History
    event: Event | None
    cells: OwnedCells
    today: date

    @property
    def occasion(self) -> str:
        return OWN_LETTER if self.event is None else self.event.occasion

    @property
    def trigger(self) -> str:
        return "" if self.event is None else self.event.trigger

    @property
    def edited(self) -> bool:
        """Whether the text in the sheet is not the one we wrote last."""
        hashed = None if self.event is None else self.event.hash
        return self.cells.has_draft and draft_hash(*self.cells.draft) != hashed

    def closed_by(self, kind: EventKind, day: date, until: date | None = None) -> History:
        """The history with that event on top; an edited draft is saved in it first."""
        trigger = self.trigger if kind in {EventKind.SENT, EventKind.SKIPPED} else ""
        events = [Event(day, self.occasion, kind, trigger=trigger, until=until)]
        if self.edited:
            text = kept_text(*self.cells.draft)
            events.append(Event(self.today, self.occasion, EventKind.KEPT, text=text))
        return with_events(self.history, events)


def take_in(
    contact: Contact, cells: OwnedCells, *, today: date, day_first: bool | None = None
) -> Intake:
    """Read one row's owned cells and say what follows; nothing is written here."""
    history = read_history(cells.text(Owned.HISTORY))
    seen = _Seen(contact, history, open_draft(history), cells, today)
    typed = _typed(cells, today, day_first)
    match typed.word:
        case Word.SENT:
            return _sent(seen, typed.day or today)
        case Word.LATER:
            until = seen.closed_by(EventKind.LATER, today, typed.day)
            return Intake(contact, until, clear=True)
        case Word.SKIP:
            return _skip(seen)
        case Word.REDO:
            redone = seen.closed_by(EventKind.REDONE, today)
            return Intake(contact, redone, clear=True, redo=True)
        case Word.NOTHING:
            return _nothing_typed(seen)
    remark = (
        f'"{cells.text(Owned.STATUS)}" is not a word known here; '
        "type sent, skip, later (or a date), or redo"
    )
    return Intake(contact, history, seen.event, hold=True, remark=remark)


def _typed(cells: OwnedCells, today: date, day_first: bool | None) -> Typed:
    """The status cell as understood; a bare date cell puts the letter off until then."""
    value = cells.values.get(Owned.STATUS)
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return Typed(Word.LATER, value) if value > today else Typed(Word.UNKNOWN)
    return read_status(cells.text(Owned.STATUS), today=today, day_first=day_first)


def _sent(seen: _Seen, day: date) -> Intake:
    contact, known = seen.contact, seen.contact.last_contact
    if seen.event is None and _owes_thanks(contact, day):
        seen = replace(
            seen, event=Event(day, "thank_you", EventKind.DRAFTED, trigger=f"met:{contact.met_on}")
        )
    thanked = seen.occasion == "thank_you"
    return Intake(
        replace(
            contact,
            last_contact=day if known is None else max(known, day),
            thank_you=Mark(yes=True, on=day) if thanked else contact.thank_you,
        ),
        seen.closed_by(EventKind.SENT, day),
        clear=True,
        sent_on=day if known is None or day > known else None,
        thanked=thanked,
    )


def _owes_thanks(contact: Contact, day: date) -> bool:
    """Whether a letter of that day, not drafted here, must have been the thanks for a meeting."""
    met, mark = contact.met_on, contact.thank_you
    unsaid = mark is None or mark.yes is False
    return met is not None and timedelta(0) <= day - met <= timedelta(days=30) and unsaid


def _skip(seen: _Seen) -> Intake:
    if seen.event is None:
        remark = "there is no draft here to skip"
        return Intake(seen.contact, seen.history, hold=True, remark=remark)
    return Intake(seen.contact, seen.closed_by(EventKind.SKIPPED, seen.today), clear=True)


def _nothing_typed(seen: _Seen) -> Intake:
    """No word typed: the person may still have sent, deleted, edited or left the draft."""
    contact, event = seen.contact, seen.event
    if event is None:
        foreign = seen.cells.has_draft
        return Intake(contact, seen.history, edited=foreign, hold=foreign)
    if not seen.cells.has_draft:
        return Intake(contact, seen.closed_by(EventKind.SKIPPED, seen.today), clear=True)
    day = _moved_on(contact, event, seen.today)
    if day is not None:
        return Intake(contact, seen.closed_by(EventKind.SENT, day), clear=True)
    return Intake(contact, seen.history, event, edited=seen.edited)


def _moved_on(contact: Contact, event: Event, today: date) -> date | None:
    """The day an open draft counts as sent: last contact moved to it, or thanks were ticked."""
    if contact.last_contact is not None and event.day <= contact.last_contact:
        return contact.last_contact
    mark = contact.thank_you
    if event.occasion == "thank_you" and mark is not None and mark.yes:
        if mark.on is None:
            return today
        return mark.on if mark.on >= event.day else None
    return None
