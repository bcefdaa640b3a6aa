"""The promises every tracker keeps. A back end inherits the class and says how to make one.

The shape follows vdirsyncer's storage tests: one class of promises, one small subclass a back end.
"""

from abc import abstractmethod
from datetime import date, datetime
from typing import ClassVar

import pytest
from followup.errors import BusyError, FollowupError
from followup.model import (
    Book,
    CellChange,
    CellValue,
    Link,
    NewColumn,
    NewSheet,
    Plan,
    Row,
    Sheet,
    cell_at,
)
from followup.trackers.base import Tracker
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ROWS: tuple[tuple[CellValue, ...], ...] = (
    ("Contacts of mine",),
    (),
    ("Name", "Email", "Met on", "Notes"),
    ("Ana Díaz", "ana@example.com", date(2026, 11, 12), "Likes tea & maps"),
    (),
    ("Kofi Mensah", "kofi@example.org", datetime(2026, 11, 16, 9, 30), "1/2"),
    ("Łucja Żak", None, None, "=1+1 is what she wrote"),
)
"""What `make` fills the sheet "People" with, from row 1."""

ANA, KOFI, HEADER = 4, 6, 3

OURS = (
    NewSheet(
        "Follow-up settings",
        (
            ("Setting", "Value", "What it does"),
            ("Letters per run", 5, "At most so many\nthat can wait."),
            ("Since", date(2026, 11, 1), None),
            ("=1+1 & <b>", "0049", None),
        ),
        (30.0, 20.0, 60.5),
        {(1, 1): ("3", "5"), (2, 1): ("yes", "no"), (3, 1): ("yes", "no")},
    ),
    NewSheet("Ours & more", (("Occasion", "Subject", "Body"),)),
)
"""Two sheets to add."""

TEXT = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\x00"), min_size=1, max_size=60
).filter(lambda text: text.strip() == text)


