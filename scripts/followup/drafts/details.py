"""From a person's cells to phrases that can stand in a letter, by the rules of the lexicon.

"Asked for SQL course; kids 3+5; call after 3pm" gives nothing at all; "Talked about graph
databases" gives "our conversation about graph databases". Where in doubt: nothing, so that the
template leaves a gap.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from followup.drafts.lexicon import Lexicon, Rule
from followup.drafts.prose import called, speakable
from followup.drafts.shorthand import (
    ASIDE,
    clauses,
    hushed,
    is_gerund,
    is_thing,
    lowered,
    needs_article,
    noun,
    plain,
    private,
    verb,
)
from followup.drafts.where import Where, read_where
from followup.model import Contact, Field

TOPIC_LIMIT = 34
SEVERAL = re.compile(r"\s/\s|(?<=[^\W\d])/(?=[^\W\d])|\s&\s|\sand\s")
SIGNS_OF_CODE = re.compile(r"[{}<>=|\\\[\]_^~`]|^[+@]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase, its short subject-line form ("" if it has none), and who may read it."""

    text: str
    kind: str
    topic: str = ""
    share: bool = True


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
    voice = _Voice.of(contact, words, to_third=to_third)
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


@dataclass(frozen=True, slots=True)
class _Voice:
    """To whom one speaks: "your" and "you", or "Lena's" and "Lena"."""

    words: Lexicon
    your: str
    you: str

    @classmethod
    def of(cls, contact: Contact, words: Lexicon, *, to_third: bool) -> "_Voice":
        if not to_third:
            return cls(words, words.phrase("voice", "your"), words.phrase("voice", "you"))
        name = called(contact.name)
        return cls(words, words.phrase("voice", "their").format(name=name), name)

    def say(self, form: str, x: str) -> str:
        return form.format(x=x, your=self.your, you=self.you)


def _phrases(contact: Contact, voice: _Voice) -> Iterator[Phrase]:
    """Usable phrases, best first: advice, then notes, then interests."""
    text = contact.text
    for clause in _usable(text.get(Field.ADVICE, ""), voice.words, note=False):
        phrase = advice_phrase(clause, voice) or note_phrase(clause, voice)
        if phrase:
            yield phrase
    for clause in _usable(text.get(Field.NOTES, ""), voice.words, note=True):
        phrase = note_phrase(clause, voice)
        if phrase:
            yield phrase
    liked = interests(text.get(Field.INTERESTS, ""), voice.words)
    if liked:
        gives = voice.words.phrase("interests", "gives")
        yield Phrase(voice.say(gives, liked), "theirs", liked, share=False)


def _usable(text: str, words: Lexicon, *, note: bool) -> Iterator[str]:
    if not text or hushed(text, words):
        return
    for clause in clauses(text):
        if not private(clause, words, note=note) and not SIGNS_OF_CODE.search(clause):
            yield clause


def note_phrase(clause: str, voice: _Voice) -> Phrase | None:
    """The phrase for a note that begins as one of the lexicon's rules says, or None."""
    rule, rest = _matching_rule(_without_subject(clause, voice.words), voice.words)
    if rule is None:
        return None
    if rule.takes == "verb":
        x = verb(rest, voice.words)
        topic = _object(x, voice.words)
    elif rule.takes == "list":
        x = topic = interests(rest, voice.words)
    else:
        x = topic = noun(rest, voice.your, voice.words)
    if not x:
        return None
    return Phrase(voice.say(rule.gives, x), rule.kind, topic, rule.share)


def advice_phrase(clause: str, voice: _Voice) -> Phrase | None:
    """The phrase for a piece of advice: to do, not to do, a topic, a thing or a point; or None."""
    words = voice.words
    clause = _unlabelled(clause, words)
    against = _after_any(clause, words.words("advice", "negative"))
    if against:
        x = verb(against, words)
        form = words.phrase("advice", "against")
        return Phrase(voice.say(form, x), "advice", _object(x, words)) if x else None
    x = verb(clause, words)
    if x:
        return Phrase(voice.say(words.phrase("advice", "act"), x), "advice", _object(x, words))
    return _point(clause, voice) or _tip(clause, voice)


