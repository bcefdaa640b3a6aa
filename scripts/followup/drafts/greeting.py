"""The first line of a letter, and whether it is a formal or a familiar one."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from followup.drafts.lexicon import CACHED, Lexicon
from followup.drafts.prose import joined
from followup.drafts.text import one_line
from followup.drafts.tongues import FAMILIAR, FORMAL, address_form, courtesies, shared
from followup.model import CellValue, Contact, Field, Me, Name
from followup.values.nameparts import is_noble

SPEAKABLE = frozenset(" '\u2019-.·")
NAME_LIMIT = 60

MAN = frozenset({"mr"})
WOMAN = frozenset({"ms", "mrs", "miss"})
"""Kinds of courtesy titles that tell which gendered form to greet with; a name never does."""


@lru_cache(CACHED)
def speakable(text: str) -> str:
    """A name fit for a greeting, as one line; "" if it holds anything no name is spelt with."""
    name = one_line(text)
    fit = name and len(name) <= NAME_LIMIT and any(c.isalpha() for c in name)
    return name if fit and all(c.isalpha() or _spelt(c) for c in name) else ""


def called(name: Name) -> str:
    """What the person is called: nickname, else first name, else the full name; "" if unfit."""
    return _first(name) or speakable(name.full)


def told_as(name: Name, words: Lexicon, *, familiar: bool) -> str:
    """What a letter calls a third person: as they are called, or (formally) by the full name."""
    formal = words.phrase("greeting", "default") == FORMAL and not familiar
    return speakable(name.full) if formal else called(name)


def greeted(contact: Contact) -> list[Name]:
    """Whom a letter to a row is to: those it names, as far as it reaches them."""
    if len(contact.people) == 1:
        return [contact.name]
    reached = [person.name for person in contact.people if person.email]
    return reached or [person.name for person in contact.people]


def address(contact: Contact, title: str, me: Me, words: Lexicon) -> str:
    """FORMAL or FAMILIAR, as the letter greets; `title` is what a courtesy title column says.

    The row's own word for it wins, then the config's, then the language's default: "formal",
    "familiar", or "by_title" (formal for one person with a title and a last name).
    """
    said = address_form(contact.text.get(Field.ADDRESS_FORM, "")) or address_form(me.address)
    form = said or words.phrase("greeting", "default")
    if form != "by_title":
        return form
    titled = _by_title([p.name for p in contact.people], title, words)
    return FORMAL if titled else FAMILIAR


def greeting(names: Sequence[Name], words: Lexicon, title: str = "", form: str = "") -> str:
    """The first line for one or two people; `title` is what a courtesy title column says.

    `form` is FORMAL or FAMILIAR, "" for the language's default. Formally, a title (the column's,
    else the name's) goes with the last name, and the full name stands where no title tells how to
    address somebody; familiarly, the first name stands alone. A last name alone, one word with a
    title, or words that are no person's name, get the greeting for nobody in particular.
    """
    form = form or words.phrase("greeting", "default")
    if form == "by_title":
        form = FORMAL if _by_title(names, title, words) else FAMILIAR
    if any(_unnamed(name, title, words) for name in names[:2]):
        return words.phrase("greeting", "nobody")
    if len(names) > 1:
        return _greet_two(names[0], names[1], words, form)
    return _greet_one(names[0], words, title, form)


def courtesy(cells: Mapping[str, CellValue]) -> str:
    """The courtesy title (Herr, Ms, Dr) in a column for it (Anrede, Salutation), as it stands.

    Header and value must both be known, so a column of job titles gives "".
    """
    for header in _for_titles(tuple(cells)):
        value = cells[header]
        if isinstance(value, str) and all(map(_known_title, value.split())):
            return value.strip()
    return ""


@lru_cache(maxsize=64)
def _for_titles(headers: tuple[str, ...]) -> tuple[str, ...]:
    """Those of a tracker's headers that are for courtesy titles."""
    known = shared()["titles"]["headers"]
    return tuple(header for header in headers if header.strip(" :*").lower() in known)


def _known_title(part: str) -> bool:
    bare = _bare(part)
    return bare in courtesies() or bare in shared()["titles"]["academic"]


def _bare(part: str) -> str:
    return part.lower().strip(".")


def _greet_one(name: Name, words: Lexicon, title: str, form: str) -> str:
    kind, learned = _titles(name, title, words)
    if form == FORMAL:
        formally = _by_rank(name, words, learned) or _formally(name, words, kind, learned)
        return formally or _by_full_name(name, words)
    if _first(name):
        gendered = _gendered(words, "one", kind)
        return (gendered or words.phrase("greeting", "one")).format(first=_first(name))
    return _by_full_name(name, words)


def _by_rank(name: Name, words: Lexicon, learned: str) -> str:
    """ "Dear Sir Alan,", "Guten Tag Dr. Bernd Graf zu Lehn,"; "" where no rank is told.

    A knight goes by his first name, and whether a Lady does or goes by her last name no sheet
    tells, so she is given both; nor is a rank within a last name one to put a title before.
    """
    rank = learned.rpartition(" ")[2]
    if is_noble(name.last.split()):
        return words.phrase("greeting", "full").format(full=f"{learned} {name.full}".strip())
    for key, rest in (("with_first", name.first), ("with_full", name.first and name.full)):
        if speakable(rest) and words.has("titles", key, _bare(rank)):
            return words.phrase("greeting", "full").format(full=f"{rank} {speakable(rest)}")
    return ""


