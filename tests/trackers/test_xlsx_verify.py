"""What is written is looked at before it takes the old file's place."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from followup.errors import FollowupError
from followup.model import CellChange, CellValue, Link, NewColumn, Plan
from followup.trackers.xlsx import XlsxTracker
from followup.trackers.xlsx.cells import RawCell
from followup.trackers.xlsx.rowedit import RowEditor
from followup.trackers.xlsx.survey import RawRow

from tests.trackers.workbooks import people

NEW = (NewColumn(4, "Draft status"), NewColumn(5, "Draft"), NewColumn(6, "Due"))
TODAY = date(2026, 11, 23)
Damage = Callable[[bytes], bytes]


def swapped(row: bytes, one: bytes, other: bytes) -> bytes:
    """The row with the cells whose tags begin so in each other's place."""
    first, second = (row[row.index(at) :].partition(b"</c>")[0] for at in (one, other))
    return row.replace(first, b"#").replace(second, first).replace(b"#", second)


DAMAGES: dict[str, Damage] = {
    "another text of a first cell": lambda row: row.replace(b'<c r="A3" t="s">', b'<c r="A3">'),
    "another value of a middle cell": lambda row: row.replace(b"<v>46342</v>", b"<v>46343</v>"),
    "another format of a middle cell": lambda row: row.replace(b'"C3" s="2"', b'"C3" s="1"'),
    "a lost cell": lambda row: row.replace(b'<c r="B3" t="s"><v>8</v></c>', b""),
    "a cell in another row": lambda row: row.replace(b'"B3"', b'"B4"'),
    "a text that is not whole": lambda row: row.replace(b"not sent</t>", b"not</t>"),
    "a new cell elsewhere": lambda row: row.replace(b'"E3"', b'"H3"'),
    "a new cell lost": lambda row: row[: row.index(b'<c r="F3"')] + b"</row>",
    "a new day lost": lambda row: row[: row.index(b'<c r="G3"')] + b"</row>",
    "another element": lambda row: row.replace(b"<row", b"<rows"),
    "a new cell twice": lambda row: row.replace(b'"F3"', b'"E3"'),
    "a new cell among the old": lambda row: row.replace(b'"E3"', b'"B3"'),
    "new cells out of order": lambda row: swapped(row, b'<c r="E3"', b'<c r="F3"'),
    "old and new cells out of order": lambda row: swapped(row, b'<c r="D3"', b'<c r="E3"'),
    "another number of the row": lambda row: row.replace(b'<row r="3"', b'<row r="5"'),
    "an attribute of the row lost": lambda row: row.replace(b' ht="30"', b""),
    "no end": lambda row: row.removesuffix(b"</row>"),
    "more than an end": lambda row: row + b"and more",
    "two rows": lambda row: row + b'<row r="3"></row>',
    "a tag left open": lambda row: row.replace(b"</is></c>", b"</c>", 1),
    "an ampersand": lambda row: row.replace(b"not sent</t>", b"not & sent</t>"),
    "a cell within a cell": lambda row: row.replace(b'</c><c r="E3"', b'<c r="E3"'),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_row_that_is_not_as_meant_is_not_written(
    damage: Damage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.xlsx"
    people(path, lambda _, sheet: sheet.set_row(2, 30))
    before, edit, damaged = path.read_bytes(), RowEditor.edit, []

    def damaging(
        self: RowEditor, row: RawRow, wanted: Mapping[int, CellValue | Link]
    ) -> tuple[bytes, list[RawCell]]:
        new, there = edit(self, row, wanted)
        if row.number == 3:
            damaged.append(damage(new) != new)
            new = damage(new)
        return new, there

    monkeypatch.setattr(RowEditor, "edit", damaging)
    tracker = XlsxTracker(path)
    changes = [CellChange(row, 4, None, "not sent", "test") for row in (2, 3, 4)]
    changes += [CellChange(row, 5, None, "Hello,\nnot sent", "test") for row in (2, 3, 4)]
    changes += [CellChange(row, 6, None, TODAY, "test") for row in (2, 3, 4)]
    with pytest.raises(FollowupError, match=r"as meant|would not be well-formed"):
        tracker.apply(Plan("People", 1, tracker.read().revision, NEW, tuple(changes)))
    assert damaged == [True]
    assert path.read_bytes() == before
