"""What stands around a sheet's rows, edited: size, widths, filter, drop-downs, hyperlinks.

Each function takes the frame (a sheet without its rows) and gives edits of it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from followup.model import Cell, NewColumn, column_letters
from followup.model.records import dataclass
from followup.trackers.xlsx.dress import column_range
from followup.trackers.xlsx.errors import WorkbookError
from followup.trackers.xlsx.markup import (
    Edit,
    Node,
    escaped,
    parse_with_prefixes,
    tag_prefix,
    with_attributes,
)
from followup.trackers.xlsx.refs import MAX_ROW, Area, parse_area

_SEQUENCE = """
sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection
protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells
phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins
pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors
smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls
webPublishItems tableParts extLst
"""
_ORDER = {name: number for number, name in enumerate(_SEQUENCE.split())}
"""The order the schema wants (CT_Worksheet); Excel offers a repair where it is not kept."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A sheet without its rows, and its tree."""

    data: bytes
    root: Node
    prefixes: Mapping[str, str]

    @property
    def prefix(self) -> str:
        """How the sheet's elements are written, such as "x:"."""
        return tag_prefix(self.data, self.root)

    def tag(self, node: Node) -> bytes:
        """An element's start tag as written."""
        return self.data[node.start : node.inner]

    def retagged(self, node: Node, **values: str | None) -> Edit:
        """The edit that sets attributes of an element."""
        return node.start, node.inner, with_attributes(self.tag(node), **values)

    def insertion_point(self, name: str) -> int:
        """Where a new element of that name belongs."""
        at = self.root.inner
        for child in self.root.children:
            if _ORDER.get(child.name, len(_ORDER)) < _ORDER[name]:
                at = child.end
        return at

    def with_children(self, name: str, new: Sequence[bytes]) -> list[Edit]:
        """The edits that add children to the element of that name, which is made if need be."""
        holder = self.root.find(name)
        count = len(new) + (len(holder.children) if holder else 0)
        counted = f' count="{count}"' if name in _COUNTED else ""
        begin, end = f"<{self.prefix}{name}{counted}>".encode(), f"</{self.prefix}{name}>".encode()
        if holder is None:
            at = self.insertion_point(name)
            return [(at, at, b"".join([begin, *new, end]))]
        if not holder.children:
            return [(holder.start, holder.end, b"".join([begin, *new, end]))]
        edits = [self.retagged(holder, count=str(count))] if "count" in holder.attrs else []
        return [*edits, (holder.close, holder.close, b"".join(new))]


_COUNTED = frozenset({"dataValidations"})


def frame_of(data: bytes) -> Frame:
    """The frame with its tree. Raises WorkbookError where it is not well-formed."""
    return Frame(data, *parse_with_prefixes(data))


def dimension_edits(frame: Frame, rows: Collection[int], columns: Collection[int]) -> list[Edit]:
    """The sheet's stated size, widened to these rows and columns; none where it states none."""
    node = frame.root.find("dimension")
    if node is None or not rows:
        return []
    try:
        area = parse_area(node.attrs.get("ref", ""))
    except WorkbookError:
        return []
    wide = Area(
        min(area.top, *rows),
        min(area.left, *columns),
        max(area.bottom, *rows),
        max(area.right, *columns),
    )
    return [] if wide == area else [frame.retagged(node, ref=str(wide))]


def width_edits(frame: Frame, columns: Sequence[NewColumn]) -> list[Edit]:
    """Widths for new columns where the sheet has none for them."""
    listed = frame.root.find("cols")
    ranges = [(column_range(node), node) for node in listed.all("col")] if listed else []
    missing = [
        column
        for column in columns
        if not any(first <= column.index <= last for (first, last), _ in ranges)
    ]
    if listed is None and missing:
        at = frame.insertion_point("cols")
        begin, end = f"<{frame.prefix}cols>".encode(), f"</{frame.prefix}cols>".encode()
        return [(at, at, begin + b"".join(_col(frame, column) for column in missing) + end)]
    edits: dict[int, bytes] = {}
    for column in missing:
        before = [node.end for (first, _), node in ranges if first < column.index]
        at = before[-1] if before else listed.inner if listed else 0
        edits[at] = edits.get(at, b"") + _col(frame, column)
    return [(at, at, new) for at, new in edits.items()]


