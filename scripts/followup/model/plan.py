"""What is to be written into a tracker, and what came of it."""

from collections.abc import Mapping
from pathlib import Path

from followup.model.grid import CellValue
from followup.model.records import dataclass, field


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that shows `text` and opens `url` when it is clicked."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class NewColumn:
    """One of our columns, to be added at `index` (from 0) with `title` in the header row.

    `kind` is "text", "date", "link" or "choice"; a choice column offers `choices` as a drop-down
    that also lets other text in. `width` is in characters of the default font.
    """

    index: int
    title: str
    kind: str = "text"
    width: float = 14.0
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell to be changed: row number from 1, column index from 0.

    `old` is what was read there (None for an empty cell), `new` what it shall hold; None clears
    the cell, and a Link puts text with a hyperlink there. Clearing or overwriting a cell that held
    a hyperlink takes the hyperlink away too. Text in `new` has "\\n" line breaks only. `why` is
    for people ("draft", "marked as sent").
    """

    row: int
    column: int
    old: CellValue
    new: CellValue | Link
    why: str


@dataclass(frozen=True, slots=True)
class NewSheet:
    """A worksheet of ours, added behind the person's own sheets.

    The first of `rows` is its header, shown in bold and kept in view. Every cell is text, a
    number, a flag, a day or None; texts wrap. `widths` are in characters, one a column. `choices`
    maps a cell (row and column from 0, counted in `rows`) to what its drop-down offers; other
    text may be typed in all the same.
    """

    title: str
    rows: tuple[tuple[CellValue, ...], ...]
    widths: tuple[float, ...] = ()
    choices: Mapping[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything one run wants to write into one sheet.

    `revision` is that of the Book it was made from. `identity` gives, for each row with a change,
    what else must still stand in that row for it to be the same person's: column index to value.
    `new_sheets` are added in order; a back end refuses one whose title is taken (in any case). A
    plan that adds sheets holds nothing else.
    """

    sheet: str
    header_row: int
    revision: str
    new_columns: tuple[NewColumn, ...] = ()
    changes: tuple[CellChange, ...] = ()
    identity: Mapping[int, Mapping[int, CellValue]] = field(default_factory=dict)
    new_sheets: tuple[NewSheet, ...] = ()

    @property
    def size(self) -> int:
        """How many cells it writes, titles of new columns aside."""
        added = (row for sheet in self.new_sheets for row in sheet.rows)
        return len(self.changes) + sum(value is not None for row in added for value in row)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to write."""
        return not (self.new_columns or self.changes or self.new_sheets)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an `apply` or `undo` did: how many cells, and where the copy from before lies.

    `remarks` are sentences for the person ("kept your version as ..."). `left_out` are rows of the
    plan, counted from 1, of which nothing was written because they were changed meanwhile.
    """

    changed: int
    backup: Path | None = None
    remarks: tuple[str, ...] = ()
    left_out: tuple[int, ...] = ()
