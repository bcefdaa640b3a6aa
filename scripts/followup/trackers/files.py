"""Writing a person's file so that it is always the old one or the new one, whole.

A write happens under a lock, into a new file in the same folder, which is flushed to the disk,
verified and then renamed over the old one. Before that a copy of the old one goes into the state
folder, and a line in a journal there says what became of it, so that it can be brought back.
"""

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from followup.errors import BusyError, FollowupError
from followup.model.records import dataclass
from followup.trackers import locks
from followup.trackers.ownership import take_after

Write = Callable[[BinaryIO], None]
Verify = Callable[[Path], None]

_CHUNK = 1 << 20
LOCK_SECONDS = 10.0
LONGEST_NAME = 255
"""Bytes of a file's name on Linux and a Mac; on Windows it is as many letters."""
ON_WINDOWS = os.name == "nt"


@dataclass(frozen=True, slots=True)
class Identity:
    """Which file it was: its content's hash, and what changes when somebody saves it."""

    digest: str
    size: int
    changed_ns: int
    inode: int

    def same_file(self, path: Path) -> bool:
        """Whether the file still is the one that was hashed, by its size, time and number."""
        try:
            now = path.stat()
        except OSError:
            return False
        return (now.st_size, now.st_mtime_ns, now.st_ino) == (
            self.size,
            self.changed_ns,
            self.inode,
        )


def real_path(path: Path, name: str) -> Path:
    """The file behind symbolic links. Raises FollowupError where there is no such file."""
    try:
        found = path.resolve(strict=True)
        mode = found.stat().st_mode
    except FileNotFoundError:
        raise FollowupError(f"{name}: there is no such file") from None
    except (OSError, RuntimeError) as error:
        raise FollowupError(f"{name}: {reason(error)}") from None
    if stat.S_ISDIR(mode):
        raise FollowupError(f"{name} is a folder; name the tracker file in it")
    if not stat.S_ISREG(mode):
        raise FollowupError(f"{name} is no ordinary file")
    return found


def reason(error: BaseException) -> str:
    """What the operating system says, in its words without the path."""
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def written_path(path: Path, output: Path | None) -> Path:
    """Where a plan is written: into the tracker at `path`, or into the copy at `output`.

    Raises FollowupError for a copy of another kind, or in a folder that is not there.
    """
    if output is None:
        return path
    target = output.resolve()
    if target.suffix.lower() != path.suffix.lower():
        raise FollowupError(f"{output} must end in {path.suffix}, as the tracker does")
    if not target.parent.is_dir():
        raise FollowupError(f"{output}: there is no folder {target.parent.name!r}")
    return target


def identify(path: Path) -> Identity:
    """The file's identity. Raises OSError where it cannot be read."""
    with path.open("rb") as file:
        status = os.fstat(file.fileno())
        digest = hashlib.file_digest(file, "blake2b").hexdigest()[:32]
    return Identity(digest, status.st_size, status.st_mtime_ns, status.st_ino)


@contextmanager
def locked(path: Path, name: str) -> Iterator[None]:
    """Hold the lock beside the file. Raises BusyError where another run holds it too long."""
    lock_path = beside(path, "lock")
    try:
        lock = locks.take(lock_path, LOCK_SECONDS)
    except OSError as error:
        raise _not_locked(lock_path, name, error) from None
    if lock is None:
        raise BusyError(f"{name} is being written by another followup; try again later")
    try:
        yield
    finally:
        if not ON_WINDOWS:
            lock_path.unlink(missing_ok=True)
        locks.let_go(lock)


def _not_locked(lock_path: Path, name: str, error: OSError) -> FollowupError:
    why = reason(error)
    if not lock_path.exists():
        return FollowupError(f"{name}: its folder cannot be written to ({why})")
    return FollowupError(
        f"{name}: the file {lock_path.name} beside it cannot be opened ({why}); delete it if it"
        " was left behind by a run from another account"
    )


