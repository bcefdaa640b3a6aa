"""Several rows of one person become one contact; people who merely look alike are reported."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from followup.contacts.logs import with_meetings
from followup.model import Contact, Field, Mark, Problem, Severity, place
from followup.model.records import replace
from followup.values.names import fold

T = TypeVar("T")


def group(
    entries: Sequence[Contact], sheet: str
) -> tuple[tuple[Contact, ...], tuple[Problem, ...]]:
    """Contacts in the order of their rows, and a note for every person found on several rows.

    Rows are one person's if they share an address and the name, or the name where neither address
    nor company tells them apart.
    """
    if _all_differ(entries):
        return tuple(entries), ()
    clusters = list(_clusters(with_meetings(entries)))
    contacts = sorted((_merged(cluster) for cluster in clusters), key=lambda c: c.row)
    notes = tuple(_note(cluster, sheet) for cluster in clusters if len(cluster) > 1)
    return tuple(contacts), notes


def _all_differ(entries: Sequence[Contact]) -> bool:
    """Whether no two entries share a name or an address, which is the common case."""
    names = {entry.name.full.casefold() for entry in entries}
    addresses = [entry.emails[0] for entry in entries if entry.emails]
    return len(names) == len(entries) and len(set(addresses)) == len(addresses)


def _clusters(entries: Sequence[Contact]) -> Iterator[list[Contact]]:
    by_name: defaultdict[str, list[Contact]] = defaultdict(list)
    for entry in entries:
        by_name[fold(entry.name.full)].append(entry)
    for same in by_name.values():
        yield from [same] if len(same) == 1 else _told_apart(same)


def _told_apart(namesakes: Sequence[Contact]) -> Iterable[list[Contact]]:
    """People of one name: an address in common makes one person, different addresses two.

    A row without an address joins the first one whose company does not speak against it.
    """
    addresses = [email.casefold() for entry in namesakes for email in entry.emails]
    if all(entry.emails for entry in namesakes) and len(set(addresses)) == len(addresses):
        return ([entry] for entry in namesakes)
    by_email: dict[str, list[Contact]] = {}
    clusters: list[list[Contact]] = []
    for entry in (entry for entry in namesakes if entry.emails):
        emails = [email.casefold() for email in entry.emails]
        home = next((by_email[email] for email in emails if email in by_email), None)
        if home is None:
            home = []
            clusters.append(home)
        home.append(entry)
        by_email.update(dict.fromkeys(emails, home))
    by_company: dict[str, list[Contact]] = {}
    for cluster in clusters:
        for company in (_company(entry) for entry in cluster):
            by_company.setdefault(company, cluster)
    for entry in (entry for entry in namesakes if not entry.emails):
        home = _home(_company(entry), by_company, clusters)
        if home is None:
            home = []
            clusters.append(home)
        home.append(entry)
        by_company.setdefault(_company(entry), home)
    return clusters


def _home(
    company: str, by_company: dict[str, list[Contact]], clusters: list[list[Contact]]
) -> list[Contact] | None:
    """The namesake a row without address belongs to, if any."""
    if not company:
        return clusters[0] if clusters else None
    return by_company.get(company) or by_company.get("")


def _company(entry: Contact) -> str:
    return fold(entry.text.get(Field.COMPANY, ""))


def _newest(entry: Contact) -> tuple[date, int]:
    """When the row last recorded something; the lower row wins where dates say nothing."""
    days = (entry.met_on, entry.outreach_on, entry.reply_on, entry.last_contact)
    return max((day for day in days if day), default=date.min), entry.row


def _merged(cluster: list[Contact]) -> Contact:
    """One contact on the newest row: newest words, latest days, and any opt-out."""
    if len(cluster) == 1:
        return cluster[0]
    ordered = sorted(cluster, key=_newest)
    newest = ordered[-1]
    text: dict[str, str] = {}
    for entry in ordered:
        text.update(entry.text)
    outreach = [entry.outreach_on for entry in cluster if entry.outreach_on]
    last = [entry.last_contact for entry in cluster if entry.last_contact]
    return replace(
        newest,
        rows=tuple(sorted(entry.row for entry in cluster)),
        emails=tuple(dict.fromkeys(email for entry in reversed(ordered) for email in entry.emails)),
        people=next((entry.people for entry in reversed(ordered) if entry.emails), newest.people),
        met_on=_latest(entry.met_on for entry in cluster),
        outreach_on=min(outreach, default=None),
        reply_on=_latest(entry.reply_on for entry in cluster),
        last_contact=max([*last, *outreach]) if last or len(outreach) > 1 else None,
        next_followup=_last_said(entry.next_followup for entry in ordered),
        birthday=_last_said(entry.birthday for entry in ordered),
        replied=any(entry.replied for entry in cluster),
        thank_you=_thanked(cluster),
        do_not_contact=next((e.do_not_contact for e in cluster if e.do_not_contact), ""),
        nudges=max((e.nudges for e in cluster if e.nudges is not None), default=None),
        cadence=_last_said(entry.cadence for entry in ordered),
        tier=_last_said(entry.tier for entry in ordered),
        text=text,
        unread=frozenset().union(*(entry.unread for entry in cluster)),
    )


def _latest(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day), default=None)


def _last_said(values: Iterable[T | None]) -> T | None:
    said = [value for value in values if value is not None]
    return said[-1] if said else None


def _thanked(cluster: list[Contact]) -> Mark | None:
    """The thanks of the newest meeting; thanks given on any row of that same day count."""
    met = _latest(entry.met_on for entry in cluster)
    marks = [e.thank_you for e in cluster if e.thank_you and e.met_on == met]
    return next((mark for mark in marks if mark.yes), marks[0] if marks else None)


def _note(cluster: list[Contact], sheet: str) -> Problem:
    rows = sorted(entry.row for entry in cluster)
    merged = _merged(cluster)
    numbers = ", ".join(map(str, rows))
    return Problem(
        place(sheet, merged.row),
        "name",
        Severity.NOTE,
        f"{merged.name.full} stands in rows {numbers}: taken as one person; "
        f"a draft goes in row {merged.row}",
    )
