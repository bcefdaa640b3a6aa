"""`followup why`: one person, each rule, its dates, its verdict."""

from typing import TYPE_CHECKING, Any

import click

from followup.cli.base import Command
from followup.cli.options import open_and_look, reading_options, tracker_argument
from followup.cli.output import print_json, print_table, remark
from followup.errors import FollowupError

if TYPE_CHECKING:
    from followup.flow.look import Look
    from followup.model import Contact, Verdict


@click.command("why", cls=Command)
@tracker_argument
@click.argument("who")
@reading_options
def command(
    *,
    tracker: str,
    who: str,
    as_json: bool,
    **reading: Any,
) -> None:
    """Explain what each rule says of one person. WHO is a name, or part of one.

    Example:  followup why my_network.xlsx "Ana"
    """
    look = open_and_look(tracker, **reading).look
    contacts = find_people(look, who)
    if as_json:
        print_json({"today": look.today.isoformat(), "people": [_json(look, c) for c in contacts]})
        return
    for contact in contacts:
        show_person(look, contact)


def find_people(look: "Look", who: str) -> "list[Contact]":
    """Everyone whose name or address holds those words; else FollowupError names the nearest."""
    from followup.values.names import fold
    from followup.values.nearest import nearest

    words = fold(who)
    names = {person.name.full for contact in look.contacts for person in contact.people}
    found = [
        contact
        for contact in look.contacts
        if any(words in fold(person.name.full) for person in contact.people)
        or any(words == email.casefold() for email in contact.emails)
    ]
    if not words or not found:
        near = nearest(who, names, 3)
        hint = (
            f"did you mean {' or '.join(near)}?"
            if near
            else "`followup check TRACKER --contacts` lists everybody"
        )
        raise FollowupError(f'nobody called "{who}" in {look.sheet.title}; {hint}')
    return found


def _verdicts(look: "Look", contact: "Contact") -> "tuple[Verdict, ...]":
    from followup.followups import verdicts

    return verdicts(contact, look.network)


def _suppressed(look: "Look", contact: "Contact") -> str:
    """Why nothing at all goes to them, whatever the rules say; "" if nothing forbids it."""
    from followup.followups.tie import suppressed

    return suppressed(contact, look.network)


def _json(look: "Look", contact: "Contact") -> dict[str, Any]:
    return {
        "sheet": contact.sheet,
        "row": contact.row,
        "name": contact.name.full,
        "suppressed": _suppressed(look, contact) or None,
        "rules": [
            {
                "occasion": verdict.occasion,
                "due_on": verdict.due.due_on.isoformat() if verdict.due else None,
                "because": verdict.because,
            }
            for verdict in _verdicts(look, contact)
        ],
    }


def show_person(look: "Look", contact: "Contact") -> None:
    """One person's rules as a table, and their history."""
    click.echo(f"{contact.name.full}, row {contact.row} of {contact.sheet}, on {look.today}:")
    if reason := _suppressed(look, contact):
        click.echo(f"  No letter goes to them: {reason}.")
    rows = (
        (v.occasion, v.due.due_on.isoformat() if v.due else "-", v.because)
        for v in _verdicts(look, contact)
    )
    print_table(("occasion", "due", "because"), rows)
    events = look.network.history(contact).events
    for event in events[:10]:
        remark(f"  {event.day}  {event.occasion} {event.kind.value}")
    click.echo()
