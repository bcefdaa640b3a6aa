"""The error boundary, the lazy group, and how a command opens and reads a tracker."""

import importlib
import io
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn

import click

from followup.errors import FollowupError

DEBUG = "FOLLOWUP_DEBUG"
WHOLE = "a tracker is as it was, or holds what the run wrote and `followup undo` takes back"


class Failure(click.ClickException):
    """One line on stderr and an exit code, for whatever stopped the run."""

    exit_code: int  # type: ignore[misc]  # click keeps one for the class, we one for each failure

    def __init__(self, message: str, exit_code: int) -> None:
        super().__init__(message)
        self.exit_code = exit_code

    def show(self, file: Any = None) -> None:
        """Print the line."""
        click.echo(f"followup: {self.format_message()}", err=True)


@contextmanager
def boundary() -> Iterator[None]:
    """Turn whatever stops a run into one clear line; FOLLOWUP_DEBUG=1 shows the traceback."""
    try:
        yield
    except FollowupError as error:
        if os.environ.get(DEBUG):
            raise
        raise Failure(" ".join(str(error).split("\n")), error.exit_code) from error
    except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
        raise
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        what = f"{type(error).__name__}: {error}".split("\n", 1)[0]
        if isinstance(error, OSError):  # what a tracker or a setting meets is told where it is met
            raise Failure(f"what came of it could not be shown ({what}); {WHOLE}", 1) from error
        raise Failure(
            f"something went wrong that should not have ({what}); {WHOLE}. "
            f"Please report it with what {DEBUG}=1 shows",
            1,
        ) from error


def print_what_can_be() -> None:
    """Let output in an old encoding (a redirected one on Windows) show ? for what it lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="replace")


class Command(click.Command):
    """A command inside the error boundary, whether called through the group or alone."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Parse the arguments inside the boundary."""
        with boundary():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command inside the boundary; what it made of our own files is kept."""
        from followup.kept import KEPT

        print_what_can_be()
        with boundary():
            try:
                return super().invoke(ctx)
            finally:
                KEPT.save()


class LazyGroup(click.Group):
    """A group whose commands are files of `followup.cli`, imported when they are asked for."""

    def __init__(self, *, commands_in_order: Sequence[str], **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands_in_order = commands_in_order
        self.params.append(_version_option())

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order a newcomer needs them."""
        return list(self.commands_in_order)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in self.commands_in_order:
            return None
        module = importlib.import_module(f"followup.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but an unknown command is answered with the nearest known one."""
        if args and not args[0].startswith("-") and args[0] not in self.commands_in_order:
            ctx.fail(_unknown(args[0], self.commands_in_order))
        return super().resolve_command(ctx, args)


def _unknown(name: str, known: Sequence[str]) -> str:
    from followup.values.nearest import did_you_mean

    return f'no command "{name}"; {did_you_mean(name, known)}'


def _version_option() -> click.Option:
    def show(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
        if wanted and not ctx.resilient_parsing:
            from importlib.metadata import version

            click.echo(f"followup {version('followup')}")
            ctx.exit()

    return click.Option(
        ["--version"],
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=show,
        help="Show the version and exit.",
    )


def leave(end: SystemExit) -> NoReturn:
    """End the process at once, as `end` says, when all it printed is out.

    To take its objects apart one by one costs a tenth of a run; the system does it in one go.
    Where anything may be left to do (threads, other processes, a traceback wanted, output that
    cannot be written) the process ends as any other.
    """
    plain = "multiprocessing" not in sys.modules and threading.active_count() == 1
    if not plain or not isinstance(end.code, int) or os.environ.get(DEBUG):
        raise end
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream:
                stream.flush()
    except (OSError, ValueError):
        raise end from None
    os._exit(end.code)


def can_ask() -> bool:
    """Whether a person sits there to answer; never so from cron."""
    return bool(sys.stdin and sys.stdin.isatty()) and on_a_terminal()


def on_a_terminal() -> bool:
    """Whether stdout is a terminal that a person looks at; Windows gives a task none at all."""
    return bool(sys.stdout and sys.stdout.isatty())
