"""What a write must know of a sheet before it starts: one pass over it, changing nothing."""

import re
from collections.abc import Callable, Collection, Iterable

from followup.model import Cell
from followup.model.patterns import pattern
from followup.model.records import dataclass, field
from followup.trackers.xlsx.cells import RawCell, RowSpan, cells, row_at, row_number
from followup.trackers.xlsx.dress import may_wear
from followup.trackers.xlsx.errors import WorkbookError
from followup.trackers.xlsx.frame import Frame, frame_of
from followup.trackers.xlsx.markup import attributes, prefixed, tag_end
from followup.trackers.xlsx.recalc import MOST_SHAPES, shapes
from followup.trackers.xlsx.refs import MAX_ROW, Area, columns_before, parse_area
from followup.trackers.xlsx.sample import DateSample
from followup.trackers.xlsx.sheetxml import SheetStream
from followup.trackers.xlsx.styles import Styles, worn_in

SAMPLED_ROWS = 300
"""Rows below the header whose date formats may be looked at."""
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
    columns that are to be added, `dates` the formats of dates below the header, `formulas` the
    sheet's formulas without their row numbers, `worn` the numbers of the formats of its columns,
    rows and cells.
    """

    dates: DateSample

    prefix: bytes = b""
    frame: Frame = field(default_factory=lambda: frame_of(b"<worksheet/>"))
    head_length: int = 0
    tail_start: int = 0
    last_row: int = 0
    rows: dict[int, RawRow] = field(default_factory=dict)
    spilled: list[Area] = field(default_factory=list)
    taken: list[Cell] = field(default_factory=list)
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
    framed: range = range(0),
    taken_until: int = MAX_ROW,
    formulas_matter: bool = True,
) -> Survey:
    """One pass over a worksheet part, looking for the rows with these numbers.

    Of the rows `framed` those are given too that may have a border or fill. Content in the new
    columns is looked for down to the row `taken_until`; `formulas_matter` says whether the
    formulas' texts will be asked for.

    Raises NotPlainError for a part that cannot be edited by its bytes, and WorkbookError where its
    rows are not in order.
    """
    stream = SheetStream(chunks)
    surveyor = _Surveyor(stream.prefix, styles, header_row, new_columns)
    surveyor.wanted, surveyor.taken_until = frozenset(wanted), taken_until
    surveyor.framed, surveyor.may_wear = framed, may_wear(styles, map(int, worn_in(stream.head)))
    surveyor.formulas_matter = formulas_matter
    for at, block in stream.blocks():
        surveyor.add(at, block)
    survey = surveyor.survey
    survey.head_length, survey.tail_start = len(stream.head), stream.tail_start
    survey.frame, survey.rows = frame_of(stream.frame()), dict(sorted(survey.rows.items()))
    survey.worn |= worn_in(survey.frame.data)
    return survey


class _Surveyor:
    wanted: frozenset[int]
    framed: range
    may_wear: Callable[[Iterable[bytes]], bool]
    taken_until: int
    formulas_matter: bool

    def __init__(
        self, prefix: bytes, styles: Styles, header_row: int, new_columns: Collection[int]
    ) -> None:
        self._prefix, self._header_row = prefix, header_row
        self._new = frozenset(new_columns)
        self._sampled = range(header_row + 1, header_row + SAMPLED_ROWS + 1)
        left = columns_before(min(new_columns, default=0)).encode()
        self._beyond = re.compile(rb"<%sc(?! r=\"(?:%s)\d)[\s/>]" % (re.escape(prefix), left))
        self._row = prefixed(rb'<%srow(?: r="(\d{1,7})")?(?=[\s/>])', prefix)
        self.survey = Survey(DateSample(styles, prefix, self._row), prefix)

    def add(self, at: int, block: bytes) -> None:
        """Look at a block of rows that stands at that offset."""
        self._note_formulas(block)
        starts = self._starts(block)
        self._sample(block, starts)
        self._keep_framed(at, block, starts)
        for number in self.wanted.intersection(starts):
            self._keep(at, block, row_at(block, starts[number], number, self._prefix))
        if self._new and self._beyond.search(block):
            for number, start in starts.items():
                if self._header_row <= number <= self.taken_until:
                    self._note_taken(block, row_at(block, start, number, self._prefix))

    def _starts(self, block: bytes) -> dict[int, int]:
        """Where each row of a block starts, by number."""
        starts: dict[int, int] = {}
        last = self.survey.last_row
        for match in self._row.finditer(block):
            number = int(match[1]) if match[1] else _number(block, match.start(), last)
            if number <= last:
                raise WorkbookError(
                    f"has its rows out of order (row {number}); save it anew with Excel"
                )
            starts[number], last = match.start(), number
        self.survey.last_row = last
        return starts

    def _note_formulas(self, block: bytes) -> None:
        if self.formulas_matter and len(self.survey.formulas) < MOST_SHAPES:
            self.survey.formulas |= shapes(block, self._prefix)
        if b"array" in block or b"dataTable" in block:
            for match in _SPILLS.finditer(block):
                attrs = attributes(match[1])
                if attrs.get(b"t") in {b"array", b"dataTable"} and b"ref" in attrs:
                    self.survey.spilled.append(parse_area(attrs[b"ref"].decode()))

    def _sample(self, block: bytes, starts: dict[int, int]) -> None:
        if sampled := _within(starts, self._sampled):
            behind = (start for number, start in starts.items() if number > sampled[-1])
            self.survey.dates.add(block[starts[sampled[0]] : next(behind, len(block))])

    def _keep_framed(self, at: int, block: bytes, starts: dict[int, int]) -> None:
        """Note what the block wears, and keep rows that new columns' empty cells look like."""
        framed = _within(starts, self.framed)
        begin = starts[framed[0]] if framed else 0
        worn = worn_in(block[begin:])
        self.survey.worn |= worn | worn_in(block[:begin])
        for number in framed if self.may_wear(worn) else ():
            span = row_at(block, starts[number], number, self._prefix)
            if self.may_wear(worn_in(block[span.start : span.end])):
                self._keep(at, block, span)

    def _keep(self, at: int, block: bytes, span: RowSpan) -> None:
        self.survey.rows[span.number] = RawRow(
            span.number,
            at + span.start,
            block[span.start : span.end],
            span.inner - span.start,
            span.close - span.start,
        )

    def _note_taken(self, block: bytes, span: RowSpan) -> None:
        for cell in cells(block[span.inner : span.close], self._prefix):
            few = len(self.survey.taken) < _MOST_NAMED
            if few and cell.column in self._new and holds_something(cell):
                self.survey.taken.append((span.number, cell.column))


def _within(starts: dict[int, int], rows: range) -> list[int]:
    """Those of a block's rows that are among these."""
    begins_before = next(iter(starts), rows.stop) < rows.stop
    return [number for number in starts if number in rows] if begins_before else []


def _number(block: bytes, start: int, last: int) -> int:
    """The number of a row whose tag does not begin with it."""
    tag = block[start : tag_end(block, start)]
    if not tag:
        raise WorkbookError("has a row whose tag cannot be read")
    return row_number(tag, last)


def holds_something(cell: RawCell) -> bool:
    """Whether a cell has a value or a formula, not only a format."""
    return bool(cell.content.strip()) and cell.content.strip() not in {b"<v/>", b"<v></v>"}
