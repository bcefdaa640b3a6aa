"""Compiled templates, kept from one run to the next as Python keeps its own modules.

To parse a template and write Python of it takes Jinja2 longer than all letters take to be filled
in. What is kept is found by everything it depends on: the source, where it stands, Jinja2, Python
and our sandbox. The file lies in a folder that only the person can write to; without it, or where
it cannot be read, templates are compiled as ever.
"""

import marshal
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from types import CodeType

from followup.drafts import sandbox
from followup.trackers.folders import state_folder

Codes = dict[bytes, CodeType]


MOST = 400
"""Codes in the file; where more come together, it begins anew with those last used."""


class Kept:
    """The codes of this process and those of earlier runs; they hold nothing of a tracker."""

    def __init__(self) -> None:
        self._here: Codes = {}
        self._before: Codes | None = None
        self._lasting: set[bytes] = set()

    def code(
        self, parts: tuple[object, ...], compiled: Callable[[], CodeType], *, lasting: bool
    ) -> CodeType:
        """The code found by `parts` (its source and all it depends on), else what is compiled.

        `lasting` ones are kept for later runs.
        """
        key = _digest(parts)
        if key not in self._here:
            if self._before is None:
                self._before = _load()
            self._here[key] = self._before.get(key) or compiled()
            if lasting:
                self._lasting.add(key)
        return self._here[key]

    def save(self) -> None:
        """Keep what is new for later runs; without a word where that cannot be done."""
        before = self._before or {}
        if self._lasting <= before.keys():
            return
        used = {key: self._here[key] for key in self._lasting}
        self._before = before | used if len(before | used) <= MOST else used
        _save(self._before)


@cache
def _versions() -> tuple[object, ...]:
    import jinja2

    made_by = Path(sandbox.__file__).stat()
    return jinja2.__version__, sys.version, made_by.st_mtime_ns, made_by.st_size


def _digest(parts: tuple[object, ...]) -> bytes:
    return blake2b(repr((parts, _versions())).encode(), digest_size=16).digest()


def _load() -> Codes:
    """The codes kept by earlier runs; empty where there are none, or others could write them."""
    try:
        with _file().open("rb") as file:
            status = os.fstat(file.fileno())
            if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o022):
                return {}
            kept = marshal.load(file)  # noqa: S302  # the person's own file, as .pyc files are
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _save(codes: Codes) -> None:
    """Keep these codes for later runs; where they cannot be, nothing is said and nothing left.

    Half a file would take the last room of a full disk, which the tracker's backup needs.
    """
    path = _file()
    temp = path.with_name(f".{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            marshal.dump(codes, file)
        temp.replace(path)
        return
    with suppress(OSError):
        temp.unlink(missing_ok=True)


def _file() -> Path:
    return state_folder() / f"templates.{sys.implementation.cache_tag}"
