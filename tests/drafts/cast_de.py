"""Twelve people as a German tracker keeps them: rich, middling and bare rows, Sie and du."""

from dataclasses import replace
from datetime import date

from followup.model import Contact, Due, Name, Person

from tests.drafts.cast import due, person

HERTA = person(
    5,
    "Herta Brandt",
    "Herta",
    "Brandt",
    honorific="Frau",
    company="Granitwerk",
    title="Dateningenieurin",
    how_met="Buchmesse Leipzig 2026",
    met_on=date(2026, 11, 19),
    last_contact=date(2026, 9, 2),
    outreach_on=date(2026, 11, 9),
    advice="Erst das SQL-Zertifikat machen",
    advice_outcome="SQL-Zertifikat bestanden",
    notes="Gespräch über Graphdatenbanken; Kinder 3+5; anrufen nach 15 Uhr",
    interests="Schach, Stadtgärten",
    next_action="Portfolio schicken",
    introduced_by="Ben Kohl",
)
KOFI = person(
    6,
    "Kofi Mensah",
    "Kofi",
    "Mensah",
    company="Hafenbühne",
    how_met="Kaffee im Café Morgenrot",
    met_on=date(2026, 11, 20),
    last_contact=date(2026, 8, 1),
    outreach_on=date(2026, 11, 10),
    notes="Arbeitet an einem Festival für Straßentheater. Guter Typ",
    next_action="im Dezember anrufen",
    address_form="du",
)
OKAFOR = person(
    7,
    "Ngozi Okafor",
    "Ngozi",
    "Okafor",
    honorific="Dr.",
    company="Klinik am Ulmenweg",
    how_met="Alumni-Abend",
    met_on=date(2026, 11, 12),
    last_contact=date(2026, 5, 14),
    outreach_on=date(2026, 11, 2),
    advice="Früh mit Leuten aus dem Fach sprechen",
    next_action="nach dem Forschungsbeirat fragen",
)
TOMAS = person(
    8,
    "Tomás Vargas",
    "Tomás",
    "Vargas",
    how_met="Veranstaltung",
    met_on=date(2024, 6, 3),
    last_contact=date(2024, 6, 20),
    outreach_on=date(2026, 11, 9),
    interests="Gezeitenkraft",
    notes="Wollte SQL-Kurs; Kinder 3+5; erst ab 15 Uhr erreichbar",
    next_action="nachfassen",
    address_form="per du",
)
YAMADA = person(
    9,
    "山田太郎",
    company="Kobaltwerke",
    how_met="Tech Summit Osaka 2025",
    met_on=date(2025, 9, 9),
    last_contact=date(2025, 10, 1),
    next_action="siehe Notizen",
)
FATIMA = person(
    10,
    "Fatima Haddad",
    "Fatima",
    "Haddad",
    honorific="Frau",
    company="Delta Stiftung",
    how_met="über Ben Kohl",
    met_on=date(2026, 11, 18),
    last_contact=date(2026, 11, 18),
    outreach_on=date(2026, 11, 6),
    notes="Über Umzug nach Lissabon gesprochen; Gehalt zu niedrig",
    next_action="Kaffee im neuen Jahr",
    introduced_by="Ben Kohl",
    address_form="du",
)
PRIYA = person(
    11,
    "Priya Raman",
    "Priya",
    "Raman",
    company="Wacholder",
    how_met="LinkedIn",
    outreach_on=date(2026, 11, 10),
    last_contact=date(2026, 11, 10),
    goal="Mehr über Produktrollen erfahren",
    next_action="nach den Aufgaben im Team fragen",
)
SOREN = person(
    12,
    "Sören Eriksen",
    "Sören",
    "Eriksen",
    met_on=date(2026, 11, 20),
    last_contact=date(2026, 7, 1),
    outreach_on=date(2026, 11, 10),
    address_form="du",
)
PAIR = replace(
    person(
        13,
        "Lena Adler",
        "Lena",
        "Adler",
        company="Fingerhut",
        how_met="Handwerksmesse in München",
        met_on=date(2026, 11, 17),
        last_contact=date(2026, 6, 17),
        outreach_on=date(2026, 11, 9),
        advice="Nicht zu früh aufgeben",
    ),
    people=(
        Person(Name("Lena Adler", "Lena", "Adler", "Frau")),
        Person(Name("Ivo Novak", "Ivo", "Novak", "Herr")),
    ),
)
BEN = person(
    14,
    "Ben Kohl",
    "Ben",
    "Kohl",
    company="Erle und Partner",
    how_met="Uni Leipzig",
    met_on=date(2019, 3, 1),
    last_contact=date(2023, 2, 1),
    notes="Empfahl das Buch Deep Work",
    interests="Laufen, Jazz",
    next_action="für die Vorstellung bei Frau Brandt danken",
    address_form="du",
)
XIMENA = person(
    15,
    "J. Ximena",
    "J.",
    "Ximena",
    company="k.A.",
    how_met="Online",
    met_on=date(2026, 11, 16),
    last_contact=date(2025, 11, 1),
    outreach_on=date(2026, 11, 5),
    notes="{{ 7*7 }} <b>hallo</b>",
    advice="=cmd()",
    interests="?",
)
WEI = person(
    16,
    "Wei Xu",
    "Wei",
    "Xu",
    honorific="Herr Prof. Dr.",
    company="Blauer Drachen",
    how_met="Data Engineering Summit",
    met_on=date(2026, 10, 28),
    last_contact=date(2026, 3, 3),
    outreach_on=date(2026, 11, 12),
    advice="Tipps zu Bewerbungen",
    interests="Wandern und Klimapolitik",
    next_action="Artikel über Windkraft schicken",
)

