"""One run: which letters are written, kept or taken back, and the plan that does it.

Pure: what was seen, the templates and what was asked come in; what to write comes out.
"""

from collections.abc import Iterable, Mapping, Sequence

from followup.changes import Wish, make_plan
from followup.drafts import Job, Library, compose_all
from followup.exports.mailto import mailto
from followup.flow.look import Look, dues_by_row
from followup.followups import choose, post_to_remember, sort_dues, still_owed, written_lately
from followup.followups.order import can_wait
from followup.model import (
    CellValue,
    Draft,
    Due,
    Event,
    EventKind,
    History,
    Link,
    Owned,
    Plan,
    Problem,
    Severity,
    place,
)
from followup.model.records import dataclass, field, replace
from followup.status import Intake, drafted, with_events, write_history

CLEARED: Mapping[Owned, CellValue | Link] = {
    owned: None for owned in Owned if owned is not Owned.HISTORY
}


NO_HISTORY = History()

CUT_AT = 255
"""Characters of a link that LibreOffice 7.4 keeps when it saves a workbook."""


@dataclass(frozen=True, slots=True)
class Narrow:
    """What `draft` was asked to keep to: rows of certain people, one occasion, a number."""

    rows: frozenset[int] | None = None
    occasion: str = ""
    limit: int | None = None

    def lets(self, due: Due) -> bool:
        """Whether a letter falls under it."""
        return (self.rows is None or due.row in self.rows) and self.occasion in {"", due.occasion}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run comes to. `cleared` pairs a row with the closing event, `kept` with the open."""

    plan: Plan
    drafted: tuple[tuple[Due, Draft], ...]
    kept: tuple[tuple[int, Event | None, bool], ...]
    cleared: tuple[tuple[int, Event], ...]
    waiting: tuple[Due, ...]
    problems: tuple[Problem, ...] = ()


def draft_all(look: Look, library: Library, narrow: Narrow) -> Outcome:
    """Decide, compose and plan one run; nothing is written.

    Raises UsageError if a template cannot be used.
    """
    return _Run(look, library.serving(look.settings.occasions), narrow).outcome()


@dataclass(slots=True)
class _Run:
    """Collects what one run does, row by row."""

    look: Look
    library: Library
    narrow: Narrow
    wishes: dict[int, Wish] = field(default_factory=dict)
    kept: list[tuple[int, Event | None, bool]] = field(default_factory=list)
    cleared: list[tuple[int, Event]] = field(default_factory=list)
    candidates: list[Due] = field(default_factory=list)
    refresh: dict[int, Due] = field(default_factory=dict)
    histories: dict[int, History] = field(default_factory=dict)

    def outcome(self) -> Outcome:
        dues = dues_by_row(self.look)
        for row, intake in self.look.intakes.items():
            self.take(row, intake, dues.get(row, ()))
        fresh = (found[0] for row, found in dues.items() if row not in self.look.intakes)
        self.candidates.extend(fresh)
        now, waiting = self.pick()
        drafts, problems = self.compose((*self.refresh.values(), *now))
        plan, remarks = make_plan(
            self.look.book,
            self.look.sheet,
            self.look.columns,
            [self.wishes[row] for row in sorted(self.wishes)],
            self.look.settings,
        )
        new = tuple(pair for pair in drafts if pair[0].row not in self.refresh)
        kept, cleared = tuple(self.kept), tuple(self.cleared)
        found = (*self.library.problems, *problems, *remarks)
        return Outcome(plan, new, kept, cleared, waiting, found)

    def take(self, row: int, intake: Intake, dues: Sequence[Due]) -> None:
        """What follows for a row from what the person did, before anything new is written."""
        self.histories[row] = intake.history
        if intake.hold or (intake.open is not None and intake.edited):
            self.kept.append((row, intake.open, intake.edited))
        elif intake.open is not None:
            self.reconsider(row, intake.open, dues)
        else:
            if intake.clear:
                self.clear(row, intake)
            self.candidates.extend(dues[:1])

    def clear(self, row: int, intake: Intake) -> None:
        """Empty the draft cells and record what closed the draft."""
        closing = intake.history.events[0]
        self.cleared.append((row, closing))
        owned = {**CLEARED, Owned.HISTORY: write_history(intake.history)}
        thanked = closing.day if intake.thanked else None
        self.wishes[row] = Wish(row, closing.kind.value, owned, intake.sent_on, thanked)

    def reconsider(self, row: int, event: Event, dues: Sequence[Due]) -> None:
        """Keep an untouched draft up to date while it is owed; else take it back."""
        contact = self.look.contact(row)
        same = still_owed(contact, self.look.network, event.occasion, event.trigger)
        urgent = dues[0].priority if dues and not can_wait(dues[0].priority) else 0
        if same is not None and same.priority >= urgent:
            self.kept.append((row, event, False))
            self.refresh[row] = same
            self.histories[row] = _without(self.histories[row], event)
            return
        withdrawn = Event(self.look.today, event.occasion, EventKind.WITHDRAWN)
        history = with_events(self.histories[row], [withdrawn])
        self.histories[row] = history
        self.cleared.append((row, withdrawn))
        owned = {**CLEARED, Owned.HISTORY: write_history(history)}
        self.wishes[row] = Wish(row, "no longer due", owned)
        self.candidates.extend(dues[:1])

    def pick(self) -> tuple[tuple[Due, ...], tuple[Due, ...]]:
        """The new letters of this run, in order, and those that wait."""
        asked = [due for due in self.candidates if self.narrow.lets(due)]
        writable = [due for due in asked if due.blocked in {"", "no email"}]
        again = [due for due in writable if self.is_redone(due)]
        chosen = choose(
            sort_dues([due for due in writable if due not in again], self.look.network),
            self.look.settings,
            written_lately(self.look.network),
        )
        now = (*again, *chosen.now)
        limit = self.narrow.limit
        if limit is None:
            return now, chosen.waiting
        return now[:limit], (*now[limit:], *chosen.waiting)

    def is_redone(self, due: Due) -> bool:
        """Whether the person threw a draft away to have another; no cap holds that back."""
        intake = self.look.intakes.get(due.row)
        return intake is not None and intake.redo

    def compose(self, dues: Iterable[Due]) -> tuple[list[tuple[Due, Draft]], tuple[Problem, ...]]:
        """Write the letters and wish for their cells."""
        jobs = [self.job(due) for due in dues]
        drafts, problems = compose_all(
            jobs,
            self.look.settings,
            self.library,
            self.look.today,
            self.look.columns.language,
        )
        by_row = {draft.row: draft for draft in drafts}
        pairs = [(job.due, by_row[job.due.row]) for job in jobs if job.due.row in by_row]
        notes = [note for due, draft in pairs for note in self.wish_for(due, draft)]
        return pairs, (*problems, *notes)

    def job(self, due: Due) -> Job:
        contact = self.look.contact(due.row)
        about = None if due.about_row is None else self.look.contact(due.about_row)
        history = self.histories.get(due.row, NO_HISTORY)
        lying = self.lying(due)
        return Job(due, contact, about, history, lying.template if lying else "")

    def lying(self, due: Due) -> Event | None:
        """The untouched draft that this letter brings up to date, if it is one of those."""
        intake = self.look.intakes.get(due.row)
        return intake.open if intake is not None and due.row in self.refresh else None

    def wish_for(self, due: Due, draft: Draft) -> list[Problem]:
        """The cells of one draft; a note if it is too long for a link."""
        row = due.row
        lying = self.lying(due)
        contact = self.look.contact(row)
        if lying is None:
            at = post_to_remember(contact, self.look.network, due)
            event = drafted(draft, due.trigger, self.look.today, at)
        else:
            event = drafted(draft, due.trigger, lying.day, lying.at)
        if lying is not None and lying.hash == event.hash:
            self.mend_link(row, draft)
            return []
        history = with_events(self.histories.get(row, NO_HISTORY), [event])
        url = mailto(draft.to, draft.subject, draft.body) if draft.to else ""
        owned: dict[Owned, CellValue | Link] = {
            Owned.STATUS: draft.status,
            Owned.DUE: due.due_on,
            Owned.REASON: due.reason,
            Owned.SUBJECT: draft.subject,
            Owned.EMAIL: draft.body,
            Owned.LINK: Link(f"Write to {contact.name.full}", url) if url else None,
            Owned.HISTORY: write_history(history),
        }
        before = self.wishes.get(row)
        self.wishes[row] = (
            Wish(row, due.occasion, owned)
            if before is None
            else replace(before, why=due.occasion, owned=owned)
        )
        return [] if url or not draft.to else [self.too_long(row)]

    def mend_link(self, row: int, draft: Draft) -> None:
        """Wish for the link of an untouched draft again where a program has cut it short."""
        at = self.look.columns.owned.get(Owned.LINK)
        there = "" if at is None else self.look.sheet.links.get((row, at), "")
        if not there.startswith("mailto:") or len(there) > CUT_AT:
            return
        url = mailto(draft.to, draft.subject, draft.body) if draft.to else ""
        if len(url) > CUT_AT:
            link = Link(f"Write to {self.look.contact(row).name.full}", url)
            self.wishes[row] = Wish(row, "link cut short", {Owned.LINK: link})

    def too_long(self, row: int) -> Problem:
        sheet, column = self.look.sheet.title, self.look.columns.owned.get(Owned.EMAIL)
        message = "this draft is too long for a link; copy its text from the cell instead"
        return Problem(place(sheet, row, column), Owned.LINK.value, Severity.NOTE, message)


def _without(history: History, event: Event) -> History:
    """The history as it was before that event, so that its draft can be written afresh."""
    return History(tuple(e for e in history.events if e is not event), history.foreign)
