"""One row of the sheet to one entry: each cell read by what its column means."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from operator import itemgetter
from typing import Any

from followup.contacts.cells import (
    ANSWERED,
    HEADER_LINE,
    NO_LONGER_NEEDED,
    ONLY_CONNECTED,
    TYPED,
    ByTitle,
    people_of,
    plain_text,
)
from followup.contacts.marks import name_alone, whereabouts, wish_beside
from followup.contacts.tiers import Tiers
from followup.contacts.typed import TypedCells
from followup.model import (
    DATE_FIELDS,
    CellValue,
    ColumnMap,
    Contact,
    Field,
    Mark,
    Name,
    Problem,
    Row,
    Severity,
    Sheet,
    Stage,
    cell_at,
)
from followup.values.cadence import read_cadence, read_tier
from followup.values.emails import read_emails
from followup.values.names import join_names, read_names
from followup.values.nothing import LONGEST, spoken_short
from followup.values.status import is_nothing, opted_out, read_count, read_stage

BESIDE = (Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.EMAIL, Field.REPLY)
WISHES = (Field.STATUS, Field.NOTES, Field.NEXT_ACTION, Field.TAGS, Field.CHANNEL, Field.CADENCE)
"""Where people write that somebody wants no letters, for want of a column for it."""

NOT_YET = Mark(yes=False)

Entry = Contact
"""One row as a contact of its own, before rows of the same person are brought together."""


def read_entries(
    sheet: Sheet, columns: ColumnMap, *, today: date
) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """One entry for each data row that names somebody, and the problems met in the cells."""
    reader = _Reader(sheet, columns, today)
    wanted = set(columns.data_rows)
    entries = [reader.entry(reader.whole(row)) for row in sheet.rows if row.number in wanted]
    return tuple(entry for entry in entries if entry is not None), tuple(reader.problems)


class _Reader(TypedCells):
    """Reads rows of one sheet."""

    def __init__(self, sheet: Sheet, columns: ColumnMap, today: date) -> None:
        super().__init__(sheet, columns, today)
        self.places = {column.title: at for at, column in enumerate(columns.columns)}
        indexes = [column.index for column in columns.columns]
        gapless = indexes == list(range(len(indexes)))
        self.title_cells = tuple if gapless else itemgetter(*indexes, 0)
        self.texts = [(f.value, at) for f, at in self.index.items() if f not in TYPED]
        self.tiers = self.tier_column()
        met = columns.matches.get(Field.MET_ON)
        self.talked = met is None or not ONLY_CONNECTED.search(met.column.title)
        self.wishes = tuple(f.value for f in WISHES if f in self.index)
        self.beside = tuple(self.index[f] for f in BESIDE if f in self.index)
        self.has_reply = Field.REPLY in self.index
        self.has_rhythm = not self.index.keys().isdisjoint({Field.PRIORITY, Field.CADENCE})
        self.readers = tuple(self.own_readers())
        self.name_in = self.getter(Field.NAME)
        self.first_in, self.last_in = self.getter(Field.FIRST_NAME), self.getter(Field.LAST_NAME)
        self.notes_in, self.status_in = self.getter(Field.NOTES), self.getter(Field.STATUS)
        self.tier_in, self.cadence_in = self.getter(Field.PRIORITY), self.getter(Field.CADENCE)
        self.width = max((column.index + 1 for column in columns.columns), default=1)

    def tier_column(self) -> Tiers:
        """How the tier column ranks people."""
        match = self.columns.matches.get(Field.PRIORITY)
        if match is None:
            return Tiers("", ())
        at = match.column.index
        return Tiers(match.column.title, (cell_at(row, at) for row in self.sheet.rows))

    def whole(self, row: Row) -> Row:
        """The row with a cell in every column, so that each can be reached by its index."""
        missing = self.width - len(row.cells)
        return row if missing <= 0 else Row(row.number, (*row.cells, *[None] * missing))

    def entry(self, row: Row) -> Entry | None:
        """The row's entry, or None (and a problem) if nobody is named in it."""
        wish = self.wish(row)
        names = self.names(row, wishes=bool(wish))
        if not names:
            self.report(row, Field.NAME, "no name: give this row a name, or clear it")
            return None
        emails = self.emails(row)
        people, alone = people_of(names, emails)
        if alone:
            self.report(row, Field.EMAIL, alone, Severity.NOTE)
        text = self.text(row)
        self.vague, self.unread = set(), set()
        told, reply = self.told(row)
        stage = self.stage(row, reply)
        tier, cadence = self.rhythm(row) if self.has_rhythm else (None, None)
        if cadence is not None and self.is_formula(row, Field.NEXT_FOLLOWUP):
            told["next_followup"] = None  # reckoned from the rhythm, which we know ourselves
        return Contact(
            sheet=self.sheet.title,
            row=row.number,
            rows=(row.number,),
            people=people,
            emails=emails,
            replied=self.replied(row, reply, stage)
            or told.get("reply_on") is not None
            or Field.REPLY_ON in self.unread,
            do_not_contact=self.do_not_contact(row, stage, text) or wish,
            cadence=cadence,
            tier=tier,
            stage=stage,
            vague=frozenset(self.vague),
            unread=frozenset(self.unread),
            talked=self.talked,
            text=text,
            cells=ByTitle(self.places, self.title_cells(row.cells)),
            **told,
        )

    def told(self, row: Row) -> tuple[dict[str, Any], Mark | None]:
        """What single columns tell, by attribute, and what the one for replies does."""
        told = {attribute: read(row) for attribute, read in self.readers}
        reply = self.mark(row, Field.REPLY) if self.has_reply else None
        if told.get("reply_on") is None and reply is not None and reply.on is not None:
            told["reply_on"] = self.answered_on(row, reply, told.get("outreach_on"))
        return told, reply

    def own_readers(self) -> Iterator[tuple[str, Callable[[Row], Any]]]:
        """For each attribute that one column tells, and the tracker has it, how to read it."""
        for wanted in (field for field in self.index if field in DATE_FIELDS):
            past = wanted is not Field.NEXT_FOLLOWUP
            read = partial(self.day, wanted=wanted, past=past)
            yield wanted.value, self.remembered(self.index[wanted], read)
        others: dict[Field, tuple[str, Callable[[Row], Any]]] = {
            Field.BIRTHDAY: ("birthday", self.birthday),
            Field.NEEDS_FOLLOWUP: ("needs_followup", self.needs_followup),
            Field.THANK_YOU_SENT: ("thank_you", self.thank_you),
            Field.NUDGES: ("nudges", lambda row: read_count(self.cell(row, Field.NUDGES))),
        }
        for wanted, (attribute, read_one) in others.items():
            if wanted in self.index:
                yield attribute, self.remembered(self.index[wanted], read_one)

    def names(self, row: Row, *, wishes: bool) -> tuple[Name, ...]:
        """Who the row is about: the full-name column, else its parts, else none.

        In a tracker without any column of people the organisation is the contact. `wishes` says
        that words beside a name may ask for no letters; they are no part of it.
        """
        family_first = self.columns.family_first
        value = self.name_in(row.cells)
        if isinstance(value, str) and _has_lines(value) and HEADER_LINE.search(value):
            self.report(row, Field.NAME, "holds a line like a mail header, which was left out")
            value = HEADER_LINE.sub("", value)
        value = name_alone(value) if wishes else value
        if value is not None:
            names, problem = read_names(value, family_first=family_first)
            if problem:
                self.report(row, Field.NAME, problem, Severity.NOTE)
            if names:
                return names
        first, last = self.first_in(row.cells), self.last_in(row.cells)
        if wishes:
            first, last = name_alone(first), name_alone(last)
        parts = join_names(first, last, family_first=family_first) if first or last else ()
        if parts:
            return parts
        if Field.NAME not in self.index and Field.FIRST_NAME not in self.index:
            text = plain_text(self.cell(row, Field.COMPANY))
            return (Name(text),) if text else ()
        return ()

    def emails(self, row: Row) -> tuple[str, ...]:
        """The usable addresses of the row, those behind a link included."""
        at = self.index.get(Field.EMAIL)
        if at is None:
            return ()
        emails, problem = read_emails(row.cells[at], self.sheet.links.get((row.number, at), ""))
        if problem:
            self.report(row, Field.EMAIL, problem)
        return emails

    def stage(self, row: Row, reply: Mark | None) -> Stage | None:
        """What the status says; else what words in the reply column or behind the name say."""
        cells = row.cells
        gone = whereabouts(self.name_in(cells), self.notes_in(cells))
        stage = gone or read_stage(self.status_in(cells))
        if stage or reply or not self.has_reply:
            return stage
        return read_stage(self.cell(row, Field.REPLY))

    def replied(self, row: Row, reply: Mark | None, stage: Stage | None) -> bool:
        """Whether they answered. Free text in the reply column is an answer noted in words."""
        if reply is not None:
            return bool(reply.yes) or stage in ANSWERED
        return stage in ANSWERED or not is_nothing(self.cell(row, Field.REPLY))

    def answered_on(self, row: Row, reply: Mark, wrote: date | None) -> date | None:
        """The day in a reply cell ("replied 12 Nov"); none before one's own first letter."""
        day = self.not_ahead(row, Field.REPLY, reply.on)
        return None if day is None or (wrote is not None and day < wrote) else day

    def needs_followup(self, row: Row) -> Mark | None:
        """Whether a follow-up is wanted; a cell that says it was done wants none."""
        value = self.cell(row, Field.NEEDS_FOLLOWUP)
        if isinstance(value, str) and NO_LONGER_NEEDED.search(value):
            return Mark(yes=False)
        return self.mark(row, Field.NEEDS_FOLLOWUP)

    def thank_you(self, row: Row) -> Mark | None:
        """Whether thanks were said; an empty cell of a thank-you column means not yet."""
        empty = self.cell(row, Field.THANK_YOU_SENT) is None
        return NOT_YET if empty else self.mark(row, Field.THANK_YOU_SENT) or NOT_YET

    def do_not_contact(self, row: Row, stage: Stage | None, text: dict[str, str]) -> str:
        """Why nobody may write to them, in the sheet's words; "" if nothing says so."""
        told = ""
        if Field.DO_NOT_CONTACT in self.index:
            told = plain_text(self.cell(row, Field.DO_NOT_CONTACT))
            mark = None if opted_out(told) else self.mark(row, Field.DO_NOT_CONTACT)
            if mark is not None and mark.yes:
                return "marked do not contact"
        if stage is Stage.DO_NOT_CONTACT:
            return text.get(Field.STATUS, "do not contact")
        if told and (phrase := opted_out(told)):
            return phrase
        for wanted in self.wishes:
            words = text.get(wanted)
            if words and (phrase := opted_out(words)):
                return phrase
        return ""

    def wish(self, row: Row) -> str:
        """The words beside a name, an address or a reply that ask for no letters; mostly ""."""
        for at in self.beside:
            wish = wish_beside(row.cells[at])
            if wish:
                return wish
        return ""

    def rhythm(self, row: Row) -> tuple[int | None, int | None]:
        """The person's tier (1 closest) and own cadence in calendar days."""
        tier, cadence = None, None
        value = self.tier_in(row.cells)
        if value is not None:
            tier = self.read_or_report(row, Field.PRIORITY, value, self.tiers.read)
        value = self.cadence_in(row.cells)
        if value is not None:
            letter = _tier_alone(value)
            tier = tier or letter
            if letter is None:
                cadence = self.read_or_report(row, Field.CADENCE, value, read_cadence)
        return tier, cadence

    def text(self, row: Row) -> dict[str, str]:
        """Every understood field that is plain text, by field name; empty ones are left out."""
        cells, found = row.cells, {}
        for wanted, at in self.texts:
            value = cells[at]
            if value is None:
                continue
            if type(value) is str and len(value) <= LONGEST:  # of a million cells nearly all
                words = spoken_short(value)
            else:
                words = plain_text(value)
            if words:
                found[wanted] = words
        return found


def _tier_alone(value: CellValue) -> int | None:
    """The tier that a cell of rhythms holds instead of one: "B" or "2", not "every 2 weeks"."""
    letter, _ = read_tier(value)
    bare = f"{value:g}" if isinstance(value, float) else str(value).strip()
    return letter if letter and (bare.isdigit() or read_cadence(value)[0] is None) else None


def _has_lines(text: str) -> bool:
    return "\n" in text or "\r" in text
