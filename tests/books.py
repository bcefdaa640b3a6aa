"""Small workbooks for tests, and a reading of them that is not ours."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

HEADERS = (
    "Name",
    "Email",
    "Met on",
    "How we met",
    "Last contact",
    "Thank-you sent?",
    "Next follow-up",
    "Notes",
)


def tracker(path: Path, *rows: Iterable[Any], headers: Iterable[str] = HEADERS) -> Path:
    """A workbook with one sheet, "People": a header row and these rows."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "People"
    sheet.append(list(headers))
    for row in rows:
        sheet.append(list(row))
    for cells in sheet.iter_rows():
        for cell in cells:
            if isinstance(cell.value, date):
                cell.number_format = "yyyy-mm-dd"
    book.save(path)
    book.close()
    return path


def cells(path: Path, sheet: str = "People", header_row: int = 1) -> dict[int, dict[str, Any]]:
    """Row number to header to value, as openpyxl reads it; days as dates."""
    book = load_workbook(path)
    found = book[sheet]
    titles = [cell.value for cell in found[header_row]]
    rows: dict[int, dict[str, Any]] = {}
    for number, row in enumerate(found.iter_rows(min_row=header_row + 1), header_row + 1):
        rows[number] = {str(t): _day(c.value) for t, c in zip(titles, row, strict=True) if t}
    book.close()
    return rows


def _day(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) and value.time().hour == 0 else value


def write(path: Path, row: int, header: str, value: Any, sheet: str = "People") -> None:
    """Type one value under a header, as a person does in their spreadsheet."""
    book = load_workbook(path)
    found = book[sheet]
    top = next(r for r in found.iter_rows(max_row=10) if header in [c.value for c in r])
    column = next(cell.column for cell in top if cell.value == header)
    found.cell(row, column).value = value
    if isinstance(value, date):
        found.cell(row, column).number_format = "yyyy-mm-dd"
    book.save(path)
    book.close()
