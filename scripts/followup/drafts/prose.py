"""Days, greetings and small word forms, as a letter says them."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from followup.drafts.lexicon import Lexicon
from followup.drafts.text import one_line
from followup.model import CellValue, Name
from followup.model.records import dataclass

SPEAKABLE = frozenset(" '’-.·")
NAME_LIMIT = 60

RECENT = 30
YEAR = 366
MANY = 10
"""Days up to which a date is said as such, days of a year, and years that are counted."""


class Month(date):
    """A day of which only the month is known ("Nov 2026"); letters name the month alone."""


@dataclass(frozen=True, slots=True)
class Prose:
    """Word forms of one language on one day."""

    lexicon: Lexicon
    today: date

    def day(self, value: object) -> str:
        """A day as a noun: "12 November", the year if it differs; "November" for a Month."""
        return self._said(value, "day", "month")

    def on_day(self, value: object) -> str:
        """A day as an adverb: "on 12 November", "in November" for a Month; "" for none."""
        return self._said(value, "on_day", "in_month")

    def ago(self, value: object) -> str:
        """How long ago, in words that stay true while a draft waits; "" for none.

        "on 12 November" within a month, "in August" within a year, then "over two years ago".
        """
        day = as_day(value)
        if day is None or (self.today - day).days <= RECENT:
            return self.on_day(value)
        if (self.today - day).days <= YEAR:
            return self._said(Month(day.year, day.month, 1), "on_day", "in_month")
        return self._years_ago((self.today - day).days)

    def possessive(self, value: object) -> str:
        """The owner's form of a name: "Ana's"; "" for none."""
        name = str(value)
        return self.lexicon.phrase("voice", "their").format(name=name) if name else ""

    def unlike(self, value: object, other: object) -> str:
        """`value`, unless it shares a word of weight with `other`: nothing is said twice."""
        light = self.lexicon.words("words", "light")
        return "" if _weighty(value, light) & _weighty(other, light) else str(value)

    def _said(self, value: object, day_form: str, month_form: str) -> str:
        day = as_day(value)
        if day is None:
            return ""
        form = month_form if isinstance(day, Month) else day_form
        form += "" if day.year == self.today.year else "_year"
        month = self.lexicon.words("dates", "months")[day.month - 1]
        return self.lexicon.phrase("dates", form).format(day=day.day, month=month, year=day.year)

    def _years_ago(self, days: int) -> str:
        years = days // YEAR
        if years > MANY:
            return self.lexicon.phrase("dates", "ages")
        form = "over_one_year" if years == 1 else "over_years"
        return self.lexicon.phrase("dates", form).format(count=self._number(years))

    def _number(self, count: int) -> str:
        numbers = self.lexicon.words("dates", "numbers")
        return numbers[count] if count < len(numbers) else str(count)


