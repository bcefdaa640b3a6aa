"""What we read and wrote, read by a program that is not ours: python-calamine, written in Rust."""

from datetime import datetime, time
from pathlib import Path
from typing import Any

from followup.model import cell_at
from followup.trackers import open_tracker
from python_calamine import CalamineWorkbook

from tests.conftest import TODAY, Run


def plain(value: Any) -> Any:
    """One form for what the two call differently: empty text, whole days, whole numbers."""
    if value in ("", None):
        return None
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return value


def compare(path: Path) -> int:
    """Compare every cell of every sheet; returns how many held something."""
    book = CalamineWorkbook.from_path(str(path))
    cells = 0
    for sheet in open_tracker(str(path)).read().sheets:
        other = book.get_sheet_by_name(sheet.title)
        top, left = other.start or (0, 0)
        ours = {row.number: row for row in sheet.rows}
        for number, line in enumerate(other.to_python(skip_empty_area=True), top + 1):
            for index, value in enumerate(line, left):
                row = ours.get(number)
                mine = None if row is None else cell_at(row, index)
                assert plain(mine) == plain(value), (sheet.title, number, index)
                cells += plain(value) is not None
    return cells


def test_the_sample_reads_alike(sample: Path) -> None:
    assert compare(sample) > 400


def test_what_we_wrote_reads_alike(sample: Path, run: Run) -> None:
    before = compare(sample)
    run("draft", sample, "--today", TODAY)
    assert compare(sample) > before + 100
