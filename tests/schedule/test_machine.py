"""Setting the job up and taking it back: twice is once, and nothing else is touched."""

from pathlib import Path

import pytest
from followup.errors import FollowupError
from followup.schedule import KINDS
from followup.schedule.machine import Answer, Delete, Write, carry_out, run_here

from tests.schedule.fakes import Programs, job, machine


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_set_up_twice_is_once_and_taken_back_is_as_before(kind: str, tmp_path: Path) -> None:
    programs = Programs("MAILTO=nora\n\xff 0 1 * * * theirs\n")
    here = machine(tmp_path, programs)
    before = (files(tmp_path), programs.crontab)
    carry_out(KINDS[kind].install(job(tmp_path), here), here)
    once = (files(tmp_path), programs.crontab)
    carry_out(KINDS[kind].install(job(tmp_path), here), here)
    assert (files(tmp_path), programs.crontab) == once
    assert once != before or kind == "windows"
    carry_out(KINDS[kind].remove(here), here)
    assert (files(tmp_path), programs.crontab) == before


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"windows"}))
def test_where_nothing_is_set_up_there_is_nothing_to_take_back(kind: str, tmp_path: Path) -> None:
    assert KINDS[kind].remove(machine(tmp_path, Programs())) == ()


def test_windows_is_asked_whether_the_task_is_there(tmp_path: Path) -> None:
    here = machine(tmp_path, Programs(refusing="schtasks"))
    assert KINDS["windows"].remove(here) == ()


def test_who_had_no_crontab_has_none_again(tmp_path: Path) -> None:
    programs = Programs(None)
    here = machine(tmp_path, programs)
    carry_out(KINDS["cron"].install(job(tmp_path), here), here)
    assert programs.crontab is not None
    carry_out(KINDS["cron"].remove(here), here)
    assert programs.crontab is None


def test_a_crontab_that_may_not_be_read_is_never_replaced(tmp_path: Path) -> None:
    programs = Programs(refusing="crontab")
    with pytest.raises(FollowupError, match=r"crontab -l could not do it \(not allowed\)"):
        KINDS["cron"].install(job(tmp_path), machine(tmp_path, programs))
    assert programs.calls == [("crontab", "-l")]


def test_the_timer_is_enabled_after_its_units_are_there(tmp_path: Path) -> None:
    programs = Programs()
    here = machine(tmp_path, programs)
    carry_out(KINDS["systemd"].install(job(tmp_path), here), here)
    units = here.config / "systemd" / "user"
    assert sorted(p.name for p in units.iterdir()) == [
        "followup-weekly.service",
        "followup-weekly.timer",
    ]
    assert programs.calls[-1] == (
        "systemctl", "--user", "enable", "--now", "followup-weekly.timer",
    )  # fmt: skip


def test_the_task_is_handed_to_windows_in_utf_16(tmp_path: Path) -> None:
    write, create, delete = KINDS["windows"].install(job(tmp_path), machine(tmp_path, Programs()))
    assert isinstance(write, Write)
    assert isinstance(delete, Delete)
    assert write.encoding == "utf-16"
    assert str(write.path) in str(create)
    assert delete.path == write.path


def test_a_program_that_fails_is_named_with_what_it_said(tmp_path: Path) -> None:
    here = machine(tmp_path, Programs(refusing="systemctl"))
    with pytest.raises(FollowupError, match=r"daemon-reload could not do it \(not allowed\)"):
        carry_out(KINDS["systemd"].install(job(tmp_path), here), here)


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    step = Write(tmp_path / "file" / "below", "x")
    with pytest.raises(FollowupError, match="could not write"):
        carry_out([step], machine(tmp_path, Programs()))


def test_a_workflow_of_somebody_else_is_not_removed(tmp_path: Path) -> None:
    path = tmp_path / ".github" / "workflows" / "followup.yml"
    path.parent.mkdir(parents=True)
    path.write_text("name: mine\n")
    assert KINDS["github"].remove(machine(tmp_path, Programs())) == ()


def test_programs_get_and_give_any_bytes() -> None:
    assert run_here(("cat",), "é\udcff\n") == Answer(0, "é\udcff\n")


def test_a_missing_program_is_named() -> None:
    with pytest.raises(FollowupError, match="no program no-such-crontab"):
        run_here(("no-such-crontab",), "")
