"""What one tracker's turn in the weekly job came to, for the digest."""

from collections.abc import Mapping
from datetime import date, datetime

from followup.drafts.compose import addresses
from followup.drafts.style import GAP
from followup.exports.mailto import mailto
from followup.flow.look import Look
from followup.flow.run import Outcome
from followup.followups.rules import RULES
from followup.followups.weeks import count_weeks
from followup.model import (
    OWNED_TITLES,
    Cell,
    CellValue,
    Draft,
    Due,
    Event,
    Link,
    Owned,
    Problem,
    Receipt,
    cell_at,
    place,
)
from followup.model.digest import Letter, Report, Taken
from followup.model.records import replace

RANKS = {rule.__name__: rank for rank, rule in enumerate(RULES)}


def report_done(
    target: str, name: str, look: Look, outcome: Outcome, receipt: Receipt | None
) -> Report:
    """The report of a tracker that was gone through; without a receipt nothing was written.

    Everything that comes from cells is one printable line in it.
    """
    new = [_new(look, outcome, due, draft) for due, draft in outcome.drafted]
    lying = _Lying(look, outcome)
    waiting = [lying.letter(row, event, edited=edited) for row, event, edited in outcome.kept]
    found = [letter for letter in (*new, *waiting) if letter.subject or letter.since]
    return Report(
        place=target,
        name=one_line(name),
        letters=tuple(sorted(found, key=_in_order)),
        taken=tuple(_taken(look, row, event) for row, event in outcome.cleared),
        later=len(outcome.waiting),
        problems=tuple(map(_printable, outcome.problems)),
        remarks=tuple(map(one_line, receipt.remarks)) if receipt else (),
        weeks=count_weeks(look.network),
    )


def without_links(report: Report) -> Report:
    """The report with letters that can be opened from the sheet only."""
    return replace(report, letters=tuple(replace(each, link="") for each in report.letters))


def _in_order(letter: Letter) -> tuple[bool, date, int, date, str]:
    """Today's first, then the oldest; the pressing ones before those that can wait."""
    rank = RANKS.get(letter.occasion, len(RANKS))
    since, due_on = letter.since or date.min, letter.due_on or date.max
    return not letter.new, since, rank, due_on, letter.name


def one_line(text: str) -> str:
    """Text from a cell as one line that no terminal acts upon."""
    return "".join(ch for ch in " ".join(text.split()) if ch.isprintable())


def _printable(problem: Problem) -> Problem:
    where, message = one_line(problem.place), one_line(problem.message)
    return Problem(where, problem.field, problem.severity, message)


def _new(look: Look, outcome: Outcome, due: Due, draft: Draft) -> Letter:
    return Letter(
        name=one_line(look.contact(due.row).name.full),
        place=place(look.sheet.title, due.row, _columns(look, outcome).get(Owned.EMAIL)),
        occasion=due.occasion,
        reason=one_line(due.reason),
        subject=one_line(draft.subject),
        status=draft.status,
        due_on=due.due_on,
        since=look.today,
        new=True,
        link=mailto(draft.to, draft.subject, draft.body) if draft.to else "",
        gaps=draft.incomplete,
    )


def _columns(look: Look, outcome: Outcome) -> Mapping[Owned, int]:
    """Where our columns stand after the run, those that it adds among them."""
    by_title = {column.title: column.index for column in outcome.plan.new_columns}
    titles = look.settings.output
    added = {owned: by_title.get(titles.get(owned) or OWNED_TITLES[owned]) for owned in Owned}
    return {**{o: at for o, at in added.items() if at is not None}, **look.columns.owned}


class _Lying:
    """Reads the drafts of earlier runs off the sheet as it is after this one."""

    def __init__(self, look: Look, outcome: Outcome) -> None:
        self.look = look
        self.columns = _columns(look, outcome)
        self.rows = {row.number: row for row in look.sheet.rows}
        self.changed: Mapping[Cell, CellValue | Link] = {
            (change.row, change.column): change.new for change in outcome.plan.changes
        }

    def letter(self, row: int, event: Event | None, *, edited: bool) -> Letter:
        due_on = self.value(row, Owned.DUE)
        return Letter(
            name=one_line(self.look.contact(row).name.full),
            place=place(self.look.sheet.title, row, self.columns.get(Owned.EMAIL)),
            occasion=one_line(event.occasion) if event else "",
            reason=self.text(row, Owned.REASON),
            subject=self.text(row, Owned.SUBJECT),
            status=self.text(row, Owned.STATUS),
            due_on=due_on.date() if isinstance(due_on, datetime) else _day(due_on),
            since=event.day if event else None,
            new=event is not None and event.day == self.look.today,
            edited=edited,
            link=self.link(row),
            gaps=bool(GAP.search(self.text(row, Owned.SUBJECT) + self.text(row, Owned.EMAIL))),
        )

    def value(self, row: int, owned: Owned) -> CellValue | Link:
        at = self.columns.get(owned)
        if at is None:
            return None
        return self.changed.get((row, at), cell_at(self.rows[row], at))

    def text(self, row: int, owned: Owned) -> str:
        value = self.value(row, owned)
        return "" if value is None or isinstance(value, Link) else one_line(str(value))

    def link(self, row: int) -> str:
        """A link to the letter as it reads now; the one in the sheet may be older than an edit."""
        to = addresses(self.look.contact(row))
        subject, body = self.value(row, Owned.SUBJECT), self.value(row, Owned.EMAIL)
        return mailto(to, str(subject or ""), str(body)) if to and body else ""


def _day(value: CellValue | Link) -> date | None:
    return value if isinstance(value, date) else None


def _taken(look: Look, row: int, event: Event) -> Taken:
    name = one_line(look.contact(row).name.full)
    return Taken(name, one_line(event.occasion), event.kind, event.day, event.until)
