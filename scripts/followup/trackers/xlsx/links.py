"""The relationships that a sheet's hyperlinks need (ECMA-376 part 1, 18.3.1.47)."""

import re
from collections.abc import Iterable, Mapping

from followup.model.patterns import pattern
from followup.trackers.xlsx.markup import Node, appended, escaped_text, parse, spliced, tag_prefix

_MENTIONED = pattern(rb"=\s*[\"'](rId\d+)[\"']", re.IGNORECASE)
_EMPTY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b"</Relationships>"
)


def free_ids(taken: Iterable[str], count: int, part: bytes) -> list[str]:
    """Relationship ids that are not taken yet, and that the part does not speak of in vain."""
    seen = {one.casefold() for one in taken}
    if b"rid" in part.lower():
        seen |= {one.decode().casefold() for one in _MENTIONED.findall(part)}
    found: list[str] = []
    number = len(seen)
    while len(found) < count:
        number += 1
        if f"rid{number}" not in seen:
            found.append(f"rId{number}")
    return found


def _is_link(node: Node) -> bool:
    return node.attrs.get("Type", "").rpartition("/")[2] == "hyperlink"


def with_links(
    data: bytes | None, unused: Iterable[str], added: Mapping[str, str], space: str
) -> bytes:
    """A .rels part (None: a new one) without the unused hyperlinks and with those addresses added.

    `space` is the namespace of the workbook's relationship types, transitional or strict.
    """
    data = _EMPTY if data is None else data
    root = parse(data)
    present = {node.attrs.get("Id", ""): node for node in root.all("Relationship")}
    gone = [present[one] for one in unused if one in present and _is_link(present[one])]
    prefix = tag_prefix(data, root)
    new = "".join(
        f'<{prefix}Relationship Id="{one}" Type="{space}/hyperlink"'
        f' Target="{escaped_text(url)}" TargetMode="External"/>'
        for one, url in added.items()
    ).encode()
    edits = [(node.start, node.end, b"") for node in gone]
    return spliced(data, [*edits, appended(data, root, new)])
