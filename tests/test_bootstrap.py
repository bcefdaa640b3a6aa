"""The two commands of the README: they start from anywhere, and say clearly what is missing."""

import os
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
RUN = ROOT / "scripts" / "run"


def python(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def has_own_venv() -> bool:
    """Whether `scripts/run` made the `.venv` of this very checkout."""
    stamp = RUN.parent.parent / ".venv" / "followup-installed.txt"
    return stamp.exists() and stamp.read_text(encoding="utf-8").startswith(f"{ROOT}\n")


@pytest.mark.skipif(not has_own_venv(), reason="the checkout has no .venv of its own")
def test_run_hands_over_from_any_folder(tmp_path: Path) -> None:
    result = python(RUN, "--version", cwd=tmp_path)
    assert result.stdout.strip() == f"followup {version('followup')}"
    result = python(RUN, "draft", "gone.xlsx", cwd=tmp_path)
    assert result.returncode == 1
    assert "gone.xlsx" in result.stderr


def test_an_old_python_is_told_in_one_line(tmp_path: Path) -> None:
    code = (
        "import runpy, sys; run = runpy.run_path(sys.argv[1], run_name='bootstrap'); "
        "sys.version_info = (3, 10, 4); run['ensure_venv']()"
    )
    result = python("-c", code, RUN, cwd=tmp_path)
    assert result.returncode == 1
    assert result.stderr == "followup: needs Python 3.11 or newer, and this is 3.10\n"


def test_a_python_without_venv_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "scripts").mkdir()
    copy = shutil.copy(RUN, tmp_path / "scripts" / "run")
    code = (
        "import runpy, sys; sys.modules['ensurepip'] = None; "
        "runpy.run_path(sys.argv[1], run_name='bootstrap')['ensure_venv']()"
    )
    result = python("-c", code, copy, cwd=tmp_path)
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "python3-venv" in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows starts scripts by their launcher")
def test_the_scripts_can_be_started_as_they_are() -> None:
    for name in ("run", "test"):
        assert os.access(RUN.parent / name, os.X_OK)
