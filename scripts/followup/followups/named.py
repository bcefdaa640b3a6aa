"""What an expression of the config can name: one contact's fields, and a few helpers."""

import re
from calendar import isleap
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from followup.followups.expressions import NOTHING, ExpressionError, Nothing, nearest_of
from followup.model import DATE_FIELDS, CellValue, Contact, Field
from followup.values.text import fold, shown

LEAP_DAY = (2, 29)

Reader = Callable[[Contact, date, bool | None], Any]
"""(contact, today, how 3/4 is read) to what a name stands for."""


def _text(name: str) -> Reader:
    return lambda contact, *_: contact.text.get(name, "")


def _present(name: str) -> Reader:
    return lambda contact, *_: getattr(contact, name) or NOTHING


READERS: Mapping[str, Reader] = {
    **{wanted.value: _text(wanted.value) for wanted in Field},
    **{wanted.value: _present(wanted.value) for wanted in DATE_FIELDS},
    **{name: _present(name) for name in ("birthday", "cadence", "tier")},
    "name": lambda contact, *_: contact.name.full,
    "first_name": lambda contact, *_: contact.name.first,
    "last_name": lambda contact, *_: contact.name.last,
    "email": lambda contact, *_: contact.emails[0] if contact.emails else "",
    "reply": lambda contact, *_: contact.replied,
    "needs_followup": lambda contact, *_: bool(
        contact.needs_followup and contact.needs_followup.yes
    ),
    "thank_you_sent": lambda contact, *_: bool(contact.thank_you and contact.thank_you.yes),
    "do_not_contact": lambda contact, *_: bool(contact.do_not_contact),
    "nudges": lambda contact, *_: contact.nudges or 0,
    "tags": lambda contact, *_: Tags(contact.text.get("tags", "")),
    "row": lambda contact, *_: Cells(contact.cells),
    "today": lambda _, today, __: today,
    "days_since": lambda _, today, day_first: _days_since(today, day_first),
}
"""Every name an expression may use, and what it stands for: each field as text, day, flag or
number, and the helpers.

A day, number or cell that the row lacks is NOTHING, a text "". `days_since` takes a day (or a text
that is one) to the calendar days from there to today.
"""

NAMES = tuple(READERS)


def values(
    names: Iterable[str], contact: Contact, today: date, day_first: bool | None = None
) -> dict[str, Any]:
    """What those names stand for; texts that are days are read by `day_first`."""
    return {name: READERS[name](contact, today, day_first) for name in names}


class Tags:
    """The tags of a cell, parted at commas, semicolons and bars; case does not matter for `in`."""

    __slots__ = ("tags",)

    def __init__(self, cell: str) -> None:
        self.tags = tuple(filter(None, map(str.strip, re.split(r"[,;|/\n]", cell))))

    def __contains__(self, tag: object) -> bool:
        return fold(str(tag)) in map(fold, self.tags)

    def __len__(self) -> int:
        return len(self.tags)

    def __str__(self) -> str:
        return ", ".join(self.tags)


class Cells:
    """The titled columns of a row by header; case, accents and spacing do not matter."""

    __slots__ = ("cells",)

    def __init__(self, cells: Mapping[str, CellValue]) -> None:
        self.cells = cells

    def __getitem__(self, header: object) -> Any:
        for title, value in self.cells.items():
            if fold(title) == fold(str(header)):
                plain = value.date() if isinstance(value, datetime) else value
                return NOTHING if plain is None or plain == "" else plain
        near = nearest_of(str(header), tuple(self.cells))
        raise ExpressionError(f'there is no column "{header}"{near}')


def _days_since(today: date, day_first: bool | None) -> Callable[[object], int | Nothing]:
    def days_since(day: object) -> int | Nothing:
        if isinstance(day, Nothing) or day == "":
            return NOTHING
        yearly = isinstance(day, tuple)
        since = of_year(day, today.year) if yearly else as_day(day, today, day_first)
        return (today - since).days

    return days_since


def as_day(value: object, today: date, day_first: bool | None) -> date:
    """A day, or a text that is one. Raises ExpressionError for anything else."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise ExpressionError(f"{value!r} is not a day")
    from followup.values.dates import read_day

    reading = read_day(value, day_first=day_first, today=today)
    if reading is None or reading.day is None:
        told = reading.problem if reading else ""
        raise ExpressionError(told or f"{shown(value)!r} is not a day")
    return reading.day


def of_year(found: Any, year: int) -> date:
    """A (month, day) in that year; 29 February is the 28th in common years."""
    try:
        month, day = (2, 28) if found == LEAP_DAY and not isleap(year) else found
        return date(year, month, day)
    except (ValueError, TypeError) as error:
        raise ExpressionError(f"{found!r} is not a day") from error
