"""Reading Spanish notes: contractions taken apart and put together, events with their articles."""

import re

from followup.drafts.lexicon import Lexicon
from followup.drafts.plain import Plain
from followup.drafts.reading import Phrase, Step, Voice, Where
from followup.drafts.where import YEAR, is_proper
from followup.model.patterns import pattern

APART = (
    (pattern(r"\bdel\b", re.IGNORECASE), "de el"),
    (pattern(r"\bal\b", re.IGNORECASE), "a el"),
)
TOGETHER = (
    (pattern(r"\bde el (?=\w)"), "del "),
    (pattern(r"\ba el (?=\w)"), "al "),
    (pattern(r"\by (?=h?[ií](?![aeo]))", re.IGNORECASE), "e "),
)
ARTICLE = pattern(r"^(?:el|la|los|las|lo|un|una|unos|unas) ", re.IGNORECASE)
WE_MET = pattern(r"^\s*(?:nos conocimos|nos vimos|coincidimos)\s+", re.IGNORECASE)
INFINITIVE = ("ar", "er", "ir", "ír")


class Spanish(Plain):
    """Takes "del" for "de el" while it looks for shapes; a thing needs its article, or a name."""

    def thing(self, text: str, words: Lexicon, *, note: bool = True) -> str:
        """`text` as a thing with its article ("el salón"), or a name; "" where it has none."""
        found = super().thing(text, words, note=note)
        if not found or not _has_article(found, words):
            return ""
        low = found[0].lower() + found[1:] if ARTICLE.match(found) else found
        return _together(low)

    def act(self, text: str, words: Lexicon) -> str:
        """What to do, as an infinitive: "sacar primero el certificado"."""
        first, _, rest = text.partition(" ")
        verb = first.lower()
        fit = words.has("words", "verbs", verb) and verb.endswith(INFINITIVE)
        if not fit or (rest and not Plain.thing(self, rest, words, note=False)):
            return ""
        return _together(f"{verb} {rest}".strip())

    def where(self, text: str, words: Lexicon) -> Where:
        """How one met; "nos conocimos", which says no more than the column does, is left out."""
        return super().where(WE_MET.sub("", text), words)

    def event(self, text: str, words: Lexicon) -> Where:
        """ "Feria del Libro" as "en la feria del Libro"; without a known noun only proper names."""
        text = ARTICLE.sub("", text, count=1)
        if is_proper(text):
            return Where(words.phrase("how_met", "at").format(x=text), text)
        first = text.split(maxsplit=1)[0] if text else ""
        article = _article(first.lower(), words)
        if not article:
            return Where()
        event = f"{article} {_lowered(_together(text), first)}"
        return Where(f"en {event}", event)

    def interest(self, text: str, words: Lexicon) -> str:
        """One thing of a list, without its article, as lists in brackets have them."""
        bare = ARTICLE.sub("", text, count=1)
        found = Plain.thing(self, bare, words) if len(bare.split()) <= 4 else ""
        return _lowered(found, found.split()[0]) if found else ""

    def interests(self, text: str, words: Lexicon) -> str:
        """The first two interests, joined by "y", or "e" before the sound of i."""
        return _together(super().interests(text, words))

    def topic(self, text: str, words: Lexicon) -> str:  # noqa: ARG002
        """The thing without its article."""
        return ARTICLE.sub("", text, count=1)

    def advice(self, text: str, voice: Voice) -> tuple[Phrase, ...]:
        """The phrases of an advice cell, contractions taken apart."""
        return super().advice(_apart(text), voice)

    def notes(self, text: str, voice: Voice) -> tuple[Phrase, ...]:
        """The phrases of a cell of notes, contractions taken apart."""
        return super().notes(_apart(text), voice)

    def outcome(self, text: str, words: Lexicon) -> str:
        """What came of advice, contractions taken apart."""
        return super().outcome(_apart(text), words)

    def step(self, text: str, words: Lexicon) -> Step:
        """The step, contractions taken apart."""
        return super().step(_apart(text), words)


def _apart(text: str) -> str:
    for found, gives in APART:
        text = found.sub(gives, text)
    return text


def _together(text: str) -> str:
    for found, gives in TOGETHER:
        text = found.sub(gives, text)
    return text


def _article(noun: str, words: Lexicon) -> str:
    """The article of an event's noun, "" for a noun that is not known."""
    if words.has("how_met", "masculine", noun):
        return "el"
    if words.has("how_met", "feminine", noun):
        return "la"
    return "las" if words.has("how_met", "plural", noun) else ""


def _has_article(text: str, words: Lexicon) -> bool:
    first = text.split(maxsplit=1)[0]
    if ARTICLE.match(text) or words.has("words", "determiners", first.lower()):
        return True
    return first.isupper() or is_proper(text) or (len(text.split()) == 1 and first[0].isupper())


def _lowered(text: str, first: str) -> str:
    """The text with a small first letter, unless the word is an acronym or stands by a year."""
    if first.isupper() or YEAR.fullmatch(first):
        return text
    return text[0].lower() + text[1:]
