"""In which order letters are written, and how many that can wait one run holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from followup.followups.network import Network
from followup.model import Due, EventKind, Settings
from followup.values.names import fold

CAN_WAIT_BELOW = 60
"""Occasions with a lower priority count against the cap; a first nudge does not (domain.md 5)."""

CAN_WAIT = frozenset({"last_nudge", "check_in", "reconnect"})
"""The occasions below that priority, as the history names them."""

FIRST_RUN_CAP = 20
"""On a first run more urgent letters than this mean a neglected tracker: triage, not a flood."""


@dataclass(frozen=True, slots=True)
class Written:
    """Letters that can wait and were written lately: `today`, and `reconnects` of seven days."""

    today: int = 0
    reconnects: int = 0


def written_lately(network: Network) -> Written:
    """What the histories say was written already, so that a second run adds nothing to the cap."""
    today = reconnects = 0
    for history in network.histories.values():
        for event in history.events:
            if event.kind is EventKind.DRAFTED and event.occasion in CAN_WAIT:
                today += event.day == network.today
                week = event.day > network.today - timedelta(days=7)
                reconnects += week and event.occasion == "reconnect"
    return Written(today, reconnects)


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
    dues: Sequence[Due],
    settings: Settings,
    *,
    written: Written = Written(),
    first_run: bool = False,
) -> Chosen:
    """The dues, in order, that this run writes.

    Letters that can't wait all are, save on a neglected tracker's first run. What was `written`
    already counts against the caps: so many a day, and so many reconnects a week (domain.md R10).
    """
    urgent = [due for due in dues if due.priority >= CAN_WAIT_BELOW]
    rest = [due for due in dues if due.priority < CAN_WAIT_BELOW]
    if first_run and len(urgent) > FIRST_RUN_CAP:
        urgent, late = urgent[:FIRST_RUN_CAP], urgent[FIRST_RUN_CAP:]
    else:
        late = []
    places = max(settings.limits.per_run - written.today, 0)
    reconnects = max(settings.limits.reconnect_per_run - written.reconnects, 0)
    now, waiting = _under_caps(rest, places, reconnects)
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
