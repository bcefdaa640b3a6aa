"""What German notes give a German letter, one row a case; "" is left out."""

from dataclasses import replace

import pytest
from followup.drafts.details import Details, read_details
from followup.drafts.greeting import greeting
from followup.drafts.lexicon import lexicon
from followup.drafts.prose import Prose
from followup.drafts.reading import Step, reading
from followup.model import Name

from tests.drafts.cast import TODAY, person

WORDS = lexicon("de")
GERMAN = reading("de")


def details(**text: str) -> Details:
    return read_details(person(5, "Ines Groß", "Ines", "Groß", **text), WORDS)


ADVICE = [
    ("Erst das SQL-Zertifikat machen", "Ihren Rat, erst das SQL-Zertifikat zu machen"),
    ("Lebenslauf kürzen", "Ihren Rat, den Lebenslauf zu kürzen"),
    ("Früh mit Alumni sprechen", "Ihren Rat, früh mit Alumni zu sprechen"),
    ("Kurze Mails schreiben", "Ihren Rat, kurze Mails zu schreiben"),
    ("Nicht zu früh aufgeben", "Ihren Rat, nicht zu früh aufzugeben"),
    ("sich früh bewerben", "Ihren Rat, mich früh zu bewerben"),
    ("mehr lesen", "Ihren Rat, mehr zu lesen"),
    ("Tipp: Kurs an der VHS besuchen", "Ihren Rat, den Kurs an der VHS zu besuchen"),
    ("riet zu mehr Geduld", "Ihren Rat zu mehr Geduld"),
    ("empfahl das Buch Deep Work", "Ihren Hinweis auf das Buch Deep Work"),
    ("Tipps zu Bewerbungen", "Ihre Tipps zum Thema Bewerbungen"),
    ("Machen Sie erst das Zertifikat", ""),
    ("Beständigkeit schlägt Talent", ""),
    ("Kontakte pflegen und dranbleiben", ""),
    ("Anrufen statt schreiben", ""),
    ("ihn anrufen", ""),
    ("Take the SQL certificate first", ""),
    ("Mehr Gehalt fordern", ""),
    ("unter uns: Lebenslauf kürzen", ""),
]


@pytest.mark.parametrize(("text", "phrase"), ADVICE)
def test_advice_gets_its_zu_and_its_article(text: str, phrase: str) -> None:
    assert details(advice=text).said == phrase


NOTES = [
    ("Gespräch über Graphdatenbanken; Kinder 3+5", "unser Gespräch über Graphdatenbanken", ""),
    ("über Umzug nach Lissabon gesprochen", "unser Gespräch über den Umzug nach Lissabon", ""),
    ("haben lange über das Festival gesprochen", "unser Gespräch über das Festival", ""),
    ("Gespräch über neues Projekt", "unser Gespräch über das neue Projekt", ""),
    ("arbeitet an einem Festival", "", "Ihre Arbeit an einem Festival"),
    ("forscht zu Gezeitenkraft", "", "Ihre Forschung zu Gezeitenkraft"),
    (
        "Vortrag über erneuerbare Energien gehalten",
        "",
        "Ihren Vortrag über erneuerbare Energien",
    ),
    ("mag Wandern, Schach", "", "Ihr Interesse für Wandern und Schach"),
    ("sucht neue Mitarbeiter", "", ""),
    ("Gespräch über seine Scheidung", "", ""),
    ("nettes Gespräch über Hautkrebs", "", ""),
    ("Gespräch über Projekt läuft gut", "", ""),
    ("Gespräch über der Zukunft", "", ""),
    ("Gespräch über ein neuer Kurs", "unser Gespräch über einen neuen Kurs", ""),
    ("Talked about graph databases", "", ""),
]


@pytest.mark.parametrize(("text", "said", "theirs"), NOTES)
def test_a_note_is_used_if_its_shape_is_known_and_it_is_not_private(
    text: str, said: str, theirs: str
) -> None:
    found = details(notes=text)
    assert (found.said, found.theirs) == (said, theirs)


def test_phrases_follow_the_form_of_address() -> None:
    row = person(5, "Ines", advice="Lebenslauf kürzen", interests="Schach", company="Rathaus Ulm")
    du = read_details(row, WORDS, familiar=True)
    assert du.said == "deinen Rat, den Lebenslauf zu kürzen"
    assert du.theirs == "dein Interesse für Schach"
    assert du.work == "deine Arbeit beim Rathaus Ulm"
    told = read_details(row, WORDS, to_third=True, familiar=True)
    assert told.said == "Ines’ Rat, den Lebenslauf zu kürzen"


