"""The cast of twelve for each language's golden letters: rows as a person of that language keeps.

A language without a cast of its own is read with the English one.
"""

from followup.model import Contact

from tests.drafts import cast, cast_fr

CASTS: dict[str, dict[str, Contact]] = {
    "en": dict(zip(cast.KEYS, cast.CAST, strict=True)),
    "fr": cast_fr.CAST,
}


def cast_of(language: str) -> dict[str, Contact]:
    """The twelve by the key that names their golden letters."""
    return CASTS.get(language, CASTS["en"])
