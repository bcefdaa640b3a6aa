"""Plain text kept plain: what comes from a cell, and what goes out as a letter."""

import unicodedata

from followup.model.patterns import pattern

CELL_LIMIT = 2_000
"""Characters of one cell that a template can see; the longest useful note is far shorter."""

BREAKS = pattern(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
SPACES = pattern(r"[^\S\n]+")
BEFORE_STOP = pattern(r" +([.,])(?=[\s\u201d]|$)")


def clean(text: str, limit: int = CELL_LIMIT) -> str:
    """A cell's text with line breaks as newlines and without control or direction characters.

    Runs of spaces become one; text beyond `limit` characters is shortened between words.
    """
    text = text[: 4 * limit]
    plain = text.replace("\n", "").isprintable()
    if not plain:
        text = "".join(c for c in BREAKS.sub("\n", text) if not _hidden(c))
    if not plain or "  " in text:
        text = SPACES.sub(" ", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return shorten(text.strip(), limit)


def one_line(text: str, limit: int = CELL_LIMIT) -> str:
    """A cell's text as one clean line."""
    return " ".join(clean(text, limit).split())


def shorten(text: str, limit: int) -> str:
    """`text`, or its first whole words within `limit` characters; "" if no whole word fits."""
    if len(text) <= limit:
        return text
    return text[: limit + 1].rpartition(" ")[0].rstrip(" \n,;:-")


def tidy_subject(text: str) -> str:
    """A rendered subject as one line, without doubled spaces."""
    return _closed_up(one_line(text))


def tidy_body(text: str) -> str:
    """A rendered body: line breaks as the template has them, at most one blank line in a row.

    Spaces that an absent optional phrase left behind ("met  ." or "met ,") are closed up.
    """
    lines = clean(text, len(text)).split("\n")
    text = _closed_up("\n".join(map(str.strip, lines)))
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text.strip()


def _closed_up(text: str) -> str:
    return BEFORE_STOP.sub(r"\1", text) if " ." in text or " ," in text else text


def _hidden(character: str) -> bool:
    """Control and format characters; the joiners that scripts and emoji need are kept."""
    if character in "\n\t\u200c\u200d":
        return False
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn"}
