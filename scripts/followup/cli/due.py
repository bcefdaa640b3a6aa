"""`followup due`: who is due, why, since when; writes nothing."""

from typing import TYPE_CHECKING, Any

import click

from followup.cli.base import Command
from followup.cli.options import open_and_look, reading_options, strict_option, tracker_argument
from followup.cli.output import print_json, print_problems, print_table, remark
from followup.cli.show import is_grave, shorten, who_json

if TYPE_CHECKING:
    from followup.flow.look import Look
    from followup.model import Due


@click.command("due", cls=Command)
@tracker_argument
@reading_options
@strict_option
def command(
    *,
    tracker: str,
    as_json: bool,
    strict: bool,
    **reading: Any,
) -> None:
    """Show who is due for a letter and why. Writes nothing.

    Example:  followup due my_network.xlsx
    """
    from followup.flow.look import most_pressing

    look = open_and_look(tracker, **reading).look
    dues = most_pressing(look)
    if as_json:
        print_json(due_json(look, dues, tracker))
    else:
        show_dues(look, dues)
    if strict and is_grave(look.problems):
        raise click.exceptions.Exit(1)


def due_json(look: "Look", dues: "tuple[Due, ...]", tracker: str) -> dict[str, Any]:
    """What --json prints; keys may be added, never renamed."""
    return {
        "today": look.today.isoformat(),
        "tracker": tracker,
        "due": [one_due(look, due) for due in dues],
        "problems": [problem.as_json() for problem in look.problems],
    }


def one_due(look: "Look", due: "Due") -> dict[str, Any]:
    """One person who is due."""
    return {
        **who_json(look, due.row),
        "occasion": due.occasion,
        "due_on": due.due_on.isoformat(),
        "days_late": max((look.today - due.due_on).days, 0),
        "priority": due.priority,
        "reason": due.reason,
        "blocked": due.blocked or None,
    }


def show_dues(look: "Look", dues: "tuple[Due, ...]") -> None:
    """The table for people."""
    rows = (
        (
            str(due.row),
            shorten(look.contact(due.row).name.full, 26),
            due.occasion,
            due.due_on.isoformat(),
            due.blocked,
            shorten(due.reason, 90),
        )
        for due in dues
    )
    if dues:
        print_table(("row", "name", "occasion", "due", "missing", "why"), rows)
    else:
        click.echo(f"Nobody is due on {look.today}.")
    remark(f"\n{len(dues)} of {len(look.contacts)} people are due.")
    print_problems(look.problems, most=8)
