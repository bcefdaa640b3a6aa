"""Occasions around letters: theirs to answer, ours to remind of."""

from datetime import timedelta

from followup.followups.network import Network
from followup.followups.tie import last_contact, nudges_sent, touch_unread, unanswered
from followup.model import Contact, Due, EventKind, Stage

NUDGE_IN_TIME = timedelta(days=60)
ANSWER_IN_TIME = timedelta(days=60)


def answer(contact: Contact, network: Network) -> Due | str:
    """They wrote last; answer on the next business day."""
    if contact.reply_on is None:
        return _replied_without_a_day(contact, network)
    touch = last_contact(contact, network)
    if contact.reply_on > network.today:
        return "no answer of theirs is noted"
    if touch is not None and touch >= contact.reply_on:
        return f"you wrote on {network.say(touch)}, after their answer"
    if contact.met_on is not None and contact.met_on >= contact.reply_on:
        return "you have met since they answered"
    if unread := touch_unread(contact):
        return unread
    if network.today - contact.reply_on > ANSWER_IN_TIME:
        return "their answer is too long ago for one of yours"
    due_on = network.calendar.after(contact.reply_on, 1)
    reason = f"They answered on {network.say(contact.reply_on)}, and it is your turn."
    return Due(contact.row, "answer", due_on, f"reply:{contact.reply_on}", 95, reason, period=2)


def _replied_without_a_day(contact: Contact, network: Network) -> Due | str:
    """A status that says "replied" where no column tells when.

    It goes on saying so after it was answered, so one answer is all that it can ask for.
    """
    if contact.stage is not Stage.REPLIED or contact.met_on is not None:
        undated = "the row says that they answered, but not when"
        return undated if contact.replied else "no answer of theirs is noted"
    answered = network.history(contact).last(EventKind.SENT, "answer")
    if answered is not None:
        return f"you answered on {network.say(answered.day)}; no later answer of theirs has a day"
    since = last_contact(contact, network) or contact.outreach_on
    if since is None:
        return "no answer of theirs is noted"
    if network.today - since > ANSWER_IN_TIME:
        return "their answer is too long ago for one of yours"
    due_on = network.calendar.after(since, 1)
    reason = "The status says that they answered, and it is your turn."
    return Due(contact.row, "answer", due_on, f"reply:after-{since}", 95, reason, period=2)


def nudge(contact: Contact, network: Network) -> Due | str:
    """One reminder, five business days after a first letter without answer."""
    waiting = unanswered(contact, network)
    if isinstance(waiting, str):
        return waiting
    if nudges_sent(contact, network) > 0:
        return "a reminder has been sent already"
    if network.settings.limits.max_nudges < 1:
        return "reminders are switched off (max_nudges is 0)"
    days = network.settings.occasion("nudge").days
    due_on = network.calendar.after(waiting, 5 if days is None else days)
    if network.today - due_on > NUDGE_IN_TIME:
        return f"you wrote on {network.say(waiting)}; that is too long ago for a reminder"
    reason = f"You first wrote on {network.say(waiting)} and no answer is noted."
    return Due(contact.row, "nudge", due_on, f"wrote:{waiting}", 60, reason, period=5)


def last_nudge(contact: Contact, network: Network) -> Due | str:
    """A second and last reminder, ten business days after the first."""
    waiting = unanswered(contact, network)
    if isinstance(waiting, str):
        return waiting
    sent = nudges_sent(contact, network)
    if sent == 0:
        return "the first reminder comes before the last"
    if sent >= network.settings.limits.max_nudges:
        return f"{sent} reminders went unanswered; the tie rests"
    before = last_contact(contact, network) or waiting
    days = network.settings.occasion("last_nudge").days
    due_on = network.calendar.after(before, 10 if days is None else days)
    if network.today - due_on > NUDGE_IN_TIME:
        return f"the last reminder went on {network.say(before)}; that is too long ago"
    reason = f"Your reminder of {network.say(before)} has had no answer."
    return Due(contact.row, "last_nudge", due_on, f"wrote:{waiting}", 55, reason, period=10)
