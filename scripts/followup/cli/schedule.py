"""`followup schedule`: the weekly job, printed or set up for this machine's scheduler."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from followup.cli import base
from followup.cli.base import Command
from followup.cli.output import remark
from followup.errors import FollowupError, UsageError

if TYPE_CHECKING:
    from followup.schedule import Job, Piece, Slot
    from followup.schedule.machine import Machine, Step

NAMES = ("cron", "systemd", "launchd", "windows", "github")


@click.command("schedule", cls=Command)
@click.argument("kind", type=click.Choice(NAMES))
@click.option("--day", default="monday", show_default=True, help="The day of the week.")
@click.option(
    "--at", "--hour", "at", default="07:00", show_default=True, help="The time: 7, 07:30, 6pm."
)
@click.option("--config", help="The config file (else followup.toml here, else the user's own).")
@click.option("--log", help="The file that keeps what the job says (else in the state folder).")
@click.option("--install", is_flag=True, help="Set it up: shows what it will do, then asks.")
@click.option("--remove", is_flag=True, help="Take back what --install did, and nothing else.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(
    *,
    kind: str,
    day: str,
    at: str,
    config: str | None,
    log: str | None,
    install: bool,
    remove: bool,
    yes: bool,
) -> None:
    """Run `followup weekly` by itself: print what to put where, or set it up.

    Example:  followup schedule cron --at 07:30 --install
    """
    from followup.schedule import KINDS

    if install and remove:
        raise UsageError("--install and --remove at once; choose one")
    machine = machine_here()
    if remove:
        perform(KINDS[kind].remove(machine), machine, yes=yes, idle="There was nothing to remove.")
        return
    job = make_job(slot_of(day, at), config, log)
    if not install:
        show(KINDS[kind].pieces(job, machine))
    elif perform(KINDS[kind].install(job, machine), machine, yes=yes, idle="It is set up already."):
        remark(f"It runs every {job.slot}. What it says is kept in {job.log}.")


def slot_of(day: str, at: str) -> "Slot":
    """The weekly moment. Raises UsageError for what is no day or no time."""
    from followup.schedule.slot import Slot, parse_day, parse_time

    try:
        return Slot(parse_day(day), *parse_time(at))
    except ValueError as error:
        raise UsageError(str(error)) from error


def make_job(slot: "Slot", config: str | None, log: str | None) -> "Job":
    """The weekly job for that config. Raises UsageError where there is none to go by."""
    from followup.settings import load_settings

    path = config_here(config)
    settings = load_settings(path)
    if not settings.trackers:
        remark(
            f"{path} names no tracker for the weekly job yet; `followup init TRACKER` adds one,"
            ' or write:  [[trackers]]  path = "my_network.xlsx"'
        )
    return job_for(path, settings.me.time_zone, slot, log)


def job_for(path: Path, zone: str, slot: "Slot", log: str | None = None) -> "Job":
    """The weekly job by the config at `path`, which says that time zone ("": none)."""
    from followup.cli.here import environment, program, time_zone
    from followup.cli.options import day_in
    from followup.folders import state_folder
    from followup.schedule import Job, checked, next_day

    job = Job(
        program(),
        os.path.abspath(path),  # noqa: PTH100  # links stay links
        os.path.abspath(log or state_folder() / "weekly.log"),  # noqa: PTH100
        slot,
        environment(),
        zone or time_zone(),
        next_day(day_in(zone), slot),
    )
    return checked(job)


def config_here(named: str | None) -> Path:
    """The config of the weekly job: the named one, the one in this folder, the user's own."""
    from followup.settings import FILE_NAME, find_config

    found = find_config(named, FILE_NAME)
    if found is None:
        raise UsageError(
            f"there is no {FILE_NAME} here; `followup init TRACKER` makes one, or name yours with"
            " --config"
        )
    return Path(os.path.abspath(found))  # noqa: PTH100  # links stay links


def machine_here() -> "Machine":
    """This machine, as the schedule room sees it."""
    from followup.schedule.machine import Machine, run_here

    home = Path.home()
    elsewhere = os.environ.get("APPDATA" if os.name == "nt" else "XDG_CONFIG_HOME")
    config = Path(elsewhere) if elsewhere else home / ".config"
    user = os.getuid() if hasattr(os, "getuid") else 0
    return Machine(run_here, home, config, Path.cwd(), user)


def show(pieces: "Sequence[Piece]") -> None:
    """The texts on stdout; where they belong, and what then, on stderr."""
    for piece in pieces:
        if len(pieces) > 1:
            click.echo(f"# {piece.where}")
        else:
            remark(f"This belongs in {piece.where}:")
        click.echo(piece.text.rstrip("\n"))
        if piece.note:
            remark(piece.note)
        click.echo() if piece is not pieces[-1] else None
    remark("With --install this is done for you.")


def perform(steps: "Sequence[Step]", machine: "Machine", *, yes: bool, idle: str) -> bool:
    """Show the steps, ask, and do them; whether they were done.

    Raises UsageError where nobody is there to ask.
    """
    if not steps:
        remark(idle)
        return False
    remark("This will:")
    for step in steps:
        remark(f"  - {step}")
    if not yes and not base.can_ask():
        raise UsageError("nobody is there to ask; add --yes to do it")
    if not yes and not click.confirm("Go ahead?", default=True, err=True):
        remark("Nothing was changed.")
        return False
    do(steps, machine)
    remark("Done.")
    return True


def do(steps: "Sequence[Step]", machine: "Machine") -> None:
    """Do the steps."""
    from followup.schedule.machine import carry_out

    try:
        carry_out(steps, machine)
    except FollowupError as error:
        raise FollowupError(f"{error}; --remove takes back what was done so far") from error
