"""The launch agent for macOS. Keys: launchd.plist(5)."""

import plistlib

from followup.schedule.job import Job

LABEL = "followup.weekly"


def agent(job: Job) -> str:
    """The property list.

    launchd makes up for a run missed in sleep; one missed while the machine was off is made up
    for at the next login (`RunAtLoad`), which `--since` keeps to once a week.
    """
    content = {
        "Label": LABEL,
        "ProgramArguments": list(job.words(catch_up=True)),
        "EnvironmentVariables": dict(job.environment),
        "StartCalendarInterval": {
            "Weekday": (job.slot.weekday + 1) % 7,
            "Hour": job.slot.hour,
            "Minute": job.slot.minute,
        },
        "RunAtLoad": True,
        "ProcessType": "Background",
    }
    return plistlib.dumps(content, sort_keys=False).decode("utf-8")
