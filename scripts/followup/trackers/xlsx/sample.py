"""The formats that dates have in the first rows below a header."""

import re
from collections import Counter
from collections.abc import Iterator

from followup.model import column_letters
from followup.trackers.xlsx.cells import cells, row_at
from followup.trackers.xlsx.readcells import FAST_CELL, INDEX
from followup.trackers.xlsx.styles import Styles


class DateSample:
    """Rows as written, read when somebody asks for a format and a look does not suffice."""

    def __init__(self, styles: Styles, prefix: bytes, row: re.Pattern[bytes]) -> None:
        """`row` finds the start of a row."""
        self._styles, self._prefix, self._row = styles, prefix, row
        self._pieces: list[bytes] = []
        self._reached: dict[int, bool] = {}
        self._counted: dict[int, Counter[int]] | None = None

    def add(self, piece: bytes) -> None:
        """Take in some whole rows."""
        self._pieces.append(piece)

    def common(self, column: int) -> int | None:
        """The format that most dates of a column have."""
        if self._counted is None and not self._reach(column):
            return None
        return most_common(self._counts().get(column))

    def anywhere(self) -> int | None:
        """The format that most dates have."""
        return most_common(sum((Counter(found) for found in self._counts().values()), Counter()))

    def _reach(self, column: int) -> bool:
        """Whether some cell stands in that column, or may, since not all say where they stand."""
        if column not in self._reached:
            tag, letters = b"<" + self._prefix + b"c", column_letters(column).encode()
            placed = tag + b' r="'
            self._reached[column] = any(
                piece.count(tag) != piece.count(placed)
                or placed + letters in piece
                or placed + letters.lower() in piece
                for piece in self._pieces
            )
        return self._reached[column]

    def _counts(self) -> dict[int, Counter[int]]:
        """How many dates of each column have which format."""
        if self._counted is None:
            self._counted = {}
            for piece in self._pieces:
                self._count(piece)
        return self._counted

    def _count(self, piece: bytes) -> None:
        for match in self._row.finditer(piece):
            row = row_at(piece, match.start(), int(match[1] or 0), self._prefix)
            for column, style in self._filled(piece[row.inner : row.close]):
                if style and self._styles.at(style).dated:
                    self._counts().setdefault(column, Counter())[style] += 1

    def _filled(self, content: bytes) -> Iterator[tuple[int, int]]:
        """Column and format of a row's cells with content; most rows are read at once."""
        found = FAST_CELL.findall(content)
        if self._prefix or len(found) != content.count(b"<c"):
            each = cells(content, self._prefix)
            return ((one.column, one.style) for one in each if one.content)
        return ((INDEX[one[0]], int(one[1] or 0)) for one in found if any(one[3:]))


def most_common(counted: Counter[int] | None) -> int | None:
    """What was counted most often, the first of several; None where nothing was."""
    return max(counted, key=counted.__getitem__) if counted else None
