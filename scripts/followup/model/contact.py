"""A person in the tracker, as understood."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from followup.model.fields import Field
from followup.model.grid import CellValue
from followup.model.records import dataclass, field


@dataclass(frozen=True, slots=True)
class Name:
    """One person's name in its parts; any part may be "".

    `full` is the name as one would write it in an address line, courtesy titles and credentials
    left out. `honorific` is a title that a formal greeting keeps ("Dr.", "Prof.", "Frau").
    `nickname` is what the person is called, if the cell says so.
    """

    full: str
    first: str = ""
    last: str = ""
    honorific: str = ""
    nickname: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A yes/no cell as understood. `yes` is None for "not needed" (n/a).

    `on` is the day the cell names, if it is a date or holds one ("sent 3/5").
    """

    yes: bool | None
    on: date | None = None


class Stage(StrEnum):
    """What a status cell tells, whatever words the person uses for it."""

    TO_CONTACT = "to_contact"
    CONTACTED = "contacted"
    REPLIED = "replied"
    MEETING_SET = "meeting_set"
    MET = "met"
    CANCELLED = "cancelled"
    DORMANT = "dormant"
    CLOSED = "closed"
    BOUNCED = "bounced"
    GONE = "gone"  # deceased, or left for good
    DO_NOT_CONTACT = "do_not_contact"


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a letter goes to: a name and, if there is one, an address."""

    name: Name
    email: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """One person of the tracker.

    `row` is the number of the row that the draft belongs to (the newest of `rows`). `people` has
    one entry, or two where a cell names two. Dates are plain days. `cadence` is in calendar days.
    `nudges` counts reminders already sent. `tier` is 1 (closest) to 3, None where the sheet does
    not tell. `vague` names the day fields whose day was filled in ("Nov 2026"), which no letter
    may state; `unread` those whose cell holds something that gave no day. `talked` is false where
    the day of meeting is that of an accepted connection, not of a conversation. `text` holds
    every other understood field by its name and `cells` every titled column of the row by its
    header, for templates.
    """

    sheet: str
    row: int
    rows: tuple[int, ...]
    people: tuple[Person, ...]
    emails: tuple[str, ...] = ()
    met_on: date | None = None
    outreach_on: date | None = None
    reply_on: date | None = None
    last_contact: date | None = None
    next_followup: date | None = None
    birthday: tuple[int, int] | None = None
    replied: bool = False
    needs_followup: Mark | None = None
    thank_you: Mark | None = None
    do_not_contact: str = ""
    nudges: int | None = None
    cadence: int | None = None
    tier: int | None = None
    stage: Stage | None = None
    vague: frozenset[Field] = frozenset()
    unread: frozenset[Field] = frozenset()
    talked: bool = True
    text: Mapping[str, str] = field(default_factory=dict)
    cells: Mapping[str, CellValue] = field(default_factory=dict)

    @property
    def name(self) -> Name:
        """The first (mostly the only) person's name."""
        return self.people[0].name
