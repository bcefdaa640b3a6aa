"""Introductions with both sides' consent: two questions, one letter to both."""

from datetime import date

from followup.followups.introductions import Wish, answer
from followup.followups.network import Network
from followup.followups.tie import first_drafted, first_open, suppressed
from followup.model import Contact, Due, EventKind, Mark

PATIENCE = 10
"""Business days after which a question without answer is let go."""


def introduction_ask(contact: Contact, network: Network) -> Due | str:
    """Asks one side whether they would like the introduction."""
    wishes = network.wishes.get(contact.row, ())
    found = [_ask(contact, wish, network) for wish in wishes]
    dues = [due for due in found if isinstance(due, Due)]
    if dues:
        return first_open(dues, network.history(contact))
    return next((why for why in found if isinstance(why, str)), "no introduction is asked for")


def introduction(contact: Contact, network: Network) -> Due | str:
    """One letter to both, beside the row that asked, once both have said yes."""
    wishes = [w for w in network.wishes.get(contact.row, ()) if w.asker.row == contact.row]
    found = [_introduce(wish, network) for wish in wishes]
    dues = [due for due in found if isinstance(due, Due)]
    if dues:
        return first_open(dues, network.history(contact))
    return next((why for why in found if isinstance(why, str)), "no introduction is asked for")


def closed(wish: Wish, network: Network) -> str:
    """Why nothing comes of an introduction, in words for the person; "" if it is open."""
    sides = (wish.asker, wish.other)
    if any(mark is not None and mark.yes is not True for mark in _marks(wish, network)):
        return "one of the two would rather not, for now"
    for side, mark in zip(sides, _marks(wish, network), strict=True):
        asked = _event(side, wish, network, EventKind.SENT)
        if mark is None and asked and network.calendar.after(asked, PATIENCE) < network.today:
            return f"{side.name.full} was asked on {network.say(asked)} and has not answered"
        if _event(side, wish, network, EventKind.SKIPPED):
            return f"you skipped the question to {side.name.full}"
    return ""


def introduced(wish: Wish, network: Network) -> date | None:
    """The day the letter to both was sent."""
    events = network.history(wish.asker).events
    days = (
        event.day
        for event in events
        if event.kind is EventKind.SENT
        and event.occasion == "introduction"
        and event.trigger == _trigger(wish)
    )
    return next(days, None)


def _ask(contact: Contact, wish: Wish, network: Network) -> Due | str:
    other = wish.beside(contact)
    reason = _impossible(other, network) or closed(wish, network)
    if reason:
        return reason
    if _mark(contact, wish, network) is not None:
        return "they said yes already"
    name = other.name.full
    return Due(
        contact.row,
        "introduction_ask",
        network.today,
        _trigger(wish),
        60,
        f"You would like to introduce them to {name}: ask whether they want it.",
        about_row=other.row,
        what=wish.why,
    )


def _introduce(wish: Wish, network: Network) -> Due | str:
    reason = _impossible(wish.other, network) or closed(wish, network)
    if reason:
        return reason
    marks = _marks(wish, network)
    for side, mark in zip((wish.asker, wish.other), marks, strict=True):
        if mark is None:
            return f"{side.name.full} has not said yes yet"
    days = [mark.on for mark in marks if mark is not None and mark.on is not None]
    trigger = _trigger(wish)
    noticed = first_drafted(network.history(wish.asker), trigger, "introduction") or network.today
    due_on = network.calendar.after(max(days), 1) if len(days) == len(marks) else noticed
    return Due(
        wish.asker.row,
        "introduction",
        due_on,
        trigger,
        60,
        f"Both have said yes: introduce them to {wish.other.name.full}.",
        about_row=wish.other.row,
        blocked="" if wish.other.emails else "no email",
        period=2,
        what=wish.why,
    )


def _impossible(other: Contact, network: Network) -> str:
    reason = suppressed(other, network)
    return f"not to {other.name.full}: {reason}" if reason else ""


def _trigger(wish: Wish) -> str:
    return f"intro:{wish.key}"


def _mark(contact: Contact, wish: Wish, network: Network) -> Mark | None:
    return answer(contact, wish, network.wishes, (network.settings.day_first, network.today))


def _marks(wish: Wish, network: Network) -> tuple[Mark | None, ...]:
    return tuple(_mark(side, wish, network) for side in (wish.asker, wish.other))


def _event(side: Contact, wish: Wish, network: Network, kind: EventKind) -> date | None:
    """The day the question to that side was sent (or skipped)."""
    for event in network.history(side).events:
        same = event.occasion == "introduction_ask" and event.trigger == _trigger(wish)
        if same and event.kind is kind:
            return event.day
    return None
