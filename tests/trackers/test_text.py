"""A .csv file keeps the promises of a tracker, but for what text can't say."""

import csv
from datetime import date, datetime
from pathlib import Path
from tempfile import mkdtemp

import pytest
from followup.errors import BusyError, FollowupError
from followup.model import CellChange, CellValue, Link, NewColumn, Plan, cell_at
from followup.trackers import open_tracker
from followup.trackers.base import Tracker
from followup.trackers.text import TextTracker
from hypothesis import example, given
from hypothesis import strategies as st

from tests.trackers.contract import ANA, HEADER, KOFI, ROWS, TrackerContract


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLLOWUP_STATE_DIR", str(tmp_path / "state"))


def said(value: CellValue) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return "" if value is None else str(value)


class TestTextTracker(TrackerContract):
    """The contract, with days as text and links as addresses."""

    keeps_links = False
    holds_sheets = False
    folder: Path

    @pytest.fixture(autouse=True)
    def own_folder(self, tmp_path: Path) -> None:
        self.folder = tmp_path

    def make(self) -> Tracker:
        path = Path(mkdtemp(dir=self.folder)) / "People.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([said(value) for value in row] for row in ROWS)
        return TextTracker(path)

    def meddle(self, tracker: Tracker) -> None:
        path = Path(tracker.name)
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines(keepends=True)
        lines[ANA - 1] = "Ana Díaz,ana@example.com,2026-11-12,changed elsewhere\r\n"
        path.write_text("".join(lines), encoding="utf-8", newline="")

    def reopen(self, tracker: Tracker) -> Tracker:
        return TextTracker(Path(tracker.name))

    def test_dates_come_back_as_dates(self) -> None:
        """A text file holds no dates, only text; which day "3/4" is, the values room decides."""
        book = self.make().read()
        assert self.row(book, ANA).cells[2] == "2026-11-12"
        assert self.row(book, KOFI).cells[2] == "2026-11-16 09:30"

    def test_new_columns_get_their_title_and_cells(self) -> None:
        """As in the contract, but the new day comes back as text in the style of the others."""
        tracker = self.make()
        book = tracker.read()
        new = (NewColumn(4, "Draft status", "choice"), NewColumn(5, "Draft due", "date"))
        changes = (
            CellChange(ANA, 4, None, "ready", "draft"),
            CellChange(ANA, 5, None, date(2026, 11, 13), "draft"),
        )
        tracker.apply(self.plan(book, *changes, new=new))
        assert self.values(tracker.read()) == self.values(book) | {
            (HEADER, 4): "Draft status",
            (HEADER, 5): "Draft due",
            (ANA, 4): "ready",
            (ANA, 5): "2026-11-13",
        }


def contacts(folder: Path, data: bytes, name: str = "contacts.csv") -> TextTracker:
    path = folder / name
    path.write_bytes(data)
    return TextTracker(path, name=name)


def change(tracker: TextTracker, row: int, column: int, new: CellValue | Link) -> Plan:
    book = tracker.read()
    sheet = book.sheets[0]
    old = next((cell_at(r, column) for r in sheet.rows if r.number == row), None)
    changes = (CellChange(row, column, old, new, "test"),)
    return Plan(sheet.title, 1, book.revision, (), changes)


def test_a_german_excel_file_keeps_its_ways(tmp_path: Path) -> None:
    data = 'Name;Ort;Zuletzt;"Notiz"\r\nJürgen;Köln;1.2.2026;"a\nb"\r\nZoë;;;\r\n'.encode("cp1252")
    tracker = contacts(tmp_path, data)
    tracker.apply(change(tracker, 3, 2, date(2026, 11, 3)))
    assert (tmp_path / "contacts.csv").read_bytes() == data.replace(b";;;", b";;3.11.2026;")


