"""Modules that come from what is kept are the files' own, and change with them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import followup
import pytest

PACKAGE = Path(followup.__file__).parent

RUN = """
import sys
from followup.modules import import_from_kept
import_from_kept()
import followup.flow.run
from followup.kept import KEPT
KEPT.save()
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOLLOWUP_STATE_DIR", str(tmp_path / "state"))
    return tmp_path


def run(*arguments: str, **environment: str) -> str:
    """What Python says when it is started so."""
    told = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        check=True,
        timeout=60,
        encoding="utf-8",
        env=os.environ | environment,
    )
    return told.stdout


TOLD = """
ours = {name: one for name, one in sys.modules.items() if name.startswith("followup.")}
kept = [name for name, one in ours.items() if type(one.__spec__.loader).__name__ == "_Finder"]
print(len(kept), sum(".py" not in one.__file__ for one in ours.values()))
print(sorted(ours.keys() - set(kept)))
print(followup.flow.__path__, followup.flow.run.__file__, followup.flow.run.__package__)
"""


@pytest.mark.usefixtures("home")
def test_all_modules_but_the_first_come_from_there_and_know_their_files() -> None:
    first, again = (run("-c", RUN + TOLD) for _ in range(2))
    assert first == again
    counts, others, where = again.splitlines()
    assert int(counts.split()[0]) > 100
    assert counts.endswith(" 0")
    assert others == "['followup.folders', 'followup.kept', 'followup.modules']"
    assert where == f"{[str(PACKAGE / 'flow')]} {PACKAGE / 'flow' / 'run.py'} followup.flow"


READS = """
opened = []
sys.addaudithook(lambda event, what: opened.append(str(what[0])) if event == "open" else None)
import followup.drafts.compose
print(sum(name.endswith((".py", ".pyc")) and "followup" in name for name in opened))
"""


@pytest.mark.usefixtures("home")
def test_a_later_run_opens_none_of_their_files() -> None:
    start = RUN.replace("import followup.flow.run\n", READS)
    first, again = (int(run("-c", start)) for _ in range(2))
    assert first > 20
    assert again == 0


def test_a_changed_file_is_seen_in_the_next_run(home: Path) -> None:
    package = home / "scripts" / "followup"
    shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    command = package / "cli" / "due.py"

    def help_text() -> str:
        return run("-m", "followup", "due", "--help", PYTHONPATH=str(package.parent))

    text = command.read_text(encoding="utf-8")
    before = [help_text() for _ in range(2)]
    command.write_text(text.replace("Writes nothing.", "Writes naught."), encoding="utf-8")
    after = [help_text() for _ in range(2)]
    assert "Writes nothing." in before[0]
    assert "Writes naught." in after[0]
    assert (before[0], after[0]) == (before[1], after[1])


MISSING = """
try:
    import followup.flow.nowhere
except ModuleNotFoundError as error:
    print(error)
try:
    from followup.flow.run import nothing
except ImportError as error:
    print(error)
"""


@pytest.mark.usefixtures("home")
def test_what_is_not_there_is_missed_as_ever() -> None:
    told = [run("-c", RUN + MISSING).splitlines() for _ in range(2)]
    assert told[0] == told[1]
    assert told[0][0] == "No module named 'followup.flow.nowhere'"
    assert told[0][1].startswith("cannot import name 'nothing' from 'followup.flow.run'")


FAILS = """
import traceback
from followup.flow.run import draft_all
try:
    draft_all(*[None] * draft_all.__code__.co_argcount)
except Exception:
    print(traceback.format_exc())
"""


@pytest.mark.usefixtures("home")
def test_a_traceback_shows_the_lines_of_the_files() -> None:
    told = [run("-c", RUN + FAILS) for _ in range(2)]
    assert told[0] == told[1]
    assert f'File "{PACKAGE / "flow" / "run.py"}", line ' in told[1]
