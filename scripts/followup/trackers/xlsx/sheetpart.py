"""A new worksheet as a part of its own, in the order the schema wants (ECMA-376 18.3.1.99)."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from math import ceil

from followup.model import Cell, CellValue, NewSheet
from followup.model.records import dataclass
from followup.trackers.xlsx.cellforms import cell_form, content_of, kind_of
from followup.trackers.xlsx.markup import escaped
from followup.trackers.xlsx.refs import Area
from followup.trackers.xlsx.styles import Styles

LONGEST_LIST = 255
"""Characters a drop-down's list may have when it stands in the rule (Excel's limit)."""

LINE, TALLEST = 15, 405
"""Heights in points: of a line in Excel's default font, and the most a row may have, about."""

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
_FROZEN = (
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2"'
    ' activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2"'
    ' sqref="A2"/></sheetView></sheetViews>'
)
_MARGINS = (
    '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a new sheet takes over from its workbook.

    `space` is the workbook's main namespace, `frozen` whether its header can be kept in view.
    """

    styles: Styles
    space: str
    starts_1904: bool
    frozen: bool


def sheet_part(sheet: NewSheet, setting: Setting) -> bytes:
    """The worksheet part. Raises WorkbookError for a value that no cell can hold."""
    wide = max(map(len, sheet.rows), default=1)
    size = Area(1, 0, max(len(sheet.rows), 1), max(wide, 1) - 1)
    rows = (_row(number, row, sheet.widths, setting) for number, row in enumerate(sheet.rows, 1))
    pieces = (
        f'{_HEAD}<worksheet xmlns="{setting.space}"><dimension ref="{size}"/>'.encode(),
        _FROZEN.encode() if setting.frozen else b"",
        b'<sheetFormatPr defaultRowHeight="15"/>',
        _columns(sheet.widths, setting.styles),
        b"<sheetData>",
        *rows,
        b"</sheetData>",
        _validations(sheet),
        f"{_MARGINS}</worksheet>".encode(),
    )
    return b"".join(pieces)


def _columns(widths: Sequence[float], styles: Styles) -> bytes:
    """The columns' widths; what is typed into an empty cell later is wrapped as well."""
    style = styles.wrapped(0)
    worn = f' style="{style}"' if style else ""
    listed = "".join(
        f'<col min="{number}" max="{number}" width="{width:g}"{worn} customWidth="1"/>'
        for number, width in enumerate(widths, 1)
    )
    return f"<cols>{listed}</cols>".encode() if listed else b""


def _row(number: int, row: Sequence[CellValue], widths: Sequence[float], setting: Setting) -> bytes:
    cells = b"".join(
        _cell(number, index, value, setting) for index, value in enumerate(row) if value is not None
    )
    lines = max(map(_lines, row, widths), default=1)
    height = f' ht="{min(lines * LINE, TALLEST)}"' if lines > 1 else ""
    return f'<row r="{number}"{height}>'.encode() + cells + b"</row>"


def _lines(value: CellValue, width: float) -> int:
    """About how many lines the value takes in a column of that width.

    LibreOffice does not fit rows to wrapped text as it opens a file; a height that is not said to
    be the person's own is fitted anew by every program once the row is edited.
    """
    if not isinstance(value, str):
        return 1
    return sum(max(ceil(len(line) / max(width, 1)), 1) for line in value.split("\n"))


def _cell(number: int, index: int, value: CellValue, setting: Setting) -> bytes:
    style = _style(number, value, setting.styles)
    kind = "iso day" if style is None else kind_of(value)
    form = cell_form("", index, f' s="{style}"' if style else "", kind)
    content = content_of(kind, setting.starts_1904)
    return form % (number, content(value)) if content else form % number


def _style(number: int, value: CellValue, styles: Styles) -> int | None:
    """The format of a cell: the header in bold, all wrapped; None where no date can be shown."""
    base = styles.wrapped(0)
    if number == 1:
        return styles.bold(base)
    dated = isinstance(value, date | datetime | time)
    return styles.date(base, None) if dated else base


def _validations(sheet: NewSheet) -> bytes:
    rules = [_rule(cells, choices) for choices, cells in _by_choices(sheet).items()]
    if not rules:
        return b""
    begin = f'<dataValidations count="{len(rules)}">'.encode()
    return begin + b"".join(rules) + b"</dataValidations>"


def _by_choices(sheet: NewSheet) -> dict[tuple[str, ...], list[Cell]]:
    """The cells of each drop-down; a list too long for a rule, or with a comma in it, has none."""
    found: dict[tuple[str, ...], list[Cell]] = {}
    for cell, choices in sorted(sheet.choices.items()):
        plain = not any("," in choice or '"' in choice for choice in choices)
        if choices and plain and len(",".join(choices)) <= LONGEST_LIST:
            found.setdefault(choices, []).append(cell)
    return found


def _rule(cells: Sequence[Cell], choices: Sequence[str]) -> bytes:
    listed = escaped('"' + ",".join(choices) + '"').decode()
    where = " ".join(str(area) for area in _areas(cells))
    return (
        f'<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="{where}">'
        f"<formula1>{listed}</formula1></dataValidation>"
    ).encode()


def _areas(cells: Sequence[Cell]) -> Iterator[Area]:
    """The cells as few ranges, each down one column."""
    first: Cell | None = None
    last = (-1, -1)
    for row, column in sorted(cells, key=lambda cell: (cell[1], cell[0])):
        if (row - 1, column) != last:
            if first is not None:
                yield Area(first[0] + 1, first[1], last[0] + 1, last[1])
            first = (row, column)
        last = (row, column)
    if first is not None:
        yield Area(first[0] + 1, first[1], last[0] + 1, last[1])
