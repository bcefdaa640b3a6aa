"""A row's notes, each by the language it stands in: only the letter's own is quoted."""

from collections.abc import Mapping

from followup.drafts.lexicon import Lexicon, languages, lexicon
from followup.drafts.reading import OTHER, Step, Where, reading
from followup.drafts.tongues import spoken
from followup.drafts.where import is_proper
from followup.model import Field

NOTED = (Field.NOTES, Field.ADVICE, Field.NEXT_ACTION, Field.INTERESTS, Field.GOAL, Field.HOW_MET)
"""What the person writes in words of their own."""

BARE_STEPS = frozenset({"", "call", "meet", "lunch", "business", "other"})
"""Steps that a letter in any language can take, as long as nothing is quoted."""


class Cells:
    """The notes of one row, by field, for a letter in the language of `words`.

    `default` is the language of notes whose words do not tell.
    """

    __slots__ = ("_row", "_texts", "default", "words")

    def __init__(self, texts: Mapping[str, str], words: Lexicon, default: str) -> None:
        self._texts = texts
        self.words = words
        self.default = default
        self._row: str | None = None

    def own(self, field: Field) -> str:
        """The cell's text, "" if it stands in another language than the letter."""
        text = self._text(field)
        return text if text and self._told(text) == self.words.language else ""

    def own_text(self, text: str) -> str:
        """`text`, noted about the person, "" if it stands in another language than the letter."""
        return text if text and self._told(text) == self.words.language else ""

    def language(self, field: Field) -> str:
        """The language of a cell: by its own words, else by the row's, else the default."""
        return self._told(self._text(field))

    def where(self) -> Where:
        """How one met; of words in another language only names of people and events."""
        text, told = self._text(Field.HOW_MET), self.language(Field.HOW_MET)
        mine = reading(self.words.language)
        if told == self.words.language or is_proper(text):
            return mine.where(text, self.words)
        if told not in languages():
            return Where()
        found = reading(told).where(text, lexicon(told))
        again = mine.where(found.event, self.words) if is_proper(found.event) else Where()
        return Where(again.text, again.event, found.through)

    def step(self) -> Step:
        """The next step; of words in another language only what kind of letter it makes."""
        text, told = self._text(Field.NEXT_ACTION), self.language(Field.NEXT_ACTION)
        if told == self.words.language or not text.strip():
            return reading(self.words.language).step(text, self.words)
        found = reading(told).step(text, lexicon(told)) if told in languages() else OTHER
        return OTHER if found.what or found.kind not in BARE_STEPS else found

    def _told(self, text: str) -> str:
        return spoken(text) or self._row_language() or self.default

    def _row_language(self) -> str:
        if self._row is None:
            self._row = spoken("\n".join(map(self._text, NOTED)))
        return self._row

    def _text(self, field: Field) -> str:
        return self._texts.get(field, "")
