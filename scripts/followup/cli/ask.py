"""What `followup check` asks on a terminal: the columns it is unsure of, one question each."""

from typing import TYPE_CHECKING

import click

from followup.cli.show import shorten
from followup.model import Field, Match, column_letters
from followup.values.nearest import nearest

if TYPE_CHECKING:
    from followup.flow.look import Look

NO_COLUMN = ""
"""What the config says of a field that no column of the tracker holds."""


def ask_about_columns(look: "Look") -> dict[Field, str]:
    """The person's word on every unsure column: field to header, "" for a field that is none.

    Return, no answer at all, leaves a column as unsure as it was.
    """
    unsure = [match for match in look.columns.matches.values() if not match.sure]
    said: dict[Field, str] = {}
    for match in sorted(unsure, key=lambda match: match.column.index):
        said |= _one(match)
    return said


def _one(match: Match) -> dict[Field, str]:
    """One question, asked again until the answer can be used."""
    letters, title = column_letters(match.column.index), shorten(match.column.title, 40)
    click.echo(
        f'\nColumn {letters}, "{title}": I take it for {match.field.value} ({match.reason}).'
    )
    while True:
        answer = click.prompt("Right? (yes, no, another field's name)", default="", type=str)
        words = answer.strip().lower()
        if not words:
            return {}
        if words in {"y", "yes"}:
            return {match.field: match.column.title}
        if words in {"n", "no"}:
            return {match.field: NO_COLUMN}
        if words in {wanted.value for wanted in Field}:
            return {match.field: NO_COLUMN, Field(words): match.column.title}
        near = nearest(words, (wanted.value for wanted in Field), 3)
        click.echo(f'No field "{words}"; ' + (f"do you mean {' or '.join(near)}?" if near else ""))
