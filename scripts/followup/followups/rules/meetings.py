"""Occasions around a meeting: before it, after it, and for whoever brought it about."""

from datetime import timedelta

from followup.followups.directory import slug
from followup.followups.network import Network
from followup.followups.tie import (
    first_open,
    last_contact,
    nudges_sent,
    thanked,
    unanswered,
)
from followup.model import Contact, Due, Field, Stage

THANKS_IN_TIME = timedelta(days=30)
ADVICE_FROM, ADVICE_DUE, ADVICE_UNTIL = (timedelta(days=n) for n in (14, 21, 42))
NEWS_FOR_INTRODUCER = timedelta(days=90)


def thank_you(contact: Contact, network: Network) -> Due | str:
    """Thanks for a meeting, the next business day; after 30 days a check-in says it instead."""
    if contact.stage is Stage.CANCELLED:
        return "the meeting was cancelled"
    if contact.met_on is None:
        return _met_without_a_date(contact, network)
    if contact.met_on > network.today:
        return f"you will meet on {network.say(contact.met_on)}"
    if not contact.talked:
        return f"you connected on {network.say(contact.met_on)}; no talk is noted"
    answer = thanked(contact, network.history(contact))
    if answer:
        return answer
    if network.today - contact.met_on > THANKS_IN_TIME:
        return "the meeting is more than 30 days ago; the next check-in can say thanks"
    days = network.settings.occasion("thank_you").days
    due_on = network.calendar.roll(contact.met_on + timedelta(days=1 if days is None else days))
    reason = f"You met on {network.say(contact.met_on)} and have not said thank you yet."
    return Due(contact.row, "thank_you", due_on, f"met:{contact.met_on}", 100, reason, period=2)


def _met_without_a_date(contact: Contact, network: Network) -> Due | str:
    open_thanks = contact.thank_you is not None and contact.thank_you.yes is False
    if contact.stage is not Stage.MET or not open_thanks or contact.last_contact is not None:
        return "no meeting is noted"
    return Due(
        contact.row,
        "thank_you",
        network.today,
        "met:undated",
        100,
        "The status says you met, but no date does, and no thank-you is noted.",
        blocked="date missing",
    )


def confirm_meeting(contact: Contact, network: Network) -> Due | str:
    """A word the business day before a meeting."""
    met = contact.met_on
    if met is None or met <= network.today:
        return "no meeting lies ahead"
    if contact.stage is Stage.CANCELLED:
        return "the meeting was cancelled"
    due_on = network.calendar.before(met)
    reason = f"You will meet on {network.say(met)}."
    return Due(contact.row, "confirm_meeting", due_on, f"met:{met}", 80, reason, period=2)


def advice_update(contact: Contact, network: Network) -> Due | str:
    """What came of their advice, three weeks after the meeting; after six it is too late."""
    met = contact.met_on
    if not contact.text.get(Field.ADVICE):
        return "no advice of theirs is noted"
    if met is None or met > network.today:
        return "no meeting is noted"
    if network.today - met < ADVICE_FROM:
        return f"you met on {network.say(met)}; advice needs two weeks to come to something"
    if network.today - met > ADVICE_UNTIL:
        return "the meeting is more than six weeks ago; the next check-in can say what came of it"
    if contact.stage is Stage.CANCELLED:
        return "the meeting was cancelled"
    if _owes_thanks(contact, network):
        return "first say thank you for the meeting"
    days = network.settings.occasion("advice_update").days
    due_on = met + (ADVICE_DUE if days is None else timedelta(days=days))
    touch = last_contact(contact, network)
    if touch is not None and touch >= due_on:
        return f"you were in touch on {network.say(touch)}"
    told = "" if contact.text.get(Field.ADVICE_OUTCOME) else " (the sheet does not say yet)"
    reason = f"They gave you advice on {network.say(met)}: tell them what came of it{told}."
    return Due(contact.row, "advice_update", due_on, f"met:{met}", 65, reason, period=21)


def _owes_thanks(contact: Contact, network: Network) -> bool:
    return isinstance(thank_you(contact, network), Due)


def report_back(contact: Contact, network: Network) -> Due | str:
    """Tell an introducer how it went, two business days after the meeting they made happen."""
    people = network.introduced.get(contact.row, ())
    if not people:
        return "nobody in this sheet came through them"
    found = [_report(contact, other, network) for other in people]
    dues = [due for due in found if isinstance(due, Due)]
    if dues:
        dues.sort(key=lambda due: (due.due_on, due.trigger))
        return first_open(dues, network.history(contact))
    return next(reason for reason in found if isinstance(reason, str))


def _report(contact: Contact, met: Contact, network: Network) -> Due | str:
    name = met.name.full
    if met.met_on is None and not met.do_not_contact:
        return _unreached(contact, met, network)
    if met.met_on is None or met.met_on > network.today:
        return f"you have not met {name} yet"
    touch = last_contact(contact, network)
    if touch is not None and touch >= met.met_on:
        return f"you were in touch after meeting {name}"
    if network.today - met.met_on > NEWS_FOR_INTRODUCER:
        return f"the meeting with {name} is more than 90 days ago"
    if not thanked(met, network.history(met)) and met.thank_you is not None:
        return f"first thank {name}"
    days = network.settings.occasion("report_back").days
    due_on = network.calendar.after(met.met_on, 2 if days is None else days)
    reason = (
        f"They introduced you to {name}, whom you met on {network.say(met.met_on)}; "
        "they have not heard how it went."
    )
    trigger = f"met:{slug(name)}:{met.met_on}"
    return Due(contact.row, "report_back", due_on, trigger, 75, reason, about_row=met.row)


def _unreached(contact: Contact, sought: Contact, network: Network) -> Due | str:
    """An introducer also hears that somebody could not be reached."""
    name, wrote = sought.name.full, unanswered(sought, network)
    if isinstance(wrote, str):
        return f"you have not met {name} yet"
    if nudges_sent(sought, network) < network.settings.limits.max_nudges:
        return f"{name} may still answer"
    due_on = network.calendar.after(last_contact(sought, network) or wrote, 10)
    touch = last_contact(contact, network)
    if touch is not None and touch >= due_on:
        return f"you were in touch after {name} had not answered"
    if network.today - due_on > NEWS_FOR_INTRODUCER:
        return f"your letters to {name} are too long ago to tell of"
    reason = (
        f"They introduced you to {name}, to whom you wrote on {network.say(wrote)} and who has "
        "not answered; they may like to know."
    )
    trigger = f"unreached:{slug(name)}:{wrote}"
    row = contact.row
    return Due(row, "report_back", due_on, trigger, 75, reason, about_row=sought.row)


def intro_thanks(contact: Contact, network: Network) -> Due | str:
    """Thanks for an introduction as soon as it stands in the sheet, before the first letter."""
    people = network.introduced.get(contact.row, ())
    if not people:
        return "nobody in this sheet came through them"
    fresh = [other for other in people if _untouched(other)]
    if not fresh:
        return "you have been in touch with whom they introduced"
    other = min(fresh, key=lambda person: person.row)
    name = other.name.full
    reason = f"They introduced you to {name}, to whom you have not written yet."
    trigger = f"intro:{slug(name)}"
    today = network.today
    return Due(contact.row, "intro_thanks", today, trigger, 70, reason, about_row=other.row)


def _untouched(contact: Contact) -> bool:
    """Whether nothing has happened yet between the sender and this contact."""
    days = (contact.outreach_on, contact.met_on, contact.reply_on, contact.last_contact)
    return not any(days) and not contact.replied and not contact.do_not_contact
