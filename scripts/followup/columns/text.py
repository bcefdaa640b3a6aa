"""Header texts made comparable: folded, split into words, their legends set apart."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from followup.model.patterns import pattern
from followup.model.records import dataclass

_SPECIAL = str.maketrans({"ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})
_CAMEL = pattern(r"(?<=[a-zà-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ])|(?<=[A-Z])(?=[A-Z][a-z])")
_FIRST_KANA = "\u3040"
_LAST_HAN = "\u9fff"
_OPENING = frozenset("([{（【［")
_LEGEND = pattern(r"[(\[{（【［]([^)\]}）】］]*)[)\]}）】］]?")
_SPLIT = pattern(r"[^\w#@]+|_+")
_SIGNS = str.maketrans(
    {
        "☎": " phone ",
        "📞": " phone ",
        "📱": " phone ",
        "✆": " phone ",
        "✉": " email ",
        "📧": " email ",
        "🎂": " birthday ",
        "🏢": " company ",
        "📍": " location ",
        "№": " # ",
        "\u200b": "",
    }
)
_NUMBERED = pattern(r"#\s*(?=\d)")
_KEPT_MARKS = "\u3099\u309a"


@dataclass(frozen=True, slots=True)
class HeaderText:
    """A header in parts: its words, the words of its legend ("(Y/N)"), whether it asks ("?")."""

    words: tuple[str, ...]
    legend: tuple[str, ...]
    asks: bool


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """`text` in lower case without accents (kana keep their voicing marks), for comparing."""
    if text.isascii():
        return text.lower()
    wide = unicodedata.normalize("NFKD", _told(text).translate(_SPECIAL)).casefold()
    kept = (c for c in wide if not unicodedata.combining(c) or c in _KEPT_MARKS)
    return unicodedata.normalize("NFC", "".join(kept)).translate(_SPECIAL)


def _told(text: str) -> str:
    """French "relancé" is done, "relance" to do: without accents the feminine keeps them apart."""
    if "nc" not in text:
        return text
    words = unicodedata.normalize("NFC", f"{text} ")
    return words.replace("ncé ", "ncée ").replace("ncé,", "ncée,")[:-1]


def same(text: str) -> str:
    """What two headers have in common that differ only in case, accents, spaces and signs."""
    return "".join(_words(text)) or fold(text).strip()


def key_of(words: Sequence[str]) -> str:
    """What a phrase is looked up by: its words joined, single letters kept apart ("o/n")."""
    letters = len(words) > 1 and all(len(word) == 1 and word.isascii() for word in words)
    return ("/" if letters else "").join(words)


@lru_cache(maxsize=4096)
def parse_header(title: str) -> HeaderText:
    """A header text in its parts. A header that is all legend is taken as its words."""
    plain = unicodedata.normalize("NFKC", title.translate(_SIGNS))
    if "#" in plain:
        plain = _NUMBERED.sub(" ", plain)
    if _OPENING.isdisjoint(plain):
        return HeaderText(_words(plain), (), "?" in plain)
    legend = tuple(word for part in _LEGEND.findall(plain) for word in _words(part))
    words = _words(_LEGEND.sub(" ", plain))
    if not words:
        words, legend = legend, ()
    return HeaderText(words, legend, "?" in plain)


def _words(text: str) -> tuple[str, ...]:
    plain = _CAMEL.sub(" ", unicodedata.normalize("NFKC", text))
    if max(plain, default="") >= _FIRST_KANA:
        plain = "".join(_where_scripts_meet(plain))
    parts = _SPLIT.split(fold(plain))
    return tuple(word for part in parts for word in part.replace("#", " # ").split())


def _where_scripts_meet(text: str) -> Iterator[str]:
    """The characters, with a space between a Latin letter and a kana or Chinese character."""
    latin = asian = False
    for sign in text:
        was_latin, was_asian = latin, asian
        latin = sign.isascii() and sign.isalpha()
        asian = _FIRST_KANA <= sign <= _LAST_HAN
        if (latin and was_asian) or (asian and was_latin):
            yield " "
        yield sign


def is_east_asian(text: str) -> bool:
    """Whether a word is written without spaces (kana, Chinese characters, Hangul)."""
    return any("\u3040" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7af" for c in text)
