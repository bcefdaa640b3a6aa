"""Who is to be introduced to whom, by the sheet, and what the two have answered."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from followup.followups.directory import Directory, slug, who_of
from followup.model import ColumnMap, Contact, Field, Mark, Problem, Severity, place
from followup.model.patterns import pattern
from followup.model.records import dataclass
from followup.values.answers import read_answer
from followup.values.names import fold

PARTED = pattern(r"\s*[;\n]\s*")
WHY = pattern(r"\s*(?:\s[-–—]\s|:\s|,?\s+(?:because|since|as)\s+|\()\s*", re.IGNORECASE)
"""What parts the name from the reason behind it: "Ben Cole - both keep bees"."""

NAMED_ANSWER = pattern(r"\s*([^:：]{2,60}?)\s*[:：]\s*(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Wish:
    """An introduction that the row of `asker` asks for: to `other`, and why.

    `key` names the pair, whichever row it stands in and however the sheet is sorted.
    """

    asker: Contact
    other: Contact
    why: str
    key: str

    def beside(self, contact: Contact) -> Contact:
        """The one of the two who is not `contact`."""
        return self.other if contact.row == self.asker.row else self.asker


Wishes = Mapping[int, tuple[Wish, ...]]


def find_wishes(
    contacts: Sequence[Contact], directory: Directory, columns: ColumnMap
) -> tuple[Wishes, tuple[Problem, ...]]:
    """For each row the introductions it has a part in, and a problem for each name that is unclear.

    A pair that stands in both rows is one wish, of the upper row.
    """
    wishes: dict[str, Wish] = {}
    problems: list[Problem] = []
    for contact in (each for each in contacts if Field.INTRODUCE_TO in each.text):
        for name, why in _told(contact.text[Field.INTRODUCE_TO]):
            found = [other for other in directory.find(name) if other.row != contact.row]
            if len(found) == 1:
                key = "+".join(sorted(slug(c.name.full) for c in (contact, found[0])))
                wishes.setdefault(key, Wish(contact, found[0], why, key))
            elif found:
                told = "both will be asked about it"
                problems.append(
                    who_of(contact, name, found, columns, field=Field.INTRODUCE_TO, then=told)
                )
            else:
                problems.append(_nobody(contact, name, columns))
    rows: defaultdict[int, list[Wish]] = defaultdict(list)
    for wish in wishes.values():
        rows[wish.asker.row].append(wish)
        rows[wish.other.row].append(wish)
    problems += _unclear_answers(rows, columns)
    return {row: tuple(found) for row, found in rows.items()}, tuple(problems)


def answer(
    contact: Contact, wish: Wish, wishes: Wishes, when: tuple[bool | None, date]
) -> Mark | None:
    """What `contact` said to that introduction: yes, no, or None for nothing yet.

    An answer without a name counts where the row has a part in one introduction only. `when` is how
    3/4 is read, and the day of the run.
    """
    other = wish.beside(contact)
    known = {fold(other.name.full), fold(other.name.first), fold(other.name.nickname)} - {""}
    alone = len(wishes.get(contact.row, ())) == 1
    for name, said in _answers(contact):
        if fold(name) in known or (not name and alone):
            mark = read_answer(said, day_first=when[0], today=when[1])
            if mark is not None:
                return mark
    return None


def _told(text: str) -> Iterator[tuple[str, str]]:
    """The names of a cell, each with the reason behind it."""
    for part in PARTED.split(text.strip()):
        name, *why = WHY.split(part, maxsplit=1)
        if name.strip():
            yield name.strip(" .,"), (why[0] if why else "").strip(" .)")


def _answers(contact: Contact) -> Iterator[tuple[str, str]]:
    """The parts of an answer cell: who each is about ("" if it does not say), and what was said."""
    for part in PARTED.split(contact.text.get(Field.INTRODUCTION_ANSWER, "").strip()):
        named = NAMED_ANSWER.fullmatch(part)
        if part:
            yield (named[1], named[2]) if named else ("", part)


def _nobody(contact: Contact, name: str, columns: ColumnMap) -> Problem:
    return _problem(
        contact,
        columns,
        Field.INTRODUCE_TO,
        f'"{name}" is nobody in this sheet: give them a row, or write the name as it stands there',
    )


def _unclear_answers(rows: Mapping[int, Sequence[Wish]], columns: ColumnMap) -> Iterator[Problem]:
    """A bare "yes" where two introductions are asked about."""
    for row, wishes in rows.items():
        contact = next(c for c in (wishes[0].asker, wishes[0].other) if c.row == row)
        if len(wishes) > 1 and any(not name for name, _ in _answers(contact)):
            names = [wish.beside(contact).name.full for wish in wishes]
            yield _problem(
                contact,
                columns,
                Field.INTRODUCTION_ANSWER,
                f'say whom the answer is about, as in "{names[0]}: yes; {names[1]}: no"',
            )


def _problem(contact: Contact, columns: ColumnMap, field: Field, message: str) -> Problem:
    where = place(contact.sheet, contact.row, columns.index(field))
    return Problem(where, field.value, Severity.WARNING, message)
