"""Work for processes that the tests start; it imports little, so that they start fast."""

import os
import sys
import threading
from pathlib import Path

from followup.cli.workers import in_processes
from followup.flow.fleet import Task
from followup.model import Settings, TrackerEntry
from followup.model.digest import Report


def task(name: str) -> Task:
    return Task(name, name, TrackerEntry(name, Settings()), Path("followup.toml"))


def where(one: Task) -> Report:
    """Says in which process and thread it was done; "deadly" ends its process."""
    if one.name == "deadly":
        os._exit(9)
    return Report(one.place, one.name, trouble=f"{os.getpid()} {threading.get_ident()}")


def kept_waiting() -> None:
    """Have one tracker done in a process, say so, and never go on."""
    for one, _ in in_processes(where, [task("a")], 1):
        sys.stdout.write(f"{one.name}\n")
        sys.stdout.flush()
        threading.Event().wait()
