"""Which spreadsheet, and which of its tabs, an address names."""

import re
from dataclasses import dataclass

from followup.errors import UsageError

_URL = re.compile(r"https?://docs\.google\.com/spreadsheets/(?:u/\d+/)?d/([\w-]+)(.*)", re.DOTALL)
_KEY = re.compile(r"[\w-]{40,}\Z")
_TAB = re.compile(r"[?#&]gid=(\d+)")


@dataclass(frozen=True, slots=True)
class Address:
    """A spreadsheet's key, and the number of one tab where the address gives it."""

    key: str
    tab: int | None = None


def parse_address(target: str) -> Address:
    """The key and tab in an address as the browser shows it, or in a bare key.

    Raises UsageError for an address that names no spreadsheet.
    """
    if _KEY.match(target):
        return Address(target)
    found = _URL.match(target)
    if found is None or found[1] == "e":
        raise UsageError(
            f"{target} names no Google Sheet; copy the address from the browser while the sheet is"
            " open (https://docs.google.com/spreadsheets/d/.../edit)"
        )
    tab = _TAB.search(found[2])
    return Address(found[1], int(tab[1]) if tab else None)
