"""People who look like one person twice: said, never merged unasked."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from followup.model import Contact, Field, Problem, Severity, place
from followup.values.names import fold, similar_names

ALIKE = 0.88
"""From this similarity on two spellings may be one name ("Jon Smith", "John Smith": 0.95)."""

MOST_IN_A_CROWD = 40
"""Namesake groups larger than this are not compared pair by pair."""


def find_alike(contacts: Sequence[Contact], sheet: str) -> tuple[Problem, ...]:
    """A note for each pair that may be one person: one address, or nearly the same name.

    Names are compared only where neither address nor company speaks against it.
    """
    pairs = {*_by_address(contacts), *_by_name(contacts)}
    people = {contact.row: contact for contact in contacts}
    return tuple(_note(people[a], people[b], sheet) for a, b in sorted(pairs))


def _by_address(contacts: Sequence[Contact]) -> Iterator[tuple[int, int]]:
    """Rows that share an address; a couple named in one cell is no doubt."""
    addresses = [email.casefold() for contact in contacts for email in contact.emails]
    if len(set(addresses)) == len(addresses):
        return
    owners: defaultdict[str, list[int]] = defaultdict(list)
    for contact in contacts:
        for email in contact.emails:
            owners[email.casefold()].append(contact.row)
    for rows in owners.values():
        if len(rows) > 1:
            yield from pairwise(sorted(set(rows)))


def _by_name(contacts: Sequence[Contact]) -> Iterator[tuple[int, int]]:
    if all(contact.emails for contact in contacts):
        return  # of two who may be one, one lacks an address
    crowds: defaultdict[str, list[Contact]] = defaultdict(list)
    for contact in contacts:
        for word in {word[:3] for word in fold(contact.name.full).split() if len(word) > 2}:
            crowds[word].append(contact)
    for crowd in crowds.values():
        if len(crowd) > MOST_IN_A_CROWD:
            continue
        for one, other in combinations(crowd, 2):
            if _may_be_one(one, other):
                yield min(one.row, other.row), max(one.row, other.row)


def _may_be_one(one: Contact, other: Contact) -> bool:
    if (one.emails and other.emails) or len(one.people) != len(other.people):
        return False
    companies = {fold(c.text.get(Field.COMPANY, "")) for c in (one, other)} - {""}
    return len(companies) < 2 and similar_names(one.name, other.name) >= ALIKE


def _note(one: Contact, other: Contact, sheet: str) -> Problem:
    shared = {*map(str.casefold, one.emails)} & {*map(str.casefold, other.emails)}
    why = f"share the address {min(shared)}" if shared else "may be one person spelt two ways"
    return Problem(
        place(sheet, other.row),
        Field.NAME.value,
        Severity.NOTE,
        f"{one.name.full} (row {one.row}) and {other.name.full} (row {other.row}) {why}; "
        "they are kept apart: if they are one, make names and addresses the same",
    )
