"""A western name's words to given and family names, and a cell's text to the people in it."""

from collections.abc import Sequence

from followup.model import Name
from followup.model.patterns import pattern
from followup.model.records import dataclass, replace
from followup.values.namecase import name_case, needs_case
from followup.values.nametext import (
    has_role,
    is_firm,
    looks_like_credential,
    titles_first,
    without_credentials,
)
from followup.values.text import fold
from followup.values.words import word_set

_JOINT = pattern(r"\s*[;&+＆]\s*|\s+/\s+|(?<=[^\W\d_]{3})/(?=[^\W\d_]{3})")
SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "junior", "filho", "neto", "jnr", "snr"))
_INITIAL = pattern(r"(?:[^\W\d_]\.?-?){1,3}\.|[^\W\d_]")
_BETWEEN_SURNAMES = frozenset("yei")


@dataclass(frozen=True, slots=True)
class Person:
    """One person's words: `family` is empty where the text does not set the family name apart."""

    words: tuple[str, ...]
    family: tuple[str, ...] = ()


def split_people(text: str) -> tuple[list[Person], str]:
    """The people a name cell without additions holds, and what stands there besides.

    "Ana & Ben Cole" are two; a "y" between surnames joins one name ("Ortega y Gasset").
    """
    chunks = [chunk for hard in _JOINT.split(text) for chunk in _split_at_and(hard.split())]
    people: list[Person] = []
    left_out = []
    for index, chunk in enumerate(chunks):
        if index and (fold(chunk) in word_set("besides") or is_firm(chunk)):
            left_out.append(chunk)
            continue
        found, rest = _list(chunk) if len(chunks) > 1 else ([], [])
        if not found:
            found, rest = _by_comma(chunk)
        people += found
        left_out += rest
    if "/" in text and len(people) > 1:
        people, others = _known_people(people)
        left_out += others
    return [person for person in people if person.words or person.family], "; ".join(left_out)


def _list(text: str) -> tuple[list[Person], list[str]]:
    """The people of "Ana, Ben" where "& Cy" follows: all first names; else none."""
    parts = [part.strip() for part in text.split(",")]
    alone = len(parts) > 1 and all(" " not in part and _given(part) for part in parts)
    return ([Person((part,)) for part in parts], []) if alone else ([], [])


def _known_people(people: list[Person]) -> tuple[list[Person], list[str]]:
    """Of "Ana Cole / Acme" the one that begins with a known first name, if only one does."""
    known = [person for person in people if person.words and _given(person.words[0])]
    lone = [person for person in people if person not in known and len(person.words) == 1]
    if not known or not lone:
        return people, []
    return known, [" ".join(person.words) for person in lone]


def _split_at_and(words: list[str]) -> list[str]:
    for index, word in enumerate(words[1:-1], 1):
        folded = fold(word)
        if folded in word_set("joined_by") or (
            folded in word_set("joined_softly")
            and not any("," in word for word in words)
            and _two_people(words[:index], words[index + 1 :])
        ):
            return [" ".join(words[:index]), *_split_at_and(words[index + 1 :])]
    return [" ".join(words)] if words else []


