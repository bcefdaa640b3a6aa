"""What French notes give: contractions and elisions right, nothing without its article."""

import pytest
from followup.drafts.lexicon import lexicon
from followup.drafts.reading import Step, Voice, Where, reading

WORDS = lexicon("fr")
READ = reading("fr")
VOUS, TU, THIRD = Voice(WORDS), Voice(WORDS, familiar=True), Voice(WORDS, name="Ana", third=True)


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Parlé du marché de l'éolien", "notre échange sur le marché de l’éolien"),
        ("discuté des tramways à Lyon", "notre échange sur les tramways à Lyon"),
        ("travaille sur un festival de rue", "ton travail sur un festival de rue"),
        ("s'intéresse à l'apiculture", "ton intérêt pour l’apiculture"),
        ("m'a parlé d'un projet sur les marées", "ce que tu m’as dit sur un projet sur les marées"),
        ("Parlé marché éolien", None),
        ("A deux enfants, déménage", None),
        ("Parlé de son divorce", None),
    ],
)
def test_a_note_of_known_shape_becomes_a_phrase(note: str, said: str | None) -> None:
    assert [phrase.text for phrase in READ.notes(note, TU)] == ([said] if said else [])


@pytest.mark.parametrize(
    ("advice", "said", "told"),
    [
        ("Passer le certificat", "votre conseil de passer le certificat", "le conseil de passer"),
        ("Il faut obtenir un stage", "votre conseil d’obtenir un stage", "le conseil d’obtenir"),
        ("Conseils sur les entretiens", "vos conseils sur les entretiens", "les conseils d’Ana"),
        ("Recommande le livre Deep Work", "votre recommandation (le livre Deep Work)", "la recom"),
    ],
)
def test_advice_is_told_to_its_giver_and_to_others(advice: str, said: str, told: str) -> None:
    assert [phrase.text for phrase in READ.advice(advice, VOUS)] == [said]
    assert READ.advice(advice, THIRD)[0].text.startswith(told)


@pytest.mark.parametrize(
    ("cell", "where"),
    [
        (
            "Salon du livre de Paris",
            Where("au salon du livre de Paris", "le salon du livre de Paris"),
        ),
        ("rencontrée à la Soirée alumni", Where("à la soirée alumni", "la soirée alumni")),
        ("Université de Lille", Where("à l’université de Lille", "l’université de Lille")),
        ("PyCon 2026", Where("à PyCon 2026", "PyCon 2026")),
        ("via Ben Cole", Where(through="Ben Cole")),
        ("LinkedIn", Where()),
        ("Chez des amis", Where()),
    ],
)
def test_an_event_gets_its_article(cell: str, where: Where) -> None:
    assert READ.where(cell, WORDS) == where


@pytest.mark.parametrize(
    ("cell", "step"),
    [
        ("envoyer le portfolio", Step("send", "le portfolio")),
        ("l'appeler en décembre", Step("call")),
        ("donner des nouvelles du certificat", Step("tell", "le certificat")),
        ("relancer", Step()),
        ("facture à payer", Step("business")),
        ("demander un poste", Step("other")),
    ],
)
def test_a_next_step_is_understood(cell: str, step: Step) -> None:
    assert READ.step(cell, WORDS) == step


@pytest.mark.parametrize(
    ("company", "place"),
    [
        ("Mairie de Lyon", "à la Mairie de Lyon"),
        ("Université de Lyon", "à l’Université de Lyon"),
        ("Ministère de la Culture", "au Ministère de la Culture"),
        ("Orange", "chez Orange"),
    ],
)
def test_employers_with_an_article_get_it(company: str, place: str) -> None:
    assert reading("fr").at(company, lexicon("fr")) == place
