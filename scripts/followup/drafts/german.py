"""How German reads notes: things go into the accusative with their article, acts get their "zu".

German nouns have capitals and its compounds end in the word that gives their gender, so a noun
phrase can be told apart and its article be known. Whatever is not sure is left out. Gender, cases
and the place of "zu": Amtliches Regelwerk 2024 and any grammar of German.
"""

from functools import lru_cache
from itertools import pairwise

from followup.drafts.employers import AT_THE, GENDERS, stays, where_employed
from followup.drafts.lexicon import CACHED, Lexicon
from followup.drafts.phrases import usable
from followup.drafts.plain import Plain
from followup.drafts.reading import Where
from followup.drafts.shorthand import has_pronoun, plain, private
from followup.drafts.where import CON, YEAR, is_proper

ARTICLES = {"masculine": "den", "feminine": "die", "neuter": "das"}
SOME = {"den": "einen", "die": "eine", "das": "ein"}

WRONG_CASE = frozenset({"der", "dem", "des", "einem", "einer", "eines", "dieser", "jeder"})
"""Determiners that no accusative begins with; "der" is a nominative or a dative."""
LATE = frozenset({"wie", "was", "warum", "ob", "wann", "welche", "welcher", "welches", "wo"})
"""Words that open the clause after "verstehen, ..."."""


class German(Plain):
    """Reads German notes for German letters."""

    def thing(self, text: str, words: Lexicon, *, note: bool = True) -> str:
        """The noun phrase in the accusative, with the article its noun wants, or ""."""
        bare = super().thing(text, words, note=note)
        return _accusative(bare, words) if bare and _is_phrase(bare, words) else ""

    def bare(self, text: str, words: Lexicon, *, note: bool = True) -> str:
        """The noun phrase as it stands, in whatever case, or ""."""
        found = super().thing(text, words, note=note)
        return found if found and _is_phrase(found, words) else ""

    def act(self, text: str, words: Lexicon) -> str:
        """ "Erst das Zertifikat machen" as "erst das Zertifikat zu machen", or ""."""
        if not plain(text, words) or "," in text:
            return ""
        *before, last = text.split()
        verb = _with_zu(last, words)
        if not verb:
            return ""
        before = ["mich" if token.lower() == "sich" else token for token in before]
        rest = " ".join(before)
        if not rest:
            return verb
        if has_pronoun(rest.replace("mich", ""), words):
            return ""
        leads, thing = _leads(before, words)
        fitted = _fitted(" ".join(thing), words)
        return "" if thing and not fitted else " ".join([*leads, *fitted.split(), verb])

    def interest(self, text: str, words: Lexicon) -> str:
        """One thing a person likes; a single word may lack its capital."""
        if text.isalpha() and text.islower() and not text.endswith(("ig", "lich", "isch", "bar")):
            text = text.capitalize()
        return self.bare(text, words) if len(text.split()) <= 4 and _no_nominative(text) else ""

    def topic(self, text: str, words: Lexicon) -> str:
        """The thing in the nominative, for a subject line: "den neuen Kurs" as "der neue Kurs"."""
        first, *rest = text.split()
        if first == "den" and rest:
            adjective = rest[0].removesuffix("n") if rest[0][0].islower() else rest[0]
            return " ".join(["der", adjective, *rest[1:]])
        return text if first in {"die", "das"} else super().topic(text, words)

    def event(self, text: str, words: Lexicon) -> Where:
        """ "Alumni-Abend" as "beim Alumni-Abend" and "den Alumni-Abend", by the noun's gender."""
        tokens = text.split()
        head = next((at for at, t in enumerate(tokens) if _kind(t, words)[0]), None)
        if head is None or not _follows(tokens[head + 1 :], words):
            if not is_proper(text):
                return Where()
            con = bool(CON.fullmatch(tokens[0])) and tokens[0].lower().endswith(("con", "conf"))
            return Where(f"auf der {text}", f"die {text}") if con else Where(f"bei {text}", text)
        if any(not stays(token, words) for token in tokens[:head]):
            return Where()
        place, article = _kind(tokens[head], words)
        return Where(f"{place} {text}", f"{article} {text}")

    def gift(self, text: str, words: Lexicon) -> str:
        """ "Artikel über Windkraft" as "einen Artikel über Windkraft"; articles that stand stay."""
        clause = next(usable(text, words, note=False), "")
        thing = self.thing(clause, words, note=False)
        if not thing or words.has("words", "determiners", clause.split()[0].lower()):
            return thing
        first, _, rest = thing.partition(" ")
        if first == "das" and rest[0].islower():
            adjective, _, noun = rest.partition(" ")
            return f"ein {adjective}s {noun}"
        return f"{SOME[first]} {rest}" if first in SOME else thing

    def at(self, company: str, words: Lexicon) -> str:
        """ "bei Granitwerk"; a word such as Klinik wants its article: "bei der Klinik am Wall"."""
        return where_employed(company, words) or super().at(company, words)

    def aim(self, text: str, words: Lexicon) -> str:
        """The goal as it stands behind "Ich würde gern": "mehr über Preise erfahren"."""
        clause = next(usable(text, words, note=False), "")
        first, comma, rest = clause.partition(", ")
        if comma and words.has("details", "learning", first.split()[-1].lower()):
            late = rest.split(maxsplit=1)[0].lower() in LATE
            fit = late and plain(rest, words) and not has_pronoun(rest, words)
            return f"{_lower(first, words)}, {rest}" if fit and len(first.split()) == 1 else ""
        tokens = clause.split()
        learning = bool(tokens) and words.has("details", "learning", tokens[-1].lower())
        fit = learning and len(tokens) > 1 and _begun(tokens[0], words) and plain(clause, words)
        return _lower(clause, words) if fit and not has_pronoun(clause, words) else ""


