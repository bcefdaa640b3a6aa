"""A text file as a table: read once, patched cell by cell, all other bytes as they were."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise

from followup.errors import FollowupError
from followup.model import Cell, CellValue, Row
from followup.model.patterns import pattern
from followup.model.records import dataclass
from followup.trackers.text.encoding import Encoding, find_encoding
from followup.trackers.text.records import (
    Span,
    find_delimiter,
    quotes_everything,
    read_cell,
    split_records,
    write_cell,
)

NO_CHARACTER = pattern("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Document:
    """A file's bytes and how they were understood; record 0 is row 1.

    `text` is `data` decoded; `shown` is the same with what is no character marked as such.
    """

    data: bytes
    encoding: Encoding
    text: str
    shown: str
    delimiter: str
    records: Sequence[Sequence[Span]]
    quoted: bool

    def cell(self, row: int, column: int) -> str | None:
        """The text in that row (from 1) and column (from 0); None if it is empty or not there."""
        if not 1 <= row <= len(self.records) or column >= len(self.records[row - 1]):
            return None
        begin, end = self.records[row - 1][column]
        return read_cell(self.shown[begin:end]) or None

    def rows(self) -> tuple[Row, ...]:
        """The rows that hold at least one value, without the empty cells at their ends."""
        numbered = ((n, self._values(record)) for n, record in enumerate(self.records, 1))
        return tuple(Row(number, values) for number, values in numbered if values)

    def _values(self, record: Sequence[Span]) -> tuple[CellValue, ...]:
        shown = self.shown
        values: list[CellValue] = [read_cell(shown[begin:end]) or None for begin, end in record]
        while values and values[-1] is None:
            values.pop()
        return tuple(values)


def read_document(data: bytes, name: str, delimiter: str) -> Document:
    """Understand a file's bytes; `delimiter` is taken where nothing tells it.

    Raises FollowupError, calling the file `name`, if it is no text.
    """
    encoding = find_encoding(data, name)
    text = encoding.decode(data)
    delimiter, start = find_delimiter(text, delimiter)
    records = split_records(text, delimiter, start)
    shown = NO_CHARACTER.sub("\ufffd", text)
    quoted = quotes_everything(text, records)
    return Document(data, encoding, text, shown, delimiter, records, quoted)


def patch(document: Document, cells: Mapping[Cell, str]) -> bytes:
    """The file with those cells holding that text; a row too short is filled up with empty cells.

    Only the bytes of those cells differ. Raises FollowupError for a row that does not exist, or if
    the file's characters cannot be told apart well enough to leave the others alone.
    """
    edits = _edits(document, cells)
    encode = document.encoding.encode
    text, data = document.text, document.data
    bounds = [0, *(bound for begin, end, _ in edits for bound in (begin, end)), len(text)]
    lengths = [len(encode(text[a:b])) for a, b in pairwise(bounds)]
    offsets = [len(document.encoding.mark) + length for length in accumulate(lengths, initial=0)]
    if offsets[-1] != len(data):
        raise FollowupError("its encoding is ambiguous; save it as UTF-8 and try again")
    kept = [data[a:b] for a, b in zip([0, *offsets[2::2]], offsets[1::2], strict=True)]
    new = [encode(raw) for _, _, raw in edits]
    return b"".join(piece for pair in zip(kept, [*new, b""], strict=True) for piece in pair)


def _edits(document: Document, cells: Mapping[Cell, str]) -> list[tuple[int, int, str]]:
    """Which stretches of the text are replaced by what, in their order."""
    by_row: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for (row, column), value in cells.items():
        by_row[row][column] = value
    edits = []
    for row, wanted in by_row.items():
        if not 1 <= row <= len(document.records):
            raise FollowupError(f"row {row} does not exist")
        edits += _row_edits(document, document.records[row - 1], wanted)
    return sorted(edits)


def _row_edits(
    document: Document, record: Sequence[Span], wanted: Mapping[int, str]
) -> list[tuple[int, int, str]]:
    raw = {column: _raw(document, value) for column, value in wanted.items()}
    edits = [(*span, raw[column]) for column, span in enumerate(record) if column in raw]
    beyond = range(len(record), max(wanted) + 1)
    if beyond:
        end = record[-1][1]
        empty = _raw(document, "")
        tail = "".join(document.delimiter + raw.get(column, empty) for column in beyond)
        if edits and edits[-1][1] == end:
            begin, _, last = edits.pop()
            return [*edits, (begin, end, last + tail)]
        edits.append((end, end, tail))
    return edits


def _raw(document: Document, text: str) -> str:
    return write_cell(text, document.delimiter, quoted=document.quoted)
