"""A person's file is always the old one or the new one, whole; and what was can be brought back."""

import errno
import json
import os
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import platformdirs
import pytest
from followup.errors import BusyError, FollowupError
from followup.folders import config_folder, state_folder
from followup.trackers import files, owners
from followup.trackers.journal import KEPT, Journal
from followup.trackers.undo import take_back, write_file

OLD, NEW = b"the old content", b"the new content, which is longer"


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOLLOWUP_STATE_DIR", str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    file = folder / "mine.xlsx"
    file.write_bytes(OLD)
    return file


def writing(content: bytes) -> files.Write:
    def write(target: BinaryIO) -> None:
        target.write(content)

    return write


def accept(_: Path) -> None:
    pass


def put(path: Path, content: bytes = NEW, verify: files.Verify = accept) -> Path | None:
    with files.locked(path, path.name):
        return write_file(path, path.name, writing(content), verify, files.identify(path))


def beside(path: Path) -> list[str]:
    return sorted(one.name for one in path.parent.iterdir())


def test_a_write_leaves_the_new_file_a_copy_of_the_old_and_nothing_else(path: Path) -> None:
    backup = put(path)
    assert path.read_bytes() == NEW
    assert backup is not None and backup.read_bytes() == OLD
    assert beside(path) == ["mine.xlsx"]


def test_copies_are_for_their_owner_only(path: Path) -> None:
    backup = put(path)
    assert backup is not None
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert stat.S_IMODE(backup.parent.stat().st_mode) == 0o700


def test_mode_and_extended_attributes_stay(path: Path) -> None:
    path.chmod(0o640)
    marked = _mark(path)
    put(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    if marked:
        assert os.getxattr(path, "user.followup.test") == b"kept"


def _mark(path: Path) -> bool:
    try:
        os.setxattr(path, "user.followup.test", b"kept")
    except (OSError, AttributeError):
        return False
    return True


def test_a_link_stays_a_link_and_its_target_is_written(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.xlsx"
    link.symlink_to(path)
    real = files.real_path(link, "link.xlsx")
    put(real)
    assert link.is_symlink() and link.read_bytes() == NEW and real == path


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda _: None, "there is no such file"),
        (Path.mkdir, "is a folder"),
        (os.mkfifo, "is no ordinary file"),
        (lambda path: path.symlink_to(path), r"mine.xlsx"),
    ],
)
def test_what_is_no_file_is_said(path: Path, make: Callable[[Path], None], why: str) -> None:
    path.unlink()
    make(path)
    with pytest.raises(FollowupError, match=why):
        files.real_path(path, "mine.xlsx")


def test_a_read_only_file_is_left_alone(path: Path) -> None:
    path.chmod(0o444)
    with pytest.raises(FollowupError, match=r"mine.xlsx is read-only"):
        put(path)
    assert path.read_bytes() == OLD


def test_a_change_since_it_was_read_is_noticed_before_the_swap(path: Path) -> None:
    def meddle(_: Path) -> None:
        path.write_bytes(b"saved by a person")

    with pytest.raises(BusyError, match="changed meanwhile"):
        put(path, verify=meddle)
    assert path.read_bytes() == b"saved by a person"
    assert beside(path) == ["mine.xlsx"]


def test_a_file_that_appears_meanwhile_is_not_replaced(path: Path) -> None:
    with pytest.raises(BusyError, match="has appeared meanwhile"):
        write_file(path, path.name, writing(NEW), accept, None)
    assert path.read_bytes() == OLD


def test_a_new_file_that_is_not_as_meant_never_takes_the_place(path: Path) -> None:
    def doubt(_: Path) -> None:
        raise FollowupError("not as meant")

    with pytest.raises(FollowupError, match="not as meant"):
        put(path, verify=doubt)
    assert path.read_bytes() == OLD
    assert beside(path) == ["mine.xlsx"]