class TrackerContract:
    """Inherit, and implement `make`, `meddle` and `reopen`."""

    keeps_links: ClassVar[bool] = True
    holds_sheets: ClassVar[bool] = True

    @abstractmethod
    def make(self) -> Tracker:
        """A new tracker whose sheet "People" holds ROWS."""

    @abstractmethod
    def meddle(self, tracker: Tracker) -> None:
        """Change Ana's notes (D4) to "changed elsewhere", as a person would, behind its back."""

    @abstractmethod
    def reopen(self, tracker: Tracker) -> Tracker:
        """The same tracker as a later process would open it."""

    def people(self, book: Book) -> Sheet:
        return next(sheet for sheet in book.sheets if sheet.title == "People")

    def row(self, book: Book, number: int) -> Row:
        return next(row for row in self.people(book).rows if row.number == number)

    def plan(self, book: Book, *changes: CellChange, new: tuple[NewColumn, ...] = ()) -> Plan:
        identity = {
            change.row: {0: cell_at(self.row(book, change.row), 0)}
            for change in changes
            if change.row != HEADER
        }
        return Plan("People", HEADER, book.revision, new, changes, identity)

    def values(self, book: Book) -> dict[tuple[int, int], CellValue]:
        return {
            (row.number, index): value
            for row in self.people(book).rows
            for index, value in enumerate(row.cells)
            if value is not None
        }

    def test_reading_keeps_places_and_skips_blank_rows(self) -> None:
        book = self.make().read()
        assert [row.number for row in self.people(book).rows] == [1, 3, 4, 6, 7]
        assert self.row(book, ANA).cells[:2] == ("Ana Díaz", "ana@example.com")

    def test_dates_come_back_as_dates(self) -> None:
        book = self.make().read()
        assert self.row(book, ANA).cells[2] == date(2026, 11, 12)
        assert self.row(book, KOFI).cells[2] == datetime(2026, 11, 16, 9, 30)

    def test_reading_twice_gives_the_same_revision(self) -> None:
        tracker = self.make()
        assert tracker.read() == tracker.read()

    def test_apply_alters_the_planned_cells_and_nothing_else(self) -> None:
        tracker = self.make()
        book = tracker.read()
        before = self.values(book)
        receipt = tracker.apply(self.plan(book, CellChange(KOFI, 3, "1/2", "met\ntwice", "test")))
        assert receipt.changed == 1
        assert self.values(tracker.read()) == before | {(KOFI, 3): "met\ntwice"}

    def test_new_columns_get_their_title_and_cells(self) -> None:
        tracker = self.make()
        book = tracker.read()
        before = self.values(book)
        new = (
            NewColumn(4, "Draft status", "choice", choices=("sent", "skip", "later")),
            NewColumn(5, "Draft due", "date"),
        )
        changes = (
            CellChange(ANA, 4, None, "ready", "draft"),
            CellChange(ANA, 5, None, date(2026, 11, 13), "draft"),
        )
        tracker.apply(self.plan(book, *changes, new=new))
        assert self.values(tracker.read()) == before | {
            (HEADER, 4): "Draft status",
            (HEADER, 5): "Draft due",
            (ANA, 4): "ready",
            (ANA, 5): date(2026, 11, 13),
        }

    @pytest.mark.parametrize(
        "text",
        [
            "=1+1",
            "+49 30 1",
            "-",
            "@here",
            "0049123",
            "1e5",
            "2026-11-12",
            "TRUE",
            "#N/A",
            "_x0041_",
        ],
    )
    def test_text_stays_text(self, text: str) -> None:
        tracker = self.make()
        tracker.apply(
            self.plan(tracker.read(), CellChange(ANA, 3, "Likes tea & maps", text, "test"))
        )
        assert self.row(tracker.read(), ANA).cells[3] == text

    @settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
    @given(TEXT)
    def test_any_text_survives_the_round_trip(self, text: str) -> None:
        tracker = self.make()
        tracker.apply(
            self.plan(tracker.read(), CellChange(ANA, 3, "Likes tea & maps", text, "test"))
        )
        assert self.row(tracker.read(), ANA).cells[3] == text

    def test_clearing_a_cell_leaves_it_empty(self) -> None:
        tracker = self.make()
        tracker.apply(
            self.plan(tracker.read(), CellChange(ANA, 3, "Likes tea & maps", None, "test"))
        )
        assert cell_at(self.row(tracker.read(), ANA), 3) is None

    def test_a_link_comes_and_goes(self) -> None:
        if not self.keeps_links:
            pytest.skip("this back end cannot hold a link")
        tracker = self.make()
        link = Link("Write to Ana", "mailto:ana@example.com?subject=Thank%20you&body=A%0D%0AB")
        tracker.apply(
            self.plan(tracker.read(), CellChange(ANA, 3, "Likes tea & maps", link, "test"))
        )
        book = tracker.read()
        assert self.row(book, ANA).cells[3] == link.text
        assert self.people(book).links[ANA, 3] == link.url
        tracker.apply(self.plan(book, CellChange(ANA, 3, link.text, None, "test")))
        assert (ANA, 3) not in self.people(tracker.read()).links

    def test_a_change_behind_its_back_is_refused_and_nothing_is_half_done(self) -> None:
        tracker = self.make()
        book = tracker.read()
        self.meddle(tracker)
        meddled = self.values(tracker.read())
        changes = (
            CellChange(KOFI, 3, "1/2", "new", "test"),
            CellChange(ANA, 3, "Likes tea & maps", "new", "test"),
        )
        with pytest.raises(BusyError):
            tracker.apply(self.plan(book, *changes))
        assert self.values(tracker.read()) == meddled

    def test_an_empty_plan_touches_nothing_even_if_the_tracker_moved_on(self) -> None:
        tracker = self.make()
        book = tracker.read()
        self.meddle(tracker)
        before = tracker.read()
        assert tracker.apply(self.plan(book)).changed == 0
        assert tracker.read() == before

    def test_undo_brings_back_what_was(self) -> None:
        tracker = self.make()
        book = tracker.read()
        tracker.apply(self.plan(book, CellChange(ANA, 3, "Likes tea & maps", "new", "test")))
        later = self.reopen(tracker)
        later.undo()
        assert self.values(later.read()) == self.values(book)

    def test_undo_without_a_run_says_so(self) -> None:
        with pytest.raises(FollowupError, match="nothing to take back"):
            self.make().undo()

    def test_undo_refuses_what_the_person_has_changed_since(self) -> None:
        tracker = self.make()
        book = tracker.read()
        tracker.apply(self.plan(book, CellChange(KOFI, 3, "1/2", "new", "test")))
        self.meddle(tracker)
        meddled = self.values(tracker.read())
        with pytest.raises(BusyError):
            tracker.undo()
        assert self.values(tracker.read()) == meddled
        tracker.undo(force=True)
        assert self.values(tracker.read()) == self.values(book)

    def adding(self, book: Book, *sheets: NewSheet) -> Plan:
        return Plan("People", HEADER, book.revision, new_sheets=sheets)

    def test_new_sheets_stand_behind_the_others_which_stay_as_they_were(self) -> None:
        tracker = self.make()
        book = tracker.read()
        if not self.holds_sheets:
            with pytest.raises(FollowupError, match="no further sheets"):
                tracker.apply(self.adding(book, *OURS))
            return
        receipt = tracker.apply(self.adding(book, *OURS))
        assert receipt.changed == 13
        after = tracker.read()
        assert after.sheets[:-2] == book.sheets
        assert [sheet.title for sheet in after.sheets[-2:]] == [sheet.title for sheet in OURS]
        for sheet, new in zip(after.sheets[-2:], OURS, strict=True):
            rows = [(*row.cells, *[None] * (3 - len(row.cells))) for row in sheet.rows]
            assert rows == list(new.rows)

    @pytest.mark.parametrize("title", ["people", "Follow-Up SETTINGS"])
    def test_a_sheet_whose_title_is_taken_is_refused(self, title: str) -> None:
        if not self.holds_sheets:
            return
        tracker = self.make()
        tracker.apply(self.adding(tracker.read(), OURS[0]))
        book = tracker.read()
        with pytest.raises(FollowupError, match=f"there is a sheet '{title}' already"):
            tracker.apply(self.adding(book, OURS[1], NewSheet(title, (("a",),))))
        assert tracker.read().sheets == book.sheets

    def test_undo_takes_new_sheets_away(self) -> None:
        if not self.holds_sheets:
            return
        tracker = self.make()
        book = tracker.read()
        tracker.apply(self.adding(book, *OURS))
        later = self.reopen(tracker)
        later.undo()
        assert later.read().sheets == book.sheets

    def test_a_plan_that_adds_sheets_and_changes_cells_is_no_plan(self) -> None:
        tracker = self.make()
        book = tracker.read()
        changes = (CellChange(KOFI, 3, "1/2", "new", "test"),)
        with pytest.raises(ValueError, match="not both"):
            tracker.apply(Plan("People", HEADER, book.revision, (), changes, {}, OURS))
        assert tracker.read() == book
