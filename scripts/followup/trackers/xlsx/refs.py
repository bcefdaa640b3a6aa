"""Cell addresses as Excel writes them: `B7`, `$A$3:$H$20`; rows from 1, columns from 0."""

from functools import lru_cache

from followup.model import Cell, column_letters
from followup.model.patterns import pattern
from followup.model.records import dataclass
from followup.trackers.xlsx.errors import WorkbookError

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384
"""How far a sheet goes (Excel specifications and limits)."""

_CELL = pattern(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, all four bounds inclusive."""

    top: int
    left: int
    bottom: int
    right: int

    def __contains__(self, cell: Cell) -> bool:
        return self.top <= cell[0] <= self.bottom and self.left <= cell[1] <= self.right

    def __str__(self) -> str:
        first = f"{column_letters(self.left)}{self.top}"
        last = f"{column_letters(self.right)}{self.bottom}"
        return first if first == last else f"{first}:{last}"

    @property
    def cells(self) -> int:
        """How many cells it has."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)

    def widened(self, right: int) -> "Area":
        """The same rows, up to that column."""
        return Area(self.top, self.left, self.bottom, max(self.right, right))

    def meets(self, other: "Area") -> bool:
        """Whether they share a cell."""
        rows = self.top <= other.bottom and other.top <= self.bottom
        return rows and self.left <= other.right and other.left <= self.right


@lru_cache(maxsize=4096)
def column_index(letters: str) -> int:
    """A column's index from its letters: A is 0, XFD is 16383. Raises WorkbookError beyond that."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    if not 1 <= number <= MAX_COLUMN:
        raise WorkbookError(f"has a cell in a column {letters}, which no sheet has")
    return number - 1


def columns_before(end: int) -> str:
    """A regular expression for the letters of all columns to the left of that one."""
    letters = column_letters(end)
    ways = ["[A-Z]" * length for length in range(1, len(letters))]
    for at, letter in enumerate(letters):
        if letter > "A":
            before = f"[A-{chr(ord(letter) - 1)}]"
            ways.append(letters[:at] + before + "[A-Z]" * (len(letters) - at - 1))
    return "|".join(ways) or "(?!)"


def parse_cell(ref: str) -> Cell:
    """(row, column) of an address such as `B7`. Raises WorkbookError where it is none."""
    match = _CELL.fullmatch(ref.strip())
    row = int(match[2]) if match else 0
    if not match or not 1 <= row <= MAX_ROW:
        raise WorkbookError(f"has a cell address {ref[:40]!r} that no sheet has")
    return row, column_index(match[1])


def parse_area(ref: str) -> Area:
    """The rectangle of a reference such as `A3:H20`. Raises WorkbookError where it is none."""
    first, _, last = ref.partition(":")
    top, left = parse_cell(first)
    bottom, right = parse_cell(last or first)
    return Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
