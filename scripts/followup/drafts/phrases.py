"""One remark of a cell to a phrase: the rules for advice, for notes and for interests."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from followup.drafts.lexicon import CACHED, Lexicon, Rule
from followup.drafts.reading import Phrase, Voice
from followup.drafts.shorthand import (
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
    without_asides,
)
from followup.drafts.text import clean
from followup.model.patterns import pattern

SEVERAL = pattern(r"\s/\s|(?<=[^\W\d])/(?=[^\W\d])|\s&\s|\sand\s")

SIGNS_OF_CODE = pattern(r"[{}<>=|\\\[\]_^~`]|^[+@]")


@lru_cache(CACHED)
def advice_phrases(text: str, voice: Voice) -> tuple[Phrase, ...]:
    """The phrases that an advice cell gives, in its order."""
    kept = usable(text, voice.words, note=False)
    found = (advice_phrase(clause, voice) for clause in kept)
    return tuple(phrase for phrase in found if phrase)


@lru_cache(CACHED)
def note_phrases(text: str, voice: Voice) -> tuple[Phrase, ...]:
    """The phrases that a cell of notes gives, in its order."""
    kept = usable(text, voice.words, note=True)
    found = (note_phrase(clause, voice) for clause in kept)
    return tuple(phrase for phrase in found if phrase)


def usable(text: str, words: Lexicon, *, note: bool) -> Iterator[str]:
    """The remarks of a cell that are neither private nor code; none if it asks for silence."""
    if not text or hushed(text, words):
        return
    for clause in clauses(text):
        if not private(clause, words, note=note) and not SIGNS_OF_CODE.search(clause):
            yield clause


def note_phrase(clause: str, voice: Voice) -> Phrase | None:
    """The phrase for a note that begins as one of the lexicon's rules says, or None."""
    rule, rest = _matching_rule(without_subject(clause, voice.words), voice.words)
    if rule is None:
        return None
    if rule.takes == "verb":
        x = verb(rest, voice.words)
        topic = _object(x, voice.words)
    elif rule.takes == "list":
        x = topic = interests(rest, voice.words) or noun(rest, voice.your, voice.words)
    else:
        x = topic = noun(rest, voice.your, voice.words)
    if not x:
        return None
    bare = rule.gives == voice.words.phrase("interests", "gives")
    return Phrase(voice.say(rule.gives, x), rule.kind, "" if bare else topic, rule.share)


def advice_phrase(clause: str, voice: Voice) -> Phrase | None:
    """The phrase for a piece of advice: to do, not to do, a topic, a thing or a point; or None."""
    words = voice.words
    clause = unlabelled(clause, words)
    against = _after_any(clause, words.words("advice", "negative"))
    if against:
        x = verb(against, words)
        form = words.phrase("advice", "against")
        return Phrase(voice.say(form, x), "advice", _object(x, words)) if x else None
    x = verb(clause, words)
    if x:
        return Phrase(voice.say(words.phrase("advice", "act"), x), "advice", _object(x, words))
    return note_phrase(clause, voice) or _point(clause, voice) or _tip(clause, voice)


def _point(clause: str, voice: Voice) -> Phrase | None:
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


def _tip(clause: str, voice: Voice) -> Phrase | None:
    words = voice.words
    if any(words.has("words", "finite", token.lower()) for token in clause.split()):
        return None
    x = noun(clause, voice.your, words, note=False)
    if not x or not (is_gerund(x.split()[0], words) or is_thing(clause, words)):
        return None
    form = "topic" if is_gerund(x.split()[0], words) else "thing"
    return Phrase(voice.say(words.phrase("advice", form), x), "advice", x)


@lru_cache(CACHED)
def interests(text: str, words: Lexicon) -> str:
    """The first two usable interests of a list, joined; "" if there is none."""
    if not text or hushed(text, words):
        return ""
    fit: list[str] = []
    for part in re.split(r"[,;\n|\u2022]", without_asides(clean(text))):
        listed = [thing.strip(" .!") for thing in SEVERAL.split(part)]
        things = [_interest(thing, words) for thing in listed]
        if all(things):
            fit += things
    return f" {words.phrase('voice', 'and')} ".join(list(dict.fromkeys(fit))[:2])


def _interest(text: str, words: Lexicon) -> str:
    fit = plain(text, words, 4) and not SIGNS_OF_CODE.search(text)
    return noun(text, words.phrase("voice", "your"), words) if fit else ""


def _common(word: str, words: Lexicon) -> bool:
    return lowered(word, words) != word


def _matching_rule(clause: str, words: Lexicon) -> tuple[Rule | None, str]:
    low = clause.lower()
    for rule in _rules_by_word(words).get(low.partition(" ")[0], ()):
        if low.startswith(rule.start + " "):
            return rule, clause[len(rule.start) + 1 :]
    return None, ""


@cache
def _rules_by_word(words: Lexicon) -> dict[str, list[Rule]]:
    """The rules by the first word of their starts, in their order."""
    found: dict[str, list[Rule]] = {}
    for rule in words.rules:
        found.setdefault(rule.start.partition(" ")[0], []).append(rule)
    return found


def without_subject(clause: str, words: Lexicon) -> str:
    """The clause without "we", "she also" and the like before its verb."""
    first, _, rest = clause.partition(" ")
    while rest and words.has("subject", "leads", first.lower()):
        clause = rest
        first, _, rest = clause.partition(" ")
    return clause


def unlabelled(clause: str, words: Lexicon) -> str:
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
    """What an act is done to ("take the SQL certificate first": "the SQL certificate"), or "".

    Where a preposition may belong to the verb ("tailor my CV to each role") it stays unsaid.
    """
    taken: list[str] = []
    for token in act.split()[1:]:
        if words.has("words", "adverbial", token.lower()):
            break
        joined = words.has("words", "of", token.lower())
        if words.has("words", "prepositions", token.lower()) and not (joined and taken):
            return ""
        taken.append(token)
    thing = " ".join(taken)
    if len(taken) < 2 or needs_article(thing, words):
        return ""
    sure = words.has("words", "determiners", taken[0].lower()) or taken[-1].endswith("s")
    return thing if sure else ""
