"""`followup undo`: takes back the last run."""

import click

from followup.cli.base import Command
from followup.cli.options import credentials_option, tracker_argument


@click.command("undo", cls=Command)
@tracker_argument
@click.option("--force", is_flag=True, help="Even if you changed it since; your version is kept.")
@credentials_option
def command(*, tracker: str, force: bool, credentials: str | None) -> None:
    """Take back the last run: a file byte for byte, a Google Sheet cell by cell.

    Example:  followup undo my_network.xlsx
    """
    from followup.trackers import open_tracker

    receipt = open_tracker(tracker, credentials=credentials).undo(force=force)
    click.echo(f"{tracker} is as it was before the last run.")
    for sentence in receipt.remarks:
        click.echo(sentence, err=True)
