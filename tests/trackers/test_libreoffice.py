"""A person sorts their tracker in LibreOffice: each draft goes along, and none is written again.

Skipped where LibreOffice or its Python bridge is not installed.
"""

import os
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from followup.model import CellValue, Sheet
from followup.trackers.xlsx import XlsxTracker

from tests.conftest import TODAY, Run

SORT = """
import subprocess, sys, time, uno
from com.sun.star.beans import PropertyValue
from com.sun.star.table import TableSortField

office, source, target, home = sys.argv[1:]

def option(name, value):
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found

pipe = "pipe,name=followup" + str(time.time_ns())
process = subprocess.Popen(
    [office, "--headless", "--norestore", f"--accept={pipe};urp;", f"-env:UserInstallation={home}"]
)
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext(
    "com.sun.star.bridge.UnoUrlResolver", local
)
for _ in range(200):
    try:
        context = resolver.resolve(f"uno:{pipe};urp;StarOffice.ComponentContext")
        break
    except Exception:
        time.sleep(0.2)
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
book = desktop.loadComponentFromURL(source, "_blank", 0, (option("Hidden", True),))
area = book.DatabaseRanges.getByIndex(0).DataArea
field = TableSortField()
field.Field, field.IsAscending = 3, False
cells = book.Sheets.getByIndex(area.Sheet).getCellRangeByPosition(
    area.StartColumn, area.StartRow, area.EndColumn, area.EndRow
)
fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
cells.sort((option("SortFields", fields), option("ContainsHeader", True)))
book.storeToURL(target, (option("FilterName", "Calc MS Excel 2007 XML"),))
book.close(True)
try:
    desktop.terminate()
except Exception:
    pass
process.wait(60)
"""

FIRST = ("Ana", "Ben", "Chloe", "David", "Emma", "Felix")
LAST = ("Berg", "Costa", "Diaz", "Evans", "Fischer")
Drafts = dict[object, dict[str, tuple[CellValue, str]]]


def bridge() -> str | None:
    """A Python that can speak to LibreOffice."""
    python = shutil.which("python3", path=os.defpath)
    if not python or not shutil.which("soffice"):
        return None
    asked = subprocess.run([python, "-c", "import uno"], check=False, capture_output=True)
    return python if asked.returncode == 0 else None


def network(path: Path) -> None:
    """Thirty people in a table, met within the last days, in no order of their talks."""

    def person(number: int) -> list[Any]:
        met = date(2026, 11, 13) + timedelta(days=number % 8)
        talk = number * 17 % 30
        first, last = FIRST[number % 6], LAST[number // 6]
        return [f"{first} {last}", f"{first}.{last}@example.org".lower(), met, talk]

    titles = ("Name", "Email", "Met on", "Talk")
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("People")
        columns: list[dict[str, object]] = [{"header": title} for title in titles]
        columns[2]["format"] = book.add_format({"num_format": "yyyy-mm-dd"})
        data = [person(number) for number in range(30)]
        sheet.add_table(0, 0, 30, 3, {"columns": columns, "data": data, "name": "Network"})


def drafts(sheet: Sheet) -> Drafts:
    """What each person's row holds in the columns of ours, and the link's address.

    Of that no more than LibreOffice 7.4 keeps when it saves: 255 characters.
    """
    titles = sheet.rows[0].cells
    return {
        row.cells[0]: {
            str(title): (cell, sheet.links.get((row.number, index), "")[:255])
            for index, (title, cell) in enumerate(zip(titles, row.cells, strict=False))
            if index > 3
        }
        for row in sheet.rows[1:]
    }


def sorted_by_talk(path: Path, target: Path) -> None:
    """Have LibreOffice sort the table by its fourth column and save it, or skip the test."""
    python, office = bridge(), shutil.which("soffice")
    if not python or not office:
        pytest.skip("needs LibreOffice and its Python bridge")
    urls = [one.as_uri() for one in (path, target, target.with_name("profile"))]
    try:
        subprocess.run(
            [python, "-c", SORT, office, *urls], check=True, capture_output=True, timeout=120
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        pytest.skip("LibreOffice did not answer")


def test_sorting_carries_the_drafts_and_the_next_run_adds_none(run: Run, tmp_path: Path) -> None:
    path, target = tmp_path / "mine.xlsx", tmp_path / "sorted.xlsx"
    network(path)
    (tmp_path / "followup.toml").write_text("[limits]\nper_run = 30\n")
    for day in ("2026-11-20", TODAY):  # the first run of all writes twenty at most
        run("draft", path, "--today", day)
    before = XlsxTracker(path).read().sheets[0]
    assert len(drafts(before)) == 30
    for name, held in drafts(before).items():
        first, last = str(name).lower().split()
        assert str(name).split()[0] in str(held["Draft email"][0])
        assert str(held["Draft link"][1]).startswith(f"mailto:{first}.{last}@example.org")
    sorted_by_talk(path, target)
    after = XlsxTracker(target).read().sheets[0]
    assert [row.cells[3] for row in after.rows[1:]] == list(range(29, -1, -1))
    assert [row.cells[0] for row in after.rows] != [row.cells[0] for row in before.rows]
    assert drafts(after) == drafts(before)
    (table,) = (area for area in after.areas if area.kind == "table")
    assert table.last_column == len(after.rows[0].cells) - 1
    assert "Wrote" not in run("draft", target, "--today", TODAY).stdout
    mended = XlsxTracker(target).read().sheets[0]
    assert sorted(mended.links.values()) == sorted(before.links.values())
    assert drafts(mended) == drafts(before)
    saved = target.read_bytes()
    assert "Wrote" not in run("draft", target, "--today", TODAY).stdout
    assert target.read_bytes() == saved
