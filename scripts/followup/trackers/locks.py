"""A lock on a file, which the system lets go of when its process ends, however it ends."""

import errno
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

_PAUSE = 0.05
_TAKEN = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}

if sys.platform == "win32":
    import msvcrt

    def _try(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _let_go(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _try(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _let_go(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


def take(path: Path, seconds: float) -> int | None:
    """The handle of the lock on the file at `path`, which is made if it is not there.

    Waits up to `seconds` for whoever has it; None if they keep it longer. Raises OSError where
    the file cannot be made or locked.
    """
    until = time.monotonic() + seconds
    while (handle := _taken(path)) is None and time.monotonic() < until:
        time.sleep(_PAUSE)
    return handle


def let_go(handle: int) -> None:
    """Give a lock back; closing does it as well, should the system refuse to let go."""
    with suppress(OSError):
        _let_go(handle)
    with suppress(OSError):
        os.close(handle)


def _taken(path: Path) -> int | None:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
    try:
        _try(handle)
        if os.fstat(handle).st_nlink:
            return handle
    except OSError as error:
        if error.errno not in _TAKEN:
            os.close(handle)
            raise
    os.close(handle)  # another has it, or deleted it before it let go
    return None
