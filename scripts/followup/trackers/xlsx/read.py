"""Reading a workbook: every sheet's values, formulas, links, tables and filters.

The cells are read from the sheets' bytes rather than by a library: one pass gives all of this at
the speed of python-calamine, in less memory, and without its losses (it ends the whole process on
a value in a sheet's last row and column, and gives error values as empty cells).
"""

import re
from collections.abc import Iterable, Iterator

from followup.model import Area as ModelArea
from followup.model import Cell, CellValue, Row, Sheet
from followup.model.patterns import pattern
from followup.model.records import dataclass
from followup.trackers.xlsx.cells import row_number
from followup.trackers.xlsx.cellvalues import (
    unmarked,
)
from followup.trackers.xlsx.errors import WorkbookError
from followup.trackers.xlsx.markup import Node, attributes, parse
from followup.trackers.xlsx.package import Package, SheetPart
from followup.trackers.xlsx.readcells import (
    FAST_CELL,
    INDEX,
    Days,
    Found,
    put,
    slow_cells,
    stored_number,
    typed,
)
from followup.trackers.xlsx.refs import MAX_ROW, Area, parse_area
from followup.trackers.xlsx.sheetxml import NotPlainError, SheetStream, canonical
from followup.trackers.xlsx.strings import shared_strings
from followup.trackers.xlsx.styles import Styles, worn_formats
from followup.trackers.xlsx.tables import Table, sheet_tables

MOST_CELLS = 100_000_000
"""Cells, gaps included, that one sheet's rows may take in memory."""
_MOST_LINKED = 10_000
_MOST_LINKS = 1_000_000
_MOST_SPILLED = 1_000_000
"""Cells that one link, all links, and all array formulas of a sheet are noted for."""

_ROW = pattern(rb'<row(?=[\s/>])(?: r="(\d{1,7})")?([^<>]*)>')
_FORMULA = pattern(rb"<f(?:\s([^<>]*))?>([^<]*)")
_PLAIN_LINK = pattern(r'\s*=?\s*HYPERLINK\(\s*"((?:[^"]|"")*)"', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a cell's content refers to: texts by number, formats that show dates, the epoch."""

    strings: list[str | None]
    dates: frozenset[bytes]
    starts_1904: bool


def read_sheets(package: Package) -> tuple[Sheet, ...]:
    """Every worksheet in the workbook's order. Raises WorkbookError where one cannot be read."""
    lookup = _lookup(package)
    return tuple(_read_sheet(package, sheet, lookup) for sheet in package.sheets)


def _lookup(package: Package) -> Lookup:
    strings: list[str | None] = []
    for one in package.related(package.workbook, "sharedStrings"):
        strings = [text or None for text in shared_strings(package.stream(one.target))]
    formats = read_styles(package).formats
    dates = frozenset(str(number).encode() for number, one in enumerate(formats) if one.dated)
    return Lookup(strings, dates, package.starts_1904)


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


def _read_rows(chunks: Iterable[bytes], lookup: Lookup) -> tuple["_Reader", Node]:
    stream = SheetStream(chunks)
    if stream.prefix:
        raise NotPlainError
    reader = _Reader(lookup)
    for _, block in stream.blocks():
        reader.add(block)
    reader.finish()
    return reader, parse(stream.frame())


class _Reader:
    """Collects a sheet's rows from blocks of them."""

    def __init__(self, lookup: Lookup) -> None:
        self.lookup = lookup
        self.rows: list[Row] = []
        self.formulas: dict[int, set[int]] = {}
        self.arrays: list[Area] = []
        self.links: dict[Cell, str] = {}
        self._last = 0
        self._ordered = True
        self._room = MOST_CELLS
        self._days = Days(lookup.starts_1904)

    def add(self, block: bytes) -> None:
        """Read the rows of a block."""
        pieces = block.split(b"</row>")
        if len(pieces) <= block.count(b"</row"):
            raise NotPlainError
        for piece in pieces:
            at = 0
            while match := _ROW.search(piece, at):
                number = int(match[1]) if match[1] else row_number(match[2], self._last)
                if not self._last < number <= MAX_ROW:
                    self._out_of_order(number)
                self._last, at = number, match.end()
                if not match[2].endswith(b"/"):
                    self._add_row(number, piece)
                    break

    def _out_of_order(self, number: int) -> None:
        if not 1 <= number <= MAX_ROW:
            raise WorkbookError(f"has a row {number}, which no sheet has")
        self._ordered = False

    def _add_row(self, number: int, piece: bytes) -> None:
        found: Iterable[Found] = FAST_CELL.findall(piece)
        if len(found) != piece.count(b"<c"):  # type: ignore[arg-type]
            found = slow_cells(piece)
        row = self._values(number, found)
        while row and row[-1] is None:
            row.pop()
        self._room -= len(row)
        if self._room < 0:
            raise WorkbookError("has a sheet too large to be read")
        if row:
            self.rows.append(Row(number, tuple(row)))

    def _values(self, number: int, found: Iterable[Found]) -> list[CellValue]:
        """A row's values from column A on."""
        row: list[CellValue] = []
        strings, days, dates, index = self.lookup.strings, self._days, self.lookup.dates, INDEX
        for letters, style, kind, formula, value, inline in found:
            column = index[letters]
            if formula:
                self._note_formula(number, column, formula)
            content: CellValue
            if kind == b"s":
                try:
                    content = strings[int(value)]
                except (ValueError, IndexError):
                    content = self._odd_text(value)
            elif kind and kind != b"n":
                content = typed(kind, value, inline)
            elif style in dates:
                content = days[value]
            elif value.isdigit() and len(value) < 16:
                content = int(value)
            else:
                content = stored_number(value)
            if column == len(row):
                row.append(content)
            else:
                put(row, column, content)
        return row

    def _odd_text(self, value: bytes) -> str | None:
        """The shared string of a number that is written oddly; None where there is none."""
        number = unmarked(value.decode()).strip()
        known = number.isdecimal() and int(number) < len(self.lookup.strings)
        return self.lookup.strings[int(number)] if known else None

    def _note_formula(self, row: int, column: int, formula: bytes) -> None:
        self.formulas.setdefault(column, set()).add(row)
        if b"ref=" in formula or b"HYPERLINK" in formula.upper():
            match = _FORMULA.match(formula)
            attrs = attributes(b" " + (match[1] or b"")) if match else {}
            if attrs.get(b"t") in {b"array", b"dataTable"} and b"ref" in attrs:
                self.arrays.append(parse_area(attrs[b"ref"].decode()))
            if link := _PLAIN_LINK.match(unmarked(match[2].decode()) if match else ""):
                self.links[row, column] = link[1].replace('""', '"')

    def all_formulas(self) -> dict[int, set[int]]:
        """Rows by column of the cells that hold a formula or the spilled results of one."""
        room = _MOST_SPILLED
        for area in self.arrays:
            rows = range(area.top, min(area.bottom, self._last) + 1)
            columns = range(area.left, area.right + 1)
            room -= len(rows) * len(columns)
            if room < 0:
                break
            for column in columns:
                self.formulas.setdefault(column, set()).update(rows)
        return self.formulas

    def finish(self) -> None:
        """Put rows that stood out of order in order; of two with one number the later counts."""
        if not self._ordered:
            by_number = {row.number: row for row in self.rows}
            self.rows = [by_number[number] for number in sorted(by_number)]


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
