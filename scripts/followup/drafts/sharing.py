"""Something to share, and why it is for this person."""

from followup.drafts.cells import Cells
from followup.drafts.reading import Voice, reading
from followup.drafts.text import one_line
from followup.model import Due, Field
from followup.model.patterns import pattern

GIFT_LIMIT = 90
LISTED = pattern(r"[,;\n|\u2022]")
WORDS = pattern(r"[^\W\d_]{4,}")


def shared_values(due: Due, cells: Cells, theirs: object, voice: Voice) -> dict[str, object]:
    """What is shared as the config words it, or as far as a note in the row can be said.

    `voice` is that of the letter. `because` is the interest it fits; where none is seen to fit,
    what else the person does or likes (`theirs`).
    """
    words = cells.words
    gift = reading(words.language).gift(cells.own_text(due.what), words)
    fits = one_line(due.topic) or _fitting(due.what, cells)
    why: object = theirs
    if fits:
        why = voice.say(words.phrase("interests", "gives"), fits)
    if due.topic:
        gift = gift or one_line(due.what, GIFT_LIMIT)
    return {"gift": gift, "gift_link": one_line(due.link), "because": why}


def _fitting(what: str, cells: Cells) -> str:
    """Of several interests in the row those that share a word with the thing; "" for none."""
    liked = cells.own(Field.INTERESTS)
    if not liked or not what:
        return ""
    listed = LISTED.split(liked)
    fitting = [interest for interest in listed if _stems(interest) & _stems(what)]
    if len(fitting) == len(listed):
        return ""
    return reading(cells.words.language).interests(", ".join(fitting), cells.words)


def _stems(text: str) -> set[str]:
    """The longer words, plurals as singulars."""
    return {word.removesuffix("s") for word in WORDS.findall(text.casefold())}
