"""What single cells of a row come to, apart from any one row: text, people, telling words."""

import re
from collections.abc import Iterator, Mapping, Sequence

from followup.model import DATE_FIELDS, CellValue, Field, Name, Person, Stage
from followup.model.patterns import pattern
from followup.values.nothing import spoken
from followup.values.text import fold

TYPED = DATE_FIELDS | {
    Field.NAME,
    Field.FIRST_NAME,
    Field.LAST_NAME,
    Field.EMAIL,
    Field.BIRTHDAY,
    Field.REPLY,
    Field.NEEDS_FOLLOWUP,
    Field.THANK_YOU_SENT,
    Field.DO_NOT_CONTACT,
    Field.NUDGES,
}
"""Fields with a type of their own; all others are kept as text."""

HAPPENED = frozenset({Field.OUTREACH_ON, Field.REPLY_ON, Field.LAST_CONTACT})
"""Days that record something; a meeting or a next step may well lie ahead."""

FIRST_LIKELY_YEAR = 1950
"""A date cell before it is mostly a number typed into it (2025 shows as 17 July 1905)."""

INVENTED_DAY = pattern(r"(?<!\d)0?1(?!\d)|1er|１")
"""Without a 1 in the cell, the first of a month was filled in by us ("Nov 2026")."""

ONLY_CONNECTED = pattern(r"connect(?:ed|ion)|vernetzt|relation|contactado", re.IGNORECASE)
"""Headers under which the day is that of an accepted invitation (LinkedIn: "Connected On")."""

NO_LONGER_NEEDED = pattern(
    r"\b(?:done|sent|thank|thanked|erledigt|fait|hecho|feito|gedaan|fatto|zrobione)|済|完",
    re.IGNORECASE,
)
"""Words in a "follow up?" column that say it has happened, not that it is wanted."""

HEADER_LINE = pattern(
    r"[\r\n]+\s*(?:b?cc|to|from|subject|reply-to)\s*:.*", re.IGNORECASE | re.DOTALL
)
"""A line behind a name that tries to be a mail header, and all after it."""

ANSWERED = frozenset({Stage.REPLIED, Stage.MEETING_SET, Stage.MET})


NO_LETTER = pattern(r"[^a-z]+")


class ByTitle(Mapping[str, CellValue]):
    """A row's values by the titles of their columns; `places` tells where each title's value is."""

    __slots__ = ("_cells", "_places")

    def __init__(self, places: Mapping[str, int], cells: Sequence[CellValue]) -> None:
        self._places, self._cells = places, cells

    def __getitem__(self, title: str) -> CellValue:
        return self._cells[self._places[title]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __repr__(self) -> str:
        return repr(dict(self))


def plain_text(value: CellValue) -> str:
    """A cell as a person would read it out; "" where it means nothing."""
    if type(value) is str:
        return spoken(value)
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def people_of(names: tuple[Name, ...], emails: tuple[str, ...]) -> tuple[tuple[Person, ...], str]:
    """Names with their addresses; with two names a lone address goes only to the one it fits.

    That one comes first then, and a sentence says so: a letter to the address of one person is to
    that person.
    """
    if len(names) == 1:
        return (Person(names[0], emails[0] if emails else ""),), ""
    if len(emails) == len(names):
        return tuple(map(Person, names, emails)), ""
    owners = [name for name in names if emails and _fits(emails[0], name)]
    if len(owners) != 1:
        return tuple(map(Person, names)), ""
    (owner,), others = owners, [name for name in names if name is not owners[0]]
    alone = (
        f"taken for the address of {owner.full} alone, so letters greet nobody else; "
        f"add one for {others[0].full} to write to both"
    )
    return (Person(owner, emails[0]), *map(Person, others)), alone


def _fits(email: str, name: Name) -> bool:
    """Whether the part before the @ is made of that first name, or of its initial and the last."""
    first, last = fold(name.first), fold(name.last).replace(" ", "")
    local = fold(email.partition("@")[0])
    letters = NO_LETTER.sub("", local)
    spelt = {first, first + last, last + first, first[:1] + last, last + first[:1]}
    return bool(first) and (first in NO_LETTER.split(local) or letters in spelt)
