"""What somebody may have meant: the known names nearest to one that is not known."""

from collections.abc import Iterable

from followup.values.text import fold

ALIKE = 0.5
"""How alike two names must be, from 0 to 1, as difflib measures it."""


def nearest(word: str, known: Iterable[str], most: int = 1) -> list[str]:
    """The `most` known names nearest to `word`, the nearest first; [] where none is near.

    Case, accents and spacing do not count; names come back as they are known.
    """
    from difflib import get_close_matches

    names: dict[str, str] = {}
    for name in sorted(known):
        names.setdefault(_plain(name), name)
    return [names[found] for found in get_close_matches(_plain(word), names, most, ALIKE)]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a complaint about an unknown word: the known one it is nearest to, or all."""
    known = list(known)
    near = nearest(word, known)
    return f'did you mean "{near[0]}"?' if near else f"known are {', '.join(known)}"


def _plain(name: str) -> str:
    return " ".join(fold(name).split())
