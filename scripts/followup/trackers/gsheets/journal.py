"""What each run wrote into a Google Sheet, kept on this machine so that it can be taken back."""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from followup.errors import FollowupError
from followup.folders import state_folder
from followup.trackers.files import reason, sync_folder
from followup.trackers.gsheets.cells import Raw
from followup.trackers.journal import KEPT


@dataclass(frozen=True, slots=True)
class Written:
    """One cell that was written: its place among the entry's rows and columns, before and after."""

    row: int
    column: int
    before: Raw
    after: Raw
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Added:
    """A tab that was added: its number, and its cells as they were written."""

    tab: int
    rows: Sequence[Sequence[Raw]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One run: the rows it wrote to, as they were, and the cells it wrote.

    `rows[0]` is the header row, ours included; `telling` are the columns that tell whose a row is,
    `added` those that the run added. A run that added `sheets` did nothing else.
    """

    tab: int
    rows: Sequence[Sequence[Raw]]
    cells: Sequence[Written]
    telling: Sequence[int]
    added: Sequence[int]
    sheets: Sequence[Added] = ()


class Journal:
    """The runs on one spreadsheet, in a folder of its own in the state folder."""

    def __init__(self, key: str) -> None:
        digest = hashlib.blake2b(key.encode(), digest_size=8).hexdigest()
        self.folder = state_folder() / "google" / digest

    @property
    def _path(self) -> Path:
        return self.folder / "undo.json"

    def entries(self) -> list[Entry]:
        """The runs, oldest first."""
        try:
            stored = json.loads(self._path.read_text(encoding="utf-8"))
            return [_entry(one) for one in stored["runs"]]
        except (OSError, ValueError, KeyError, TypeError):
            return []

    def prepare(self) -> None:
        """Make the folder. Raises FollowupError where that cannot be done."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise FollowupError(f"{self.folder} cannot be made ({reason(error)})") from error

    def store(self, entries: Sequence[Entry]) -> None:
        """Keep these runs, the newest ten. Raises FollowupError where that cannot be done."""
        text = json.dumps({"runs": [asdict(entry) for entry in entries[-KEPT:]]})
        self.save(self._path, text)
        sync_folder(self.folder)

    def save(self, path: Path, text: str) -> None:
        """Write a file of ours that nobody else may read, whole or not at all."""
        temp = path.with_name(path.name + ".new")
        try:
            temp.unlink(missing_ok=True)
            handle = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            temp.replace(path)
        except OSError as error:
            raise FollowupError(
                f"nothing was written: {self.folder} cannot be written to ({reason(error)})"
            ) from error

    def keep_aside(self, lines: Sequence[str]) -> Path:
        """Keep what a forced undo overwrites; gives the file."""
        number = len(list(self.folder.glob("before-undo-*.txt"))) + 1
        path = self.folder / f"before-undo-{number}.txt"
        self.save(path, "\n".join(lines) + "\n")
        return path


def _entry(stored: Mapping[str, Any]) -> Entry:
    cells = [Written(**{**one, "fields": tuple(one["fields"])}) for one in stored["cells"]]
    sheets = [Added(**one) for one in stored.get("sheets", ())]
    return Entry(**{**stored, "cells": cells, "sheets": sheets})
