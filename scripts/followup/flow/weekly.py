"""The weekly job: every tracker on its own, what was busy once more, and what came of it all.

Pure but for the trackers: who does the work, the clock and the waiting come in from outside.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from followup.errors import BusyError, FollowupError
from followup.flow.fleet import Task
from followup.flow.open import Clock, open_and_look
from followup.flow.report import one_line, report_done, without_links
from followup.flow.run import Narrow
from followup.flow.turn import take_turn
from followup.model import Settings
from followup.model.digest import Report, State
from followup.settings import FILE_NAME, load_entry

Each = Callable[[Sequence[Task]], Iterator[tuple[Task, Report]]]
"""Does these tasks, in any order, several at once if it likes."""

Pause = Callable[[Sequence[Report]], bool]
"""Waits before these busy trackers are tried again; False where nobody wants to wait."""


def go_through(
    tasks: Sequence[Task], each: Each, *, tries: int, pause: Pause
) -> tuple[Report, ...]:
    """The reports of all tasks, in their order; what is busy is tried up to `tries` times."""
    reports: dict[str, Report] = {}
    left = tasks
    for turn in range(tries):
        if turn and not pause([reports[task.place] for task in left]):
            break
        reports |= {task.place: report for task, report in each(left)}
        left = [task for task in left if reports[task.place].state is State.BUSY]
        if not left:
            break
    return tuple(reports[task.place] for task in tasks)


def do_one(
    task: Task,
    *,
    clock: Clock,
    credentials: str | None = None,
    dry_run: bool = False,
    links: bool = True,
) -> Report:
    """Draft into one tracker. Never raises: whatever goes wrong costs this tracker only.

    Without `links` the report's letters have none, which makes a large fleet's digest small.
    """
    try:
        report = _drafted(task, clock, credentials, dry_run=dry_run)
        return report if links else without_links(report)
    except BusyError as error:
        return _trouble(task, State.BUSY, str(error))
    except FollowupError as error:
        return _trouble(task, State.FAILED, str(error))
    except Exception as error:  # noqa: BLE001  # a fault of ours in one tracker costs no other
        return failed(task, f"{type(error).__name__}: {error}".split("\n", 1)[0])


def failed(task: Task, what: str) -> Report:
    """The report of a tracker on which the program itself failed."""
    return _trouble(
        task,
        State.FAILED,
        f"something went wrong that should not have ({what}); please report it with what "
        f"`FOLLOWUP_DEBUG=1 followup draft {task.place}` shows",
    )


def _drafted(task: Task, clock: Clock, credentials: str | None, *, dry_run: bool) -> Report:
    settings = settings_of(task)
    opened = open_and_look(task.place, settings, clock, credentials=credentials, read_only=dry_run)
    outcome, receipt = take_turn(opened, task.place, narrow=Narrow(), dry_run=dry_run)
    return report_done(task.place, task.name, opened.look, outcome, receipt)


def settings_of(task: Task) -> Settings:
    """What is set for a task's tracker; a config beside it fills in what the job's leaves open."""
    beside = None if task.online else Path(task.place).parent / FILE_NAME
    return load_entry(task.entry, task.config, beside)


def _trouble(task: Task, state: State, message: str) -> Report:
    """A report that says what happened; the name need not be said twice."""
    said = one_line(message).removeprefix(task.place).lstrip(": ")
    return Report(task.place, one_line(task.name), state, said)
