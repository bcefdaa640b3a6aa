"""A cell to a person's name, or to two."""

import re
from functools import lru_cache

from followup.kept import kept
from followup.model import CellValue, Name
from followup.model.patterns import pattern
from followup.model.records import replace
from followup.values.cjknames import join_cjk, read_cjk
from followup.values.namecase import name_case
from followup.values.nameparts import SUFFIXES, family_words, one_name, share_surname, split_people
from followup.values.nametext import (
    clean,
    has_role,
    is_code,
    is_firm,
    names_nobody,
    strip_additions,
)
from followup.values.nothing import means_nothing
from followup.values.text import LONGEST, bare_words, fold, is_cjk, shown
from followup.values.words import languages, word_set

__all__ = ["fold", "join_names", "read_names", "similar_names"]

Reading = tuple[tuple[Name, ...], str]

_LATIN = pattern("[A-Za-z\u00c0-\u024f]")
_LATIN_END = "\u0250"
_ADDRESS = pattern(r"[^\s@]+@[^\s@.]+\.[^\s@]+")


def read_names(value: CellValue, *, family_first: bool = False) -> Reading:
    """The one or two people a cell names, and a sentence where something was left out or unclear.

    `family_first` says that the column's names begin with the family name ("Müller Hans"). A name
    written "Last, First", in capitals, or with titles, degrees, pronouns or an employer comes back
    without them. ((), "") is an empty cell.
    """
    if value is None:
        return (), ""
    if isinstance(value, str):
        return _read(value[:LONGEST], family_first)
    return (), f'"{value}" is no name: write the name as text'


@lru_cache(maxsize=65536)
def _read(text: str, family_first: bool) -> Reading:
    first, _, last = text.partition(" ")
    if _is_plain(first, last) and _key(text) not in word_set("nobody", "nothing"):
        return (_in_order(last, first) if family_first else _in_order(first, last),), ""
    if means_nothing(text):
        return (), ""
    plain = clean(_one_line(text))
    if _ADDRESS.search(plain):
        plain = _beside_address(plain)
        if not plain:
            return (), f'"{shown(text)}" is an address, not a name: write the name'
    if not plain:
        return (), f'"{shown(text)}" holds no name that can be read: correct it'
    if is_code(plain):
        return (Name(plain),), f'"{shown(plain)}" looks like code, not like a name: correct it'
    if fold(plain).strip(" .?!()") in word_set("nobody"):
        return (), f'"{shown(plain)}" names no person: write the name'
    if is_cjk(plain) and not _LATIN.search(re.sub(r"\(.*?\)", "", plain)):
        return read_cjk(plain)
    return _whole(plain) or _read_western(plain, family_first)


def _whole(text: str) -> Reading | None:
    """Names that must not be parted: firms, families, "Ana's friend", names in two scripts."""
    words = text.split()
    if is_firm(strip_additions(text).text):
        return (Name(text),), f'"{shown(text)}" looks like a firm: write the person beside it'
    if re.search(r"['’]s\s", text):
        return (Name(text),), f'"{shown(text)}" is no plain name: write the person\'s name'
    if {fold(words[0]).strip("."), fold(words[-1])} & word_set("families"):
        return (Name(text),), ""
    if words[0].casefold() in _family_leads() and len(words) > 1:
        return (Name(name_case(text), "", name_case(words[0])),), ""
    bare = re.sub(r"\(.*?\)", "", text).split()
    latin = [word for word in bare if not is_cjk(word)]
    if len(latin) in {0, len(bare)}:
        return None
    if len(latin) == 1:
        return (Name(text),), ""
    names, remark = _read_western(" ".join(latin), False)
    rest = " ".join(word for word in bare if is_cjk(word))
    return (
        names,
        remark or f'read as "{" and ".join(name.full for name in names)}"; left out: {rest}',
    )


@kept
def _family_leads() -> frozenset[str]:
    """Vietnamese family names, accents kept: they stand first, so the order is not told."""
    listed = (entries.get("family_leads", "") for entries in languages().values())
    return frozenset(
        name.strip().casefold() for names in listed for name in names.split(",") if name
    )


def _is_plain(first: str, last: str) -> bool:
    """Whether both are one word with only its first letter large: most names, read at once."""
    return _is_plain_first(first) and _is_plain_last(last)


@lru_cache(maxsize=16384)
def _is_plain_first(first: str) -> bool:
    """Whether a word can only be a first name; names are many, but few of their words."""
    return (
        len(first) > 1
        and _is_word(first)
        and _key(first) not in word_set("titles", "nothing", "families", "roles")
    )


