"""Good news of theirs: noted in a cell, or told by a company or title that changed."""

from datetime import timedelta

from followup.followups.network import Network
from followup.followups.tie import OVER, first_drafted, last_contact, short_key
from followup.model import Contact, Due, EventKind, Field, History, Stage
from followup.values.dates import DayReading, read_day
from followup.values.post import new_post, write_post

SOON = timedelta(days=60)
FRESH = timedelta(days=14)
"""After it a congratulation comes too late."""

NOTHING_NEW = "no news about them is noted, and their company and title are as they were"

AT_WORK = "job:"
"""How the trigger of a change of company or title begins."""


def congratulate(contact: Contact, network: Network) -> Due | str:
    """Their news, on the next business day after it was noticed."""
    if contact.stage in OVER - {Stage.DORMANT}:
        return "the status says it is over"
    told, changed = _told(contact, network), _changed(contact, network)
    if isinstance(told, Due):
        return told
    return changed if isinstance(changed, Due) or not contact.text.get(Field.NEWS) else told


def post_to_remember(contact: Contact, network: Network, due: Due) -> str:
    """Where they work, as the history line of that letter shall record it.

    A change that is to be congratulated on still is recorded with that letter, not before.
    """
    changed = _changed(contact, network) if due.occasion != "congratulate" else ""
    if not isinstance(changed, Due) or _closed(network.history(contact), changed.trigger):
        return _post(contact)
    return _post_before(network.history(contact), _post(contact))[0]


def _closed(history: History, trigger: str) -> bool:
    over = {EventKind.SENT, EventKind.SKIPPED}
    return any(event.kind in over and event.trigger == trigger for event in history.events)


def _post(contact: Contact) -> str:
    return write_post(contact.text.get(Field.TITLE, ""), contact.text.get(Field.COMPANY, ""))


def _told(contact: Contact, network: Network) -> Due | str:
    """News in the row's own cell; a day in it is when it was noticed."""
    text = " ".join(contact.text.get(Field.NEWS, "").split())
    if not text:
        return "no news about them is noted"
    reading = _day_of(text, network)
    day = reading.day if reading and reading.day and reading.day <= network.today else None
    trigger = f"news:{short_key(text)}"
    noticed = day or first_drafted(network.history(contact), trigger) or network.today
    if network.today - noticed > FRESH:
        return f"that news is of {network.say(noticed)}; after two weeks it is too late"
    touch = last_contact(contact, network)
    if day is not None and touch is not None and touch >= day:
        return f"you were in touch on {network.say(touch)}, after the news"
    due_on = network.calendar.after(day, 1) if day else noticed
    what = reading.rest if reading and (day or reading.rest) else text
    reason = f'You noted news of theirs: "{_shortened(text)}".'
    return Due(contact.row, "congratulate", due_on, trigger, 70, reason, what=what)


def _day_of(text: str, network: Network) -> DayReading | None:
    """The day in a news cell; one without a year may lie a little ahead ("new book out 5 Dec")."""
    today, day_first = network.today, network.settings.day_first
    coming = read_day(text, day_first=day_first, today=today, past=False)
    ahead = coming.day - today if coming and coming.day else timedelta(0)
    soon = timedelta(0) < ahead <= SOON
    return coming if soon else read_day(text, day_first=day_first, today=today)


def _changed(contact: Contact, network: Network) -> Due | str:
    """Another company or title than at the last draft; the person is asked whether it is news."""
    history = network.history(contact)
    if not any(event.at for event in history.events):
        return NOTHING_NEW
    now = _post(contact)
    then, trigger = _post_before(history, now)
    new = new_post(then, now)
    if not new:
        return NOTHING_NEW
    noticed = first_drafted(history, trigger) or network.today
    if network.today - noticed > FRESH:
        return f"their company or title changed by {network.say(noticed)}; that is too long ago"
    return Due(
        contact.row,
        "congratulate",
        noticed,
        trigger,
        70,
        f'At your last letter the row said "{then.rstrip(",")}", now it says '
        f'"{now.rstrip(",")}". If that is only a correction, type skip.',
        what=new,
        question=True,
    )


def _post_before(history: History, now: str) -> tuple[str, str]:
    """Where they worked before `now`, by the drafts' history lines, and the change's trigger.

    The drafts of the very congratulation in question record the new post already.
    """
    trigger = ""
    for event in history.events:
        if not event.at:
            continue
        if not event.trigger.startswith(AT_WORK) or new_post(event.at, now):
            return event.at, trigger or f"{AT_WORK}{short_key(f'{event.at} > {now}')}"
        trigger = event.trigger
    return "", trigger


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:58].rsplit(" ", 1)[0] + " …"
