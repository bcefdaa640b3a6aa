"""Excel tables: where they stand, and how one grows by columns at its right edge."""

from collections.abc import Sequence

from followup.model.records import dataclass
from followup.trackers.xlsx.errors import WorkbookError
from followup.trackers.xlsx.markup import (
    Edit,
    Node,
    escaped,
    parse,
    spliced,
    tag_prefix,
    with_attributes,
)
from followup.trackers.xlsx.package import Package
from followup.trackers.xlsx.refs import Area, parse_area


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet: its part, name, cells, and whether it shows headers and totals.

    `source` is "" for a table the person types in, else what fills it ("queryTable", "xml").
    """

    part: str
    name: str
    area: Area
    headers: bool
    totals: bool
    source: str
    root: Node
    data: bytes

    @property
    def titles(self) -> list[str]:
        """What it calls its columns, from left to right."""
        listed = self.root.find("tableColumns")
        return [node.attrs.get("name", "") for node in listed.children] if listed else []

    @property
    def header_row(self) -> int:
        """The row the headers stand in; the row above the table where it hides them."""
        return self.area.top if self.headers else self.area.top - 1

    @property
    def last_data_row(self) -> int:
        """The last row that holds a record."""
        return self.area.bottom - 1 if self.totals else self.area.bottom


def sheet_tables(package: Package, sheet_part: str) -> tuple[Table, ...]:
    """The tables that stand on a sheet."""
    parts = dict.fromkeys(one.target for one in package.related(sheet_part, "table"))
    return tuple(_table(part, package.read(part)) for part in parts if package.find(part))


def _table(part: str, data: bytes) -> Table:
    root = parse(data)
    source = root.attrs.get("tableType", "worksheet")
    return Table(
        part,
        root.attrs.get("displayName") or root.attrs.get("name", ""),
        parse_area(root.attrs.get("ref", "")),
        headers=root.attrs.get("headerRowCount", "1") != "0",
        totals=root.attrs.get("totalsRowCount", "0") != "0",
        source="" if source == "worksheet" else source,
        root=root,
        data=data,
    )


def grown(table: Table, titles: Sequence[str]) -> bytes:
    """The table's part with these columns added at its right edge (ECMA-376 part 1, 18.5.1).

    Raises WorkbookError where a title is taken: Excel wants them different, whatever the case.
    """
    listed = table.root.find("tableColumns")
    if listed is None:
        raise WorkbookError(f"has a table {table.name} without columns")
    area = table.area.widened(table.area.right + len(titles))
    edits = [_ref_edit(table, table.root, area)]
    shown = table.root.find("autoFilter")
    if shown is not None and "ref" in shown.attrs:
        filtered = parse_area(shown.attrs["ref"])
        if filtered.right == table.area.right:
            edits.append(_ref_edit(table, shown, filtered.widened(area.right)))
    return spliced(table.data, [*edits, *_column_edits(table, listed, titles)])


def _ref_edit(table: Table, node: Node, area: Area) -> Edit:
    tag = with_attributes(table.data[node.start : node.inner], ref=str(area))
    return node.start, node.inner, tag


def _column_edits(table: Table, listed: Node, titles: Sequence[str]) -> list[Edit]:
    taken = {node.attrs.get("name", "").casefold() for node in listed.children}
    ids = [int(node.attrs.get("id", "0")) for node in listed.children]
    prefix = tag_prefix(table.data, listed).encode()
    new = []
    for number, title in enumerate(titles, max(ids, default=0) + 1):
        if title.casefold() in taken:
            raise WorkbookError(f"has a table {table.name} that already has a column {title!r}")
        taken.add(title.casefold())
        new.append(b'<%stableColumn id="%d" name="%s"/>' % (prefix, number, escaped(title)))
    count = str(len(listed.children) + len(titles))
    tag = with_attributes(table.data[listed.start : listed.inner], count=count)
    return [
        (listed.start, listed.inner, tag),
        (listed.close, listed.close, b"".join(new)),
    ]
