"""How one met, from the tracker's few words to a phrase with the right preposition."""

from functools import lru_cache

from followup.drafts.lexicon import CACHED, Lexicon
from followup.drafts.reading import Where
from followup.drafts.shorthand import has_pronoun, lowered, plain, private, without_asides
from followup.model.patterns import pattern

YEAR = pattern(r"(?:19|20)\d\d")
NAMED = pattern(r"(?:[A-Z][\w.&'-]*|[a-z]*[A-Z]\w*)(?: [A-Z][\w.&'-]*)* (?:19|20)\d\d")
CON_PARTS = ("on", "est", "amp")
CON = pattern(r"[A-Z]\w*(?:[Cc]on|[Cc]onf|[Ff]est|Camp)(?: [A-Z]\w+)?")
LIMIT = 10


def is_proper(text: str) -> bool:
    """Whether `text` is an event's proper name, the same in every language ("PyCon 2026")."""
    if text[-1:].isdecimal() and NAMED.fullmatch(text):
        return True
    return any(part in text for part in CON_PARTS) and CON.fullmatch(text) is not None


@lru_cache(CACHED)
def read_where(text: str, words: Lexicon) -> Where:
    """What a "how met" cell gives; nothing for categories ("Event"), channels, unclear words."""
    bare = without_asides(" ".join(text.split())).partition(",")[0].strip(" .;:!")
    if not plain(bare, words, LIMIT) or private(bare, words) or has_pronoun(bare, words):
        return Where()
    if bare.lower() in words.words("how_met", "nothing"):
        return Where()
    found = read_through(bare, words) or _together(bare, words)
    if found:
        return found
    bare = _after(bare, words.words("how_met", "drop"))[1] or bare
    if bare.lower() in words.words("how_met", "nothing"):
        return Where()
    return _meal(bare, words) or _at(bare, words) or Where()


def read_through(bare: str, words: Lexicon) -> Where | None:
    """ "via Ben Cole", "introduced by Ben": through somebody with a name."""
    _, rest = _after(bare, words.words("how_met", "through_words"))
    if not rest:
        return None
    if words.has("how_met", "platforms", rest.lower()):
        return Where()
    named = all(part[:1].isupper() for part in rest.split() if len(part) > 3)
    if not (named and rest[:1].isupper() and len(rest.split()) <= 4):
        return Where()
    return Where(through=rest)


def _together(bare: str, words: Lexicon) -> Where | None:
    _, rest = _after(bare, words.words("how_met", "worked"))
    if not rest or not rest[:1].isupper():
        return None
    return Where(words.phrase("how_met", "at").format(x=rest), rest)


def _meal(bare: str, words: Lexicon) -> Where | None:
    """ "Coffee at Blue Bottle": over coffee at Blue Bottle."""
    first, rest = _after(bare, words.words("how_met", "meals"))
    if not first and bare.lower() in words.words("how_met", "meals"):
        first = bare.lower()
    joined = rest and rest.split()[0].lower() in words.words("how_met", "joined")
    place = rest.partition(" ")[2]
    definite = place.startswith(words.phrase("words", "definite") + " ")
    if not first or (rest and not (joined and (place[:1].isupper() or definite))):
        return None
    adverb = words.phrase("how_met", "over").format(x=f"{first} {rest}".strip())
    return Where(adverb, "" if definite else place)


def _at(bare: str, words: Lexicon) -> Where | None:
    """A named event, or one with an event's noun, or a school, with the article it needs."""
    start, rest = _after(bare, words.words("how_met", "prepositions"))
    event = _event(rest or bare, words)
    if event:
        preposition = start or words.phrase("how_met", "at").format(x="").strip()
        return Where(f"{preposition} {event}", event)
    return None


def _event(text: str, words: Lexicon) -> str:
    """The event or school as a noun with the article it needs; "" if it is none."""
    if is_proper(text):
        return text
    if _named_school(text, words):
        return f"the {text}"
    tokens = text.split()
    at = _noun_at(tokens, words)
    if at is None:
        return ""
    first = tokens[0].lower()
    if words.has("words", "determiners", first) or YEAR.fullmatch(tokens[-1]):
        return lowered(text, words)
    school = words.has("how_met", "schools", tokens[at].lower())
    if first.endswith(("'s", "\u2019s")) or (school and tokens[at][0].isupper()):
        return text
    named = any(t[0].isupper() and not t.isupper() for t in tokens[1 : at + 1])
    return f"the {text if named else lowered(text, words)}"


def _noun_at(tokens: list[str], words: Lexicon) -> int | None:
    """Where the noun stands that makes the words an event or a school; the last one counts.

    It ends the words, or what precedes a preposition ("career fair at Leeds").
    """
    before = [i for i, t in enumerate(tokens[1:]) if words.has("words", "prepositions", t)]
    ends = [len(tokens) - 1, *before]
    nouns = ("events", "schools")
    fit = (i for i in ends if any(words.has("how_met", k, tokens[i].lower()) for k in nouns))
    whole = (i for i in fit if not any(words.has("words", "determiners", t) for t in tokens[1:i]))
    return next(whole, None)


def _named_school(text: str, words: Lexicon) -> bool:
    """ "University of Ghent"."""
    first, _, rest = text.partition(" of ")
    return bool(rest) and rest[0].isupper() and words.has("how_met", "schools", first.lower())


def _after(text: str, starts: tuple[str, ...]) -> tuple[str, str]:
    """The longest of `starts` that begins `text`, and what follows; ("", "") if none does."""
    low = text.lower()
    for start in sorted(starts, key=len, reverse=True):
        if low.startswith(start + " "):
            return start, text[len(start) + 1 :].strip()
    return "", ""
