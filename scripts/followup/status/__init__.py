"""What the person typed in our columns, and what the history cell remembers."""

from followup.status.history import (
    draft_hash,
    drafted,
    open_draft,
    read_history,
    with_events,
    write_history,
)
from followup.status.intake import Intake, OwnedCells, take_in
from followup.status.words import Typed, Word, read_status

__all__ = [
    "Intake",
    "OwnedCells",
    "Typed",
    "Word",
    "draft_hash",
    "drafted",
    "open_draft",
    "read_history",
    "read_status",
    "take_in",
    "with_events",
    "write_history",
]
