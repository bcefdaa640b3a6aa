"""From a person's cells to phrases that can stand in a letter, by the rules of the lexicon.

"Asked for SQL course; kids 3+5; call after 3pm" gives nothing at all; "Talked about graph
databases" gives "our conversation about graph databases". Where in doubt: nothing, so that the
template leaves a gap.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from followup.drafts.lexicon import Lexicon
from followup.drafts.phrases import (
    SIGNS_OF_CODE,
    Phrase,
    Voice,
    advice_phrases,
    interests,
    note_phrases,
    usable,
)
from followup.drafts.prose import speakable
from followup.drafts.shorthand import (
    verb,
)
from followup.drafts.where import Where, read_where
from followup.model import Contact, Field

TOPIC_LIMIT = 34


@dataclass(frozen=True, slots=True)
class Details:
    """What a letter may say of a row; every part may be "".

    `said` is what the person gave or said ("your advice to ..."), `advised` whether that was
    advice, `theirs` what they do or like ("your interest in ..."), `topic` the better of them
    in few words and `their_topic` the latter. `where` is how one met as an adverb ("at PyCon
    2026"), `event` the same as a noun, `through` the name of who connected one. `company` is its
    name if that can stand in a sentence, `work` the phrase made of it; `aim` is what the sender
    would like to learn.
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


def read_details(contact: Contact, words: Lexicon, *, to_third: bool = False) -> Details:
    """The usable details of a row, addressed to the person or (`to_third`) told of them.

    Told of them, only advice and common topics are used, never a note about the person.
    """
    voice = Voice.of(contact, words, to_third=to_third)
    phrases = [p for p in _phrases(contact, voice) if p.share or not to_third]
    said = next((p for p in phrases if p.kind != "theirs"), None)
    theirs = next((p for p in phrases if p.kind == "theirs"), None)
    where = Where() if to_third else read_where(contact.text.get(Field.HOW_MET, ""), words)
    used = said or theirs
    employer = company(contact.text.get(Field.COMPANY, ""))
    return Details(
        said=said.text if said else "",
        advised=said is not None and said.kind == "advice",
        theirs=theirs.text if theirs else "",
        topic=_short(used.topic, words) if used else "",
        where=where.text,
        event=where.event,
        through=where.through or connector(contact.text.get(Field.INTRODUCED_BY, "")),
        their_topic=_short(theirs.topic, words) if theirs else "",
        work=voice.say(words.phrase("details", "work"), employer) if employer else "",
        aim=aim(contact.text.get(Field.GOAL, ""), words),
        company=employer,
    )


def _phrases(contact: Contact, voice: Voice) -> Iterator[Phrase]:
    """Usable phrases, best first: advice, then notes, then interests."""
    text = contact.text
    yield from advice_phrases(text.get(Field.ADVICE, ""), voice)
    yield from note_phrases(text.get(Field.NOTES, ""), voice)
    liked = interests(text.get(Field.INTERESTS, ""), voice.words)
    if liked:
        gives = voice.words.phrase("interests", "gives")
        yield Phrase(voice.say(gives, liked), "theirs", liked, share=False)


def company(text: str) -> str:
    """A company's name if it can stand in a sentence as it is, else ""."""
    name = " ".join(text.split())
    fit = 1 < len(name) <= 40 and name[:1].isupper() and not SIGNS_OF_CODE.search(name)
    fit = fit and all(c.isalnum() or c in " &.,'\u2019-+" for c in name) and name[-1] != ","
    vague = {"self-employed", "freelance", "freelancer", "student", "retired", "unknown", "various"}
    return name if fit and name.lower() not in vague and not name.isdigit() else ""


def aim(text: str, words: Lexicon) -> str:
    """The sender's goal as an infinitive, if it is to learn something: "learn about pricing".

    Other goals (a job, an introduction, a sale) are the sender's own business.
    """
    clause = next(usable(text, words, note=False), "").removeprefix("to ")
    learning = any(clause.lower().startswith(v + " ") for v in words.words("details", "learning"))
    return verb(clause, words) if learning else ""


def connector(text: str) -> str:
    """The name in an "introduced by" cell if it is plainly one person's, else ""."""
    name = speakable(text.split("(", maxsplit=1)[0].strip())
    parts = [part for part in name.split() if len(part) > 3]
    fit = parts and len(name.split()) <= 4 and all(part[0].isupper() for part in parts)
    return name if fit and name[0].isupper() else ""


def _short(topic: str, words: Lexicon) -> str:
    """The topic for a subject line ("a festival": "the festival"), "" if it is too long."""
    first, _, rest = topic.partition(" ")
    if rest and words.has("words", "indefinite", first.lower()):
        topic = f"{words.phrase('words', 'definite')} {rest}"
    return topic if len(topic) <= TOPIC_LIMIT and speakable(topic.replace(",", "")) else ""
