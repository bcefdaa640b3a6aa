"""The systemd user units. Quoting and specifiers: systemd.service(5), systemd.time(7)."""

from followup.schedule.job import NAME, Job
from followup.values.weekdays import WEEKDAYS

SERVICE = f"{NAME}.service"
TIMER = f"{NAME}.timer"


def service(job: Job) -> str:
    """What runs. A tracker that was open elsewhere (exit code 3) is tried again every hour."""
    settings = "".join(
        f"Environment={_quoted(f'{name}={value}')}\n" for name, value in job.environment.items()
    )
    command = " ".join(_quoted(word.replace("$", "$$")) for word in job.words())
    return (
        "# Made by `followup schedule systemd`\n"
        "[Unit]\n"
        "Description=The week's follow-up drafts\n\n"
        "[Service]\n"
        "Type=oneshot\n"
        f"{settings}"
        f"ExecStart={command}\n"
        "RestartForceExitStatus=3\n"
        "RestartSec=1h\n"
        "Nice=10\n"
    )


def timer(job: Job) -> str:
    """When it runs; a run missed while the machine was off or asleep is made up for."""
    zone = f" {job.zone}" if job.zone else ""
    return (
        "# Made by `followup schedule systemd`\n"
        "[Unit]\n"
        "Description=The week's follow-up drafts\n\n"
        "[Timer]\n"
        f"OnCalendar={WEEKDAYS[job.slot.weekday][:3].title()} *-*-* {job.slot.time}:00{zone}\n"
        "Persistent=true\n\n"
        "[Install]\n"
        "WantedBy=timers.target\n"
    )


def _quoted(word: str) -> str:
    """One word, with the characters escaped that systemd would read as its own."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'
