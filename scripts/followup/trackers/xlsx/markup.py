"""XML kept as bytes: a tree that remembers where each element stands, and splices into it.

Nothing is ever written back from the tree; edits replace byte ranges, so what is not edited stays
as it was to the byte.
"""

import re
from collections.abc import Iterable, Iterator
from xml.parsers import expat

from followup.model.patterns import pattern
from followup.model.records import dataclass, field
from followup.trackers.xlsx.errors import WorkbookError

Edit = tuple[int, int, bytes]
"""Replace the bytes from the first offset up to the second by these."""

MAIN = frozenset(
    {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    }
)
"""SpreadsheetML's namespace: transitional and strict (ECMA-376 part 1)."""

RELATIONSHIPS = frozenset(
    {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
)
"""The namespace of `r:id`, and the stem of relationship types."""

_TAG = pattern(rb"<[^<>\"']*(?:\"[^\"<]*\"[^<>\"']*|'[^'<]*'[^<>\"']*)*>")
_ATTRIBUTE = pattern(rb"\s([^\s=<>\"'/]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_DECLARATION = pattern(rb"(?:\xef\xbb\xbf)?\s*<\?xml\s[^>]{0,999}\?>")
_ENCODING = pattern(rb"\sencoding\s*=\s*[\"']([^\"']*)[\"']")


MOST_ELEMENTS = 2_000_000
"""Elements a part that is read as a tree may have; each takes some 500 bytes of memory.

NPOI's test file HugeStyles.xlsx, full of formats, has two thirds of a million.
"""
_TEXT_AT_ONCE = 1 << 20


@dataclass(slots=True)
class Node:
    """One element: offsets of its start tag, of its content, and of its end in the bytes.

    `attrs` has plain names, and `namespace}name` for those with a prefix. `raw_name` is the name
    as written, with its prefix.
    """

    space: str
    name: str
    attrs: dict[str, str]
    start: int
    inner: int
    close: int = 0
    end: int = 0
    children: list["Node"] = field(default_factory=list)

    def find(self, name: str) -> "Node | None":
        """The first child with that local name."""
        return next((child for child in self.children if child.name == name), None)

    def all(self, name: str) -> Iterator["Node"]:
        """The children with that local name."""
        return (child for child in self.children if child.name == name)

    def related(self, name: str = "id") -> str:
        """The value of the `r:id` attribute (or another of that namespace), "" without one."""
        return next((self.attrs[key] for key in _related_keys(name) if key in self.attrs), "")


def prefixed(text: bytes, prefix: bytes) -> re.Pattern[bytes]:
    """The expression with that prefix of elements (b"" or such as b"x:") for each %s in it.

    With a prefix it is not kept for later runs: what is kept holds nothing of a tracker.
    """
    whole = text.replace(b"%s", re.escape(prefix))
    return re.compile(whole) if prefix else pattern(whole)


def _related_keys(name: str) -> Iterator[str]:
    return (f"{space}}}{name}" for space in RELATIONSHIPS)


class _Builder:
    """Collects expat's events into nodes."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.root: Node | None = None
        self.open: list[Node] = []
        self.prefixes: dict[str, str] = {}
        self.room = MOST_ELEMENTS
        self.parser = new_parser()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.StartNamespaceDeclHandler = self.namespace

    def namespace(self, prefix: str | None, uri: str) -> None:
        if not self.open and uri:
            self.prefixes[uri] = prefix or ""

    def start(self, name: str, attrs: dict[str, str]) -> None:
        at = self.parser.CurrentByteIndex
        space, _, local = name.rpartition("}")
        node = Node(space, local, attrs, at, tag_end(self.data, at))
        self.room -= 1
        if self.room < 0:
            raise WorkbookError(f"has a part of more than {MOST_ELEMENTS} elements")
        if self.open:
            self.open[-1].children.append(node)
        elif self.root is None:
            self.root = node
        self.open.append(node)

    def end(self, _name: str) -> None:
        node = self.open.pop()
        if self.data[node.inner - 2 : node.inner] == b"/>":
            node.close = node.end = node.inner
            return
        node.close = self.parser.CurrentByteIndex
        node.end = tag_end(self.data, node.close)


def new_parser() -> expat.XMLParserType:
    """An expat parser with namespaces that refuses document type declarations."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.buffer_size = _TEXT_AT_ONCE

    def refuse(*_: object) -> None:
        raise WorkbookError("declares a document type, which no spreadsheet does")

    parser.StartDoctypeDeclHandler = refuse
    return parser


def parse(data: bytes) -> Node:
    """The tree of a part. Raises WorkbookError where it is not well-formed XML."""
    return parse_with_prefixes(data)[0]


def parse_with_prefixes(data: bytes) -> tuple[Node, dict[str, str]]:
    """The tree, and which prefix the root element binds to each namespace ("" the default)."""
    builder = _Builder(data)
    try:
        builder.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise WorkbookError(f"is not well-formed XML ({error})") from error
    if builder.root is None:
        raise WorkbookError("holds no XML element")
    return builder.root, builder.prefixes


def check_xml(data: bytes) -> None:
    """Raise WorkbookError where `parse` would, without making the tree."""
    if data.count(b"<") > MOST_ELEMENTS:
        parse(data)
    try:
        new_parser().Parse(data, True)
    except expat.ExpatError as error:
        raise WorkbookError(f"is not well-formed XML ({error})") from error


def tag_end(data: bytes, at: int) -> int:
    """The offset after the tag that starts at `at`; `at` itself where no tag stands there."""
    tag = _TAG.match(data, at)
    return tag.end() if tag else at


def is_utf8(data: bytes) -> bool:
    """Whether the part is in UTF-8, so that offsets mean what they say and any text fits in."""
    declared = _DECLARATION.match(data)
    named = _ENCODING.search(declared[0]) if declared else None
    readable = b"\x00" not in data[:64] and (declared is not None or b"<?" not in data[:64])
    return readable and (named is None or named[1].lower() in {b"utf-8", b"utf8"})


def spliced(data: bytes, edits: Iterable[Edit]) -> bytes:
    """`data` with the edits made; raises ValueError where two of them overlap."""
    out, at = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        if start < at:
            raise ValueError("two edits of the same bytes")
        out += [data[at:start], new]
        at = end
    return b"".join([*out, data[at:]])


def appended(data: bytes, node: Node, *new: bytes) -> Edit:
    """The edit that puts children at the end of an element, which may be self-closed."""
    content = b"".join(new)
    if data[node.inner - 2 : node.inner] != b"/>":
        return node.close, node.close, content
    name = data[node.start + 1 : node.inner - 2].split(None, 1)[0]
    begin = data[node.start : node.inner - 2].rstrip() + b">"
    return node.start, node.inner, begin + content + b"</" + name + b">"


def tag_prefix(data: bytes, node: Node) -> str:
    """The prefix the element is written with, colon included ("" for none)."""
    name = data[node.start + 1 : node.inner].split(None, 1)[0].rstrip(b"/>").decode()
    return name[: name.rfind(":") + 1]


def attributes(tag: bytes) -> dict[bytes, bytes]:
    """The attributes of a start tag as written: raw names to raw values without their quotes."""
    return {match[1]: match[2][1:-1] for match in _ATTRIBUTE.finditer(tag)}


def with_attributes(tag: bytes, **values: str | None) -> bytes:
    """A start tag with these attributes set (None: taken away); the others stay as written."""
    for name, value in values.items():
        tag = _with_attribute(tag, name.encode(), value)
    return tag


def _with_attribute(tag: bytes, name: bytes, value: str | None) -> bytes:
    new = b"" if value is None else b" " + name + b'="' + escaped(value) + b'"'
    for match in _ATTRIBUTE.finditer(tag):
        if match[1] == name:
            return tag[: match.start()] + new + tag[match.end() :]
    end = -2 if tag.endswith(b"/>") else -1
    return tag[:end].rstrip() + new + tag[end:]


_SPECIAL = [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")]
_SPECIAL += [(chr(code), f"&#{code};") for code in (9, 10, 13)]


def escaped(text: str) -> bytes:
    """Text as it stands inside a double-quoted attribute."""
    return escaped_text(text).encode()


def escaped_text(text: str) -> str:
    """The same, not encoded yet."""
    for sign, reference in _SPECIAL:
        text = text.replace(sign, reference)
    return text
