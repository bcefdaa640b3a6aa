"""What `pip install` and `pipx install` bring: the built wheel drafts, its templates inside."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.conftest import ROOT, TODAY

PROGRAM = """
import sys
sys.path.insert(0, sys.argv.pop(1))
import followup
from followup.drafts import shipped_folder
print(followup.__file__, shipped_folder(), sep="\\n", file=sys.stderr)
from followup.cli.group import main
main()
"""


def test_the_built_wheel_drafts_from_the_sample(tmp_path: Path, sample: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("followup-*.whl")
    place = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
    command = [sys.executable, "-c", PROGRAM, str(place), "draft", str(sample)]
    options = ["--dry-run", "--json", "--today", TODAY]
    result = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    package, templates = result.stderr.splitlines()[:2]
    assert Path(package).is_relative_to(place)
    assert Path(templates).is_relative_to(place)
    assert json.loads(result.stdout)["drafted"]
