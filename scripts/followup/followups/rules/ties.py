"""Occasions of a tie that is to be kept: its rhythm, and its revival."""

from datetime import date, timedelta

from followup.followups.network import Network
from followup.followups.tie import OVER, cadence, last_touch, touch_unread, unanswered
from followup.model import Contact, Due, EventKind, Stage

LAPSED = timedelta(days=365)


def check_in(contact: Contact, network: Network) -> Due | str:
    """Keep a tie alive in its own rhythm."""
    touch = last_touch(contact, network)
    if touch is None:
        return "no contact is noted yet"
    if network.today - touch >= LAPSED:
        return "the last contact is over a year ago; that is for reconnect"
    if contact.next_followup is not None and contact.next_followup > touch:
        return "you set a day for the next step yourself"
    if contact.needs_followup is not None and contact.needs_followup.yes is not True:
        return "you marked that no follow-up is needed"
    if contact.stage in OVER:
        return "the status says it is over"
    waiting = unanswered(contact, network)
    if isinstance(waiting, date):
        return "your last letter is still unanswered"
    if unread := touch_unread(contact):
        return unread
    days, why = cadence(contact, network)
    start = max(touch, _last_skip(contact, network, "check_in") or touch)
    reason = f"Last contact {network.say(touch)}; {why}."
    due_on = start + timedelta(days=days)
    return Due(contact.row, "check_in", due_on, f"since:{start}", 40, reason, period=days)


def reconnect(contact: Contact, network: Network) -> Due | str:
    """Revive a tie that has been silent for a year or more."""
    touch = last_touch(contact, network)
    if touch is None:
        return "no contact is noted yet"
    if network.today - touch < LAPSED:
        return "the last contact is less than a year ago"
    if unread := touch_unread(contact):
        return unread
    if contact.next_followup is not None and contact.next_followup > touch:
        return "you set a day for the next step yourself"
    if contact.needs_followup is not None and contact.needs_followup.yes is not True:
        return "you marked that no follow-up is needed"
    if contact.stage in OVER and contact.stage is not Stage.DORMANT:
        return "the status says it is over"
    if isinstance(unanswered(contact, network), date):
        return "they never answered your first letter"
    if contact.met_on is None and contact.tier == 3:
        return "you never met, and they are of the outer tier"
    start = max(touch, _last_skip(contact, network, "reconnect") or touch)
    wait = LAPSED if start == touch else LAPSED / 2
    due_on = start + wait
    reason = f"Last contact {network.say(touch)}, over a year ago."
    rhythm, _ = cadence(contact, network)
    return Due(contact.row, "reconnect", due_on, f"since:{start}", 30, reason, period=rhythm)


def _last_skip(contact: Contact, network: Network, occasion: str) -> date | None:
    history = network.history(contact)
    event = history.last(EventKind.SKIPPED, occasion) if history.events else None
    return None if event is None else event.day
