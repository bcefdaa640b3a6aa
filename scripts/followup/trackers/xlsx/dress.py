"""How a cell that is written shall look: as it did, or as its neighbours do."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time

from followup.model import CellValue, Link
from followup.model.patterns import pattern
from followup.model.records import dataclass, field
from followup.trackers.xlsx.cells import RawCell
from followup.trackers.xlsx.markup import Node, attributes
from followup.trackers.xlsx.package import is_true
from followup.trackers.xlsx.refs import MAX_COLUMN
from followup.trackers.xlsx.styles import Styles

_STYLES = pattern(rb"\ss\s*=\s*[\"']0*(\d+)")


@dataclass(frozen=True, slots=True)
class Dress:
    """Chooses formats on one sheet.

    `dates` are the formats of dates by column, `columns` the default formats of whole columns,
    `new` the columns being added (no model for others), `header_row` the row of the titles.
    """

    styles: Styles
    dates: Mapping[int, Counter[int]]
    columns: Mapping[int, int]
    header_row: int
    new: frozenset[int] = field(default_factory=frozenset)

    def style(
        self, row: "Neighbours", column: int, there: RawCell | None, value: CellValue | Link
    ) -> int | None:
        """The format for `value` in that column; None where a date cannot be shown as one."""
        base = there.style if there is not None else 0
        if row.number == self.header_row:
            return base or row.nearest(column, self.new)
        fresh = there is None or (not base and column in self.new)
        if fresh:
            base = self._base(row, column)
        if isinstance(value, date | datetime | time):
            return self.styles.date(base, self._common_date(column, row))
        if there is not None and there.content:
            return base
        plain = self.styles.plain(base) if fresh else base
        if isinstance(value, Link):
            return self.styles.link(plain)
        return self.styles.top(plain) if isinstance(value, str) and "\n" in value else plain

    def neighbours(self, number: int, tag: bytes, cells: Sequence[RawCell]) -> "Neighbours":
        """What the row of that number, with that start tag and these cells, looks like."""
        worn = Counter(cell.style for cell in cells if cell.column not in self.new)
        plain = Counter({one: n for one, n in worn.items() if self.styles.at(one).plain})
        common = (plain or worn).most_common(1)
        return Neighbours(number, cells, row_default(tag), common[0][0] if common else 0)

    def frame(self, row: "Neighbours", column: int) -> int:
        """The format an empty cell of a new column wears: the row's border and fill, 0 if none."""
        if column not in self.new or row.number == self.header_row:
            return 0
        base = self._base(row, column)
        return self.styles.plain(base) if self.styles.at(base).framed else 0

    def _base(self, row: "Neighbours", column: int) -> int:
        """What the row or the column prescribes, else what the row's cells mostly wear."""
        return row.default or self.columns.get(column, 0) or row.common

    def _common_date(self, column: int, row: "Neighbours") -> int | None:
        """A format dates have: in this column, else in this row, else anywhere below the header."""
        if self.dates.get(column):
            return self.dates[column].most_common(1)[0][0]
        for cell in reversed(row.cells):
            if cell.content and self.styles.at(cell.style).dated:
                return cell.style
        everywhere = sum((Counter(found) for found in self.dates.values()), Counter())
        return everywhere.most_common(1)[0][0] if everywhere else None


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The cells of the row that is written, the format it prescribes for others (0 for none), and
    the one most of its cells wear, one for plain text before all.
    """

    number: int
    cells: Sequence[RawCell]
    default: int
    common: int

    def nearest(self, column: int, new: frozenset[int]) -> int:
        """The format of the nearest cell to the left that was there before."""
        left = [cell for cell in self.cells if cell.column < column and cell.column not in new]
        return left[-1].style if left else 0


def may_wear(styles: Styles, columns: Mapping[int, int]) -> Callable[[bytes], bool]:
    """A test whether empty cells of a row as written may have a border or fill to wear."""
    framed = {str(n).encode() for n, one in enumerate(styles.formats) if one.framed}
    if any(str(default).encode() in framed for default in columns.values()):
        return lambda _: True
    return lambda row: not framed.isdisjoint(_STYLES.findall(row))


def row_default(tag: bytes) -> int:
    """The format a row prescribes for its empty cells, from its start tag."""
    attrs = attributes(tag)
    style = attrs.get(b"s", b"0").decode()
    prescribes = is_true(attrs.get(b"customFormat", b"0").decode())
    return int(style) if prescribes and style.isdigit() else 0


def column_defaults(root: Node) -> dict[int, int]:
    """The default formats of whole columns that have one, by column."""
    listed = root.find("cols")
    found: dict[int, int] = {}
    room = 2 * MAX_COLUMN
    for node in listed.all("col") if listed else ():
        style = node.attrs.get("style", "0")
        if style.isdigit() and int(style):
            first, last = column_range(node)
            room -= last + 1 - first
            if room < 0:  # columns are named once
                break
            found.update(dict.fromkeys(range(first, last + 1), int(style)))
    return found


def column_range(node: Node) -> tuple[int, int]:
    """The first and last column, counted from 0, that a `<col>` speaks of."""
    first, last = node.attrs.get("min", "1"), node.attrs.get("max", "1")
    return max(int(first), 1) - 1, min(int(last), MAX_COLUMN) - 1
