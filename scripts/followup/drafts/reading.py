"""How a language reads notes: what it gives, and who does it for which language."""

from functools import cache, lru_cache
from typing import Protocol

from followup.drafts.greeting import greeted, told_as
from followup.drafts.lexicon import CACHED, Lexicon
from followup.drafts.prose import owner
from followup.model import Contact
from followup.model.records import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase, its short subject-line form ("" if it has none), and who may read it.

    `kind` is "advice", "said" (what else they gave) or "theirs" (what they do or like).
    """

    text: str
    kind: str
    topic: str = ""
    share: bool = True


@dataclass(frozen=True, slots=True)
class Where:
    """How one met: `text` as an adverb ("at PyCon 2026"), `event` as a noun ("PyCon 2026").

    `through` is the name of whoever connected one. Each may be "".
    """

    text: str = ""
    event: str = ""
    through: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A next step: what kind of letter it makes, and about `what`, as a noun ("" for none).

    `kind` is "" for a step without content ("follow up"), "other" for one that only the sender can
    put into words, "business" for one that is none of a friendly letter's, else a key of the
    lexicon's `[step]` table.
    """

    kind: str = ""
    what: str = ""


OTHER = Step("other")
BUSINESS = Step("business")
"""A bill, a complaint, a refusal: no business of a friendly letter."""


@dataclass(frozen=True, slots=True, eq=False)
class Voice:
    """To whom one speaks: to the person, formally or not, or of them (`third`, by their `name`).

    Compared by identity, so that results can be cached by it; `of` gives the same one again.

    The lexicon's [voice] holds the words; a sub-table `formal`, `familiar`, `two` (familiar, to
    two people) or `third` of it goes before what stands in it directly.
    """

    words: Lexicon
    name: str = ""
    familiar: bool = False
    third: bool = False
    two: bool = False

    @staticmethod
    def of(contact: Contact, words: Lexicon, *, to_third: bool, familiar: bool = False) -> "Voice":
        """The voice for a letter to `contact`, or (`to_third`) to somebody else about them."""
        name = told_as(contact.name, words, familiar=familiar) if to_third else ""
        two = familiar and not to_third and "two" in words.table["voice"]
        return _voice(words, name, familiar, to_third, two and len(greeted(contact)) > 1)

    @property
    def your(self) -> str:
        """What replaces "her" in a note about the person."""
        return self._forms()["your"]

    def say(self, form: str, x: str) -> str:
        """A form of the lexicon filled in."""
        return form.format(x=x, **self._forms())

    def _forms(self) -> dict[str, str]:
        return _forms(self)


_voice = lru_cache(CACHED)(Voice)


@lru_cache(CACHED)
def _forms(voice: Voice) -> dict[str, str]:
    table = voice.words.table["voice"]
    familiar = "two" if voice.two else "familiar"
    own = "third" if voice.third else familiar if voice.familiar else "formal"
    forms = {**table, **table.get(own, {})}
    texts = {key: form for key, form in forms.items() if isinstance(form, str)}
    if voice.third:
        fill = {"name": voice.name, "their": owner(voice.name, voice.words)}
        texts |= {key: form.format(**fill) for key, form in table["third"].items()}
    return texts


class Reading(Protocol):
    """What a language makes of notes written in it, for letters in it. All of it may be "".

    Where in doubt it gives nothing, so that the template leaves a gap; it never gives a note as it
    stands unless it knows the clause's shape.
    """

    def advice(self, text: str, voice: Voice) -> tuple[Phrase, ...]:
        """The phrases that an advice cell gives, in its order."""

    def notes(self, text: str, voice: Voice) -> tuple[Phrase, ...]:
        """The phrases that a cell of notes gives, in its order."""

    def interests(self, text: str, words: Lexicon) -> str:
        """The first usable interests of a list, joined as the form in [interests] wants them."""

    def where(self, text: str, words: Lexicon) -> Where:
        """How one met; nothing for categories ("Event"), channels, unclear words."""

    def at(self, company: str, words: Lexicon) -> str:
        """A company as a place of work: "at Granite Labs"."""

    def aim(self, text: str, words: Lexicon) -> str:
        """The sender's goal as the templates use it, if it is to learn something."""

    def outcome(self, text: str, words: Lexicon) -> str:
        """What came of advice, as a sentence of the sender's without its full stop."""

    def news(self, text: str, words: Lexicon) -> str:
        """Their good news as one congratulates on it: "your promotion to head of data"."""

    def change(self, post: str, words: Lexicon) -> str:
        """A new title, company or both (`values/post.py`) in the same form."""

    def gift(self, text: str, words: Lexicon) -> str:
        """Something to share as a thing inside a sentence: "the article on wind power"."""

    def common(self, text: str, words: Lexicon) -> str:
        """What two people have in common, said to either or both: "you both keep bees"."""

    def step(self, text: str, words: Lexicon) -> Step:
        """The step that the first remark of a cell names."""


@cache
def reading(language: str) -> Reading:
    """Who reads notes in that language: its own module if it has one, else the plain reader."""
    if language == "en":
        from followup.drafts.english import English

        return English()
    if language == "fr":
        from followup.drafts.french import French

        return _remembering(French())
    if language == "de":
        from followup.drafts.german import German

        return _remembering(German())
    if language == "es":
        from followup.drafts.spanish import Spanish

        return _remembering(Spanish())
    from followup.drafts.plain import Plain

    return _remembering(Plain())


def _remembering(reader: Reading) -> Reading:
    """The reader with a memory: trackers repeat their cells, and the check reads rows often."""
    for name in ("advice", "notes", "interests", "where", "at", "aim", "outcome", "news", "step"):
        setattr(reader, name, lru_cache(CACHED)(getattr(reader, name)))
    return reader
