"""A cell to e-mail addresses, however people and programs write them there."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from followup.model import CellValue
from followup.model.patterns import pattern
from followup.values.nothing import means_nothing
from followup.values.phrases import find_phrases
from followup.values.text import LONGEST, fold, shown, tidy
from followup.values.words import word_set

Reading = tuple[tuple[str, ...], str]

_AT_WORD = r"(?:at|ät|@|a|arroba|arobase|klammeraffe|chiocciola|małpa|apenstaartje)"
_DOT_WORD = r"(?:dot|\.|punkt|point|punto|ponto|punt|kropka)"
_OPEN, _CLOSE = r"\s*(?:\[|\(|\{|<|\*|\s-)\s*", r"\s*(?:\]|\)|\}|>|\*|-\s)\s*"
_AT = pattern(_OPEN + _AT_WORD + _CLOSE, re.IGNORECASE)
_DOT = pattern(_OPEN + _DOT_WORD + _CLOSE, re.IGNORECASE)
_SPELLED = pattern(
    rf"\b([\w.+-]+) (?:at|ät|arobase|arroba) ([\w-]+(?: {_DOT_WORD} [\w-]+)+)\b", re.IGNORECASE
)
_SPOKEN = pattern(r"([\w.+-]+) (?:at|ät|arobase|arroba) ((?:[\w-]+\.)+[a-z]{2,24})", re.IGNORECASE)
_SAID_DOT = pattern(f" {_DOT_WORD} ", re.IGNORECASE)
_SPACED = pattern(r"(?<=[\w.+-]) ?@ ?(?=\w)")
_LOCAL = r"[\w!#$%&'*+^~-]+(?:\.[\w!#$%&'*+^~-]+)*"
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_ADDRESS = pattern(rf"(?<![\w.@])({_LOCAL})@((?:{_LABEL}\.)+{_LABEL})(?![\w@-])")
_PARTS = pattern(r"[;,|]|:::|\s/\s")
_QUOTES = "'*`"
_MAILTO = pattern(r"mailto:([^?\s>]*)(?:\?[^\s>]*)?", re.IGNORECASE)
_HEADER = pattern(r"^\s*(?:b?cc|to|from|subject|reply-to|content-type)\s*:", re.IGNORECASE)
_INLINE = pattern(r"(?<=[^\s:]{3})[\s,;]*(?<!\w)b?cc\s*:.*", re.IGNORECASE | re.DOTALL)
_LINES = pattern(r"[\r\n\v\f\x85\u2028\u2029]+|%0[ad]|\\[rn](?=\s*\w+\s*:)", re.IGNORECASE)


def read_emails(value: CellValue, link: str = "") -> Reading:
    """The addresses in a cell in their order, and a sentence where something is wrong (else "").

    `link` is the address behind the cell's text ("mailto:ana@example.com"); it counts where the
    text names none. Domains come back in lower case, local parts as typed, duplicates dropped. A
    line that looks like a mail header ("Bcc: ...") gives no address and is reported. Address
    syntax: the dot-atom of RFC 5322 3.2.3 with RFC 6531's letters, in a domain with a dot.
    """
    if type(value) is str and _is_plain(value):
        local, _, domain = value.rpartition("@")
        return (f"{local}@{domain.lower()}",), ""
    text = value if isinstance(value, str) else "" if value is None else str(value)
    text, link = text[:LONGEST], link[:LONGEST]
    found, problem = _read(text)
    if found or not link.lower().startswith("mailto:") or _is_dead(text):
        return found, problem
    behind, wrong = _read(link)
    return (behind, wrong) if behind else (found, problem)


@lru_cache(maxsize=65536)
def _read(text: str) -> Reading:
    if means_nothing(text):
        return (), ""
    lines = [line for line in _LINES.split(text) if line.strip()]
    safe = [line for line in lines if len(lines) == 1 or not _HEADER.match(line)]
    kept = [_INLINE.sub("", line) for line in safe]
    parts = [part for line in kept for part in _PARTS.split(_plain(line))]
    dead = [part for part in parts if _is_dead(part)]
    found = _addresses(part for part in parts if part not in dead)
    if kept != lines:
        return found, "the cell holds a line that looks like a mail header; it was left out"
    if any(_ADDRESS.search(part) for part in dead):
        return found, f'"{shown(text)}" says that an address does not work'
    return found, "" if found else _none(text)


_PLAIN = pattern(
    r"[\w+-]++(?:\.[\w+-]++)*+@(?:[A-Za-z0-9]++(?:-[A-Za-z0-9]++)*+\.)++[A-Za-z]{2,24}"
)


def _is_plain(text: str) -> bool:
    """Whether the cell holds one address and nothing else, with nothing to make plain in it."""
    return (
        len(text) < 64
        and _PLAIN.fullmatch(text) is not None
        and (text.isascii() or unicodedata.is_normalized("NFKC", text))
    )


def _addresses(parts: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for part in parts:
        for local, domain in _ADDRESS.findall(part):
            address = f"{local.strip(_QUOTES)}@{domain.lower()}"
            if not address.startswith("@") and len(local) <= 64 and len(domain) <= 253:
                found.setdefault(address.casefold(), address)
    return tuple(found.values())


def _is_dead(part: str) -> bool:
    """Whether the words beside an address say that it does not work ("bounced", "old")."""
    words = fold(_ADDRESS.sub(" ", part))
    return any(find_phrases(words, word_set("bad_address")))


def _plain(text: str) -> str:
    """`text` with "[at]" and its like as signs, and mailto: links as their addresses."""
    if _MAILTO.search(text):
        from urllib.parse import unquote

        text = _MAILTO.sub(lambda hit: f" {unquote(hit[1])} ", text)
    text = _DOT.sub(".", _AT.sub("@", tidy(text).replace("。", ".")))
    text = _SPELLED.sub(lambda hit: f"{hit[1]}@{_SAID_DOT.sub('.', hit[2])}", text)
    spoken = _SPOKEN.fullmatch(text)
    if spoken and fold(spoken[1]) not in word_set("before_at"):
        return f"{spoken[1]}@{spoken[2]}"
    return _SPACED.sub("@", text)


def _none(text: str) -> str:
    return f'"{shown(text)}" is no e-mail address: write one as in name@example.com'
