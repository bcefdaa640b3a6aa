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

Write = Callable[[BinaryIO], None]
Verify = Callable[[Path], None]

_CHUNK = 1 << 20
LOCK_SECONDS = 10.0
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
    lock_path = path.with_name(f".{path.name}.followup-lock")
    try:
        lock = locks.take(lock_path, LOCK_SECONDS)
    except OSError as error:
        raise FollowupError(f"{name}: its folder cannot be written to ({reason(error)})") from None
    if lock is None:
        raise BusyError(f"{name} is being written by another followup; try again later")
    try:
        yield
    finally:
        if not ON_WINDOWS:
            lock_path.unlink(missing_ok=True)
        locks.let_go(lock)


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

    temp = path.with_name(f".{path.name}.followup-new")
    try:
        _fill(temp, write)
        _take_after(temp, path)
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


def _fill(temp: Path, write: Write) -> None:
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


def _take_after(temp: Path, path: Path) -> None:
    """Give the new file the mode, owner and extended attributes of the old one."""
    if not path.exists():
        temp.chmod(0o666 & ~_umask())
        return
    old = path.stat()
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(temp, old.st_uid, old.st_gid)
    temp.chmod(stat.S_IMODE(old.st_mode))
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for key in os.listxattr(path):
                with suppress(OSError):
                    os.setxattr(temp, key, os.getxattr(path, key))


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


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
