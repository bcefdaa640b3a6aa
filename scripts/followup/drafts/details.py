"""From a person's cells to phrases that can stand in a letter, by the rules of the lexicon.

"Asked for SQL course; kids 3+5; call after 3pm" gives nothing at all; "Talked about graph
databases" gives "our conversation about graph databases". Where in doubt: nothing, so that the
template leaves a gap.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from followup.drafts.cells import NOTED, Cells
from followup.drafts.greeting import speakable
from followup.drafts.lexicon import CACHED, Lexicon
from followup.drafts.reading import Phrase, Voice, Where, reading
from followup.model import Contact, Field
from followup.model.records import dataclass

TOPIC_LIMIT = 34
COMPANY_LIMIT = 40

READ = (*NOTED, Field.COMPANY, Field.INTRODUCED_BY)
"""The fields that details are made of."""


@dataclass(frozen=True, slots=True)
class Details:
    """What a letter may say of a row; every part may be "".

    `said` is what the person gave or said ("your advice to ..."), `advised` whether that was
    advice, `theirs` what they do or like ("your interest in ..."), `topic` the better of them
    in few words and `their_topic` the latter. `where` is how one met as an adverb ("at PyCon
    2026"), `event` the same as a noun, `through` the name of who connected one. `company` is its
    name if that can stand in a sentence, `at_company` the same as a place, `work` the phrase made
    of it; `aim` is what the sender would like to learn. `counsel` is what stands in the advice
    column, as such a phrase.
    """

    said: str = ""
    advised: bool = False
    theirs: str = ""
    topic: str = ""
    where: str = ""
    event: str = ""
    their_topic: str = ""
    work: str = ""
    aim: str = ""
    through: str = ""
    company: str = ""
    at_company: str = ""
    counsel: str = ""


def read_details(
    contact: Contact,
    words: Lexicon,
    *,
    to_third: bool = False,
    familiar: bool = False,
    notes: str = "",
) -> Details:
    """The usable details of a row, addressed to the person or (`to_third`) told of them.

    Without a conversation (`talked`) nothing said and no place of meeting is used. Told of them,
    only advice and common topics are used, never a note about the person. Cells in another
    language than the letter's are not quoted; `notes` is the language of cells that do not tell
    ("" for the letter's).
    """
    voice = Voice.of(contact, words, to_third=to_third, familiar=familiar)
    texts = tuple(map(contact.text.get, READ))
    return _details(texts, voice, notes or words.language, heard=contact.talked)


@lru_cache(CACHED)
def _details(texts: tuple[str | None, ...], voice: Voice, notes: str, *, heard: bool) -> Details:
    """The details that READ of those texts give; `heard` tells whether one has talked."""
    told: dict[str, str] = {field: text for field, text in zip(READ, texts, strict=True) if text}
    words, reader = voice.words, reading(voice.words.language)
    cells = Cells(told, words, notes)
    phrases = _usable(_phrases(cells, voice), voice, heard=heard)
    said = next((p for p in phrases if p.kind != "theirs"), None)
    theirs = next((p for p in phrases if p.kind == "theirs"), None)
    used = said or theirs
    where = Where() if voice.third or not heard else cells.where()
    name = company(told.get(Field.COMPANY, ""), words)
    at = reader.at(name, words) if name else ""
    return Details(
        said=said.text if said else "",
        advised=said is not None and said.kind == "advice",
        theirs=theirs.text if theirs else "",
        topic=_short(used.topic, words) if used else "",
        where=where.text,
        event=where.event,
        through=where.through or connector(told.get(Field.INTRODUCED_BY, ""), words),
        their_topic=_short(theirs.topic, words) if theirs else "",
        work=voice.say(words.phrase("details", "work"), at) if at else "",
        aim=reader.aim(cells.own(Field.GOAL), words),
        company=name,
        at_company=at,
        counsel=_counsel(cells, voice),
    )


def _usable(phrases: Iterable[Phrase], voice: Voice, *, heard: bool) -> list[Phrase]:
    """The phrases that this reader may be told, and that were said if nobody talked."""
    return [p for p in phrases if (p.share or not voice.third) and (heard or p.kind != "said")]


def _phrases(cells: Cells, voice: Voice) -> Iterator[Phrase]:
    """Usable phrases, best first: advice, then notes, then interests."""
    if voice.third and not voice.name:
        return
    reader = reading(voice.words.language)
    yield from reader.advice(cells.own(Field.ADVICE), voice)
    yield from reader.notes(cells.own(Field.NOTES), voice)
    liked = reader.interests(cells.own(Field.INTERESTS), voice.words)
    if liked:
        gives = voice.words.phrase("interests", "gives")
        yield Phrase(voice.say(gives, liked), "theirs", share=False)


def _counsel(cells: Cells, voice: Voice) -> str:
    if voice.third and not voice.name:
        return ""
    found = reading(voice.words.language).advice(cells.own(Field.ADVICE), voice)
    return found[0].text if found else ""


def company(text: str, words: Lexicon) -> str:
    """A company's name if it can stand in a sentence as it is, else ""."""
    name = " ".join(text.split())
    fit = 1 < len(name) <= COMPANY_LIMIT and name[0].isupper() and name[-1] != ","
    spelt = all(c.isalnum() or c in " &.,'\u2019-+" for c in name) and not name.isdigit()
    return "" if not fit or not spelt or _vague(name, words) else name


def _vague(name: str, words: Lexicon) -> bool:
    """Whether a cell meant for a name holds none ("freelance", "None", "LinkedIn")."""
    low = name.lower()
    known = words.has("details", "vague", low) or words.has("how_met", "nothing", low)
    return known or words.has("how_met", "platforms", low)


def connector(text: str, words: Lexicon) -> str:
    """The name in an "introduced by" cell if it is plainly one person's, else ""."""
    name = speakable(text.split("(", maxsplit=1)[0].strip())
    parts = name.split()
    fit = 0 < len(parts) <= 4 and all(p[0].isupper() for p in parts if len(p) > 3)
    return name if fit and name[0].isupper() and not _vague(name, words) else ""


def _short(topic: str, words: Lexicon) -> str:
    """The topic for a subject line ("a festival": "the festival"), "" if it is too long."""
    first, _, rest = topic.partition(" ")
    if rest and words.has("words", "indefinite", first.lower()):
        topic = f"{words.phrase('words', 'definite')} {rest}"
    return topic if len(topic) <= TOPIC_LIMIT and speakable(topic.replace(",", "")) else ""
