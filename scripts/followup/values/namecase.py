"""Names in the case their owners write them, where the tracker shouts or whispers them."""

from followup.model.patterns import pattern
from followup.values.words import word_set

_PIECE = pattern(r"[^\W\d_]+")
_SHORT = pattern(r"[^\W\d_](?:\.[^\W\d_])*\.?")
_ROMAN = pattern(r"ii|iii|iv|vi{1,3}")
_MAC = pattern(
    "mac(?=(?:donald|gregor|kenzie|leod|millan|arthur|intosh|lean|neil|pherson|dougall|farlane|"
    "intyre|beth|aulay|ewan|namara|mahon|manus|dermott|kinnon|kinlay|allister|alister|lachlan)$)"
)
_ELIDED = pattern("(?:o|d|l|m|n|dell|dall|sant|all)'(?=.{2})")


def needs_case(text: str) -> bool:
    """Whether a name is all capitals or all small, so that it tells nothing of its own case.

    Two capitals alone ("JP") are how people write initials, and scripts without case need nothing.
    """
    letters = "".join(_PIECE.findall(text))
    if letters.islower():
        return True
    return letters.isupper() and any(len(piece) > 2 for piece in _PIECE.findall(text))


def name_case(text: str, *, always: bool = False) -> str:
    """A name capitalised: "MCDONALD" McDonald, "o'brien" O'Brien, "VAN DER BERG" van der Berg.

    A name whose own case tells something is left alone ("deShawn"), unless `always`. A particle
    is small unless it ends the name; one that begins a whole name is for the caller to raise.
    """
    if not (always or needs_case(text)):
        return text
    words = text.split()
    return " ".join([*(_word(word) for word in words[:-1]), *(_name(word) for word in words[-1:])])


def _word(word: str) -> str:
    folded = word.casefold()
    return word.lower() if folded in word_set("particles") and folded != "le" else _name(word)


def _name(word: str) -> str:
    small = word.lower()
    if _SHORT.fullmatch(small) or _ROMAN.fullmatch(small):
        return small.upper()
    return "-".join(_part(part) for part in small.split("-"))


def _part(part: str) -> str:
    elided = _ELIDED.match(part.replace("’", "'"))
    if elided:
        return _capital(part[: elided.end()]) + _capital(part[elided.end() :])
    if part.startswith("mc") and len(part) > 3:
        return "Mc" + _capital(part[2:])
    if _MAC.match(part):
        return "Mac" + _capital(part[3:])
    return "IJ" + part[2:] if part.startswith("ij") else _capital(part)


def _capital(part: str) -> str:
    return part[:1].upper() + part[1:]
