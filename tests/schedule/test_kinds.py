"""Each scheduler's text, read back by a reader of its format, runs exactly the job's words."""

import json
import plistlib
import shlex
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from followup.errors import FollowupError
from followup.schedule import KINDS, checked, cron, github, launchd, systemd, windows
from hypothesis import given
from hypothesis import strategies as st

from tests.schedule.fakes import Programs, job, machine

NASTY = (
    "plain.toml",
    "with space.toml",
    "50% off.toml",
    'it\'s "quoted".toml',
    "Bücher & <Söhne>.toml",
    "$HOME ${X} `x`.toml",
    "名前;#.toml",
    "-dash *?.toml",
)
ROOT = Path("/srv/nora")
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


def cron_words(line: str) -> list[str]:
    """What the shell would run: cron takes the backslash before % away and no more."""
    command = line.split(" ", 5)[5].replace("\\%", "%")
    return [word for word in shlex.split(command) if not word.startswith(("HOME=", "LANG="))]


@pytest.mark.parametrize("name", NASTY)
def test_the_cron_line_runs_the_words_every_hour(name: str) -> None:
    planned = job(ROOT, config=name)
    begin, line, end = cron.block(planned).splitlines()
    assert line.startswith(f"30 * * * * HOME={ROOT} LANG=C.UTF-8 ")
    assert cron_words(line) == [*planned.words(), "--since", "monday 07:30"]
    assert "%" not in line.replace("\\%", "")
    assert begin.startswith("#")
    assert end.startswith("#")


@pytest.mark.parametrize("name", NASTY)
@pytest.mark.skipif(sys.platform == "win32", reason="needs a Bourne shell")
def test_a_shell_reads_the_cron_line_as_meant(name: str, tmp_path: Path) -> None:
    show = tmp_path / "show me"
    show.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    show.chmod(0o755)
    planned = job(tmp_path, config=name, program=str(show))
    line = cron.block(planned).splitlines()[1].split(" ", 5)[5].replace("\\%", "%")
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, check=True)
    said = done.stdout.decode().splitlines()
    assert said == [*planned.words()[1:], "--since", "monday 07:30"]


@pytest.mark.parametrize("name", ["back\\slash.toml", "x" * 1000])
def test_what_cron_cannot_hold_is_refused(name: str) -> None:
    with pytest.raises(FollowupError, match=r"backslash|too long"):
        cron.block(job(ROOT, config=name))


@pytest.mark.parametrize("name", ["line\nbreak.toml", "bell\a.toml"])
def test_a_path_no_scheduler_can_hold_is_refused(name: str) -> None:
    with pytest.raises(FollowupError, match="rename it or move it"):
        checked(job(ROOT, config=name))


OTHERS = st.lists(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\r"), max_size=20).map(
        lambda line: f"{line}\n"
    )
).map("".join)


@given(OTHERS)
def test_the_crontab_gets_our_lines_once_and_gives_every_other_byte_back(others: str) -> None:
    lines = cron.block(job(ROOT))
    once = cron.with_block(others, lines)
    assert cron.with_block(once, lines) == once
    assert once.startswith(others)
    assert cron.without_block(once) == others
    later = cron.block(job(ROOT, config="other.toml"))
    assert cron.without_block(cron.with_block(once, later)) == others


def test_lines_after_ours_stay_after_them() -> None:
    before, after = "MAILTO=nora\n\n0 1 * * * a\n", "\n# mine\n0 2 * * * b"
    crontab = before + cron.block(job(ROOT)) + after
    changed = cron.with_block(crontab, cron.block(job(ROOT, config="new.toml")))
    assert changed.startswith(before)
    assert changed.endswith(after)
    assert cron.without_block(changed) == before + after


def test_a_crontab_with_half_of_our_marks_is_left_to_the_person() -> None:
    half = cron.block(job(ROOT)).splitlines()[0] + "\n0 1 * * * theirs\n"
    with pytest.raises(FollowupError, match="crontab -e"):
        cron.without_block(half)


def systemd_words(line: str) -> list[str]:
    """The words of ExecStart as systemd.service(5) says they are read."""
    return [word.replace("%%", "%").replace("$$", "$") for word in shlex.split(line)]


@pytest.mark.parametrize("name", [*NASTY, "back\\slash.toml"])
def test_the_unit_runs_the_words(name: str) -> None:
    planned = job(ROOT, config=name)
    line = next(x for x in systemd.service(planned).splitlines() if x.startswith("ExecStart="))
    assert systemd_words(line.removeprefix("ExecStart=")) == list(planned.words())


