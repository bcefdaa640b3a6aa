"""`followup new`: a starter workbook in the shape of the sample."""

from pathlib import Path

import click

from followup.cli.base import Command


@click.command("new", cls=Command)
@click.argument("path", type=click.Path(path_type=Path))
def command(*, path: Path) -> None:
    """Make a starter tracker: an Excel workbook with the columns that switch everything on.

    Example:  followup new my_network.xlsx
    """
    from followup.starter import build_starter

    build_starter(path)
    click.echo(f"{path} is ready: open it, add the people you know, then: followup check {path}")
