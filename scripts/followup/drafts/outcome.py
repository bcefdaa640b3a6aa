"""What became of advice, from a few words to what the sender can say of it."""

from functools import lru_cache

from followup.drafts.lexicon import CACHED, Lexicon
from followup.drafts.phrases import usable
from followup.drafts.shorthand import noun, plain


@lru_cache(CACHED)
def read_outcome(text: str, words: Lexicon) -> str:
    """ "Passed the SQL certificate" as "I passed the SQL certificate", or "".

    Only remarks that begin with something done are taken; a judgement of the advice or a wish
    ("useless", "will try in spring") is the sender's to put into words.
    """
    done = (_done(clause, words) for clause in usable(text, words, note=False))
    return next(filter(None, done), "")


def _done(clause: str, words: Lexicon) -> str:
    first, _, rest = clause.partition(" ")
    if first.lower() in words.words("outcome", "subject"):
        first, _, rest = rest.partition(" ")
    if not words.has("outcome", "verbs", first.lower()) or "," in rest or not plain(rest, words):
        return ""
    joint, _, after = rest.partition(" ")
    if not words.has("words", "prepositions", joint.lower()):
        joint, after = "", rest
    thing = noun(after, words.phrase("voice", "your"), words, note=False)
    form = words.phrase("outcome", "done")
    return form.format(verb=first.lower(), x=f"{joint} {thing}".strip()) if thing else ""
