"""Text made comparable: one space where there were many, no accents, no case."""

import unicodedata
from functools import lru_cache

from followup.model.patterns import pattern

CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff々〇"
"""The inside of a regular expression's class of Chinese, Japanese and Korean characters."""

LONGEST = 1000
"""How many characters of a cell that should hold a day, name, address or word are looked at."""

_FROM = "łøđðħıæœþ’‘ʼ´`′‐‑‒–—−"
_TO = ("l", "o", "d", "d", "h", "i", "ae", "oe", "th", *("'" * 6), *("-" * 6))
_LETTERS = str.maketrans(dict(zip(_FROM, _TO, strict=True)))
_SIGNS = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    **dict.fromkeys("\u2018\u2019\u201a\u02bc", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
    **dict.fromkeys("\u00a0\u2007\u2009\u202f", " "),
    "\u2026": "...",
    "\u2022": "-",
}
_INVISIBLE = pattern("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
CONTROL = pattern("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
"""Line breaks, other control characters and lone surrogates."""
_NO_WORD = pattern(r"[^\w\s]|_")
_KANA_MARKS = "\u3099\u309a"


def tidy(text: str) -> str:
    """`text` with full-width signs made plain, control and direction characters gone.

    Every run of white space (no-break spaces, tabs and line breaks too) is one space.
    """
    if not text.isascii():
        if not text.isprintable():
            text = _INVISIBLE.sub("", text)
        text = unicodedata.normalize("NFKC", text)
    if not text.isprintable():
        text = CONTROL.sub(" ", text)
    return " ".join(text.split())


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """`text` for comparing: lower case, accents off, one space between words.

    Marks that make another kana ("が") are kept, for they are no accents.
    """
    text = tidy(text).casefold()
    if text.isascii():
        return text.replace("`", "'")
    parts = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    kept = [sign for sign in parts if not unicodedata.combining(sign) or sign in _KANA_MARKS]
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def bare_words(text: str) -> str:
    """`text` folded, with nothing but its letters, digits and single spaces."""
    return " ".join(_NO_WORD.sub(" ", fold(text)).split())


def shown(text: str) -> str:
    """`text` on one line and short enough for a message."""
    plain = tidy(text)
    return plain if len(plain) <= 40 else plain[:37].rstrip() + "..."


def is_formula_error(text: str) -> bool:
    """Whether the text is what a broken formula shows: "#REF!", "#N/A", "#NAME?"."""
    return text.startswith("#") and text.strip().endswith(("!", "?", "/A"))


def plain_signs(text: str) -> str:
    """`text` with the printer's dashes, quotation marks, dots and spaces as a typewriter has them.

    Old encodings lack some of them; nothing else about the text changes.
    """
    if text.isascii():
        return text
    for sign, typed in _SIGNS.items():  # letters are long and hold few of them
        if sign in text:
            text = text.replace(sign, typed)
    return text


def is_cjk(text: str) -> bool:
    """Whether the text holds Chinese, Japanese or Korean characters."""
    if text.isascii() or max(text) < _FIRST_CJK:
        return False
    return any(low <= sign <= high for sign in text for low, high in _CJK_RANGES)


_CJK_RANGES = (
    *(("々", "々"), ("〇", "〇"), ("\u3040", "\u30ff"), ("\u3400", "\u4dbf")),
    *(("\u4e00", "\u9fff"), ("\uac00", "\ud7af"), ("\uf900", "\ufaff")),
)
_FIRST_CJK = _CJK_RANGES[0][0]
