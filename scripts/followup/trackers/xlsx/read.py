"""Reading a workbook: every sheet's values, formulas, links, tables and filters.

The cells are read from the sheets' bytes rather than by a library: one pass gives all of this at
the speed of python-calamine, in less memory, and without its losses (it ends the whole process on
a value in a sheet's last row and column, and gives error values as empty cells).
"""

from collections.abc import Iterable, Iterator

from followup.model import Area as ModelArea
from followup.model import Cell, Sheet
from followup.trackers.xlsx.markup import Node, parse
from followup.trackers.xlsx.package import Package, SheetPart
from followup.trackers.xlsx.readcells import Texts
from followup.trackers.xlsx.readrows import Lookup, RowReader
from followup.trackers.xlsx.refs import Area, parse_area
from followup.trackers.xlsx.sheetxml import NotPlainError, SheetStream, canonical
from followup.trackers.xlsx.strings import shared_strings
from followup.trackers.xlsx.styles import Styles, worn_formats
from followup.trackers.xlsx.tables import Table, sheet_tables

_MOST_LINKED = 10_000
_MOST_LINKS = 1_000_000
"""Cells that one link and all links of a sheet are noted for."""


def read_sheets(package: Package) -> tuple[Sheet, ...]:
    """Every worksheet in the workbook's order. Raises WorkbookError where one cannot be read."""
    lookup = _lookup(package)
    return tuple(_read_sheet(package, sheet, lookup) for sheet in package.sheets)


def _lookup(package: Package) -> Lookup:
    strings: list[str] = []
    for one in package.related(package.workbook, "sharedStrings"):
        strings = shared_strings(package.stream(one.target))
    formats = read_styles(package).formats
    dates = frozenset(str(number).encode() for number, one in enumerate(formats) if one.dated)
    return Lookup(Texts(strings), dates, package.starts_1904)


def styles_part(package: Package) -> str:
    """The name of the part with the cell formats, "" where the workbook has none."""
    found = package.related(package.workbook, "styles")
    return found[0].target if found and package.find(found[0].target) else ""


def read_styles(package: Package) -> Styles:
    """The workbook's cell formats."""
    part = styles_part(package)
    return Styles(package.read(part) if part else None)


def addable_styles(package: Package, surveyed: str = "") -> Styles:
    """The formats, to be added to; none is where a cell of any sheet wears one that is not there.

    The part `surveyed` is left out, as whoever surveys it tells what its cells wear.
    """
    styles = read_styles(package)
    for sheet in package.sheets:
        if sheet.part != surveyed and package.find(sheet.part):
            styles.mind(worn_formats(package.stream(sheet.part)))
    return styles


def _read_sheet(package: Package, sheet: SheetPart, lookup: Lookup) -> Sheet:
    try:
        reader, root = _read_rows(package.stream(sheet.part), lookup)
    except NotPlainError:
        try:
            reader, root = _read_rows(canonical(package.stream(sheet.part)), lookup)
        except NotPlainError:
            return Sheet(sheet.title, (), sheet.visible)
    tables = sheet_tables(package, sheet.part)
    return Sheet(
        sheet.title,
        tuple(reader.rows),
        sheet.visible,
        tuple(_areas(root, tables)),
        {column: frozenset(rows) for column, rows in reader.all_formulas().items()},
        reader.links | dict(_links(package, sheet.part, root)),
    )


def _read_rows(chunks: Iterable[bytes], lookup: Lookup) -> tuple[RowReader, Node]:
    stream = SheetStream(chunks)
    if stream.prefix:
        raise NotPlainError
    reader = RowReader(lookup)
    for _, block in stream.blocks():
        reader.add(block)
    reader.finish()
    return reader, parse(stream.frame())


def _areas(root: Node, tables: tuple[Table, ...]) -> Iterator[ModelArea]:
    for table in tables:
        yield _model_area("table", table.area, table.name, table.totals)
    filtered = root.find("autoFilter")
    if filtered is not None and "ref" in filtered.attrs:
        yield _model_area("filter", parse_area(filtered.attrs["ref"]))


def _model_area(kind: str, area: Area, name: str = "", totals: bool = False) -> ModelArea:
    return ModelArea(kind, area.top, area.bottom, area.left, area.right, name, totals)


def _links(package: Package, part: str, root: Node) -> Iterator[tuple[Cell, str]]:
    listed = root.find("hyperlinks")
    if listed is None:
        return
    targets = package.relationships(part)
    room = _MOST_LINKS
    for node in listed.all("hyperlink"):
        relationship = targets.get(node.related())
        place = node.attrs.get("location", "")
        url = (relationship.target if relationship else "") + (f"#{place}" if place else "")
        area = parse_area(node.attrs.get("ref", ""))
        room -= area.cells if area.cells <= _MOST_LINKED else 0
        if url and area.cells <= _MOST_LINKED and room >= 0:
            for row in range(area.top, area.bottom + 1):
                for column in range(area.left, area.right + 1):
                    yield (row, column), url
