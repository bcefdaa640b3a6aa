"""What several rules ask of one tie: thanks said, last touch, rhythm, what holds it back."""

from collections.abc import Sequence
from datetime import date
from zlib import crc32

from followup.followups.network import Network
from followup.model import Contact, Due, EventKind, Field, History, Stage
from followup.values.names import fold

OVER = frozenset({Stage.CLOSED, Stage.CANCELLED, Stage.DORMANT, Stage.GONE})
"""Stages in which nobody waits for a letter."""


def in_short(text: str) -> str:
    """One line of at most 60 characters, cut at a word."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:58].rsplit(" ", 1)[0] + " …"


def short_key(text: str) -> str:
    """A text as eight hexadecimal digits, the same for every spelling of case and accents."""
    return f"{crc32(fold(text).encode()):08x}"


def first_drafted(history: History, trigger: str, occasion: str = "") -> date | None:
    """The day a letter with that trigger (and occasion, if named) was first drafted."""
    drafted = (event for event in history.events if event.kind is EventKind.DRAFTED)
    days = (e.day for e in drafted if e.trigger == trigger and occasion in {"", e.occasion})
    return min(days, default=None)


def first_open(dues: Sequence[Due], history: History) -> Due:
    """The due whose draft lies there, else the first neither sent nor skipped, else the first."""
    events = [event for event in history.events if event.occasion == dues[0].occasion]
    over = {e.trigger for e in events if e.kind in {EventKind.SENT, EventKind.SKIPPED}}
    fresh = [due for due in dues if due.trigger not in over] or [dues[0]]
    drafted = next((event.trigger for event in events if event.kind is EventKind.DRAFTED), "")
    return next((due for due in fresh if due.trigger == drafted), fresh[0])


def last_sent(history: History) -> date | None:
    """The day of the newest letter the history says was sent."""
    event = history.last(EventKind.SENT) if history.events else None
    return None if event is None else event.day


def last_touch(contact: Contact, network: Network) -> date | None:
    """The newest contact in either direction up to today, letters in the history included."""
    newest, today = None, network.today
    history = network.histories.get(contact.row)
    sent = None if history is None else last_sent(history)
    for day in (contact.last_contact, contact.met_on, contact.reply_on, contact.outreach_on, sent):
        if day is not None and (newest is None or day > newest) and day <= today:
            newest = day
    return newest


def first_written(contact: Contact, network: Network) -> date | None:
    """The day of the first letter to them: the sheet's, else that of a first hello we drafted."""
    if contact.outreach_on is not None:
        return contact.outreach_on
    events = network.history(contact).events
    if not events:
        return None
    sent = (e.day for e in events if e.kind is EventKind.SENT and e.occasion == "first_hello")
    return min(sent, default=None)


def thanked(contact: Contact, history: History) -> str:
    """Why no thanks are owed for the last meeting; "" if they are.

    A thank-you dated before the meeting belongs to an earlier one. Without
    a thank-you column any contact after the meeting is taken to have said it.
    """
    met, mark = contact.met_on, contact.thank_you
    if mark is not None and mark.yes is None:
        return "you noted that no thank-you is needed"
    if mark is not None and mark.yes and not (met and mark.on and mark.on < met):
        return "you have said thank you"
    for event in history.events:
        if event.kind is EventKind.SENT and event.occasion == "thank_you":
            if met is None or event.day >= met:
                return "you have said thank you"
            break
    if mark is None and contact.needs_followup and contact.needs_followup.yes is not True:
        return "you noted that no follow-up is needed"
    if mark is None and met and contact.last_contact and contact.last_contact > met:
        return "you have been in touch since you met"
    return touch_unread(contact) if mark is None else ""


def touch_unread(contact: Contact) -> str:
    """Why nobody can tell when the last contact was, though the sheet says something; else ""."""
    unread = Field.LAST_CONTACT in contact.unread
    return "when you were last in touch cannot be read; write it as a date" if unread else ""


def nudges_sent(contact: Contact, network: Network) -> int:
    """How many reminders followed the first letter, by the sheet or by the history.

    Without a column for it, a last contact after the first letter counts as one reminder.
    """
    since = first_written(contact, network) or date.min
    ours = 0
    for event in network.history(contact).events:
        reminded = event.kind is EventKind.SENT and event.occasion in {"nudge", "last_nudge"}
        ours += reminded and event.day > since
    if contact.nudges is not None:
        return max(contact.nudges, ours)
    again = contact.last_contact is not None and contact.last_contact > since
    return max(ours, int(again))


def cadence(contact: Contact, network: Network) -> tuple[int, str]:
    """Calendar days between two contacts with this person, and in words where that comes from."""
    days = network.settings.cadence
    if contact.cadence is not None:
        return contact.cadence, f"you keep in touch every {contact.cadence} days"
    if contact.met_on and 0 <= (network.today - contact.met_on).days <= days.new_tie_for:
        return days.new_tie, "a new tie deserves a word within a month"
    if contact.tier is not None:
        wait, letter = ((days.a, "A"), (days.b, "B"), (days.c, "C"))[contact.tier - 1]
        return wait, f"{letter} contacts hear from you every {wait} days"
    return days.none, f"contacts without a tier hear from you every {days.none} days"


def suppressed(contact: Contact, network: Network) -> str:
    """Why nothing at all may go to them today; "" if nothing forbids it."""
    today = network.today
    if contact.do_not_contact:
        return f'"{contact.do_not_contact}" stands in the sheet'
    with_them = _reaches_who_opted_out(contact, network) if network.opted_out else ""
    if with_them:
        return f"it would reach {with_them} too, who asked for no letters"
    if contact.stage is Stage.GONE:
        return f'the status says "{contact.text.get(Field.STATUS, "gone")}"'
    if contact.stage is Stage.BOUNCED:
        return "the last letter bounced; the address needs mending"
    until = snoozed_until(network.history(contact))
    if until is not None and until > today:
        return f"put off until {network.say(until)}"
    return ""


def _reaches_who_opted_out(contact: Contact, network: Network) -> str:
    """Somebody of another row who asked for no letters and shares the address, or the letter."""
    reached = [email.casefold() for email in contact.emails]
    if len(contact.people) > 1:
        reached += [fold(person.name.full) for person in contact.people]
    return next((network.opted_out[each] for each in reached if each in network.opted_out), "")


def snoozed_until(history: History) -> date | None:
    """The day the newest "later" lasts to, unless a letter was sent after it."""
    for event in history.events:
        if event.kind is EventKind.LATER:
            return event.until
        if event.kind in {EventKind.SENT, EventKind.DRAFTED}:
            return None
    return None


def last_contact(contact: Contact, network: Network) -> date | None:
    """The newest of the last-contact cell and the letters the history says were sent."""
    noted, sent = contact.last_contact, last_sent(network.history(contact))
    return max(noted, sent) if noted is not None and sent is not None else noted or sent


def unanswered(contact: Contact, network: Network, *, dormant: bool = False) -> date | str:
    """The day of a first letter still without answer, or why there is none to remind of.

    With `dormant`, a tie that the status lets rest counts as well.
    """
    wrote = first_written(contact, network)
    if wrote is None or wrote > network.today:
        return "no first letter is noted"
    if contact.met_on is not None:
        return "you have met"
    if contact.replied:
        return "they answered"
    if contact.stage in OVER and not (dormant and contact.stage is Stage.DORMANT):
        return "the status says it is over"
    if not network.sees_answers:
        return "no column of this tracker tells whether they answered"
    return touch_unread(contact) or wrote
