"""What a write must know of a sheet before it starts: one pass over it, changing nothing."""

import re
from collections import Counter
from collections.abc import Collection, Iterable

from followup.model import Cell
from followup.model.patterns import pattern
from followup.model.records import dataclass, field
from followup.trackers.xlsx.cells import RawCell, RowSpan, cells, row_at, row_number
from followup.trackers.xlsx.errors import WorkbookError
from followup.trackers.xlsx.frame import Frame, frame_of
from followup.trackers.xlsx.markup import attributes, tag_end
from followup.trackers.xlsx.readcells import FAST_CELL, INDEX
from followup.trackers.xlsx.recalc import MOST_SHAPES, shapes
from followup.trackers.xlsx.refs import MAX_ROW, Area, columns_from, parse_area
from followup.trackers.xlsx.sheetxml import SheetStream
from followup.trackers.xlsx.styles import Styles, worn_formats

SAMPLED_ROWS = 300
"""Rows below the header whose date formats are looked at."""
_MOST_NAMED = 5

_SPILLS = pattern(rb"<(?:[\w.-]+:)?f(\s[^<>]*)>")


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as written: where it starts in the part; where its content starts and ends in it."""

    number: int
    start: int
    raw: bytes
    inner: int
    close: int

    @property
    def end(self) -> int:
        """Where it ends in the part."""
        return self.start + len(self.raw)

    @property
    def tag(self) -> bytes:
        """Its start tag."""
        return self.raw[: self.inner]

    @property
    def content(self) -> bytes:
        """What stands in it."""
        return self.raw[self.inner : self.close]


@dataclass(slots=True)
class Survey:
    """A sheet without its rows (`frame`, its tree, and where it was cut), and the rows wanted.

    `spilled` are the areas of array formulas, `taken` the first few cells with content in the
    columns that are to be added, `dates` the formats dates have below the header, by column,
    `formulas` the sheet's formulas without their row numbers, `worn` the numbers of the formats
    of its columns, rows and cells.
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
    formulas: set[bytes] = field(default_factory=set)
    worn: set[bytes] = field(default_factory=set)

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
    *,
    taken_until: int = MAX_ROW,
    formulas_matter: bool = True,
) -> Survey:
    """One pass over a worksheet part, looking for the rows with these numbers.

    Content in the new columns is looked for down to the row `taken_until`; `formulas_matter` says
    whether the formulas' texts will be asked for.

    Raises NotPlainError for a part that cannot be edited by its bytes, and WorkbookError where its
    rows are not in order.
    """
    stream = SheetStream(chunks)
    surveyor = _Surveyor(stream.prefix, styles, frozenset(wanted), header_row, new_columns)
    surveyor.taken_until, surveyor.formulas_matter = taken_until, formulas_matter
    for at, block in stream.blocks():
        surveyor.add(at, block)
    survey = surveyor.survey
    survey.prefix, survey.head_length = stream.prefix, len(stream.head)
    survey.tail_start = stream.tail_start
    survey.frame = frame_of(stream.frame())
    survey.worn |= worn_formats((survey.frame.data,))
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
        self.taken_until, self.formulas_matter = MAX_ROW, True
        beyond = columns_from(min(new_columns, default=0)).encode()
        self._beyond = re.compile(b"<" + re.escape(prefix) + b'c r="(?:' + beyond + rb")\d")
        self._row = re.compile(b"<" + re.escape(prefix) + rb'row(?: r="(\d{1,7})")?(?=[\s/>])')

    def add(self, at: int, block: bytes) -> None:
        """Look at a block of rows that stands at that offset."""
        self.survey.worn |= worn_formats((block,))
        self._note_formulas(block)
        reaches = bool(self._new) and self._reaches(block)
        sampled = range(self._header_row + 1, self._header_row + SAMPLED_ROWS + 1)
        for match in self._row.finditer(block):
            number = int(match[1]) if match[1] else self._number(block, match.start())
            self._step(number)
            if reaches or number in self._wanted or number in sampled:
                span = row_at(block, match.start(), number, self._prefix)
                self._look(at, block, span, reaches)

    def _number(self, block: bytes, start: int) -> int:
        """The number of a row whose tag does not begin with it."""
        tag = block[start : tag_end(block, start)]
        if not tag:
            raise WorkbookError("has a row whose tag cannot be read")
        return row_number(tag, self.survey.last_row)

    def _reaches(self, block: bytes) -> bool:
        """Whether any cell of the block stands, or may stand, in or beyond the new columns."""
        tag = b"<" + self._prefix + b"c "
        placed = block.count(tag) == block.count(tag + b'r="')
        return not placed or self._beyond.search(block) is not None

    def _step(self, number: int) -> None:
        if number <= self.survey.last_row:
            raise WorkbookError(
                f"has its rows out of order (row {number}); save it anew with Excel"
            )
        self.survey.last_row = number

    def _note_formulas(self, block: bytes) -> None:
        if self.formulas_matter and len(self.survey.formulas) < MOST_SHAPES:
            self.survey.formulas |= shapes(block, self._prefix)
        if b"array" in block or b"dataTable" in block:
            for match in _SPILLS.finditer(block):
                attrs = attributes(match[1])
                if attrs.get(b"t") in {b"array", b"dataTable"} and b"ref" in attrs:
                    self.survey.spilled.append(parse_area(attrs[b"ref"].decode()))

    def _look(self, at: int, block: bytes, span: RowSpan, reaches: bool) -> None:
        content = block[span.inner : span.close]
        if span.number in self._wanted:
            self.survey.rows[span.number] = RawRow(
                span.number,
                at + span.start,
                block[span.start : span.end],
                span.inner - span.start,
                span.close - span.start,
            )
        if 0 < span.number - self._header_row <= SAMPLED_ROWS:
            self._sample(content)
        if reaches and self._header_row <= span.number <= self.taken_until:
            self._note_taken(span.number, content)

    def _sample(self, content: bytes) -> None:
        """Count the formats of dates; most rows are read at once, others cell by cell."""
        found = FAST_CELL.findall(content)
        if self._prefix or len(found) != content.count(b"<c"):
            each = cells(content, self._prefix)
            styles = ((one.column, one.style) for one in each if one.content)
        else:
            styles = ((INDEX[one[0]], int(one[1] or 0)) for one in found if any(one[3:]))
        for column, style in styles:
            if style and self._styles.at(style).dated:
                self.survey.dates.setdefault(column, Counter())[style] += 1

    def _note_taken(self, number: int, content: bytes) -> None:
        for cell in cells(content, self._prefix):
            few = len(self.survey.taken) < _MOST_NAMED
            if few and cell.column in self._new and holds_something(cell):
                self.survey.taken.append((number, cell.column))


def holds_something(cell: RawCell) -> bool:
    """Whether a cell has a value or a formula, not only a format."""
    return bool(cell.content.strip()) and cell.content.strip() not in {b"<v/>", b"<v></v>"}
