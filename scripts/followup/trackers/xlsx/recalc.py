"""Asking for a fresh calculation where formulas read what was written.

A formula's stored result stays what it was when its inputs are changed from outside, and Excel
computes on opening only what is volatile. Without the request a person would see the old day
until they calculate by hand.
"""

from collections.abc import Collection, Iterable

from followup.model.patterns import pattern
from followup.trackers.xlsx.errors import WorkbookError
from followup.trackers.xlsx.markup import Node, parse, spliced, tag_prefix, with_attributes
from followup.trackers.xlsx.refs import column_index

_FORMULA = pattern(rb"<f(?:\s[^<>]*)?(?<!/)>([^<]+)<")
_DIGITS = pattern(rb"\d+")
_COLUMNS = pattern(r"\$?\b([A-Z]{1,3})\$?(?::\$?([A-Z]{1,3})\b)?(?![\w(!])")
_SEQUENCE = """
fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups
externalReferences definedNames
"""
_BEFORE = frozenset(_SEQUENCE.split())
MOST_SHAPES = 2_000


def shapes(block: bytes, prefix: bytes) -> set[bytes]:
    """The formulas of a block of rows with their row numbers taken out, each but once."""
    if prefix:
        block = block.replace(b"<" + prefix, b"<")
    return {_DIGITS.sub(b"", text) for text in _FORMULA.findall(block)}


def reads(shape: bytes, columns: Collection[int], titles: Iterable[str]) -> bool:
    """Whether a formula without row numbers reads one of the columns, by letter or by title."""
    text = shape.decode("utf-8", "replace")
    if "[" in text and any(title in text for title in titles):
        return True
    for first, last in _COLUMNS.findall(text):
        try:
            left = column_index(first)
            right = column_index(last) if last else left
        except WorkbookError:
            continue
        if any(min(left, right) <= column <= max(left, right) for column in columns):
            return True
    return False


def mentions(chunks: Iterable[bytes], names: Collection[str]) -> bool:
    """Whether a sheet with formulas names another sheet or table."""
    wanted = [name.replace("'", "''").replace("&", "&amp;").encode() for name in names if name]
    carry, formulas, named = b"", False, False
    for chunk in chunks:
        piece = carry + chunk
        formulas = formulas or b"<f" in piece or b":f>" in piece
        named = named or any(name in piece for name in wanted)
        if formulas and named:
            return True
        carry = piece[-256:]
    return False


def calculating(data: bytes) -> bytes:
    """The workbook part with the request to calculate all once, on opening.

    It stays as it is where the person has chosen to calculate by hand.
    """
    root = parse(data)
    node = root.find("calcPr")
    if node is None:
        at = max((child.end for child in root.children if child.name in _BEFORE), default=0)
        new = f'<{tag_prefix(data, root)}calcPr fullCalcOnLoad="1"/>'.encode()
        return spliced(data, [(at, at, new)]) if at else data
    return data if node.attrs.get("calcMode") == "manual" else _asking(data, node)


def _asking(data: bytes, node: Node) -> bytes:
    tag = with_attributes(data[node.start : node.inner], fullCalcOnLoad="1")
    return spliced(data, [(node.start, node.inner, tag)])
