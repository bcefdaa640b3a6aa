"""A log's rows by what happened: its coffees and calls are meetings, its e-mails are not."""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from followup.model import Contact, Field
from followup.model.patterns import pattern
from followup.model.records import replace
from followup.values.names import fold

MEETING = pattern(
    r"(?:(?:in[- ]?person|video|phone|zoom|teams|virtual|quick|first|informational)\s+)?"
    r"(?:coffee|lunch|dinner|breakfast|meeting|meet-?up|met|interview|call|chat|in[- ]person|kaffee"
    r"|treffen|gesprach|telefonat|anruf|cafe|dejeuner|rendez-vous|appel|reunion|llamada|almuerzo)",
)
"""What a log calls a conversation, folded; nothing else may stand beside it."""

NOT_REACHED = pattern(
    r"voice ?mail|no answer|didn'?t pick up|missed|left (?:a )?message|cancel|no.?show|mailbox"
    r"|nicht erreicht|repondeur|contestador",
    re.IGNORECASE,
)


def with_meetings(entries: Sequence[Contact]) -> Sequence[Contact]:
    """The entries, the day of a conversation taken as that of a meeting.

    Only in a log: somebody stands in several rows of different days, and no column tells of
    meetings.
    """
    if any(entry.met_on for entry in entries) or not _is_log(entries):
        return entries
    return [_met(entry) if _talked(entry) else entry for entry in entries]


def _is_log(entries: Sequence[Contact]) -> bool:
    days: defaultdict[str, set[date]] = defaultdict(set)
    for entry in entries:
        if entry.outreach_on and entry.text.get(Field.CHANNEL):
            days[fold(entry.name.full)].add(entry.outreach_on)
    return any(len(found) > 1 for found in days.values())


def _talked(entry: Contact) -> bool:
    kind = fold(entry.text.get(Field.CHANNEL, "")).strip(" .!")
    return bool(MEETING.fullmatch(kind)) and not NOT_REACHED.search(
        fold(entry.text.get(Field.NOTES, ""))
    )


def _met(entry: Contact) -> Contact:
    days = [day for day in (entry.outreach_on, entry.last_contact) if day]
    latest = max(days, default=None)
    return replace(entry, met_on=entry.outreach_on, outreach_on=None, last_contact=latest)