def _col(frame: Frame, column: NewColumn) -> bytes:
    number = column.index + 1
    width = f"{column.width:g}"
    return (
        f'<{frame.prefix}col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
    ).encode()


def hidden_columns(frame: Frame, columns: Sequence[NewColumn]) -> list[int]:
    """Which of the new columns stand where the sheet hides columns."""
    listed = frame.root.find("cols")
    hidden = (
        [node for node in listed.all("col") if node.attrs.get("hidden") in {"1", "true"}]
        if listed
        else []
    )
    spans = [column_range(node) for node in hidden]
    return [one.index for one in columns if any(a <= one.index <= b for a, b in spans)]


def filter_edits(frame: Frame, old: Area, new: Area) -> list[Edit]:
    """The sheet's filter, widened."""
    node = frame.root.find("autoFilter")
    if node is None or parse_area(node.attrs.get("ref", "")) != old:
        return []
    return [frame.retagged(node, ref=str(new))]


def choice_edits(frame: Frame, columns: Sequence[NewColumn], first: int, last: int) -> list[Edit]:
    """Drop-downs that offer a column's choices and let any other text in, for those rows."""
    new = [
        _validation(frame, column, Area(first, column.index, min(last, MAX_ROW), column.index))
        for column in columns
        if column.choices
    ]
    return frame.with_children("dataValidations", new) if new else []


def _validation(frame: Frame, column: NewColumn, area: Area) -> bytes:
    p, listed = frame.prefix, escaped('"' + ",".join(column.choices) + '"').decode()
    return (
        f'<{p}dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="{area}">'
        f"<{p}formula1>{listed}</{p}formula1></{p}dataValidation>"
    ).encode()


@dataclass(frozen=True, slots=True)
class LinkChange:
    """What becomes of a sheet's hyperlinks: edits, and ids of relationships no longer used."""

    edits: list[Edit]
    unused: frozenset[str]


def link_edits(
    frame: Frame, cleared: Iterable[Cell], added: Mapping[Cell, str], relation_space: str
) -> LinkChange:
    """Take away the hyperlinks of cells, and add some whose relationship ids are given."""
    holder = frame.root.find("hyperlinks")
    nodes = list(holder.all("hyperlink")) if holder else []
    gone = frozenset(cleared) | added.keys() if nodes else frozenset()
    dropped = [node for node in nodes if _only_of(node, gone)]
    new = list(_links(frame, added, relation_space))
    edits = [(node.start, node.end, b"") for node in dropped]
    if holder is not None and len(dropped) == len(nodes) and not new:
        edits = [(holder.start, holder.end, b"")]
    elif new:
        edits += frame.with_children("hyperlinks", new)
    places = {node.start for node in dropped}
    still = {node.related() for node in nodes if node.start not in places}
    return LinkChange(edits, frozenset({node.related() for node in dropped} - still - {""}))


def _only_of(node: Node, cells: frozenset[Cell]) -> bool:
    area = parse_area(node.attrs.get("ref", ""))
    return area.cells == 1 and (area.top, area.left) in cells


def _links(frame: Frame, added: Mapping[Cell, str], relation_space: str) -> Iterator[bytes]:
    prefix = frame.prefixes.get(relation_space)
    declared = "" if prefix else f' xmlns:r="{relation_space}"'
    begin, middle = f'<{frame.prefix}hyperlink ref="', f'"{declared} {prefix or "r"}:id="'
    for (row, column), name in sorted(added.items()):
        yield f'{begin}{column_letters(column)}{row}{middle}{name}"/>'.encode()
