"""Which encoding a text file is in, told from its bytes.

Bytes that fit no character come in as lone surrogates (PEP 383) and go out as the same bytes.
Order of the guesses: a mark at the start, then UTF-8, then the encoding whose characters are most
at home, which is what spreadsheet programs save without a mark: one of Windows', Macintosh's, or
an East Asian one.
"""

from collections.abc import Iterator
from contextlib import suppress

from followup.errors import FollowupError
from followup.model.patterns import pattern
from followup.model.records import dataclass

MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
NO_TEXT = (
    (b"PK\x03\x04", "an Excel workbook or zip file; give it its right ending (.xlsx)"),
    (b"\xd0\xcf\x11\xe0", "an old or encrypted Excel workbook; save it as .xlsx"),
    (b"%PDF", "a PDF; save the table itself as .csv or .xlsx"),
    (b"<!DOCTYPE html", "a web page; save the table itself as .csv or .xlsx"),
    (b"<html", "a web page; save the table itself as .csv or .xlsx"),
)
WESTERN = "äöüßÄÖÜéèêëàâáãåçîïíìôóòõøûùúñæœÉÈÀÁÂÅÇÍÓÔØÚÑÆŒ€“”‘’„–—…«»°ºª"
CENTRAL = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻčďěňřšťůžýáéíúČĎĚŇŘŠŤŮŽőűöüäŐŰÖÜÄßăâîşţ„”–—"
EAST_ASIAN = (
    ("cp932", range(0x81, 0x98), 0x40),
    ("gb18030", range(0xA1, 0xD8), 0xA1),
    ("cp950", range(0xA1, 0xC7), 0x40),
)
"""First bytes and lowest second byte of the common double-byte characters: kana, punctuation and
first-level ideographs (JIS X 0208, GB 2312, Big5)."""
STRANGE_RUN = pattern(r"[^\x00-\x7f]+")
"""Four characters beyond ASCII in a row are hardly a word of the Latin alphabet."""
SINGLE_BYTE = (("cp1252", WESTERN), ("cp1250", CENTRAL), ("mac-roman", WESTERN))


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec's name and the mark ("byte order mark") the file begins with, or b""."""

    codec: str
    mark: bytes = b""

    def decode(self, data: bytes) -> str:
        """The text after the mark; bytes that are no character become lone surrogates."""
        return data[len(self.mark) :].decode(self.codec, self._errors)

    def encode(self, text: str) -> bytes:
        """The bytes of text that came out of `decode`, without the mark."""
        return text.encode(self.codec, self._errors)

    def can_hold(self, text: str) -> bool:
        """Whether every character of `text` exists in this encoding."""
        try:
            text.encode(self.codec)
        except UnicodeEncodeError:
            return False
        return True

    @property
    def _errors(self) -> str:
        return "surrogatepass" if self.codec.startswith("utf-16") else "surrogateescape"


def find_encoding(data: bytes, name: str) -> Encoding:
    """The encoding of a file's bytes.

    Raises FollowupError, calling the file `name`, if it is no text.
    """
    for start, what in NO_TEXT:
        if data[:20].lstrip().lower().startswith(start.lower()):
            raise FollowupError(f"{name} is {what}")
    for mark, codec in MARKS:
        if data.startswith(mark) and not data.startswith(b"\xff\xfe\0\0"):
            return _checked(Encoding(codec, mark), data, name)
    if b"\0" in data:
        return _checked(Encoding(_wide_codec(data, name)), data, name)
    return Encoding("utf-8" if _is_utf8(data) else _legacy_codec(data))


def _wide_codec(data: bytes, name: str) -> str:
    """UTF-16 without a mark: many of every second byte are zero, and none of the others."""
    odd, even = data[1::2].count(0), data[0::2].count(0)
    if max(odd, even) * 20 > len(data) and not min(odd, even):
        return "utf-16-le" if odd else "utf-16-be"
    raise FollowupError(f"{name} is no text file (it holds zero bytes); save it as .csv again")


def _checked(encoding: Encoding, data: bytes, name: str) -> Encoding:
    """That encoding, if all of the file can be read with it and holds no zero characters."""
    try:
        text = encoding.decode(data)
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise FollowupError(f"{name} is damaged or no text file; save it as .csv again")
    return encoding


def _is_utf8(data: bytes) -> bool:
    """Whether all of it is UTF-8, or so much of it that what is not must be damage."""
    with suppress(UnicodeDecodeError):
        data.decode("utf-8")
        return True
    text = data.decode("utf-8", "surrogateescape")
    strange = [ch for ch in text if ch > "\x7f"]
    damaged = sum("\udc80" <= ch <= "\udcff" for ch in strange)
    return damaged * 3 <= len(strange)


def _legacy_codec(data: bytes) -> str:
    """The most plausible of the encodings that leave no mark; Windows-1252 if none stands out."""
    best, best_score = "cp1252", 0
    for codec, score in _scores(data):
        if score > best_score:
            best, best_score = codec, score
    return best


def _scores(data: bytes) -> Iterator[tuple[str, int]]:
    """How much at home the characters beyond ASCII are, by encoding; about two points a byte."""
    for codec, common in SINGLE_BYTE:
        text = data.decode(codec, "replace")
        runs = STRANGE_RUN.findall(text)
        yield codec, sum(2 if ch in common and len(run) < 4 else -2 for run in runs for ch in run)
    for codec, leads, lowest in EAST_ASIAN:
        with suppress(UnicodeDecodeError):
            strange = (ch.encode(codec) for ch in data.decode(codec) if ch > "\x7f")
            yield codec, sum(_pair_points(char, leads, lowest) for char in strange)


def _pair_points(char: bytes, leads: range, lowest: int) -> int:
    """Points of one East Asian character; few if it may be a quotation mark and a letter."""
    if len(char) != 2 or char[0] not in leads or char[1] < lowest:
        return -4
    return 4 if char[1] > 0x7F else 1
