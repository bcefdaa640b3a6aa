"""Single formats and fonts as bytes: copies with one thing changed."""

from followup.model.patterns import pattern
from followup.trackers.xlsx.markup import (
    Node,
    attributes,
    tag_end,
    tag_prefix,
    with_attributes,
)

Look = tuple[str, frozenset[tuple[str, str]]]
"""One element of a font: its name and attributes."""

_LINK: frozenset[Look] = frozenset({("u", frozenset()), ("color", frozenset({("theme", "10")}))})
"""Underlined, in the theme's colour for links."""


def shown_as(raw: bytes, code: int) -> bytes:
    """A format with that number format, and without wrapping."""
    return _unwrapped(_tagged(raw, numFmtId=str(code), applyNumberFormat="1" if code else None))


def fonted(raw: bytes, font: int) -> bytes:
    """A format with the font of that number."""
    return _tagged(raw, fontId=str(font), applyFont="1")


def _tagged(raw: bytes, **values: str | None) -> bytes:
    end = tag_end(raw, 0)
    return with_attributes(raw[:end], **values) + raw[end:]


_ALIGNMENT = pattern(rb"<(?:[\w.-]+:)?alignment(?=[\s/>])[^<>]*>")
_PREFIX = pattern(rb"<([\w.-]+:|)")
_WRAP = pattern(rb"\s+wrapText\s*=\s*(?:\"[^\"]*\"|'[^']*')")


def _unwrapped(raw: bytes) -> bytes:
    return _WRAP.sub(b"", raw)


def at_top(raw: bytes, **more: str) -> bytes:
    """A format with its text at the top of the cell, and `more` said of its alignment."""
    raw = _tagged(raw, applyAlignment="1")
    if found := _ALIGNMENT.search(raw):
        tag = with_attributes(found[0], vertical="top", **more)
        return raw[: found.start()] + tag + raw[found.end() :]
    prefix = _PREFIX.match(raw)
    name = prefix[1] if prefix else b""
    end = tag_end(raw, 0)
    alignment = with_attributes(b"<" + name + b"alignment/>", vertical="top", **more)
    if raw.endswith(b"/>"):
        return raw[:-2].rstrip() + b">" + alignment + b"</" + name + b"xf>"
    return raw[:end] + alignment + raw[end:]


def wrapped_at_top(raw: bytes) -> bytes:
    """A format that breaks its text over several lines, from the top left of the cell."""
    return at_top(raw, horizontal="left", wrapText="1")


_FONT_ORDER = (
    frozenset(["b", "i", "strike", "condense", "extend", "outline", "shadow"]),
    frozenset(["vertAlign", "sz"]),
    frozenset(["name", "family", "charset", "scheme"]),
)
"""The order in which Excel writes a font's elements; underline and colour come in between."""


def as_link(data: bytes, font: Node) -> bytes:
    """The font underlined and in the theme's link colour (theme colour 10)."""
    prefix = tag_prefix(data, font)
    style, size, name = (
        b"".join(data[node.start : node.end] for node in font.children if node.name in names)
        for names in _FONT_ORDER
    )
    underline, color = f"<{prefix}u/>".encode(), f'<{prefix}color theme="10"/>'.encode()
    ends = f"<{prefix}font>".encode(), f"</{prefix}font>".encode()
    return b"".join([ends[0], style, underline, size, color, name, ends[1]])


def as_bold(data: bytes, font: Node) -> bytes:
    """The font in bold."""
    prefix = tag_prefix(data, font)
    others = b"".join(data[node.start : node.end] for node in font.children if node.name != "b")
    return f"<{prefix}font><{prefix}b/>".encode() + others + f"</{prefix}font>".encode()


def told_apart_by(raw: bytes) -> tuple[object, ...]:
    """What tells one format from another: its attributes but for hints, and its children."""
    end = tag_end(raw, 0)
    given = attributes(raw[:end]).items()
    told = frozenset((name, value) for name, value in given if not name.startswith(b"apply"))
    return told, raw[end:].removesuffix(b"</xf>")


def looks(font: Node) -> frozenset[Look]:
    """All that a font's elements say."""
    return frozenset((node.name, frozenset(node.attrs.items())) for node in font.children)


def link_looks(font: Node) -> frozenset[Look]:
    """What they say of the same font as a link."""
    return frozenset(one for one in looks(font) if one[0] not in {"u", "color"}) | _LINK


def bold_looks(font: Node) -> frozenset[Look]:
    """What they say of the same font in bold."""
    return frozenset(one for one in looks(font) if one[0] != "b") | {("b", frozenset())}
