"""A machine of the test's own: programs that only note how they were called."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from followup.schedule import Job, Slot
from followup.schedule.machine import Answer, Machine


@dataclass
class Programs:
    """Stands in for crontab, systemctl, launchctl and schtasks."""

    crontab: str | None = None
    refusing: str = ""
    calls: list[tuple[str, ...]] = field(default_factory=list)

    def __call__(self, command: Sequence[str], feed: str) -> Answer:
        self.calls.append(tuple(command))
        if command[0] == self.refusing:
            return Answer(1, "", "not\nallowed")
        if command[0] == "crontab":
            return self._crontab(command[1], feed)
        return Answer(0)

    def _crontab(self, word: str, feed: str) -> Answer:
        if word == "-l":
            if self.crontab is None:
                return Answer(1, "", "no crontab for nora")
            return Answer(0, self.crontab)
        self.crontab = feed if word == "-" else None
        return Answer(0)


def machine(tmp_path: Path, programs: Programs) -> Machine:
    return Machine(programs, tmp_path, tmp_path / ".config", tmp_path, 501)


def job(
    tmp_path: Path,
    *,
    config: str = "followup.toml",
    program: str = "/opt/follow up/bin/followup",
    zone: str = "Europe/Berlin",
) -> Job:
    return Job(
        (program,),
        str(tmp_path / config),
        str(tmp_path / "weekly.log"),
        Slot(0, 7, 30),
        {"HOME": str(tmp_path), "LANG": "C.UTF-8"},
        zone,
        date(2026, 11, 23),
    )
