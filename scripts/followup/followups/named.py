"""What an expression of the config can name: one contact's fields, and a few helpers."""

import re
from calendar import isleap
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from followup.followups.expressions import NOTHING, ExpressionError, Nothing, nearest
from followup.model import DATE_FIELDS, CellValue, Contact, Field
from followup.values.text import fold, shown

NAMES = (*(wanted.value for wanted in Field), "tier", "today", "days_since", "row")
"""Every name an expression may use."""

LEAP_DAY = (2, 29)


def values(contact: Contact, today: date, day_first: bool | None = None) -> dict[str, Any]:
    """What an expression can name: each field as text, day, flag or number, and the helpers.

    A day, number or cell that the row lacks is NOTHING, a text "". `days_since` takes a day (or a
    text that is one, read by `day_first`) to the calendar days from there to `today`.
    """
    found: dict[str, Any] = {wanted.value: contact.text.get(wanted, "") for wanted in Field}
    found |= {wanted.value: getattr(contact, wanted) or NOTHING for wanted in DATE_FIELDS}
    found |= {
        "name": contact.name.full,
        "first_name": contact.name.first,
        "last_name": contact.name.last,
        "email": contact.emails[0] if contact.emails else "",
        "reply": contact.replied,
        "needs_followup": bool(contact.needs_followup and contact.needs_followup.yes),
        "thank_you_sent": bool(contact.thank_you and contact.thank_you.yes),
        "do_not_contact": bool(contact.do_not_contact),
        "birthday": contact.birthday or NOTHING,
        "nudges": contact.nudges or 0,
        "cadence": contact.cadence or NOTHING,
        "tier": contact.tier or NOTHING,
        "tags": Tags(contact.text.get(Field.TAGS, "")),
        "today": today,
        "row": Cells(contact.cells),
        "days_since": _days_since(today, day_first),
    }
    return found


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
        near = nearest(str(header), tuple(self.cells))
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
