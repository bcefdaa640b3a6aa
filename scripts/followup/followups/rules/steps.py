"""Occasions the person set themselves: a day for a next step, something promised."""

import re
from datetime import date, timedelta

from followup.followups.network import Network
from followup.followups.tie import in_short, last_contact, last_touch
from followup.model import Contact, Due, Field
from followup.model.patterns import pattern

PROMISE_IN_TIME = timedelta(days=60)
PROMISED = pattern(
    r"(?:to )?(?:send|share|forward|pass on|introduce|intro|connect|e-?mail|mail)\b"
    r"|(?:schick|send|teil|weiterleit|vorstell)\w*en\b|envoyer|partager|transmettre|présenter"
    r"|enviar|mandar|compartir|presentar",
    re.IGNORECASE,
)
"""Next steps that promise something."""


def next_step(contact: Contact, network: Network) -> Due | str:
    """A day the person set themselves; it moves off a weekend only if they allow that."""
    day = contact.next_followup
    if day is None:
        return _wanted_without_a_day(contact, network)
    touch = last_contact(contact, network)
    if touch is not None and touch >= day:
        return f"you were in touch on {network.say(touch)}, on or after the day you set"
    step = contact.text.get(Field.NEXT_ACTION, "")
    what = f': "{in_short(step)}"' if step else ""
    reason = f"You set {network.say(day)} for a next step{what}."
    return Due(contact.row, "next_step", _moved(day, network), f"on:{day}", 90, reason)


def _moved(day: date, network: Network) -> date:
    """That day, or the next business day where `move_dates` is set."""
    return network.calendar.roll(day) if network.settings.calendar.move_dates else day


def _wanted_without_a_day(contact: Contact, network: Network) -> Due | str:
    """A "needs follow-up: yes" without a day: five business days after the last touch."""
    mark = contact.needs_followup
    if mark is None or not mark.yes:
        return "no day for a next step is set"
    touch = last_touch(contact, network)
    due_on = (mark.on and _moved(mark.on, network)) or (
        network.calendar.after(touch, 5) if touch else network.today
    )
    reason = "You marked that a follow-up is needed."
    return Due(contact.row, "next_step", due_on, "flag:yes", 90, reason)


def promise(contact: Contact, network: Network) -> Due | str:
    """What was promised at a meeting, two business days after it."""
    step = contact.text.get(Field.NEXT_ACTION, "")
    if not PROMISED.search(step):
        return "no next step promises anything"
    met = contact.met_on
    if met is None or met > network.today:
        return "you have not met yet"
    if contact.next_followup is not None:
        return "you set a day for the next step yourself"
    touch = last_contact(contact, network)
    if touch is not None and touch > met:
        return f"you were in touch on {network.say(touch)}, after the meeting"
    if network.today - met > PROMISE_IN_TIME:
        return "the meeting is more than 60 days ago"
    due_on = network.calendar.after(met, 2)
    reason = f'You noted "{in_short(step)}" when you met on {network.say(met)}.'
    return Due(contact.row, "promise", due_on, f"met:{met}", 85, reason)
