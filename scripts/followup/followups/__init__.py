"""Who is due and why: rules, suppression, order. Pure: the day comes in as a date."""

from collections.abc import Sequence
from datetime import timedelta

from followup.followups.network import Network, build_network
from followup.followups.order import Chosen, Written, choose, sort_dues, written_lately
from followup.followups.quiet import quiet
from followup.followups.rules import RULES, Rule, live_rules
from followup.followups.rules.news import post_to_remember
from followup.followups.tasks import tasks
from followup.followups.tie import last_contact, last_sent, suppressed
from followup.model import (
    Contact,
    Due,
    EventKind,
    Problem,
    Settings,
    Verdict,
)
from followup.model.records import replace

__all__ = [
    "Chosen",
    "Network",
    "Written",
    "all_dues",
    "all_rules",
    "build_network",
    "choose",
    "owed_by_row",
    "own_problems",
    "post_to_remember",
    "sort_dues",
    "still_owed",
    "tasks",
    "verdicts",
    "written_lately",
]

NO_EMAIL = "no email"
"""Why a letter can be written but not addressed."""

CALM = frozenset(
    {"nudge", "last_nudge", "check_in", "advice_update", "reconnect"}
    | {"congratulate", "share_resource", "good_news", "first_hello"}
)
"""Occasions that wait while nobody wants to hear from anybody (docs/occasions.md, quiet days)."""

WITHIN_GAP = frozenset(
    {"thank_you", "answer", "next_step", "confirm_meeting", "nudge", "last_nudge", "introduction"}
)
"""Occasions that may follow another letter within the gap: what one is waiting for, what falls on a
day of the person's own, and the introduction both have just said yes to."""


def all_rules(settings: Settings) -> tuple[Rule, ...]:
    """The shipped rules and the person's own, in the order `why` shows them."""
    if not _has_own(settings):
        return RULES
    from followup.followups.own import own_rules

    return (*RULES, *own_rules(settings))


def own_problems(network: Network) -> tuple[Problem, ...]:
    """The rows on which an occasion of the person's own cannot be worked out."""
    if not _has_own(network.settings):
        return ()
    from followup.followups.own import failures

    return tuple(failures(network))


def _has_own(settings: Settings) -> bool:
    return any(told.when for told in settings.occasions.values())


def owed_by_row(contacts: Sequence[Contact], network: Network) -> dict[int, tuple[Due, ...]]:
    """For each contact's row every letter owed, the most pressing first; others are absent."""
    rules = live_rules(all_rules(network.settings), network)
    found = ((contact.row, all_dues(contact, network, rules)) for contact in contacts)
    return {row: dues for row, dues in found if dues}


def all_dues(
    contact: Contact, network: Network, rules: Sequence[Rule] | None = None
) -> tuple[Due, ...]:
    """Every letter owed to one contact by today, by `rules` or all, the most pressing first.

    One that has no address is `blocked` by "no email".
    """
    if suppressed(contact, network):
        return ()
    today, dues = network.today, []
    for rule in all_rules(network.settings) if rules is None else rules:
        due = rule(contact, network)
        if isinstance(due, Due) and due.due_on <= today and not _held(due, contact, network):
            dues.append(due)
    if len(dues) > 1:
        dues.sort(key=lambda due: (-due.priority, due.due_on))
    if contact.emails:
        return tuple(dues)
    return tuple(replace(due, blocked=due.blocked or NO_EMAIL) for due in dues)


def still_owed(contact: Contact, network: Network, occasion: str, trigger: str) -> Due | None:
    """The letter a lying draft was written for, if it is owed still.

    What only keeps new letters waiting (quiet days, the gap) takes no draft back.
    """
    if suppressed(contact, network) or not network.settings.occasion(occasion).enabled:
        return None
    rules = all_rules(network.settings)
    found = (rule(contact, network) for rule in rules if rule.__name__ == occasion)
    for due in found:
        if isinstance(due, Due) and due.trigger == trigger and due.due_on <= network.today:
            return due
    return None


def verdicts(contact: Contact, network: Network) -> tuple[Verdict, ...]:
    """What each rule says of one contact, suppression and closed triggers included."""
    return tuple(_verdict(rule, contact, network) for rule in all_rules(network.settings))


def _verdict(rule: Rule, contact: Contact, network: Network) -> Verdict:
    occasion, found = rule.__name__, rule(contact, network)
    if isinstance(found, str):
        return Verdict(occasion, None, found)
    if found.due_on > network.today:
        return Verdict(occasion, None, f"not before {network.say(found.due_on)}")
    held = suppressed(contact, network) or _held(found, contact, network)
    if held:
        return Verdict(occasion, None, held)
    return Verdict(occasion, found, found.reason)


def _held(due: Due, contact: Contact, network: Network) -> str:
    """Why a letter that is owed is not written now; "" if it may be."""
    if not network.settings.occasion(due.occasion).enabled:
        return "switched off in the config"
    ahead = contact.met_on is not None and contact.met_on > network.today
    if contact.met_on and ahead and due.occasion != "confirm_meeting":
        return f"you will meet on {network.say(contact.met_on)}"
    calm = due.occasion in CALM
    return (
        _closed(due, contact, network)
        or (quiet(contact, network) if calm else "")
        or _too_soon(due, contact, network)
    )


def _closed(due: Due, contact: Contact, network: Network) -> str:
    """Whether the history says that this very trigger was answered or skipped."""
    for event in network.history(contact).events:
        if event.occasion == due.occasion and event.trigger == due.trigger:
            if event.kind is EventKind.SKIPPED:
                return f"you skipped this on {network.say(event.day)}"
            if event.kind is EventKind.SENT:
                return f"sent on {network.say(event.day)}"
    return ""


def _too_soon(due: Due, contact: Contact, network: Network) -> str:
    """Whether a letter went to them within the gap; a meeting or their own letter is none.

    On a day of contact nothing is drafted at all: otherwise that contact could not be told from
    the draft having been sent.
    """
    written, history = last_contact(contact, network), network.history(contact)
    if written == network.today:
        return "you were in touch today"
    newest = history.events[0] if history.events else None
    if newest and newest.day == network.today and newest.kind is EventKind.SKIPPED:
        return "you skipped a letter to them today"
    if written in (contact.met_on, contact.reply_on):
        written = last_sent(history)
    if due.occasion in WITHIN_GAP or written is None or written > network.today:
        return ""
    free = written + timedelta(days=network.settings.limits.gap_days)
    if free <= network.today:
        return ""
    return f"you wrote on {network.say(written)}; not before {network.say(free)}"
