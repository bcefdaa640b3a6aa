"""The people as a whole: who introduced whom, what each one's history says, whose answers show."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from followup.followups.calendar import Calendar, say_day
from followup.model import ColumnMap, Contact, Field, History, Problem, Settings, Severity, place
from followup.model.records import dataclass, field
from followup.values.names import fold

NO_HISTORY = History()
LETTER_FIELDS = (Field.OUTREACH_ON, Field.LAST_CONTACT, Field.MET_ON)
ANSWER_FIELDS = (Field.REPLY, Field.REPLY_ON, Field.STATUS, Field.MET_ON)


@dataclass(frozen=True, slots=True)
class Network:
    """What a rule may look at besides the one contact: everybody else, the day, the settings.

    `introduced` lists, for an introducer's row, the contacts that came through them. `outsiders`
    names, for a contact's row, an introducer who has no row of their own. `sees_answers` is
    whether the tracker has any column that would tell of a reply. `opted_out` maps addresses and
    folded names of all who asked for no letters to the name.
    """

    contacts: Mapping[int, Contact]
    histories: Mapping[int, History]
    calendar: Calendar
    today: date
    settings: Settings
    introduced: Mapping[int, tuple[Contact, ...]] = field(default_factory=dict)
    outsiders: Mapping[int, str] = field(default_factory=dict)
    sees_answers: bool = True
    sees_letters: bool = True
    opted_out: Mapping[str, str] = field(default_factory=dict)

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
    """The network of these contacts, and a problem for each introducer who could be two people."""
    directory = _Directory(contacts)
    introduced: defaultdict[int, list[Contact]] = defaultdict(list)
    outsiders: dict[int, str] = {}
    problems: list[Problem] = []
    for contact in contacts:
        told = contact.text.get(Field.INTRODUCED_BY)
        if not told:
            continue
        found = [other for other in directory.find(told) if other.row != contact.row]
        if len(found) == 1:
            introduced[found[0].row].append(contact)
        elif found:
            problems.append(_which(contact, told, found, columns))
        elif not directory.find(told):
            outsiders[contact.row] = told
    network = Network(
        {contact.row: contact for contact in contacts},
        histories,
        Calendar.of(settings),
        today,
        settings,
        {row: tuple(people) for row, people in introduced.items()},
        outsiders,
        any(wanted in columns.matches for wanted in ANSWER_FIELDS),
        any(wanted in columns.matches for wanted in LETTER_FIELDS),
        _opted_out(contacts),
    )
    return network, tuple(problems)


def _opted_out(contacts: Sequence[Contact]) -> dict[str, str]:
    found: dict[str, str] = {}
    for contact in contacts:
        if contact.do_not_contact:
            found |= {email.casefold(): contact.name.full for email in contact.emails}
            found |= {fold(person.name.full): person.name.full for person in contact.people}
    return found


class _Directory:
    """Finds contacts by what another row calls them: full name, first name, or nickname."""

    def __init__(self, contacts: Sequence[Contact]) -> None:
        self.contacts = contacts
        self.full: defaultdict[str, list[Contact]] = defaultdict(list)
        self.short: defaultdict[str, list[Contact]] = defaultdict(list)
        self.filled = False

    def find(self, told: str) -> list[Contact]:
        """Everyone the words may mean; the full name wins over a first name."""
        if not self.filled:
            self._fill()
        words = fold(told)
        return self.full.get(words) or self.short.get(words) or self._inside(words)

    def _inside(self, words: str) -> list[Contact]:
        """People whose full name stands inside longer words ("Ben Cole, at the alumni dinner")."""
        padded = f" {words.translate(PUNCTUATION)} "
        parts = padded.split()
        pairs = (" ".join(parts[i:j]) for i in range(len(parts)) for j in range(i + 2, i + 5))
        return next((self.full[pair] for pair in pairs if pair in self.full), [])

    def _fill(self) -> None:
        for contact in self.contacts:
            for person in contact.people:
                self.full[fold(person.name.full)].append(contact)
                for short in {fold(person.name.first), fold(person.name.nickname)} - {""}:
                    self.short[short].append(contact)
        self.filled = True


PUNCTUATION = str.maketrans(",;:()/&+\"'", " " * 10)


def _which(contact: Contact, told: str, found: Sequence[Contact], columns: ColumnMap) -> Problem:
    names = " or ".join(f"{other.name.full} (row {other.row})" for other in found[:3])
    return Problem(
        place(contact.sheet, contact.row, columns.index(Field.INTRODUCED_BY)),
        Field.INTRODUCED_BY.value,
        Severity.WARNING,
        f'"{told}" could be {names}: write the full name, and the thanks will go to them',
    )
