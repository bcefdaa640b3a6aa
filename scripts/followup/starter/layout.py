"""Which columns a new tracker has, and the words its drop-downs offer."""

from collections.abc import Mapping
from typing import Any

from followup.model.records import dataclass

Entry = Mapping[str, Any]
"""One person as a data file tells: column keys to values, `hidden`, and a `comment` on a key."""

HEADER_ROW = 4
FIRST_ROW = HEADER_ROW + 1
LAST_PREPARED_ROW = 500
"""Drop-downs and colours reach this far down, so that new rows have them too."""

FACE, DARK = "Calibri", "1F4E5F"

STATUSES = (
    "To contact",
    "Waiting for reply",
    "Replied",
    "Meeting set",
    "Met",
    "In touch",
    "Dormant",
    "Cancelled",
    "Do not contact",
)
CLOSED = STATUSES[6:]
LISTS = {"Status": STATUSES, "Tier": ("A", "B", "C"), "Yes or no": ("yes", "no", "n/a")}

LEGEND = (
    "Tier A: about every month, B: every quarter, C: twice a year.   "
    "One row a person; leave a cell empty if you don't know."
)


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """One column: its header, its key in the data files, its width in characters.

    `kind` is "text", "date", "short" (centred) or "formula"; `choices` names a list of LISTS;
    `hint` becomes a comment on the header.
    """

    title: str
    key: str
    width: float
    kind: str = "text"
    choices: str = ""
    hint: str = ""


LAYOUT = (
    ColumnSpec("Name", "name", 26),
    ColumnSpec("Email", "email", 32),
    ColumnSpec("Phone", "phone", 16),
    ColumnSpec("Company", "company", 25),
    ColumnSpec("Role", "role", 24),
    ColumnSpec("How we met", "how_met", 44),
    ColumnSpec("Introduced by", "introduced_by", 22),
    ColumnSpec("First wrote on", "first_wrote", 13, "date"),
    ColumnSpec("Replied?", "replied", 11, "short", "Yes or no"),
    ColumnSpec("Nudges sent", "nudges", 10, "short", hint="Reminders sent since my first message."),
    ColumnSpec("Met on", "met_on", 13, "date"),
    ColumnSpec("Thank-you sent?", "thanked", 14, "short", "Yes or no"),
    ColumnSpec("Last contact", "last_contact", 13, "date", hint="When either of us last wrote."),
    ColumnSpec("Next step", "next_step", 40),
    ColumnSpec("Next follow-up", "follow_up", 17, "date"),
    ColumnSpec("Status", "status", 17, "text", "Status"),
    ColumnSpec("Tier", "tier", 8, "short", "Tier", "How often I want to be in touch."),
    ColumnSpec("Advice they gave", "advice", 48),
    ColumnSpec("Advice outcome", "advice_outcome", 34, hint="They hear of it three weeks on."),
    ColumnSpec("Interests", "interests", 34),
    ColumnSpec("Notes", "notes", 62),
    ColumnSpec("Help received", "received", 26),
    ColumnSpec("Help given", "given", 26),
    ColumnSpec(
        "Their news", "news", 34, hint="With its day, if you know it: makes a congratulation."
    ),
    ColumnSpec(
        "To share", "share", 38, hint="An article, a link: makes a letter that passes it on."
    ),
    ColumnSpec(
        "Introduce to",
        "introduce_to",
        40,
        hint="A name in this list and why: Ben Cole - both keep bees. Both are asked first.",
    ),
    ColumnSpec(
        "Introduction answer", "answer", 20, hint="What they said to it: yes or no, and the day."
    ),
    ColumnSpec("Letter language", "language", 16),
    ColumnSpec("Formal or familiar", "address_form", 18),
    ColumnSpec("Days since contact", "days_since", 13, "formula"),
)

LAST_CONTACT = "Contacts[[#This Row],[Last contact]]"
DAYS_SINCE = f'IF(ISNUMBER({LAST_CONTACT}),TODAY()-{LAST_CONTACT},"")'
"""The formula of the last column: days, or nothing where last contact is no date."""
