"""A tab as it was known, to be recognised later: its titles, its people, what is being written."""

from collections import Counter
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass

from followup.trackers.gsheets.cells import typed
from followup.trackers.gsheets.tab import Tab

Key = tuple[Hashable, ...]
Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Earlier rows and columns to later ones, all counted from 0; what went away is missing."""

    rows: Mapping[int, int]
    columns: Mapping[int, int]

    def cell(self, row: int, column: int) -> tuple[int, int] | None:
        """Where that cell is now."""
        if row in self.rows and column in self.columns:
            return self.rows[row], self.columns[column]
        return None

    def then(self, other: "Alignment") -> "Alignment":
        """Earlier rows and columns to those that `other` leads to from the later ones."""
        rows = {old: other.rows[new] for old, new in self.rows.items() if new in other.rows}
        columns = {
            old: other.columns[new] for old, new in self.columns.items() if new in other.columns
        }
        return Alignment(rows, columns)

    def back(self) -> "Alignment":
        """Later rows and columns to earlier ones."""
        return Alignment(
            {new: old for old, new in self.rows.items()},
            {new: old for old, new in self.columns.items()},
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """What is known of a tab before it is looked for again.

    `titles` are the texts of the header row by column, `telling` the columns that tell whose row
    it is. `written` are the cells that are being written and so recognise nothing, `fresh` the
    columns that are being made for it: `placed` if they are known to be where they were made.
    """

    tab: Tab
    header: int
    titles: Mapping[int, str]
    telling: Collection[int]
    written: Collection[Spot] = ()
    fresh: Collection[int] = ()
    placed: bool = False

    @property
    def loose(self) -> set[int]:
        """The columns in which something is written."""
        return {column for _, column in self.written}


def titles_of(tab: Tab, header: int) -> dict[int, str]:
    """The titles in a row, by column; untitled columns are missing."""
    found = {}
    for column, cell in enumerate(tab.row(header)):
        title = _text(typed(cell))
        if title:
            found[column] = title
    return found


def _text(value: Key | None) -> str:
    return str(value[1]).strip() if value and len(value) > 1 else ""


def find_header(frame: Frame, later: Tab, needed: Collection[str]) -> int | None:
    """The later row with the titles: the same one, else the only one, that holds all of them."""
    wanted = Counter(needed)

    def fits(row: int) -> bool:
        return wanted <= Counter(titles_of(later, row).values())

    if fits(frame.header):
        return frame.header
    found = [row for row in range(len(later.cells)) if fits(row)]
    return found[0] if len(found) == 1 else None


def likely_header(frame: Frame, later: Tab, covered: Collection[Spot]) -> int:
    """The later row with most of the titles, the nearest one of several; the same one if none.

    `covered` are cells that a value of ours fell into.
    """
    wanted = Counter(frame.titles.values())

    def rank(row: int) -> tuple[int, int]:
        seen = (title for c, title in titles_of(later, row).items() if (row, c) not in covered)
        return (wanted & Counter(seen)).total(), -abs(row - frame.header)

    rows: list[int] = [*range(len(later.cells)), frame.header]
    return max(rows, key=rank)
