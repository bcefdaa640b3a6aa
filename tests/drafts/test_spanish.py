"""What Spanish notes give: contractions right, nothing without its article, three forms."""

from datetime import date

import pytest
from followup.drafts import Job, compose_all, find_templates
from followup.drafts.lexicon import lexicon
from followup.drafts.reading import Step, Voice, Where, reading
from followup.model import Contact, History, Me, Settings

from tests.drafts.cast import due
from tests.drafts.cast_es import LUCIA, PAREJA, ROJAS

WORDS = lexicon("es")
READ = reading("es")
USTED, TU, THIRD = Voice(WORDS), Voice(WORDS, familiar=True), Voice(WORDS, name="Ana", third=True)


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Hablamos del mercado eólico", "nuestra conversación sobre el mercado eólico"),
        ("Trabaja en un festival de calle", "tu trabajo en un festival de calle"),
        ("Le interesa la apicultura", "tu interés por la apicultura"),
        ("Me contó el proyecto", "lo que me contaste sobre el proyecto"),
        ("Hablamos mercado eólico", None),
        ("Tiene dos hijos, se muda", None),
        ("Hablamos de su divorcio", None),
    ],
)
def test_a_note_of_known_shape_becomes_a_phrase(note: str, said: str | None) -> None:
    assert [phrase.text for phrase in READ.notes(note, TU)] == ([said] if said else [])


@pytest.mark.parametrize(
    ("advice", "said", "told"),
    [
        ("Sacar el certificado", "su consejo de sacar el certificado", "el consejo de sacar"),
        ("Hay que acortar el CV", "su consejo de acortar el CV", "el consejo de acortar"),
        ("Consejos sobre las ferias", "sus consejos sobre las ferias", "los consejos de Ana"),
        ("Recomendó el libro Deep Work", "su recomendación (el libro Deep Work)", "la recom"),
    ],
)
def test_advice_is_told_to_its_giver_and_to_others(advice: str, said: str, told: str) -> None:
    assert [phrase.text for phrase in READ.advice(advice, USTED)] == [said]
    assert READ.advice(advice, THIRD)[0].text.startswith(told)


@pytest.mark.parametrize(
    ("cell", "where"),
    [
        ("Feria del Libro", Where("en la feria del Libro", "la feria del Libro")),
        ("Nos conocimos en el Foro de empleo", Where("en el foro de empleo", "el foro de empleo")),
        ("PyCon 2026", Where("en PyCon 2026", "PyCon 2026")),
        ("a través de Ben Cole", Where(through="Ben Cole")),
        ("LinkedIn", Where()),
        ("Casa de unos amigos", Where()),
    ],
)
def test_an_event_gets_its_article(cell: str, where: Where) -> None:
    assert READ.where(cell, WORDS) == where


@pytest.mark.parametrize(
    ("cell", "step"),
    [
        ("enviar el portfolio", Step("send", "el portfolio")),
        ("llamarla en diciembre", Step("call")),
        ("dar noticias del certificado", Step("tell", "el certificado")),
        ("hacer seguimiento", Step()),
        ("factura pendiente", Step("business")),
        ("pedir un puesto", Step("other")),
    ],
)
def test_a_next_step_is_understood(cell: str, step: Step) -> None:
    assert READ.step(cell, WORDS) == step


def test_interests_are_joined_as_the_ear_wants() -> None:
    assert READ.interests("SQL, idiomas", WORDS) == "SQL e idiomas"
    assert READ.interests("apicultura, la vela", WORDS) == "apicultura y vela"


@pytest.mark.parametrize(
    ("contact", "greets", "says"),
    [
        (LUCIA, "Hola, Lucía:", "darte las gracias"),
        (ROJAS, "Estimada señora Rojas:", "darle las gracias"),
        (PAREJA, "Hola, Ana e Inés:", "darles las gracias"),
    ],
)
def test_one_is_tu_or_usted_and_two_are_ustedes(contact: Contact, greets: str, says: str) -> None:
    settings = Settings(me=Me(name="Kim Park", language="es"))
    template = "es/thank_you.3"
    job = Job(due(contact, "thank_you"), contact, None, History(), template)
    drafts, problems = compose_all([job], settings, find_templates(), date(2026, 11, 23))
    assert not problems
    assert drafts[0].body.startswith(greets)
    assert says in drafts[0].body


@pytest.mark.parametrize(
    ("company", "place"),
    [
        ("Ayuntamiento de Soria", "en el Ayuntamiento de Soria"),
        ("Universidad de Soria", "en la Universidad de Soria"),
        ("Granito", "en Granito"),
    ],
)
def test_employers_with_an_article_get_it(company: str, place: str) -> None:
    assert reading("es").at(company, lexicon("es")) == place
