"""The kinds of value a setting may have: what a TOML value comes to, or what is wrong with it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from followup.followups.calendar import has_holidays
from followup.model import QuietPeriod
from followup.settings.keys import Key
from followup.values.weekdays import read_weekday

DATE_ORDERS = {"dmy": True, "mdy": False}
LEAP_YEAR = 2024
"""For days of every year, 29 February included."""


def read_value(key: Key, value: Any) -> Any:
    """The setting's value as the frozen settings hold it.

    Raises ValueError with the end of a sentence that begins with the key's name.
    """
    return KINDS[key.kind](key, value)


def _plain(value: Any, kind: type, wanted: str) -> Any:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise ValueError(f"must be {wanted}, not {value!r}")
    return value


def _text(_: Key, value: Any) -> str:
    return str(_plain(value, str, "text in quotes"))


def _flag(_: Key, value: Any) -> bool:
    return bool(_plain(value, bool, "true or false"))


def _count(key: Key, value: Any) -> int:
    number: int = _plain(value, int, "a whole number")
    if number < key.least:
        raise ValueError(f"must be at least {key.least}, not {number}")
    return number


def _choice(key: Key, value: Any) -> str:
    text = _text(key, value).lower()
    if text not in key.choices:
        told = " or ".join(f'"{choice}"' for choice in key.choices if choice)
        raise ValueError(f'must be {told}, not "{value}"')
    return text


def _order(key: Key, value: Any) -> bool | None:
    text = _text(key, value).lower()
    if text and text not in DATE_ORDERS:
        raise ValueError('must be "dmy" (day first) or "mdy" (month first)')
    return DATE_ORDERS.get(text)


def _language(key: Key, value: Any) -> str:
    from followup.drafts.tongues import named

    text = _text(key, value).strip()
    code = named(text)
    if text and not code:
        raise ValueError(f'"{text}" is not a language known here, such as "en", "German" or "fr"')
    return code


def _country(key: Key, value: Any) -> str:
    country = _text(key, value).strip()
    if not country or has_holidays(country):
        return country
    from followup.values.places import country_code

    code = country_code(country)
    if not code:
        raise ValueError(f'"{country}" is no country known here; write its code, such as "DE"')
    if not has_holidays(code):
        raise ValueError(f'"{country}" is a country whose holidays are not known; leave it empty')
    return code


def _zone(key: Key, value: Any) -> str:
    zone = _text(key, value).strip()
    if zone:
        from zoneinfo import ZoneInfo

        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(f'"{zone}" is no time zone such as "Europe/Berlin"') from error
    return zone


def _day(_: Key, value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise ValueError(f'"{value}" is no day; a day is written 2026-12-24') from error


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("must be a list in square brackets")
    return value


def _days(key: Key, value: Any) -> frozenset[date]:
    return frozenset(_day(key, each) for each in _list(value))


def _weekdays(_: Key, value: Any) -> frozenset[int]:
    weekend = frozenset(_weekday(each) for each in _list(value))
    if len(weekend) > 6:
        raise ValueError("leaves no business day in the week")
    return weekend


def _weekday(value: Any) -> int:
    number = read_weekday(str(value))
    if number is not None:
        return number
    raise ValueError(f'"{value}" is no weekday such as "Saturday"')


def _periods(key: Key, value: Any) -> tuple[QuietPeriod, ...]:
    return tuple(_period(key, each) for each in _list(value))


def _period(key: Key, value: Any) -> QuietPeriod:
    """ "08-01 to 08-15", or { days = "08-01 to 08-15", industry = "school", country = "DE" }."""
    table: Mapping[str, Any] = value if isinstance(value, dict) else {"days": value}
    unknown = sorted(table.keys() - {"days", "industry", "country"})
    first, to, last = str(table.get("days", "")).partition(" to ")
    if unknown or not to:
        told = '"08-01 to 08-15" or { days = "08-01 to 08-15", industry = "...", country = "DE" }'
        raise ValueError(f"holds {value!r}; a period is written {told}")
    country = _country(key, table.get("country", ""))
    return QuietPeriod(_of_year(first), _of_year(last), str(table.get("industry", "")), country)


def _of_year(text: str) -> tuple[int, int]:
    try:
        day = date.fromisoformat(f"{LEAP_YEAR}-{text.strip()}")
    except ValueError as error:
        raise ValueError(f'"{text}" is no day of the year such as 08-01') from error
    return day.month, day.day


KINDS: Mapping[str, Callable[[Key, Any], Any]] = {
    "text": _text,
    "path": _text,
    "flag": _flag,
    "count": _count,
    "row": _count,
    "choice": _choice,
    "order": _order,
    "language": _language,
    "country": _country,
    "zone": _zone,
    "day": _day,
    "days": _days,
    "weekdays": _weekdays,
    "periods": _periods,
}
