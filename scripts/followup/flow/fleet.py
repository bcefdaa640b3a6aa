"""Which trackers the weekly job goes through, each with its settings."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from followup.errors import UsageError
from followup.model import Settings, TrackerEntry
from followup.model.records import dataclass
from followup.trackers import is_address
from followup.trackers.many import WILDCARDS, find_places, same_place, sheet_name


@dataclass(frozen=True, slots=True)
class Task:
    """One tracker of the job: a path or address, what the digest calls it, what is set for it.

    `config` is the job's config file.
    """

    place: str
    name: str
    entry: TrackerEntry
    config: Path

    @property
    def online(self) -> bool:
        """Whether it is kept at Google's, where calls are counted."""
        return is_address(self.place)


@dataclass(frozen=True, slots=True)
class Shard:
    """Part `number` (from 1) of `of` parts of a list of trackers."""

    number: int = 1
    of: int = 1

    @classmethod
    def read(cls, text: str) -> "Shard":
        """ "3/10" is the third of ten parts. Raises UsageError for anything else."""
        number, _, of = text.partition("/")
        if number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of):
            return cls(int(number), int(of))
        raise UsageError(f'--shard "{text}" is no part of a whole; the third of ten is 3/10')

    def holds(self, name: str) -> bool:
        """Whether it is this part's turn; a name stays in its part whatever else is added."""
        digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        return int.from_bytes(digest, "big") % self.of == self.number - 1


def find_tasks(
    settings: Settings, config: Path, shard: Shard | None = None
) -> tuple[tuple[Task, ...], tuple[str, ...]]:
    """The trackers of the config, sorted by name, and the paths in it that no file answers to.

    A tracker found twice is gone through once, by the entry that names it outright if there is
    one, else by the first. Raises UsageError where the config names no tracker.
    """
    if not settings.trackers:
        raise UsageError(
            f"{config} names no tracker for the weekly job; add two lines for each, "
            '[[trackers]] and path = "my_network.xlsx" (or url = "https://docs.google.com/...")'
        )
    tasks: dict[str, Task] = {}
    unmatched: list[str] = []
    for entry in sorted(settings.trackers, key=_is_pattern):
        places = find_places(entry.place, config.parent.resolve())
        unmatched += [] if places else [entry.place]
        for place in places:
            tasks.setdefault(same_place(place), _task(place, entry, config, len(places)))
    found = sorted(tasks.values(), key=lambda task: (task.name.casefold(), task.place))
    return tuple(_of_shard(found, shard or Shard())), tuple(unmatched)


def _is_pattern(entry: TrackerEntry) -> bool:
    return bool(WILDCARDS & set(entry.place)) and not is_address(entry.place)


def _task(place: str, entry: TrackerEntry, config: Path, among: int) -> Task:
    name = entry.name if among == 1 else ""
    if not name:
        online = is_address(place)
        name = sheet_name(place) if online else _short(place, config.parent.resolve())
    return Task(place, name, entry, config)


def _short(place: str, folder: Path) -> str:
    """The place as seen from the config's folder, with the same slashes on every system."""
    if is_address(place):
        return place
    path = Path(os.path.normpath(place))
    return (path.relative_to(folder) if path.is_relative_to(folder) else path).as_posix()


def _of_shard(tasks: Iterable[Task], shard: Shard) -> Iterable[Task]:
    """Those whose turn it is. A tracker is known by where it is, not by what it is called."""
    for task in tasks:
        if shard.holds(_short(task.place, task.config.parent.resolve())):
            yield task