@pytest.mark.parametrize("name", ["fsync", "open"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_disk_that_fails_leaves_the_old_file(
    path: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: int
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patched:
        patched.setattr(os, name, fail)
        with pytest.raises(FollowupError, match=r"mine.xlsx") as caught:
            write_file(path, path.name, writing(NEW), accept, files.identify(path))
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == OLD
    assert beside(path) == ["mine.xlsx"]


def test_a_swap_the_system_refuses_is_no_reason_to_write_in_place(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Path) -> None:
        raise PermissionError(errno.EACCES, "in use")

    identity = files.identify(path)
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(FollowupError, match="could not be written"):
        files.replace(path, path.name, writing(NEW), accept, identity)
    monkeypatch.setattr(files, "ON_WINDOWS", True)
    with pytest.raises(BusyError, match="open in another program; close it"):
        files.replace(path, path.name, writing(NEW), accept, identity)
    assert path.read_bytes() == OLD


def test_two_writers_do_not_meet(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LOCK_SECONDS", 0)
    with (
        files.locked(path, "mine.xlsx"),
        pytest.raises(BusyError, match="another followup"),
        files.locked(path, "mine.xlsx"),
    ):
        pass
    assert beside(path) == ["mine.xlsx"]


EXCEL = bytes([4]) + b"Jane".ljust(54) + b"\x04\x00" + ("Jane".ljust(54)).encode("utf-16-le")


def test_excels_owner_file_is_respected(path: Path) -> None:
    path.with_name("~$mine.xlsx").write_bytes(EXCEL)
    with pytest.raises(BusyError, match=r"open in Excel by Jane since 20.* delete ~\$mine.xlsx"):
        put(path)
    assert path.read_bytes() == OLD


def libreoffice(path: Path, host: str) -> None:
    text = f"Jane Q. Doe,jane,{host},21.11.2026 14:02,file:///profile;"
    path.with_name(".~lock.mine.xlsx#").write_text(text, encoding="utf-8")


def test_libreoffices_owner_file_is_respected(path: Path) -> None:
    libreoffice(path, "another-machine.example.org")
    with pytest.raises(BusyError, match=r"open in LibreOffice by Jane Q. Doe"):
        put(path)


def test_one_left_by_a_crash_on_this_machine_is_not(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    libreoffice(path, socket.gethostname())
    monkeypatch.setattr(owners, "running_programs", lambda: ["bash", "soffice.bin"])
    with pytest.raises(BusyError, match="LibreOffice"):
        put(path)
    monkeypatch.setattr(owners, "running_programs", lambda: ["bash"])
    put(path)
    assert path.read_bytes() == NEW


@pytest.mark.parametrize("content", [b"", b"\xff" * 200, b"\x00" * 165, b","])
def test_owner_files_may_hold_anything(path: Path, content: bytes) -> None:
    for name in ("~$mine.xlsx", ".~lock.mine.xlsx#"):
        path.with_name(name).write_bytes(content)
    with pytest.raises(BusyError):
        put(path)


def test_ten_copies_are_kept(path: Path) -> None:
    backups = [put(path, f"content {number}".encode()) for number in range(KEPT + 3)]
    kept = sorted(one.name for one in Journal(path).folder.glob("*.xlsx"))
    assert kept == [one.name for one in backups[-KEPT:] if one]


def test_undo_goes_back_step_by_step_and_then_says_there_is_no_more(path: Path) -> None:
    put(path, b"one")
    put(path, b"two")
    for content in (b"one", OLD):
        take_back(path, path.name, force=False)
        assert path.read_bytes() == content
    with pytest.raises(FollowupError, match=r"nothing to take back in mine.xlsx"):
        take_back(path, path.name, force=False)


def test_undo_with_force_keeps_the_persons_version_beside(path: Path) -> None:
    put(path)
    path.write_bytes(b"a person's work")
    with pytest.raises(BusyError, match="--force"):
        take_back(path, path.name, force=False)
    receipt = take_back(path, path.name, force=True)
    assert path.read_bytes() == OLD
    assert path.with_name("mine (before undo).xlsx").read_bytes() == b"a person's work"
    assert "mine (before undo).xlsx" in receipt.remarks[0]


def test_undo_skips_a_write_that_was_killed_before_its_swap(path: Path) -> None:
    put(path, b"one")

    def killed(_: Path) -> None:
        raise KeyboardInterrupt

    identity = files.identify(path)
    journal = Journal(path)
    journal.record(journal.entries()[0].__class__(identity.digest, "never", "lost.xlsx"))
    with pytest.raises(KeyboardInterrupt):
        put(path, b"two", verify=killed)
    take_back(path, path.name, force=False)
    assert path.read_bytes() == OLD


def test_undo_refuses_a_copy_that_is_damaged(path: Path) -> None:
    backup = put(path)
    assert backup is not None
    backup.write_bytes(b"rotten")
    with pytest.raises(FollowupError, match="copy from before the run is damaged"):
        take_back(path, path.name, force=False)
    assert path.read_bytes() == NEW


@pytest.mark.parametrize("content", ["", "[]", "{", '{"writes": [{}]}', '{"writes": 3}'])
def test_a_journal_that_cannot_be_read_is_an_empty_one(path: Path, content: str) -> None:
    put(path)
    (Journal(path).folder / "undo.json").write_text(content, encoding="utf-8")
    with pytest.raises(FollowupError, match="nothing to take back"):
        take_back(path, path.name, force=False)
    put(path, b"again")
    assert len(json.loads((Journal(path).folder / "undo.json").read_text())["writes"]) == 1


def test_the_state_folder_is_the_systems_unless_one_is_named(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert state_folder() == state
    monkeypatch.delenv("FOLLOWUP_STATE_DIR")
    assert state_folder().name == "followup"


HOMES = (None, "/home/ana", "/", "ana", "")
XDG = (None, "/data", "/data/", "data", "", "~/data")


@pytest.mark.parametrize("home", HOMES)
@pytest.mark.parametrize("said", XDG)
def test_our_folders_are_where_platformdirs_puts_them(
    home: str | None, said: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FOLLOWUP_STATE_DIR")
    given = {"HOME": home, "XDG_STATE_HOME": said, "XDG_CONFIG_HOME": said}
    for name, value in given.items():
        if value is None:
            monkeypatch.delenv(name, raising=False)
        else:
            monkeypatch.setenv(name, value)
    assert state_folder() == platformdirs.user_state_path("followup", appauthor=False)
    assert config_folder() == platformdirs.user_config_path("followup", appauthor=False)


KILLED = """
import os, sys
from pathlib import Path
from followup.trackers import files, undo

path, stop = Path(sys.argv[1]), int(sys.argv[2])
calls = 0

def counted(name):
    real = getattr(os, name)
    def call(*args, **kwargs):
        global calls
        calls += 1
        if calls == stop:
            os._exit(9)
        return real(*args, **kwargs)
    setattr(os, name, call)

identity = files.identify(path)
for name in ("open", "fsync", "chmod", "chown", "unlink", "mkdir", "rename", "replace", "stat"):
    counted(name)
undo.write_file(path, path.name, lambda out: out.write(b"new"), lambda temp: None, identity)
print(calls)
"""


def test_killed_at_any_call_it_is_the_old_file_or_the_new_one(path: Path, tmp_path: Path) -> None:
    script = tmp_path / "killed.py"
    script.write_text(KILLED, encoding="utf-8")
    seen = set()
    for stop in range(1, 60):
        path.write_bytes(OLD)
        run = subprocess.run(
            [sys.executable, script, path, str(stop)], check=False, capture_output=True
        )
        seen.add(path.read_bytes())
        assert seen <= {OLD, b"new"}, stop
        if run.returncode == 0:
            break
        assert run.returncode == 9
    assert run.returncode == 0 and seen == {OLD, b"new"}
    put(path)
    assert path.read_bytes() == NEW
    assert beside(path) == ["mine.xlsx"]
