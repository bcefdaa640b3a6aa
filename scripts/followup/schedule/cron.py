"""The crontab's lines.

Cron knows neither yesterday's missed runs nor other time zones. So its line comes round every
hour and says since when a run is owed (`weekly --since`): the job runs at its hour, or as soon as
the machine is awake after it, and all other rounds end at once.
"""

import shlex

from followup.errors import FollowupError
from followup.schedule.job import NAME, Job

BEGIN = f"# {NAME}: begin (made by `followup schedule cron`; --remove takes it out)"
END = f"# {NAME}: end"
_BEGINNING = f"# {NAME}: begin"
LONGEST = 990
"""Bytes of a command that every cron takes (Vixie cron's MAX_COMMAND is 1000)."""


def block(job: Job) -> str:
    """Our lines of the crontab, with the marks around them. Raises FollowupError if cron can't."""
    settings = [f"{name}={shlex.quote(value)}" for name, value in job.environment.items()]
    command = " ".join([*settings, shlex.join(job.words(catch_up=True))])
    if "\\" in command:
        raise FollowupError(
            f"{command}: crons do not agree on what a backslash means; move what it names elsewhere"
        )
    command = command.replace("%", "\\%")
    if len(command.encode()) > LONGEST:
        raise FollowupError(
            "the line would be too long for cron; shorter paths help, or another scheduler"
            " (followup schedule systemd)"
        )
    return f"{BEGIN}\n{job.slot.minute} * * * * {command}\n{END}\n"


def with_block(crontab: str, lines: str) -> str:
    """The crontab with our lines: in the place of those that stand there, else at the end."""
    parts = _parts(crontab)
    if parts is None:
        return crontab + ("\n" if crontab and not crontab.endswith("\n") else "") + lines
    return parts[0] + lines + parts[1]


def without_block(crontab: str) -> str:
    """The crontab without our lines, every other byte as it was."""
    parts = _parts(crontab)
    return crontab if parts is None else parts[0] + parts[1]


def _parts(crontab: str) -> tuple[str, str] | None:
    """What stands before and after our lines; None if they do not stand there."""
    lines = crontab.splitlines(keepends=True)
    begins = [i for i, line in enumerate(lines) if line.startswith(_BEGINNING)]
    ends = [i for i, line in enumerate(lines) if line.rstrip() == END]
    if not begins and not ends:
        return None
    if len(begins) != 1 or len(ends) != 1 or ends < begins:
        raise FollowupError(
            f'the crontab\'s lines "{_BEGINNING}" and "{END}" do not make a pair;'
            " take out what is left of them with `crontab -e` and try again"
        )
    return "".join(lines[: begins[0]]), "".join(lines[ends[0] + 1 :])
