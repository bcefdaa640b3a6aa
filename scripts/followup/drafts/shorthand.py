"""What of a private note may stand in a letter: splitting, refusing, fitting into a sentence.

All rules err on the side of leaving out; a gap costs the sender a minute, a slip the tie.
"""

import re
import unicodedata
from collections.abc import Iterator

from followup.drafts.lexicon import Lexicon
from followup.drafts.text import clean
from followup.model.patterns import pattern

WORD_LIMIT = 12
NOUN_LIMIT = 8
LONGEST_WORD = 28

SPLIT = pattern(r"\n|;|\u2022|\s[-\u2013\u2014|]\s|(?<=[.!])\s+(?=\W*\w)")
BULLET = pattern(r"^(?:[-*\u2022\u2013>]+|\(?\d{1,2}[.)])\s+")
ALLOWED = pattern(r"[^\W\d_][\w&.,'\u2019/+#\u2010-\u2011-]*|\d{4}|[A-Za-z]?\d?[A-Z]\d?|&")
ASIDE = pattern(r"\s*\([^()]*\)")
OPENING = frozenset("'\"\u2018\u201c\u00ab")
QUOTED = pattern(
    r"(?<!\w)(['\"\u2018\u201c\u00ab])([^'\"\u2018-\u201d\u00ab\u00bb]{2,40})['\"\u2019\u201d\u00bb](?!\w)"
)
CODE = pattern(r"(?=.*\d)(?:[A-Z0-9]+-[A-Z0-9-]+|[A-Z]*\d{3,}\w*|[A-Z]{2,}\d\w+)")
YEAR = pattern(r"(?:19|20)\d\d")
WEB_SIGNS = frozenset(":.@")
WEB = pattern(r"://|www\.|\w@\w|\.(?:com|org|net|io|de|fr|es|uk)\b", re.IGNORECASE)
WORDS = pattern(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")


def clauses(text: str) -> Iterator[str]:
    """The separate remarks of a cell, in order, without bullets, asides and final stops."""
    text = clean(text)
    if not OPENING.isdisjoint(text):
        text = QUOTED.sub("\u201c\\2\u201d", text)
    for part in SPLIT.split(text):
        clause = without_asides(part).strip()
        if not clause[:1].isalpha():
            clause = BULLET.sub("", clause)
        clause = clause.strip(" .,:!-\u2013")
        if clause:
            yield clause


def without_asides(text: str) -> str:
    """`text` without what stands in round brackets."""
    return ASIDE.sub("", text) if "(" in text else text


def hushed(text: str, words: Lexicon) -> bool:
    """Whether the whole cell asks to be kept quiet."""
    return _says(text, words, "hush")


def _says(text: str, words: Lexicon, key: str) -> bool:
    """Whether the text holds one of those phrases of the lexicon's `[private]` part."""
    low = text.lower().replace("\u2019", "'")
    found = (phrase for phrase in words.words("private", key) if phrase in low)
    return any(re.search(rf"\b{re.escape(phrase)}\b", low) for phrase in found)


def private(clause: str, words: Lexicon, *, note: bool = True) -> bool:
    """Whether the clause is family, health, money, a judgement, or logistics."""
    if _says(clause, words, "phrases"):
        return True
    low = clause.lower().replace("\u2019", "'")
    return any(
        any(words.has("private", "words", part) for part in (word, *word.split("-")))
        or any(stem in word for stem in words.words("private", "stems"))
        or (note and words.has("private", "note_words", word))
        for word in WORDS.findall(low)
    )


def is_business(clause: str, words: Lexicon) -> bool:
    """Whether a step is a bill, a complaint, a refusal: no business of a friendly letter."""
    return any(words.has("step", "business", word) for word in WORDS.findall(clause.lower()))


def is_about_jobs(what: str, words: Lexicon) -> bool:
    """Whether what a step asks for is work, which no letter asks for unasked."""
    return any(words.has("step", "job_words", token) for token in what.lower().split())


def plain(text: str, words: Lexicon, limit: int = WORD_LIMIT) -> bool:
    """Whether `text` is a few ordinary words in the language's script and nothing else.

    No numbers but years, no times or days, addresses, signs, codes, initials or open questions.
    """
    tokens = text.split()
    if not 0 < len(tokens) <= limit or max(map(len, tokens)) > LONGEST_WORD:
        return False
    if not WEB_SIGNS.isdisjoint(text) and WEB.search(text):
        return False
    if not any(c.isalpha() for c in text):
        return False
    if not all(_latin(c) for c in text) or (len(tokens) > 1 and text.isupper()):
        return False
    return all(_plain_token(token, words) for token in tokens)


def _plain_token(token: str, words: Lexicon) -> bool:
    token = token.strip("\u201c\u201d")
    bare = token.strip(",.'\u2019")
    if not token.isalpha() and not ALLOWED.fullmatch(token):
        return False
    if any(c.isdecimal() for c in bare) and CODE.fullmatch(bare) and not YEAR.fullmatch(bare):
        return False
    if len(bare) == 2 and bare.isupper() and bare.isalpha():
        return words.has("words", "short", bare)
    if len(bare) == 1 and bare.isalpha() and bare.lower() not in {"a", "i"}:
        return words.has("words", "short", bare)
    return not words.has("words", "relative", bare.lower())


def _latin(character: str) -> bool:
    return not character.isalpha() or "LATIN" in unicodedata.name(character, "")


def noun(text: str, your: str, words: Lexicon, *, note: bool = True) -> str:
    """`text` as a thing inside a sentence ("SQL certificate": "the SQL certificate"), or "".

    `your` replaces a leading "her", "his" or "their", which in notes means the person.
    """
    text = " ".join(text.split()).strip(" .,:")
    first, _, rest = text.partition(" ")
    owned = words.has("words", "possessives", first.lower()) and bool(rest)
    thing = rest if owned else text
    if not plain(thing, words, NOUN_LIMIT) or private(thing, words, note=note):
        return ""
    if has_pronoun(thing, words) or dangles(thing, words):
        return ""
    if owned:
        return f"{your} {thing}"
    thing = lowered(thing, words)
    lacking = needs_article(thing, words)
    return f"{words.phrase('words', 'definite')} {thing}" if lacking else thing


def verb(text: str, words: Lexicon) -> str:
    """`text` as an infinitive inside a sentence, the sender's things as "my"; "" if it is none."""
    text = text.strip(" .,:")
    if not plain(text, words) or not is_verb(text, words):
        return ""
    first, _, rest = text.partition(" ")
    if rest and _object_lacks_article(rest, words):
        rest = f"{words.phrase('words', 'definite')} {rest}"
    rest = re.sub(r"\byour\b", "my", re.sub(r"\byourself\b", "myself", rest))
    phrase = f"{first.lower()} {rest}".strip()
    if has_pronoun(phrase, words) or dangles(phrase, words):
        return ""
    return phrase


def is_verb(text: str, words: Lexicon) -> bool:
    """Whether `text` begins as an instruction does."""
    low = text.lower().split()
    if words.has("words", "verbs", low[0]):
        return True
    follows = len(low) > 1 and words.has("words", "verb_followers", low[1])
    return words.has("words", "doubtful", low[0]) and follows


def lowered(text: str, words: Lexicon) -> str:
    """`text` without the capital that only began a cell; names and acronyms keep theirs."""
    first, _, rest = text.partition(" ")
    if rest[:1].isupper() and not rest.split()[0].isupper():
        return text
    if first[1:] != first[1:].lower() or first.lower() == first:
        return text
    low = first.lower()
    lists = ("common", "countable", "determiners", "verbs", "doubtful", "prepositions", "nouns")
    known = any(words.has("words", key, low) for key in lists)
    known = known or words.has("how_met", "events", low)
    if known or low.endswith(words.words("words", "common_endings")):
        return f"{low} {rest}".strip()
    return text


def needs_article(text: str, words: Lexicon) -> bool:
    """Whether `text` lacks the "the" that its noun wants ("move to Lisbon", "SQL certificate")."""
    tokens = text.replace(",", " ,").split()
    first = tokens[0].lower()
    if words.has("words", "determiners", first) or is_gerund(first, words) or "," in tokens:
        return False
    if first.endswith(("'s", "\u2019s")):
        return False
    part_of = len(tokens) > 2 and tokens[1] == words.phrase("words", "part_of")
    if part_of and first == tokens[0] and not first.endswith("s"):
        return True
    return words.has("words", "countable", tokens[head_end(tokens, words) - 1].lower())


def is_thing(text: str, words: Lexicon) -> bool:
    """Whether `text` is plainly a noun phrase: by its head's ending, plural, case or a list."""
    tokens = text.split()
    head = tokens[head_end(tokens, words) - 1].strip(",")
    low = head.lower()
    if any(words.has("words", "foreign", token.lower()) for token in tokens):
        return False
    plural = low.endswith("s") and not low.endswith(("ss", "us", "is"))
    listed = words.has("words", "countable", low) or words.has("words", "nouns", low)
    named = (len(head) > 1 and head[0].isupper() and len(tokens) > 1) or head.isupper()
    return plural or listed or named or low.endswith(words.words("words", "noun_endings"))


def head_end(tokens: list[str], words: Lexicon) -> int:
    """Where the phrase's first part ends: at its first preposition, or its end."""
    found = (i for i, t in enumerate(tokens) if i and words.has("words", "prepositions", t.lower()))
    return next(found, len(tokens))


def is_gerund(word: str, words: Lexicon) -> bool:
    """Whether the word is a verb's -ing form."""
    return word.endswith("ing") and len(word) > 4 and not words.has("words", "not_gerunds", word)


def has_pronoun(text: str, words: Lexicon) -> bool:
    """Whether the text speaks of somebody by a pronoun, which a letter cannot carry over."""
    return any(words.has("words", "pronouns", word) for word in WORDS.findall(text.lower()))


def dangles(text: str, words: Lexicon) -> bool:
    """Whether the text ends as no phrase does ("move to")."""
    return words.has("words", "dangling", text.rsplit(maxsplit=1)[-1].lower().strip(",."))


def _object_lacks_article(rest: str, words: Lexicon) -> bool:
    first = rest.split(maxsplit=1)[0].lower()
    return not words.has("words", "prepositions", first) and needs_article(rest, words)
