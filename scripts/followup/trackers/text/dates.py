"""Days written into a text file as the days around them are written."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from followup.model.patterns import pattern
from followup.model.records import dataclass

NUMERIC = pattern(r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})\b")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NAMED = pattern(rf"(\d{{1,2}})([ -])({'|'.join(MONTHS)})\2(\d{{4}})\b")


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How days are written: `order` such as "ymd", "dmy" or "mdy" ("dby" with a month's name)."""

    order: str = "ymd"
    separator: str = "-"
    padded: bool = True
    short_year: bool = False

    def write(self, day: date) -> str:
        """That day in this style."""
        width = "02" if self.padded else ""
        parts = {
            "y": f"{day.year % 100:02}" if self.short_year else str(day.year),
            "m": f"{day.month:{width}}",
            "b": MONTHS[day.month - 1],
            "d": f"{day.day:{width}}",
        }
        return self.separator.join(parts[part] for part in self.order)


ISO = DateStyle()


def find_style(texts: Iterable[str], others: Iterable[str] = ()) -> DateStyle:
    """The style that most of `texts` have, else that most of `others` have, else ISO 8601.

    Where all of them leave open whether day or month comes first, `others` (the file's other
    columns) may tell; if they don't, the day is written so that it can't be misread: as ISO 8601.
    """
    elsewhere = _matches(others)
    found = _matches(texts) or elsewhere
    if not found:
        return ISO
    shapes = Counter((_order(match), match[2]) for match in found)
    (order, separator), _ = shapes.most_common(1)[0]
    alike = [match for match in found if (_order(match), match[2]) == (order, separator)]
    if order == "??y":
        alike_elsewhere = [m for m in elsewhere if (_order(m), m[2]) == ("??y", separator)]
        order = _day_or_month_first(alike) or _day_or_month_first(alike_elsewhere)
        if not order:
            return ISO
    return DateStyle(order, separator, _padded(alike), order[0] != "y" and _short(alike))


def _matches(texts: Iterable[str]) -> list[re.Match[str]]:
    return [match for text in texts if (match := NUMERIC.match(text) or NAMED.match(text))]


def _order(match: re.Match[str]) -> str:
    if match[3].isalpha():
        return "dby"
    if len(match[1]) == 4:
        return "ymd"
    return "dmy" if match[2] == "." else "??y"


def _day_or_month_first(matches: Iterable[re.Match[str]]) -> str:
    """ "dmy" or "mdy" if some day is above the twelfth and none contradicts, else ""."""
    told = {"dmy" if int(m[1]) > 12 else "mdy" for m in matches if max(int(m[1]), int(m[3])) > 12}
    return told.pop() if len(told) == 1 else ""


def _padded(matches: Iterable[re.Match[str]]) -> bool:
    short = [part for m in matches for part in m.groups() if part.isdigit() and int(part) < 10]
    return not any(len(part) == 1 for part in short)


def _short(matches: Iterable[re.Match[str]]) -> bool:
    return all(len(match[4]) == 2 for match in matches)
