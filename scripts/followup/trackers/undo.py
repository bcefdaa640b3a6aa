"""A write that can be taken back: copy, journal, swap; and the taking back."""

from contextlib import suppress
from pathlib import Path

from followup.errors import BusyError, FollowupError
from followup.model import Receipt
from followup.trackers import files
from followup.trackers.journal import Entry, Journal
from followup.trackers.owners import refuse_if_open
from followup.trackers.ownership import take_after


def write_file(
    path: Path,
    name: str,
    write: files.Write,
    verify: files.Verify,
    identity: files.Identity | None,
) -> Path | None:
    """Replace the file under its lock, held by the caller; gives where the copy from before lies.

    `identity` is that of the file that is replaced, None where there is none (and no copy). Raises
    what `files.replace` raises.
    """
    if identity is None:
        files.replace(path, name, write, verify, None)
        return None
    files.refuse_unwritable(path, name)
    journal = Journal(path)
    copy = journal.keep(identity)

    def verify_and_record(temp: Path) -> None:
        verify(temp)
        after = files.identify(temp).digest
        journal.record(Entry(identity.digest, after, copy.name))

    files.replace(path, name, write, verify_and_record, identity)
    return copy


def take_back(path: Path, name: str, *, force: bool) -> Receipt:
    """Bring back the bytes from before the last write.

    Raises FollowupError where there is nothing to take back, BusyError where the file was changed
    after that write; with `force` that version is kept beside it, and a remark says where.
    """
    with files.locked(path, name):
        refuse_if_open(path, name)
        journal, identity = Journal(path), files.identify(path)
        entry = _last_write(journal, identity.digest)
        if entry is None or not journal.backup(entry).is_file():
            raise FollowupError(f"nothing to take back in {name}")
        files.refuse_unwritable(path, name)
        kept: Path | None = None
        if entry.after != identity.digest:
            if not force:
                raise BusyError(
                    f"{name} was changed after the last run; --force takes the run back anyway"
                    " and keeps your version beside it"
                )
            kept = _kept_beside(path, name)
        try:
            _restore(path, name, journal, entry, identity)
        finally:
            if kept and identity.same_file(path):
                kept.unlink()
        return Receipt(0, None, (f"Your version is kept as {kept.name}.",) if kept else ())


def _last_write(journal: Journal, digest: str) -> Entry | None:
    """The newest write that came about and was not taken back yet."""
    for entry in reversed(journal.entries()):
        if entry.before != digest:
            return entry
    return None


def _restore(
    path: Path, name: str, journal: Journal, entry: Entry, identity: files.Identity
) -> None:
    backup = journal.backup(entry)

    def verify(temp: Path) -> None:
        if files.identify(temp).digest != entry.before:
            raise FollowupError(f"{name} is unchanged: the copy from before the run is damaged")

    files.replace(path, name, files.copy_to(backup), verify, identity)
    with suppress(OSError):  # remembered, it does no harm: it begins with what now is there
        journal.forget(entry)


def _kept_beside(path: Path, name: str) -> Path:
    """The file under a second name that is not taken, which it keeps when it is replaced."""
    number = 1
    while True:
        again = "" if number == 1 else f" {number}"
        kept = path.with_name(files.shortened(path.stem, f" (before undo{again}){path.suffix}"))
        try:
            kept.hardlink_to(path)
        except FileExistsError:
            if kept.samefile(path):  # an undo that was killed had got so far
                return kept
            number += 1
            continue
        except OSError:
            _copied(path, kept, name)
        return kept


def _copied(path: Path, kept: Path, name: str) -> None:
    """A copy instead, where the file system knows no second names."""
    temp = files.beside(path, "new")
    try:
        files.fill(temp, files.copy_to(path))
        take_after(temp, path, name)
        temp.rename(kept)
    finally:
        temp.unlink(missing_ok=True)