@pytest.mark.parametrize(
    ("codec", "text", "new"),
    [
        ("utf-8-sig", "Name,Note\r\nŁucja,x\r\n", "żółw"),
        ("utf-16", "Name\tNote\r\nŁucja\tx\r\n", "żółw"),
        ("cp932", "氏名,メモ\r\n佐藤,x\r\n田中 由紀,あいうえお\r\n", "ありがとう"),
        ("cp1252", "Name,Note\rJürgen,x\rZoë,y\r", "Grüße"),
    ],
)
def test_a_file_is_written_back_in_its_own_encoding(
    tmp_path: Path, codec: str, text: str, new: str
) -> None:
    tracker = contacts(tmp_path, text.encode(codec))
    tracker.apply(change(tracker, 2, 1, new))
    assert (tmp_path / "contacts.csv").read_bytes() == text.replace("x", new).encode(codec)


def test_dashes_and_quotes_the_encoding_lacks_are_written_plainly(tmp_path: Path) -> None:
    data = "氏名,メモ\r\n佐藤,x\r\n田中 由紀,あいうえお\r\n".encode("cp932")
    tracker = contacts(tmp_path, data)
    tracker.apply(change(tracker, 2, 1, "thanks \u2013 it\u2019s \u00abfine\u00bb"))
    written = (tmp_path / "contacts.csv").read_bytes().decode("cp932")
    assert written.splitlines()[1] == '佐藤,"thanks - it\'s ""fine"""'


def test_text_that_the_encoding_cannot_hold_is_refused_by_cell(tmp_path: Path) -> None:
    data = "Name,Note\nJürgen Groß,x\nZoë,y\n".encode("cp1252")
    tracker = contacts(tmp_path, data)
    with pytest.raises(FollowupError, match=r"contacts!B2 \('氏'\): .* CSV UTF-8"):
        tracker.apply(change(tracker, 2, 1, "Dear 氏"))
    assert (tmp_path / "contacts.csv").read_bytes() == data


@given(st.text("=+-@\t '\"|!Aé＝", min_size=1, max_size=8))
@example('=HYPERLINK("x","y")')
@example(" =1+1")
def test_no_text_becomes_a_formula_and_all_of_it_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.mktemp("formula")
    tracker = contacts(folder, b"Name,Note\nAna,x\n")
    tracker.apply(change(tracker, 2, 1, text))
    with (folder / "contacts.csv").open(encoding="utf-8", newline="") as file:
        held = list(csv.reader(file))[1][1]
    assert not held.strip().startswith(tuple("=+-@＝"))
    assert not held.startswith("\t")
    assert tracker.read().sheets[0].rows[1].cells[1] == text


def test_a_link_becomes_its_address_and_once_written_changes_nothing(tmp_path: Path) -> None:
    tracker = contacts(tmp_path, b"Name,Note\nAna,\n")
    link = Link("Write to Ana", "mailto:ana@example.com?subject=Hi%2C%20Ana")
    assert tracker.apply(change(tracker, 2, 1, link)).changed == 1
    after = (tmp_path / "contacts.csv").stat()
    assert tracker.read().sheets[0].rows[1].cells[1] == link.url
    assert tracker.apply(change(tracker, 2, 1, link)).changed == 0
    assert (tmp_path / "contacts.csv").stat().st_mtime_ns == after.st_mtime_ns


def test_the_first_letters_beyond_ascii_are_announced(tmp_path: Path) -> None:
    tracker = contacts(tmp_path, b"Name,Note\nAna,x\n")
    assert tracker.apply(change(tracker, 2, 1, "plain")).remarks == ()
    assert "From Text/CSV" in tracker.apply(change(tracker, 2, 1, "é")).remarks[0]
    assert tracker.apply(change(tracker, 2, 1, "è")).remarks == ()


def test_a_copy_is_written_and_the_tracker_left(tmp_path: Path) -> None:
    contacts(tmp_path, b"Name,Note\nAna,x\n")
    tracker = TextTracker(tmp_path / "contacts.csv", output=tmp_path / "drafted.csv")
    tracker.apply(change(tracker, 2, 1, "y"))
    assert (tmp_path / "contacts.csv").read_bytes() == b"Name,Note\nAna,x\n"
    assert (tmp_path / "drafted.csv").read_bytes() == b"Name,Note\nAna,y\n"


