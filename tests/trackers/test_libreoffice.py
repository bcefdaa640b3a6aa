"""A person sorts their tracker in LibreOffice: every draft goes along with its row.

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
from followup.model import CellChange, CellValue, Link, NewColumn, Plan, Sheet
from followup.trackers.xlsx import XlsxTracker

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

NEW = (
    NewColumn(4, "Draft status", "choice", choices=("sent", "skip", "later")),
    NewColumn(5, "Draft due", "date"),
    NewColumn(6, "Draft email"),
    NewColumn(7, "Draft link", "link"),
)
Drafts = dict[object, tuple[object, ...]]


def bridge() -> str | None:
    """A Python that can speak to LibreOffice."""
    python = shutil.which("python3", path=os.defpath)
    if not python or not shutil.which("soffice"):
        return None
    asked = subprocess.run([python, "-c", "import uno"], check=False, capture_output=True)
    return python if asked.returncode == 0 else None


def network(path: Path) -> None:
    """Thirty people in a table, in no order."""

    def person(number: int) -> list[Any]:
        score = number * 17 % 30
        return [f"Person {number:02d}", f"p{number}@example.org", f"Company {score}", score]

    titles = ("Name", "Email", "Company", "Score")
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("People")
        columns = [{"header": title} for title in titles]
        data = [person(number) for number in range(30)]
        sheet.add_table(0, 0, 30, 3, {"columns": columns, "data": data, "name": "Network"})


def drafts(sheet: Sheet) -> Drafts:
    """Each person's drafts, and the link's address."""
    return {
        row.cells[0]: (*row.cells[4:8], sheet.links.get((row.number, 7)))
        for row in sheet.rows
        if row.number > 1
    }


@pytest.fixture
def drafted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOLLOWUP_STATE_DIR", str(tmp_path / "state"))
    path = tmp_path / "mine.xlsx"
    network(path)
    tracker = XlsxTracker(path)
    changes = []
    for row in range(2, 32, 2):
        day = date(2026, 11, 1) + timedelta(days=row)
        link = Link("Write", f"mailto:p{row - 2}@example.org")
        values: tuple[CellValue | Link, ...] = (
            "ready",
            day,
            f"Hi Person {row - 2},\n\nthank you.",
            link,
        )
        changes += [
            CellChange(row, column.index, None, value, "draft")
            for column, value in zip(NEW, values, strict=True)
        ]
    tracker.apply(Plan("People", 1, tracker.read().revision, NEW, tuple(changes)))
    return path


def test_sorting_carries_the_drafts_with_their_rows(drafted: Path, tmp_path: Path) -> None:
    python, office = bridge(), shutil.which("soffice")
    if not python or not office:
        pytest.skip("needs LibreOffice and its Python bridge")
    before = XlsxTracker(drafted).read().sheets[0]
    sorted_path = tmp_path / "sorted.xlsx"
    urls = [one.as_uri() for one in (drafted, sorted_path, tmp_path / "profile")]
    try:
        subprocess.run(
            [python, "-c", SORT, office, *urls], check=True, capture_output=True, timeout=120
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        pytest.skip("LibreOffice did not answer")
    after = XlsxTracker(sorted_path).read().sheets[0]
    assert [row.cells[3] for row in after.rows[1:]] == list(range(29, -1, -1))
    assert [row.cells[0] for row in after.rows] != [row.cells[0] for row in before.rows]
    assert drafts(after) == drafts(before)
    (table,) = (area for area in after.areas if area.kind == "table")
    assert table.last_column == 7
