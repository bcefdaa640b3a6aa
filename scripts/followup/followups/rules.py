"""One function an occasion: is a letter owed to this contact, since when, and why.

The rules, their days and their priorities come from domain.md section 5.1 (R1 to R10); each
returns the Due, or the reason why there is none, which `followup why` shows.
"""

from collections.abc import Callable
from datetime import date, timedelta

from followup.followups.network import Network
from followup.followups.tie import (
    cadence,
    last_sent,
    last_touch,
    nudges_sent,
    slug,
    thanked,
)
from followup.model import Contact, Due, EventKind, Field, Stage

Rule = Callable[[Contact, Network], Due | str]
"""(contact, network) to the Due (perhaps in the future), or why there is none."""

LAPSED = timedelta(days=365)
THANKS_IN_TIME = timedelta(days=30)
NEWS_FOR_INTRODUCER = timedelta(days=90)
NUDGE_IN_TIME = timedelta(days=60)
OVER = frozenset({Stage.CLOSED, Stage.CANCELLED, Stage.DORMANT, Stage.GONE})


def thank_you(contact: Contact, network: Network) -> Due | str:
    """R1: thanks for a meeting, the next business day; after 30 days a check-in says it instead."""
    if contact.stage is Stage.CANCELLED:
        return "the meeting was cancelled"
    if contact.met_on is None:
        return _met_without_a_date(contact, network)
    if contact.met_on > network.today:
        return f"you will meet on {network.say(contact.met_on)}"
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


def next_step(contact: Contact, network: Network) -> Due | str:
    """R3: a day the person set themselves, never moved by us."""
    day = contact.next_followup
    if day is None:
        return _wanted_without_a_day(contact, network)
    touch = last_contact(contact, network)
    if touch is not None and touch >= day:
        return f"you were in touch on {network.say(touch)}, on or after the day you set"
    step = contact.text.get(Field.NEXT_ACTION, "")
    what = f': "{_short(step)}"' if step else ""
    reason = f"You set {network.say(day)} for a next step{what}."
    return Due(contact.row, "next_step", day, f"on:{day}", 90, reason)


def _wanted_without_a_day(contact: Contact, network: Network) -> Due | str:
    """A "needs follow-up: yes" without a day: five business days after the last touch."""
    mark = contact.needs_followup
    if mark is None or not mark.yes:
        return "no day for a next step is set"
    touch = last_touch(contact, network)
    due_on = mark.on or (network.calendar.after(touch, 5) if touch else network.today)
    reason = "You marked that a follow-up is needed."
    return Due(contact.row, "next_step", due_on, "flag:yes", 90, reason)


def report_back(contact: Contact, network: Network) -> Due | str:
    """R6: tell an introducer how it went, two business days after the meeting they made happen."""
    people = network.introduced.get(contact.row, ())
    if not people:
        return "nobody in this sheet came through them"
    found = [_report(contact, other, network) for other in people]
    dues = [due for due in found if isinstance(due, Due)]
    if dues:
        return min(dues, key=lambda due: (due.due_on, due.trigger))
    return next(reason for reason in found if isinstance(reason, str))


def _report(contact: Contact, met: Contact, network: Network) -> Due | str:
    name = met.name.full
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


def nudge(contact: Contact, network: Network) -> Due | str:
    """R7: one reminder, five business days after a first letter without answer."""
    waiting = _unanswered(contact, network)
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
    """R7b: a second and last reminder, ten business days after the first."""
    waiting = _unanswered(contact, network)
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


def _unanswered(contact: Contact, network: Network) -> date | str:
    """The day of a first letter still without answer, or why there is none to remind of."""
    if contact.outreach_on is None or contact.outreach_on > network.today:
        return "no first letter is noted"
    if contact.met_on is not None:
        return "you have met"
    if contact.replied:
        return "they answered"
    if contact.stage in OVER:
        return "the status says it is over"
    if not network.sees_answers:
        return "no column of this tracker tells whether they answered"
    return contact.outreach_on


def check_in(contact: Contact, network: Network) -> Due | str:
    """R8: keep a tie alive in its own rhythm."""
    touch = last_touch(contact, network)
    if touch is None:
        return "no contact is noted yet"
    if contact.next_followup is not None and contact.next_followup > touch:
        return "you set a day for the next step yourself"
    if contact.needs_followup is not None and contact.needs_followup.yes is not True:
        return "you marked that no follow-up is needed"
    if contact.stage in OVER:
        return "the status says it is over"
    waiting = _unanswered(contact, network)
    if isinstance(waiting, date):
        return "your last letter is still unanswered"
    if network.today - touch >= LAPSED:
        return "the last contact is over a year ago; that is for reconnect"
    days, why = cadence(contact, network)
    start = max(touch, _last_skip(contact, network, "check_in") or touch)
    reason = f"Last contact {network.say(touch)}; {why}."
    due_on = start + timedelta(days=days)
    return Due(contact.row, "check_in", due_on, f"since:{start}", 40, reason, period=days)


def reconnect(contact: Contact, network: Network) -> Due | str:
    """R10: revive a tie that has been silent for a year or more."""
    touch = last_touch(contact, network)
    if touch is None:
        return "no contact is noted yet"
    if network.today - touch < LAPSED:
        return "the last contact is less than a year ago"
    if contact.next_followup is not None and contact.next_followup > touch:
        return "you set a day for the next step yourself"
    if contact.needs_followup is not None and contact.needs_followup.yes is not True:
        return "you marked that no follow-up is needed"
    if contact.stage in OVER - {Stage.DORMANT}:
        return "the status says it is over"
    if contact.met_on is None and (contact.tier == 3 or not contact.replied):
        return "you never met or heard from them"
    start = max(touch, _last_skip(contact, network, "reconnect") or touch)
    wait = LAPSED if start == touch else LAPSED / 2
    due_on = start + wait
    reason = f"Last contact {network.say(touch)}, over a year ago."
    return Due(contact.row, "reconnect", due_on, f"since:{start}", 30, reason, period=365)


def last_contact(contact: Contact, network: Network) -> date | None:
    """The newest of the last-contact cell and the letters the history says were sent."""
    sent = last_sent(network.history(contact))
    days = [day for day in (contact.last_contact, sent) if day is not None]
    return max(days, default=None)


def _last_skip(contact: Contact, network: Network, occasion: str) -> date | None:
    event = network.history(contact).last(EventKind.SKIPPED, occasion)
    return None if event is None else event.day


def _short(text: str) -> str:
    """One line of at most 60 characters, cut at a word."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:58].rsplit(" ", 1)[0] + " …"


RULES: tuple[Rule, ...] = (
    thank_you,
    next_step,
    report_back,
    nudge,
    last_nudge,
    check_in,
    reconnect,
)
"""Every occasion, in the order `why` shows them; adding one is adding a function here."""
