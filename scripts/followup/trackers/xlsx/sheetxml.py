"""A worksheet part as a stream: what stands before its rows, blocks of whole rows, what follows.

In well-formed XML without comments, CDATA and processing instructions every `<` opens a tag, so
rows and cells can be found in the bytes themselves, far faster than a parser hands them out, and
in constant memory. A part that is not of this plain shape raises NotPlainError; `canonical` brings
it into the plain shape for reading.
"""

import re
from collections.abc import Iterable, Iterator
from xml.parsers import expat

from followup.model.patterns import pattern
from followup.trackers.xlsx.errors import WorkbookError
from followup.trackers.xlsx.markup import RELATIONSHIPS, is_utf8, new_parser, prefixed
from followup.trackers.xlsx.markup import escaped as attribute_escaped

_ROOT = pattern(rb"<([A-Za-z_][\w.-]*:)?worksheet(?=[\s>/])")
_ROWS = rb"<%ssheetData(?:\s[^<>]*|/)?>"
_BLOCK = 1 << 20
_NOT_TEXT = pattern("[&<>\r]")
_MOST_BEFORE = 4 << 20
_MOST_AROUND = 64 << 20
_MOST_ROW = 64 << 20


class NotPlainError(Exception):
    """The part cannot be read by its bytes: comments, CDATA, another encoding."""


class SheetStream:
    """One pass over a worksheet part.

    Iterate `blocks` to its end; then `tail` and `tail_start` are known. `prefix` is how its
    elements are written, such as b"x:"; `head` ends with the start tag of the rows.
    """

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self.head, self._rest = self._read_head()
        self.prefix = (_ROOT.search(self.head) or _never())[1] or b""
        self.tail = b""
        self.tail_start = 0

    def _read_head(self) -> tuple[bytes, bytes]:
        buffer = b""
        for chunk in self._chunks:
            buffer += chunk
            root = _ROOT.search(buffer)
            tag = root and prefixed(_ROWS, root[1] or b"").search(buffer)
            if tag:
                head = buffer[: tag.end()]
                _check_head(head)
                return head, buffer[tag.end() :]
            if len(buffer) > _MOST_BEFORE:
                break
        raise NotPlainError

    def blocks(self) -> Iterator[tuple[int, bytes]]:
        """Whole rows, many at a time, each with the offset where its bytes stand in the part."""
        row, end = b"<" + self.prefix + b"row", b"</" + self.prefix + b"sheetData"
        at, buffer = len(self.head), self._rest
        if self.head.endswith(b"/>"):
            self._finish(at, buffer)
            return
        while True:
            stop = buffer.find(end)
            if stop >= 0:
                yield at, self._checked(buffer[:stop])
                self._finish(at + stop, buffer[stop:])
                return
            cut = buffer.rfind(row)
            if cut > 0:
                yield at, self._checked(buffer[:cut])
                at, buffer = at + cut, buffer[cut:]
            more = self._more(_BLOCK)
            if not more or len(buffer) > _MOST_ROW:
                raise NotPlainError
            buffer += more

    def _more(self, size: int) -> bytes:
        parts, got = [], 0
        for chunk in self._chunks:
            parts.append(chunk)
            got += len(chunk)
            if got >= size:
                break
        return b"".join(parts)

    def _finish(self, at: int, buffer: bytes) -> None:
        self.tail_start = at
        self.tail = buffer + self._more(_MOST_AROUND)
        if len(self.tail) > _MOST_AROUND:
            raise WorkbookError(f"has {len(self.tail) >> 20} MB of markup after a sheet's rows")

    @staticmethod
    def _checked(block: bytes) -> bytes:
        for sign in (b"!", b"?"):  # looked for alone first, as one byte is found far sooner
            if sign in block and b"<" + sign in block:
                raise NotPlainError
        return block

    def frame(self) -> bytes:
        """The part without its rows; to be called when `blocks` is exhausted."""
        return self.head + self.tail


def _check_head(head: bytes) -> None:
    if not is_utf8(head) or b"<!" in head or head.count(b"<?") > 1:
        raise NotPlainError


def _never() -> re.Match[bytes]:
    raise NotPlainError


class _Rewriter:
    """Writes what expat sees as plain XML: no prefixes, comments, CDATA; UTF-8."""

    def __init__(self) -> None:
        self.out: list[bytes] = []
        self.parser = new_parser()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text

    def start(self, name: str, attrs: dict[str, str]) -> None:
        space, _, local = name.rpartition("}")
        parts = [b"<", local.encode()]
        if local == "worksheet":
            parts += [b' xmlns="', attribute_escaped(space), b'"']
        for key, value in attrs.items():
            if name := _attribute(key):
                parts += [b" ", name.encode(), b'="', attribute_escaped(value), b'"']
        self.out.append(b"".join([*parts, b">"]))

    def end(self, name: str) -> None:
        self.out.append(b"</" + name.rpartition("}")[2].encode() + b">")

    def text(self, text: str) -> None:
        escaped = _NOT_TEXT.sub(lambda match: attribute_escaped(match[0]).decode(), text)
        self.out.append(escaped.encode())


def _attribute(key: str) -> str:
    """How an attribute is written in the plain shape; "" for those that reading has no use for."""
    space, _, local = key.rpartition("}")
    if not space:
        return local
    return f'xmlns:r="{space}" r:id' if local == "id" and space in RELATIONSHIPS else ""


def canonical(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Any well-formed worksheet part in the plain shape that SheetStream reads."""
    rewriter = _Rewriter()
    try:
        for chunk in chunks:
            rewriter.parser.Parse(chunk, False)
            yield b"".join(rewriter.out)
            rewriter.out.clear()
        rewriter.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise WorkbookError(f"is damaged: a sheet is not well-formed XML ({error})") from error
    yield b"".join(rewriter.out)
