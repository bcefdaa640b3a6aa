"""A log of who was written to and talked with: its coffees and calls are meetings."""

from collections.abc import Sequence
from datetime import date

from followup.columns import understand
from followup.contacts import read_contacts
from followup.model import CellValue, Contact, Settings
from followup.trackers.memory import MemoryTracker

from tests.people import TODAY, day

HEADERS = ("Date", "Contact", "Email", "Channel", "Notes")


def people(*rows: Sequence[CellValue]) -> dict[str, Contact]:
    book = MemoryTracker.from_rows(HEADERS, *(tuple(row) for row in rows)).read()
    columns, _ = understand(book, Settings())
    contacts, _ = read_contacts(book.sheets[0], columns, today=TODAY)
    return {contact.name.first: contact for contact in contacts}


def row(on: date, name: str, kind: str, notes: str = "about bees") -> tuple[CellValue, ...]:
    return on, name, f"{name.split(maxsplit=1)[0].lower()}@example.com", kind, notes


LOG = (
    row(day("11-02"), "Ana Diaz", "Email"),
    row(day("11-18"), "Ana Diaz", "Coffee"),
    row(day("10-02"), "Ben Cole", "Email"),
    row(day("11-10"), "Ben Cole", "Call", "left voicemail"),
    row(day("11-12"), "Mei Lin", "Video call"),
    row(day("11-01"), "Omar Haddad", "LinkedIn"),
)


def test_a_coffee_and_a_call_are_meetings() -> None:
    found = people(*LOG)
    assert (found["Ana"].met_on, found["Ana"].outreach_on) == (day("11-18"), day("11-02"))
    assert (found["Mei"].met_on, found["Mei"].outreach_on) == (day("11-12"), None)


def test_a_call_nobody_took_and_a_message_are_none() -> None:
    found = people(*LOG)
    assert (found["Ben"].met_on, found["Ben"].last_contact) == (None, day("11-10"))
    assert (found["Omar"].met_on, found["Omar"].outreach_on) == (None, day("11-01"))


def test_in_a_list_of_one_row_a_person_the_channel_says_nothing_of_the_day() -> None:
    found = people(*LOG[1:3], *LOG[4:])
    assert not any(contact.met_on for contact in found.values())
