"""The options that several commands share, and what they come to."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from followup.flow.open import Clock, Opened
    from followup.model import Settings

F = TypeVar("F", bound=Callable[..., Any])

tracker_argument = click.argument("tracker")
credentials_option = click.option("--credentials", help="The key file for Google Sheets.")


class Day(click.ParamType[date]):
    """A day written 2026-11-23."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date, or a usage error."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f'"{value}" is not a day; write it 2026-11-23', param, ctx)


def reading_options(function: F) -> F:
    """--json, --today, --sheet, --config and --credentials: what every reading command takes."""
    decorators = (
        click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text."),
        click.option("--today", type=Day(), help="Take this day for today (2026-11-23)."),
        click.option("--sheet", help="The worksheet that holds the tracker."),
        click.option("--config", help="The config file (else followup.toml beside the tracker)."),
        credentials_option,
    )
    for decorate in reversed(decorators):
        function = decorate(function)
    return function


strict_option = click.option(
    "--strict", is_flag=True, help="Exit with 1 if there are errors or warnings."
)
templates_option = click.option(
    "--templates", help="A folder of templates that go before the shipped ones."
)


def read_settings(tracker: str | None, config: str | None, sheet: str | None) -> "Settings":
    """The settings that hold for this call; the command line wins over the file."""
    from followup.model.records import replace
    from followup.settings import find_config, load_settings

    settings = load_settings(find_config(config, tracker))
    return replace(settings, sheet=sheet) if sheet else settings


def open_and_look(
    target: str,
    *,
    today: date | None = None,
    sheet: str | None = None,
    config: str | None = None,
    credentials: str | None = None,
    output: str | None = None,
    read_only: bool = True,
) -> "Opened":
    """Open the tracker as the options of a command say, read it and understand it."""
    from followup.flow import open as flow

    return flow.open_and_look(
        target,
        read_settings(target, config, sheet),
        the_day(today),
        credentials=credentials,
        output=output,
        read_only=read_only,
    )


def the_day(today: date | None) -> "Clock":
    """The day that --today named, wherever one is; without it the clock's."""
    return day_in if today is None else partial(_always, today)


def _always(today: date, _: str) -> date:
    return today


def day_here(settings: "Settings") -> date:
    """Today in the config's time zone, else in the machine's."""
    return day_in(settings.me.time_zone)


def day_in(zone: str) -> date:
    """Today in the time zone of that IANA name; "" is the machine's."""
    if not zone:
        return datetime.now().astimezone().date()
    from zoneinfo import ZoneInfo

    return datetime.now(ZoneInfo(zone)).date()
