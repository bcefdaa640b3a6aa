"""A tracker opened, read and understood: where every command begins."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from followup.flow.look import Look, look_at
from followup.model import Book, Problem, Settings, is_own_sheet
from followup.model.records import dataclass, replace

if TYPE_CHECKING:
    from followup.trackers.base import Tracker

Clock = Callable[[str], date]
"""Today in the time zone of that IANA name; "" is the machine's."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A tracker opened and understood, as a command was asked to."""

    tracker: "Tracker"
    look: Look


def open_and_look(
    target: str,
    settings: Settings,
    clock: Clock,
    *,
    credentials: str | None = None,
    output: str | None = None,
    read_only: bool = True,
) -> Opened:
    """Open the tracker, read it and understand it; `read_only` asks Google for no more.

    The tracker's own settings sheet is laid over `settings`; what is wrong in it is among the
    problems of the look.

    Today is taken where the person is: in the config's time zone, else in the document's, else in
    the machine's. Raises FollowupError for what cannot be opened, read or understood.
    """
    from followup.trackers import open_tracker

    key_file = credentials or settings.credentials or None
    tracker = open_tracker(target, output=output, credentials=key_file, read_only=read_only)
    book = tracker.read()
    settings, said = _with_sheet(settings, book)
    today = clock(settings.me.time_zone or book.time_zone)
    look = look_at(book, settings, today)
    return Opened(tracker, replace(look, problems=(*said, *look.problems)) if said else look)


def _with_sheet(settings: Settings, book: Book) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings with the tracker's own settings sheet, if it has one, laid over them."""
    if not any(is_own_sheet(sheet.title) for sheet in book.sheets):
        return settings, ()
    from followup.settings.sheet import with_sheet

    return with_sheet(settings, book)
