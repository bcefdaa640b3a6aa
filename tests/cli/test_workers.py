"""Several trackers at once in processes; one that dies costs nobody else."""

import os
import subprocess
import sys
import threading

from followup.cli.workers import WORTH_A_PROCESS, in_processes, side_by_side
from followup.model.digest import State

from tests.cli.work import task, where
from tests.conftest import ROOT


def test_a_process_that_dies_costs_only_what_it_died_of() -> None:
    names = ["a", "deadly", "b"]
    found = {one.name: report for one, report in in_processes(where, list(map(task, names)), 1)}
    assert set(found) == set(names)
    assert found["deadly"].state is State.FAILED
    assert "want of memory" in found["deadly"].trouble
    others = [found[name] for name in "ab"]
    assert all(report.state is State.DONE for report in others)
    assert str(os.getpid()) not in {report.trouble.split()[0] for report in others}


def test_processes_end_with_a_parent_that_was_killed() -> None:
    script = "from tests.cli.work import kept_waiting; kept_waiting()"
    with subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE) as job:
        assert job.stdout is not None
        assert job.stdout.readline() == b"a\n"
        job.kill()
        assert job.communicate(timeout=60)[0] == b""  # ends when the last process has let go


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
