"""Names in Chinese, Japanese and Korean writing, where the family name comes first."""

from followup.model import Name
from followup.model.patterns import pattern
from followup.values.text import shown
from followup.values.words import word_set

_JOINT = pattern(r"\s*[、,，;；&＆/／+]\s*|\s+と\s+|(?<=さん|さま)と|(?<=様)と")
_BRACKETS = pattern(r"\s*[(（［\[【]([^)）\]］】]*)[)）\]］】]")
_LATIN_WORD = pattern(r"[A-Za-z][a-z]+")

Reading = tuple[tuple[Name, ...], str]


def read_cjk(text: str) -> Reading:
    """The one or two people in a cleaned text, and a sentence where something was left out.

    The family name is known only where a space or "・" parts the name; else `first` and `last`
    stay "". Courtesy endings (さん, 様) are dropped, titles (先生, 教授) become the honorific.
    """
    inside = _BRACKETS.search(text)
    nickname = inside[1] if inside and _LATIN_WORD.fullmatch(inside[1]) else ""
    parts = [part for part in _JOINT.split(_BRACKETS.sub(" ", text)) if part.strip()]
    names = [name for name in map(_one, parts) if name.full]
    if not names:
        return (), f'"{shown(text)}" holds no name that can be read: correct it'
    if nickname:
        first = names[0]
        names[0] = Name(first.full, first.first, first.last, first.honorific, nickname)
    if len(names) > 2:
        others = "、".join(name.full for name in names[2:])
        return tuple(names[:2]), f"left out: {others}"
    return tuple(names), ""


def _one(text: str) -> Name:
    name, honorific = _without_ending(text.strip(" .-|"))
    if "・" in name and " " not in name:
        first, _, last = name.partition("・")
        return Name(name, first, last, honorific)
    last, _, first = name.partition(" ")
    if first:
        return Name(name, first, last, honorific)
    return Name(name, honorific=honorific)


def _without_ending(text: str) -> tuple[str, str]:
    """The name without what follows it in address, and the title if it is more than courtesy."""
    for ending in sorted(word_set("endings"), key=len, reverse=True):
        if text.endswith(ending) and len(text) > len(ending):
            return text.removesuffix(ending).strip(), ""
    for title in sorted(word_set("titles_after"), key=len, reverse=True):
        if text.endswith(title) and len(text) > len(title):
            return text.removesuffix(title).strip(), title
    return text, ""


def join_cjk(given: str, family: str) -> Name:
    """The name in two cells, family name first and unparted."""
    first, honorific = _without_ending(_BRACKETS.sub("", given).strip())
    last = _BRACKETS.sub("", family).strip()
    return Name(f"{last}{first}", first, last, honorific)
