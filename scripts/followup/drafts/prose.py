"""Days, greetings and small word forms, as a letter says them."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache

from followup.drafts.lexicon import Lexicon
from followup.model.records import dataclass

MARKS = " \"'\u201c\u201d\u201e\u00ab\u00bb\u00a0\u202f"

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
        return owner(name, self.lexicon) if name else ""

    def after(self, value: object, word: str) -> str:
        """`value` behind a small word, joined as the language does it; "" for none."""
        return joined(word, str(value), self.lexicon) if value else ""

    def quoted(self, value: object) -> str:
        """`value` in the language's quotation marks; "" for none."""
        text = str(value).strip(MARKS)
        return self.lexicon.phrase("voice", "quotes").format(x=text) if text else ""

    def unlike(self, value: object, other: object) -> str:
        """`value`, unless it shares a word of weight with `other`: nothing is said twice."""
        light = self.lexicon.words("words", "light")
        return "" if _weighty(value, light) & _weighty(other, light) else str(value)

    def _said(self, value: object, day_form: str, month_form: str) -> str:
        day = as_day(value)
        if day is None:
            return ""
        form = month_form if isinstance(day, Month) else day_form
        return _dated(self.lexicon, form + ("" if day.year == self.today.year else "_year"), day)

    def _years_ago(self, days: int) -> str:
        years = days // YEAR
        if years > MANY:
            return self.lexicon.phrase("dates", "ages")
        form = "over_one_year" if years == 1 else "over_years"
        return self.lexicon.phrase("dates", form).format(count=self._number(years))

    def _number(self, count: int) -> str:
        numbers = self.lexicon.words("dates", "numbers")
        return numbers[count] if count < len(numbers) else str(count)


@lru_cache(maxsize=4096)
def _dated(words: Lexicon, form: str, day: date) -> str:
    """That form of the lexicon's [dates] filled in."""
    month = words.words("dates", "months")[day.month - 1]
    number = words.table["dates"].get("first", "1") if day.day == 1 else day.day
    return words.phrase("dates", form).format(day=number, month=month, year=day.year)


def as_day(value: object) -> date | None:
    """The day of a date or date-time; None for anything else."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def owner(name: str, words: Lexicon) -> str:
    """The owner's form of a name, as the lexicon's [voice] has it: "Ana's", "Ines\u2019", "d'Ana".

    `their_after` names a word to stand before it, `their_ending` forms for names that end in
    certain letters, `their` the form for all others.
    """
    voice = words.table["voice"]
    if "their_after" in voice:
        return joined(voice["their_after"], name, words)
    endings: Mapping[str, str] = voice.get("their_ending", {})
    form = next((f for end, f in endings.items() if name.lower().endswith(end)), voice["their"])
    return str(form).format(name=name)


def joined(word: str, text: str, words: Lexicon) -> str:
    """`text` behind `word`, joined as the language does it: "de" and "el bar" as "del bar".

    The lexicon's [joins] maps the word to how the text may begin and the form that then holds:
    {x} is the text and {rest} what follows its beginning. Otherwise a space joins them.
    """
    forms: Mapping[str, str] = words.table.get("joins", {}).get(word, {})
    for start, form in forms.items():
        if text.lower().startswith(start):
            return form.format(x=text, rest=text[len(start) :])
    return f"{word} {text}"


def _weighty(value: object, light: tuple[str, ...]) -> set[str]:
    """The words of three letters and more that tell a topic, plurals as singulars."""
    found = re.findall(r"[^\W\d_]{3,}", str(value).lower())
    return {word.removesuffix("s") for word in found if word not in light}


def sentence(value: object) -> str:
    """`value` with a capital first letter and a full stop, unless it ends in a mark already."""
    text = str(value).strip()
    if not text:
        return ""
    stop = "" if text[-1] in ".!?…\u201c\u201d\u00bb\"'" else "."
    return text[0].upper() + text[1:] + stop
