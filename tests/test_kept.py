"""What is made of the program's own files lasts from run to run, and never where it should not."""

import errno
import os
import subprocess
import sys
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from followup import kept as room
from followup.kept import Kept


def source(text: str) -> CodeType:
    return compile(repr(text), "t", "eval")


def never() -> CodeType:
    raise AssertionError("made again")


def asked(kept: Kept, text: str = "Hi") -> object:
    return eval(kept.value((text,), lambda: source(text)))


def kept_file(home: Path) -> Path:
    return next((home / "state").glob("kept.*"))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOLLOWUP_STATE_DIR", str(tmp_path / "state"))
    return tmp_path


@pytest.fixture
def full(home: Path) -> Path:
    """The file with one value in it."""
    kept = Kept()
    asked(kept)
    kept.save()
    return kept_file(home)


def test_the_next_run_makes_nothing(home: Path) -> None:
    first = Kept()
    assert (asked(first), asked(first, "Bye")) == ("Hi", "Bye")
    first.save()
    assert eval(Kept().value(("Hi",), never)) == "Hi"
    assert kept_file(home).stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("full")
def test_a_run_that_used_others_takes_none_away() -> None:
    kept = Kept()
    asked(kept, "Bye")
    kept.save()
    later = Kept()
    assert [eval(later.value((text,), never)) for text in ("Hi", "Bye")] == ["Hi", "Bye"]


@pytest.mark.usefixtures("home")
def test_the_file_holds_only_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST", 2)
    for texts in ("ab", "bc"):
        kept = Kept()
        for text in texts:
            asked(kept, text)
        kept.save()
    later = Kept()
    assert [eval(later.value((text,), never)) for text in "bc"] == ["b", "c"]
    with pytest.raises(AssertionError, match="made again"):
        later.value(("a",), never)


def test_what_shall_not_last_is_made_once_a_process(home: Path) -> None:
    kept = Kept()
    made = kept.value(("mine",), lambda: source("mine"), lasting=False)
    assert kept.value(("mine",), never, lasting=False) is made
    kept.save()
    assert not (home / "state").exists()


def test_a_full_disk_is_left_no_half_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.fdopen

    def full(handle: int, mode: str) -> Any:
        opened(handle, mode).close()
        raise OSError(errno.ENOSPC, "No space left on device")

    kept = Kept()
    asked(kept)
    monkeypatch.setattr("os.fdopen", full)
    kept.save()
    assert list((home / "state").iterdir()) == []


def test_what_a_killed_run_left_is_swept_away_after_a_day(home: Path, full: Path) -> None:
    old, fresh = (full.with_name(f".{full.name}.{number}") for number in (1, 2))
    for left in (old, fresh):
        left.write_bytes(b"half")
    os.utime(old, (0, full.stat().st_mtime - 2 * room.DAY))
    kept = Kept()
    asked(kept, "Bye")
    kept.save()
    assert set((home / "state").iterdir()) == {full, fresh}


def test_any_damage_is_noticed(full: Path) -> None:
    whole = full.read_bytes()
    for at in range(len(whole)):
        for damaged in (whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]):
            full.write_bytes(damaged)
            with pytest.raises(AssertionError, match="made again"):
                Kept().value(("Hi",), never)


def test_nothing_lasts_when_a_file_of_the_program_has_changed(
    full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert full.is_file()
    (package := full.parent.parent / "package").mkdir()
    (data := package / "words.toml").write_text('yes = "si"', encoding="utf-8")
    monkeypatch.setattr(room, "__file__", str(package / "kept.py"))
    for _ in range(2):
        room._program.cache_clear()
        with pytest.raises(AssertionError, match="made again"):
            Kept().value(("Hi",), never)
        kept = Kept()
        asked(kept)
        kept.save()
        assert eval(Kept().value(("Hi",), never)) == "Hi"
        data.write_text('yes = "da"', encoding="utf-8")
    room._program.cache_clear()


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few make links")
def test_a_link_to_nowhere_among_the_files_of_the_program_does_no_harm(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (package := home / "package").mkdir()
    (package / ".#words.toml").symlink_to(home / "nowhere")
    monkeypatch.setattr(room, "__file__", str(package / "kept.py"))
    room._program.cache_clear()
    kept = Kept()
    asked(kept)
    kept.save()
    assert eval(Kept().value(("Hi",), never)) == "Hi"
    room._program.cache_clear()


def test_where_the_program_cannot_be_looked_at_nothing_is_kept(
    full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "__file__", str(full / "archive.zip" / "kept.py"))
    room._program.cache_clear()
    with pytest.raises(AssertionError, match="made again"):
        Kept().value(("Hi",), never)
    room._program.cache_clear()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="Windows guards the folder by itself")
def test_a_file_that_others_can_write_is_not_trusted(full: Path) -> None:
    full.chmod(0o666)
    with pytest.raises(AssertionError, match="made again"):
        Kept().value(("Hi",), never)


def test_a_state_folder_that_cannot_be_made_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("FOLLOWUP_STATE_DIR", str(tmp_path / "file" / "state"))
    kept = Kept()
    assert asked(kept) == "Hi"
    kept.save()


DRAFT = """
import sys
from pathlib import Path
from followup.kept import Kept
made = []
value = Kept.value
Kept.value = lambda self, name, make, **more: value(
    self, name, lambda: (made.append(name), make())[1], **more
)
from followup.cli.group import main
main(["draft", sys.argv[1], "--dry-run", "--json", "--today", "2026-11-23"], standalone_mode=False)
print(len(made), file=sys.stderr)
"""


@pytest.mark.usefixtures("home")
def test_a_second_run_finds_all_it_needs_and_drafts_the_same(sample: Path) -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-c", DRAFT, str(sample)], capture_output=True, check=True, timeout=60
        )
        for _ in range(2)
    ]
    assert runs[0].stdout == runs[1].stdout
    made = [int(run.stderr.split()[-1]) for run in runs]
    assert made[0] > 20
    assert made[1] == 0
    content = room._load()
    assert not [name for name in content if "sample_tracker" in repr(name)]
