"""The lines of `Draft history`.

The history cell travels with its row and is the only memory, so its format is for people as much as
for us: newest first, one line an event.
"""

import hashlib
from collections.abc import Sequence
from datetime import date

from followup.model import Draft, Event, EventKind, History
from followup.model.patterns import pattern
from followup.values.text import plain_signs

LONGEST_HISTORY = 30_000
"""Characters kept in a history cell; older lines are dropped (Excel holds 32,767)."""

CLOSING = frozenset(
    {
        EventKind.SENT,
        EventKind.SKIPPED,
        EventKind.LATER,
        EventKind.WITHDRAWN,
        EventKind.REDONE,
    }
)
"""Events after which the draft before them no longer lies in the sheet."""

LINE = pattern(
    r"(?P<day>\d{4}-\d\d-\d\d) (?P<occasion>\S+) "
    r"(?P<kind>drafted|sent|skipped|later|redone|withdrawn|kept)"
    r"(?: #(?P<hash>[0-9a-f]{6}))?"
    r"(?: until (?P<until>\d{4}-\d\d-\d\d))?"
    r"(?: for (?P<trigger>\S+))?"
    r"(?: as (?P<template>\S+))?"
    r"(?: at (?P<at>.+)|: (?P<text>.*))?"
)
"""Where the person worked (`at`) ends the line of a drafted letter, kept text that of others."""


def draft_hash(subject: str, body: str) -> str:
    """Six hexadecimal digits that tell a draft as we wrote it from one edited since.

    Line ends and white space around lines, which spreadsheets may alter, do not count, nor does
    the shape of dashes and quotation marks, which old encodings of text files may.
    """
    lines = map(str.strip, plain_signs(f"{subject}\n\n{body}").splitlines())
    return hashlib.sha256("\n".join(lines).strip().encode("utf-8", "replace")).hexdigest()[:6]


def read_history(text: str) -> History:
    """The events of a history cell, newest first as they stand; other lines are kept as foreign."""
    events: list[Event] = []
    foreign: list[str] = []
    for line in text.splitlines():
        event = _read_line(line.strip())
        if event is not None:
            events.append(event)
        elif line.strip():
            foreign.append(line.strip())
    return History(tuple(events), tuple(foreign))


def _read_line(line: str) -> Event | None:
    found = LINE.fullmatch(line)
    if found is None:
        return None
    try:
        day = date.fromisoformat(found["day"])
        until = date.fromisoformat(found["until"]) if found["until"] else None
    except ValueError:
        return None
    return Event(
        day,
        found["occasion"],
        EventKind(found["kind"]),
        found["hash"] or "",
        found["trigger"] or "",
        until,
        found["text"] or "",
        found["template"] or "",
        found["at"] or "",
    )


def write_history(history: History) -> str:
    """The text of a history cell; the oldest lines are dropped where it would grow too long."""
    lines = [*map(_write_line, history.events), *history.foreign]
    while len(lines) > 1 and sum(len(line) + 1 for line in lines) > LONGEST_HISTORY:
        lines.pop()
    return "\n".join(lines)


def _write_line(event: Event) -> str:
    parts = [event.day.isoformat(), event.occasion, event.kind.value]
    if event.hash:
        parts.append(f"#{event.hash}")
    if event.until:
        parts.append(f"until {event.until}")
    if event.trigger:
        parts.append(f"for {event.trigger}")
    if event.template:
        parts.append(f"as {event.template}")
    if event.at:
        parts.append(f"at {event.at}")
    line = " ".join(parts)
    return f"{line}: {event.text}" if event.text else line


def with_events(history: History, events: Sequence[Event]) -> History:
    """The history with these events, newest first, on top."""
    return History((*events, *history.events), history.foreign)


def open_draft(history: History) -> Event | None:
    """The newest drafted event, unless something closed it since."""
    for event in history.events:
        if event.kind in CLOSING:
            return None
        if event.kind is EventKind.DRAFTED:
            return event
    return None


def drafted(draft: Draft, trigger: str, today: date, at: str = "") -> Event:
    """The history line of a new draft to somebody who works `at` that post."""
    return Event(
        today,
        draft.occasion,
        EventKind.DRAFTED,
        hash=draft_hash(draft.subject, draft.body),
        trigger=trigger,
        template=draft.template,
        at=at,
    )


def kept_text(subject: str, body: str) -> str:
    """An edited draft as one line for the history; line breaks become " / "."""
    return " / ".join(line.strip() for line in f"{subject}\n{body}".splitlines() if line.strip())
