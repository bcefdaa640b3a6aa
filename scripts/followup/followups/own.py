"""Occasions of the person's own, from `[occasions.NAME]` with `when`: rules like all the others."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from followup.followups.expressions import (
    Expression,
    ExpressionError,
    Nothing,
    compile_expression,
)
from followup.followups.named import NAMES, as_day, of_year, values
from followup.followups.tie import last_contact
from followup.model import (
    Contact,
    Due,
    EventKind,
    OccasionSettings,
    Problem,
    Settings,
    Severity,
    place,
)
from followup.model.patterns import pattern

if TYPE_CHECKING:
    from followup.followups.network import Network

NAME = pattern(r"[a-z][a-z0-9_]{0,39}")
TAKEN = frozenset({"own"})
"""What the history calls a letter that was not drafted here."""

YEARLY_IN_TIME = timedelta(days=14)
"""A letter for a day of every year (a birthday) is dropped when it is later than this."""

ROWS_NAMED = 3
"""So many rows on which an expression fails alike are named one by one."""


class Failed(str):
    """Why a rule could not be worked out for one contact, as `why` and a problem say it."""

    __slots__ = ()


class OwnRule:
    """One occasion of the person's own; called like every rule, and named like one."""

    def __init__(self, name: str, told: OccasionSettings) -> None:
        self.__name__ = name
        self.told = told
        self.when = compile_expression(told.when, NAMES)
        self.day = compile_expression(told.day, NAMES) if told.day else None

    def __call__(self, contact: Contact, network: "Network") -> Due | str:
        """The Due (perhaps in the future), or why there is none."""
        try:
            if not self.holds(contact, network, network.today):
                return "its condition does not hold"
            if self.day is None:
                return self._since_it_holds(contact, network)
            return self._on_its_day(self.day, contact, network)
        except ExpressionError as error:
            return Failed(error)

    def holds(self, contact: Contact, network: "Network", today: date) -> bool:
        """Whether the condition holds on that day. Raises ExpressionError if it cannot be told."""
        day_first = network.settings.day_first
        with _working_out("when"):
            return bool(self.when.value(values(self.when.names, contact, today, day_first)))

    def _on_its_day(self, day: Expression, contact: Contact, network: "Network") -> Due | str:
        days = timedelta(days=self.told.days or 0)
        day_first = network.settings.day_first
        with _working_out("day"):
            found = day.value(values(day.names, contact, network.today, day_first))
            if isinstance(found, Nothing):
                return "the day it counts from is not noted"
            if isinstance(found, tuple):
                counted = _nearest_year(found, days, network.today)
            else:
                counted = as_day(found, network.today, day_first)
        due_on = _shifted(counted, days)
        touch = last_contact(contact, network)
        if touch is not None and touch >= due_on and touch != contact.met_on:
            return f"you were in touch on {network.say(touch)}, on or after its day"
        reason = f'Your own occasion "{self.__name__}" counts from {network.say(counted)}.'
        return self._due(contact, due_on, str(counted), reason)

    def _since_it_holds(self, contact: Contact, network: "Network") -> Due | str:
        """Due today; once closed it comes again only after its condition has failed to hold."""
        closed = next(
            (
                event.day
                for event in network.history(contact).events
                if event.occasion == self.__name__
                and event.kind in {EventKind.SENT, EventKind.SKIPPED}
            ),
            None,
        )
        if closed is None:
            since = "first"
        elif self.holds(contact, network, closed + timedelta(days=1)):
            return (
                f"it was closed on {network.say(closed)} and its condition has held ever since; "
                "it comes again once the condition has not held in between"
            )
        else:
            since = f"after-{closed}"
        due_on = _shifted(network.today, timedelta(days=self.told.days or 0))
        reason = f'Your own occasion "{self.__name__}" applies to them.'
        return self._due(contact, due_on, since, reason)

    def _due(self, contact: Contact, due_on: date, since: str, reason: str) -> Due:
        name = self.__name__
        return Due(contact.row, name, due_on, f"{name}:{since}", self.told.priority, reason)


def own_rules(settings: Settings) -> tuple[OwnRule, ...]:
    """The rules of the person's own occasions, in the order of the config.

    Raises ExpressionError (a ValueError) for an expression that cannot be used; the config's reader
    has looked for those before.
    """
    own = tuple((name, told) for name, told in settings.occasions.items() if told.when)
    return _rules(own) if own else ()


@lru_cache(maxsize=16)
def _rules(own: tuple[tuple[str, OccasionSettings], ...]) -> tuple[OwnRule, ...]:
    return tuple(OwnRule(name, told) for name, told in own)


def own_faults(name: str, told: OccasionSettings) -> Iterator[tuple[str, str]]:
    """What is wrong with an occasion of one's own: the key ("" for its name), and what is."""
    if not NAME.fullmatch(name) or name in TAKEN:
        yield "", "cannot be its name; use small letters, digits and _, as in [occasions.birthday]"
    for key, source in (("when", told.when), ("day", told.day)):
        if not source.strip() and (key == "when" or source):
            yield key, "is empty; write a condition such as tier == 1 and met_on < today"
        elif source:
            try:
                compile_expression(source, NAMES)
            except ExpressionError as error:
                yield key, str(error)


def failures(network: "Network") -> Iterator[Problem]:
    """The rows on which an own occasion cannot be worked out; one that fails costs no other."""
    for rule in own_rules(network.settings):
        if not rule.told.enabled:
            continue
        failed: dict[str, list[Contact]] = {}
        for contact in network.contacts.values():
            found = rule(contact, network)
            if isinstance(found, Failed):
                failed.setdefault(str(found), []).append(contact)
        for message, contacts in failed.items():
            yield from _named(f"[occasions.{rule.__name__}] {message}", contacts)


def _named(message: str, contacts: list[Contact]) -> Iterator[Problem]:
    more = len(contacts) - ROWS_NAMED
    for number, contact in enumerate(contacts[:ROWS_NAMED], 1):
        others = f" (and so in {more} more rows)" if number == ROWS_NAMED and more > 0 else ""
        where = place(contact.sheet, contact.row)
        yield Problem(where, "", Severity.WARNING, f"{message}{others}")


@contextmanager
def _working_out(key: str) -> Iterator[None]:
    try:
        yield
    except ExpressionError as error:
        raise ExpressionError(f"`{key}` cannot be worked out here: {error}") from error


def _nearest_year(found: Any, days: timedelta, today: date) -> date:
    """The day of every year in the year that matters now.

    That is the last one whose letter is due and not too late, else the next one to come.
    """
    years = range(today.year - 2, today.year + 3)
    counted = [of_year(found, year) for year in years]
    return next(day for day in counted if _shifted(day, days) + YEARLY_IN_TIME >= today)


def _shifted(day: date, days: timedelta) -> date:
    try:
        return day + days
    except OverflowError as error:
        raise ExpressionError(f"{day} lies at the end of time") from error
