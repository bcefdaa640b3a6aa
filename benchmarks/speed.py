"""How long whole commands take beside other programs' reading and saving, and what they need.

    python benchmarks/speed.py [--rows 500 100000] [--best-of 5] [--only draft write] [--write FILE]

Makes trackers of these sizes (twelve columns, a table of dates, notes, one formula a row) and runs
each command as a process of its own, one at a time. "limit" unpacks the sheet and packs it again
and does nothing else: no program that changes one cell of a zipped sheet can be faster, but for
packing on several cores, which `followup` does. Peak memory is the process's own. Ratios are of
processor seconds, which other work on the machine disturbs least; the best of several runs counts,
and the commands take turns, so that a slow spell of the machine slows them alike. The program's
modules are compiled first, as an installer does.
"""

import argparse
import compileall
import os
import platform
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

TODAY = date(2026, 11, 20)
TITLES = (
    "Name",
    "Email",
    "Company",
    "Role",
    "How we met",
    "Met on",
    "Thank-you sent?",
    "Last contact",
    "Tier",
    "Status",
    "Notes",
    "Days since",
)
_FIRST = "Ana Ben Chloé Dara Emeka Hana Ivo Kofi Lena Marek Nadia Priya Søren Tomás Wei Zoë"
_LAST = "Adler Díaz Eriksen Fournier Ito Kaya Lopez Müller Novak Petrov Rossi Tanaka Żak"
FIRST, LAST = _FIRST.split(), _LAST.split()
NOTES = (
    "Likes tea & maps",
    "Talked about <open> data\nand trains",
    "Knows the people at the library",
    "",
)

LOAD = "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1])"
SAVE = "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[1])"
SCAN = """
import sys, python_calamine
for row in python_calamine.load_workbook(sys.argv[1]).get_sheet_by_index(0).iter_rows(): pass
"""
LIMIT = """
import sys, zipfile, zlib
packer, size = zlib.compressobj(6, zlib.DEFLATED, -15), 0
with zipfile.ZipFile(sys.argv[1]).open("xl/worksheets/sheet1.xml") as sheet:
    while chunk := sheet.read(1 << 18):
        size += len(packer.compress(chunk))
size += len(packer.flush())
"""
APPLY = """
import sys, datetime
from pathlib import Path
from followup.model import CellChange, Link, NewColumn, Plan
from followup.trackers.files import identify
from followup.trackers.xlsx import XlsxTracker
path, rows = Path(sys.argv[1]), int(sys.argv[2])
kinds = ("choice", "date", "text", "text", "text", "link", "text")
new = tuple(NewColumn(12 + at, f"Draft {at}", kind) for at, kind in enumerate(kinds))
link = Link("Write", "mailto:ana@example.com?body=Hi")
values = ("ready", datetime.date(2026, 11, 20), "reason", "subject", "Hi,\\n\\n" * 90, link, "log")
changes = tuple(
    CellChange(row, 12 + at, None, value, "draft")
    for row in range(2, rows + 2, max(rows // 50, 1))
    for at, value in enumerate(values)
)
XlsxTracker(path).apply(Plan("People", 1, identify(path).digest, new, changes))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock, seconds of all processors, and the largest memory in MB."""

    wall: float
    cpu: float
    memory: int


def make(path: Path, rows: int) -> None:
    """Write a tracker of that many people; the same number gives the same people."""
    import xlsxwriter

    dice = random.Random(rows)
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("People")
        sheet.write_row(0, 0, TITLES, book.add_format({"bold": True, "bottom": 1}))
        sheet.autofilter(0, 0, rows, len(TITLES) - 1)
        for row in range(1, rows + 1):
            first, last = dice.choice(FIRST), dice.choice(LAST)
            met = TODAY - timedelta(days=dice.randrange(5, 900))
            contact = met + timedelta(days=dice.randrange(0, 5))
            name = f"{first} {last}"
            sheet.write_row(row, 0, [name, f"p{row}@example.org", "Juniper", "Engineer", "A talk"])
            sheet.write_datetime(row, 5, met, day)
            sheet.write_row(row, 6, [dice.choice(["yes", "no"])])
            sheet.write_datetime(row, 7, contact, day)
            sheet.write_row(row, 8, [dice.choice("ABC"), "In touch", dice.choice(NOTES)])
            sheet.write_formula(row, 11, f"=TODAY()-H{row + 1}", None, (TODAY - contact).days)


def least(costs: list[Cost]) -> Cost:
    """The least of each that several runs of a command cost."""
    return Cost(*(min(getattr(c, part) for c in costs) for part in ("wall", "cpu", "memory")))


