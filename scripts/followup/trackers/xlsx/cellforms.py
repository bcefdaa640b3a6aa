"""Cells as they are written: by the kind of their value (ECMA-376 part 1, 18.3.1.4)."""

from collections.abc import Callable
from datetime import date, datetime, time
from math import isfinite
from typing import Any

from followup.model import CellValue, Link, column_letters
from followup.trackers.xlsx.cellvalues import encoded_text, serial
from followup.trackers.xlsx.errors import WorkbookError

_KINDS = {
    str: "text",
    Link: "link",
    date: "day",
    datetime: "day",
    time: "day",
    bool: "flag",
    int: "number",
    float: "number",
    type(None): "empty",
}
_TEXTS = frozenset({"text", "lines", "link", "iso day"})


def kind_of(value: CellValue | Link) -> str:
    """What it is as the content of a cell: "text", "lines" (a text of several), "link", "day" (or
    a time of day), "flag", "number" or "empty".
    """
    kind = _KINDS.get(type(value)) or _kind_of_heir(value)
    return "lines" if kind == "text" and "\n" in value else kind  # type: ignore[operator]


def _kind_of_heir(value: object) -> str:
    return next(kind for known, kind in _KINDS.items() if isinstance(value, known))


def cell_form(prefix: str, column: int, attrs: str, kind: str) -> bytes:
    """A cell in that column, with these attributes, but for the number of its row and its content.

    To be filled in by `%`. A day can also be an "iso day", in words instead of a number.
    """
    attrs = attrs.replace("%", "%%")
    begin = f'<{prefix}c r="{column_letters(column)}%d"{attrs}'
    if kind == "empty":
        return f"{begin}/>".encode()
    if kind in _TEXTS:
        begin += f' t="inlineStr"><{prefix}is><{prefix}t xml:space="preserve">'
        return f"{begin}%b</{prefix}t></{prefix}is></{prefix}c>".encode()
    begin += ' t="b"' if kind == "flag" else ""
    return f"{begin}><{prefix}v>%b</{prefix}v></{prefix}c>".encode()


def content_of(kind: str, starts_1904: bool) -> Callable[[Any], bytes] | None:
    """What makes the content of a cell of that kind from its value; None where it has none.

    It raises WorkbookError for a value that no cell can hold.
    """
    makers: dict[str, Callable[[Any], bytes]] = {
        "text": encoded_text,
        "lines": encoded_text,
        "link": lambda value: encoded_text(value.text),
        "flag": lambda value: b"%d" % value,
        "day": lambda value: _number(serial(value, starts_1904)),
        "iso day": lambda value: value.isoformat().encode(),
        "number": _number,
    }
    return makers.get(kind)


def _number(value: float) -> bytes:
    if not isfinite(value):
        raise WorkbookError(f"cannot hold the number {value}")
    return repr(value).encode()
