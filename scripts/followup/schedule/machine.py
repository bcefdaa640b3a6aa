"""The one place where a schedule touches the machine: programs are run, files written, deleted."""

import os
import subprocess
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from followup.errors import FollowupError
from followup.model.records import dataclass

SECONDS = 60
"""How long a scheduler's own program may take to answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How a program ended and what it printed, as text that gives the same bytes back."""

    code: int
    output: str = ""
    error: str = ""


Run = Callable[[Sequence[str], str], Answer]
"""Runs a command, with a text on its standard input."""


@dataclass(frozen=True, slots=True)
class Machine:
    """Where things lie here, and how programs are run; tests hand in their own.

    `config` is where user units go ($XDG_CONFIG_HOME), `folder` the current one, `user` the
    number of the user's account.
    """

    run: Run
    home: Path
    config: Path
    folder: Path
    user: int = 0


@dataclass(frozen=True, slots=True)
class Write:
    """Write a file, and its folder where that is missing."""

    path: Path
    text: str
    encoding: str = "utf-8"

    def __str__(self) -> str:
        """What it comes to, in words."""
        return f"{'replace' if self.path.exists() else 'write'} {self.path}"


@dataclass(frozen=True, slots=True)
class Delete:
    """Delete a file."""

    path: Path

    def __str__(self) -> str:
        """What it comes to, in words."""
        return f"delete {self.path}"


@dataclass(frozen=True, slots=True)
class Call:
    """Run a program; `lenient` if its failure means that there was nothing to do."""

    command: tuple[str, ...]
    feed: str = ""
    told: str = ""
    lenient: bool = False

    def __str__(self) -> str:
        """What it comes to, in words."""
        return self.told or f"run {' '.join(self.command)}"


Step = Write | Delete | Call


def carry_out(steps: Iterable[Step], machine: Machine) -> None:
    """Do the steps in turn. Raises FollowupError at the first that fails, saying which."""
    for step in steps:
        try:
            _do(step, machine)
        except OSError as error:
            raise FollowupError(f"could not {step} ({error.strerror or error})") from error


def _do(step: Step, machine: Machine) -> None:
    match step:
        case Write(path, text, encoding):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding=encoding)
        case Delete(path):
            path.unlink(missing_ok=True)
        case Call(command, feed, _, lenient):
            answer = machine.run(command, feed)
            if answer.code and not lenient:
                raise FollowupError(refused(command, answer))


def refused(command: Sequence[str], answer: Answer) -> str:
    """A sentence on a program that would not do it."""
    said = " ".join((answer.error or answer.output).split()) or f"exit code {answer.code}"
    return f"{' '.join(command)} could not do it ({said})"


def run_here(command: Sequence[str], feed: str) -> Answer:
    """Run a program on this machine. Raises FollowupError where there is none of that name."""
    try:
        done = subprocess.run(  # noqa: S603  # only what KINDS names
            command,
            input=os.fsencode(feed),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except FileNotFoundError:
        raise FollowupError(
            f"there is no program {command[0]} on this machine; install it, or choose another"
            " scheduler (cron, systemd, launchd, windows, github)"
        ) from None
    except subprocess.TimeoutExpired:
        raise FollowupError(f"{' '.join(command)} did not answer within a minute") from None
    return Answer(done.returncode, os.fsdecode(done.stdout), os.fsdecode(done.stderr))
