"""What two people have in common, from a few words to a clause that speaks to either or both."""

from functools import lru_cache

from followup.drafts.lexicon import CACHED, Lexicon
from followup.drafts.phrases import usable
from followup.drafts.shorthand import has_pronoun, is_gerund, is_thing, is_verb, noun, plain


@lru_cache(CACHED)
def read_common(text: str, words: Lexicon) -> str:
    """ "Both keep bees" as "you both keep bees", "shared interest in jazz" alike; else ""."""
    found = (_clause(clause, words) for clause in usable(text, words, note=True))
    return next(filter(None, found), "")


def _clause(clause: str, words: Lexicon) -> str:
    low = clause.lower()
    for start in words.words("common", "interest"):
        if low.startswith(start + " "):
            x = noun(clause[len(start) + 1 :], words.phrase("voice", "your"), words)
            return words.phrase("common", "share").format(x=x) if x else ""
    start = words.phrase("common", "both")
    rest = clause[len(start) + 1 :]
    if not low.startswith(start + " ") or not plain(rest, words) or has_pronoun(rest, words):
        return ""
    first = rest.split()[0].lower()
    if is_verb(rest, words) or words.has("common", "verbs", first):
        return words.phrase("common", "do").format(x=rest)
    joined = words.has("words", "prepositions", first) or words.has("common", "adjectives", first)
    many = rest.endswith("s") and is_thing(rest, words)
    return (
        words.phrase("common", "are").format(x=rest)
        if joined or is_gerund(first, words) or many
        else ""
    )
