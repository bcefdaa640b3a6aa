"""The rows and cells of a worksheet part, found in its bytes whatever shape they are in."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from followup.model.patterns import pattern
from followup.model.records import dataclass
from followup.trackers.xlsx.errors import WorkbookError
from followup.trackers.xlsx.markup import attributes, prefixed, tag_end
from followup.trackers.xlsx.refs import MAX_COLUMN, MAX_ROW, column_index

_TEXT = pattern(rb"<(?:[\w.-]+:)?t(?:\s[^<>]*)?(?<!/)>([^<]*)<")
_PLACE = pattern(rb"\sr\s*=\s*[\"']([A-Za-z]{1,9})\d+[\"']")
_STYLE = pattern(rb"\ss\s*=\s*[\"'](\d{1,9})[\"']")
_PHONETIC = pattern(rb"<([\w.-]+:)?rPh[\s>]")


@dataclass(frozen=True, slots=True)
class Tags:
    """How to find cells that are written with one prefix."""

    cell: re.Pattern[bytes]
    cell_end: re.Pattern[bytes]
    formula: re.Pattern[bytes]
    value: re.Pattern[bytes]


@lru_cache(maxsize=8)
def tags(prefix: bytes) -> Tags:
    """The patterns for elements whose names begin with `prefix` (b"" or such as b"x:")."""
    return Tags(
        prefixed(rb'<%sc(?: r="([A-Z]{1,3})\d+")?(?=[\s/>])([^<>]*)>', prefix),
        prefixed(rb"</%sc\s*>", prefix),
        prefixed(rb"<%sf(?=[\s/>])([^<>]*)>([^<]*)", prefix),
        prefixed(rb"<%sv(?:\s[^<>]*)?>([^<]*)<", prefix),
    )


class RowSpan(NamedTuple):
    """A row in a block of rows: its number, where its tag, content and all of it end."""

    number: int
    start: int
    inner: int
    close: int
    end: int


class RawCell(NamedTuple):
    """A cell in a row: its column, its place in the bytes, start tag and content as written."""

    column: int
    start: int
    end: int
    tag: bytes
    content: bytes

    @property
    def attrs(self) -> dict[bytes, bytes]:
        """Its attributes as written."""
        return attributes(self.tag)

    @property
    def style(self) -> int:
        """The number of its format."""
        return style_of(self.tag)


def style_of(tag: bytes) -> int:
    """The number of the format in a cell's start tag, or in a piece of it."""
    match = _STYLE.search(tag)
    return int(match[1]) if match else 0


def row_at(block: bytes, start: int, number: int, prefix: bytes) -> RowSpan:
    """The row whose tag starts at that offset of a block. Raises WorkbookError without an end."""
    inner = close = end = tag_end(block, start)
    if block[inner - 2 : inner] != b"/>":
        close = block.find(b"</" + prefix + b"row", inner)
        end = block.find(b">", close) + 1
    if inner == start or close < 0 or end <= 0:
        raise WorkbookError(f"is damaged: row {number} of a sheet has no end")
    return RowSpan(number, start, inner, close, end)


def row_number(attrs: bytes, last: int) -> int:
    """A row's number from the attributes of its tag. Raises WorkbookError where no sheet has it."""
    if b"r" not in attrs:
        return last + 1
    raw = attributes(attrs).get(b"r") if attrs else None
    number = last + 1 if raw is None else int(raw)
    if not 1 <= number <= MAX_ROW:
        raise WorkbookError(f"has a row {number}, which no sheet has")
    return number


@lru_cache(maxsize=MAX_COLUMN)
def column_of(letters: bytes) -> int:
    """A column's index from its letters as written."""
    return column_index(letters.decode())


def cells(content: bytes, prefix: bytes) -> Iterator[RawCell]:
    """The cells of a row's content, in the order they stand."""
    find = tags(prefix)
    column = -1
    match = find.cell.search(content)
    while match:
        place = match if match[1] else _PLACE.search(match[0])
        column = column_of(place[1]) if place else column + 1
        if column >= MAX_COLUMN:
            raise WorkbookError("has a cell beyond the last column of a sheet")
        end, inside = match.end(), b""
        if not match[2].endswith(b"/"):
            close = find.cell_end.search(content, end)
            if close is None:
                raise WorkbookError("is damaged: a cell of a sheet has no end")
            inside, end = content[end : close.start()], close.end()
        yield RawCell(column, match.start(), end, match[0], inside)
        match = find.cell.search(content, end)


def text_runs(raw: bytes) -> str:
    """The text of a string item as written (`<t>`, or runs of them), without phonetic hints."""
    if b"rPh" in raw:
        raw = _without_phonetics(raw)
    return b"".join(_TEXT.findall(raw)).decode()


def _without_phonetics(raw: bytes) -> bytes:
    kept, at = [], 0
    while hint := _PHONETIC.search(raw, at):
        close = raw.find(b"</%srPh" % (hint[1] or b""), hint.end())
        end = raw.find(b">", close)
        if min(close, end) < 0:
            break
        kept.append(raw[at : hint.start()])
        at = end + 1
    return b"".join([*kept, raw[at:]])