def test_the_timer_makes_up_for_missed_runs_in_the_persons_time_zone() -> None:
    text = systemd.timer(job(ROOT))
    assert "OnCalendar=Mon *-*-* 07:30:00 Europe/Berlin\nPersistent=true\n" in text
    assert "OnCalendar=Mon *-*-* 07:30:00\n" in systemd.timer(job(ROOT, zone=""))


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
@pytest.mark.parametrize("name", ["plain.toml", 'it\'s 50% "off" $HOME é.toml'])
def test_systemd_takes_the_units(name: str, tmp_path: Path) -> None:
    planned = job(tmp_path, config=name, program=sys.executable)
    paths = [tmp_path / systemd.SERVICE, tmp_path / systemd.TIMER]
    paths[0].write_text(systemd.service(planned), encoding="utf-8")
    paths[1].write_text(systemd.timer(planned), encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", "--man=no", *map(str, paths)],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [
        line for line in done.stderr.splitlines() if str(tmp_path) in line or "followup" in line
    ]
    assert not ours
    moment = systemd.timer(planned).split("OnCalendar=")[1].splitlines()[0]
    shown = subprocess.run(
        ["systemd-analyze", "calendar", moment], capture_output=True, text=True, check=False
    )
    assert shown.returncode == 0, shown.stderr


@pytest.mark.parametrize("name", [*NASTY, "back\\slash.toml"])
def test_the_launch_agent_runs_the_words(name: str) -> None:
    planned = job(ROOT, config=name)
    agent = plistlib.loads(launchd.agent(planned).encode())
    assert agent["ProgramArguments"] == [*planned.words(), "--since", "monday 07:30"]
    assert agent["StartCalendarInterval"] == {"Weekday": 1, "Hour": 7, "Minute": 30}
    assert agent["EnvironmentVariables"] == planned.environment
    assert agent["RunAtLoad"] is True


def test_the_task_runs_the_words() -> None:
    planned = job(ROOT, config="Bücher & <Söhne>.toml")
    tree = ET.fromstring(windows.task(planned))
    words = tree.findtext(f".//{TASK}Arguments") or ""
    assert tree.findtext(f".//{TASK}Command") == planned.program[0]
    assert shlex.split(words) == list(planned.words()[1:])
    assert tree.findtext(f".//{TASK}StartBoundary") == "2026-11-23T07:30:00"
    assert tree.find(f".//{TASK}DaysOfWeek/{TASK}Monday") is not None
    assert tree.findtext(f".//{TASK}StartWhenAvailable") == "true"


def test_the_tasks_elements_stand_in_the_order_of_the_schema() -> None:
    tree = ET.fromstring(windows.task(job(ROOT)))
    trigger = tree.find(f".//{TASK}CalendarTrigger")
    assert trigger is not None
    names = [each.tag.removeprefix(TASK) for each in trigger]
    assert names == ["Enabled", "StartBoundary", "ScheduleByWeek"]
    parts = [each.tag.removeprefix(TASK) for each in tree]
    assert parts == ["RegistrationInfo", "Triggers", "Principals", "Settings", "Actions"]
    principal, actions = tree.find(f".//{TASK}Principal"), tree.find(f"{TASK}Actions")
    assert principal is not None
    assert actions is not None
    assert actions.get("Context") == principal.get("id")


def test_a_path_in_which_windows_reads_a_variable_is_refused() -> None:
    with pytest.raises(FollowupError, match="%TEMP%"):
        windows.task(job(ROOT, config="%TEMP%.toml"))
    windows.task(job(ROOT, config="50% off.toml"))


def test_the_workflow_holds_no_key_and_names_the_config_from_its_root() -> None:
    text = github.workflow(job(ROOT, config='sub/it\'s "mine".toml'), ROOT)
    assert 'CONFIG: "sub/it\'s \\"mine\\".toml"' in text
    assert '- cron: "30 7 * * 1"\n      timezone: "Europe/Berlin"' in text
    assert "${{ secrets.FOLLOWUP_GOOGLE_KEY }}" in text
    assert str(ROOT) not in text


def test_a_config_outside_of_the_repository_is_refused() -> None:
    with pytest.raises(FollowupError, match="lies outside"):
        github.workflow(job(ROOT), ROOT / "elsewhere")


@pytest.mark.skipif(not shutil.which("actionlint"), reason="no actionlint here")
def test_actionlint_finds_nothing_in_the_workflow(tmp_path: Path) -> None:
    path = tmp_path / "followup.yml"
    path.write_text(github.workflow(job(ROOT), ROOT), encoding="utf-8")
    done = subprocess.run(
        ["actionlint", "-ignore", '"cron"', "-format", "{{json .}}", str(path)],  # old: timezone
        capture_output=True,
        text=True,
        check=False,
    )
    assert json.loads(done.stdout) == []


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_is_shown_is_what_is_installed(kind: str, tmp_path: Path) -> None:
    here = machine(tmp_path, Programs())
    shown = KINDS[kind].pieces(job(tmp_path), here)
    told = " ".join(repr(step) for step in KINDS[kind].install(job(tmp_path), here))
    assert all(repr(piece.text)[1:-1] in told for piece in shown)
