"""A workbook as the Google Sheet it becomes when it is opened there."""

from followup.model import Book, Link, Sheet

from tests.trackers.google.grid import Spreadsheet, Tab


def as_spreadsheet(book: Book) -> Spreadsheet:
    """The same sheets, cells, formulas with their results, links, tables and filters."""
    return Spreadsheet([_tab(number, sheet) for number, sheet in enumerate(book.sheets, 100)])


def _tab(number: int, sheet: Sheet) -> Tab:
    height = max((row.number for row in sheet.rows), default=0) + 20
    tab = Tab.of(sheet.title, [], number, height)
    tab.hidden = not sheet.visible
    for row in sheet.rows:
        for column, value in enumerate(row.cells):
            if value is None:
                continue
            if sheet.is_formula(row.number, column):
                tab.put(row.number - 1, column, "=FORMULA()", result=value)
            elif url := sheet.links.get((row.number, column)):
                tab.put(row.number - 1, column, Link(str(value), url))
            else:
                tab.put(row.number - 1, column, value)
    for area in sheet.areas:
        bounds = {
            "sheetId": number,
            "startRowIndex": area.first_row - 1,
            "endRowIndex": area.last_row,
            "startColumnIndex": area.first_column,
            "endColumnIndex": area.last_column + 1,
        }
        if area.kind == "table":
            tab.tables.append({"tableId": area.name, "name": area.name, "range": bounds})
        else:
            tab.filter = {"range": bounds}
    return tab
