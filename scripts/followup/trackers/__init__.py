"""Where trackers are kept, and the one function that opens them."""

from pathlib import Path

from followup.errors import FollowupError
from followup.model.patterns import pattern
from followup.trackers.base import Tracker
from followup.trackers.paths import expanded

_GOOGLE = pattern(
    r"\s*(?:[Hh][Tt][Tt][Pp][Ss]?://|(?:docs|drive|sheets)\.google\.com/|"
    r"[\w-]{40,}(?:/(?:edit|view|copy|htmlview|preview)\b|[?#]|\s*\Z))"
)
_INSTEAD = {
    ".xls": "is in Excel's old format; save it as .xlsx (File > Save As)",
    ".xlsb": "is in Excel's binary format; save it as .xlsx (File > Save As)",
    ".ods": "is an OpenDocument sheet; save it as .xlsx (File > Save As)",
    ".numbers": "is a Numbers file; export it as .xlsx (File > Export To > Excel)",
    ".xltx": "is a template; make a workbook from it and name that",
    ".gsheet": "only points to a Google Sheet; give its address instead",
}
_WORKBOOKS = frozenset({".xlsx", ".xlsm"})
_TEXT_TABLES = frozenset({".csv", ".tsv", ".tab", ".txt"})


def is_address(target: str) -> bool:
    """Whether it is an address or a Google Sheet's key, rather than a file's name."""
    start = target.lstrip()[:40]
    if start[:1] in {"/", "\\", "."} or ("." in start and "/" not in start):
        return False  # a path; the pattern would say so too, but takes long to be made
    return _GOOGLE.match(target) is not None and not expanded(target).exists()


def open_tracker(
    target: str,
    *,
    output: str | None = None,
    credentials: str | None = None,
    read_only: bool = False,
) -> Tracker:
    """The tracker that a path or address names; with `output`, changes go into a copy there.

    For a Google Sheet `credentials` names the key file, and with `read_only` the login may only
    read. Nothing is read yet. Raises FollowupError, saying what to do, for what cannot be a
    tracker.
    """
    path = expanded(target)
    copy = expanded(output) if output else None
    if is_address(target):
        from followup.trackers.gsheets import GoogleTracker

        key_file = Path(credentials) if credentials else None
        return GoogleTracker(target, credentials=key_file, read_only=read_only, output=copy)
    suffix = path.suffix.lower()
    if path.is_dir() and suffix != ".numbers":
        raise FollowupError(f"{target} is a folder; name the tracker file in it")
    if suffix in _INSTEAD:
        raise FollowupError(f"{target} {_INSTEAD[suffix]}")
    if not path.exists():
        raise FollowupError(f"{target}: there is no such file")
    if suffix not in _WORKBOOKS | _TEXT_TABLES:
        raise FollowupError(f"{target} is no tracker followup can open (.xlsx, .xlsm, .csv, .tsv)")
    if suffix in _TEXT_TABLES:
        from followup.trackers.text import TextTracker

        return TextTracker(path, name=target, output=copy)
    from followup.trackers.xlsx import XlsxTracker

    return XlsxTracker(path, name=target, output=copy)