@lru_cache(CACHED)
def _gender(noun: str, words: Lexicon) -> str:
    """The gender of a singular noun that wants an article, by its last part; "" if unknown."""
    low = noun.lower().strip(",")
    found = [(len(end), g) for g in GENDERS for end in words.words("words", g) if low.endswith(end)]
    return max(found)[1] if found and noun[0].isupper() else ""


def _accusative(phrase: str, words: Lexicon) -> str:
    """A noun phrase with the article that its first noun wants; "" in another case than fits."""
    first, _, rest = phrase.partition(" ")
    low = first.lower()
    if words.has("words", "determiners", low):
        if low in {"ein", "der"} and _is_masculine(rest, words):
            low, rest = f"{'ein' if low == 'ein' else 'd'}en", _strong_to_weak(rest)
        return "" if low in WRONG_CASE or not rest else f"{low} {rest}"
    if first[0].isupper() and not words.has("words", "adjectives", low):
        gender = _gender(first, words)
        return f"{ARTICLES[gender]} {phrase}" if gender else phrase
    if not _no_nominative(phrase):
        return ""
    gender = _gender(rest.split()[0], words) if rest else ""
    if not gender:
        return f"{low} {rest}".strip()
    stem = low.removesuffix("s").removesuffix("n").removesuffix("e")
    return f"{ARTICLES[gender]} {stem}{'en' if gender == 'masculine' else 'e'} {rest}"


def _is_masculine(rest: str, words: Lexicon) -> bool:
    """Whether what follows an article is a masculine noun, by the noun or its adjective."""
    tokens = rest.split()
    noun = next((token for token in tokens if token[0].isupper()), "")
    adjective = tokens[0] if tokens and tokens[0] != noun else ""
    return bool(noun) and (_gender(noun, words) == "masculine" or adjective.endswith("er"))


def _strong_to_weak(rest: str) -> str:
    """ "guter Film" behind "ein" as "guten Film" behind "einen"."""
    first, space, after = rest.partition(" ")
    if not first[0].islower() or not first.endswith(("er", "e")):
        return rest
    return f"{first.removesuffix('r').removesuffix('e')}en{space}{after}"


def _is_phrase(text: str, words: Lexicon) -> bool:
    """Whether the words are nouns with what may stand about them, and no clause.

    A word without a capital must be an article, a preposition, or an adjective before a noun.
    """
    tokens = text.replace(",", "").split()
    if not tokens[-1][0].isupper() and not YEAR.fullmatch(tokens[-1]):
        return False
    for token, following in pairwise(tokens):
        small = words.has("words", "determiners", token) or words.has(
            "words", "prepositions", token
        )
        before_noun = following[0].isupper() and token.endswith(("e", "en", "er", "es", "em"))
        if not (small or before_noun or token[0].isupper() or YEAR.fullmatch(token)):
            return False
    return not words.has("words", "prepositions", tokens[0].lower())


