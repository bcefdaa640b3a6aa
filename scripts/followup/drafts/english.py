"""How English reads notes: by the words and rules of its lexicon, articles put where they lack."""

from collections.abc import Callable

from followup.drafts.common import read_common
from followup.drafts.lexicon import Lexicon
from followup.drafts.milestone import read_change, read_news
from followup.drafts.outcome import read_outcome
from followup.drafts.phrases import advice_phrases, interests, note_phrases, usable
from followup.drafts.reading import Phrase, Step, Voice, Where
from followup.drafts.shorthand import noun, verb
from followup.drafts.step import read_step
from followup.drafts.where import read_where


class English:
    """Reads English notes for English letters."""

    advice: Callable[[str, Voice], tuple[Phrase, ...]] = staticmethod(advice_phrases)
    notes: Callable[[str, Voice], tuple[Phrase, ...]] = staticmethod(note_phrases)
    interests: Callable[[str, Lexicon], str] = staticmethod(interests)
    where: Callable[[str, Lexicon], Where] = staticmethod(read_where)
    outcome: Callable[[str, Lexicon], str] = staticmethod(read_outcome)
    news: Callable[[str, Lexicon], str] = staticmethod(read_news)
    change: Callable[[str, Lexicon], str] = staticmethod(read_change)
    common: Callable[[str, Lexicon], str] = staticmethod(read_common)
    step: Callable[[str, Lexicon], Step] = staticmethod(read_step)

    def gift(self, text: str, words: Lexicon) -> str:
        """Something to share, with the article it lacks: "a podcast on jazz"."""
        clause = next(usable(text, words, note=False), "")
        thing = noun(clause, words.phrase("voice", "your"), words, note=False) if clause else ""
        the = f"{words.phrase('words', 'definite')} "
        bare = thing.removeprefix(the)
        if bare == thing or clause.lower().startswith(the):
            return thing
        a, an = words.words("words", "indefinite")
        return f"{an if bare[0].lower() in 'aeio' else a} {bare}"

    def at(self, company: str, words: Lexicon) -> str:
        """ "at Granite Labs"."""
        return words.phrase("details", "at").format(x=company)

    def aim(self, text: str, words: Lexicon) -> str:
        """The goal as an infinitive, if it is to learn something: "learn about pricing".

        Other goals (a job, an introduction, a sale) are the sender's own business.
        """
        clause = next(usable(text, words, note=False), "").removeprefix("to ")
        learning = words.words("details", "learning") if clause else ()
        known = any(clause.lower().startswith(start + " ") for start in learning)
        return verb(clause, words) if known else ""
