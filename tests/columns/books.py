"""Small books for the tests of this room."""

from collections.abc import Sequence

from followup.columns import understand
from followup.model import Book, CellValue, ColumnMap, Problem, Row, Settings, Sheet

Line = Sequence[CellValue]
DEFAULTS = Settings()


def sheet(title: str, *lines: Line) -> Sheet:
    """A sheet whose first line is row 1; blank lines leave a blank row."""
    return Sheet(
        title,
        tuple(
            Row(number, tuple(line))
            for number, line in enumerate(lines, 1)
            if any(value is not None for value in line)
        ),
    )


def book(*sheets: Sheet, locale: str = "") -> Book:
    """A book of those sheets."""
    return Book("people.xlsx", sheets, "r", locale=locale)


def read(*lines: Line, settings: Settings = DEFAULTS) -> tuple[ColumnMap, tuple[Problem, ...]]:
    """One sheet of those lines, understood."""
    return understand(book(sheet("Contacts", *lines)), settings)


def meanings(layout: ColumnMap) -> dict[str, str]:
    """Field name to the header of its column."""
    return {field.value: match.column.title for field, match in layout.matches.items()}


def meant(*lines: Line) -> dict[str, str]:
    """What the columns of one sheet of those lines mean."""
    return meanings(read(*lines)[0])
