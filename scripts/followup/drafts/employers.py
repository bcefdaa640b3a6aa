"""Where somebody works, in German: "bei", with its article where one is due."""

from followup.drafts.lexicon import Lexicon

GENDERS = ("masculine", "feminine", "neuter")
AT_THE = {"masculine": "beim", "feminine": "bei der", "neuter": "beim", "plural": "bei den"}
AT_NAMED = {"der": "beim", "die": "bei der", "das": "beim"}
"""How one works for what has its article in its name ("Die Zeit")."""


def where_employed(company: str, words: Lexicon) -> str:
    """ "bei der Klinik am Wall", "beim Spiegel"; "" where nothing tells that an article is due."""
    article, _, named = company.partition(" ")
    if named and article.lower() in AT_NAMED:
        return _with_its_own(article.lower(), named)
    tokens = company.split()
    genders = [_employer(token, words) for token in tokens]
    head = next((at for at, gender in enumerate(genders) if gender), None)
    if head is None:
        return ""
    before = [_weak(token, words) for token in tokens[:head]]
    noun = tokens[head]
    noun += "n" if genders[head] == "plural" and noun.endswith("e") else ""
    return " ".join([AT_THE[genders[head]], *before, noun, *tokens[head + 1 :]])


def stays(token: str, words: Lexicon) -> bool:
    """Whether a word before a noun stands so in every case ("Leipziger", "IHK")."""
    return token[0].isupper() and not token.lower().endswith(words.words("how_met", "inflected"))


def _with_its_own(article: str, named: str) -> str:
    """ "Die Zeit" as "bei der Zeit"; "" where the name may be an adjective ("Das Erste")."""
    noun = named.split(maxsplit=1)[0]
    if noun.endswith("e"):
        return ""
    return f"{'bei den' if article == 'die' and noun.endswith('en') else AT_NAMED[article]} {named}"


def _employer(token: str, words: Lexicon) -> str:
    low, named = token.lower(), words.table["employers"]["names"]
    whole = next((gender for gender, listed in named.items() if low in listed), "")
    endings = ((kind, words.words("employers", kind)) for kind in AT_THE)
    return whole or next((kind for kind, listed in endings if low.endswith(listed)), "")


def _weak(token: str, words: Lexicon) -> str:
    """An adjective behind an article in the dative: "Städtische" as "Städtischen"."""
    for ending in ("e", "es"):
        if token.endswith(ending) and len(token) > 4:
            return f"{token.removesuffix(ending)}en"
    return token if stays(token, words) or token.endswith("en") else f"{token.removesuffix('er')}en"