def _point(clause: str, voice: _Voice) -> Phrase | None:
    """A short whole sentence ("Consistency beats talent") as the point it makes."""
    words = voice.words
    tokens = clause.split()
    finite = [token.lower() for token in tokens[1:] if words.has("words", "finite", token.lower())]
    has_verb = bool(finite) and (tokens[-1].lower() not in finite or len(tokens) < 4)
    known = words.has("words", "point_starts", tokens[0].lower()) or _common(tokens[0], words)
    x = noun(clause, voice.your, words, note=False) if has_verb and known else ""
    if not x or (x.startswith("the ") and not clause.lower().startswith("the ")):
        x = lowered(clause, words) if x else ""
    return Phrase(voice.say(words.phrase("advice", "point"), x), "said") if x else None


def _tip(clause: str, voice: _Voice) -> Phrase | None:
    words = voice.words
    if any(words.has("words", "finite", token.lower()) for token in clause.split()):
        return None
    x = noun(clause, voice.your, words, note=False)
    if not x or not (is_gerund(x.split()[0], words) or is_thing(clause, words)):
        return None
    form = "topic" if is_gerund(x.split()[0], words) else "thing"
    return Phrase(voice.say(words.phrase("advice", form), x), "advice", x)


def interests(text: str, words: Lexicon) -> str:
    """The first two usable interests of a list, joined; "" if there is none."""
    if hushed(text, words):
        return ""
    fit: list[str] = []
    for part in re.split(r"[,;\n|\u2022]", ASIDE.sub("", text)):
        listed = [thing.strip(" .!") for thing in SEVERAL.split(part)]
        things = [_interest(thing, words) for thing in listed]
        if all(things):
            fit += things
    return f" {words.phrase('voice', 'and')} ".join(list(dict.fromkeys(fit))[:2])


def _interest(text: str, words: Lexicon) -> str:
    fit = plain(text, words, 4) and not SIGNS_OF_CODE.search(text)
    return noun(text, words.phrase("voice", "your"), words) if fit else ""


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
    clause = next(_usable(text, words, note=False), "").removeprefix("to ")
    learning = any(clause.lower().startswith(v + " ") for v in words.words("details", "learning"))
    return verb(clause, words) if learning else ""


def connector(text: str) -> str:
    """The name in an "introduced by" cell if it is plainly one person's, else ""."""
    name = speakable(text.split("(", maxsplit=1)[0].strip())
    parts = [part for part in name.split() if len(part) > 3]
    fit = parts and len(name.split()) <= 4 and all(part[0].isupper() for part in parts)
    return name if fit and name[0].isupper() else ""


def _common(word: str, words: Lexicon) -> bool:
    return lowered(word, words) != word


def _matching_rule(clause: str, words: Lexicon) -> tuple[Rule | None, str]:
    low = clause.lower()
    for rule in words.rules:
        if low.startswith(rule.start + " "):
            return rule, clause[len(rule.start) + 1 :]
    return None, ""


def _without_subject(clause: str, words: Lexicon) -> str:
    """The clause without "we", "she also" and the like before its verb."""
    first, _, rest = clause.partition(" ")
    while rest and words.has("subject", "leads", first.lower()):
        clause = rest
        first, _, rest = clause.partition(" ")
    return clause


def _unlabelled(clause: str, words: Lexicon) -> str:
    """Advice without "Tip:" or "you should" before it."""
    label, colon, rest = clause.partition(":")
    if colon and words.has("advice", "labels", label.strip().lower()):
        clause = rest.strip()
    return _after_any(clause, words.words("advice", "drop")) or clause


def _after_any(clause: str, starts: tuple[str, ...]) -> str:
    low = clause.lower().replace("\u2019", "'")
    for start in sorted(starts, key=len, reverse=True):
        if low.startswith(start + " "):
            return clause[len(start) + 1 :].strip()
    return ""


def _object(act: str, words: Lexicon) -> str:
    """What an act is done to ("take the SQL certificate first": "the SQL certificate"), or ""."""
    taken = []
    for token in act.split()[1:]:
        if words.has("words", "prepositions", token.lower()):
            break
        taken.append(token)
    if not taken or len(taken) > 5:
        return ""
    sure = words.has("words", "determiners", taken[0].lower()) or taken[-1].endswith("s")
    thing = " ".join(taken)
    return thing if len(taken) > 1 and sure and not needs_article(thing, words) else ""


def _short(topic: str, words: Lexicon) -> str:
    """The topic for a subject line ("a festival": "the festival"), "" if it is too long."""
    first, _, rest = topic.partition(" ")
    if rest and words.has("words", "indefinite", first.lower()):
        topic = f"{words.phrase('words', 'definite')} {rest}"
    return topic if len(topic) <= TOPIC_LIMIT and speakable(topic.replace(",", "")) else ""
