"""Which trackers a path with wildcards names."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from followup.errors import FollowupError
from followup.trackers import is_address
from followup.trackers.paths import expanded

if TYPE_CHECKING:
    from followup.trackers.gsheets.address import Address

WILDCARDS = frozenset("*?")
_COPIES = (" (before undo", " conflicted copy ")
"""What `undo --force` and Dropbox put into the names of the versions they keep."""
SUFFIXES = frozenset({".xlsx", ".xlsm", ".csv", ".tsv"})
"""What a wildcard finds among other files; anything else can be named outright."""


def find_places(pattern: str, folder: Path) -> tuple[str, ...]:
    """The trackers that a path with * and ? names, sorted; ** stands for folders within folders.

    Relative paths start at `folder`; brackets are letters like any other. A Google address, and a
    path without wildcards, is itself, there or not. A file that has such a name goes first. A
    folder stands for the trackers in it.
    """
    if is_address(pattern):
        return (pattern,)
    path = folder / expanded(pattern)
    if path.is_dir() and path.suffix.lower() != ".numbers":
        path /= "*"
    elif not WILDCARDS & set(pattern) or path.exists():
        return (str(path),)
    return tuple(sorted(str(found) for found in _matches(path)))


def _matches(path: Path) -> Iterator[Path]:
    """Files that are no copies or locks of a spreadsheet program, nor hidden."""
    at = next(i for i, part in enumerate(path.parts) if WILDCARDS & set(part))
    root, rest = Path(*path.parts[:at]), Path(*map(_for_glob, path.parts[at:]))
    suffixes = {path.suffix.lower()} - {""} if not WILDCARDS & set(path.suffix) else set()
    for found in root.glob(str(rest)):
        wanted = found.suffix.lower() in (suffixes or SUFFIXES)
        if wanted and not _is_copy(found.name) and found.is_file():
            yield found


def _is_copy(name: str) -> bool:
    """Whether a name is that of an owner file, of a version we kept, or of a sync conflict."""
    return name.startswith(("~$", ".")) or any(mark in name for mark in _COPIES)


def _for_glob(part: str) -> str:
    literal = part.replace("[", "[[]")
    return literal if part == "**" else re.sub(r"\*\*+", "*", literal)


def same_place(place: str) -> str:
    """What tells one tracker from another, however it is named."""
    if not is_address(place):
        return str(Path(place).resolve())
    found = _address(place)
    return f"{found.key}#{found.tab}" if found else place


def sheet_name(address: str) -> str:
    """What to call a Google Sheet of which only the address is known."""
    found = _address(address)
    return f"Google Sheet {found.key[:8]}" if found else address


def _address(place: str) -> "Address | None":
    """The address taken apart; None for one that names no sheet, which opening it will say."""
    from followup.trackers.gsheets.address import parse_address

    try:
        return parse_address(place)
    except FollowupError:
        return None