def cost(command: list[str]) -> Cost:
    """Run a command to its end. Raises SystemExit where it fails."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read() if process.stderr else b""
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command[:6])}: {said.decode()[-500:]}")
    scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss // scale)


def measures(rows: int) -> list[tuple[str, bool, list[str]]]:
    """What is run, in order: its title, whether on a fresh copy, the command before the path."""

    def followup(*words: str) -> list[str]:
        return [sys.executable, "-m", "followup", *words, "--today", TODAY.isoformat()]

    def script(text: str) -> list[str]:
        return [sys.executable, "-c", text]

    return [
        ("limit: unpack and pack the sheet", True, script(LIMIT)),
        ("write alone: 50 drafts, verified", True, script(APPLY)),
        ("openpyxl: load", True, script(LOAD)),
        ("openpyxl: load and save", True, script(SAVE)),
        ("python-calamine: scan", True, script(SCAN)),
        ("`followup check`", True, followup("check")),
        ("`followup due`", True, followup("due")),
        ("`followup draft`, 50 drafts", True, followup("draft", "--limit", "50")),
        ("`followup draft`, run again", False, followup("draft", "--limit", "0")),
        ("`followup draft`, every row", True, followup("draft", "--limit", str(rows))),
        ("`followup draft`, run again", False, followup("draft", "--limit", str(rows))),
    ]


def measure(
    rows: int, folder: Path, times: int, only: list[str], say: Callable[[str], None]
) -> list[tuple[str, Cost]]:
    """Each measure for a tracker of that size whose title holds one of the words `only`."""
    given, copy = folder / f"{rows}.xlsx", folder / "mine.xlsx"
    cost([sys.executable, __file__, "--make", str(given), "--rows", str(rows)])
    (folder / "followup.toml").write_text(
        f"[limits]\nper_run = {rows}\nreconnect_per_run = {rows}\n", encoding="utf-8"
    )
    wanted = [one for one in measures(rows) if not only or any(word in one[0] for word in only)]
    costs: list[list[Cost]] = [[] for _ in wanted]
    for _ in range(times):
        for (title, fresh, command), so_far in zip(wanted, costs, strict=True):
            if fresh:
                shutil.copyfile(given, copy)
            so_far.append(cost([*command, str(copy), *([str(rows)] if "-c" in command else [])]))
            say(f"{rows} rows, {title}: {so_far[-1].cpu:.2f} s, {so_far[-1].memory} MB")
    return [(title, least(so_far)) for (title, *_), so_far in zip(wanted, costs, strict=True)]


def table(rows: int, found: list[tuple[str, Cost]]) -> str:
    """The measures of one size as a table."""
    by_title = dict(found)
    units = ("limit: unpack and pack the sheet", "openpyxl: load", "openpyxl: load and save")
    lines = [
        f"### {rows:,} rows",
        "",
        "| | seconds | processor seconds | peak MB | x limit | x load | x load and save |",
        "| --- | --: | --: | --: | --: | --: | --: |",
    ]
    for title, one in found:
        ratios = (
            f"{one.cpu / by_title[unit].cpu:.2f}" if unit in by_title else "" for unit in units
        )
        numbers = (f"{one.wall:.2f}", f"{one.cpu:.2f}", str(one.memory), *ratios)
        lines.append(f"| {title} | {' | '.join(numbers)} |")
    return "\n".join(lines)


def main() -> int:
    """Measure, print, and keep the tables if asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, nargs="+", default=[500, 1_000, 10_000, 100_000])
    parser.add_argument("--best-of", type=int, default=3)
    parser.add_argument("--only", nargs="+", default=[], help="words of the measures wanted")
    parser.add_argument("--write", type=Path, help="keep the tables in this file")
    parser.add_argument("--make", type=Path, help="only write a tracker of the first size there")
    options = parser.parse_args()
    if options.make:
        make(options.make, options.rows[0])
        return 0
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    parts = [f"Measured by `benchmarks/speed.py` on {machine}, Python {platform.python_version()}."]
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    compileall.compile_dir(Path(__file__).parents[1] / "scripts" / "followup", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FOLLOWUP_STATE_DIR"] = str(Path(folder, "state"))
        for rows in options.rows:
            times = options.best_of if rows <= 10_000 else 1
            found = measure(
                rows, Path(folder), times, options.only, lambda line: print(line, file=sys.stderr)
            )
            parts.append(table(rows, found))
    text = "# How fast it is\n\n" + "\n\n".join(parts) + "\n"
    print(text)
    if options.write:
        options.write.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
