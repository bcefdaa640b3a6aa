"""Contacts for tests of the rules: one line each, everything else left at its default."""

from datetime import date
from typing import Any

from followup.followups import Network, all_dues, build_network, verdicts
from followup.model import (
    Column,
    ColumnMap,
    Contact,
    Event,
    Field,
    History,
    Match,
    Name,
    Person,
    Settings,
)

TODAY = date(2026, 11, 23)
"""A Monday; what every test takes for today unless it says otherwise."""

ALL_FIELDS = tuple(Field)


def day(text: str) -> date:
    """ "11-12" is 12 November 2026; a whole ISO date is itself."""
    return date.fromisoformat(text if len(text) == 10 else f"2026-{text}")


def contact(full: str = "Ana Díaz", row: int = 5, **told: Any) -> Contact:
    """A contact with an address; days may be given as text, plain fields as keywords."""
    first, _, last = full.partition(" ")
    email = told.pop("email", f"{first.lower()}@example.com")
    text = {k: told.pop(k) for k in list(told) if k in TEXT_FIELDS}
    for key, value in told.items():
        if key in DAYS and isinstance(value, str):
            told[key] = day(value)
    return Contact(
        sheet="Contacts",
        row=row,
        rows=(row,),
        people=(Person(Name(full, first, last), email),),
        emails=(email,) if email else (),
        text=text,
        **told,
    )


DAYS = {"met_on", "outreach_on", "reply_on", "last_contact", "next_followup"}
TEXT_FIELDS = {field.value for field in Field} - {"cadence", "birthday", "nudges", "do_not_contact"}
TEXT_FIELDS -= DAYS | {"needs_followup"}


def column_map(*fields: Field) -> ColumnMap:
    """A layout in which each of the fields has a column of its own, in that order."""
    columns = tuple(Column(i, field.value) for i, field in enumerate(fields))
    matches = {c_field: Match(c_field, columns[i], 1.0, "") for i, c_field in enumerate(fields)}
    return ColumnMap("Contacts", 1, columns, matches, {}, ())


def network(
    *contacts: Contact,
    today: date = TODAY,
    settings: Settings | None = None,
    histories: dict[int, History] | None = None,
    fields: tuple[Field, ...] = ALL_FIELDS,
) -> Network:
    """The network of these contacts."""
    found, _ = build_network(
        contacts,
        histories or {},
        column_map(*fields),
        today=today,
        settings=settings or Settings(),
    )
    return found


def occasions(person: Contact, *others: Contact, **told: Any) -> dict[str, date]:
    """Occasion to due day of everything owed to the first contact."""
    return {due.occasion: due.due_on for due in all_dues(person, network(person, *others, **told))}


def reason_for(person: Contact, occasion: str, *others: Contact, **told: Any) -> str:
    """Why that occasion is or is not due."""
    found = {v.occasion: v.because for v in verdicts(person, network(person, *others, **told))}
    return found[occasion]


def past(*events: Event, row: int = 5) -> dict[int, History]:
    """Histories in which one row remembers these events, newest first."""
    return {row: History(events)}
