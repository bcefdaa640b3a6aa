"""`followup draft`: the main job."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from followup.cli.base import Command
from followup.cli.options import (
    open_and_look,
    reading_options,
    strict_option,
    templates_option,
    tracker_argument,
)
from followup.cli.output import print_json, print_problems, print_table, remark
from followup.cli.show import count, is_grave, plain, shorten, who_json

if TYPE_CHECKING:
    from followup.flow.look import Look
    from followup.flow.run import Narrow, Outcome
    from followup.model import Receipt


@click.command("draft", cls=Command)
@tracker_argument
@reading_options
@templates_option
@strict_option
@click.option("--dry-run", is_flag=True, help="Show every cell change and write nothing.")
@click.option("--output", help="Write a copy there and leave the tracker as it is.")
@click.option("--limit", type=click.IntRange(min=0), help="Write at most this many new drafts.")
@click.option("--who", help="Only people of that name (or part of it).")
@click.option("--occasion", help="Only this occasion, such as thank_you.")
def command(
    *,
    tracker: str,
    as_json: bool,
    templates: str | None,
    strict: bool,
    dry_run: bool,
    output: str | None,
    limit: int | None,
    who: str | None,
    occasion: str | None,
    **reading: Any,
) -> None:
    """Write a draft beside everyone who is due, and take in what you typed since.

    Type sent, skip, later or redo into "Draft status"; the next run does the rest.

    Example:  followup draft my_network.xlsx --dry-run
    """
    from followup.flow.turn import take_turn

    opened = open_and_look(tracker, output=output, read_only=dry_run, **reading)
    look = opened.look
    outcome, receipt = take_turn(
        opened,
        tracker,
        narrow=narrow(look, limit, who, occasion),
        templates=templates,
        dry_run=dry_run,
    )
    if as_json:
        written = None if dry_run else output or tracker
        print_json(draft_json(look, outcome, tracker, written, receipt))
    elif dry_run:
        show_changes(look, outcome)
    else:
        show_outcome(look, outcome, output or tracker, receipt)
    if strict and is_grave(outcome.problems):
        raise click.exceptions.Exit(1)


def narrow(look: "Look", limit: int | None, who: str | None, occasion: str | None) -> "Narrow":
    """What --limit, --who and --occasion come to. Raises UsageError for an unknown occasion."""
    from followup.errors import UsageError
    from followup.flow.run import Narrow
    from followup.followups import all_rules
    from followup.values.nearest import did_you_mean

    known = [rule.__name__ for rule in all_rules(look.settings)]
    if occasion and occasion not in known:
        raise UsageError(f'no occasion "{occasion}"; {did_you_mean(occasion, known)}')
    return Narrow(_rows_of(look, who) if who else None, occasion or "", limit)


def _rows_of(look: "Look", who: str) -> frozenset[int]:
    from followup.cli.why import find_people

    return frozenset(contact.row for contact in find_people(look, who))


def draft_json(
    look: "Look",
    outcome: "Outcome",
    tracker: str,
    written: str | None,
    receipt: "Receipt | None",
) -> dict[str, Any]:
    """What --json prints (keys may be added, never renamed); `output` is null for a dry run."""
    backup = receipt.backup if receipt else None
    return {
        "today": look.today.isoformat(),
        "tracker": tracker,
        "output": written,
        "drafted": [
            {
                **who_json(look, draft.row),
                "occasion": draft.occasion,
                "subject": draft.subject,
                "body": draft.body,
                "incomplete": draft.incomplete,
            }
            for _, draft in outcome.drafted
        ],
        "kept": [
            {**who_json(look, row), "occasion": event.occasion if event else None, "edited": edited}
            for row, event, edited in outcome.kept
        ],
        "cleared": [
            {**who_json(look, row), "occasion": event.occasion, "because": event.kind.value}
            for row, event in outcome.cleared
        ],
        "waiting": [
            {**who_json(look, due.row), "occasion": due.occasion} for due in outcome.waiting
        ],
        "changes": changes_json(look, outcome),
        "backup": str(backup) if backup else None,
        "remarks": list(receipt.remarks) if receipt else [],
        "problems": [problem.as_json() for problem in outcome.problems],
    }


def changes_json(look: "Look", outcome: "Outcome") -> list[dict[str, Any]]:
    """Every cell the plan writes, new headers included."""
    from followup.model import place

    title, plan = look.sheet.title, outcome.plan
    headers = [
        {"cell": place(title, plan.header_row, column.index), "old": None, "new": column.title}
        for column in plan.new_columns
    ]
    cells = [
        {
            "cell": place(title, change.row, change.column),
            "old": plain(change.old),
            "new": plain(change.new),
        }
        for change in plan.changes
    ]
    return headers + cells


def show_changes(look: "Look", outcome: "Outcome") -> None:
    """The dry run for people: each cell, what stands there, what would."""
    changes = changes_json(look, outcome)
    rows = (
        (
            change["cell"],
            shorten(str(change["old"] if change["old"] is not None else ""), 24),
            shorten(str(change["new"] if change["new"] is not None else ""), 70)
            + (", with its whole link" if change["new"] == change["old"] else ""),
        )
        for change in changes
    )
    if changes:
        print_table(("cell", "now", "would be"), rows)
    else:
        click.echo("Nothing would change.")
    remark(f"\nDry run: {count(len(changes), 'cell')} would change, nothing was written.")
    print_problems(outcome.problems, most=8)


def show_outcome(look: "Look", outcome: "Outcome", where: str, receipt: "Receipt | None") -> None:
    """What was done, for people: a table of the drafts and where to look."""
    rows = (
        (
            str(draft.row),
            shorten(look.contact(draft.row).name.full, 24),
            draft.occasion,
            due.due_on.isoformat(),
            draft.status,
            shorten(draft.subject, 46),
        )
        for due, draft in outcome.drafted
    )
    if outcome.drafted:
        print_table(("row", "name", "occasion", "due", "status", "subject"), rows)
    for line in story(look, outcome):
        remark(line)
    if outcome.plan.empty:
        remark(f"{where} needed no change." if Path(where).exists() else "Nothing was written.")
    else:
        remark(
            f'The drafts stand in sheet "{look.sheet.title}" of {where}, '
            "in the columns that begin with Draft."
        )
    for sentence in receipt.remarks if receipt else ():
        remark(sentence)
    if receipt and receipt.backup:
        remark(
            f"The file as it was before lies in {receipt.backup}; `followup undo` brings it back."
        )
    print_problems(outcome.problems, most=8)


def story(look: "Look", outcome: "Outcome") -> list[str]:
    """The run in a few sentences: drafted, taken in, kept, waiting."""
    lines = [""]
    if outcome.drafted:
        lines.append(f"Wrote {count(len(outcome.drafted), 'draft')}.")
    for row, event in outcome.cleared:
        name = look.contact(row).name.full
        what = "your own letter" if event.occasion == "own" else event.occasion
        lines.append(f"  {name}: {what} {event.kind.value}.")
    edited = [row for row, _, edited in outcome.kept if edited]
    if outcome.kept:
        kept = count(len(outcome.kept), "draft")
        yours = f" ({len(edited)} with your own words)" if edited else ""
        lines.append(f"Kept {kept} that already lay there{yours}.")
    if outcome.waiting:
        lines.append(
            f"{count(len(outcome.waiting), 'person', 'people')} can wait for a later run "
            "(the README says how many letters a run writes)."
        )
    return lines
