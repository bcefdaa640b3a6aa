"""Copies of what a tracker was before each write, and the journal that brings them back."""

import hashlib
import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from followup.errors import FollowupError
from followup.folders import state_folder
from followup.model.records import dataclass
from followup.trackers.files import Identity, copy_to, reason, shortened, sync_folder

KEPT = 10
"""Copies kept of each tracker."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One write: the file's hash before and after, and the name of the copy from before."""

    before: str
    after: str
    backup: str


class Journal:
    """The copies and the journal of one file, in a folder of their own in the state folder."""

    def __init__(self, path: Path) -> None:
        key = hashlib.blake2b(os.fsencode(path), digest_size=6).hexdigest()
        self.path = path
        self.folder = state_folder() / "backups" / shortened(f"{key}-{path.stem}", "")

    def entries(self) -> list[Entry]:
        """The writes, oldest first."""
        try:
            stored = json.loads((self.folder / "undo.json").read_text(encoding="utf-8"))
            return [Entry(**one) for one in stored["writes"]]
        except (OSError, ValueError, KeyError, TypeError):
            return []

    def backup(self, entry: Entry) -> Path:
        """Where the copy from before a write lies."""
        return self.folder / entry.backup

    def keep(self, identity: Identity) -> Path:
        """Copy the file as it is now. Raises FollowupError where that cannot be done."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            copy = self.folder / self._next_name(identity)
            _copied(self.path, copy)
        except OSError as error:
            raise FollowupError(
                f"{self.path.name} is unchanged: no copy of it could be kept in {self.folder}"
                f" ({reason(error)})"
            ) from error
        return copy

    def _next_name(self, identity: Identity) -> str:
        stamp = datetime.fromtimestamp(identity.changed_ns / 1e9, UTC)
        numbers = [int(copy.name[:6]) for copy in self._copies()]
        return f"{max(numbers, default=0) + 1:06d}-{stamp:%Y%m%dT%H%M%SZ}{self.path.suffix}"

    def _copies(self) -> list[Path]:
        """The copies, oldest first: six digits and a hyphen begin their names."""
        found: list[Path] = []
        with suppress(OSError):
            found = [one for one in self.folder.iterdir() if one.suffix == self.path.suffix]
        return sorted(one for one in found if one.name[:6].isdecimal() and one.name[6] == "-")

    def record(self, entry: Entry) -> None:
        """Note a write that is about to happen, and forget what is too old."""
        self._store([*self.entries(), entry][-KEPT:])
        for copy in self._copies()[:-KEPT]:
            with suppress(OSError):
                copy.unlink()

    def forget(self, entry: Entry) -> None:
        """Forget a write that was taken back or never came about, and all later ones."""
        entries = self.entries()
        if entry in entries:
            self._store(entries[: entries.index(entry)])

    def _store(self, entries: list[Entry]) -> None:
        writes = [
            {"before": entry.before, "after": entry.after, "backup": entry.backup}
            for entry in entries
        ]
        text = json.dumps({"writes": writes}, indent=1)
        temp = self.folder / "undo.json.new"
        with temp.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temp.replace(self.folder / "undo.json")
        sync_folder(self.folder)


def _copied(source: Path, target: Path) -> None:
    handle = os.open(
        target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600
    )
    try:
        with os.fdopen(handle, "wb") as file:
            copy_to(source)(file)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        target.unlink(missing_ok=True)
        raise
