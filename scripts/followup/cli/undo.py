"""`followup undo`: takes back the last run."""

import click

from followup.cli.base import Command
from followup.cli.options import tracker_argument


@click.command("undo", cls=Command)
@tracker_argument
@click.option("--force", is_flag=True, help="Even if you changed it since; your version is kept.")
def command(*, tracker: str, force: bool) -> None:
    """Take back the last run: the tracker is as it was before, byte for byte.

    Example:  followup undo my_network.xlsx
    """
    from followup.trackers import open_tracker

    receipt = open_tracker(tracker).undo(force=force)
    click.echo(f"{tracker} is as it was before the last run.")
    for sentence in receipt.remarks:
        click.echo(sentence, err=True)
