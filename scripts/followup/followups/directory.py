"""Who another row means by a name: an introducer, or somebody to be introduced."""

from collections import defaultdict
from collections.abc import Sequence

from followup.model import ColumnMap, Contact, Field, Problem, Severity, place
from followup.values.names import fold

PUNCTUATION = str.maketrans(",;:()/&+\"'", " " * 10)


def slug(name: str) -> str:
    """A name as one word without spaces, the same for every spelling of case and accents."""
    return "-".join(fold(name).split())


class Directory:
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


def who_of(
    contact: Contact,
    told: str,
    found: Sequence[Contact],
    columns: ColumnMap,
    *,
    field: Field,
    then: str,
) -> Problem:
    """A name in that field that fits several people; `then` says what follows the full name."""
    names = " or ".join(f"{other.name.full} (row {other.row})" for other in found[:3])
    return Problem(
        place(contact.sheet, contact.row, columns.index(field)),
        field.value,
        Severity.WARNING,
        f'"{told}" could be {names}: write the full name, and {then}',
    )