def beside(path: Path, kind: str) -> Path:
    """The name of a file of ours beside the tracker, hidden and no longer than names may be."""
    named = path.with_name(f".{path.name}.followup-{kind}")
    if len(os.fsencode(named.name)) <= LONGEST_NAME:
        return named
    return path.with_name(f".{_hashed(path.name)}.followup-{kind}")


def _hashed(name: str) -> str:
    return hashlib.blake2b(os.fsencode(name), digest_size=16).hexdigest()


def shortened(stem: str, rest: str) -> str:
    """`stem` with its end cut off where it would not make a file's name with `rest` behind it."""
    while len(os.fsencode(stem + rest)) > LONGEST_NAME:
        stem = stem[:-1]
    return stem + rest


@contextmanager
def only_one(path: Path, busy: str) -> Iterator[None]:
    """Hold a lock that no second process gets. Raises BusyError saying `busy` where one has it."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = locks.take(path, 0)
    except OSError as error:
        raise FollowupError(f"{path}: cannot be locked ({reason(error)})") from None
    if lock is None:
        raise BusyError(busy)
    try:
        yield
    finally:
        locks.let_go(lock)


def write_text(path: Path, text: str) -> None:
    """Put a text file there, whole or not at all; one that stands there is replaced.

    Raises FollowupError where that cannot be done.
    """
    if not path.parent.is_dir():
        raise FollowupError(f"{path}: there is no folder {path.parent.name!r}")
    try:
        identity = identify(path) if path.exists() else None
    except OSError as error:
        raise FollowupError(f"{path}: {reason(error)}") from None
    content = text.encode("utf-8", "replace")
    path = path.resolve()
    replace(path, str(path), _writer(content), lambda _: None, identity)


def _writer(content: bytes) -> Write:
    def write(file: BinaryIO) -> None:
        file.write(content)

    return write


def refuse_unwritable(path: Path, name: str) -> None:
    """Raise FollowupError where the person has made the file read-only."""
    if not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK):
        raise FollowupError(f"{name} is read-only; make it writable, or give --output a new file")


def replace(path: Path, name: str, write: Write, verify: Verify, identity: Identity | None) -> None:
    """Put what `write` writes in the place of the file, whole or not at all.

    `verify` gets the new file's path and raises where it is not as it should be. `identity` is
    that of the file to be replaced, None for a file that does not exist yet: BusyError if it is
    another one by now or is open in another program.
    """
    from followup.trackers.owners import refuse_if_open

    temp = beside(path, "new")
    try:
        fill(temp, write)
        take_after(temp, path, name)
        verify(temp)
        _check_unchanged(path, name, identity)
        refuse_if_open(path, name)
        temp.replace(path)
    except OSError as error:
        raise _explained(error, name) from error
    finally:
        with suppress(OSError):
            temp.unlink(missing_ok=True)
    sync_folder(path.parent)


def fill(temp: Path, write: Write) -> None:
    """Make a file anew that holds what `write` writes, flushed to the disk; for its owner only."""
    temp.unlink(missing_ok=True)
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(temp, flags, 0o600), "w+b") as file:
        write(file)
        file.flush()
        os.fsync(file.fileno())


def _check_unchanged(path: Path, name: str, identity: Identity | None) -> None:
    if identity is None and path.exists():
        raise BusyError(f"{name} has appeared meanwhile; run the same command again")
    if identity is not None and not identity.same_file(path):
        raise BusyError(f"{name} was changed meanwhile; run the same command again")


def _explained(error: OSError, name: str) -> FollowupError:
    if isinstance(error, PermissionError) and ON_WINDOWS:
        return BusyError(f"{name} is open in another program; close it there and run again")
    if error.errno in {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}:
        return FollowupError(f"{name} is unchanged: the disk is full; make room and run again")
    return FollowupError(f"{name} is unchanged: it could not be written ({reason(error)})")


def sync_folder(folder: Path) -> None:
    """Flush a folder's entries to the disk, where the system can."""
    if ON_WINDOWS:
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def copy_to(source: Path) -> Write:
    """A `write` that copies a file."""

    def write(target: BinaryIO) -> None:
        with source.open("rb") as file:
            while chunk := file.read(_CHUNK):
                target.write(chunk)

    return write
