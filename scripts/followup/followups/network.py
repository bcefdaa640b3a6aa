"""The people as a whole: who introduced whom, what each one's history says, whose answers show."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter

from followup.followups.calendar import Calendar, say_day
from followup.followups.directory import Directory, who_of
from followup.followups.introductions import Wish, find_wishes
from followup.model import ColumnMap, Contact, Field, History, Problem, Settings
from followup.model.records import dataclass, field, replace
from followup.values.names import fold

THANKS = "the thanks will go to them"
NO_HISTORY = History()
LETTER_FIELDS = (Field.OUTREACH_ON, Field.LAST_CONTACT, Field.MET_ON)
ANSWER_FIELDS = (Field.REPLY, Field.REPLY_ON, Field.STATUS, Field.MET_ON)
TOLD = ("met_on", "outreach_on", "reply_on", "next_followup", "needs_followup", "stage")
"""What of a contact, besides its texts, some rule starts from."""


@dataclass(frozen=True, slots=True)
class Network:
    """What a rule may look at besides the one contact: everybody else, the day, the settings.

    `introduced` lists, for an introducer's row, the contacts that came through them. `outsiders`
    names, for a contact's row, an introducer who has no row of their own; `wishes` holds, for a
    row, the introductions it has a part in. `sees_answers` is
    whether the tracker has any column that would tell of a reply. `opted_out` maps addresses and
    folded names of all who asked for no letters to the name. `told` names what anybody's row tells
    at all: fields, and "history", "introduced", "wishes", "shares", "good_news".
    """

    contacts: Mapping[int, Contact]
    histories: Mapping[int, History]
    calendar: Calendar
    today: date
    settings: Settings
    introduced: Mapping[int, tuple[Contact, ...]] = field(default_factory=dict)
    outsiders: Mapping[int, str] = field(default_factory=dict)
    wishes: Mapping[int, tuple[Wish, ...]] = field(default_factory=dict)
    sees_answers: bool = True
    sees_letters: bool = True
    opted_out: Mapping[str, str] = field(default_factory=dict)
    told: frozenset[str] = frozenset()

    def history(self, contact: Contact) -> History:
        """What the contact's history cell remembers."""
        return self.histories.get(contact.row, NO_HISTORY)

    def say(self, day: date) -> str:
        """A day for people, as seen from today: "12 Nov"."""
        return say_day(day, self.today)


def build_network(
    contacts: Sequence[Contact],
    histories: Mapping[int, History],
    columns: ColumnMap,
    *,
    today: date,
    settings: Settings,
) -> tuple[Network, tuple[Problem, ...]]:
    """The network of these contacts, and a problem for each name that could be two people."""
    directory = Directory(contacts)
    introduced, outsiders, problems = _introducers(contacts, directory, columns)
    wishes, doubts = find_wishes(contacts, directory, columns)
    network = Network(
        {contact.row: contact for contact in contacts},
        histories,
        Calendar.of(settings),
        today,
        settings,
        introduced,
        outsiders,
        wishes,
        any(wanted in columns.matches for wanted in ANSWER_FIELDS),
        any(wanted in columns.matches for wanted in LETTER_FIELDS),
        _opted_out(contacts),
    )
    network = replace(network, told=frozenset(_told(network)))
    return network, (*problems, *doubts)


def _introducers(
    contacts: Sequence[Contact], directory: Directory, columns: ColumnMap
) -> tuple[dict[int, tuple[Contact, ...]], dict[int, str], list[Problem]]:
    """Whom each row introduced, introducers without a row, and names that could be two people."""
    introduced: defaultdict[int, list[Contact]] = defaultdict(list)
    outsiders: dict[int, str] = {}
    problems: list[Problem] = []
    for contact in contacts:
        if not (told := contact.text.get(Field.INTRODUCED_BY)):
            continue
        found = [other for other in directory.find(told) if other.row != contact.row]
        if len(found) == 1:
            introduced[found[0].row].append(contact)
        elif found:
            problems.append(
                who_of(contact, told, found, columns, field=Field.INTRODUCED_BY, then=THANKS)
            )
        elif not directory.find(told):
            outsiders[contact.row] = told
    return {row: tuple(people) for row, people in introduced.items()}, outsiders, problems


def _told(network: Network) -> Iterator[str]:
    """What any row tells of, and what else the network has for a rule to start from."""
    contacts = network.contacts.values()
    yield from set().union(*(contact.text for contact in contacts))
    yield from (name for name in TOLD if any(map(attrgetter(name), contacts)))
    others = {
        "history": any(history.events for history in network.histories.values()),
        "introduced": network.introduced,
        "wishes": network.wishes,
        "shares": network.settings.shares,
        "good_news": network.settings.me.good_news,
    }
    yield from (name for name, found in others.items() if found)


def _opted_out(contacts: Sequence[Contact]) -> dict[str, str]:
    found: dict[str, str] = {}
    for contact in contacts:
        if contact.do_not_contact:
            found |= {email.casefold(): contact.name.full for email in contact.emails}
            found |= {fold(person.name.full): person.name.full for person in contact.people}
    return found
