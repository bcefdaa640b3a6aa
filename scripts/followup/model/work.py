"""Who is due and why, what was written to them, and what the history cell remembers."""

from datetime import date
from enum import StrEnum

from followup.model.records import dataclass


@dataclass(frozen=True, slots=True)
class Due:
    """One letter that is owed.

    `row` is the contact's row. `due_on` is the day it was or will be owed. `trigger` names what
    opened it, in one word without spaces (`met:2026-11-12`); a new trigger opens it anew.
    `priority` orders what is due (100 first). `reason` is one sentence for people. `about_row` is
    the row of another contact the letter is about (report_back: the person who was met), or None.
    `blocked` is "" or why no mail can be drafted ("no email"); `period` is the rhythm in days that
    lateness is measured against. `what` is what the letter is about, as the sheet has it (news, a
    thing to share, the reason of an introduction), `link` its address and `topic` the interest it
    fits. `question` asks the person whether the letter belongs at all.
    """

    row: int
    occasion: str
    due_on: date
    trigger: str
    priority: int
    reason: str
    about_row: int | None = None
    blocked: str = ""
    period: int = 7
    what: str = ""
    link: str = ""
    topic: str = ""
    question: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule said of one contact, for `why`: the Due it found, or why it found none."""

    occasion: str
    due: Due | None
    because: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter, ready to paste.

    `gaps` are the visible gaps left in it, word for word. `question` is the due's: the person is
    asked whether the letter belongs at all.
    """

    row: int
    occasion: str
    to: tuple[str, ...]
    subject: str
    body: str
    gaps: tuple[str, ...] = ()
    template: str = ""
    question: bool = False

    @property
    def incomplete(self) -> bool:
        """Whether the person must fill something in before sending."""
        return bool(self.gaps)

    @property
    def status(self) -> str:
        """The word that goes into the status cell."""
        if not self.to:
            return "no email"
        if self.question:
            return "open question"
        return "incomplete" if self.incomplete else "ready"


class EventKind(StrEnum):
    """What a history line records."""

    DRAFTED = "drafted"
    SENT = "sent"
    SKIPPED = "skipped"
    LATER = "later"
    REDONE = "redone"
    WITHDRAWN = "withdrawn"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history cell.

    `hash` tells an untouched draft from an edited one; `trigger` is the Due's; `template` names
    the words used; `until` is the day a "later" lasts to; `text` is an edited draft kept before
    its cells were cleared. `at` is where the person worked, and as what, when it was drafted, as
    `values/post.py` writes it.
    """

    day: date
    occasion: str
    kind: EventKind
    hash: str = ""
    trigger: str = ""
    until: date | None = None
    text: str = ""
    template: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """A contact's events, newest first, and the lines that are not ours (kept as they stand)."""

    events: tuple[Event, ...] = ()
    foreign: tuple[str, ...] = ()

    def last(self, kind: EventKind, occasion: str = "") -> Event | None:
        """The newest event of that kind (and occasion, if named), or None."""
        for event in self.events:
            if event.kind is kind and occasion in {"", event.occasion}:
                return event
        return None
