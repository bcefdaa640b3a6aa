"""The first sheet of a new tracker: title, legend, and the table of people."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from followup.model import column_letters
from followup.starter.layout import (
    CLOSED,
    DARK,
    DAYS_SINCE,
    FACE,
    FIRST_ROW,
    HEADER_ROW,
    LAST_PREPARED_ROW,
    LAYOUT,
    LEGEND,
    LISTS,
    ColumnSpec,
    Entry,
)

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

GREY, LINE = "7F7F7F", "B7C9CF"
SIDES = {"text": None, "date": "left", "short": "center", "formula": "left"}


def fill_contacts(sheet: "Worksheet", title: str, people: Sequence[Entry], *, room: int) -> None:
    """Write the whole sheet; the table has `room` for that many people more."""
    _write_top(sheet, title)
    _write_headers(sheet)
    for number, person in enumerate([*people, *[{}] * room], FIRST_ROW):
        _write_person(sheet, number, person)
    _add_table(sheet, HEADER_ROW + len(people) + room)
    _add_choices(sheet)
    _add_colours(sheet)
    _set_view(sheet)


def _write_top(sheet: "Worksheet", title: str) -> None:
    from openpyxl.styles import Font

    sheet["A1"], sheet["A2"] = title, LEGEND
    sheet["A1"].font = Font(FACE, 16, bold=True, color=DARK)
    sheet["A2"].font = Font(FACE, 11, italic=True, color=GREY)


def _write_headers(sheet: "Worksheet") -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    for index, spec in enumerate(LAYOUT):
        cell = sheet[f"{column_letters(index)}{HEADER_ROW}"]
        cell.value = spec.title
        cell.font = Font(FACE, 11, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=DARK)
        cell.alignment = Alignment(SIDES[spec.kind], "center", wrap_text=True)
        _remark(cell, spec.hint)
        sheet.column_dimensions[column_letters(index)].width = spec.width
    sheet.row_dimensions[HEADER_ROW].height = 32


def _write_person(sheet: "Worksheet", number: int, person: Entry) -> None:
    comment = person.get("comment", {})
    for index, spec in enumerate(LAYOUT):
        cell = sheet[f"{column_letters(index)}{number}"]
        is_formula = spec.kind == "formula" and person
        cell.value = f"={DAYS_SINCE}" if is_formula else person.get(spec.key)
        _dress(cell, spec)
        _remark(cell, comment["text"] if spec.key == comment.get("on") else "")
    if person.get("hidden"):
        sheet.row_dimensions[number].hidden = True


def _remark(cell: "Cell", text: str) -> None:
    from openpyxl.comments import Comment

    if text:
        cell.comment = Comment(text, "Me", height=60, width=220)


def _dress(cell: "Cell", spec: ColumnSpec) -> None:
    from openpyxl.styles import Alignment, Border, Side

    cell.border = Border(bottom=Side("hair", color=LINE))
    # Top: a cell of many lines that is not wrapped then shows its first one.
    cell.alignment = Alignment(SIDES[spec.kind], "top")
    if spec.kind == "date" or cell.is_date:
        cell.number_format = "d mmm yyyy"
    elif spec.kind == "formula":
        cell.number_format = "0"


def _column(key: str) -> str:
    return column_letters([spec.key for spec in LAYOUT].index(key))


def _area(key: str) -> str:
    return f"{_column(key)}{FIRST_ROW}:{_column(key)}{LAST_PREPARED_ROW}"


def _add_table(sheet: "Worksheet", last: int) -> None:
    from openpyxl.worksheet.filters import AutoFilter
    from openpyxl.worksheet.table import Table, TableColumn, TableFormula, TableStyleInfo

    area = f"A{HEADER_ROW}:{_column('days_since')}{last}"
    table = Table(displayName="Contacts", ref=area, autoFilter=AutoFilter(ref=area))
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight15", showRowStripes=True)
    for number, spec in enumerate(LAYOUT, 1):
        column = TableColumn(id=number, name=spec.title)
        if spec.kind == "formula":
            column.calculatedColumnFormula = TableFormula(attr_text=DAYS_SINCE)
        table.tableColumns.append(column)
    sheet.add_table(table)


def _add_choices(sheet: "Worksheet") -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    for index, (name, values) in enumerate(LISTS.items()):
        letter = column_letters(index)
        source = f"Lists!${letter}$2:${letter}${len(values) + 1}"
        # The list offers, it does not rule: "sent 16 Nov" may be typed as well.
        offer = DataValidation("list", formula1=source, allow_blank=True, showErrorMessage=False)
        for spec in LAYOUT:
            if spec.choices == name:
                offer.add(_area(spec.key))
        sheet.add_data_validation(offer)


def _add_colours(sheet: "Worksheet") -> None:
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import Font, PatternFill
    from openpyxl.styles.differential import DifferentialStyle

    for area, condition, fill, ink in _colour_rules():
        style = DifferentialStyle(
            fill=PatternFill(bgColor=fill) if fill else None,
            font=Font(color=ink) if ink else None,
        )
        rule = Rule("expression", dxf=style, formula=[condition])
        sheet.conditional_formatting.add(area, rule)


def _colour_rules() -> Iterator[tuple[str, str, str, str]]:
    """Area, condition, fill and ink of each rule; a condition speaks of its area's first cell."""
    due, thanked = f"{_column('follow_up')}{FIRST_ROW}", f"{_column('thanked')}{FIRST_ROW}"
    closed = ",".join(f'${_column("status")}{FIRST_ROW}="{word}"' for word in CLOSED)
    everything = f"A{FIRST_ROW}:{_column('days_since')}{LAST_PREPARED_ROW}"
    yield _area("follow_up"), f"AND(ISNUMBER({due}),{due}<=TODAY())", "FFE7B3", ""
    yield _area("thanked"), f'{thanked}="no"', "F8D3CF", ""
    yield everything, f"OR({closed})", "", "9A9A9A"
    # An example that is typed over looks like the others at once.
    yield everything, f'LEFT($A{FIRST_ROW},7)="Example"', "", "4F81A0"


def _set_view(sheet: "Worksheet") -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.freeze_panes = f"B{FIRST_ROW}"
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
