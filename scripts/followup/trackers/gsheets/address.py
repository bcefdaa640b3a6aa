"""Which spreadsheet, and which of its tabs, an address names."""

import re
from dataclasses import dataclass

from followup.errors import UsageError

_SHEET = r"(?:https?://)?docs\.google\.com/(?:a/[^/]+/)?spreadsheets/(?:u/\d+/)?d/(?!e/)([\w-]+)"
_URL = re.compile(_SHEET + r"(?![\w-])(.*)", re.DOTALL | re.IGNORECASE)
_KEY = re.compile(r"([\w-]{40,})((?:[/?#].*)?)\Z")
_TAB = re.compile(r"[?#&]gid=(\d+)")
_OTHERS = (
    (r"/spreadsheets/(?:u/\d+/)?d/e/", "is a published copy, which can only be looked at"),
    (r"drive\.google\.com/.*folders/", "is a folder in Drive"),
    (r"drive\.google\.com/", "is a file in Drive"),
    (r"docs\.google\.com/.*document/", "is a Google Doc"),
    (r"docs\.google\.com/.*presentation/", "is a Google presentation"),
    (r"docs\.google\.com/.*forms/", "is a Google form"),
)
"""Addresses that people take for a sheet's, and what they are."""


@dataclass(frozen=True, slots=True)
class Address:
    """A spreadsheet's key, and the number of one tab where the address gives it."""

    key: str
    tab: int | None = None


def parse_address(target: str) -> Address:
    """The key and tab in an address as the browser shows it, or in a bare key.

    Raises UsageError for an address that names no spreadsheet.
    """
    found = _URL.match(target.strip()) or _KEY.match(target.strip())
    if found is None:
        raise UsageError(
            f"{target} {_kind(target)}; open the sheet itself and copy its address from the "
            "browser (https://docs.google.com/spreadsheets/d/.../edit)"
        )
    tab = _TAB.search(found[2])
    return Address(found[1], int(tab[1]) if tab else None)


def _kind(target: str) -> str:
    """What an address names instead."""
    for pattern, kind in _OTHERS:
        if re.search(pattern, target, re.IGNORECASE):
            return kind
    return "names no Google Sheet"
