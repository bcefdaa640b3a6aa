"""`followup init`: the set-up as a conversation, or by options."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from followup.cli import base, setup
from followup.cli.base import Command
from followup.cli.finish import finish
from followup.cli.options import (
    credentials_option,
    open_and_look,
    tracker_argument,
)
from followup.cli.output import remark
from followup.cli.show import shorten
from followup.errors import UsageError
from followup.model.records import replace

if TYPE_CHECKING:
    from followup.flow.look import Look
    from followup.flow.open import Opened
    from followup.schedule.machine import Machine, Step

ABOUT = {
    "me.name": ("--name", "Your name, as you sign."),
    "me.signature": ("--signature", "What stands under every letter."),
    "me.story": ("--story", "One or two sentences about you."),
    "me.language": ("--language", "The language of the letters, such as en."),
    "me.country": ("--country", "Your country's code, such as DE."),
    "me.timezone": ("--timezone", "Your time zone, such as Europe/Berlin."),
}
"""Settings with an option of their own; --set reaches all."""

INTRO = """
A few questions. Return takes what stands in brackets, "-" leaves it empty. Ctrl-C stops;
nothing is written before the end.
"""


class Plan(NamedTuple):
    """What init is about to do: the config's new text, and the weekly job's steps."""

    config: Path
    text: str
    new: list[str]
    steps: "tuple[Step, ...]"
    machine: "Machine | None"


def about_options(function: Any) -> Any:
    """The options for who one is."""
    for dotted, (name, told) in reversed(ABOUT.items()):
        function = click.option(name, dotted.replace(".", "_"), help=told)(function)
    return function


@click.command("init", cls=Command)
@tracker_argument
@about_options
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="Any other setting.")
@click.option("--schedule", "when", help='Run it by itself every week: "monday 07:00", or no.')
@click.option("--in-sheet", is_flag=True, help="Add a sheet for the settings to the tracker.")
@click.option("--yes", is_flag=True, help="Ask nothing; what no option says is guessed or left.")
@click.option("--sheet", help="The worksheet that holds the tracker.")
@click.option("--config", help="The config file to write (else followup.toml beside the tracker).")
@credentials_option
def command(
    *,
    tracker: str,
    settings: tuple[str, ...],
    when: str | None,
    in_sheet: bool,
    yes: bool,
    sheet: str | None,
    config: str | None,
    credentials: str | None,
    **about: str | None,
) -> None:
    """Set followup up for your tracker: a few questions, answered by Return if you like.

    Writes followup.toml beside the tracker, where every setting is explained, and shows who
    would be written to. The tracker itself is only read (but for --in-sheet).

    Example:  followup init my_network.xlsx
    """
    if not yes and not base.can_ask():
        raise UsageError(
            "nobody is there to answer questions; add --yes, and what you want said, as in"
            ' --yes --name "Nora Lind" --country DE --set limits.per_run=3'
        )
    named = {name: about[name.replace(".", "_")] for name in ABOUT}
    given = setup.given_changes(named, settings)
    path = config_path(tracker, config)
    found = str(path) if path.exists() else None
    if credentials:
        given[("credentials",)] = os.path.abspath(credentials)  # noqa: PTH100  # links stay links
    opened = open_and_look(tracker, sheet=sheet, config=found, credentials=credentials)
    try:
        plan = settle(opened, tracker, path, given, ask=not yes, sheet=sheet, when=when)
    except click.Abort:
        remark("\nStopped; nothing was written.")
        raise click.exceptions.Exit(1) from None
    if plan is not None:
        carry_out(plan)
        finish(tracker, str(plan.config), sheet, credentials, in_sheet=in_sheet)


def config_path(tracker: str, named: str | None) -> Path:
    """The config that is written: the named one, the one that holds now, or a new one."""
    from followup.settings.find import find_config, own_config

    return Path(named) if named else find_config(None, tracker) or own_config(tracker)


def settle(
    opened: "Opened",
    tracker: str,
    path: Path,
    given: setup.Changes,
    *,
    ask: bool,
    sheet: str | None,
    when: str | None,
) -> Plan | None:
    """Show how the tracker was understood, ask, and give what is to be done; None for nothing.

    Raises click.Abort where the person stops.
    """
    from followup.cli.ask import ask_about_columns
    from followup.cli.check import show_check
    from followup.settings.write import changed, explained, read_text, with_tracker

    look, asker = opened.look, setup.on_terminal if ask else setup.by_default
    show_check(look, with_contacts=False)
    if ask:
        said = ask_about_columns(look)
        given = {("columns", field.value): title for field, title in said.items()} | given
        click.echo(INTRO + sheet_first(look))
    changes = setup.questions(look.settings, look.columns.language, given, asker)
    if sheet:
        changes[("sheet",)] = sheet
    check_layout(look, changes)
    old = read_text(path)
    text = with_tracker(changed(old or explained(), changes), place_in(tracker, path))
    zone = str(changes.get(("me", "timezone"), look.settings.me.time_zone))
    steps, machine = weekly_steps(path, zone, when, ask=ask)
    new = [f"{'.'.join(where)} = {shown}" for where, shown in _shown(changes)]
    plan = Plan(path, text if text != old else "", new, steps, machine)
    if ask and (plan.text or steps) and not confirmed(plan):
        remark("Nothing was written.")
        return None
    return plan


def check_layout(look: "Look", changes: setup.Changes) -> None:
    """Raise UsageError for a sheet, header row or column to be set that the tracker lacks."""
    from followup.columns import understand
    from followup.model import Field

    columns = {Field(where[1]): title for where, title in changes.items() if where[0] == "columns"}
    layout = {
        name: value
        for name in ("sheet", "header_row")
        if (value := changes.get((name,))) not in {None, ""}
    }
    if columns or layout:
        both = {**look.settings.columns, **columns}
        understand(look.book, replace(look.settings, columns=both, **layout))


def sheet_first(look: "Look") -> str:
    """A sentence for a tracker with settings of its own, which go before those of a file."""
    from followup.model import SETTINGS_SHEET

    if not any(sheet.title == SETTINGS_SHEET for sheet in look.book.sheets):
        return ""
    return f'What stands in its sheet "{SETTINGS_SHEET}" goes before what you say here.\n'


def _shown(changes: setup.Changes) -> list[tuple[tuple[str, ...], str]]:
    return [(where, shorten(str(value), 60)) for where, value in changes.items()]


def place_in(tracker: str, config: Path) -> str:
    """How the config names the tracker: an address as it is, a path as seen from its folder."""
    from followup.trackers import is_address

    if is_address(tracker):
        return tracker
    path, folder = Path(os.path.abspath(tracker)), Path(os.path.abspath(config)).parent  # noqa: PTH100
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)


def weekly_steps(
    path: Path, zone: str, when: str | None, *, ask: bool
) -> "tuple[tuple[Step, ...], Machine | None]":
    """The steps that set up the weekly job, if it is wished for and not set up already."""
    from followup.cli.schedule import job_for, machine_here
    from followup.schedule import KINDS

    name = setup.usual_scheduler()
    if when is None and (not ask or not name):
        return (), None
    if when is not None and not name:
        raise UsageError("this machine has no scheduler that init knows; see `followup schedule`")
    machine, kind = machine_here(), KINDS.get(name)
    assert kind is not None
    if when is None and kind.remove(machine):
        remark(f"A weekly job is set up already; `followup schedule {name} --install` renews it.")
        return (), None
    slot = setup.ask_when(setup.on_terminal) if when is None else setup.when_given(when)
    return (kind.install(job_for(path, zone, slot), machine) if slot else ()), machine


def confirmed(plan: Plan) -> bool:
    """Show what will be written and done, and ask."""
    remark(f"\nThis will:\n  - write {plan.config}" + ("" if plan.new else " (nothing set yet)"))
    for line in plan.new:
        remark(f"      {line}")
    for step in plan.steps:
        remark(f"  - {step}")
    return click.confirm("Go ahead?", default=True, err=True)


def carry_out(plan: Plan) -> None:
    """Write the config, then set up the weekly job."""
    from followup.cli.schedule import do
    from followup.settings.write import write_config

    if plan.text:
        write_config(plan.config, plan.text)
        remark(f"Wrote {plan.config}; every setting is explained there.")
    else:
        remark(f"{plan.config} says all of this already.")
    if plan.steps and plan.machine:
        do(plan.steps, plan.machine)
        name = setup.usual_scheduler()
        remark(f"The weekly job is set up; `followup schedule {name} --remove` takes it back.")
