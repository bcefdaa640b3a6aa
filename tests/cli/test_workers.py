"""Several trackers at once in processes; one that dies costs nobody else."""

import os
import threading
from pathlib import Path

from followup.cli.workers import WORTH_A_PROCESS, in_processes, side_by_side
from followup.flow.fleet import Task
from followup.model import Settings, TrackerEntry
from followup.model.digest import Report, State


def task(name: str) -> Task:
    return Task(name, name, TrackerEntry(name, Settings()), Path("followup.toml"))


def where(one: Task) -> Report:
    """Says in which process and thread it was done; "deadly" ends its process."""
    if one.name == "deadly":
        os._exit(9)
    return Report(one.place, one.name, trouble=f"{os.getpid()} {threading.get_ident()}")


def test_a_process_that_dies_costs_only_what_it_died_of() -> None:
    names = ["a", "deadly", "b"]
    found = {one.name: report for one, report in in_processes(where, list(map(task, names)), 1)}
    assert set(found) == set(names)
    assert found["deadly"].state is State.FAILED
    assert "want of memory" in found["deadly"].trouble
    others = [found[name] for name in "ab"]
    assert all(report.state is State.DONE for report in others)
    assert str(os.getpid()) not in {report.trouble.split()[0] for report in others}


def test_a_few_files_are_done_here_one_after_the_other() -> None:
    few = [task(f"{n}.xlsx") for n in range(2 * WORTH_A_PROCESS - 1)]
    found = list(side_by_side(where, few, 2))
    assert [one for one, _ in found] == few
    here = f"{os.getpid()} {threading.get_ident()}"
    assert {report.trouble for _, report in found} == {here}


def test_googles_sheets_are_done_one_at_a_time_beside_the_files() -> None:
    sheets = [task(f"https://docs.google.com/spreadsheets/d/{n}/edit") for n in range(4)]
    found = {one.name: r.trouble for one, r in side_by_side(where, [*sheets, task("a.xlsx")], 2)}
    threads = {found[sheet.name] for sheet in sheets}
    assert len(threads) == 1
    assert threads != {found["a.xlsx"]}
