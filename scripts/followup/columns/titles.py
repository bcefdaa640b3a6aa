"""The tracker's columns: their titles as they stand, and what is to be read as their header."""

from collections.abc import Sequence
from itertools import takewhile

from followup.columns.header import read_header
from followup.columns.layout import Candidate
from followup.columns.profile import kind_of
from followup.model import Column, Row, cell_at
from followup.model.records import dataclass, replace

_PLAIN = frozenset({"label", "person", "medium", "tie", "trade", "stage"})


@dataclass(frozen=True, slots=True)
class Heading:
    """A column with what is to be read as its header, and its group's title ("" for none)."""

    column: Column
    text: str
    group: str = ""


def headings(best: Candidate, data: Sequence[Row], codes: tuple[str, ...]) -> tuple[Heading, ...]:
    """Every titled column, and columns without a title that hold data among titled ones.

    A header may span two rows. A column whose own header cell is blank has its title in the row
    above or in a second header row below; else the row above names the group of the columns from
    there on.
    """
    above, below = _row_above(best), second_header(best, codes)
    rows = [row for row in (best.row, above, below) if row is not None]
    found: list[Heading] = []
    group = wide = ""
    for index in range(max(map(_right_edge, rows)) + 2):
        own, over, under = (_text(row, index) for row in (best.row, above, below))
        group, wide = over or group, own or wide
        if own:
            found.append(Heading(Column(index, own), own, group))
        elif under:
            found.append(Heading(Column(index, under), under, wide))
        elif (over or found) and any(cell_at(row, index) not in {None, ""} for row in data):
            found.append(Heading(Column(index, over), over))
    return _without_common_start(found)


def second_header(best: Candidate, codes: tuple[str, ...]) -> Row | None:
    """The row right below the header, if it holds the titles of columns that the header groups."""
    row = best.below[0] if best.below else None
    if row is None or row.number != best.row.number + 1:
        return None
    texts = {i: v for i, v in enumerate(row.cells) if v not in {None, ""}}
    alike = all(
        isinstance(value, str) and max(read_header(value, codes).scores.values(), default=0) >= 0.45
        for value in texts.values()
    )
    fills_gaps = sum(not _text(best.row, index) for index in texts)
    return row if len(texts) > 1 and alike and fills_gaps else None


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
    plain = all(len(text) < 40 and kind_of(text) in _PLAIN for text in texts)
    filled = sum(value not in {None, ""} for value in best.row.cells)
    alone = all(value is None or isinstance(value, str) for value in above.cells)
    return above if plain and alone and len(texts) <= filled else None


def _text(row: Row | None, index: int) -> str:
    value = None if row is None else cell_at(row, index)
    text = value if isinstance(value, str) else "" if value is None else str(value)
    return text if text.strip() else ""
