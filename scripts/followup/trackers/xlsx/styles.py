"""The cell formats of a workbook, and the few that are added at their end.

A format ("xf") is never altered, as other cells share it. What a new cell needs is an existing
format or a copy of its neighbour's with one thing changed, appended to `cellXfs` (ECMA-376 part 1,
18.8.10); the numbers that cells refer to stay what they were.
"""

import re
from collections.abc import Callable, Iterable

from followup.model.patterns import pattern
from followup.model.records import dataclass, replace
from followup.trackers.xlsx.formats import (
    Look,
    as_bold,
    as_link,
    at_top,
    bold_looks,
    fonted,
    link_looks,
    looks,
    shown_as,
    told_apart_by,
    wrapped_at_top,
)
from followup.trackers.xlsx.markup import (
    Edit,
    Node,
    attributes,
    parse,
    spliced,
    with_attributes,
)
from followup.trackers.xlsx.package import is_true

_Looks = Callable[[Node], frozenset[Look]]
_Make = Callable[[bytes, Node], bytes]

MOST_FORMATS = 65_490
"""Formats one workbook can hold (Excel specifications and limits)."""

_BUILT_IN_DATES = frozenset(
    [*range(14, 23), *range(27, 37), 45, 47, *range(50, 59), *range(71, 82)]
)
_PLAIN = frozenset([0, 49])
_SHORT_DATE = 14
_WORN = pattern(rb"s(?<=\ss)(?:tyle)?\s*=\s*[\"'](\d{1,9})[\"']")
"""With the blank before it looked for afterwards: a pattern that begins with a letter is searched
for four times as fast."""
_NOT_CODE = pattern(r'"[^"]*"?|\\.|[_*].|\[(?![hms]+\])[^\]]*\]|general', re.IGNORECASE)
_ELAPSED = pattern(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_DATE_CODE = pattern(r"[dmyhsg]|(?<!\d)e|b{2,4}|am/pm", re.IGNORECASE)


def worn_formats(chunks: Iterable[bytes]) -> set[bytes]:
    """The numbers of formats that cells, rows and columns of a sheet's part wear, as written."""
    found: set[bytes] = set()
    before = b""
    for chunk in chunks:
        found |= worn_in(before + chunk)
        before = chunk[-40:]
    return found


def worn_in(piece: bytes) -> set[bytes]:
    """The same of a piece that ends between two tags."""
    return set(_WORN.findall(piece))


def is_date_code(code: str) -> bool:
    """Whether a number format shows a day or a time of day; elapsed times such as [h]:mm do not."""
    section = _NOT_CODE.sub("", code).split(";")[0]
    return not _ELAPSED.search(section) and bool(_DATE_CODE.search(section))


@dataclass(frozen=True, slots=True)
class Format:
    """What matters here of one cell format; `framed` if it has a border or a fill, `placed` if
    it says where in the cell's height text stands.
    """

    number_format: int
    dated: bool
    plain: bool
    locked: bool
    framed: bool
    wrapped: bool
    placed: bool
    raw: bytes


_DEFAULT = Format(
    0, dated=False, plain=True, locked=True, framed=False, wrapped=False, placed=False, raw=b""
)


class Styles:
    """The formats by number. `data` is the styles part, None where the workbook has none."""

    def __init__(self, data: bytes | None) -> None:
        self._data = data
        self._root = parse(data) if data is not None else None
        self._codes = dict(self._custom_codes())
        self._cells = self._root.find("cellXfs") if self._root else None
        self.formats = [self._format(node) for node in self._nodes()]
        self._given = len(self.formats)
        self._sound = True
        self._links: dict[int, int] = {}
        self._fonts: list[bytes] = []
        self._made: dict[tuple[str, int], int] = {}

    def _custom_codes(self) -> list[tuple[int, str]]:
        listed = self._root.find("numFmts") if self._root else None
        return [
            (_whole(node.attrs.get("numFmtId")), node.attrs.get("formatCode", ""))
            for node in (listed.children if listed else ())
        ]

    def _nodes(self) -> list[Node]:
        return list(self._cells.all("xf")) if self._cells else []

    def _format(self, node: Node) -> Format:
        code = _whole(node.attrs.get("numFmtId"))
        dated = code in _BUILT_IN_DATES or (code in self._codes and is_date_code(self._codes[code]))
        alignment, protection = node.find("alignment"), node.find("protection")
        wrapped = alignment is not None and is_true(alignment.attrs.get("wrapText"))
        placed = alignment is not None and "vertical" in alignment.attrs
        locked = protection is None or is_true(protection.attrs.get("locked"), default=True)
        raw = self._data[node.start : node.end] if self._data is not None else b""
        framed = any(_whole(node.attrs.get(name)) for name in ("borderId", "fillId"))
        plain = code in _PLAIN and not wrapped
        return Format(code, dated, plain, locked, framed, wrapped, placed, raw)

    def at(self, style: int) -> Format:
        """The format with that number; the default one where there is none."""
        if 0 <= style < len(self.formats):
            return self.formats[style]
        return _DEFAULT

    @property
    def writable(self) -> bool:
        """Whether formats can be added."""
        return self._sound and 0 < len(self.formats) < MOST_FORMATS

    def mind(self, worn: Iterable[bytes]) -> None:
        """Add nothing if one of these numbers, worn by cells, is of a format that is not there.

        An added format would take that number, and those cells would change their look.
        """
        self._sound = self._sound and all(int(number) < self._given for number in worn)

    def plain(self, style: int) -> int:
        """A format that looks like `style` and shows text as it is: no number format, no wrap."""
        if self.at(style).plain:
            return style
        return self._variant(
            "plain",
            style,
            lambda old: replace(
                old,
                raw=shown_as(old.raw, 0),
                number_format=0,
                plain=True,
                dated=False,
                wrapped=False,
            ),
        )

    def top(self, style: int) -> int:
        """A format that looks like `style` and shows the first of several lines.

        Without it LibreOffice shows the last one; Excel shows them joined in either case.
        """
        if self.at(style).wrapped or self.at(style).placed:
            return style
        return self._variant(
            "top", style, lambda old: replace(old, raw=at_top(old.raw), placed=True)
        )

    def date(self, style: int, like: int | None) -> int | None:
        """A date format that looks like `style`; `like` is one used for dates nearby.

        None where the workbook has no formats at all, so that a date cannot be shown as one.
        """
        if self.at(style).dated:
            return style
        if like is not None and style == 0:
            return like
        code = _SHORT_DATE if like is None else self.at(like).number_format
        if not self.writable:
            return like
        return self._variant(
            f"date {code}",
            style,
            lambda old: replace(
                old, raw=shown_as(old.raw, code), number_format=code, plain=False, dated=True
            ),
        )

    def wrapped(self, style: int) -> int:
        """A format that looks like `style` and shows all lines of a text, from the top left."""
        return self._variant(
            "wrapped",
            style,
            lambda old: replace(
                old, raw=wrapped_at_top(old.raw), plain=False, wrapped=True, placed=True
            ),
        )

    def link(self, style: int) -> int:
        """A format that looks like `style`, with the font of a hyperlink."""
        if style not in self._links:
            self._links[style] = self._fonted(style, "u", link_looks, as_link)
        return self._links[style]

    def bold(self, style: int) -> int:
        """A format that looks like `style`, in bold."""
        return self._fonted(style, "b", bold_looks, as_bold)

    def _fonted(self, style: int, mark: str, wanted: _Looks, make: _Make) -> int:
        """A format in its own font with one thing changed, unless the font has that mark."""
        fonts = self._root.find("fonts") if self._root else None
        if fonts is None or not self._fonts_sound(fonts) or not self.writable:
            return style
        raw_font = _whole(_text(attributes(self.at(style).raw).get(b"fontId")))
        font = fonts.children[raw_font if raw_font < len(fonts.children) else 0]
        if font.find(mark) is not None:
            return style
        assert self._data is not None
        number = self._font(fonts, wanted(font), make(self._data, font))
        return self._variant(
            f"font {number}", style, lambda old: replace(old, raw=fonted(old.raw, number))
        )

    def _fonts_sound(self, fonts: Node) -> bool:
        """Whether no format asks for a font that is not there, and would get an added one."""
        used = [_whole(node.attrs.get("fontId")) for node in self._nodes()]
        return max(used, default=0) < len(fonts.children)

    def _font(self, fonts: Node, wanted: frozenset[Look], raw: bytes) -> int:
        """The number of the font that looks so; `raw` is added where there is none."""
        given = [looks(node) for node in fonts.children]
        if wanted in given:
            return given.index(wanted)
        if raw not in self._fonts:
            self._fonts.append(raw)
        return len(given) + self._fonts.index(raw)

    def _variant(self, kind: str, style: int, change: Callable[[Format], Format]) -> int:
        if not self.writable:
            return style
        style = style if 0 <= style < len(self.formats) else 0
        if (kind, style) not in self._made:
            self._made[kind, style] = self._number_of(change(self.formats[style]))
        return self._made[kind, style]

    def _number_of(self, wanted: Format) -> int:
        """The number of a format that looks so, perhaps from an earlier run; else of a new one."""
        meaning = told_apart_by(wanted.raw)
        for number, there in enumerate(self.formats):
            same_kind = there.number_format == wanted.number_format
            if same_kind and told_apart_by(there.raw) == meaning:
                return number
        self.formats.append(wanted)
        return len(self.formats) - 1

    def changed(self) -> bytes | None:
        """The styles part with what was added, None where nothing was."""
        added = [one.raw for one in self.formats[self._given :]]
        if not added or self._data is None or self._root is None or self._cells is None:
            return None
        edits = _appended(self._data, self._cells, added)
        fonts = self._root.find("fonts")
        if self._fonts and fonts is not None:
            edits += _appended(self._data, fonts, self._fonts)
        return spliced(self._data, edits)


def _appended(data: bytes, parent: Node, new: list[bytes]) -> list[Edit]:
    count = str(len(parent.children) + len(new))
    tag = with_attributes(data[parent.start : parent.inner], count=count)
    return [(parent.start, parent.inner, tag), (parent.close, parent.close, b"".join(new))]


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0


def _text(raw: bytes | None) -> str | None:
    return None if raw is None else raw.decode()
