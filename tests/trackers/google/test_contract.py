"""Google Sheets keep the contract of trackers, over real HTTP against a model of the API."""

import itertools

import pytest
from followup.errors import BusyError
from followup.model import CellChange
from followup.trackers.base import Tracker

from tests.trackers.contract import ANA, KOFI, ROWS, TrackerContract
from tests.trackers.google.conftest import Serve, Served
from tests.trackers.google.grid import Spreadsheet, Tab

KEYS = itertools.count()


class TestGoogle(TrackerContract):
    @pytest.fixture(autouse=True)
    def google(self, serve: Serve) -> None:
        self._serve = serve
        self._served: dict[str, Served] = {}

    def make(self) -> Tracker:
        key = f"{next(KEYS):044d}"
        tabs = [Tab.of("Read me", [("Notes on use",)]), Tab.of("People", ROWS, number=7, height=40)]
        served = self._serve(Spreadsheet(tabs, key=key))
        self._served[key] = served
        return served.open()

    def meddle(self, tracker: Tracker) -> None:
        self._served[tracker.name].book.tab("People").put(3, 3, "changed elsewhere")

    def reopen(self, tracker: Tracker) -> Tracker:
        return self._served[tracker.name].open()

    def test_a_change_behind_its_back_is_refused_and_nothing_is_half_done(self) -> None:
        """In a shared sheet somebody always types somewhere. A row that was touched is left out,
        said so, and comes at the next run; the others are written."""
        tracker = self.make()
        book = tracker.read()
        self.meddle(tracker)
        meddled = self.values(tracker.read())
        changes = (
            CellChange(KOFI, 3, "1/2", "new", "test"),
            CellChange(ANA, 3, "Likes tea & maps", "new", "test"),
        )
        receipt = tracker.apply(self.plan(book, *changes))
        assert receipt.changed == 1
        assert receipt.remarks[0].startswith(f"People!{ANA} was changed meanwhile (column D)")
        assert self.values(tracker.read()) == meddled | {(KOFI, 3): "new"}

    def test_undo_refuses_what_the_person_has_changed_since(self) -> None:
        """A run is taken back cell by cell, so only our own cells can stand in its way."""
        tracker = self.make()
        book = tracker.read()
        tracker.apply(self.plan(book, CellChange(ANA, 3, "Likes tea & maps", "new", "test")))
        self.meddle(tracker)
        meddled = self.values(tracker.read())
        with pytest.raises(BusyError, match="People!D4 changed after the last run"):
            tracker.undo()
        assert self.values(tracker.read()) == meddled
        receipt = tracker.undo(force=True)
        assert self.values(tracker.read()) == self.values(book)
        kept = receipt.remarks[0].removesuffix(".").split(" is kept in ")[1]
        with open(kept, encoding="utf-8") as file:  # noqa: PTH123
            assert "changed elsewhere" in file.read()

    def test_undo_leaves_what_the_person_typed_elsewhere(self) -> None:
        tracker = self.make()
        book = tracker.read()
        tracker.apply(self.plan(book, CellChange(KOFI, 3, "1/2", "new", "test")))
        self.meddle(tracker)
        tracker.undo()
        assert self.values(tracker.read()) == self.values(book) | {(ANA, 3): "changed elsewhere"}
