"""What is to run every week: the same for every scheduler."""

from collections.abc import Mapping
from datetime import date

from followup.errors import FollowupError
from followup.model.records import dataclass
from followup.schedule.slot import Slot

NAME = "followup-weekly"


@dataclass(frozen=True, slots=True)
class Job:
    """The weekly job of one person.

    `program` is the command with its absolute path, `config` and `log` are absolute paths,
    `environment` is what a bare scheduler does not set. `zone` is an IANA name, "" for the
    machine's; `start` is the first day it may run.
    """

    program: tuple[str, ...]
    config: str
    log: str
    slot: Slot
    environment: Mapping[str, str]
    zone: str
    start: date

    def words(self, *, catch_up: bool = False) -> tuple[str, ...]:
        """The command line, word by word.

        With `catch_up` it may be started as often as one likes and runs once a week.
        """
        since = ("--since", str(self.slot)) if catch_up else ()
        return (*self.program, "weekly", "--config", self.config, "--log", self.log, *since)


def checked(job: Job) -> Job:
    """The job itself. Raises FollowupError for a path with a line break or another control
    character, which no scheduler's file can hold.
    """
    for word in (*job.words(), *job.environment.values()):
        if not word.isprintable():
            raise FollowupError(
                f"{word!r} holds a line break or a character that cannot be written into a"
                " schedule; rename it or move it elsewhere"
            )
    return job


@dataclass(frozen=True, slots=True)
class Piece:
    """A text and where it belongs: a file's path, or words. `note` says how to use it."""

    where: str
    text: str
    note: str = ""
