"""Reading notes by the shapes of a language's file alone, for languages without cleverer rules.

Nothing is inflected and no article is put in: what stands between the known words of a shape is
used as it stands, if it is a few ordinary words that say nothing private.
"""

import re
from collections.abc import Mapping

from followup.drafts.details import company
from followup.drafts.lexicon import Lexicon
from followup.drafts.phrases import SEVERAL, SIGNS_OF_CODE, unlabelled, usable, without_subject
from followup.drafts.reading import BUSINESS, OTHER, Phrase, Step, Voice, Where
from followup.drafts.shorthand import (
    NOUN_LIMIT,
    clauses,
    dangles,
    has_pronoun,
    hushed,
    is_about_jobs,
    is_business,
    plain,
    private,
    without_asides,
)
from followup.drafts.text import clean
from followup.drafts.where import LIMIT, is_proper, read_through
from followup.values.post import read_post

ABOUT = ("ask", "ask_for", "tell", "thank", "invite", "congratulate", "back", "send")
"""Kinds of steps that are nothing without what they are about."""
WHOLE = ("call", "meet", "lunch")


class Plain:
    """Reads notes by the shapes of the lexicon; a language's own reader overrides what it betters.

    `thing`, `act` and `event` say how words of a note fit into a sentence.
    """

    def thing(self, text: str, words: Lexicon, *, note: bool = True) -> str:
        """`text` as a thing inside a sentence, "" if it is not fit for one."""
        text = " ".join(text.split()).strip(" .,:")
        if not text or not plain(text, words, NOUN_LIMIT) or private(text, words, note=note):
            return ""
        return "" if has_pronoun(text, words) or dangles(text, words) else text

    def bare(self, text: str, words: Lexicon, *, note: bool = True) -> str:
        """`text` as a thing in the case it stands in, behind the word it stood behind."""
        return self.thing(text, words, note=note)

    def act(self, text: str, words: Lexicon) -> str:
        """`text` as something to do, as the form `act` of [advice] wants it, or ""."""
        first, _, rest = text.partition(" ")
        fit = words.has("words", "verbs", first.lower()) and self.thing(text, words, note=False)
        return f"{first.lower()} {rest}".strip() if fit else ""

    def event(self, text: str, words: Lexicon) -> Where:
        """Where one met, from what is left of the cell; only a proper name is sure."""
        if not is_proper(text):
            return Where()
        return Where(words.phrase("how_met", "at").format(x=text), text)

    def interest(self, text: str, words: Lexicon) -> str:
        """One thing a person likes, as it stands in a list of them, or ""."""
        return self.thing(text, words) if len(text.split()) <= 4 else ""

    def topic(self, text: str, words: Lexicon) -> str:
        """`text` for a subject line, where it stands alone, or ""."""
        return "" if words.has("words", "determiners", text.split(maxsplit=1)[0].lower()) else text

    def advice(self, text: str, voice: Voice) -> tuple[Phrase, ...]:
        """The phrases that an advice cell gives, in its order."""
        kept = usable(text, voice.words, note=False)
        found = (self._advised(unlabelled(clause, voice.words), voice) for clause in kept)
        return tuple(phrase for phrase in found if phrase)

    def notes(self, text: str, voice: Voice) -> tuple[Phrase, ...]:
        """The phrases that a cell of notes gives, in its order."""
        kept = usable(text, voice.words, note=True)
        found = (self._by_rule(clause, voice) for clause in kept)
        return tuple(phrase for phrase in found if phrase)

    def interests(self, text: str, words: Lexicon) -> str:
        """The first two usable interests of a list, joined; "" if there is none."""
        if hushed(text, words):
            return ""
        parts = re.split(r"[,;\n|\u2022]", without_asides(clean(text)))
        joined = rf"{SEVERAL.pattern}|\s{words.phrase('voice', 'and')}\s"
        single = [one.strip(" .!") for part in parts for one in re.split(joined, part)]
        things = [self.interest(one, words) for one in single]
        fit = [
            thing for thing in dict.fromkeys(things) if thing and not SIGNS_OF_CODE.search(thing)
        ]
        return f" {words.phrase('voice', 'and')} ".join(fit[:2])

    def where(self, text: str, words: Lexicon) -> Where:
        """How one met: an event, or whoever connected one."""
        bare = without_asides(" ".join(text.split())).partition(",")[0].strip(" .;:!")
        if not plain(bare, words, LIMIT) or private(bare, words) or has_pronoun(bare, words):
            return Where()
        if words.has("how_met", "nothing", bare.lower()):
            return Where()
        through = read_through(bare, words)
        return through if through is not None else self.event(_without(bare, words), words)

    def at(self, company: str, words: Lexicon) -> str:
        """A company as a place of work: "chez Granite Labs"."""
        return words.phrase("details", "at").format(x=company)

    def aim(self, text: str, words: Lexicon) -> str:
        """The sender's goal as an infinitive, if it is to learn something."""
        clause = next(usable(text, words, note=False), "")
        learning = any(
            clause.lower().startswith(f"{v} ") for v in words.words("details", "learning")
        )
        fit = learning and plain(clause, words) and not has_pronoun(clause, words)
        return clause[0].lower() + clause[1:] if fit and not dangles(clause, words) else ""

    def outcome(self, text: str, words: Lexicon) -> str:
        """What came of advice, by the shapes of [outcome]; {x} of `done` is the whole remark."""
        for clause in usable(text, words, note=False):
            for shape in words.words("outcome", "shapes"):
                start, _, end = shape.partition("{x}")
                thing = self.thing(_between(clause, start.strip(), end.strip()), words, note=False)
                if thing:
                    x = shape.format(x=thing)
                    return words.phrase("outcome", "done").format(x=x)
        return ""

    def news(self, text: str, words: Lexicon) -> str:
        """Their good news, by the shapes of [[news.rules]]; a shape may be the whole remark."""
        for clause in usable(text, words, note=True):
            bare = without_subject(clause, words)
            for rule in words.table.get("news", {}).get("rules", ()):
                found = (self._news(bare, shape, rule, words) for shape in rule["shapes"])
                phrase = next(filter(None, found), "")
                if phrase:
                    return phrase
        return ""

    def change(self, post: str, words: Lexicon) -> str:
        """A new title, company or both, by the forms `role`, `job` and `both` of [news]."""
        title, employer = read_post(post)
        role, at = self.role(title, words), company(employer, words)
        if "news" not in words.table or (title and not role) or (employer and not at):
            return ""
        form = "both" if title and employer else "role" if title else "job"
        return words.phrase("news", form).format(x=role or at, at=at)

    def role(self, text: str, words: Lexicon) -> str:
        """A job title as it stands, or ""."""
        fit = plain(text, words, 6) and not private(text, words) and not has_pronoun(text, words)
        return text if fit else ""

    def _news(self, clause: str, shape: str, rule: Mapping[str, str], words: Lexicon) -> str:
        start, slot, end = shape.partition("{x}")
        if not slot:
            return rule["gives"] if clause.lower() == shape else ""
        rest = _between(clause, start.strip(), end.strip())
        takes = {"company": company, "role": self.role}.get(rule["takes"], self.bare)
        x = takes(rest, words) if rest else ""
        return rule["gives"].format(x=x) if x else ""

    def gift(self, text: str, words: Lexicon) -> str:
        """Something to share, as it stands."""
        return self.thing(next(usable(text, words, note=False), ""), words, note=False)

    def common(self, text: str, words: Lexicon) -> str:
        """What two people have in common, by the shapes of [[common.rules]]."""
        for clause in usable(text, words, note=True):
            for rule in words.table.get("common", {}).get("rules", ()):
                for shape in rule["shapes"]:
                    start, _, end = shape.partition("{x}")
                    rest = _between(clause, start.strip(), end.strip())
                    x = self._taken(rule["takes"], rest, words, note=True) if rest else ""
                    if x:
                        return str(rule["gives"]).format(x=x)
        return ""

    def step(self, text: str, words: Lexicon) -> Step:
        """The step that the first remark of a cell names."""
        first = next(clauses(text), "")
        clause = _untimed(first, words)
        if not clause or clause.lower() in words.words("step", "nothing"):
            return Step()
        if is_business(first, words):
            return BUSINESS
        if hushed(text, words) or private(first, words, note=False):
            return OTHER
        return self._step(clause, words)

    def _step(self, clause: str, words: Lexicon) -> Step:
        """What the clause asks for, by the longest shape that it has."""
        shapes = [(shape, kind) for kind in (*WHOLE, *ABOUT) for shape in words.words("step", kind)]
        for shape, kind in sorted(shapes, key=lambda pair: -len(pair[0])):
            start, slot, end = shape.partition("{x}")
            if not slot and clause.lower() == shape:
                return Step(kind)
            rest = _between(clause, start.strip(), end.strip()) if slot else ""
            if rest:
                kept = start.split()[-1:] if words.has("step", "keeps", kind) else []
                what = self._what(rest, words, kept)
                asks_work = kind in {"ask", "ask_for"} and is_about_jobs(rest, words)
                return Step(kind, what) if what and not asks_work else OTHER
        return OTHER

    def _what(self, text: str, words: Lexicon, kept: list[str]) -> str:
        """What a step is about; behind a word that is `kept` before it, in its own case."""
        if kept:
            bare = self.bare(text, words)
            return f"{kept[0]} {bare}" if bare else ""
        expand = words.table["step"].get("expand", {})
        return str(expand.get(text.lower(), "")) or self.thing(text, words)

    def _advised(self, clause: str, voice: Voice) -> Phrase | None:
        ruled = self._by_rule(clause, voice, note=False)
        if ruled is not None:
            return ruled
        act = self.act(clause, voice.words)
        if not act:
            return None
        form = "act_told" if voice.third else "act"
        return Phrase(voice.say(voice.words.phrase("advice", form), act), "advice")

    def _by_rule(self, clause: str, voice: Voice, *, note: bool = True) -> Phrase | None:
        """The phrase by the longest shape that the clause has, or None."""
        words = voice.words
        clause = without_subject(clause, words)
        for rule in words.rules:
            rest = _between(clause, rule.start, rule.end)
            if rest:
                x = self._taken(rule.takes, rest, words, note=note)
                form = rule.told if voice.third else rule.gives
                topic = self.topic(x, words) if x and rule.takes == "noun" else ""
                return Phrase(voice.say(form, x), rule.kind, topic, rule.share) if x else None
        return None

    def _taken(self, takes: str, rest: str, words: Lexicon, *, note: bool) -> str:
        if takes == "list":
            return self.interests(rest, words)
        if takes == "verb":
            return self.act(rest, words)
        taken = self.bare if takes == "words" else self.thing
        return taken(rest, words, note=note)


def _between(clause: str, start: str, end: str) -> str:
    """What stands between the words `start` and `end` of the clause; "" without them."""
    low = clause.lower()
    if start and not low.startswith(f"{start} "):
        return ""
    if end and not low.endswith(f" {end}"):
        return ""
    return clause[len(start) : len(clause) - len(end)].strip()


def _without(bare: str, words: Lexicon) -> str:
    """The cell without "met at" and the like before it."""
    starts = sorted(words.words("how_met", "drop"), key=len, reverse=True)
    start = next((s for s in starts if bare.lower().startswith(f"{s} ")), "")
    return bare[len(start) :].strip()


def _untimed(clause: str, words: Lexicon) -> str:
    """The clause without when ("call her in December")."""
    times = "|".join(map(re.escape, words.words("step", "times")))
    joins = "|".join(map(re.escape, words.words("step", "time_joins")))
    when = rf"(?:^|\s)(?:(?:{joins})\s+)*(?:{times})(?=\s|$)"
    return " ".join(re.sub(when, " ", clause, flags=re.IGNORECASE).split())
