"""Whose a file is and who may use it, carried over to the version that takes its place."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from followup.errors import FollowupError


def take_after(new: Path, old: Path, name: str) -> None:
    """Give the new file the mode, owner, access list and extended attributes of the old one.

    Where there is no old one, those of any new file. Raises FollowupError where the owner would
    become another, who might then be shut out of their own tracker.
    """
    if not old.exists():
        new.chmod(0o666 & ~_umask())
        return
    was = old.stat()
    _give(new, was)
    if new.stat().st_uid != was.st_uid:
        raise FollowupError(
            f"{name} is unchanged: it belongs to another account, and its new version would not;"
            " run followup from that account, or give --output a new file"
        )
    with suppress(OSError, AttributeError):
        for key in set(os.listxattr(new)) - set(os.listxattr(old)):  # what the folder hands down
            os.removexattr(new, key)
    new.chmod(stat.S_IMODE(was.st_mode))
    with suppress(OSError, AttributeError):
        for key in os.listxattr(old):
            with suppress(OSError):
                os.setxattr(new, key, os.getxattr(old, key))


def _give(new: Path, was: os.stat_result) -> None:
    """Owner and group; at least the group, where only that can be given."""
    if hasattr(os, "chown"):
        for owner in (was.st_uid, -1):
            with suppress(OSError):
                os.chown(new, owner, was.st_gid)
                return


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def other_names(path: Path, name: str) -> tuple[str, ...]:
    """What to say of a file with further names: those keep the old version when it is replaced."""
    if not path.exists() or path.stat().st_nlink < 2:
        return ()
    return (f"{name} had a second name (a hard link), which keeps the version from before.",)
