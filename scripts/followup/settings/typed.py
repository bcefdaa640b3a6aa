"""A setting as people type it into a cell, and as the config file has it."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from followup.model import CellValue
from followup.model.patterns import pattern
from followup.settings.keys import Key
from followup.values.cadence import read_cadence
from followup.values.dates import read_day
from followup.values.flags import read_mark
from followup.values.nothing import is_nothing
from followup.values.text import is_formula_error, shown, tidy
from followup.values.weekdays import WEEKDAYS

_WHOLE = pattern(r"\d{1,6}(?:[.,]0+)?")
_PIECES = pattern(r"[;\n]|,(?!\s*\d{4}\s*(?:[,;\n]|$))")
"""Between several values; the comma of "Dec 24, 2026" is none."""
_DAYS_TOGETHER = pattern(r"[/&+]|\s(?:and|und|et|y|e|en|i|a)\s", re.IGNORECASE)
_COUNTED_IN_DAYS = frozenset({"gap_days", "days"})
_ANY_DAY = date(2000, 1, 1)
"""For readers that fill in a year; here the year must be typed."""


def as_toml(key: Key, value: CellValue, day_first: bool | None) -> Any:
    """A cell's value as TOML would give it, for `read_value`.

    Yes and no in any language, whole numbers as text, a rhythm in words for numbers of days, days
    and lists of them as people type them. `day_first` is how 3/4 is read. Raises ValueError with
    the end of a sentence that begins with the setting's name.
    """
    if isinstance(value, str) and is_formula_error(value):
        raise ValueError(f'holds "{shown(value)}", the error of a formula')
    reader = _READERS.get(key.kind)
    return _text(value) if reader is None else reader(key, value, day_first)


def as_typed(key: Key, value: Any) -> CellValue:
    """The value of a setting for the sheet; None where there is none.

    `as_toml` and `read_value` make the same value of it again.
    """
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if key.kind == "weekdays":
        return ", ".join(WEEKDAYS[day].title() for day in sorted(value)) or "none"
    if key.kind == "days":
        return ", ".join(day.isoformat() for day in sorted(value)) or None
    return value if isinstance(value, int | date) else str(value)


def _text(value: CellValue) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _flag(_: Key, value: CellValue, day_first: bool | None) -> bool:
    dated = isinstance(value, date)
    mark, _problem = (None, "") if dated else read_mark(value, day_first=day_first, today=_ANY_DAY)
    if mark is None or mark.yes is None or mark.on is not None:
        raise ValueError(f'must be yes or no, not "{shown(str(value))}"')
    return mark.yes


def _count(key: Key, value: CellValue, _day_first: bool | None) -> Any:
    if isinstance(value, str):
        text = tidy(value)
        if _WHOLE.fullmatch(text):
            return int(re.split("[.,]", text)[0])
        if key.section == "cadence" or key.name in _COUNTED_IN_DAYS:
            days, _problem = read_cadence(text)
            if days is not None:
                return days
    elif isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise ValueError(f'must be a whole number, not "{shown(str(value))}"')


def _choice(_: Key, value: CellValue, _day_first: bool | None) -> str:
    return _text(value).lower()


def _country(_: Key, value: CellValue, _day_first: bool | None) -> str:
    from followup.values.places import country_code

    return country_code(_text(value)) or _text(value)


def _day(_: Key, value: CellValue, day_first: bool | None) -> date:
    if isinstance(value, datetime):
        return value.date()
    read = read_day(value, day_first=day_first, today=_ANY_DAY)
    if read is None or read.day is None or not read.sure or read.rest:
        raise ValueError(f'holds "{shown(str(value))}"; a day is written 2026-12-24')
    return read.day


def _pieces(value: CellValue) -> Iterator[CellValue]:
    """The values of a list: one that is no text is the only one."""
    if not isinstance(value, str):
        yield value
        return
    for piece in _PIECES.split(value):
        if not is_nothing(piece):
            yield piece.strip()


def _days(key: Key, value: CellValue, day_first: bool | None) -> list[date]:
    return [_day(key, piece, day_first) for piece in _pieces(value)]


def _weekdays(_: Key, value: CellValue, _day_first: bool | None) -> list[str]:
    pieces = (str(piece) for piece in _pieces(value))
    return [day.strip() for piece in pieces for day in _DAYS_TOGETHER.split(piece)]


_READERS: Mapping[str, Callable[[Key, CellValue, bool | None], Any]] = {
    "flag": _flag,
    "count": _count,
    "row": _count,
    "choice": _choice,
    "country": _country,
    "day": _day,
    "days": _days,
    "weekdays": _weekdays,
}
