"""Files that are no tracker: one line, the right exit code, nothing written."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.conftest import TODAY, Run

COMMANDS = ("check", "due", "draft")


def one_line(run: Run, command: str, path: Path) -> str:
    before = path.read_bytes() if path.is_file() else b""
    result = run(command, path, code=1)
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1, result.stderr
    assert (path.read_bytes() if path.is_file() else b"") == before
    return result.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_is_not_there(tmp_path: Path, run: Run, command: str) -> None:
    assert "gone.xlsx" in one_line(run, command, tmp_path / "gone.xlsx")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_text_file_named_like_a_workbook(tmp_path: Path, run: Run, command: str) -> None:
    path = tmp_path / "notes.xlsx"
    path.write_text("Ana, Kofi")
    assert "notes.xlsx" in one_line(run, command, path)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_workbook_with_a_password(tmp_path: Path, run: Run, command: str) -> None:
    path = tmp_path / "locked.xlsx"
    encrypted = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + b"\x00" * 2000 + encrypted)
    assert "password" in one_line(run, command, path)


@pytest.mark.parametrize("command", COMMANDS)
def test_an_old_xls(tmp_path: Path, run: Run, command: str) -> None:
    path = tmp_path / "old.xls"
    path.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + b"\x00" * 2000)
    assert ".xlsx" in one_line(run, command, path)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_zip_that_is_no_workbook(tmp_path: Path, run: Run, command: str) -> None:
    path = tmp_path / "photos.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("photo.txt", "hello")
    assert "photos.xlsx" in one_line(run, command, path)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_workbook_without_a_tracker(tmp_path: Path, run: Run, command: str) -> None:
    path = tmp_path / "budget.xlsx"
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Rent", 900), ("Food", 300), ("Sum", 1200)):
        sheet.append(row)
    book.save(path)
    book.close()
    assert "Sheet" in one_line(run, command, path)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder(tmp_path: Path, run: Run, command: str) -> None:
    assert str(tmp_path) in one_line(run, command, tmp_path)


def test_a_run_leaves_the_search_for_cycles_as_it_was(sample: Path, run: Run) -> None:
    import gc

    assert gc.isenabled()
    run("due", sample)
    assert gc.isenabled()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_cannot_be_shown_is_no_untruth_about_the_tracker(sample: Path) -> None:
    before = sample.read_bytes()
    with Path("/dev/full").open("w") as full:
        asked = [sys.executable, "-m", "followup", "draft", str(sample), "--today", TODAY]
        ended = subprocess.run(asked, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert sample.read_bytes() != before
    assert ended.returncode == 1
    (line,) = (one for one in ended.stderr.splitlines() if one.startswith("followup: "))
    assert "could not be shown" in line and "nothing was written" not in line