def _formally(name: Name, words: Lexicon, kind: str, learned: str) -> str:
    """ "Dear Dr. Okafor,": with last name and title; "" where one of them is missing."""
    last, title = speakable(name.last), _courtesy_word(kind, words)
    if not last or not (title or learned) or is_noble(name.last.split()):
        return ""
    greetings: Mapping[str, str] = words.table["greeting"]
    form = _gendered(words, "formal", kind) or ("" if title else greetings.get("formal_learned"))
    filled = (form or greetings.get("formal", "")).format(
        title=title, learned=learned, honorific=learned or title, last=last, full=name.full
    )
    return " ".join(filled.split())


def _gendered(words: Lexicon, key: str, kind: str) -> str:
    """The form for a man or a woman, if a title tells and the language has one; else ""."""
    gender = "m" if kind in MAN else "f" if kind in WOMAN else ""
    return str(words.table["greeting"].get(f"{key}_{gender}", ""))


def _by_full_name(name: Name, words: Lexicon) -> str:
    full = speakable(name.full)
    lone = not full or full == speakable(name.last)
    return words.phrase("greeting", "nobody" if lone else "full").format(full=full)


def _greet_two(one: Name, two: Name, words: Lexicon, form: str) -> str:
    firsts = _first(one), _first(two)
    if form != FORMAL and all(firsts):
        return words.phrase("greeting", "two").format(**_both(firsts[0], firsts[1], words))
    both = [_formally(name, words, *_titles(name, "", words)) for name in (one, two)]
    if form == FORMAL and all(both) and "pair" in words.table["greeting"]:
        first, second = (text.rstrip(",: ") for text in both)
        second = second[0].lower() + second[1:]
        return words.phrase("greeting", "pair").format(first=first, second=second)
    fulls = speakable(one.full), speakable(two.full)
    known = all(fulls) and (one.first or two.first or fulls[0] != speakable(one.last))
    wanted = words.phrase("greeting", "full_two" if known else "nobody")
    return wanted.format(full=fulls[0], **_both(fulls[0], fulls[1], words))


def _both(first: str, second: str, words: Lexicon) -> dict[str, str]:
    """Two names, the second also behind the "and" that fits it ("e Inés")."""
    joint = joined(words.phrase("voice", "and"), second, words)
    return {"first": first, "second": second, "and_second": joint}


def _by_title(names: Sequence[Name], title: str, words: Lexicon) -> bool:
    """Whether there is one person, with a title and a last name to go with it."""
    if len(names) > 1:
        return False
    kind, learned = _titles(names[0], title, words)
    return bool((learned or _courtesy_word(kind, words)) and speakable(names[0].last))


def _titles(name: Name, column: str, words: Lexicon) -> tuple[str, str]:
    """The kind of courtesy title and the academic one, as this language writes it; "" for none.

    What a column says goes before what stands in the name for the courtesy title, which only it
    may tell; an academic title is taken from the name first.
    """
    return _titles_of(column, name.honorific, words)


@lru_cache(CACHED)
def _titles_of(column: str, honorific: str, words: Lexicon) -> tuple[str, str]:
    sources = [speakable(column).split(), speakable(honorific).split()]
    kinds = (courtesies()[_bare(p)] for parts in sources for p in parts if _bare(p) in courtesies())
    kind = next(kinds, "")
    for parts in reversed(sources):
        learned = [part for part in parts if _bare(part) not in courtesies()]
        if learned:
            return kind, _learned(learned, kind, words)
    return kind, ""


def _learned(parts: Sequence[str], kind: str, words: Lexicon) -> str:
    """The title a greeting takes: its highest part, in the language's form or as it stands."""
    ranks: Mapping[str, Any] = words.table["titles"].get("learned", {})
    bare = {_bare(part) for part in parts}
    for word, forms in ranks.items():
        if word in bare:
            return str(forms[1 if kind in MAN else 2 if kind in WOMAN else 0])
    spoken = words.words("titles", "spoken")
    return next((part for word in spoken for part in parts if _bare(part) == word), "")


def _courtesy_word(kind: str, words: Lexicon) -> str:
    return str(words.table["titles"].get(kind, ""))


def _unnamed(name: Name, title: str, words: Lexicon) -> bool:
    """Whether the words are plainly no person's name ("Panel", "No Address", "Dr. Schmidt")."""
    tokens = name.full.lower().replace("(", " ").split()
    lone = len(tokens) == 1 and words.has("greeting", "lone_nobodies", tokens[0])
    listed = words.has_any("greeting", "nobodies", tokens)
    titled_word = any(_titles(name, title, words)) and name.first == name.full
    return lone or listed or titled_word


def _first(name: Name) -> str:
    """The first name to use; initials are none."""
    return _first_of(name.nickname, name.first)


@lru_cache(CACHED)
def _first_of(nickname: str, first: str) -> str:
    for part in (nickname, first):
        text = speakable(part)
        if len(text.replace(".", "").replace(" ", "")) > 1 and not _initials(text):
            return text
    return ""


def _initials(text: str) -> bool:
    return all(len(part) <= 1 and part.isascii() for part in text.replace(".", " ").split())


def _spelt(character: str) -> bool:
    """Whether names are spelt with it besides letters: their marks, and few signs."""
    import unicodedata

    return character in SPEAKABLE or unicodedata.category(character)[0] == "M"
