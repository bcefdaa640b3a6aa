"""A first letter to somebody never written to, and one last word where reminders had no answer."""

from datetime import timedelta

from followup.followups.network import Network
from followup.followups.tie import (
    OVER,
    first_written,
    last_contact,
    last_touch,
    nudges_sent,
    unanswered,
)
from followup.model import Contact, Due, Field, Stage

WRITTEN = frozenset({Stage.CONTACTED, Stage.REPLIED, Stage.MEETING_SET, Stage.MET, Stage.CANCELLED})
"""Stages that say somebody has written already, whatever the dates lack."""

KNOWN = (Field.ADVICE, Field.GIVEN, Field.RECEIVED)
"""Columns that only fill once one has been in touch, whatever the dates lack."""

REASONS = (Field.GOAL, Field.HOW_MET, Field.INTRODUCED_BY, Field.INTERESTS)
REVISIT_IN_TIME = timedelta(days=365)

NO_REASON = "nothing in the row says why to write: note a goal, how you met, or their interests"
NO_ADDRESS = "there is no address to write to"


def first_hello(contact: Contact, network: Network) -> Due | str:
    """A first letter, where the row asks for one and gives a reason; else the last word."""
    if first_written(contact, network) is not None:
        return _revisit(contact, network)
    asked = hello_wanted(contact, network)
    if not asked:
        return "you have been in touch, or nothing in the row asks for a first letter"
    lacking = hello_lacks(contact)
    if lacking:
        return lacking
    reason = f"You have not written to them yet, and {asked}."
    return Due(contact.row, "first_hello", network.today, "hello", 25, reason, period=30)


def hello_wanted(contact: Contact, network: Network) -> str:
    """What asks for a first letter to somebody nobody has written to, in words; "" if nothing."""
    touched = contact.met_on or contact.replied or last_touch(contact, network)
    if touched or contact.stage in WRITTEN | OVER:
        return ""
    if contact.next_followup is not None:
        return ""
    if contact.stage is Stage.TO_CONTACT:
        return "the status says that you want to"
    if not network.sees_letters or any(contact.text.get(wanted) for wanted in KNOWN):
        return ""
    if contact.needs_followup is not None:
        return "you marked that you want to" if contact.needs_followup.yes else ""
    if contact.text.get(Field.GOAL):
        return "you noted what for"
    if contact.tier == 1:
        return "they are of your closest tier"
    chosen = network.settings.occasions.get("first_hello")
    return "you switched first letters on" if chosen is not None and chosen.enabled else ""


def hello_lacks(contact: Contact) -> str:
    """What a first letter to them cannot do without; "" if the row has it."""
    if not contact.emails:
        return NO_ADDRESS
    return "" if any(map(contact.text.get, REASONS)) else NO_REASON


def _revisit(contact: Contact, network: Network) -> Due | str:
    """One friendly letter a good while after the last reminder; after it the tie rests for good."""
    waiting = unanswered(contact, network, dormant=True)
    if isinstance(waiting, str):
        return "you have written to them already"
    most = network.settings.limits.max_nudges
    if most < 1:
        return "reminders are switched off (max_nudges is 0), and so is a later try"
    if nudges_sent(contact, network) < most:
        return "you have written to them already; reminders come first"
    before = last_contact(contact, network) or waiting
    due_on = before + timedelta(days=network.settings.cadence.revisit)
    if network.today - due_on > REVISIT_IN_TIME:
        return f"your last letter, of {network.say(before)}, is too long ago; the tie rests"
    reason = (
        f"Your reminders had no answer, the last of them of {network.say(before)}; "
        "one friendly word more, and then the tie rests."
    )
    return Due(contact.row, "first_hello", due_on, f"revisit:{waiting}", 25, reason, period=90)
