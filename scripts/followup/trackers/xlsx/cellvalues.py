"""One cell's value between the file's text and ours (ECMA-376 part 1, 18.3.1.4 and 22.9.2.19)."""

import re
from datetime import date, datetime, time, timedelta

from followup.model import CellValue
from followup.model.patterns import pattern
from followup.trackers.xlsx.errors import WorkbookError

_EPOCH = date(1899, 12, 30).toordinal()
_DAYS_1904 = 1462
_LAST_SERIAL = 2_958_465
_FAKE_LEAP_DAY = 60
_DAY_SECONDS = 86_400

_ESCAPE = pattern("_x([0-9A-Fa-f]{4})_")
_LOOKS_ESCAPED = pattern("_(?=x[0-9A-Fa-f]{4}_)")
_UNWRITABLE = pattern("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_PLAIN = bytes({9, 10, *range(32, 256)} - {*b"&<>", 0xED, 0xEF})
"""Bytes of UTF-8 that need no care: not those that surrogates and U+FFFE begin with."""
_SURROGATE = pattern("[\ud800-\udfff]")
_REFERENCE = pattern(r"&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


def decoded_text(raw: str) -> str:
    """Text as a person sees it: `_xHHHH_` escapes resolved, line ends as line feeds."""
    if "_x" in raw:
        raw = _ESCAPE.sub(_unescape, raw)
        raw = raw.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if "\r" in raw:
        raw = raw.replace("\r\n", "\n").replace("\r", "\n")
    return raw


def _unescape(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def unmarked(raw: str) -> str:
    """Character data with its entity and character references resolved."""
    return _REFERENCE.sub(_resolve, raw) if "&" in raw else raw


def _resolve(match: re.Match[str]) -> str:
    if match[3]:
        return _NAMED[match[3]]
    code = int(match[1]) if match[1] else int(match[2], 16)
    if code > 0x10FFFF or 0xD800 <= code < 0xE000:
        raise WorkbookError(f"refers to a character {match[0]} that does not exist")
    return chr(code)


def clean_text(text: str) -> str:
    """Text as it comes back after it was written: line feeds only, no halves of characters."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def encoded_text(text: str) -> bytes:
    """Text as it stands in `<t>`: `_xHHHH_` for what XML cannot hold or what only looks escaped."""
    raw = text.encode("utf-8", "surrogatepass")
    if not raw.translate(None, _PLAIN) and b"_x" not in raw:
        return raw
    text = _SURROGATE.sub("\ufffd", text.replace("\r\n", "\n"))
    text = _LOOKS_ESCAPED.sub("_x005F_", text)
    text = _UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()


def plain_number(value: float) -> int | float:
    """A stored number; whole ones as int."""
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def dated(serial: float, starts_1904: bool) -> CellValue:
    """The day, moment or time of day a serial number in a date format stands for.

    Whole days come back as date, fractions of the first day as time. Serial 0, negative ones and
    those past the year 9999 stay numbers, as no calendar shows them.
    """
    last = _LAST_SERIAL - (_DAYS_1904 if starts_1904 else 0)
    if not 0 < serial < last + 1:
        return plain_number(serial)
    days, seconds = divmod(round(serial * _DAY_SECONDS), _DAY_SECONDS)
    if days == 0:
        return (datetime(1900, 1, 1) + timedelta(seconds=seconds)).time()
    day = date.fromordinal(_EPOCH + min(days, last) + _shift(days, starts_1904))
    if not seconds:
        return day
    return datetime(day.year, day.month, day.day) + timedelta(seconds=seconds)


def _shift(days: int, starts_1904: bool) -> int:
    """1904 dates start later; and before March 1900 Excel counts a 29 February that never was."""
    if starts_1904:
        return _DAYS_1904
    return 1 if days < _FAKE_LEAP_DAY else 0


def serial(value: date | datetime | time, starts_1904: bool) -> int | float:
    """The serial number of a day, a moment or a time of day."""
    if isinstance(value, time):
        return _fraction(value)
    shift = _DAYS_1904 if starts_1904 else 0
    days = value.toordinal() - _EPOCH - shift
    if not starts_1904 and days <= _FAKE_LEAP_DAY:
        days -= 1
    if days < 0:
        raise WorkbookError(f"cannot hold {value:%d %b %Y}: its dates begin later")
    return days + _fraction(value.time()) if isinstance(value, datetime) else days


def _fraction(moment: time) -> float:
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1e6
    return seconds / _DAY_SECONDS


def iso_dated(raw: str) -> CellValue:
    """An ISO 8601 date, moment or time (`t="d"` cells); other text stays text."""
    text = raw.strip().removesuffix("Z")
    for kind in (date, datetime, time):
        try:
            value = kind.fromisoformat(text)
        except ValueError:
            continue
        if isinstance(value, datetime) and value.time() == time(0):
            return value.date()
        return value
    return text or None
