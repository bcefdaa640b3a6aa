"""The tracker's columns: their titles as they stand, and what is to be read as their header."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from followup.columns.layout import Candidate
from followup.columns.profile import kind_of
from followup.model import Column, Row, cell_at


@dataclass(frozen=True, slots=True)
class Heading:
    """A column with what is to be read as its header, and its group's title ("" for none)."""

    column: Column
    text: str
    group: str = ""


def headings(best: Candidate, data: Sequence[Row]) -> tuple[Heading, ...]:
    """Every titled column, and columns without a title that hold data among titled ones.

    A header may span two rows: a cell of the row above that heads a column whose own header cell
    is blank is that column's title; else it names the group of the columns from there on.
    """
    above = _row_above(best)
    width = _right_edge(best.row) + 2
    found: list[Heading] = []
    group = ""
    for index in range(width):
        own, over = _text(best.row, index), _text(above, index) if above else ""
        group = over or group
        if own:
            found.append(Heading(Column(index, own), own, group))
        elif found and any(cell_at(row, index) not in {None, ""} for row in data):
            found.append(Heading(Column(index, over), over))
    return _without_common_start(found)


def _without_common_start(found: list[Heading]) -> tuple[Heading, ...]:
    """What all headers begin with ("data[].name", "data[].notes") says nothing of any of them."""
    texts = [each.text for each in found if each.text]
    pairs = zip(min(texts, default=""), max(texts, default=""), strict=False)
    start = "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    start = start[: 1 + max(start.rfind(sign) for sign in " .:_-/>")]
    if len(texts) < 4 or not start or any(len(text) <= len(start) for text in texts):
        return tuple(found)
    return tuple(replace(each, text=each.text[len(start) :]) for each in found)


def _right_edge(row: Row) -> int:
    return max((i for i, value in enumerate(row.cells) if value not in {None, ""}), default=0)


def _row_above(best: Candidate) -> Row | None:
    """The row right above the header, if it looks like the titles of groups of columns."""
    if best.header == 0:
        return None
    above = best.sheet.rows[best.header - 1]
    texts = [value for value in above.cells if isinstance(value, str) and value.strip()]
    if above.number != best.row.number - 1 or len(texts) < 2:
        return None
    plain = all(len(text) < 40 and kind_of(text) in {"label", "person", "medium"} for text in texts)
    filled = sum(value not in {None, ""} for value in best.row.cells)
    alone = all(value is None or isinstance(value, str) for value in above.cells)
    return above if plain and alone and len(texts) <= filled else None


def _text(row: Row, index: int) -> str:
    value = cell_at(row, index)
    text = value if isinstance(value, str) else "" if value is None else str(value)
    return text if text.strip() else ""
