"""What a job on a timer needs: to know whether a run is owed, and a log that stays short."""

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from datetime import datetime, timedelta
from functools import wraps
from pathlib import Path
from typing import Any, TextIO

import click

from followup.cli.output import remark
from followup.errors import BusyError, FollowupError, UsageError

RUNS_KEPT = 60
"""Runs that a log keeps: a year of weeks, and some that had to be tried again."""
HEADING = "=== "
RUNNING = "still running"
"""Stands in the heading of a run until it ends, in place of its exit code."""
_NOTE = "followup.note"


def job_options(function: Callable[..., None]) -> Callable[..., None]:
    """--since and --log for a command that a scheduler starts; its `config` tells jobs apart."""

    @click.option("--since", help='Only if no run was begun since then: "monday 07:30".')
    @click.option("--log", help="Keep what is said in this file too; old runs leave it.")
    @wraps(function)
    def job(*, since: str | None, log: str | None, **rest: Any) -> None:
        if since is None:
            _logged(function, log, rest)
        elif _is_owed(since, rest.get("config")):
            _once(function, log, rest)

    return job


def _once(function: Callable[..., None], log: str | None, rest: dict[str, Any]) -> None:
    """Run it, and note that it was run unless all it met was busy."""
    begun = _now(rest.get("config"))
    busy = False
    try:
        _logged(function, log, rest)
    except BusyError:
        busy = True
        raise
    except click.exceptions.Exit as end:
        busy = end.exit_code == BusyError.exit_code
        raise
    finally:
        if not busy:
            _note(begun, rest.get("config"))


def _logged(function: Callable[..., None], log: str | None, rest: dict[str, Any]) -> None:
    """Run it, and keep in the log what it said and how it ended."""
    if log is None:
        function(**rest)
        return
    begun, said, code = _now(rest.get("config")), io.StringIO(), 1

    def note(sentence: str) -> None:
        said.write(sentence)
        _keep(Path(log), begun, RUNNING, said.getvalue())

    click.get_current_context().meta[_NOTE] = note
    try:
        with _heard(said):
            function(**rest)
        code = 0
    except click.exceptions.Exit as end:
        code = end.exit_code
        raise
    except FollowupError as error:
        code = error.exit_code
        said.write(f"followup: {error}\n")
        raise
    except Exception as error:
        said.write(f"followup: {type(error).__name__}: {error}\n")
        raise
    finally:
        _keep(Path(log), begun, f"exit code {code}", said.getvalue())


def note(sentence: str = "") -> None:
    """Put what was said so far, and this, into the job's log at once, if it has one."""
    noting = click.get_current_context().meta.get(_NOTE)
    if noting is not None:
        noting(f"{sentence}\n" if sentence else "")


class _Both(io.StringIO):
    """Passes on what is written and keeps it."""

    def __init__(self, stream: TextIO | None, said: io.StringIO) -> None:
        super().__init__()
        self.stream, self.said = stream, said

    def write(self, text: str) -> int:
        """Write the text to both."""
        self.said.write(text)
        return self.stream.write(text) if self.stream else len(text)

    def flush(self) -> None:
        """Flush the stream behind."""
        if self.stream:
            self.stream.flush()

    def isatty(self) -> bool:
        """No: what is kept is plain text without colours or a moving bar."""
        return False


@contextmanager
def _heard(said: io.StringIO) -> Iterator[None]:
    with redirect_stdout(_Both(sys.stdout, said)), redirect_stderr(_Both(sys.stderr, said)):
        yield


def _keep(log: Path, begun: datetime, state: str, said: str) -> None:
    """Put the run's entry into the log and let the oldest go; no trouble with it stops anything."""
    heading = f"{HEADING}{begun:%Y-%m-%d %H:%M}, "
    entry = f"{heading}{state}\n{said}"
    try:
        old = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
        entries = [HEADING + part for part in ("\n" + old).split("\n" + HEADING)[1:]]
        over = [one for one in entries if not one.startswith(heading + RUNNING)]
        lines = [one.rstrip("\n") for one in [*over, entry]][-RUNS_KEPT:]
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = log.with_name(f"{log.name}.new")
        new.unlink(missing_ok=True)
        new.touch(mode=0o600)
        new.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
        new.replace(log)
    except OSError as error:
        remark(f"The log {log} could not be written ({error.strerror}).")


def _is_owed(since: str, config: str | None) -> bool:
    """Whether a run is owed. Raises UsageError for what names no weekly moment."""
    from followup.schedule import is_time, parse_slot

    try:
        slot = parse_slot(since)
    except ValueError as error:
        raise UsageError(f"--since: {error}") from error
    now, noted = _now(config), _noted(config)
    owed = is_time(now, slot, noted)
    if noted is None:  # from here on a moment that passes unused is made up for
        _note(slot.last(now) - timedelta(seconds=1) if owed else now, config)
    return owed


def _now(config: str | None) -> datetime:
    """The moment in the config's time zone, else in the machine's."""
    from followup.settings import find_config, load_settings

    with suppress(FollowupError):
        if zone := load_settings(find_config(config, None)).me.time_zone:
            from zoneinfo import ZoneInfo

            return datetime.now(ZoneInfo(zone))
    return datetime.now().astimezone()


def _noted(config: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(_stamp(config).read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return None


def _note(moment: datetime, config: str | None) -> None:
    stamp = _stamp(config)
    stamp.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    stamp.write_text(moment.isoformat(timespec="seconds") + "\n", encoding="ascii")


def _stamp(config: str | None) -> Path:
    """The small file that holds when the job of that config was last begun."""
    import hashlib

    from followup.folders import state_folder

    which = str(Path(config).resolve()) if config else ""
    return (
        state_folder()
        / "weekly"
        / f"{hashlib.blake2b(which.encode(), digest_size=6).hexdigest()}.txt"
    )