PLACES = [
    ("Alumni-Abend", "beim Alumni-Abend", "den Alumni-Abend"),
    ("PyCon 2026", "auf der PyCon 2026", "die PyCon 2026"),
    ("Tech Summit Osaka 2025", "beim Tech Summit Osaka 2025", "den Tech Summit Osaka 2025"),
    ("Leipziger Buchmesse", "auf der Leipziger Buchmesse", "die Leipziger Buchmesse"),
    ("Weihnachtsfeier der IHK", "auf der Weihnachtsfeier der IHK", "die Weihnachtsfeier der IHK"),
    (
        "Kaffee im Café Morgenrot",
        "beim Kaffee im Café Morgenrot",
        "den Kaffee im Café Morgenrot",
    ),
    ("Uni Leipzig", "an der Uni Leipzig", "die Uni Leipzig"),
    ("kennengelernt beim Mittagessen", "beim Mittagessen", "das Mittagessen"),
    ("Bibliothekartag 2026", "beim Bibliothekartag 2026", "den Bibliothekartag 2026"),
    ("Fränkischer Abend", "", ""),
    ("Lange Nacht der Museen", "", ""),
    ("Messe", "", ""),
    ("LinkedIn", "", ""),
]


@pytest.mark.parametrize(("text", "adverb", "noun"), PLACES)
def test_an_event_gets_its_preposition_by_its_gender(text: str, adverb: str, noun: str) -> None:
    where = GERMAN.where(text, WORDS)
    assert (where.text, where.event) == (adverb, noun)


def test_whoever_connected_us_is_named() -> None:
    assert GERMAN.where("über Ben Kohl", WORDS).through == "Ben Kohl"
    assert not GERMAN.where("über LinkedIn", WORDS).through


@pytest.mark.parametrize(
    ("company", "place"),
    [
        ("Granitwerk", "bei Granitwerk"),
        ("Verbraucherzentrale", "bei der Verbraucherzentrale"),
        ("Stadtwerke Leipzig", "bei den Stadtwerken Leipzig"),
        ("IHK Leipzig", "bei der IHK Leipzig"),
        ("Deutsche Post AG", "bei der Deutschen Post AG"),
        ("Spiegel", "beim Spiegel"),
        ("Die Zeit", "bei der Zeit"),
        ("Die Grünen", "bei den Grünen"),
        ("Die Linke", "bei Die Linke"),
        ("Klinik am Ulmenweg", "bei der Klinik am Ulmenweg"),
        ("Deutsche Bank", "bei der Deutschen Bank"),
        ("Städtisches Museum", "beim Städtischen Museum"),
        ("Leipziger Zeitung", "bei der Leipziger Zeitung"),
    ],
)
def test_a_place_of_work_gets_the_article_it_wants(company: str, place: str) -> None:
    assert details(company=company).at_company == place


@pytest.mark.parametrize(
    ("goal", "aim"),
    [
        ("Mehr über Produktrollen erfahren", "mehr über Produktrollen erfahren"),
        (
            "verstehen, wie kleine Teams entscheiden",
            "verstehen, wie kleine Teams entscheiden",
        ),
        ("Job bekommen", ""),
        ("lernen wie man gründet", ""),
    ],
)
def test_only_a_goal_to_learn_is_told(goal: str, aim: str) -> None:
    assert details(goal=goal).aim == aim


STEPS = [
    ("Portfolio schicken", Step("send", "mein Portfolio")),
    ("Artikel über Windkraft schicken", Step("send", "den Artikel über Windkraft")),
    ("nach den Preisen fragen", Step("ask", "nach den Preisen")),
    ("um Feedback zum Entwurf bitten", Step("ask_for", "um Feedback zum Entwurf")),
    ("wegen der Preise anrufen", Step("call", "wegen der Preise")),
    ("im Dezember anrufen", Step("call")),
    ("Kaffee im neuen Jahr", Step("meet")),
    ("zur neuen Stelle gratulieren", Step("congratulate", "zur neuen Stelle")),
    ("zum Tag der offenen Tür einladen", Step("invite", "zum Tag der offenen Tür")),
    ("für die Leseliste danken", Step("thank", "für die Leseliste")),
    ("über die Preise sprechen", Step("back", "die Preise")),
    ("nächste Woche melden", Step()),
    ("Rechnung mahnen", Step("business")),
    ("nach Stellen fragen", Step("other")),
    ("siehe Notizen", Step("other")),
]