def test_a_copy_must_be_of_the_same_kind(tmp_path: Path) -> None:
    contacts(tmp_path, b"Name\nAna\n")
    tracker = TextTracker(tmp_path / "contacts.csv", output=tmp_path / "drafted.xlsx")
    with pytest.raises(FollowupError, match=r"must end in \.csv"):
        tracker.apply(change(tracker, 2, 0, "y"))


def test_a_tab_separated_file_with_one_column_gets_tabs(tmp_path: Path) -> None:
    tracker = contacts(tmp_path, b"Name\nAna\n", "people.tsv")
    tracker.apply(change(tracker, 2, 1, "x"))
    assert (tmp_path / "people.tsv").read_bytes() == b"Name\nAna\tx\n"


def test_a_column_where_something_stands_is_refused_by_name(tmp_path: Path) -> None:
    tracker = contacts(tmp_path, b"Name,Note\nAna,x\n")
    book = tracker.read()
    plan = Plan("contacts", 1, book.revision, (NewColumn(1, "Draft due"),))
    with pytest.raises(FollowupError, match=r"contacts!B1: no room for the column Draft due"):
        tracker.apply(plan)


def test_a_row_that_is_another_persons_is_refused_by_name(tmp_path: Path) -> None:
    tracker = contacts(tmp_path, b"Name,Note\nAna,x\n")
    book = tracker.read()
    changes = (CellChange(2, 1, "x", "y", "test"),)
    plan = Plan("contacts", 1, book.revision, (), changes, {2: {0: "Kofi"}})
    with pytest.raises(BusyError, match="contacts!2 is another person's row"):
        tracker.apply(plan)


LONGER = [b"Ana", b'""', b"\r\n", b"=1", "é氏".encode(), "氏名".encode("cp932"), b"sep=;"]
PIECES = st.sampled_from([*LONGER, *(bytes([n]) for n in b"a,;\t\"\r\n '\xe9\xff\0")])


@given(st.lists(PIECES, max_size=40).map(b"".join), st.data())
def test_whatever_the_file_holds_one_cell_changes_or_nothing_does(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, draw: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("any")
    tracker = contacts(folder, data)
    try:
        rows = tracker.read().sheets[0].rows
    except FollowupError:
        return
    if not rows:
        return
    row, column = draw.draw(st.sampled_from(rows)).number, draw.draw(st.integers(0, 4))
    before = {(r.number, i): v for r in rows for i, v in enumerate(r.cells) if v is not None}
    try:
        tracker.apply(change(tracker, row, column, "new; text"))
    except FollowupError:
        assert (folder / "contacts.csv").read_bytes() == data
    else:
        after = tracker.read().sheets[0].rows
        found = {(r.number, i): v for r in after for i, v in enumerate(r.cells) if v is not None}
        assert found == before | {(row, column): "new; text"}


@pytest.mark.parametrize("data", [b"PK\x03\x04zip", b"a,b\n\0\1\2\0\0\3"])
def test_what_is_no_text_is_refused_by_name(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(FollowupError, match=r"^contacts\.csv is "):
        contacts(tmp_path, data).read()


@pytest.mark.parametrize("name", ["a.csv", "a.TSV", "a.txt"])
def test_a_text_table_is_opened_by_its_ending(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes("Name\tNote\nŁucja\tx\n".encode("utf-16"))
    opened = open_tracker(str(tmp_path / name), output=str(tmp_path / "b.csv"))
    assert opened.read().sheets[0].rows[1].cells == ("Łucja", "x")


def test_an_empty_file_is_a_tracker_without_rows(tmp_path: Path) -> None:
    book = contacts(tmp_path, b"").read()
    assert [(sheet.title, sheet.rows) for sheet in book.sheets] == [("contacts", ())]
