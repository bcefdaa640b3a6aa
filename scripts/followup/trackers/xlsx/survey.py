"""What a write must know of a sheet before it starts: one pass over it, changing nothing."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from followup.model import Cell
from followup.trackers.xlsx.cells import RawCell, RowSpan, cells, rows
from followup.trackers.xlsx.errors import WorkbookError
from followup.trackers.xlsx.frame import Frame, frame_of
from followup.trackers.xlsx.markup import attributes
from followup.trackers.xlsx.refs import Area, parse_area
from followup.trackers.xlsx.sheetxml import SheetStream
from followup.trackers.xlsx.styles import Styles

SAMPLED_ROWS = 300
"""Rows below the header whose date formats are looked at."""
_MOST_NAMED = 5

_SPILLS = re.compile(rb"<(?:[\w.-]+:)?f(\s[^>]*)>")


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as written: where it stands in the part, its tag and its content."""

    number: int
    start: int
    end: int
    tag: bytes
    content: bytes


@dataclass(slots=True)
class Survey:
    """A sheet without its rows (`frame`, its tree, and where it was cut), and the rows wanted.

    `spilled` are the areas of array formulas, `taken` the first few cells with content in the
    columns that are to be added, `dates` the formats dates have below the header, by column.
    """

    prefix: bytes = b""
    frame: Frame = field(default_factory=lambda: frame_of(b"<worksheet/>"))
    head_length: int = 0
    tail_start: int = 0
    last_row: int = 0
    rows: dict[int, RawRow] = field(default_factory=dict)
    spilled: list[Area] = field(default_factory=list)
    taken: list[Cell] = field(default_factory=list)
    dates: dict[int, Counter[int]] = field(default_factory=dict)
    has_formulas: bool = False

    def place(self, offset: int) -> int:
        """Where an offset of the frame stands in the part."""
        behind = offset - self.head_length
        return offset if behind <= 0 else self.tail_start + behind


def survey_sheet(
    chunks: Iterable[bytes],
    styles: Styles,
    wanted: Collection[int],
    header_row: int,
    new_columns: Collection[int],
) -> Survey:
    """One pass over a worksheet part, looking for the rows with these numbers.

    Raises NotPlainError for a part that cannot be edited by its bytes, and WorkbookError where its
    rows are not in order.
    """
    stream = SheetStream(chunks)
    surveyor = _Surveyor(stream.prefix, styles, frozenset(wanted), header_row, new_columns)
    for at, block in stream.blocks():
        surveyor.add(at, block)
    survey = surveyor.survey
    survey.prefix, survey.head_length = stream.prefix, len(stream.head)
    survey.tail_start = stream.tail_start
    survey.frame = frame_of(stream.frame())
    return survey


class _Surveyor:
    def __init__(
        self,
        prefix: bytes,
        styles: Styles,
        wanted: frozenset[int],
        header_row: int,
        new_columns: Collection[int],
    ) -> None:
        self.survey = Survey()
        self._prefix, self._styles, self._wanted = prefix, styles, wanted
        self._header_row = header_row
        self._new = frozenset(new_columns)
        self._first_new = min(new_columns, default=1 << 20)
        self._pattern = re.compile(rb"<" + re.escape(prefix) + rb'row(?: r="(\d+)")?(?=[\s/>])')

    def add(self, at: int, block: bytes) -> None:
        """Look at a block of rows that stands at that offset."""
        self._note_formulas(block)
        if self._worth_a_look(block):
            for span in rows(block, self.survey.last_row, self._prefix):
                self._step(span.number)
                self._look(at, block, span)

    def _worth_a_look(self, block: bytes) -> bool:
        """Whether rows of the block are wanted; if not, its row numbers are taken in at once."""
        numbers = self._pattern.findall(block)
        if self._new or b"" in numbers or self.survey.last_row < self._header_row + SAMPLED_ROWS:
            return True
        found = list(map(int, numbers))
        if not self._wanted.isdisjoint(found):
            return True
        for number in found:
            self._step(number)
        return False

    def _step(self, number: int) -> None:
        if number <= self.survey.last_row:
            raise WorkbookError(
                f"has its rows out of order (row {number}); save it anew with Excel"
            )
        self.survey.last_row = number

    def _note_formulas(self, block: bytes) -> None:
        self.survey.has_formulas = self.survey.has_formulas or b"<" + self._prefix + b"f" in block
        if b"array" in block or b"dataTable" in block:
            for match in _SPILLS.finditer(block):
                attrs = attributes(match[1])
                if attrs.get(b"t") in {b"array", b"dataTable"} and b"ref" in attrs:
                    self.survey.spilled.append(parse_area(attrs[b"ref"].decode()))

    def _look(self, at: int, block: bytes, span: RowSpan) -> None:
        content = block[span.inner : span.close]
        if span.number in self._wanted:
            tag = block[span.start : span.inner]
            if tag.count(b'"') % 2 or tag.count(b"'") % 2:
                raise WorkbookError(f"has a row {span.number} whose tag cannot be read")
            self.survey.rows[span.number] = RawRow(
                span.number, at + span.start, at + span.end, tag, content
            )
        if 0 < span.number - self._header_row <= SAMPLED_ROWS:
            self._sample(content)
        if self._new and span.number >= self._header_row and self._reaches(content):
            self._note_taken(span.number, content)

    def _sample(self, content: bytes) -> None:
        for cell in cells(content, self._prefix):
            if cell.content and cell.style and self._styles.at(cell.style).dated:
                self.survey.dates.setdefault(cell.column, Counter())[cell.style] += 1

    def _reaches(self, content: bytes) -> bool:
        """Whether the row's last cell stands in or beyond the first new column."""
        last = content[max(content.rfind(b"<" + self._prefix + b"c "), 0) :]
        for cell in cells(last, self._prefix):
            return b"r" not in cell.attrs or cell.column >= self._first_new
        return bool(last)

    def _note_taken(self, number: int, content: bytes) -> None:
        for cell in cells(content, self._prefix):
            few = len(self.survey.taken) < _MOST_NAMED
            if few and cell.column in self._new and holds_something(cell):
                self.survey.taken.append((number, cell.column))


def holds_something(cell: RawCell) -> bool:
    """Whether a cell has a value or a formula, not only a format."""
    return bool(cell.content.strip()) and cell.content.strip() not in {b"<v/>", b"<v></v>"}
