"""A tracker is opened by its path; what cannot be one is told what to do."""

from pathlib import Path

import pytest
from followup import trackers
from followup.errors import FollowupError
from followup.model import CellChange, Plan
from followup.trackers import is_address, open_tracker
from hypothesis import given
from hypothesis import strategies as st

from tests.trackers.workbooks import people


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLLOWUP_STATE_DIR", str(tmp_path / "state"))


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("old.xls", "save it as .xlsx"),
        ("mine.xlsb", "save it as .xlsx"),
        ("mine.ods", "save it as .xlsx"),
        ("mine.numbers", "export it as .xlsx"),
        ("mine.gsheet", "give its address"),
        ("mine.docx", "is no tracker followup can open"),
        ("mine", "is no tracker followup can open"),
    ],
)
def test_other_kinds_of_file_are_told_what_to_do(tmp_path: Path, name: str, why: str) -> None:
    (tmp_path / name).write_bytes(b"content")
    with pytest.raises(FollowupError, match=why) as caught:
        open_tracker(str(tmp_path / name))
    assert "\n" not in str(caught.value)


def test_folders_and_missing_files(tmp_path: Path) -> None:
    with pytest.raises(FollowupError, match="is a folder"):
        open_tracker(str(tmp_path))
    with pytest.raises(FollowupError, match="there is no such file"):
        open_tracker(str(tmp_path / "gone.xlsx"))


def test_messages_call_it_what_the_person_called_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine.xlsx").write_bytes(b"Name,Email")
    with pytest.raises(FollowupError, match=r"^mine\.xlsx is no complete zip file"):
        open_tracker("mine.xlsx").read()


CHANGE = CellChange(2, 3, "Likes tea & maps", "changed", "test")


def test_with_an_output_the_tracker_stays_and_a_copy_is_written(tmp_path: Path) -> None:
    path, copy = tmp_path / "mine.xlsx", tmp_path / "copy.xlsx"
    people(path)
    before = path.read_bytes()
    tracker = open_tracker(str(path), output=str(copy))
    receipt = tracker.apply(Plan("People", 1, tracker.read().revision, (), (CHANGE,)))
    assert path.read_bytes() == before
    assert open_tracker(str(copy)).read().sheets[0].rows[1].cells[3] == "changed"
    assert receipt.backup is None
    assert sorted(one.name for one in tmp_path.iterdir()) == ["copy.xlsx", "mine.xlsx"]


def test_an_output_that_was_there_is_kept_as_a_backup(tmp_path: Path) -> None:
    path, copy = tmp_path / "mine.xlsx", tmp_path / "copy.xlsx"
    people(path)
    copy.write_bytes(b"something else")
    tracker = open_tracker(str(path), output=str(copy))
    receipt = tracker.apply(Plan("People", 1, tracker.read().revision, (), (CHANGE,)))
    assert receipt.backup is not None and receipt.backup.read_bytes() == b"something else"


def test_with_nothing_to_write_the_output_is_the_same_workbook(tmp_path: Path) -> None:
    path, copy = tmp_path / "mine.xlsx", tmp_path / "copy.xlsx"
    people(path)
    tracker = open_tracker(str(path), output=str(copy))
    assert tracker.apply(Plan("People", 1, tracker.read().revision)).changed == 0
    assert copy.read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    ("output", "why"), [("copy.xlsm", "must end in .xlsx"), ("no/copy.xlsx", "there is no folder")]
)
def test_outputs_that_cannot_be(tmp_path: Path, output: str, why: str) -> None:
    path = tmp_path / "mine.xlsx"
    people(path)
    tracker = open_tracker(str(path), output=str(tmp_path / output))
    with pytest.raises(FollowupError, match=why):
        tracker.apply(Plan("People", 1, tracker.read().revision, (), (CHANGE,)))


def test_a_file_whose_name_looks_like_somebodys_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("~old.csv").write_text("Name\nAna\n")
    assert [row.cells for row in open_tracker("~old.csv").read().sheets[0].rows][1] == ("Ana",)
    with pytest.raises(FollowupError, match=r"~\$gone.xlsx: there is no such file"):
        open_tracker("~$gone.xlsx")


STARTS = (" ", "", "/", ".", "..", "\\", "https://", "HTTP://", "docs.google.com/", "a" * 39, "x-_")
PARTS = st.lists(
    st.sampled_from([*STARTS, "a", "1" * 20, "/edit", "?", "#", ".xlsx", "é"]), max_size=5
)


@given(PARTS.map("".join))
def test_what_is_seen_to_be_a_path_is_no_address_by_the_pattern_either(target: str) -> None:
    if trackers._GOOGLE.match(target):
        assert is_address(target) or Path(target).exists()
    else:
        assert not is_address(target)