def _no_nominative(text: str) -> bool:
    """Whether no adjective in the masculine nominative ("moderner Tanz") begins the text."""
    first, _, rest = text.partition(" ")
    return not (rest[:1].isupper() and first.endswith("er"))


def _with_zu(verb: str, words: Lexicon) -> str:
    """ "anrufen" as "anzurufen", "machen" as "zu machen"; "" for a word that is no known verb."""
    low = verb.lower().strip(".,")
    parts = _separable(words).get(low)
    if parts:
        return f"{parts[0]}zu{parts[1]}"
    return f"zu {low}" if low in _verbs(words) else ""


@lru_cache(1)
def _separable(words: Lexicon) -> dict[str, tuple[str, str]]:
    pairs = (entry.partition("|") for entry in words.phrase("words", "separable").split())
    return {f"{prefix}{verb}": (prefix, verb) for prefix, _, verb in pairs}


@lru_cache(1)
def _verbs(words: Lexicon) -> frozenset[str]:
    return frozenset(words.phrase("words", "verbs").split())


def _begun(first: str, words: Lexicon) -> bool:
    """Whether a remark that begins so can go on inside a sentence: is its capital understood?"""
    low = first.lower()
    known = any(words.has("words", key, low) for key in ("common", "adjectives", "determiners"))
    return known or low == "mich" or first[0].isupper()


def _lower(text: str, words: Lexicon) -> str:
    """`text` without the capital that only began a cell; nouns keep theirs."""
    first, space, rest = text.partition(" ")
    low = first.lower()
    small = any(words.has("words", k, low) for k in ("common", "adjectives", "determiners"))
    small = small or words.has("details", "learning", low)
    return f"{low}{space}{rest}" if small else text


def _leads(tokens: list[str], words: Lexicon) -> tuple[list[str], list[str]]:
    """What precedes the verb, parted: small words in small letters, then the rest."""
    leads: list[str] = []
    for token in tokens:
        low = token.lower()
        noun_follows = any(later[0].isupper() for later in tokens[len(leads) + 1 :])
        opens = noun_follows and _opens(low, words)
        small = words.has("words", "common", low) and not opens
        if not small and low != "mich":
            break
        leads.append(low)
    return leads, tokens[len(leads) :]


def _opens(word: str, words: Lexicon) -> bool:
    """Whether an article or a preposition, which begins what an act is done to or with."""
    return words.has("words", "determiners", word) or words.has("words", "prepositions", word)


def _fitted(thing: str, words: Lexicon) -> str:
    """What an act is done to in the accusative, or a preposition's phrase as it stands; or ""."""
    first, _, rest = thing.partition(" ")
    if words.has("words", "prepositions", first.lower()):
        return f"{first.lower()} {rest}" if rest and _is_phrase(rest, words) else ""
    return _accusative(thing, words) if thing and _is_phrase(thing, words) else ""


def _kind(token: str, words: Lexicon) -> tuple[str, str]:
    """How one says to have met at such an event, and its article; ("", "") if it is none."""
    low = token.lower().strip(",")
    if not token[0].isupper():
        return "", ""
    if low in words.words("how_met", "schools") or low.endswith(("universität", "hochschule")):
        return "an der", "die"
    if low in words.words("how_met", "institutes"):
        return "am", "das"
    if low.endswith(words.words("how_met", "fairs")):
        return "auf der", "die"
    for gender in GENDERS:
        if low.endswith(words.words("how_met", gender)):
            return AT_THE[gender], ARTICLES[gender]
    return "", ""


def _follows(tokens: list[str], words: Lexicon) -> bool:
    """Whether the words may follow an event's noun: names, a year, or where and of whom it was."""
    if not tokens:
        return True
    first = tokens[0].lower()
    linked = words.has("words", "prepositions", first) or first in {"der", "des"}
    if linked:
        text = " ".join(tokens)
        return len(tokens) > 1 and _is_phrase(f"X {text}", words) and not private(text, words)
    return all(token[0].isupper() or YEAR.fullmatch(token) for token in tokens)