@pytest.mark.parametrize(("text", "step"), STEPS)
def test_a_next_step_keeps_the_case_it_stands_in(text: str, step: Step) -> None:
    assert GERMAN.step(text, WORDS) == step


def test_something_to_share_gets_an_indefinite_article() -> None:
    gifts = ("Artikel über Windkraft", "neues Buch über Jazz", "ein Kurzfilm über Wandern")
    assert [GERMAN.gift(gift, WORDS) for gift in gifts] == [
        "einen Artikel über Windkraft",
        "ein neues Buch über Jazz",
        "einen Kurzfilm über Wandern",
    ]
    assert not GERMAN.gift("Adresse der Anwältin (privat!)", WORDS)


def test_what_two_people_share_is_said_to_either_and_both() -> None:
    both = "beide interessieren sich für Schach"
    assert GERMAN.common(both, WORDS) == "das gemeinsame Interesse für Schach"
    assert not GERMAN.common("beide geschieden", WORDS)


def test_news_and_outcomes_are_said_where_their_shape_is_known() -> None:
    assert GERMAN.news("Befördert", WORDS) == "zur Beförderung"
    assert GERMAN.news("jetzt bei Granitwerk", WORDS) == "zur neuen Stelle bei Granitwerk"
    assert not GERMAN.news("hat geheiratet", WORDS)
    assert GERMAN.outcome("Lebenslauf gekürzt", WORDS) == "ich habe den Lebenslauf gekürzt"
    assert not GERMAN.outcome("hat nichts gebracht", WORDS)


PETRA = Name("Petra Schmidt", "Petra", "Schmidt")
LEHN = Name("Bernd Graf zu Lehn", "Bernd", "Graf zu Lehn")
GREETINGS = [
    ([replace(PETRA, honorific="Frau")], "formal", "Sehr geehrte Frau Schmidt,"),
    ([replace(PETRA, honorific="Frau Dr.")], "formal", "Sehr geehrte Frau Dr. Schmidt,"),
    ([replace(PETRA, honorific="Prof. Dr.")], "formal", "Guten Tag Prof. Schmidt,"),
    ([replace(PETRA, honorific="Frau Prof. Dr.")], "", "Sehr geehrte Frau Professorin Schmidt,"),
    ([replace(PETRA, honorific="Mr")], "", "Sehr geehrter Herr Schmidt,"),
    ([PETRA], "", "Guten Tag Petra Schmidt,"),
    ([PETRA], "familiar", "Hallo Petra,"),
    ([replace(PETRA, honorific="Frau")], "familiar", "Liebe Petra,"),
    ([Name("Schmidt", "", "Schmidt")], "", "Guten Tag,"),
    ([Name("Schmidt", "", "Schmidt", "Herr")], "", "Sehr geehrter Herr Schmidt,"),
    ([Name("山田太郎")], "familiar", "Guten Tag 山田太郎,"),
    ([LEHN], "", "Guten Tag Bernd Graf zu Lehn,"),
    ([replace(LEHN, honorific="Herr Dr.")], "", "Guten Tag Dr. Bernd Graf zu Lehn,"),
    ([replace(LEHN, honorific="Herr")], "familiar", "Lieber Bernd,"),
    ([Name("Graf zu Lehn", "", "Graf zu Lehn")], "", "Guten Tag Graf zu Lehn,"),
    ([PETRA, Name("Ben Kohl", "Ben", "Kohl")], "familiar", "Hallo Petra und Ben,"),
    ([PETRA, Name("Ben Kohl", "Ben", "Kohl")], "", "Guten Tag Petra Schmidt und Ben Kohl,"),
    (
        [replace(PETRA, honorific="Frau"), Name("Kohl", "", "Kohl", "Herr Dr.")],
        "",
        "Sehr geehrte Frau Schmidt, sehr geehrter Herr Dr. Kohl,",
    ),
]


@pytest.mark.parametrize(("names", "form", "first_line"), GREETINGS)
def test_nobodys_gender_is_guessed(names: list[Name], form: str, first_line: str) -> None:
    assert greeting(names, WORDS, form=form) == first_line


def test_the_owner_of_something_and_how_long_ago() -> None:
    prose = Prose(WORDS, TODAY)
    names = ("Ana", "Ines", "Fritz", "Groß")
    assert [prose.possessive(name) for name in names] == ["Anas", "Ines’", "Fritz’", "Groß’"]
    assert prose.on_day(TODAY) == "am 23. November"
    assert prose.ago(TODAY.replace(year=2024)) == "vor über einem Jahr"
    assert prose.ago(TODAY.replace(year=2020)) == "vor über fünf Jahren"
