"""The cells that are not ours to write: each refusal names them and says what to do."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from followup.errors import BusyError, CellsRefusedError
from followup.model import Cell, Link, Plan, place
from followup.trackers.xlsx.cells import RawCell
from followup.trackers.xlsx.dress import column_defaults, row_default
from followup.trackers.xlsx.package import is_true
from followup.trackers.xlsx.refs import Area, parse_area
from followup.trackers.xlsx.styles import Styles
from followup.trackers.xlsx.survey import Survey
from followup.trackers.xlsx.tables import Table

LONGEST_TEXT = 32_767
LONGEST_ADDRESS = 2_079
"""Characters a cell and a hyperlink hold (Excel specifications and limits)."""
_NAMED = 5


def refuse_cells(
    plan: Plan,
    survey: Survey,
    there: Mapping[Cell, RawCell],
    tables: Sequence[Table],
    styles: Styles,
) -> None:
    """Raise CellsRefusedError if a planned change must not be made, naming the cells.

    `there` are the cells, of those that are to be changed, that the sheet has already.
    """
    merged = _merged(survey)
    matter = merged or survey.spilled or tables or is_protected(survey)
    changed = {(change.row, change.column) for change in plan.changes} if matter else set()
    texts, links = _too_long(plan)
    checks = (
        (_formulas(there), "holds a formula; turn it into a value or name another column"),
        (_inside(changed, survey.spilled), "belongs to the results of a formula"),
        (_inside(changed, merged), "is part of merged cells; unmerge them"),
        (_headers(changed, tables), "is a title or total of a table"),
        (_locked(changed, survey, there, styles), "is locked; unprotect the sheet or unlock it"),
        (texts, f"would hold more than the {LONGEST_TEXT} characters a cell takes"),
        (links, f"would hold a link of more than {LONGEST_ADDRESS} characters"),
    )
    for found, why in checks:
        refuse(plan.sheet, found, why)


def refuse_surprises(plan: Plan, there: Mapping[Cell, RawCell]) -> None:
    """Raise BusyError where the plan counts on a value in a cell that is empty."""
    for change in plan.changes:
        cell = there.get((change.row, change.column))
        if change.old is not None and not (cell and cell.content):
            where = place(plan.sheet, change.row, change.column)
            raise BusyError(f"{where} no longer holds what was read; run the same command again")


def refuse(sheet: str, cells: Iterable[Cell], why: str) -> None:
    """Raise CellsRefusedError that names the first few of the cells, if there are any."""
    named = sorted(cells)
    if named:
        places = ", ".join(place(sheet, *cell) for cell in named[:_NAMED])
        more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
        raise CellsRefusedError(f"{places}{more}: {why}. Nothing was written", named)


def _formulas(there: Mapping[Cell, RawCell]) -> Iterator[Cell]:
    return (place for place, cell in there.items() if _has_formula(cell))


def _has_formula(cell: RawCell) -> bool:
    if b"<f" not in cell.content and b":f" not in cell.content:
        return False
    names = (part.lstrip(b"<").rpartition(b":")[2] for part in cell.content.split(b"<")[1:])
    return any(name[:1] == b"f" and name[1:2] in b" />\t\r\n" for name in names)


def _inside(changed: Collection[Cell], areas: Collection[Area]) -> Iterator[Cell]:
    if changed and areas:
        rows, columns = zip(*changed, strict=True)
        around = Area(min(rows), min(columns), max(rows), max(columns))
        areas = [area for area in areas if area.meets(around)]
    return (cell for cell in changed if any(cell in area for area in areas)) if areas else iter(())


def _merged(survey: Survey) -> list[Area]:
    listed = survey.frame.root.find("mergeCells")
    nodes = listed.all("mergeCell") if listed else ()
    return [parse_area(node.attrs.get("ref", "")) for node in nodes]


def _headers(changed: Collection[Cell], tables: Sequence[Table]) -> Iterator[Cell]:
    for table in tables:
        for cell in changed:
            data = table.header_row < cell[0] <= table.last_data_row
            if cell in table.area and not data:
                yield cell


def is_protected(survey: Survey) -> bool:
    """Whether the sheet is protected."""
    node = survey.frame.root.find("sheetProtection")
    return node is not None and is_true(node.attrs.get("sheet"))


def _locked(
    changed: Collection[Cell], survey: Survey, there: Mapping[Cell, RawCell], styles: Styles
) -> Iterator[Cell]:
    if not is_protected(survey):
        return
    columns = column_defaults(survey.frame.root)
    for row, column in changed:
        cell = there.get((row, column))
        default = row_default(survey.rows[row].tag) or columns.get(column, 0)
        if styles.at(cell.style if cell else default).locked:
            yield row, column


def _too_long(plan: Plan) -> tuple[list[Cell], list[Cell]]:
    """The cells whose text, and those whose link, would be longer than such a thing can be."""
    texts, links = [], []
    for change in plan.changes:
        text = change.new
        if isinstance(text, Link):
            if len(text.url) > LONGEST_ADDRESS:
                links.append((change.row, change.column))
            text = text.text
        if isinstance(text, str) and too_long(text):
            texts.append((change.row, change.column))
    return texts, links


def too_long(text: str) -> bool:
    """Whether a cell cannot hold that text."""
    if len(text) <= LONGEST_TEXT // 2:
        return False
    return len(text) + sum(1 for letter in text if letter > "\uffff") > LONGEST_TEXT
