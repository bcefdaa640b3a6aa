"""What all tests share."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from followup.cli.group import main
from hypothesis import settings

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

ROOT = Path(__file__).parent.parent
TODAY = "2026-11-23"
"""The Monday that the README's first command takes for today."""

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Backups and the user's config lie in a folder of the test's own."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("FOLLOWUP_STATE_DIR", str(home / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A copy of the sample tracker."""
    return Path(shutil.copy(ROOT / "sample_tracker.xlsx", tmp_path / "sample_tracker.xlsx"))


@pytest.fixture
def run() -> Run:
    """Call the command line; `code` is the exit code that is expected."""

    def call(*arguments: str | Path, code: int = 0) -> Result:
        result = CliRunner().invoke(main, [str(argument) for argument in arguments])
        assert result.exit_code == code, result.output
        return result

    return call


@pytest.fixture
def run_json(run: Run) -> Callable[..., Any]:
    """Call a command with --json and --today, and read what it prints."""

    def call(*arguments: str | Path, today: str = TODAY, code: int = 0) -> Any:
        return json.loads(run(*arguments, "--json", "--today", today, code=code).stdout)

    return call
