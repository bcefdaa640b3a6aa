"""`followup check`: how the tracker was understood."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from followup.cli.base import Command
from followup.cli.options import open_and_look, reading_options, strict_option
from followup.cli.options import tracker_argument as tracker_arg
from followup.cli.output import print_json, print_problems, print_table, remark
from followup.cli.show import count, is_grave, plain, shorten
from followup.model import DATE_FIELDS, FLAG_FIELDS, Contact, Field, Mark, cell_at, column_letters

if TYPE_CHECKING:
    from followup.flow.look import Look
    from followup.flow.open import Opened

MISSING = {
    Field.EMAIL: "no address: drafts are written without a link to open them",
    Field.MET_ON: "no day of meeting: no thank-yous and no reports to introducers",
    Field.LAST_CONTACT: "no last contact: sent letters are remembered in Draft history only",
    Field.THANK_YOU_SENT: "no thank-you column: I keep track in Draft history",
    Field.OUTREACH_ON: "no day of a first letter: no reminders",
    Field.INTRODUCED_BY: "no introducer: nobody is told what came of an introduction",
    Field.ADVICE: "no advice column: letters go by the notes",
}


@click.command("check", cls=Command)
@tracker_arg
@reading_options
@strict_option
@click.option("--contacts", "with_contacts", is_flag=True, help="Show each person as understood.")
@click.option("--save", is_flag=True, help="Write the columns found to followup.toml.")
def command(
    *,
    tracker: str,
    as_json: bool,
    strict: bool,
    with_contacts: bool,
    save: bool,
    **reading: Any,
) -> None:
    """Show how your tracker was understood: sheet, columns, people, problems. Writes nothing.

    Example:  followup check my_network.xlsx
    """
    opened = open_and_look(tracker, **reading)
    look = opened.look
    if as_json:
        print_json(check_json(look, tracker, with_contacts=with_contacts))
    else:
        show_check(look, with_contacts=with_contacts)
        settle(opened, tracker, reading["config"])
    if save:
        save_found(opened, reading["config"])
    if strict and is_grave(look.problems):
        raise click.exceptions.Exit(1)


def check_json(look: "Look", tracker: str, *, with_contacts: bool) -> dict[str, Any]:
    """What --json prints; keys may be added, never renamed."""
    columns = look.columns
    used = {match.column.index for match in columns.matches.values()} | {*columns.owned.values()}
    shape = {
        "tracker": tracker,
        "sheet": columns.sheet,
        "header_row": columns.header_row,
        "columns": {wanted.value: match.column.title for wanted, match in columns.matches.items()},
        "unused_columns": [c.title for c in columns.columns if c.index not in used],
        "contacts": len(look.contacts),
        "problems": [problem.as_json() for problem in look.problems],
    }
    if with_contacts:
        shape["people"] = [
            {"row": contact.row, "fields": fields_of(contact)} for contact in look.contacts
        ]
    return shape


def fields_of(contact: Contact) -> dict[str, Any]:
    """One person as understood: days ISO, flags true or false, addresses a list, else text."""
    name = contact.name
    fields: dict[str, Any] = {
        "name": " & ".join(person.name.full for person in contact.people),
        "first_name": name.first,
        "last_name": name.last,
        "email": list(contact.emails),
        **contact.text,
    }
    for wanted in DATE_FIELDS:
        day = getattr(contact, wanted.value)
        fields[wanted.value] = day.isoformat() if day else None
    marks = {Field.THANK_YOU_SENT: contact.thank_you, Field.NEEDS_FOLLOWUP: contact.needs_followup}
    for wanted in FLAG_FIELDS:
        fields[wanted.value] = _truth(marks.get(wanted))
    fields[Field.REPLY.value] = contact.replied
    fields[Field.DO_NOT_CONTACT.value] = bool(contact.do_not_contact)
    fields[Field.NUDGES.value] = None if contact.nudges is None else str(contact.nudges)
    fields[Field.CADENCE.value] = None if contact.cadence is None else str(contact.cadence)
    if contact.birthday:
        fields[Field.BIRTHDAY.value] = "--{:02d}-{:02d}".format(*contact.birthday)
    return {key: value for key, value in sorted(fields.items()) if value not in (None, "", [])}


def _truth(mark: Mark | None) -> bool | None:
    return None if mark is None else mark.yes


def show_check(look: "Look", *, with_contacts: bool) -> None:
    """The same for people."""
    columns = look.columns
    click.echo(f'Sheet "{columns.sheet}", headers in row {columns.header_row}, ', nl=False)
    click.echo(f"{count(len(look.contacts), 'person', 'people')}.\n")
    found = sorted(columns.matches.values(), key=lambda match: match.column.index)
    print_table(
        ("column", "header", "means", "sure", "for example"),
        (
            (
                column_letters(match.column.index),
                shorten(match.column.title, 26),
                match.field.value,
                "yes" if match.sure else "unsure",
                samples(look, match.column.index),
            )
            for match in found
        ),
    )
    unused = check_json(look, "", with_contacts=False)["unused_columns"]
    if unused:
        click.echo("Left as they are: " + ", ".join(shorten(title, 30) for title in unused))
    if columns.skipped:
        skipped = (f"{row.number} ({row.reason})" for row in columns.skipped[:8])
        click.echo("Rows that are nobody: " + ", ".join(skipped))
    for wanted, sentence in MISSING.items():
        if wanted not in columns.matches:
            click.echo(f"  {sentence}")
    if with_contacts:
        show_contacts(look)
    if look.problems:
        remark(f"\n{count(len(look.problems), 'remark')}:")
        print_problems(look.problems, most=1000)


def samples(look: "Look", column: int) -> str:
    """Up to three different values of a column, shortened."""
    wanted = set(look.columns.data_rows)
    seen: list[str] = []
    for row in look.sheet.rows:
        value = cell_at(row, column) if row.number in wanted else None
        text = "" if value is None else shorten(str(plain(value)), 20)
        if text and text not in seen:
            seen.append(text)
        if len(seen) == 3:
            break
    return " | ".join(seen)


def show_contacts(look: "Look") -> None:
    """Each person with every field that was understood."""
    for contact in look.contacts:
        click.echo(f"\nrow {contact.row}: {contact.name.full}")
        for key, value in fields_of(contact).items():
            click.echo(f"  {key}: {shorten(str(value), 100)}")


def settle(opened: "Opened", tracker: str, config: str | None) -> None:
    """Ask about unsure columns, if somebody is there to ask, and offer to keep the answers."""
    from followup.cli import base
    from followup.cli.ask import ask_about_columns
    from followup.cli.save import save_columns

    if not base.can_ask():
        return
    said = ask_about_columns(opened.look)
    if said and click.confirm("Keep that in followup.toml?", default=True):
        remark(save_columns(config_path(opened, config), opened.look.sheet.title, said))
        remark(f"See it with: followup check {tracker}")


def save_found(opened: "Opened", config: str | None) -> None:
    """Write the columns found to the config, as far as it does not say them already."""
    from followup.cli.save import save_mapping

    remark(save_mapping(config_path(opened, config), opened.look.columns))


def config_path(opened: "Opened", config: str | None) -> Path:
    """The config that is written: the named one, or the one beside the tracker."""
    from followup.settings.find import own_config

    return Path(config) if config else own_config(opened.tracker.name)
