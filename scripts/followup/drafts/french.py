"""Reading French notes: contractions taken apart and put together, events with their articles."""

import re

from followup.drafts.lexicon import Lexicon
from followup.drafts.plain import Plain
from followup.drafts.reading import Phrase, Step, Voice, Where
from followup.drafts.where import YEAR, is_proper
from followup.model.patterns import pattern

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
    (pattern(r"\bde (?=(?:[aàâeéèêiîoôuh]|[AÉEIO])\w)(?!(?:huit|onze|haut|hors)\b)"), "d\u2019"),
    (pattern(r"(?<=\b[dl])'(?=\w)", re.IGNORECASE), "\u2019"),
)
ARTICLE = pattern(r"^(?:(?:les?|la|une?) |l['\u2019])", re.IGNORECASE)
ENDS_OF_INFINITIVES = ("er", "ir", "re")


class French(Plain):
    """Takes "du" for "de le" while it looks for shapes; a thing needs its article, or a name."""

    def thing(self, text: str, words: Lexicon, *, note: bool = True) -> str:
        """`text` as a thing with its article ("le salon"), or a name; "" where it has none."""
        found = super().thing(text, words, note=note)
        if not found or not _has_article(found, words):
            return ""
        return _together(_low_article(found))

    def act(self, text: str, words: Lexicon) -> str:
        """ "passer ..." as "de passer ...", "obtenir ..." as "d’obtenir ..."."""
        first, _, rest = text.partition(" ")
        verb = first.lower()
        fit = words.has("words", "verbs", verb) and verb.endswith(ENDS_OF_INFINITIVES)
        if not fit or (rest and not Plain.thing(self, rest, words, note=False)):
            return ""
        return _together(f"de {verb} {rest}".strip())

    def event(self, text: str, words: Lexicon) -> Where:
        """ "Salon du livre" as "au salon du livre"; without a known noun only proper names."""
        text = ARTICLE.sub("", text, count=1)
        if is_proper(text):
            return Where(words.phrase("how_met", "at").format(x=text), text)
        first = text.split(maxsplit=1)[0] if text else ""
        bare = _lowered(_together(_apart(text)), first)
        if words.has("how_met", "elided", first.lower()):
            return Where(f"à l\u2019{bare}", f"l\u2019{bare}")
        if words.has("how_met", "masculine", first.lower()):
            return Where(f"au {bare}", f"le {bare}")
        if words.has("how_met", "feminine", first.lower()):
            return Where(f"à la {bare}", f"la {bare}")
        return Where()

    def interest(self, text: str, words: Lexicon) -> str:
        """One thing of a list, without its article, as lists in brackets have them."""
        bare = ARTICLE.sub("", text, count=1)
        found = Plain.thing(self, bare, words) if len(bare.split()) <= 4 else ""
        return _together(_lowered(found, found.split()[0])) if found else ""

    def topic(self, text: str, words: Lexicon) -> str:  # noqa: ARG002
        """The thing without its article."""
        return ARTICLE.sub("", text, count=1)

    def advice(self, text: str, voice: Voice) -> tuple[Phrase, ...]:
        """The phrases of an advice cell, contractions taken apart."""
        return super().advice(_apart(text), voice)

    def notes(self, text: str, voice: Voice) -> tuple[Phrase, ...]:
        """The phrases of a cell of notes, contractions taken apart."""
        return super().notes(_apart(text), voice)

    def aim(self, text: str, words: Lexicon) -> str:
        """The sender's goal, contractions as they should be."""
        return _together(_apart(super().aim(text, words)))

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


def _has_article(text: str, words: Lexicon) -> bool:
    first = text.split(maxsplit=1)[0]
    if ARTICLE.match(text) or words.has("words", "determiners", first.lower()):
        return True
    return first.isupper() or is_proper(text) or (len(text.split()) == 1 and first[0].isupper())


def _low_article(text: str) -> str:
    """The text without the capital that only began the remark."""
    return text[0].lower() + text[1:] if ARTICLE.match(text) else text


def _lowered(text: str, first: str) -> str:
    """The text with a small first letter, unless the word is an acronym or stands by a year."""
    if first.isupper() or YEAR.fullmatch(first):
        return text
    return text[0].lower() + text[1:]
