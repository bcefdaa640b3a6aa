"""Which language a note stands in, which one a cell names, and which form of address."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from followup.drafts.lexicon import CACHED
from followup.kept import kept
from followup.model.patterns import pattern
from followup.values.toml import read_toml

WORDS = pattern(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")

FORMAL = "formal"
FAMILIAR = "familiar"


def named(text: str) -> str:
    """The code of the first language that `text` names ("de" for "Deutsch" or "de_CH"), or ""."""
    parts = re.split(r"[^\w]+|_", text.lower())
    return next((_codes()[part] for part in parts if part in _codes()), "")


@lru_cache(CACHED)
def spoken(text: str) -> str:
    """The code of the language that the words of `text` belong to; "" where they do not tell."""
    votes: dict[str, int] = {}
    for word in WORDS.findall(text.lower().replace("\u2019", "'")):
        for code in _owners().get(word, ()):
            votes[code] = votes.get(code, 0) + 1
    most = max(votes.values(), default=0)
    leading = [code for code, count in votes.items() if count == most]
    return leading[0] if len(leading) == 1 else ""


@lru_cache(CACHED)
def address_form(text: str) -> str:
    """FORMAL or FAMILIAR for what a row or the config says ("Sie", "per du"), "" for neither."""
    said = " ".join(text.lower().split()).strip(" .!")
    forms: Mapping[str, list[str]] = shared()["forms"]
    return next((form for form, listed in forms.items() if said in listed), "")


@cache
def courtesies() -> Mapping[str, str]:
    """The kind of each courtesy title by its word: "frau" is "ms"; kinds are keys of [titles]."""
    kinds: Mapping[str, list[str]] = shared()["titles"]["courtesy"]
    return {word: kind for kind, listed in kinds.items() for word in listed}


@kept
def shared() -> Mapping[str, Any]:
    """The file of words that belong to no single language."""
    return read_toml(Path(__file__).with_suffix(".toml"))


@kept
def _codes() -> Mapping[str, str]:
    names: Mapping[str, str] = shared()["names"]
    return {name: code for code, listed in names.items() for name in listed.split()}


@kept
def _owners() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, listed in shared()["own"].items():
        for word in dict.fromkeys(listed.split()):
            found[word] = (*found.get(word, ()), code)
    return found
