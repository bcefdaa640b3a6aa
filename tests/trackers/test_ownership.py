"""A file keeps whose it is, who may use it and what it is called, when we write and undo."""

import errno
import os
import stat
import struct
from pathlib import Path
from typing import BinaryIO

import pytest
from followup.errors import BusyError, FollowupError
from followup.model import CellChange, Plan
from followup.trackers import files
from followup.trackers.journal import Journal
from followup.trackers.text import TextTracker
from followup.trackers.undo import take_back, write_file

OLD, NEW, THEIRS = b"old", b"new", b"a person's work since"
as_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs a root account"
)


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLLOWUP_STATE_DIR", str(tmp_path / "state"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    file = folder / "mine.xlsx"
    file.write_bytes(OLD)
    return file


def put(path: Path) -> None:
    def write(target: BinaryIO) -> None:
        target.write(NEW)

    with files.locked(path, path.name):
        write_file(path, path.name, write, lambda _: None, files.identify(path))


def beside(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.iterdir())


def fail(*_: object, **__: object) -> None:
    raise OSError(errno.EPERM, os.strerror(errno.EPERM))


@as_root
def test_owner_and_group_stay(path: Path) -> None:
    os.chown(path, 1234, 2345)
    path.chmod(0o640)
    put(path)
    now = path.stat()
    assert (now.st_uid, now.st_gid, stat.S_IMODE(now.st_mode)) == (1234, 2345, 0o640)


@as_root
def test_a_file_that_would_change_hands_is_left_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.chown(path, 1234, 2345)
    monkeypatch.setattr(os, "chown", fail)
    with pytest.raises(FollowupError, match=r"mine.xlsx is unchanged: it belongs to another"):
        put(path)
    assert (path.read_bytes(), path.stat().st_uid) == (OLD, 1234)
    assert beside(path) == ["mine.xlsx"]


@as_root
def test_the_group_stays_where_only_that_can_be_given(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chown = os.chown
    os.chown(path, 0, 2345)
    monkeypatch.setattr(os, "chown", lambda *to: fail() if to[1] != -1 else chown(*to))
    put(path)
    assert (path.read_bytes(), path.stat().st_gid) == (NEW, 2345)


def test_nobody_gains_access_by_what_the_folder_hands_down(path: Path) -> None:
    everybody = 0xFFFFFFFF
    entries = [(1, 6, everybody), (2, 6, 4321), (4, 6, everybody), (16, 6, everybody)]
    granted = struct.pack("<I", 2) + b"".join(
        struct.pack("<HHI", *one) for one in [*entries, (32, 0, everybody)]
    )
    try:
        os.setxattr(path.parent, "system.posix_acl_default", granted)
    except (OSError, AttributeError):
        pytest.skip("needs access control lists")
    path.chmod(0o640)
    put(path)
    assert "system.posix_acl_access" not in os.listxattr(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize("length", [240, 250])
@pytest.mark.parametrize("letter", ["n", "é"])
def test_names_as_long_as_they_may_be(path: Path, length: int, letter: str) -> None:
    stem = letter * (length // len(letter.encode()))
    path = path.rename(path.with_name(f"{stem}.xlsx"))
    put(path)
    assert (path.read_bytes(), beside(path)) == (NEW, [path.name])
    path.write_bytes(THEIRS)
    take_back(path, path.name, force=True)
    assert path.read_bytes() == OLD
    (kept,) = (one for one in path.parent.iterdir() if one != path)
    assert kept.read_bytes() == THEIRS and kept.name.endswith(" (before undo).xlsx")


def test_a_lock_that_another_account_left_is_named(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.with_name(".mine.xlsx.followup-lock").touch()
    monkeypatch.setattr(os, "open", fail)
    with pytest.raises(FollowupError, match=r"\.mine\.xlsx\.followup-lock .*delete it"):
        put(path)


def test_a_second_name_is_spoken_of(tmp_path: Path) -> None:
    path, other = tmp_path / "mine.csv", tmp_path / "other.csv"
    path.write_text("Name,Notes\nAna,\n")
    other.hardlink_to(path)
    tracker = TextTracker(path, name="mine.csv")
    change = CellChange(2, 1, None, "x", "test")
    receipt = tracker.apply(Plan("mine", 1, tracker.read().revision, (), (change,)))
    assert "mine.csv had a second name (a hard link)" in receipt.remarks[-1]
    assert (path.read_text(), other.read_text()) == ("Name,Notes\nAna,x\n", "Name,Notes\nAna,\n")


def test_what_undo_keeps_beside_is_for_the_same_people(path: Path) -> None:
    path.chmod(0o600)
    put(path)
    path.write_bytes(THEIRS)
    take_back(path, path.name, force=True)
    kept = path.with_name("mine (before undo).xlsx")
    assert (kept.read_bytes(), stat.S_IMODE(kept.stat().st_mode)) == (THEIRS, 0o600)
    assert (path.read_bytes(), path.stat().st_nlink, kept.stat().st_nlink) == (OLD, 1, 1)


def test_undo_keeps_it_where_files_have_one_name_only(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "hardlink_to", fail)
    path.chmod(0o640)
    put(path)
    path.write_bytes(THEIRS)
    take_back(path, path.name, force=True)
    kept = path.with_name("mine (before undo).xlsx")
    assert (kept.read_bytes(), stat.S_IMODE(kept.stat().st_mode)) == (THEIRS, 0o640)
    assert beside(path) == [kept.name, path.name]


def test_a_forced_undo_that_was_killed_is_taken_up_again(path: Path) -> None:
    put(path)
    path.write_bytes(THEIRS)
    path.with_name("mine (before undo).xlsx").hardlink_to(path)
    take_back(path, path.name, force=True)
    assert beside(path) == ["mine (before undo).xlsx", "mine.xlsx"]


def test_an_undo_that_fails_leaves_nothing_beside(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(path)
    path.write_bytes(THEIRS)
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fail)
        with pytest.raises(FollowupError, match="could not be written"):
            take_back(path, path.name, force=True)
    assert (path.read_bytes(), beside(path)) == (THEIRS, ["mine.xlsx"])


def test_an_undo_whose_journal_cannot_be_written_is_done_all_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(path)
    path.write_bytes(THEIRS)
    with monkeypatch.context() as patched:
        patched.setattr(Journal, "_store", fail)
        take_back(path, path.name, force=True)
    assert path.read_bytes() == OLD
    assert path.with_name("mine (before undo).xlsx").read_bytes() == THEIRS
    with pytest.raises(FollowupError, match="nothing to take back"):
        take_back(path, path.name, force=False)


def test_undo_leaves_a_read_only_file_alone(path: Path) -> None:
    put(path)
    path.chmod(0o444)
    with pytest.raises(FollowupError, match="is read-only"):
        take_back(path, path.name, force=False)
    assert path.read_bytes() == NEW


def test_undo_respects_owner_files(path: Path) -> None:
    put(path)
    path.with_name("~$mine.xlsx").write_bytes(b"\x03Ana")
    with pytest.raises(BusyError, match="open in Excel by Ana"):
        take_back(path, path.name, force=True)
    assert path.read_bytes() == NEW
