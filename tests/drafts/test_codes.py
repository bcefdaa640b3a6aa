"""Compiled templates last from run to run, and never where they should not."""

import errno
import os
from pathlib import Path
from types import CodeType
from typing import BinaryIO

import pytest
from followup.drafts.codes import Kept


def source(text: str) -> CodeType:
    return compile(repr(text), "t", "eval")


def never() -> CodeType:
    raise AssertionError("compiled again")


def asked(kept: Kept, text: str = "Hi") -> object:
    return eval(kept.code((text,), lambda: source(text), lasting=True))


def kept_file(home: Path) -> Path:
    return next((home / "state").glob("templates.*"))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOLLOWUP_STATE_DIR", str(tmp_path / "state"))
    return tmp_path


def test_the_next_run_compiles_nothing(home: Path) -> None:
    first = Kept()
    assert (asked(first), asked(first, "Bye")) == ("Hi", "Bye")
    first.save()
    later = Kept()
    assert eval(later.code(("Hi",), never, lasting=True)) == "Hi"
    assert kept_file(home).stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("home")
def test_a_run_that_used_others_takes_none_away() -> None:
    for text in ("Hi", "Bye"):
        kept = Kept()
        asked(kept, text)
        kept.save()
    later = Kept()
    assert [eval(later.code((t,), never, lasting=True)) for t in ("Hi", "Bye")] == ["Hi", "Bye"]


def test_templates_of_the_persons_own_are_not_kept(home: Path) -> None:
    kept = Kept()
    kept.code(("mine",), lambda: source("mine"), lasting=False)
    kept.save()
    assert not (home / "state").exists()


def test_a_full_disk_is_left_no_half_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: object, file: BinaryIO) -> None:
        file.write(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("marshal.dump", full)
    kept = Kept()
    asked(kept)
    kept.save()
    assert list((home / "state").iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"\xe3nonsense", b"i\x01\x00\x00\x00"])
def test_a_damaged_file_is_passed_over(home: Path, content: bytes) -> None:
    kept = Kept()
    asked(kept)
    kept.save()
    kept_file(home).write_bytes(content)
    assert asked(Kept()) == "Hi"


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="Windows guards the folder by itself")
def test_a_file_that_others_can_write_is_not_trusted(home: Path) -> None:
    kept = Kept()
    asked(kept)
    kept.save()
    kept_file(home).chmod(0o666)
    with pytest.raises(AssertionError, match="compiled again"):
        Kept().code(("Hi",), never, lasting=True)


def test_a_state_folder_that_cannot_be_made_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("FOLLOWUP_STATE_DIR", str(tmp_path / "file" / "state"))
    kept = Kept()
    assert asked(kept) == "Hi"
    kept.save()
