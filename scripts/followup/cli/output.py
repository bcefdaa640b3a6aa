"""Printing: data to stdout, remarks to stderr; a rich table where a person looks on."""

import sys
from collections.abc import Iterable, Sequence
from typing import Any

import click

from followup.cli.base import on_a_terminal
from followup.cli.show import problem_lines, table
from followup.model import Problem


def print_json(value: Any) -> None:
    """One JSON document on stdout; escaped where its encoding does not hold every character."""
    import json

    holds_all = (sys.stdout.encoding or "utf-8").lower().startswith("utf")
    click.echo(json.dumps(value, ensure_ascii=not holds_all, indent=2))


def print_table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table on stdout: drawn by rich on a terminal, aligned plain text when piped."""
    rows = [list(row) for row in rows]
    if not on_a_terminal():
        if rows:
            click.echo("\n".join(table(headers, rows)))
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for header in headers:
        drawn.add_column(header, overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    Console().print(drawn)


def print_problems(problems: Sequence[Problem], *, err: bool = True, most: int = 20) -> None:
    """The problems, the grave first; long lists end with how to see the rest."""
    lines = problem_lines(problems)
    for line in lines[:most]:
        click.echo(line, err=err)
    if len(lines) > most:
        click.echo(f"  ... and {len(lines) - most} more; `followup check` lists all", err=err)


def remark(text: str = "") -> None:
    """A sentence beside the data, on stderr."""
    click.echo(text, err=True)
