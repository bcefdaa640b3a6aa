"""In which order letters are written, and how many that can wait one run holds."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from followup.followups.network import Network
from followup.model import Due, EventKind, Settings
from followup.model.records import dataclass
from followup.values.names import fold

CAN_WAIT_BELOW = 60
"""Occasions with a lower priority count against the cap; a first nudge does not (domain.md 5)."""

CAN_WAIT = frozenset(
    {"last_nudge", "good_news", "check_in", "share_resource", "reconnect", "first_hello"}
)
"""The occasions below that priority, as the history names them."""

PLACES_TO_SHARE = 3
"""With fewer places than this a run keeps none for a reconnect."""

BACKLOG_AT_FIRST = 20
"""Of the urgent letters that a neglected tracker owes at its first run, so many are written."""


@dataclass(frozen=True, slots=True)
class Written:
    """What the histories say was drafted already, so that a second run adds nothing to a cap.

    `today` counts letters that can wait, `urgent` the others of today, `reconnects` those of seven
    days. `first_day` is the day of the first run, today if this is it.
    """

    first_day: date
    first_run: bool
    today: int = 0
    urgent: int = 0
    reconnects: int = 0


def written_lately(network: Network) -> Written:
    """What was drafted already, by the histories of all contacts."""
    today = urgent = reconnects = 0
    first_day = network.today
    events = (e for history in network.histories.values() for e in history.events)
    for event in events:
        if event.kind is not EventKind.DRAFTED:
            continue
        can_wait = event.occasion in CAN_WAIT
        now = event.day == network.today
        today += now and can_wait
        urgent += now and not can_wait
        week = event.day > network.today - timedelta(days=7)
        reconnects += week and event.occasion == "reconnect"
        first_day = min(first_day, event.day)
    return Written(first_day, first_day == network.today, today, urgent, reconnects)


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


def choose(dues: Sequence[Due], settings: Settings, written: Written) -> Chosen:
    """The dues, in order, that this run writes.

    Letters that can't wait all are, save what a neglected tracker owed at its first run: that is
    worked off under a cap (domain.md section 6, long absence). What was written already counts
    against the caps: so many a day, and so many reconnects a week (R10).
    """
    limits = settings.limits
    urgent = [due for due in dues if due.priority >= CAN_WAIT_BELOW]
    fresh = [due for due in urgent if due.due_on > written.first_day]
    backlog = [due for due in urgent if due.due_on <= written.first_day]
    cap = BACKLOG_AT_FIRST if written.first_run else limits.per_run
    owed = max(cap - written.urgent, 0)
    places = max(limits.per_run - written.today, 0)
    reconnects = max(limits.reconnect_per_run - written.reconnects, 0)
    rest = [due for due in dues if due.priority < CAN_WAIT_BELOW]
    now, waiting = _under_caps(rest, places, reconnects)
    chosen = {*fresh, *backlog[:owed]}
    return Chosen((*(due for due in urgent if due in chosen), *now), (*backlog[owed:], *waiting))


def _under_caps(dues: Sequence[Due], places: int, reconnects: int) -> tuple[list[Due], list[Due]]:
    """What fits: in order, but of many places one is kept for the longest silent tie.

    Otherwise a tracker with more check-ins than places would never revive anybody.
    """
    silent = [due for due in dues if due.occasion == "reconnect"]
    kept = 1 if silent and reconnects and places >= PLACES_TO_SHARE else 0
    others = [due for due in dues if due.occasion != "reconnect"][: places - kept]
    revived = silent[: min(reconnects, places - len(others))]
    chosen = {*others, *revived}
    now = [due for due in dues if due in chosen]
    return now, [due for due in dues if due not in chosen]
