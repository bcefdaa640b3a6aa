"""Workbooks keep the contract of trackers, and lose nothing."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter  # type: ignore[import-untyped]
from followup.trackers.base import Tracker
from followup.trackers.xlsx import XlsxTracker

from tests.trackers.contract import ROWS, TrackerContract
from tests.trackers.workbooks import coloured


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLLOWUP_STATE_DIR", str(tmp_path / "state"))


def write_people(path: Path) -> None:
    """A workbook whose sheet "People" holds ROWS, behind another sheet."""
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        book.add_worksheet("Read me").write(0, 0, "Notes on use")
        sheet = book.add_worksheet("People")
        for number, row in enumerate(ROWS):
            for index, value in enumerate(row):
                if isinstance(value, datetime):
                    sheet.write_datetime(number, index, value, moment)
                elif isinstance(value, date):
                    sheet.write_datetime(number, index, value, day)
                elif isinstance(value, str):
                    sheet.write_string(number, index, value)


class TestXlsx(TrackerContract):
    @pytest.fixture(autouse=True)
    def folder(self, tmp_path: Path) -> Iterator[None]:
        self._folder = tmp_path
        self._count = 0
        yield

    def make(self) -> Tracker:
        self._count += 1
        path = self._folder / f"people{self._count}.xlsx"
        write_people(path)
        return XlsxTracker(path)

    def meddle(self, tracker: Tracker) -> None:
        assert isinstance(tracker, XlsxTracker)
        book = openpyxl.load_workbook(tracker.name)
        book["People"]["D4"] = "changed elsewhere"
        book.save(tracker.name)

    def reopen(self, tracker: Tracker) -> Tracker:
        return XlsxTracker(Path(tracker.name))


def test_dates_written_by_other_libraries_are_dates(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([date(2026, 11, 12), datetime(2026, 11, 12, 9, 30), 5, 5.5, True, "text"])
    book.save(tmp_path / "mine.xlsx")
    (row,) = XlsxTracker(tmp_path / "mine.xlsx").read().sheets[0].rows
    assert row.cells == (date(2026, 11, 12), datetime(2026, 11, 12, 9, 30), 5, 5.5, True, "text")


def test_text_of_several_looks_is_read_whole_however_its_elements_end(tmp_path: Path) -> None:
    path = tmp_path / "mine.xlsx"
    coloured(path)
    assert XlsxTracker(path).read().sheets[0].rows[2].cells[3] == "red, plain"
