"""Somebody's good news, from a few words to what one congratulates on."""

from functools import lru_cache

from followup.drafts.details import company
from followup.drafts.lexicon import CACHED, Lexicon
from followup.drafts.phrases import usable
from followup.drafts.shorthand import has_pronoun, lowered, noun, plain, private
from followup.values.post import read_post

ROLE_LIMIT = 6


@lru_cache(CACHED)
def read_news(text: str, words: Lexicon) -> str:
    """ "Promoted to head of data" as "your promotion to head of data", or "" if it is not plain."""
    found = (_phrase(clause, words) for clause in usable(text, words, note=True))
    return next(filter(None, found), "")


@lru_cache(CACHED)
def read_change(post: str, words: Lexicon) -> str:
    """A new title, company or both as "your new role as data lead", or "" if unfit."""
    title, employer = read_post(post)
    role, at = _role(title, words), company(employer, words)
    if (title and not role) or (employer and not at):
        return ""
    form = "both" if title and employer else "role" if title else "job"
    return words.phrase("news", form).format(x=role or at, at=at)


def _phrase(clause: str, words: Lexicon) -> str:
    rules = words.table["news"]["rules"]
    first, _, rest = clause.partition(" ")
    if words.has("news", "subject", first.lower()) and rest:
        clause = rest
    low = clause.lower().replace("\u2019", "'")
    starts = [(start, rule) for rule in rules for start in rule["starts"]]
    for start, rule in sorted(starts, key=lambda pair: -len(pair[0])):
        if low == start and "alone" in rule:
            return str(rule["alone"])
        if low.startswith(start + " ") and "gives" in rule:
            x = _taken(clause[len(start) + 1 :], rule["takes"], words)
            return rule["gives"].format(x=x) if x else ""
    return ""


def _taken(rest: str, kind: str, words: Lexicon) -> str:
    """The rest of a remark as a company, a role or a thing."""
    if kind == "company":
        return company(rest, words)
    if kind == "role":
        return _role(rest, words)
    return noun(rest, words.phrase("voice", "your"), words)


def _role(text: str, words: Lexicon) -> str:
    """A job title inside a sentence, its first capital gone unless it belongs there."""
    role = " ".join(text.split()).removeprefix(f"{words.phrase('words', 'definite')} ")
    fit = plain(role, words, ROLE_LIMIT) and not private(role, words)
    if not fit or has_pronoun(role, words):
        return ""
    named = any(word[0].isupper() and not word.isupper() for word in role.split()[1:])
    return role if named else lowered(role, words)