CAST = (HERTA, KOFI, OKAFOR, TOMAS, YAMADA, FATIMA, PRIYA, SOREN, PAIR, BEN, XIMENA, WEI)
KEYS = (
    "herta",
    "kofi",
    "okafor",
    "tomas",
    "yamada",
    "fatima",
    "priya",
    "soeren",
    "paar",
    "ben",
    "ximena",
    "wei",
)


SHARED = {
    HERTA.row: {"what": "Artikel über Turmendspiele", "link": "https://example.com/turm"},
    KOFI.row: {"what": "", "link": "https://example.com/strasse"},
    FATIMA.row: {"what": "Adresse der Anwältin (privat!)", "link": ""},
    OKAFOR.row: {"what": "Leitfaden für Wartelisten", "link": ""},
    BEN.row: {
        "what": "Podcast über Jazz",
        "link": "https://example.com/jazz",
        "topic": "Jazz",
    },
    WEI.row: {
        "what": "ein Kurzfilm über Wandern im Winter",
        "link": "https://example.com/winter",
        "topic": "Wandern",
    },
}
"""Things to share, noted in the row or matched from the config."""

INTRODUCED = {
    KOFI.row: "Gemeinsames Interesse an Bienenhaltung",
    HERTA.row: "beide interessieren sich für Schach",
    OKAFOR.row: "beide arbeiten an Wartelisten",
    FATIMA.row: "beide geschieden",
    WEI.row: "beide neu in Leipzig",
}
"""Why people should meet."""

WHAT = {
    "congratulate": {
        HERTA.row: "Befördert; Gehalt erhöht",
        KOFI.row: "neue Stelle als Festivalleiter",
        OKAFOR.row: "Promotion abgeschlossen",
        FATIMA.row: "jetzt bei Blauglocke",
        BEN.row: "geschieden",
        WEI.row: "Buch erschienen",
        PAIR.row: "Firma gegründet",
    },
    "introduction_ask": INTRODUCED,
    "introduction": INTRODUCED,
}
"""What the sheet says a letter is about."""


def owed(contact: Contact, occasion: str) -> Due:
    """A letter owed today, with what the rule would have found in the cast's rows."""
    if occasion == "first_hello" and contact.row in {PRIYA.row, WEI.row, TOMAS.row}:
        return due(contact, occasion, trigger="revisit:2026-07-01")
    if occasion == "congratulate" and contact.row in {SOREN.row, TOMAS.row}:
        return due(contact, occasion, what="Leiter Daten, Granitwerk", question=True)
    if occasion == "share_resource":
        return due(contact, occasion, **SHARED.get(contact.row, {}))
    return due(contact, occasion, what=WHAT.get(occasion, {}).get(contact.row, ""))
