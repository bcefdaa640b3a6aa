"""Results as text and as JSON. Pure: nothing is printed here."""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from followup.model import CellValue, Link, Problem, Severity

if TYPE_CHECKING:
    from followup.flow.look import Look

Lines = list[str]
MARKS = {Severity.ERROR: "error", Severity.WARNING: "look", Severity.NOTE: "note"}


def table(headers: Sequence[str], rows: Iterable[Sequence[str]], indent: str = "  ") -> Lines:
    """Aligned columns as plain text; wide characters count double."""
    lines = [headers, *rows]
    if len(lines) == 1:
        return []
    widths = [max(map(_width, cells)) for cells in zip(*lines, strict=True)]
    drawn = [indent + "  ".join(map(_padded, line, widths)).rstrip() for line in lines]
    rule = indent + "  ".join("-" * width for width in widths)
    return [drawn[0], rule, *drawn[1:]]


def _padded(text: str, width: int) -> str:
    return text.ljust(width) if text.isascii() else text + " " * (width - _width(text))


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(ch) in "WF" for ch in text)
    return len(text) + wide - sum(unicodedata.combining(ch) > 0 for ch in text)


def shorten(text: str, width: int) -> str:
    """One line of at most `width` characters, cut at a word where one ends."""
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    return line[: width - 1].rsplit(" ", 1)[0] + "…"


def plain(value: CellValue | Link) -> Any:
    """A cell's value as JSON holds it: days as ISO text, a link as its text."""
    if isinstance(value, Link):
        return value.text
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | float) else str(value)


def who_json(look: "Look", row: int) -> dict[str, Any]:
    """The person whose drafts stand in that row, with their first address."""
    contact = look.contact(row)
    return {
        "sheet": contact.sheet,
        "row": row,
        "name": contact.name.full,
        "email": contact.emails[0] if contact.emails else None,
    }


def problem_lines(problems: Sequence[Problem]) -> Lines:
    """One line a problem, the grave ones first, each with its cell."""
    ranks = list(MARKS)
    ordered = sorted(problems, key=lambda problem: ranks.index(problem.severity))
    return [f"  {MARKS[p.severity]:5}  {p.place}: {p.message}" for p in ordered]


def count(number: int, one: str, many: str = "") -> str:
    """ "1 draft", "2 drafts"."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def is_grave(problems: Iterable[Problem]) -> bool:
    """Whether any problem is more than a note, which is what --strict asks."""
    return any(problem.severity is not Severity.NOTE for problem in problems)