def _two_people(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether "y", "e" or "i" stands between two people rather than between two surnames."""
    return len(before) == 1 or (len(after) > 1 and fold(after[0]) not in word_set("surnames"))


def _by_comma(text: str) -> tuple[list[Person], list[str]]:
    """One person from "Last, First", "Name, PhD" or "Name, role, firm", and what was left out."""
    parts = [part.strip() for part in text.split(",") if part.strip(" .")]
    if not parts:
        return [], []
    name, rest = parts[0].split(), parts[1:]
    suffixes = [part for part in rest if fold(part).strip(".") in SUFFIXES]
    rest = [part for part in rest if part not in suffixes]
    rest = [part for index, part in enumerate(rest) if not _is_degree(part, index, name, text)]
    if not rest or _is_remark(name, rest):
        return [Person((*name, *suffixes))], rest
    if len(name) > 1 and _given(name[0]) and len(rest[0].split()) > 1:
        return [Person(tuple(name)), Person(tuple(rest[0].split()))], []
    titles, family = titles_first(name)
    given = [*titles, *rest[0].split()] if family else rest[0].split()
    given, family = _family_gathered(given, family or name)
    return [Person((*given, *suffixes), tuple(family))], rest[1:]


def _family_gathered(given: list[str], family: list[str]) -> tuple[list[str], list[str]]:
    """What stands behind the given names but begins the family name joins it: "Jan van der"."""
    given = list(given)
    while len(given) > 1 and given[-1].islower() and fold(given[-1]) in word_set("particles"):
        family = [given.pop(), *family]
    if len(given) > 1 and is_noble([given[-1], *family]):
        family = [given.pop(), *family]
    return given, family


def _is_degree(part: str, index: int, name: list[str], text: str) -> bool:
    """Whether a part after a comma is degrees; in "COLE, ANA" the capitals say nothing."""
    if index == 0 and len(name) == 1 and needs_case(text):
        return False
    return looks_like_credential(part, strict=len(name) == 1)


def _is_remark(name: list[str], rest: list[str]) -> bool:
    """Whether what follows the comma is a job or a firm rather than the given name."""
    if has_role(rest[0]) or any(map(str.isdigit, rest[0])) or (len(rest) > 1 and len(name) > 1):
        return True
    return len(name) > 1 and _given(name[0]) and not _given(rest[0].split()[0])


def _given(word: str) -> bool:
    return fold(word).split("-")[0] in word_set("given")


def family_words(text: str) -> tuple[str, ...]:
    """The family name in a last-name cell: "Cole, PhD" Cole; "Berg, van der" van der Berg."""
    name, *rest = [part.strip() for part in text.split(",")] or [""]
    words = [word for part in rest for word in part.split()]
    if words and all(fold(word) in word_set("particles") for word in words):
        return (*words, *name.split())
    suffixes = [word for word in words if fold(word).strip(".") in SUFFIXES]
    _, kept = titles_first(name.split())
    return (*without_credentials(kept or name.split()), *suffixes)


def one_name(
    person: Person, *, family: Sequence[str] | None = None, family_first: bool = False
) -> Name:
    """The name of a person; `family` comes from a cell of its own. `full` may be ""."""
    titles, words = titles_first(list(person.words))
    words, suffix = _without_suffix(without_credentials(words))
    polite = len(words) > 1 and words[-1] in {"san", "sama", "sensei"}
    words = words[:-1] if polite else words
    last, end = _without_suffix(list(person.family if family is None else family))
    if family is None and not last:
        given, last = _split_words(words, family_first=family_first, titled=bool(titles) or polite)
        first = _first_name(_without_rank(given, last))
    else:
        given, last = _family_gathered(_without_repeat(words, last), last)
        first = _called(given)
    shown_given, shown_last = _cased(given, last)
    if first:
        first = _cased(first.split(), [])[0]
    full = " ".join(part for part in (shown_given, shown_last, *suffix, *end) if part)
    return Name(full, first, shown_last, " ".join(titles))


def _cased(given: Sequence[str], last: Sequence[str]) -> tuple[str, str]:
    """Both halves in proper case; in "MA, JACK" the capitals of one tell of the other's."""
    front, back = " ".join(given), " ".join(last)
    loud = bool(front and back) and needs_case(f"{front} {back}")
    shown = name_case(front, always=loud)
    if shown != front:
        shown = shown[:1].upper() + shown[1:]
    return shown, name_case(back, always=loud)


def _without_repeat(given: list[str], last: list[str]) -> list[str]:
    """`given` without the family name where the first-name cell holds the whole name."""
    size = len(last)
    same = size and len(given) > size and fold(" ".join(given[-size:])) == fold(" ".join(last))
    return given[:-size] if same else given


def _without_suffix(words: list[str]) -> tuple[list[str], list[str]]:
    if len(words) > 1 and fold(words[-1]).strip(".,") in SUFFIXES:
        return words[:-1], [words[-1].strip(",")]
    return words, []


def _split_words(
    words: list[str], *, family_first: bool, titled: bool
) -> tuple[list[str], list[str]]:
    """Given and family names; a lone word is a family name after a title or in such a column."""
    if len(words) < 2:
        return ([], words) if titled or family_first else (words, [])
    bare = words[0].islower() and not words[-1].islower() and _is_particle(words[0])
    if (bare or is_noble(words)) and not family_first:
        return [], words
    shouted = _shouted_family(words)
    if shouted:
        return shouted
    if family_first:
        start = _family_length(words)
        return words[start:], words[:start]
    start = _family_start(words)
    return words[:start], words[start:]


def _shouted_family(words: list[str]) -> tuple[list[str], list[str]] | None:
    """The French habit: the family name alone in capitals, "Jean DUPONT" or "DUPONT Jean"."""
    loud = [word.isupper() and len(word) > 1 and "." not in word for word in words]
    first, last = (loud.index(True), len(loud) - loud[::-1].index(True)) if any(loud) else (0, 0)
    group = words[first:last]
    alike = len(group) in {0, len(words)} or not all(loud[first:last])
    if alike or max(map(len, group)) < 3:
        return None
    others = words[last:] if first == 0 else words[:first] if last == len(words) else []
    return (others, group) if others and not " ".join(others).islower() else None


def _family_length(words: list[str]) -> int:
    """How many leading words are the family name where that comes first."""
    size = 0
    while size < len(words) - 2 and fold(words[size]) in word_set("particles"):
        size += 1
    size += 1
    while size < len(words) - 1 and _is_surname(words[size]):
        size += 1
    return size


def _family_start(words: list[str]) -> int:
    """Where the family name begins: at a particle, at the first of two surnames, or at the end."""
    given = _compound_given(words)
    for index in range(given, len(words) - 1):
        word = fold(words[index])
        named = _is_particle(words[index]) or word in word_set("prefixes") or _is_surname(word)
        if named or is_noble(words[index:]):
            return index
        if word in _BETWEEN_SURNAMES and index > given and words[index].islower():
            return index - 1
    return len(words) - 1


def is_noble(words: Sequence[str]) -> bool:
    """Whether a family name begins with a rank ("Graf zu Lehn"); "Graf" alone is just a name."""
    ranked = len(words) > 2 and fold(words[0]) in word_set("nobility") and _is_particle(words[1])
    return ranked and (words[1].islower() or words[0].isupper())


def _without_rank(given: list[str], last: list[str]) -> list[str]:
    """The given names of "Prinz Karl von Hessen"; without a "von", "Prince" may be one."""
    ranked = len(given) > 1 and last and fold(given[0]) in word_set("nobility")
    return given[1:] if ranked and last[0].islower() else given


def _is_particle(word: str) -> bool:
    """Accents count: "van" is one, the Vietnamese "Văn" is none."""
    return word.casefold() in word_set("particles")


def _compound_given(words: list[str]) -> int:
    """How many words the first given name has: three in "María del Carmen Ruiz", mostly one."""
    for size in (4, 3, 2):
        if len(words) > size and fold(" ".join(words[:size])) in word_set("compound_given"):
            return size
    return 1


def _is_surname(word: str) -> bool:
    folded = fold(word)
    return folded in word_set("surnames") or (len(folded) > 4 and folded.endswith("ez"))


def _first_name(given: list[str]) -> str:
    """What the person is called: the first given name that is more than an initial, or ""."""
    size = _compound_given([*given, ""])
    if size > 1:
        return " ".join(given[:size])
    return next((word for word in given if not _INITIAL.fullmatch(word)), "")


def _called(given: list[str]) -> str:
    """The first-name cell's name without middle initials ("Mary Jane Q." is Mary Jane)."""
    return " ".join(word for word in given if not _INITIAL.fullmatch(word))


def share_surname(names: list[Name]) -> list[Name]:
    """The people with a surname for each: "Ana & Ben Cole" share one, "Mr. and Mrs. Cole" too."""
    for index, name in enumerate(names):
        others = [other.last for other in (*names[index + 1 :], *names[:index]) if other.last]
        if not name.last and others:
            full = f"{name.full} {others[0]}".strip()
            names[index] = replace(name, full=full, last=others[0])
    return [name for name in names if name.full]
