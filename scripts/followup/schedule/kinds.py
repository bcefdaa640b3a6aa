"""The schedulers: what each is given to hold, and the steps that put it there and take it back."""

from collections.abc import Callable, Mapping
from pathlib import Path

from followup.errors import FollowupError
from followup.model.records import dataclass
from followup.schedule import cron, github, launchd, systemd, windows
from followup.schedule.job import Job, Piece
from followup.schedule.machine import Call, Delete, Machine, Step, Write, refused


@dataclass(frozen=True, slots=True)
class Kind:
    """One scheduler.

    `pieces` are the texts to see, `install` the steps that set the job up (the same if it is set
    up already), `remove` those that take it back (none if there is nothing of ours).
    """

    pieces: Callable[[Job, Machine], tuple[Piece, ...]]
    install: Callable[[Job, Machine], tuple[Step, ...]]
    remove: Callable[[Machine], tuple[Step, ...]]


def _written(pieces: tuple[Piece, ...]) -> tuple[Step, ...]:
    return tuple(Write(Path(piece.where), piece.text) for piece in pieces)


def _deleted(*paths: Path) -> tuple[Step, ...]:
    return tuple(Delete(path) for path in paths if path.exists())


def _cron_pieces(job: Job, _: Machine) -> tuple[Piece, ...]:
    note = "Type `crontab -e` and add these lines at the end."
    return (Piece("your crontab", cron.block(job), note),)


def _cron_install(job: Job, machine: Machine) -> tuple[Step, ...]:
    old, lines = _crontab(machine), cron.block(job)
    new = cron.with_block(old, lines)
    if new == old:
        return ()
    there = "put in place of followup's lines" if cron.without_block(old) != old else "add"
    shown = "".join(f"    {line}\n" for line in lines.splitlines())
    return (Call(("crontab", "-"), new, f"{there} in your crontab:\n{shown.rstrip()}"),)


def _cron_remove(machine: Machine) -> tuple[Step, ...]:
    old = _crontab(machine)
    new = cron.without_block(old)
    if new == old:
        return ()
    told = "take followup's lines out of your crontab and leave the others"
    return (Call(("crontab", "-") if new else ("crontab", "-r"), new, told),)


def _crontab(machine: Machine) -> str:
    """The person's crontab, "" if they have none."""
    command = ("crontab", "-l")
    answer = machine.run(command, "")
    if answer.code == 0:
        return answer.output
    if "no crontab" in answer.error.lower() or "no such file" in answer.error.lower():
        return ""
    raise FollowupError(refused(command, answer))


def _units(machine: Machine) -> tuple[Path, Path]:
    folder = machine.config / "systemd" / "user"
    return folder / systemd.SERVICE, folder / systemd.TIMER


def _systemd_pieces(job: Job, machine: Machine) -> tuple[Piece, ...]:
    service, timer = _units(machine)
    note = (
        f"Then: systemctl --user daemon-reload && systemctl --user enable --now {systemd.TIMER}\n"
        "On a machine you are not always logged in to, also once: loginctl enable-linger"
    )
    return (
        Piece(str(service), systemd.service(job)),
        Piece(str(timer), systemd.timer(job), note),
    )


def _systemd_install(job: Job, machine: Machine) -> tuple[Step, ...]:
    return (
        *_written(_systemd_pieces(job, machine)),
        Call(("systemctl", "--user", "daemon-reload")),
        Call(("systemctl", "--user", "enable", "--now", systemd.TIMER)),
    )


def _systemd_remove(machine: Machine) -> tuple[Step, ...]:
    files = _deleted(*_units(machine))
    if not files:
        return ()
    return (
        Call(("systemctl", "--user", "disable", "--now", systemd.TIMER), lenient=True),
        *files,
        Call(("systemctl", "--user", "daemon-reload")),
    )


def _agent(machine: Machine) -> Path:
    return machine.home / "Library" / "LaunchAgents" / f"{launchd.LABEL}.plist"


def _launchd_pieces(job: Job, machine: Machine) -> tuple[Piece, ...]:
    path = _agent(machine)
    note = f'Then: launchctl bootstrap gui/{machine.user} "{path}"'
    return (Piece(str(path), launchd.agent(job), note),)


def _launchd_install(job: Job, machine: Machine) -> tuple[Step, ...]:
    return (
        *_written(_launchd_pieces(job, machine)),
        _out(machine),
        Call(("launchctl", "bootstrap", f"gui/{machine.user}", str(_agent(machine)))),
    )


def _launchd_remove(machine: Machine) -> tuple[Step, ...]:
    files = _deleted(_agent(machine))
    return (_out(machine), *files) if files else ()


def _out(machine: Machine) -> Call:
    label = f"gui/{machine.user}/{launchd.LABEL}"
    return Call(("launchctl", "bootout", label), lenient=True)


def _windows_pieces(job: Job, _: Machine) -> tuple[Piece, ...]:
    name = "followup-weekly.xml"
    note = f'Then: schtasks /Create /TN "{windows.TASK}" /XML {name}'
    return (Piece(name, windows.task(job), note),)


def _windows_install(job: Job, machine: Machine) -> tuple[Step, ...]:
    path = machine.config / "followup" / "followup-weekly.xml"
    create = ("schtasks", "/Create", "/TN", windows.TASK, "/XML", str(path), "/F")
    return (Write(path, windows.task(job), "utf-16"), Call(create), Delete(path))


def _windows_remove(machine: Machine) -> tuple[Step, ...]:
    if machine.run(("schtasks", "/Query", "/TN", windows.TASK), "").code:
        return ()
    return (Call(("schtasks", "/Delete", "/TN", windows.TASK, "/F")),)


def _github_pieces(job: Job, machine: Machine) -> tuple[Piece, ...]:
    note = f"Commit it, and put your Google key into the secret {github.SECRET}."
    path = machine.folder / github.PATH
    return (Piece(str(path), github.workflow(job, machine.folder), note),)


def _github_install(job: Job, machine: Machine) -> tuple[Step, ...]:
    return _written(_github_pieces(job, machine))


def _github_remove(machine: Machine) -> tuple[Step, ...]:
    path = machine.folder / github.PATH
    ours = path.is_file() and path.read_text(encoding="utf-8").startswith(github.MARK)
    return _deleted(path) if ours else ()


KINDS: Mapping[str, Kind] = {
    "cron": Kind(_cron_pieces, _cron_install, _cron_remove),
    "systemd": Kind(_systemd_pieces, _systemd_install, _systemd_remove),
    "launchd": Kind(_launchd_pieces, _launchd_install, _launchd_remove),
    "windows": Kind(_windows_pieces, _windows_install, _windows_remove),
    "github": Kind(_github_pieces, _github_install, _github_remove),
}
