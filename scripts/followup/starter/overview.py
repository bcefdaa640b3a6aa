"""The other sheets of a new tracker: two charts of where one stands, and the drop-downs' words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from followup.starter.layout import DARK, FACE, LISTS, STATUSES

if TYPE_CHECKING:
    from openpyxl.chart import BarChart
    from openpyxl.worksheet.worksheet import Worksheet

BAR = "2F7F86"
DAYS = "Contacts[Days since contact]"
SPANS = (
    ("Up to a month", f'{DAYS},"<=30"'),
    ("Up to three months", f'{DAYS},">30",{DAYS},"<=91"'),
    ("Up to a year", f'{DAYS},">91",{DAYS},"<365"'),
    ("A year and more", f'{DAYS},">=365"'),
)


def fill_overview(sheet: "Worksheet") -> None:
    """Write two small tables that count the people of "Contacts", each with its chart."""
    from openpyxl.styles import Font
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet["A1"] = "Where I stand"
    sheet["A1"].font = Font(FACE, 16, bold=True, color=DARK)
    words = [(word, f'Contacts[Status],"{word}"') for word in STATUSES]
    _add_counts(sheet, 3, "Status", words)
    _add_chart(sheet, 3, len(words), "People by status")
    _add_counts(sheet, 21, "Last contact", SPANS)
    _add_chart(sheet, 21, len(SPANS), "How long since we last spoke")
    sheet.column_dimensions["A"].width = 22
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 1
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def fill_lists(sheet: "Worksheet") -> None:
    """Write the words that the drop-downs offer, one list a column."""
    _write_heads(sheet, 1, tuple(LISTS))
    for column, values in enumerate(LISTS.values(), 1):
        for row, value in enumerate(values, 2):
            sheet.cell(row, column, value)
    sheet.column_dimensions["A"].width = 20


def _write_heads(sheet: "Worksheet", row: int, titles: Sequence[str]) -> None:
    from openpyxl.styles import Font

    for column, title in enumerate(titles, 1):
        sheet.cell(row, column, title).font = Font(FACE, 11, bold=True, color=DARK)


def _add_counts(sheet: "Worksheet", row: int, title: str, lines: Sequence[tuple[str, str]]) -> None:
    _write_heads(sheet, row, (title, "People"))
    for number, (label, condition) in enumerate(lines, row + 1):
        sheet.cell(number, 1, label)
        sheet.cell(number, 2, f"=COUNTIFS({condition})")


def _add_chart(sheet: "Worksheet", row: int, length: int, caption: str) -> None:
    from openpyxl.chart import BarChart, Reference

    chart = BarChart()
    first, last = row + 1, row + length
    chart.add_data(Reference(sheet, min_col=2, min_row=first, max_row=last))
    chart.set_categories(Reference(sheet, min_col=1, min_row=first, max_row=last))
    _dress(chart, caption)
    sheet.add_chart(chart, f"D{row}")


def _dress(chart: "BarChart", caption: str) -> None:
    chart.type, chart.title, chart.legend = "bar", caption, None
    chart.height, chart.width, chart.gapWidth = 8, 16, 60
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"
    chart.series[0].graphicalProperties.solidFill = BAR