@lru_cache(maxsize=65536)
def _is_plain_last(last: str) -> bool:
    return (
        _is_word(last)
        and _key(last) not in SUFFIXES
        and _key(last) not in word_set("nothing", "families", "firms")
    )


def _is_word(text: str) -> bool:
    """Whether it is one name as names are mostly written: "Ana", "Anne-Marie", "O'Neill"."""
    parts = text.replace("'", "-").split("-")
    return text.istitle() and all(map(str.isalpha, parts)) and max(text) < _LATIN_END


def _key(text: str) -> str:
    """`fold` without its cost for what needs none."""
    return text.lower() if text.isascii() else fold(text)


def _in_order(first: str, last: str) -> Name:
    return Name(f"{first} {last}", first, last)


def _one_line(text: str) -> str:
    """`text` on one line: whole names of their own lines as people, other lines as remarks."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) < 2 or not all(" " in line or is_cjk(line) for line in lines[:1]):
        return text
    first, *others = lines
    people = [line for line in others if _is_whole_name(line)]
    remarks = [line for line in others if line not in people]
    return " - ".join([" ; ".join([first, *people]), *remarks])


def _is_whole_name(line: str) -> bool:
    parted = is_cjk(line) or " " in line
    return parted and not (is_firm(line) or has_role(line) or any(map(str.isdigit, line)))


def _beside_address(text: str) -> str:
    """What stands beside an address in the cell: "Ana Cole <ana@example.com>"."""
    if not _ADDRESS.search(text):
        return text
    return " ".join(_ADDRESS.sub(" ", text).replace("<", " ").replace(">", " ").split()).strip(
        "\"' ,;()"
    )


def _read_western(text: str, family_first: bool) -> Reading:
    stripped = strip_additions(text)
    if means_nothing(stripped.text) or names_nobody(text) or names_nobody(stripped.text):
        return (), f'"{shown(text)}" names no person: write the name'
    people, left_out = split_people(stripped.text)
    names = share_surname([one_name(person, family_first=family_first) for person in people])
    if not names:
        return (), f'"{shown(text)}" holds no name that can be read: correct it'
    if stripped.nickname:
        names[0] = replace(names[0], nickname=name_case(stripped.nickname))
    dropped = [stripped.left_out, left_out, *(name.full for name in names[2:])]
    beside = "; ".join(part for part in dropped if part)
    read_as = " and ".join(name.full for name in names[:2])
    return tuple(names[:2]), f'read as "{read_as}"; left out: {beside}' if beside else ""


def join_names(
    first: CellValue, last: CellValue, *, family_first: bool = False
) -> tuple[Name, ...]:
    """The one or two people ("Ana & Ben", "Cole") in two cells, whatever is written in either.

    `family_first` only orders a name that stands whole in one of the cells.
    """
    if isinstance(first, str) and isinstance(last, str) and _is_plain(first, last):
        return (_in_order(first, last),)
    return _join(_cell_text(first), _cell_text(last), family_first)


@lru_cache(maxsize=16384)
def _join(given: str, family: str, family_first: bool) -> tuple[Name, ...]:
    if not given or not family:
        return _lone(given, family, family_first)
    if is_cjk(given) and is_cjk(family):
        return (join_cjk(given, family),)
    return _joined(given, family)


def _cell_text(value: CellValue) -> str:
    return _name_text(value[:LONGEST]) if isinstance(value, str) else ""


@lru_cache(maxsize=16384)
def _name_text(value: str) -> str:
    text = _beside_address(clean(value))
    return "" if means_nothing(text) else text


def _lone(given: str, family: str, family_first: bool) -> tuple[Name, ...]:
    if given:
        return _read(given, family_first)[0]
    names = _read(family, family_first)[0]
    if len(names) == 1 and " " not in names[0].full:
        return (replace(names[0], first="", last=names[0].full),)
    return names


def _joined(given: str, family: str) -> tuple[Name, ...]:
    if names_nobody(f"{given} {family}"):
        return ()
    if is_code(given) or is_code(family):
        return (Name(f"{given} {family}"),)
    before, behind = strip_additions(given), strip_additions(family)
    last = family_words(behind.text)
    people, _ = split_people(before.text)
    names = [one_name(person, family=last) for person in people[:2]]
    names = [name for name in names if name.full]
    nickname = before.nickname or behind.nickname
    if names and nickname:
        names[0] = replace(names[0], nickname=name_case(nickname))
    return tuple(names)


def similar_names(one: Name, other: Name) -> float:
    """How alike two names are, 0 to 1, whatever the order of their words."""
    from rapidfuzz import fuzz

    return fuzz.token_sort_ratio(_bare(one.full), _bare(other.full)) / 100


_bare = lru_cache(maxsize=16384)(bare_words)
