"""A fleet: many trackers in one `followup weekly`, its time and its memory while it goes on.

    nice python benchmarks/fleet.py [--trackers 1000] [--people 500] [--at-once 2] [--folder DIR]

Makes that many workbooks in a folder of its own (some dozens that differ, and copies of them), runs
`followup weekly` twice as a process, the second time a week later with every letter still lying
there, and prints what `benchmarks/RESULTS.md` holds. Memory is that of the job's processes
together, read from /proc twice a second (Linux only).
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from speed import TODAY, make

DIFFERENT = 40


@dataclass(slots=True)
class Run:
    """One run of the job: seconds by the clock and of all processors, letters, memory in MB."""

    wall: float = 0.0
    cpu: float = 0.0
    letters: int = 0
    states: dict[str, int] = field(default_factory=dict)
    memory: list[int] = field(default_factory=list)


def lay_out(folder: Path, trackers: int, people: int, at_once: int) -> None:
    """Write the workbooks and the config."""
    clients = folder / "clients"
    clients.mkdir(parents=True)
    for number in range(min(DIFFERENT, trackers)):
        made = folder / f"{number}.xlsx"
        make(made, people + number % 7)
    for number in range(trackers):
        shutil.copyfile(folder / f"{number % DIFFERENT}.xlsx", clients / f"{number:04d}.xlsx")
    (folder / "followup.toml").write_text(
        f'[me]\nname = "Nora Lind"\n[weekly]\nat_once = {at_once}\nhtml = "digest.html"\n'
        '[[trackers]]\npath = "clients/*.xlsx"\n',
        encoding="utf-8",
    )


def weekly(folder: Path, weeks: int) -> Run:
    """Run the job on a Friday so many weeks on."""
    day = (TODAY + timedelta(weeks=weeks)).isoformat()
    command = [sys.executable, "-m", "followup", "weekly", "--json", "--today", day]
    environment = {**os.environ, "FOLLOWUP_STATE_DIR": str(folder / "state")}
    run = Run()
    began = time.perf_counter()
    with (folder / "digest.json").open("wb") as said:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=said)
        while process.poll() is None:
            run.memory.append(resident(process.pid))
            time.sleep(0.5)
    run.wall = time.perf_counter() - began
    used = os.times()
    run.cpu = used.children_user + used.children_system
    digest = json.loads((folder / "digest.json").read_text(encoding="utf-8"))
    for one in digest["trackers"]:
        run.states[one["state"]] = run.states.get(one["state"], 0) + 1
        run.letters += sum(letter["new"] for letter in one["letters"])
    return run


def resident(pid: int) -> int:
    """Megabytes that a process and its descendants hold now; memory they share counts once each."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for task in Path(f"/proc/{pid}/task").iterdir():
            if task.name != str(pid):
                children += (task / "children").read_text().split()
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") // 2**20 + sum(map(resident, map(int, children)))


def table(trackers: int, runs: list[tuple[str, Run]]) -> str:
    """The figures as a table."""
    lines = [
        "| | seconds | a tracker | cpu a tracker | letters | MB at 10% | 50% | 95% | peak |",
        "| --- | --: | --: | --: | --: | --: | --: | --: | --: |",
    ]
    spent = 0.0
    for title, run in runs:
        cpu, spent = run.cpu - spent, run.cpu
        marks = [run.memory[int(len(run.memory) * share)] for share in (0.1, 0.5, 0.95)]
        lines.append(
            f"| {title} | {run.wall:.0f} | {run.wall / trackers:.3f} | {cpu / trackers:.3f}"
            f" | {run.letters:,} | {marks[0]} | {marks[1]} | {marks[2]} | {max(run.memory)} |"
        )
    return "\n".join(lines)


def main() -> int:
    """Lay out, run twice, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--trackers", type=int, default=1000)
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--at-once", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="an empty folder for the workbooks")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch, "fleet")
        lay_out(folder, options.trackers, options.people, options.at_once)
        runs = []
        for week, title in enumerate(("first run", "a week later")):
            runs.append((title, weekly(folder, week)))
            print(title, runs[-1][1].states, f"{runs[-1][1].wall:.0f} s", file=sys.stderr)
        size = (folder / "digest.html").stat().st_size
        print(table(options.trackers, runs))
        print(f"\nThe digest as a page: {size / 2**20:.1f} MB.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
