"""What only the person can do, said as notes beside the row: no letter can be drafted for it."""

from collections.abc import Iterator
from datetime import timedelta

from followup.followups.network import Network
from followup.followups.rules.hello import hello_lacks, hello_wanted
from followup.followups.rules.introductions import closed, introduced
from followup.followups.tie import suppressed
from followup.model import ColumnMap, Contact, Field, Problem, Severity, place

HELLOS_NAMED = 5
"""So many people lacking something for a first letter are named one by one."""


def tasks(network: Network, columns: ColumnMap) -> tuple[Problem, ...]:
    """Notes on introducers without a row, and on letters and introductions that cannot be."""
    return (
        *_outsiders(network, columns),
        *_hellos(network, columns),
        *_introductions(network, columns),
    )


def _outsiders(network: Network, columns: ColumnMap) -> Iterator[Problem]:
    """A word to an introducer who has no row to draft beside, for 30 days."""
    for row, told in network.outsiders.items():
        contact = network.contacts[row]
        met = contact.met_on
        if met is None or not timedelta(0) < network.today - met <= timedelta(days=30):
            continue
        yield _note(
            contact,
            columns,
            Field.INTRODUCED_BY,
            f"{told} introduced you to {contact.name.full}, whom you met on "
            f"{network.say(met)}, and has no row here: tell them how it went",
        )


def _hellos(network: Network, columns: ColumnMap) -> Iterator[Problem]:
    """People to be written to for the first time, but for want of something."""
    if not network.settings.occasion("first_hello").enabled:
        return
    found = [
        contact
        for contact in network.contacts.values()
        if hello_lacks(contact)
        and hello_wanted(contact, network)
        and not suppressed(contact, network)
    ]
    found.sort(key=lambda contact: (contact.tier or 9, contact.row))
    more = len(found) - HELLOS_NAMED
    for number, contact in enumerate(found[:HELLOS_NAMED], 1):
        others = f" ({more} others lack as much)" if number == HELLOS_NAMED and more > 0 else ""
        yield _note(
            contact,
            columns,
            Field.GOAL if contact.emails else Field.EMAIL,
            f"{contact.name.full} waits for a first letter, but {hello_lacks(contact)}{others}",
        )


def _introductions(network: Network, columns: ColumnMap) -> Iterator[Problem]:
    """Introductions that nothing came of: said beside the row that asked, to nobody else."""
    for row, wishes in network.wishes.items():
        for wish in wishes:
            reason = "" if wish.asker.row != row else closed(wish, network)
            if not reason or introduced(wish, network):
                continue
            yield _note(
                wish.asker,
                columns,
                Field.INTRODUCE_TO,
                f"the introduction of {wish.asker.name.full} to {wish.other.name.full} rests: "
                f"{reason}. Nobody is told; clear the cell when you have seen this",
            )


def _note(contact: Contact, columns: ColumnMap, field: Field, message: str) -> Problem:
    where = place(contact.sheet, contact.row, columns.index(field))
    return Problem(where, field.value, Severity.NOTE, message)
