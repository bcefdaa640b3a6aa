"""`followup templates`: list, show, copy and check the letters' templates."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from followup.cli.base import Command
from followup.cli.options import (
    credentials_option,
    day_here,
    open_and_look,
    read_settings,
    reading_options,
    templates_option,
)
from followup.cli.output import print_json, print_problems, print_table
from followup.cli.show import count
from followup.errors import FollowupError
from followup.model import Severity

if TYPE_CHECKING:
    from followup.drafts import Library


@click.group("templates")
def command() -> None:
    """The letters' templates: see them, copy them to edit, check your own."""


@command.command("list", cls=Command)
@click.argument("tracker", required=False)
@templates_option
@click.option("--config", help="The config file (else the user's own).")
@credentials_option
def list_templates(
    *, tracker: str | None, templates: str | None, config: str | None, credentials: str | None
) -> None:
    """List the templates that would be used (for TRACKER), and where each comes from.

    Example:  followup templates list my_network.xlsx
    """
    library, _ = _library(tracker, templates, config, credentials)
    rows = [
        (f"{occasion}.{variant}" if variant > 1 else occasion, path.parent.name, origin)
        for occasion, variant, path, origin in library.names()
    ]
    print_table(("template", "language", "from"), rows)
    print_problems(library.problems)


@command.command("show", cls=Command)
@click.argument("name")
@click.argument("tracker", required=False)
@templates_option
@click.option("--config", help="The config file (else the user's own).")
@credentials_option
def show_template(
    *,
    name: str,
    tracker: str | None,
    templates: str | None,
    config: str | None,
    credentials: str | None,
) -> None:
    """Print one template as it stands, in the language of your letters (or as in de/check_in).

    With TRACKER those typed into its sheet count too.

    Example:  followup templates show check_in.2
    """
    library, language = _library(tracker, templates, config, credentials)
    click.echo(library.source(name, language), nl=False)


def _library(
    tracker: str | None, templates: str | None, config: str | None, credentials: str | None
) -> "tuple[Library, str]":
    """The templates that hold, and the language letters are in.

    Those typed into the tracker are among them if one is named.
    """
    from followup.drafts.compose import language_of
    from followup.flow.library import find_library

    if tracker is None:
        settings = read_settings(None, config, None)
        return find_library(settings, None, templates), language_of(settings)
    look = open_and_look(tracker, config=config, credentials=credentials).look
    language = language_of(look.settings, look.columns.language)
    return find_library(look.settings, tracker, templates, look), language


@command.command("copy", cls=Command)
@click.argument("names", nargs=-1)
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path),
    default=Path("templates"),
    show_default=True,
    help="Where to put them; beside the tracker they are found by themselves.",
)
def copy_templates(*, names: tuple[str, ...], folder: Path) -> None:
    """Copy shipped templates to a folder, to be edited there. Without NAMES all of them.

    Example:  followup templates copy check_in thank_you
    """
    from followup.drafts import find_templates

    library = find_templates()
    wanted = [path for occasion, _, path, _ in library.names() if not names or occasion in names]
    unknown = set(names) - {occasion for occasion, *_ in library.names()}
    for name in unknown:
        library.source(name)  # raises, naming the nearest
    made = [_copy(path, folder / path.parent.name / path.name) for path in wanted]
    click.echo(f"Copied {count(len(made), 'template')} to {folder}; edit them there.")


def _copy(source: Path, target: Path) -> Path:
    """Copy one file; an existing one, which may hold somebody's work, is never replaced."""
    if target.exists():
        raise FollowupError(
            f"{target} exists already; nothing was replaced. Delete it, or use --to"
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(source.read_bytes())
    return target


@command.command("check", cls=Command)
@click.argument("tracker", required=False)
@reading_options
@templates_option
def check_templates(
    *,
    tracker: str | None,
    as_json: bool,
    templates: str | None,
    **reading: Any,
) -> None:
    """Render every template for every row of TRACKER (or made-up people) and say what is wrong.

    Example:  followup templates check my_network.xlsx
    """
    from followup.drafts.lint import lint
    from followup.flow.library import find_library

    look = open_and_look(tracker, **reading).look if tracker else None
    settings = look.settings if look else read_settings(None, reading["config"], None)
    library = find_library(settings, tracker, templates, look)
    found = lint(
        library,
        look.contacts if look else (),
        settings,
        look.today if look else reading["today"] or day_here(settings),
        tracker=look.columns.language if look else "",
    )
    problems = (*library.problems, *found)
    if as_json:
        print_json({"problems": [problem.as_json() for problem in problems]})
    elif problems:
        print_problems(problems, err=False, most=1000)
    else:
        click.echo("Every template is fine.")
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise click.exceptions.Exit(2)
