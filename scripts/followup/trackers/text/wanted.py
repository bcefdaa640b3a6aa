"""From a plan to the text of single cells of a text file, all refusals included."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time

from followup.errors import BusyError, FollowupError
from followup.model import Cell, CellValue, Link, Plan, place
from followup.trackers.text.dates import DateStyle, find_style
from followup.trackers.text.document import Document
from followup.values.text import plain_signs


def wanted_cells(plan: Plan, document: Document) -> dict[Cell, str]:
    """What each planned cell shall hold; cells that hold it already are left out.

    A link becomes its address, an empty cell "", a day text in the style of its column. Dashes and
    quotation marks that the file's encoding lacks are written as a typewriter has them. Raises
    BusyError where a cell or row is not as the plan read it, and FollowupError where a cell must
    not or cannot be written; both name the cells.
    """
    _check_rows(plan, document)
    _check_new_columns(plan, document)
    styles: dict[int, DateStyle] = {}
    cells = {(plan.header_row, column.index): column.title for column in plan.new_columns}
    for change in plan.changes:
        text = _text(change.new, change.column, document, styles)
        text = text if document.encoding.can_hold(text) else plain_signs(text)
        if text != (document.cell(change.row, change.column) or ""):
            cells[change.row, change.column] = text
    _check_characters(plan, document, cells)
    return cells


def _check_rows(plan: Plan, document: Document) -> None:
    for change in plan.changes:
        found = document.cell(change.row, change.column)
        if not _same(found, change.old):
            where = place(plan.sheet, change.row, change.column)
            raise BusyError(f"{where} no longer holds what was read; run the same command again")
    for row, identity in plan.identity.items():
        if any(not _same(document.cell(row, column), old) for column, old in identity.items()):
            where = place(plan.sheet, row)
            raise BusyError(f"{where} is another person's row now; run the same command again")


def _same(found: str | None, old: CellValue) -> bool:
    return found == (None if old is None or old == "" else str(old))


def _check_new_columns(plan: Plan, document: Document) -> None:
    for column in plan.new_columns:
        if document.cell(plan.header_row, column.index) is not None:
            where = place(plan.sheet, plan.header_row, column.index)
            raise FollowupError(
                f"{where}: no room for the column {column.title}; something is there"
            )


def _check_characters(plan: Plan, document: Document, cells: Mapping[Cell, str]) -> None:
    bad = list(_unfit(plan, document, cells))
    if bad:
        more = f" and {len(bad) - 3} more" if len(bad) > 3 else ""
        raise FollowupError(
            f"{', '.join(bad[:3])}{more}: not all characters exist in this file's encoding "
            f"({document.encoding.codec}); save it as CSV UTF-8 and run the same command again"
        )


def _unfit(plan: Plan, document: Document, cells: Mapping[Cell, str]) -> Iterator[str]:
    can_hold = document.encoding.can_hold
    for (row, column), text in cells.items():
        if not can_hold(text):
            strange = next(ch for ch in text if not can_hold(ch))
            yield f"{place(plan.sheet, row, column)} ({strange!r})"


def _text(
    value: CellValue | Link, column: int, document: Document, styles: dict[int, DateStyle]
) -> str:
    if value is None:
        return ""
    if isinstance(value, Link):
        return value.url
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        if column not in styles:
            styles[column] = _style(column, document)
        return styles[column].write(value)
    if isinstance(value, time):
        return value.isoformat("minutes")
    return str(value).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _style(column: int, document: Document) -> DateStyle:
    """The style of the column's own days; for a column without any, of the whole file's."""
    everything = [str(value) for row in document.rows() for value in row.cells if value is not None]
    rows = range(1, len(document.records) + 1)
    return find_style([document.cell(row, column) or "" for row in rows], everything)
