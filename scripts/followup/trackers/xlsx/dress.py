"""How a cell that is written shall look: as it did, or as its neighbours do."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from followup.model.records import dataclass, field
from followup.trackers.xlsx.cells import RawCell
from followup.trackers.xlsx.markup import Node, attributes
from followup.trackers.xlsx.package import is_true
from followup.trackers.xlsx.refs import MAX_COLUMN
from followup.trackers.xlsx.sample import DateSample, most_common
from followup.trackers.xlsx.styles import Styles

Worn = tuple[int, int, bool]
"""A cell's column, the number of the format it wears, and whether anything stands in it."""


@dataclass(frozen=True, slots=True)
class Dress:
    """Chooses formats on one sheet.

    `dates` are the formats of dates there, `columns` the default formats of whole columns, `new`
    the columns being added (no model for others), `header_row` the row of the titles.
    """

    styles: Styles
    dates: DateSample
    columns: Mapping[int, int]
    header_row: int
    new: frozenset[int] = field(default_factory=frozenset)

    def style(self, row: "Neighbours", column: int, there: RawCell | None, kind: str) -> int | None:
        """The format for a value of that kind in that column, where `there` stands as yet.

        None where a day cannot be shown as one.
        """
        base = there.style if there is not None else 0
        if row.heads:
            return base or row.nearest(column, self.new)
        fresh = there is None or (not base and column in self.new)
        if fresh:
            base = self._base(row, column)
        if kind == "day":
            return self.styles.date(base, self._common_date(column, row))
        if there is not None and there.content:
            return base
        plain = self.styles.plain(base) if fresh else base
        if kind == "link":
            return self.styles.link(plain)
        return self.styles.top(plain) if kind == "lines" else plain

    def neighbours(self, number: int, default: int, cells: Sequence[Worn]) -> "Neighbours":
        """What the row of that number, which prescribes that format and has these cells, wears."""
        worn = Counter(style for column, style, _ in cells if column not in self.new)
        plain = Counter({one: n for one, n in worn.items() if self.styles.at(one).plain})
        common = most_common(plain or worn)
        return Neighbours(number == self.header_row, tuple(cells), default, common or 0)

    def frame(self, row: "Neighbours", column: int) -> int:
        """The format an empty cell of a new column wears: the row's border and fill, 0 if none."""
        if column not in self.new or row.heads:
            return 0
        base = self._base(row, column)
        return self.styles.plain(base) if self.styles.at(base).framed else 0

    def _base(self, row: "Neighbours", column: int) -> int:
        """What the row or the column prescribes, else what the row's cells mostly wear."""
        return row.default or self.columns.get(column, 0) or row.common

    def _common_date(self, column: int, row: "Neighbours") -> int | None:
        """A format dates have: in this column, else in this row, else anywhere below the header."""
        if (common := self.dates.common(column)) is not None:
            return common
        for _, style, filled in reversed(row.cells):
            if filled and self.styles.at(style).dated:
                return style
        return self.dates.anywhere()


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What the cells of a row wear, whether it is the header, the format it prescribes for others
    (0 for none), and the one most of its cells wear, one for plain text before all.
    """

    heads: bool
    cells: tuple[Worn, ...]
    default: int
    common: int

    def nearest(self, column: int, new: frozenset[int]) -> int:
        """The format of the nearest cell to the left that was there before."""
        left = [style for at, style, _ in self.cells if at < column and at not in new]
        return left[-1] if left else 0


def may_wear(styles: Styles, defaults: Iterable[int]) -> Callable[[Iterable[bytes]], bool]:
    """A test whether empty cells of rows that wear some formats may have a border or fill to wear.

    `defaults` are formats that the columns prescribe.
    """
    framed = {number for number, one in enumerate(styles.formats) if one.framed}
    if not framed.isdisjoint(defaults):
        return lambda _: True
    return lambda worn: not framed.isdisjoint(map(int, worn))


def row_default(tag: bytes) -> int:
    """The format a row prescribes for its empty cells, from its start tag."""
    if b"customFormat" not in tag:
        return 0
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
