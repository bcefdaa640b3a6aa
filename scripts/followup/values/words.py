"""The words of each language, read from `words/*.toml` when a cell first needs them.

Adding a language is adding a file; every file has the same entries as `en.toml`, any of which
may be left out. A list is one string parted by commas.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from followup.kept import kept
from followup.values.text import fold
from followup.values.toml import read_toml

FOLDER = Path(__file__).with_name("words")


@cache
def languages() -> Mapping[str, Mapping[str, Any]]:
    """Each language's entries as they stand in its file, by language code ("en")."""
    files = sorted(FOLDER.glob("*.toml"))
    return {file.stem: read_toml(file) for file in files}


def split(listed: str) -> list[str]:
    """The entries of one list, folded for comparing: "Jan, Fév." gives ["jan", "fev."]."""
    return [entry for entry in map(str.strip, fold(listed).split(",")) if entry]


@kept
def word_set(*kinds: str) -> frozenset[str]:
    """All languages' words of some kinds ("yes", "no"), folded."""
    return frozenset(
        word
        for entries in languages().values()
        for kind in kinds
        for word in split(entries.get(kind, ""))
    )


@kept
def dotless(kind: str) -> frozenset[str]:
    """All languages' words of one kind without their dots ("ph.d" is phd)."""
    return frozenset(word.replace(".", "") for word in word_set(kind))


@kept
def word_map(table: str) -> Mapping[str, str]:
    """All languages' words of one table ("stages"), folded, each with the key it stands for.

    Where two languages disagree on a word, the language first in the alphabet wins.
    """
    found: dict[str, str] = {}
    for entries in languages().values():
        for key, listed in entries.get(table, {}).items():
            for word in split(listed):
                found.setdefault(word, key)
    return found


@kept
def months() -> Mapping[str, int]:
    """Every name and abbreviation of a month, folded, with the month's number from 1."""
    return _counted("months")


@kept
def numbers() -> Mapping[str, int]:
    """Number words, folded ("two" is 2)."""
    return _counted("numbers")


@kept
def repeats() -> Mapping[str, int]:
    """Words for how many times, folded ("twice" is 2)."""
    return _counted("times")


def _counted(kind: str) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for entries in languages().values():
        for number, names in enumerate(entries.get(kind, "").split(","), 1):
            for name in fold(names).split():
                found.setdefault(name, number)
    return found


@kept
def table_words(table: str, key: str) -> frozenset[str]:
    """All languages' words under one key of one table (`[opt_out]`, `phrases`), folded."""
    return frozenset(
        word
        for entries in languages().values()
        for word in split(entries.get(table, {}).get(key, ""))
    )
