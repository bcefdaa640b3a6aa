"""In which order letters are written, and how many that can wait one run holds."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from followup.followups.network import Network
from followup.model import Due, EventKind, Settings
from followup.model.records import dataclass, field
from followup.values.names import fold

CAN_WAIT_BELOW = 60
"""Occasions with a lower priority count against the cap; a first nudge does not."""

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
    days. `first_day` is the day of the first run, today if this is it. `last` is the day each
    occasion was last drafted for anybody.
    """

    first_day: date
    first_run: bool
    today: int = 0
    urgent: int = 0
    reconnects: int = 0
    last: Mapping[str, date] = field(default_factory=dict)


def written_lately(network: Network) -> Written:
    """What was drafted already, by the histories of all contacts."""
    today = urgent = reconnects = 0
    first_day = network.today
    last: dict[str, date] = {}
    own = network.settings.occasions
    waiting = CAN_WAIT | {n for n, told in own.items() if told.when and can_wait(told.priority)}
    for event in (e for history in network.histories.values() for e in history.events):
        if event.kind is not EventKind.DRAFTED:
            continue
        waits, now = event.occasion in waiting, event.day == network.today
        today += now and waits
        urgent += now and not waits
        week = event.day > network.today - timedelta(days=7)
        reconnects += week and event.occasion == "reconnect"
        first_day = min(first_day, event.day)
        last[event.occasion] = max(event.day, last.get(event.occasion, event.day))
    return Written(first_day, first_day == network.today, today, urgent, reconnects, last)


def can_wait(priority: int) -> bool:
    """Whether a letter of that priority may wait for a later run."""
    return priority < CAN_WAIT_BELOW


@dataclass(frozen=True, slots=True)
class Chosen:
    """The letters of this run, and those that wait for a later one."""

    now: tuple[Due, ...]
    waiting: tuple[Due, ...]


def sort_dues(dues: Iterable[Due], network: Network) -> tuple[Due, ...]:
    """What cannot wait by priority, then the oldest due; what can by how late it is.

    Lateness is measured in rhythms (`Due.period`): of two people who are ten days late the one
    heard from every month comes before the one heard from twice a year. With priority first among
    these too, the lower occasions and slower rhythms would wait for good whenever more are due
    than a run has places. Priority, then tier, then name break ties.
    """

    contacts, today = network.contacts, network.today.toordinal()

    def key(due: Due) -> tuple[float, int, int, int, str, int]:
        contact, day = contacts[due.row], due.due_on.toordinal()
        rank = (day - today) / max(due.period, 1) if can_wait(due.priority) else float("-inf")
        tier = contact.tier or 9
        return rank, -due.priority, day, tier, fold(contact.name.full), due.row

    return tuple(sorted(dues, key=key))


def choose(dues: Sequence[Due], settings: Settings, written: Written) -> Chosen:
    """The dues, in order and one a row, that this run writes.

    Letters that can't wait all are, save what a neglected tracker owed at its first run: that is
    worked off under a cap. What was written already counts
    against the caps: so many a day, and so many reconnects a week.
    """
    limits = settings.limits
    urgent: list[Due] = []
    rest: list[Due] = []
    for due in dues:
        (rest if can_wait(due.priority) else urgent).append(due)
    fresh = [due for due in urgent if due.due_on > written.first_day]
    backlog = [due for due in urgent if due.due_on <= written.first_day]
    cap = BACKLOG_AT_FIRST if written.first_run else limits.per_run
    owed = max(cap - written.urgent, 0)
    places = max(limits.per_run - written.today, 0)
    reconnects = max(limits.reconnect_per_run - written.reconnects, 0)
    now, waiting = _under_caps(rest, places, reconnects, written.last)
    chosen = {due.row for due in (*fresh, *backlog[:owed])}
    urgent = [due for due in urgent if due.row in chosen]
    return Chosen((*urgent, *now), (*backlog[owed:], *waiting))


def _under_caps(
    dues: Sequence[Due], places: int, reconnects: int, last: Mapping[str, date]
) -> tuple[list[Due], list[Due]]:
    """What fits: in order, but the last of many places go to occasions that would get none.

    Otherwise a tracker with more check-ins than places would never revive anybody, nor write what
    is never late because it is always due today (a first hello). One place is for a reconnect, one
    for whichever other occasion was last written the longest ago.
    """
    silent = [due.row for due in dues if due.occasion == "reconnect"]
    few = set(silent[:reconnects])
    fit = [due for due in dues if due.occasion != "reconnect" or due.row in few]
    chosen = fit[:places]
    if places >= PLACES_TO_SHARE:
        _let_in([due for due in fit if due.occasion == "reconnect"], chosen)
    if places > PLACES_TO_SHARE:
        kept = {due.occasion for due in chosen}
        others = [due for due in fit if due.occasion not in kept]
        _let_in(sorted(others, key=lambda due: last.get(due.occasion, date.min)), chosen)
    taken = {due.row for due in chosen}
    return [due for due in dues if due.row in taken], [due for due in dues if due.row not in taken]


def _let_in(others: Sequence[Due], chosen: list[Due]) -> None:
    """Let the first of `others` whose occasion has no place have that of the least pressing twin.

    A twin is a letter whose occasion keeps another place.
    """
    places = Counter(due.occasion for due in chosen)
    newcomer = next((due for due in others if due.occasion not in places), None)
    twins = [due for due in chosen if places[due.occasion] > 1]
    if newcomer is not None and twins:
        chosen.remove(twins[-1])
        chosen.append(newcomer)
