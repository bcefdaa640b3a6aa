"""What one run of the weekly job came to, tracker by tracker: all that its digest tells."""

from datetime import date
from enum import StrEnum

from followup.model.problem import Problem, Severity
from followup.model.records import dataclass
from followup.model.work import EventKind

WEEKS_BACK = 12
WEEKS_AHEAD = 4


class State(StrEnum):
    """How a tracker's turn ended."""

    DONE = "done"
    BUSY = "busy"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Letter:
    """A draft that lies in the sheet.

    `place` is its cell (`People!L9`), `status` the word in its status cell, `link` a `mailto:`
    address or "". `gaps` says that there is something to fill in, whatever the status cell says.
    `since` is the day it was drafted, None where nothing tells; `new` means today,
    `edited` that it holds the person's own words by now.
    """

    name: str
    place: str
    occasion: str
    reason: str
    subject: str
    status: str
    due_on: date | None = None
    since: date | None = None
    new: bool = False
    edited: bool = False
    link: str = ""
    gaps: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken in from the sheet: a letter sent, skipped, put off, or no longer owed.

    `day` is when that was; `until` the day that a "later" lasts to.
    """

    name: str
    occasion: str
    kind: EventKind
    day: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Weeks:
    """A tracker's weeks in numbers; weeks begin on Monday.

    `first` is the Monday of the oldest. `contacts` (people one was in touch with) and `thanks`
    hold one number a week, this week's last; `due` the letters that fall due in what is left of
    this week and in each of the coming ones. `given` and `received` are people, not weeks: sheets
    do not say when a favour was done.
    """

    first: date
    contacts: tuple[int, ...] = (0,) * WEEKS_BACK
    thanks: tuple[int, ...] = (0,) * WEEKS_BACK
    due: tuple[int, ...] = (0,) * (WEEKS_AHEAD + 1)
    given: int = 0
    received: int = 0

    @property
    def blank(self) -> bool:
        """Whether there is nothing to show."""
        return not any((*self.contacts, *self.thanks, *self.due, self.given, self.received))

    def plus(self, other: "Weeks") -> "Weeks":
        """Both together, for trackers of the same week."""
        return Weeks(
            self.first,
            _sums(self.contacts, other.contacts),
            _sums(self.thanks, other.thanks),
            _sums(self.due, other.due),
            self.given + other.given,
            self.received + other.received,
        )


def _sums(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(a + b for a, b in zip(one, other, strict=True))


@dataclass(frozen=True, slots=True)
class Report:
    """One tracker's turn.

    `place` is its path or address, `name` what the digest calls it. `trouble` says why it could
    not be done and what to do, "" where it was. `later` counts the people who can wait for a later
    run. `problems` have their cells; `remarks` are sentences about the write.
    """

    place: str
    name: str
    state: State = State.DONE
    trouble: str = ""
    letters: tuple[Letter, ...] = ()
    taken: tuple[Taken, ...] = ()
    later: int = 0
    problems: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()
    weeks: Weeks | None = None

    @property
    def new(self) -> tuple[Letter, ...]:
        """The letters of today."""
        return tuple(letter for letter in self.letters if letter.new)

    @property
    def waiting(self) -> tuple[Letter, ...]:
        """The letters of earlier days that still lie there."""
        return tuple(letter for letter in self.letters if not letter.new)

    @property
    def questions(self) -> tuple[Problem, ...]:
        """What needs an answer in the sheet."""
        return tuple(p for p in self.problems if p.severity is not Severity.NOTE)

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What is worth knowing and asks for nothing."""
        return tuple(p for p in self.problems if p.severity is Severity.NOTE)

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to tell but that all is well."""
        told = (self.trouble, self.letters, self.taken, self.problems, self.remarks)
        return not any(told)


@dataclass(frozen=True, slots=True)
class Digest:
    """The whole job on one day.

    `unmatched` are paths of the config that no tracker answers to; `shard` names the part of the
    list that was gone through ("3/10"), "" for the whole. After a `dry_run` nothing was written.
    `remarks` are sentences about what went wrong with the job itself.
    """

    today: date
    reports: tuple[Report, ...]
    unmatched: tuple[str, ...] = ()
    shard: str = ""
    dry_run: bool = False
    remarks: tuple[str, ...] = ()

    def of(self, state: State) -> tuple[Report, ...]:
        """The trackers whose turn ended so."""
        return tuple(report for report in self.reports if report.state is state)

    @property
    def undone(self) -> tuple[Report, ...]:
        """The trackers that were not done."""
        return tuple(report for report in self.reports if report.state is not State.DONE)

    @property
    def weeks(self) -> Weeks | None:
        """The weeks of all trackers together; None where none was read."""
        total: Weeks | None = None
        for report in self.reports:
            if report.weeks is not None:
                total = report.weeks if total is None else total.plus(report.weeks)
        return total

    def exit_code(self, *, strict: bool = False) -> int:
        """0 all done; 1 something needs a person; 3 all that was not done was busy.

        `strict` counts what needs an answer in a sheet too.
        """
        asked = strict and any(report.questions for report in self.reports)
        if self.of(State.FAILED) or self.unmatched or self.remarks or asked:
            return 1
        return 3 if self.of(State.BUSY) else 0
