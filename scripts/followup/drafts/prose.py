"""Days, greetings and small word forms, as a letter says them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from followup.drafts.lexicon import Lexicon
from followup.drafts.text import one_line
from followup.model import Name

SPEAKABLE = frozenset(" '’-.·")
NAME_LIMIT = 60


@dataclass(frozen=True, slots=True)
class Prose:
    """Word forms of one language on one day."""

    lexicon: Lexicon
    today: date

    def day(self, value: object) -> str:
        """A day as a noun: "last Friday" within a week, "12 November", the year if it differs."""
        return self._day(value, "past_weekday", "{day}")

    def on_day(self, value: object) -> str:
        """A day as an adverb: "on Friday" within a week, else "on 12 November"; "" for none."""
        return self._day(value, "on_weekday", self.lexicon.phrase("dates", "on_day"))

    def ago(self, value: object) -> str:
        """How long ago: "two weeks ago", "in March", "over two years ago"; "" for none."""
        day = as_day(value)
        if day is None or day > self.today:
            return self.on_day(value)
        days = (self.today - day).days
        if days < 60:
            return self._days_ago(days)
        return self._month_ago(day) if days < 330 else self._years_ago(days)

    def possessive(self, value: object) -> str:
        """The owner's form of a name: "Ana's"; "" for none."""
        name = str(value)
        return self.lexicon.phrase("voice", "their").format(name=name) if name else ""

    def _day(self, value: object, weekday_form: str, frame: str) -> str:
        day = as_day(value)
        if day is None:
            return ""
        ahead = (day - self.today).days
        if -7 < ahead < 7:
            weekday = self.lexicon.words("dates", "weekdays")[day.weekday()]
            future_noun = ahead >= 0 and weekday_form == "past_weekday"
            form = "next_weekday" if future_noun else weekday_form
            return self.lexicon.phrase("dates", form).format(weekday=weekday)
        return frame.format(day=self._calendar_day(day))

    def _calendar_day(self, day: date) -> str:
        form = "day" if day.year == self.today.year else "day_year"
        month = self.lexicon.words("dates", "months")[day.month - 1]
        return self.lexicon.phrase("dates", form).format(day=day.day, month=month, year=day.year)

    def _days_ago(self, days: int) -> str:
        if days < 6:
            return self.lexicon.phrase("dates", "few_days")
        if days < 11:
            return self.lexicon.phrase("dates", "one_week")
        return self.lexicon.phrase("dates", "weeks").format(count=self._number(round(days / 7)))

    def _month_ago(self, day: date) -> str:
        form = "month" if day.year == self.today.year else "month_last_year"
        month = self.lexicon.words("dates", "months")[day.month - 1]
        return self.lexicon.phrase("dates", form).format(month=month)

    def _years_ago(self, days: int) -> str:
        years, rest = divmod(days + 30, 365)
        if years > 10:
            return self.lexicon.phrase("dates", "ages")
        near = rest < 60
        if years == 1:
            return self.lexicon.phrase("dates", "one_year" if near else "over_one_year")
        form = "years" if near else "over_years"
        return self.lexicon.phrase("dates", form).format(count=self._number(years))

    def _number(self, count: int) -> str:
        numbers = self.lexicon.words("dates", "numbers")
        return numbers[count] if count < len(numbers) else str(count)


def as_day(value: object) -> date | None:
    """The day of a date or date-time; None for anything else."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


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


def greeting(names: Sequence[Name], words: Lexicon) -> str:
    """The first line for one or two people; "" if a name is not fit to be used.

    By first name where one is known; with an honorific and the last name where the row gives an
    honorific; else by the full name (domain.md 5.4).
    """
    if len(names) > 1:
        return _greet_two(names[0], names[1], words)
    name = names[0]
    honorific, last = speakable(name.honorific), speakable(name.last)
    if honorific and last:
        return words.phrase("greeting", "formal").format(honorific=honorific, last=last)
    if _familiar(name):
        return words.phrase("greeting", "one").format(first=_familiar(name))
    full = speakable(name.full)
    return words.phrase("greeting", "full").format(full=full) if full else ""


def _greet_two(one: Name, two: Name, words: Lexicon) -> str:
    firsts = _familiar(one), _familiar(two)
    if all(firsts):
        return words.phrase("greeting", "two").format(first=firsts[0], second=firsts[1])
    fulls = speakable(one.full), speakable(two.full)
    form = words.phrase("greeting", "full_two")
    return form.format(full=fulls[0], second=fulls[1]) if all(fulls) else ""


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
