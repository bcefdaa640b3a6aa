"""The weekly job without a command line: each tracker on its own, what is busy once more."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from followup.errors import BusyError, FollowupError
from followup.flow.fleet import Task
from followup.flow.weekly import do_one, go_through
from followup.model import Settings, TrackerEntry
from followup.model.digest import Report, State

TODAY = date(2026, 11, 23)


def task(name: str, place: str = "") -> Task:
    entry = TrackerEntry(place or name, Settings())
    return Task(place or name, name, entry, Path("followup.toml"))


def today(_: str) -> date:
    return TODAY


class Busy:
    """Trackers that are busy for so many turns; `turns` says what each turn was asked to do."""

    def __init__(self, **turns: int) -> None:
        self.left = turns
        self.turns: list[list[str]] = []

    def each(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, Report]]:
        self.turns.append([task.name for task in tasks])
        for one in reversed(tasks):
            self.left[one.name] = self.left.get(one.name, 0) - 1
            state = State.BUSY if self.left[one.name] >= 0 else State.DONE
            yield one, Report(one.place, one.name, state)


def test_what_is_busy_and_nothing_else_is_tried_again() -> None:
    busy = Busy(b=1)
    waited: list[list[str]] = []

    def pause(reports: Sequence[Report]) -> bool:
        waited.append([report.name for report in reports])
        return True

    reports = go_through([task("a"), task("b"), task("c")], busy.each, tries=3, pause=pause)
    assert [(r.name, r.state) for r in reports] == [(n, State.DONE) for n in "abc"]
    assert busy.turns == [["a", "b", "c"], ["b"]]
    assert waited == [["b"]]


def test_it_gives_up_after_so_many_tries() -> None:
    busy = Busy(a=9)
    (report,) = go_through([task("a")], busy.each, tries=3, pause=lambda _: True)
    assert report.state is State.BUSY
    assert len(busy.turns) == 3


def test_nobody_has_to_wait() -> None:
    busy = Busy(a=1)
    (report,) = go_through([task("a")], busy.each, tries=3, pause=lambda _: False)
    assert (report.state, len(busy.turns)) == (State.BUSY, 1)


@pytest.mark.parametrize(
    ("error", "state", "told"),
    [
        (BusyError("x.xlsx is open in Excel"), State.BUSY, "is open in Excel"),
        (FollowupError("x.xlsx: there is\nno such file"), State.FAILED, "there is no such file"),
        (MemoryError(), State.FAILED, "FOLLOWUP_DEBUG=1 followup draft x.xlsx"),
        (RuntimeError("deep\x1b[31m\ninside"), State.FAILED, "RuntimeError: deep[31m)"),
    ],
)
def test_whatever_goes_wrong_is_told_in_the_report(
    monkeypatch: pytest.MonkeyPatch, error: Exception, state: State, told: str
) -> None:
    def burst(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("followup.flow.weekly.open_and_look", burst)
    report = do_one(task("x.xlsx"), clock=today)
    assert report.state is state
    assert told in report.trouble
    assert not report.trouble.startswith("x.xlsx")
