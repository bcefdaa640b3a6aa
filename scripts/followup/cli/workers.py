"""Doing the weekly job's trackers: one after the other, or several at once in processes.

Reading a workbook keeps a processor busy, so threads would not help. Google's sheets are gone
through one at a time, in a thread beside: they take calls rather than work, and calls are counted
(docs/weekly.md).
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from queue import SimpleQueue
from threading import Lock, Thread

from followup.flow.fleet import Task
from followup.kept import KEPT
from followup.model.digest import Report

Work = Callable[[Task], Report]
"""Does one tracker and never raises. Processes need one that can be pickled."""

Done = Iterator[tuple[Task, Report]]

WORTH_A_PROCESS = 8
"""Files for each process below which starting it takes longer than it saves (measured)."""

TASKS_A_PROCESS = 250
"""After so many a process makes room for a fresh one, so that memory stays flat."""


def side_by_side(work: Work, tasks: Sequence[Task], at_once: int) -> Done:
    """Files in up to `at_once` processes where that pays, Google's sheets one at a time."""
    files = [task for task in tasks if not task.online]
    online = in_turn(work, [task for task in tasks if task.online])
    workers = min(at_once, os.cpu_count() or 1, len(files) // WORTH_A_PROCESS)
    meanwhile = _started(online) if files else online
    yield from in_processes(work, files, workers) if workers > 1 else in_turn(work, files)
    yield from meanwhile


def in_turn(work: Work, tasks: Iterable[Task]) -> Done:
    """One after the other, in this process."""
    for task in tasks:
        yield task, work(task)


def _started(done: Done) -> Done:
    """The same, begun at once in a thread."""
    found: SimpleQueue[tuple[Task, Report] | None] = SimpleQueue()

    def run() -> None:
        try:
            for one in done:
                found.put(one)
        finally:
            found.put(None)

    Thread(target=run, daemon=True).start()
    return iter(found.get, None)


def in_processes(work: Work, tasks: Sequence[Task], workers: int) -> Done:
    """In that many processes.

    A process that dies (the system may stop one for want of memory) costs the tracker it died of:
    those it might have been are done again, one at a time.
    """
    queue = deque(tasks)
    while queue:
        suspects: list[Task] = []
        with _pool(workers) as pool:
            yield from _worked_off(queue, pool, work, workers, suspects)
        yield from _singly(work, suspects)


def _worked_off(
    queue: deque[Task],
    pool: ProcessPoolExecutor,
    work: Work,
    workers: int,
    suspects: list[Task],
) -> Done:
    """Until the queue is empty or a process died; then `suspects` are what it may have died of."""
    running: dict[Future[Report], Task] = {}
    while (queue or running) and not suspects:
        while queue and len(running) <= workers and not suspects:
            _submit(queue.popleft(), pool, work, running, suspects)
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            task = running.pop(future)
            try:
                report = future.result()
            except BrokenProcessPool:
                suspects.append(task)
            else:
                yield task, report
    suspects += running.values()


def _submit(
    task: Task,
    pool: ProcessPoolExecutor,
    work: Work,
    running: dict[Future[Report], Task],
    suspects: list[Task],
) -> None:
    try:
        running[pool.submit(_work, work, task)] = task
    except BrokenProcessPool:
        suspects.append(task)


def _singly(work: Work, tasks: Iterable[Task]) -> Done:
    """One at a time in a process, so that it is plain which one a process dies of."""
    from followup.flow.weekly import failed

    left = deque(tasks)
    while left:
        with _pool(1) as pool:
            while left:
                task = left.popleft()
                try:
                    report = pool.submit(_work, work, task).result()
                except BrokenProcessPool:
                    yield task, failed(task, "its process was stopped, perhaps for want of memory")
                    break
                yield task, report


def _pool(workers: int) -> ProcessPoolExecutor:
    import multiprocessing

    return ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin,
        max_tasks_per_child=TASKS_A_PROCESS,
    )


_AT_WORK = Lock()


def _begin() -> None:
    """Leave Ctrl-C to the parent, and end when it does, however it ends."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    """A process waiting for work would outlive a parent that was killed; work begun is done."""
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        with _AT_WORK:
            os._exit(1)


def _work(work: Work, task: Task) -> Report:
    with _AT_WORK:
        report = work(task)
        KEPT.save()
        return report
