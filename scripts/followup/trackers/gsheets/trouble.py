"""What Google's refusals mean, in one line that says what to do."""

import re
from dataclasses import dataclass
from typing import Any

from followup.errors import BusyError, FollowupError
from followup.trackers.gsheets.cells import Raw

RETRIED = frozenset({429, 500, 502, 503, 504})
"""HTTP states that may pass by themselves (Google's guidance on Sheets API errors)."""

_OUTSIDE = re.compile(
    r"grid limits|outside the (grid|sheet)|out of bounds|grid size|(row|column)Count"
)


class Transient(Exception):  # noqa: N818  # it is no error yet
    """A failure that may pass: `final` is raised if it lasts, `after` seconds to wait at least."""

    def __init__(self, final: FollowupError, after: float = 0.0) -> None:
        super().__init__(str(final))
        self.final = final
        self.after = after


class DeclinedError(FollowupError):
    """Google refused a request as such; nothing was written."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that is no success: HTTP state and Google's error object, {} where it sent none."""

    status: int
    error: Raw

    @property
    def message(self) -> str:
        """Google's sentence, on one line."""
        return " ".join(str(self.error.get("message", "")).split())[:300]

    @property
    def reasons(self) -> set[str]:
        """Google's machine-readable reasons."""
        details: list[Any] = self.error.get("details", [])
        return {str(one.get("reason")) for one in details if isinstance(one, dict)}

    @property
    def outside(self) -> bool:
        """Whether cells were named that are no longer on the tab."""
        return self.status == 400 and bool(_OUTSIDE.search(self.message))


def explain(refusal: Refusal, name: str, email: str, *, writing: bool) -> FollowupError:
    """The error to raise for a refusal that will not pass by itself."""
    status = refusal.status
    if not refusal.error and status not in {401, 404, 413}:
        return FollowupError(
            f"{name}: another page came instead of Google's answer (HTTP {status}); does a proxy "
            "or a firewall stand in between?"
        )
    if status == 404:
        return FollowupError(
            f"{name}: there is no such Google Sheet; copy its address from the browser again"
        )
    if status == 403:
        return FollowupError(_forbidden(refusal, name, email, writing=writing))
    if status == 401:
        return FollowupError(
            f"{name}: Google does not accept the login; make a new key file (docs/google.md)"
        )
    if status == 413:
        return FollowupError(f"{name}: too much to write at once; use --limit. Nothing was written")
    return _bad_request(refusal, name)


def _forbidden(refusal: Refusal, name: str, email: str, *, writing: bool) -> str:
    said = refusal.message
    if "SERVICE_DISABLED" in refusal.reasons or "has not been used in project" in said:
        return (
            f"{name}: the Google Sheets API is switched off for this key's project; "
            "switch it on in the Google Cloud console (APIs & Services > Library) and try again"
        )
    if "SCOPE" in " ".join(refusal.reasons) or "insufficient authentication scopes" in said:
        return f"{name}: this login may not touch spreadsheets; sign in anew (docs/google.md)"
    who = email or "the account of your key file"
    if writing:
        return f"{name} may be read but not written; share it with {who} as Editor and try again"
    return f"{name} is not shared with us; share it with {who} as Editor and try again"


def _bad_request(refusal: Refusal, name: str) -> FollowupError:
    said = refusal.message
    if "protected cell" in said:
        return FollowupError(
            f"{name}: cells to be written are protected; allow our account to edit them (Data > "
            "Protect sheets and ranges). Nothing was written"
        )
    if "Unable to parse range" in said or "No grid with id" in said:
        return BusyError(
            f"{name}: its tab was renamed or deleted meanwhile; nothing was written, try again"
        )
    if "more than the maximum of" in said:
        return FollowupError(f"{name}: a text is longer than a cell takes. Nothing was written")
    if "10000000 cells" in said or "limit of 10" in said:
        return FollowupError(
            f"{name} is full (10 million cells); delete empty rows or columns and try again"
        )
    if "not supported for this document" in said or "Office file" in said:
        return FollowupError(
            f"{name} is an Excel file kept in Drive; open it there and save it as a Google Sheet "
            "(File > Save as Google Sheets)"
        )
    return DeclinedError(f"{name}: Google refused ({refusal.status} {said}). Nothing was written")


def shrunk(name: str) -> BusyError:
    """The error to raise if rows or columns were removed again and again while we wrote."""
    return BusyError(
        f"{name}: rows or columns were removed meanwhile; nothing was written, try again"
    )


def lasting(refusal: Refusal, name: str) -> BusyError:
    """The error to raise for one of RETRIED that did not pass."""
    if refusal.status == 429:
        return BusyError(f"{name}: Google's quota for this minute is used up; try again later")
    return BusyError(f"{name}: Google Sheets is out of order ({refusal.status}); try again later")
