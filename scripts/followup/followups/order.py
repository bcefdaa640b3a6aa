"""In which order letters are written, and how many that can wait one run holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from followup.followups.network import Network
from followup.model import Due, Settings
from followup.values.names import fold

CAN_WAIT_BELOW = 60
"""Occasions with a lower priority count against the cap; a first nudge does not (domain.md 5)."""

FIRST_RUN_CAP = 20
"""On a first run more urgent letters than this mean a neglected tracker: triage, not a flood."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The letters of this run, and those that wait for a later one."""

    now: tuple[Due, ...]
    waiting: tuple[Due, ...]


def sort_dues(dues: Iterable[Due], network: Network) -> tuple[Due, ...]:
    """By priority, then the oldest due, then tier, then name (domain.md 5.1, "Order")."""

    def key(due: Due) -> tuple[int, date, int, str, int]:
        contact = network.contacts[due.row]
        return -due.priority, due.due_on, contact.tier or 9, fold(contact.name.full), due.row

    return tuple(sorted(dues, key=key))


def choose(
    dues: Sequence[Due], settings: Settings, *, open_drafts: int = 0, first_run: bool = False
) -> Chosen:
    """The dues, in order, that this run writes.

    Letters that can't wait all are, save on a neglected tracker's first run. `open_drafts` is how
    many drafts of the kind that can wait already lie in the sheet: they count against the cap.
    """
    urgent = [due for due in dues if due.priority >= CAN_WAIT_BELOW]
    rest = [due for due in dues if due.priority < CAN_WAIT_BELOW]
    if first_run and len(urgent) > FIRST_RUN_CAP:
        urgent, late = urgent[:FIRST_RUN_CAP], urgent[FIRST_RUN_CAP:]
    else:
        late = []
    places = max(settings.limits.per_run - open_drafts, 0)
    now, waiting = _under_caps(rest, places, settings.limits.reconnect_per_run)
    return Chosen((*urgent, *now), (*late, *waiting))


def _under_caps(dues: Sequence[Due], places: int, reconnects: int) -> tuple[list[Due], list[Due]]:
    now: list[Due] = []
    waiting: list[Due] = []
    for due in dues:
        if due.occasion == "reconnect":
            reconnects -= 1
        fits = len(now) < places and (due.occasion != "reconnect" or reconnects >= 0)
        (now if fits else waiting).append(due)
    return now, waiting
