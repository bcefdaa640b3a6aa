"""A lock is one process's until it lets go or ends."""

import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from followup.trackers import locks

HOLD = """
import sys, time
from pathlib import Path
from followup.trackers import locks
assert locks.take(Path(sys.argv[1]), 0) is not None
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.lock"


def test_nobody_gets_a_lock_that_is_held(path: Path) -> None:
    held = locks.take(path, 0)
    assert held is not None
    assert locks.take(path, 0) is None
    locks.let_go(held)
    again = locks.take(path, 0)
    assert again is not None
    locks.let_go(again)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_killed_process_leaves_no_lock_behind(path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        assert locks.take(path, 0) is None
        other.send_signal(signal.SIGKILL)
    held = locks.take(path, 1)
    assert held is not None
    locks.let_go(held)


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be deleted there")
def test_who_waited_for_a_deleted_lock_file_takes_the_new_one(path: Path) -> None:
    first = locks.take(path, 0)
    assert first is not None
    found: list[int | None] = []
    waiter = threading.Thread(target=lambda: found.append(locks.take(path, 10)))
    waiter.start()
    path.unlink()
    locks.let_go(first)
    waiter.join()
    (second,) = found
    assert second is not None
    assert locks.take(path, 0) is None, "the lock that was taken guards the name"
    locks.let_go(second)


def test_a_lock_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        locks.take(tmp_path / "nowhere" / "a.lock", 0)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_in_the_place_of_the_lock_is_not_followed(path: Path) -> None:
    target = path.with_name("target")
    path.symlink_to(target)
    with pytest.raises(OSError, match=r"a\.lock"):
        locks.take(path, 0)
    assert not target.exists()


def test_a_lock_that_the_system_keeps_is_let_go_with_its_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError("Input/output error")

    held = locks.take(path, 0)
    assert held is not None
    with monkeypatch.context() as patched:
        patched.setattr(locks, "_let_go", fail)
        locks.let_go(held)
    again = locks.take(path, 0)
    assert again is not None
    locks.let_go(again)
