"""One cell between Google's `CellData` and our values.

Facts from the Sheets API v4 reference: dates are serial numbers counted from 30 December 1899, and
only a cell's number format tells them from other numbers; text is written as `stringValue`, which
is never parsed; a link is a text run over the whole cell, which needs no formula, moves with the
cell, is read back as `hyperlink` and goes when another value is written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import unquote

from followup.model import CellValue, Link

Raw = Mapping[str, Any]
"""A CellData object as the API gives it; an empty cell is an empty mapping."""

EMPTY: Raw = {}
LONGEST_TEXT = 50_000
"""Characters a cell holds (Google's limit)."""

VALUE, RUNS = "userEnteredValue", "textFormatRuns"
FORMAT, CELL_LINK = "userEnteredFormat.numberFormat", "userEnteredFormat.textFormat.link"
CELL_MASK = (
    "userEnteredValue,effectiveValue,hyperlink,textFormatRuns,"
    "userEnteredFormat(numberFormat,textFormat(link)),effectiveFormat(numberFormat)"
)
"""What is asked of each cell: its value, link and date format, and what putting it back takes."""

_EPOCH = datetime(1899, 12, 30)
_DAY_SECONDS = 86_400
_LAST_SERIAL = 2_958_465
_ERRORS = {
    "NULL_VALUE": "#NULL!",
    "DIVIDE_BY_ZERO": "#DIV/0!",
    "VALUE": "#VALUE!",
    "REF": "#REF!",
    "NAME": "#NAME?",
    "NUM": "#NUM!",
    "N_A": "#N/A",
    "LOADING": "Loading...",
}
_DATE_FORMATS = {date: "DATE", datetime: "DATE_TIME", time: "TIME"}
_DEFAULT_PATTERNS = {"DATE": "yyyy-mm-dd", "DATE_TIME": "yyyy-mm-dd hh:mm", "TIME": "hh:mm"}


@dataclass(frozen=True, slots=True)
class Write:
    """What one cell shall become, and which fields of it are written."""

    cell: Raw
    fields: tuple[str, ...]


def formula(cell: Raw) -> str:
    """The formula typed into the cell; "=" for a cell that another cell's formula fills; or ""."""
    if not cell:
        return ""
    entered = cell.get(VALUE)
    if entered:
        typed: str = entered.get("formulaValue", "")
        return typed
    return "=" if cell.get("effectiveValue") else ""


def content(cell: Raw) -> CellValue:
    """The cell's value; days, moments and times by its number format, errors as text."""
    value = _literal(cell)
    if not value:
        return None
    if "stringValue" in value:
        return plain_text(value["stringValue"]) or None
    if "numberValue" in value:
        return _number(value["numberValue"], _format_type(cell))
    if "boolValue" in value:
        return bool(value["boolValue"])
    if "formulaValue" in value:
        return None  # without a result
    return _ERRORS.get(value.get("errorValue", {}).get("type", ""), "#ERROR!")


def plain_text(text: str) -> str:
    """Text with line feeds only."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _literal(cell: Raw) -> Raw:
    return cell.get("effectiveValue") or cell.get(VALUE) or EMPTY if cell else EMPTY


def _format_type(cell: Raw) -> str:
    for kind in ("effectiveFormat", "userEnteredFormat"):
        found = cell.get(kind, EMPTY).get("numberFormat", EMPTY).get("type", "")
        if found:
            return str(found)
    return ""


def _number(number: float, kind: str) -> CellValue:
    if kind == "TIME" and 0 < number < 1:
        return (_EPOCH + timedelta(seconds=round(number * _DAY_SECONDS))).time()
    if kind in {"DATE", "DATE_TIME"} and 1 <= number < _LAST_SERIAL + 1:
        moment = _EPOCH + timedelta(seconds=round(number * _DAY_SECONDS))
        return moment.date() if moment.time() == time(0) else moment
    return int(number) if float(number).is_integer() and abs(number) < 1e15 else number


def serial(value: date | datetime | time) -> int | float:
    """The serial number of a day, a moment or a time of day."""
    if isinstance(value, datetime):
        return (value.replace(tzinfo=None) - _EPOCH) / timedelta(days=1)
    if isinstance(value, date):
        return value.toordinal() - _EPOCH.toordinal()
    seconds = value.hour * 3600 + value.minute * 60 + value.second
    return seconds / _DAY_SECONDS


def link(cell: Raw) -> str:
    """The address behind the cell, or ""."""
    if not cell:
        return ""
    if found := cell.get("hyperlink"):
        return str(found)
    for run in cell.get(RUNS, ()):
        if found := run.get("format", EMPTY).get("link", EMPTY).get("uri"):
            return str(found)
    return _cell_link(cell)


def _cell_link(cell: Raw) -> str:
    text = cell.get("userEnteredFormat", EMPTY).get("textFormat", EMPTY)
    return str(text.get("link", EMPTY).get("uri", ""))


def typed(cell: Raw) -> tuple[object, ...] | None:
    """What a person put there, for comparing: None for nothing; formulas are all alike.

    A formula's text changes as its row moves, its result by itself; neither is a person's doing.
    """
    if formula(cell):
        return ("formula",)
    value = _literal(cell)
    if not value:
        return None
    kind = next(iter(value))
    held = value[kind]
    if kind == "stringValue":
        held = plain_text(held)
        if not held:
            return None
    elif kind == "numberValue":
        held = float(held)
    return (kind, held)


def same(one: Raw, other: Raw) -> bool:
    """Whether two cells hold the same: value or formula, and link."""
    if typed(one) != typed(other):
        return False
    if formula(one):
        return formula(one) == formula(other)
    return _same_link(link(one), link(other))


def holds(found: Raw, wrote: Raw) -> bool:
    """Whether a cell holds what was written.

    Google may add links of its own to addresses, and leave out one that it does not take.
    """
    if typed(found) != typed(wrote) or formula(found) != formula(wrote):
        return False
    wanted, there = link(wrote), link(found)
    return not (wanted and there) or _same_link(there, wanted)


def _same_link(one: str, other: str) -> bool:
    """Whether two addresses are the same however their characters are escaped."""
    return one == other or unquote(one) == unquote(other)


def write(value: CellValue | Link, there: Raw, pattern: Raw = EMPTY) -> Write:
    """What is written to make a cell that is now `there` hold `value`.

    `pattern` is the number format of the dates around it, for a cell without a date format.
    """
    fields = [VALUE]
    cell: dict[str, Any] = {}
    if there.get(RUNS) or isinstance(value, Link):
        fields.append(RUNS)
    if _cell_link(there):
        fields.append(CELL_LINK)
    if isinstance(value, Link):
        cell[RUNS] = [{"startIndex": 0, "format": {"link": {"uri": value.url}}}]
        value = value.text
    entered = _entered(value)
    if entered:
        cell[VALUE] = entered
    wanted = _DATE_FORMATS.get(type(value), "")
    if wanted and _format_type(there) not in {"DATE", "DATE_TIME", wanted}:
        fields.append(FORMAT)
        default = {"type": wanted, "pattern": _DEFAULT_PATTERNS[wanted]}
        fits = pattern.get("type") == wanted
        cell["userEnteredFormat"] = {"numberFormat": dict(pattern) if fits else default}
    return Write(cell, tuple(fields))


def _entered(value: CellValue) -> dict[str, Any]:
    if value is None or value == "":
        return {}
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int | float):
        return {"numberValue": value}
    if isinstance(value, date | datetime | time):
        return {"numberValue": serial(value)}
    return {"stringValue": plain_text(value)}


def restore(cell: Raw, fields: tuple[str, ...]) -> Write:
    """What is written to put back `cell` where those fields of it were overwritten."""
    kept = tuple(dict.fromkeys((*fields, RUNS)))
    back: dict[str, Any] = {}
    entered = cell.get(VALUE) or (EMPTY if formula(cell) else _literal(cell))
    if entered:
        back[VALUE] = dict(entered)
    if cell.get(RUNS):
        back[RUNS] = cell[RUNS]
    dress = cell.get("userEnteredFormat", EMPTY)
    if FORMAT in kept and dress.get("numberFormat"):
        back.setdefault("userEnteredFormat", {})["numberFormat"] = dress["numberFormat"]
    if CELL_LINK in kept and _cell_link(cell):
        textual = {"link": {"uri": _cell_link(cell)}}
        back.setdefault("userEnteredFormat", {})["textFormat"] = textual
    return Write(back, kept)
