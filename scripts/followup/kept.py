"""What the program makes of its own files, kept from one run to the next as Python keeps modules.

Lists of words are folded and sorted, templates and modules compiled: to make them, or to find them
one by one, takes longer than to use them. All that is kept lies in one file that only the person
can write to, and holds nothing of a tracker. It counts until a file of the program or Python itself
has changed; without it, or where it cannot be read, everything is made as ever.
"""

import marshal
import os
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache, wraps
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from followup.folders import state_folder

P = ParamSpec("P")
T = TypeVar("T")
Name = tuple[object, ...]
"""What a value is found by: texts, numbers and tuples of them."""

MOST = 2000
"""Values in the file; where more come together, it begins anew with those last used."""

DAY = 24 * 60 * 60
"""Seconds."""

_HEAD = 20
"""Bytes that say what the values depend on, and their checksum."""

_LENGTH = 4
"""Bytes behind them that say how long the table of the values' places is."""


class Kept:
    """The values of this process and, as `marshal` writes them, those of earlier runs."""

    def __init__(self) -> None:
        self._made: dict[Name, Any] = {}
        self._before: dict[Name, memoryview | bytes] | None = None
        self._lasting: set[Name] = set()

    def value(self, name: Name, make: Callable[[], T], *, lasting: bool = True) -> T:
        """What this or an earlier run made by that name, else what is made now.

        A `lasting` value is kept for later runs: a plain one, or the code of a function.
        """
        if name not in self._made:
            if self._before is None:
                self._before = _load()
            kept = self._before.get(name)
            self._made[name] = marshal.loads(kept) if kept else make()  # noqa: S302  # as .pyc are
            if lasting:
                self._lasting.add(name)
        made: T = self._made[name]
        return made

    def save(self) -> None:
        """Keep what is new for later runs; without a word where that cannot be done."""
        before = self._before or {}
        if self._lasting <= before.keys():
            return
        used = {name: before.get(name) or marshal.dumps(self._made[name]) for name in self._lasting}
        self._before = before | used if len(before | used) <= MOST else used
        _save(self._before)


KEPT = Kept()


def kept(function: Callable[P, T]) -> Callable[P, T]:
    """`functools.cache` for what follows from the program's own files alone, across runs.

    Takes a function of texts and numbers, none of them out of a tracker, that gives a plain value:
    texts, numbers, and tuples, sets and dictionaries of them, which nobody may change.
    """
    named = f"{function.__module__}.{function.__qualname__}"

    @cache
    @wraps(function)
    def found(*args: P.args, **kwargs: P.kwargs) -> T:
        return KEPT.value((named, *args), lambda: function(*args, **kwargs))

    return found  # type: ignore[return-value]  # the cache looks like a function from outside


def _load() -> dict[Name, memoryview | bytes]:
    """The values of earlier runs; empty where there are none that can be trusted.

    They stand in the file one after the other, behind a table of where each begins and ends: few
    are used in one run, and those alone are taken out.
    """
    try:
        with _file().open("rb") as file:
            status = os.fstat(file.fileno())
            if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o022):
                return {}
            content = file.read()
        told = memoryview(content)[_HEAD:]
        if content[:_HEAD] != _head(told):
            return {}
    except OSError:
        return {}
    values = told[_LENGTH + int.from_bytes(told[:_LENGTH], "big") :]
    places: dict[Name, tuple[int, int]] = marshal.loads(told[_LENGTH:])  # noqa: S302  # one's own
    return {name: values[start:end] for name, (start, end) in places.items()}


def _save(values: Mapping[Name, memoryview | bytes]) -> None:
    """Keep these for later runs; where they cannot be, nothing is said and nothing left.

    Half a file would take the last room of a full disk, which the tracker's backup needs.
    """
    ends = [*accumulate(map(len, values.values()), initial=0)]
    places = marshal.dumps(dict(zip(values, pairwise(ends), strict=True)))
    content = b"".join((len(places).to_bytes(_LENGTH, "big"), places, *values.values()))
    path = _file()
    temp = path.with_name(f".{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(_head(content) + content)
        temp.replace(path)
        _sweep(path)
        return
    with suppress(OSError):
        temp.unlink(missing_ok=True)


def _sweep(path: Path) -> None:
    """Take away what runs that were killed while they wrote left beside the file a day ago."""
    latest = path.stat().st_mtime - DAY
    for left in path.parent.glob(f".{path.name}.*"):
        if left.stat().st_mtime < latest:
            left.unlink()


def _file() -> Path:
    return state_folder() / f"kept.{sys.implementation.cache_tag}"


def _head(content: memoryview | bytes) -> bytes:
    """Any change of the program shows by it, and any damage."""
    return _program() + zlib.crc32(content).to_bytes(4, "big")


@cache
def _program() -> bytes:
    from hashlib import blake2b

    files = sorted(_files(os.path.dirname(__file__)))  # noqa: PTH120
    told = "\n".join((sys.version, *files)).encode(errors="surrogateescape")
    return blake2b(told, digest_size=_HEAD - 4).digest()


def _files(folder: str) -> Iterator[str]:
    """Each file of the program with its size and when it, and what is told of it, was changed."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir():
                with suppress(FileNotFoundError):  # an editor's lock is a link to nowhere
                    status = entry.stat()
                    times = f"{status.st_mtime_ns} {status.st_ctime_ns}"
                    yield f"{entry.path} {status.st_size} {times}"
            elif entry.name != "__pycache__":
                yield from _files(entry.path)
