"""The weeks in numbers: contacts made, thanks sent, what falls due, who gave to whom."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from followup.followups.network import Network
from followup.followups.rules import RULES, Rule, live_rules
from followup.followups.tie import snoozed_until, suppressed
from followup.model import Contact, Due, EventKind, Field
from followup.model.digest import WEEKS_AHEAD, WEEKS_BACK, Weeks
from followup.model.records import replace

THANKS = frozenset({"thank_you", "intro_thanks"})


def count_weeks(network: Network) -> Weeks:
    """The last twelve weeks as the sheet's days and histories tell them, and the coming four.

    A person counts once a day, however many cells name it. Days of which the sheet only knows the
    month count in no week.
    """
    people = network.contacts.values()
    first = _monday(network.today) - timedelta(weeks=WEEKS_BACK - 1)
    touched = {(c.row, day) for c in people for day in _days_of_contact(c, network)}
    thanked = {(c.row, day) for c in people for day in _days_of_thanks(c, network)}
    rules = live_rules(RULES, network)
    due = [day for c in people if (day := _next_due(c, network, rules)) is not None]
    this_week = _monday(network.today)
    return Weeks(
        first,
        _by_week((day for _, day in touched if day <= network.today), first, WEEKS_BACK),
        _by_week((day for _, day in thanked if day <= network.today), first, WEEKS_BACK),
        _by_week(iter(due), this_week, WEEKS_AHEAD + 1),
        sum(bool(c.text.get(Field.GIVEN)) for c in people),
        sum(bool(c.text.get(Field.RECEIVED)) for c in people),
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _by_week(days: Iterator[date], first: date, weeks: int) -> tuple[int, ...]:
    counts = [0] * weeks
    for day in days:
        week = (day - first).days // 7
        if 0 <= week < weeks:
            counts[week] += 1
    return tuple(counts)


def _days_of_contact(contact: Contact, network: Network) -> Iterator[date]:
    """The days one was in touch: met, wrote first, was last in touch, sent a letter."""
    known = [(Field.OUTREACH_ON, contact.outreach_on), (Field.LAST_CONTACT, contact.last_contact)]
    if contact.talked:
        known.append((Field.MET_ON, contact.met_on))
    yield from (day for field, day in known if day is not None and field not in contact.vague)
    yield from _sent(contact, network)


def _days_of_thanks(contact: Contact, network: Network) -> Iterator[date]:
    mark = contact.thank_you
    if mark is not None and mark.yes and mark.on is not None:
        yield mark.on
    yield from _sent(contact, network, THANKS)


def _sent(
    contact: Contact, network: Network, occasions: frozenset[str] | None = None
) -> Iterator[date]:
    for event in network.history(contact).events:
        if event.kind is EventKind.SENT and (occasions is None or event.occasion in occasions):
            yield event.day


def _next_due(contact: Contact, network: Network, rules: Sequence[Rule]) -> date | None:
    """The first day after today on which a letter to them falls due."""
    until = snoozed_until(network.history(contact))
    put_off = until is not None and until > network.today
    then = replace(network, today=until) if until is not None and put_off else network
    if suppressed(contact, then):
        return None
    found = (rule(contact, network) for rule in rules)
    days = [due.due_on for due in found if isinstance(due, Due)]
    if put_off:
        return max(then.today, min(days)) if days else None
    return min((day for day in days if day > network.today), default=None)
