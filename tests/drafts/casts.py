"""The cast of twelve for each language's golden letters: rows as a person of that language keeps.

A language without a cast of its own is read with the English one.
"""

from followup.drafts import Template
from followup.model import Contact, Due

from tests.drafts import cast, cast_de, cast_es, cast_fr

CASTS: dict[str, dict[str, Contact]] = {
    "en": dict(zip(cast.KEYS, cast.CAST, strict=True)),
    "de": dict(zip(cast_de.KEYS, cast_de.CAST, strict=True)),
    "es": cast_es.CAST,
    "fr": cast_fr.CAST,
}


def cast_of(language: str) -> dict[str, Contact]:
    """The twelve by the key that names their golden letters."""
    return CASTS.get(language, CASTS["en"])


GOOD_NEWS = {
    "en": "I start as a data analyst at Acme in March",
    "de": "Im März fange ich als Datenanalystin bei Muster und Söhne an",
    "es": "En marzo empiezo como analista de datos en Acme",
    "fr": "Je commence en mars comme analyste de données chez Acme",
}
"""What the sender has to tell, in the words of the letter's language."""


def owed_of(contact: Contact, template: Template) -> Due:
    """The letter owed, with what the rule would have found in the cast's rows."""
    if template.language == "de":
        return cast_de.owed(contact, template.occasion)
    return cast.owed(contact, template.occasion)
