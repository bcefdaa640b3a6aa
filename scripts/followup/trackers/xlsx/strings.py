"""The shared strings of a workbook (ECMA-376 part 1, 18.4)."""

from collections.abc import Iterable, Iterator
from xml.parsers import expat

from followup.model.patterns import pattern
from followup.trackers.xlsx.cells import text_runs
from followup.trackers.xlsx.cellvalues import decoded_text, unmarked
from followup.trackers.xlsx.errors import WorkbookError
from followup.trackers.xlsx.markup import is_utf8, new_parser

_PLAIN_ITEM = pattern(rb"\s*(?:<sst[^<>]*>\s*)?<si><t(?: [^<>]*)?>([^<]*)</t>")
_PLAIN = pattern(rb"<si><t(?: [^<>]*)?(?<!/)>([^<]*)</t></si>")
_MARKED = pattern("[&\r]|_x")
_ITEM_END = b"</si>"


def shared_strings(chunks: Iterable[bytes]) -> list[str]:
    """Every shared string as a person sees it, in order."""
    data = b"".join(chunks)
    if not is_utf8(data) or b"<!" in data or data.count(b"<?") > 1 or b":si" in data:
        return list(_parsed(data))
    if b"<si/>" in data:
        data = data.replace(b"<si/>", b"<si><t></t></si>")
    head, found, rest = data.partition(b"<si")
    if not found or b"sst" not in head:
        return []
    return _plain_items(rest) or [_item(piece) for piece in (found + rest).split(_ITEM_END)[:-1]]


def _plain_items(data: bytes) -> list[str]:
    """All items at once where each is nothing but a text; [] where one is not.

    `data` lacks the beginning of the first item.
    """
    texts = _PLAIN.findall(b"<si" + data)
    if len(texts) != data.count(_ITEM_END) or b"\0" in data:
        return []
    items = b"\0".join(texts).decode().split("\0")
    return [decoded_text(unmarked(item)) if _MARKED.search(item) else item for item in items]


def _item(piece: bytes) -> str:
    match = _PLAIN_ITEM.match(piece)
    plain = match is not None and match.end() == len(piece)
    return decoded_text(unmarked(match[1].decode() if match and plain else text_runs(piece)))


def _parsed(data: bytes) -> Iterator[str]:
    found: list[str] = []
    stack: list[str] = []
    parser = new_parser()

    def start(name: str, _attrs: dict[str, str]) -> None:
        stack.append(name.rpartition("}")[2])
        if stack[-1] == "si":
            found.append("")

    def end(_name: str) -> None:
        stack.pop()

    def text(text: str) -> None:
        if stack and stack[-1] == "t" and found and "rPh" not in stack:
            found[-1] += text

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise WorkbookError(f"is damaged: its texts are not well-formed XML ({error})") from error
    return map(decoded_text, found)
