"""What reading notes in French and in Spanish has in common: contractions and articles."""

import re
from collections.abc import Sequence
from typing import ClassVar

from followup.drafts.lexicon import Lexicon
from followup.drafts.plain import Plain
from followup.drafts.reading import Phrase, Step, Voice
from followup.drafts.where import YEAR, is_proper

Swaps = Sequence[tuple[re.Pattern[str], str]]
"""Patterns and what is put in their place, in order."""


class Romance(Plain):
    """Takes contractions apart while it looks for shapes ("du" as "de le"), and mends them after.

    A thing needs its article, or it is a name.
    """

    APART: ClassVar[Swaps]
    TOGETHER: ClassVar[Swaps]
    ARTICLE: ClassVar[re.Pattern[str]]
    INFINITIVES: ClassVar[tuple[str, ...]]
    """How infinitives end."""

    def thing(self, text: str, words: Lexicon, *, note: bool = True) -> str:
        """`text` as a thing with its article, or a name; "" where it has none."""
        found = super().thing(text, words, note=note)
        if not found or not self.has_article(found, words):
            return ""
        low = found[0].lower() + found[1:] if self.ARTICLE.match(found) else found
        return self.together(low)

    def act(self, text: str, words: Lexicon) -> str:
        """What to do, as an infinitive; "" if the words do not begin with one."""
        first, _, rest = text.partition(" ")
        verb = first.lower()
        fit = words.has("words", "verbs", verb) and verb.endswith(self.INFINITIVES)
        if not fit or (rest and not Plain.thing(self, rest, words, note=False)):
            return ""
        return self.together(f"{verb} {rest}".strip())

    def interest(self, text: str, words: Lexicon) -> str:
        """One thing of a list, without its article, as lists in brackets have them."""
        bare = self.ARTICLE.sub("", text, count=1)
        found = Plain.thing(self, bare, words) if len(bare.split()) <= 4 else ""
        return self.together(lowered(found, found.split()[0])) if found else ""

    def interests(self, text: str, words: Lexicon) -> str:
        """The first two interests, joined as the ear wants it."""
        return self.together(super().interests(text, words))

    def topic(self, text: str, words: Lexicon) -> str:  # noqa: ARG002
        """The thing without its article."""
        return self.ARTICLE.sub("", text, count=1)

    def advice(self, text: str, voice: Voice) -> tuple[Phrase, ...]:
        """The phrases of an advice cell, contractions taken apart."""
        return super().advice(self.apart(text), voice)

    def notes(self, text: str, voice: Voice) -> tuple[Phrase, ...]:
        """The phrases of a cell of notes, contractions taken apart."""
        return super().notes(self.apart(text), voice)

    def at(self, company: str, words: Lexicon) -> str:
        """ "chez Granite Labs"; a word such as Mairie wants its article: "à la Mairie de Lyon"."""
        noun = company.split(maxsplit=1)[0].lower()
        for kind in ("masculine", "feminine", "elided", "plural"):
            if words.has("employers", kind, noun):
                return words.phrase("employers", f"at_{kind}").format(x=company)
        return super().at(company, words)

    def aim(self, text: str, words: Lexicon) -> str:
        """The sender's goal, contractions as they should be."""
        return self.together(self.apart(super().aim(text, words)))

    def outcome(self, text: str, words: Lexicon) -> str:
        """What came of advice, contractions taken apart."""
        return super().outcome(self.apart(text), words)

    def step(self, text: str, words: Lexicon) -> Step:
        """The step, contractions taken apart."""
        return super().step(self.apart(text), words)

    def apart(self, text: str) -> str:
        """The text with its contractions taken apart."""
        return _swapped(text, self.APART)

    def together(self, text: str) -> str:
        """The text as it is written."""
        return _swapped(text, self.TOGETHER)

    def has_article(self, text: str, words: Lexicon) -> bool:
        """Whether the text begins with an article or the like, or is a name."""
        first = text.split(maxsplit=1)[0]
        if self.ARTICLE.match(text) or words.has("words", "determiners", first.lower()):
            return True
        lone = len(text.split()) == 1 and first[0].isupper()
        return first.isupper() or is_proper(text) or lone


def lowered(text: str, first: str) -> str:
    """The text with a small first letter, unless the word is an acronym or stands by a year."""
    if first.isupper() or YEAR.fullmatch(first):
        return text
    return text[0].lower() + text[1:]


def _swapped(text: str, swaps: Swaps) -> str:
    for found, gives in swaps:
        text = found.sub(gives, text)
    return text