def as_day(value: object) -> date | None:
    """The day of a date or date-time; None for anything else."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _weighty(value: object, light: tuple[str, ...]) -> set[str]:
    """The words of three letters and more that tell a topic, plurals as singulars."""
    found = re.findall(r"[^\W\d_]{3,}", str(value).lower())
    return {word.removesuffix("s") for word in found if word not in light}


def sentence(value: object) -> str:
    """`value` with a capital first letter and a full stop, unless it ends in a mark already."""
    text = str(value).strip()
    if not text:
        return ""
    stop = "" if text[-1] in ".!?…\u201d\"'" else "."
    return text[0].upper() + text[1:] + stop


def quoted(value: object) -> str:
    """`value` in typographic quotation marks; "" for none."""
    text = str(value).strip(" \"'\u201c\u201d")
    return f"\u201c{text}\u201d" if text else ""


def speakable(text: str) -> str:
    """A name fit for a greeting, as one line; "" if it holds anything no name is spelt with."""
    name = one_line(text)
    fit = name and len(name) <= NAME_LIMIT and any(c.isalpha() for c in name)
    return name if fit and all(_spelt(c) for c in name) else ""


def called(name: Name) -> str:
    """What the person is called: nickname, else first name, else the full name; "" if unfit."""
    return _familiar(name) or speakable(name.full)


def greeting(names: Sequence[Name], words: Lexicon, title: str = "") -> str:
    """The first line for one or two people; `title` is what a courtesy title column says.

    A title (the column's, else the name's) goes with the last name; else the first name alone
    where one is known, else the full name. A last name alone, one word with a title, or words that
    are no person's name, get the greeting for nobody in particular (domain.md 5.4).
    """
    if len(names) > 1:
        return _greet_two(names[0], names[1], words)
    name = names[0]
    honorific, last = _honorific(name.honorific, title, words), speakable(name.last)
    if honorific and last:
        return words.phrase("greeting", "formal").format(honorific=honorific, last=last)
    titled_word = bool(honorific) and name.first == name.full
    if titled_word or _unnamed(name, words):
        return words.phrase("greeting", "nobody")
    if _familiar(name):
        return words.phrase("greeting", "one").format(first=_familiar(name))
    full = speakable(name.full)
    lone = not full or full == last
    return words.phrase("greeting", "nobody" if lone else "full").format(full=full)


def courtesy(cells: Mapping[str, CellValue], words: Lexicon) -> str:
    """The courtesy title (Herr, Ms, Dr) in a column for it (Anrede, Salutation), as it stands.

    Header and value must both be known, so a column of job titles gives "".
    """
    for header, value in cells.items():
        listed = words.has("titles", "headers", header.strip(" :*").lower())
        if listed and isinstance(value, str) and all(_known_title(p, words) for p in value.split()):
            return value.strip()
    return ""


def _known_title(part: str, words: Lexicon) -> bool:
    bare = part.lower().strip(".")
    return bare in words.table["titles"]["courtesy"] or words.has("titles", "academic", bare)


def _honorific(own: str, column: str, words: Lexicon) -> str:
    """The title to greet with: an academic one, else a courtesy title in the letter's language."""
    courtesies: Mapping[str, str] = words.table["titles"]["courtesy"]
    sources = [speakable(own).split(), speakable(column).split()]
    for parts in sources:
        learned = [part for part in parts if part.lower().strip(".") not in courtesies]
        if learned:
            return " ".join(learned)
    return next((courtesies[p.lower().strip(".")] for parts in sources for p in parts), "")


def _unnamed(name: Name, words: Lexicon) -> bool:
    """Whether the words are plainly no person's name ("Panel", "No Address")."""
    tokens = name.full.lower().replace("(", " ").split()
    return any(words.has("greeting", "nobodies", token) for token in tokens) or (
        len(tokens) == 1 and words.has("greeting", "lone_nobodies", tokens[0])
    )


def _greet_two(one: Name, two: Name, words: Lexicon) -> str:
    firsts = _familiar(one), _familiar(two)
    if _unnamed(one, words) or _unnamed(two, words):
        return words.phrase("greeting", "nobody")
    if all(firsts):
        return words.phrase("greeting", "two").format(first=firsts[0], second=firsts[1])
    fulls = speakable(one.full), speakable(two.full)
    form = words.phrase("greeting", "full_two" if all(fulls) else "nobody")
    return form.format(full=fulls[0], second=fulls[1])


def _familiar(name: Name) -> str:
    """The first name to use; initials are none."""
    for part in (name.nickname, name.first):
        text = speakable(part)
        if len(text.replace(".", "").replace(" ", "")) > 1 and not _initials(text):
            return text
    return ""


def _initials(text: str) -> bool:
    return all(len(part) <= 1 and part.isascii() for part in text.replace(".", " ").split())


def _spelt(character: str) -> bool:
    """Whether names are spelt with it: letters, their marks, and few signs."""
    import unicodedata

    return character in SPEAKABLE or unicodedata.category(character)[0] in "LM"
