"""A workbook as parts joined by relationships (OPC, ECMA-376 part 2)."""

import posixpath
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import BinaryIO

from followup.model.records import dataclass
from followup.trackers.xlsx.errors import WorkbookError
from followup.trackers.xlsx.markup import MAIN, Node, is_utf8, parse
from followup.trackers.xlsx.zipread import Entry, part_key, read_directory, unpacked

MOST_TREE = 256 << 20
"""The largest part, in bytes, that is read whole."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """One relationship of a part: where in the bytes it stands, and the part or address meant."""

    id: str
    kind: str
    target: str
    external: bool
    node: Node


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet as the workbook lists it; `part` is its part's name."""

    title: str
    part: str
    position: int
    visible: bool


class Package:
    """An open workbook file; reading it never changes it."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.directory = read_directory(file)
        self._by_key = {part_key(entry.name): entry for entry in self.directory.entries}
        self._relationships: dict[str, dict[str, Relationship]] = {}

    def find(self, name: str) -> Entry | None:
        """The entry of a part, found without regard to case and percent-encoding."""
        entry = self._by_key.get(part_key(name.lstrip("/")))
        if entry is None and "%" in name:
            from urllib.parse import unquote

            entry = self._by_key.get(part_key(unquote(name).lstrip("/")))
        return entry

    def entry(self, name: str) -> Entry:
        """The entry of a part that must be there; raises WorkbookError where it is not."""
        entry = self.find(name)
        if entry is None:
            raise WorkbookError(f"lacks its part {name!r}")
        return entry

    def stream(self, name: str) -> Iterator[bytes]:
        """A part's content in chunks."""
        return unpacked(self.file, self.entry(name))

    def read(self, name: str) -> bytes:
        """A part's whole content."""
        entry = self.entry(name)
        if entry.size > MOST_TREE:
            raise WorkbookError(
                f"has a part {name!r} of {entry.size >> 20} MB, too large to be read"
            )
        return b"".join(unpacked(self.file, entry))

    def related(self, name: str, kind: str) -> list[Relationship]:
        """A part's relationships of that kind: the last word of their type, such as "table"."""
        return [one for one in self.relationships(name).values() if one.kind == kind]

    def relationships(self, name: str) -> Mapping[str, Relationship]:
        """A part's relationships by id; `name` "" means the package's own."""
        if name not in self._relationships:
            part = relationships_part(name)
            found = (
                read_relationships(self.read(part), posixpath.dirname(name))
                if self.find(part)
                else {}
            )
            self._relationships[name] = found
        return self._relationships[name]

    @cached_property
    def workbook(self) -> str:
        """The name of the workbook part."""
        main = self.related("", "officeDocument")
        if not main:
            raise WorkbookError("is a zip file, but no workbook")
        return main[0].target

    @cached_property
    def workbook_tree(self) -> Node:
        """The workbook part's elements."""
        tree = parse(self.read(self.workbook))
        if tree.name != "workbook" or tree.space not in MAIN:
            raise WorkbookError("is an Office file, but no workbook")
        return tree

    @cached_property
    def sheets(self) -> tuple[SheetPart, ...]:
        """The worksheets in the workbook's order; charts and macro sheets are left out.

        So are further ones that claim a part which an earlier one has.
        """
        relationships = self.relationships(self.workbook)
        listed = self.workbook_tree.find("sheets")
        found, taken = [], set()
        for position, node in enumerate(listed.children if listed else ()):
            relationship = relationships.get(node.related())
            if relationship is None or relationship.kind != "worksheet":
                continue
            key = part_key(relationship.target)
            if key in taken:
                continue
            taken.add(key)
            visible = node.attrs.get("state", "visible") == "visible"
            found.append(
                SheetPart(node.attrs.get("name", ""), relationship.target, position, visible)
            )
        return tuple(found)

    @property
    def starts_1904(self) -> bool:
        """Whether dates count from 1904 (old Excel for Mac) instead of 1900."""
        properties = self.workbook_tree.find("workbookPr")
        return properties is not None and is_true(properties.attrs.get("date1904"))

    @property
    def signed(self) -> bool:
        """Whether a digital signature covers the workbook."""
        return any(key.startswith("_xmlsignatures/") for key in self._by_key)


def refuse_signed(package: Package) -> None:
    """Raise WorkbookError where the workbook is signed."""
    if package.signed:
        raise WorkbookError(
            "carries a digital signature, which any change breaks; save a copy without it"
        )


def read_plain(package: Package, part: str) -> bytes:
    """A part that will be edited by its bytes. Raises WorkbookError where it is not in UTF-8."""
    data = package.read(part)
    if not is_utf8(data):
        raise WorkbookError(f"has its part {part!r} in another encoding; save it anew with Excel")
    return data


def is_true(value: str | None, default: bool = False) -> bool:
    """An xsd:boolean attribute."""
    return default if value is None else value.strip() in {"1", "true", "on"}


def relationships_part(name: str) -> str:
    """The name of the part that holds a part's relationships."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", base + ".rels")


def read_relationships(data: bytes, folder: str) -> dict[str, Relationship]:
    """The relationships in a .rels part of a part in `folder`, by id."""
    found = {}
    for node in parse(data).all("Relationship"):
        target = node.attrs.get("Target", "")
        external = node.attrs.get("TargetMode", "").lower() == "external"
        kind = node.attrs.get("Type", "").rpartition("/")[2]
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/")))
            target = target.lstrip("/")
        found[node.attrs.get("Id", "")] = Relationship(
            node.attrs.get("Id", ""), kind, target, external, node
        )
    return found
