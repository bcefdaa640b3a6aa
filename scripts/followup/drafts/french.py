"""Reading French notes: contractions and elisions, events with their articles."""

import re

from followup.drafts.lexicon import Lexicon
from followup.drafts.reading import Where
from followup.drafts.romance import Romance, lowered
from followup.drafts.where import is_proper
from followup.model.patterns import pattern


class French(Romance):
    """Takes "du" for "de le" while it looks for shapes."""

    APART = (
        (pattern(r"\bdu\b", re.IGNORECASE), "de le"),
        (
            pattern(r"\b(parlé|discuté|parler|reparler|envoi|nouvelles|fan) des\b", re.IGNORECASE),
            r"\1 de les",
        ),
        (pattern(r"\baux\b", re.IGNORECASE), "à les"),
        (pattern(r"\bau\b(?! sujet)", re.IGNORECASE), "à le"),
        (pattern(r"\bd['\u2019](?=\w)(?!abord\b|ici\b)", re.IGNORECASE), "de "),
    )
    TOGETHER = (
        (pattern(r"\bde le (?=\w)"), "du "),
        (pattern(r"\bde les (?=\w)"), "des "),
        (pattern(r"\bà le (?=\w)"), "au "),
        (pattern(r"\bà les (?=\w)"), "aux "),
        (
            pattern(r"\bde (?=(?:[aàâeéèêiîoôuh]|[AÉEIO])\w)(?!(?:huit|onze|haut|hors)\b)"),
            "d\u2019",
        ),
        (pattern(r"(?<=\b[dl])'(?=\w)", re.IGNORECASE), "\u2019"),
    )
    ARTICLE = pattern(r"^(?:(?:les?|la|une?) |l['\u2019])", re.IGNORECASE)
    INFINITIVES = ("er", "ir", "re")

    def act(self, text: str, words: Lexicon) -> str:
        """ "passer ..." as "de passer ...", "obtenir ..." as "d’obtenir ..."."""
        verb = super().act(text, words)
        return self.together(f"de {verb}") if verb else ""

    def event(self, text: str, words: Lexicon) -> Where:
        """ "Salon du livre" as "au salon du livre"; without a known noun only proper names."""
        text = self.ARTICLE.sub("", text, count=1)
        if is_proper(text):
            return Where(words.phrase("how_met", "at").format(x=text), text)
        first = text.split(maxsplit=1)[0] if text else ""
        bare = lowered(self.together(self.apart(text)), first)
        if words.has("how_met", "elided", first.lower()):
            return Where(f"à l\u2019{bare}", f"l\u2019{bare}")
        if words.has("how_met", "masculine", first.lower()):
            return Where(f"au {bare}", f"le {bare}")
        if words.has("how_met", "feminine", first.lower()):
            return Where(f"à la {bare}", f"la {bare}")
        return Where()
