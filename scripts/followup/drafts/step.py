"""What a "next step" cell asks the sender to do, where it has a shape that can be written out."""

import re
from functools import lru_cache

from followup.drafts.lexicon import CACHED, Lexicon
from followup.drafts.reading import BUSINESS, OTHER, Step
from followup.drafts.shorthand import clauses, hushed, is_about_jobs, is_business, noun, private

PREFIXED = ("ask_for", "ask", "tell", "thank", "invite", "congratulate", "back", "send")
WHOLE = ("call", "meet", "lunch")


@lru_cache(CACHED)
def read_step(text: str, words: Lexicon) -> Step:
    """The step that the first remark of a cell names."""
    first = next(clauses(text), "")
    clause = _untimed(first, words)
    low = clause.lower()
    if not first or low in words.words("step", "nothing"):
        return Step()
    if is_business(first, words):
        return BUSINESS
    if hushed(text, words) or private(first, words, note=False):
        return OTHER
    return _whole(clause, words) or _prefixed(clause, words) or OTHER


def _untimed(clause: str, words: Lexicon) -> str:
    """The clause without when ("call her in December", "coffee next week")."""
    times = "|".join(map(re.escape, words.words("step", "times")))
    joins = "|".join(map(re.escape, words.words("step", "time_joins")))
    return re.sub(rf"\s+(?:(?:{joins})\s+)*(?:{times})\b.*$", "", clause, flags=re.IGNORECASE)


def _whole(clause: str, words: Lexicon) -> Step | None:
    """A call or a coffee, with or without a subject ("call about the grant")."""
    head, about, rest = clause.partition(f" {words.phrase('step', 'about')} ")
    for kind in WHOLE:
        if head.lower() in words.words("step", kind):
            what = _thing(rest, words)
            return OTHER if about and not what else Step(kind, what)
    return None


def _prefixed(clause: str, words: Lexicon) -> Step | None:
    low = clause.lower()
    found = [
        (len(start), kind)
        for kind in PREFIXED
        for start in words.words("step", kind)
        if low.startswith(start + " ")
    ]
    if not found:
        return None
    length, kind = max(found)
    what = _thing(clause[length + 1 :], words)
    if not what or (kind in {"ask", "ask_for"} and is_about_jobs(what, words)):
        return None
    if kind == "send" and (re.search(r"\bto [A-Z]", what) or _vague(what, words)):
        return None
    if kind == "send":
        what = _definite(what, words)
    return Step(kind, _as_theirs(what, words) if kind == "congratulate" else what)


def _definite(what: str, words: Lexicon) -> str:
    """What is sent is a certain thing: "draft syllabus" as "the draft syllabus"."""
    first = what.split(maxsplit=1)[0]
    known = words.has("words", "determiners", first.lower()) or first.endswith(("'s", "\u2019s"))
    return what if known or first[0].isupper() else f"{words.phrase('words', 'definite')} {what}"


def _thing(text: str, words: Lexicon) -> str:
    low = text.lower().strip(" .")
    expand = dict(words.table["step"]["expand"])
    if low in expand:
        return str(expand[low])
    for short, long in expand.items():
        if low.startswith(short + " "):
            text = f"{long} {text[len(short) + 1 :]}"
            break
    mine = "|".join(map(re.escape, words.words("step", "mine")))
    text = re.sub(rf"\b(on|about|with) ({mine})$", r"\1 my \2", text, flags=re.IGNORECASE)
    return noun(re.sub(r"\bcv\b", "CV", text), words.phrase("voice", "your"), words)


def _vague(what: str, words: Lexicon) -> bool:
    return what.lower().removeprefix(f"{words.phrase('words', 'definite')} ") in words.words(
        "step", "vague"
    )


def _as_theirs(what: str, words: Lexicon) -> str:
    """ "the new job" as "your new job"."""
    bare = what.removeprefix(f"{words.phrase('words', 'definite')} ")
    return what if bare == what else f"{words.phrase('voice', 'your')} {bare}"
