"""Reading Spanish notes: contractions, events with their articles."""

import re

from followup.drafts.lexicon import Lexicon
from followup.drafts.reading import Where
from followup.drafts.romance import Romance, lowered
from followup.drafts.where import is_proper
from followup.model.patterns import pattern

WE_MET = pattern(r"^\s*(?:nos conocimos|nos vimos|coincidimos)\s+", re.IGNORECASE)


class Spanish(Romance):
    """Takes "del" for "de el" while it looks for shapes."""

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
    INFINITIVES = ("ar", "er", "ir", "ír")

    def where(self, text: str, words: Lexicon) -> Where:
        """How one met; "nos conocimos", which says no more than the column does, is left out."""
        return super().where(WE_MET.sub("", text), words)

    def event(self, text: str, words: Lexicon) -> Where:
        """ "Feria del Libro" as "en la feria del Libro"; without a known noun only proper names."""
        text = self.ARTICLE.sub("", text, count=1)
        if is_proper(text):
            return Where(words.phrase("how_met", "at").format(x=text), text)
        first = text.split(maxsplit=1)[0] if text else ""
        article = _article(first.lower(), words)
        if not article:
            return Where()
        event = f"{article} {lowered(self.together(text), first)}"
        return Where(f"en {event}", event)


def _article(noun: str, words: Lexicon) -> str:
    """The article of an event's noun, "" for a noun that is not known."""
    if words.has("how_met", "masculine", noun):
        return "el"
    if words.has("how_met", "feminine", noun):
        return "la"
    return "las" if words.has("how_met", "plural", noun) else ""
