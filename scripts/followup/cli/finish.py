"""How a set-up ends: our sheets if wished for, who would be written to, and how to go on."""

import os
import shlex
from typing import TYPE_CHECKING

import click

from followup.cli.options import open_and_look
from followup.cli.output import print_problems, print_table, remark
from followup.cli.show import count, shorten
from followup.errors import FollowupError
from followup.model import Severity

if TYPE_CHECKING:
    from followup.flow.open import Opened


def finish(
    tracker: str, config: str, sheet: str | None, credentials: str | None, *, in_sheet: bool
) -> None:
    """Add our sheets if wished for, show who would be written to, and say how to go on.

    Raises FollowupError at the end if the sheets could not be added.
    """
    opened = open_and_look(
        tracker, sheet=sheet, config=config, credentials=credentials, read_only=not in_sheet
    )
    refused = add_own_sheets(opened, tracker) if in_sheet else None
    try:
        show_dry_run(opened, tracker)
    except FollowupError as error:
        remark(f"\n{error}.")
    else:
        remark("No letter was written yet. When you like what you see, go on with:\n")
        remark(f"    followup draft {as_typed(tracker)}\n")
    if refused is not None:
        raise refused


def add_own_sheets(opened: "Opened", tracker: str) -> FollowupError | None:
    """Add the sheets for settings and templates, and say so; gives why that could not be."""
    from followup.flow.insheet import add_sheets, missing_sheets

    look = opened.look
    new = missing_sheets(look.book, look.settings)
    try:
        receipt = add_sheets(opened.tracker, look.book, look.settings)
    except FollowupError as error:
        return error
    told = [f'Added the sheet "{sheet.title}" to {tracker}.' for sheet in new]
    for sentence in (*told, *receipt.remarks):
        remark(sentence)
    return None


def as_typed(word: str) -> str:
    """A word as it is typed into a shell, in quotes where it needs them."""
    return f'"{word}"' if os.name == "nt" and " " in word else shlex.quote(word)


def show_dry_run(opened: "Opened", tracker: str) -> None:
    """Who would be written to. Raises FollowupError if the tracker is not understood for that."""
    from followup.flow.apply import refuse_if_unsure
    from followup.flow.library import find_library
    from followup.flow.run import Narrow, draft_all

    look = opened.look
    refuse_if_unsure(look, tracker)
    outcome = draft_all(look, find_library(look.settings, tracker, None, look), Narrow())
    click.echo(f"\nOn {look.today} {count(len(outcome.drafted), 'letter')} would be written:")
    print_table(
        ("row", "name", "occasion", "why"),
        (
            (str(due.row), look.contact(due.row).name.full, due.occasion, shorten(due.reason, 80))
            for due, _ in outcome.drafted
        ),
    )
    if outcome.waiting:
        click.echo(f"{count(len(outcome.waiting), 'person', 'people')} can wait for a later run.")
    grave = [p for p in (*look.problems, *outcome.problems) if p.severity is Severity.ERROR]
    print_problems(grave, most=8)
