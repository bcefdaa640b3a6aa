"""Twelve people as somebody who writes Spanish keeps them, rich, middling and bare rows."""

from dataclasses import replace
from datetime import date

from followup.model import Name, Person

from tests.drafts.cast import person

LUCIA = person(
    5,
    "Lucía Ferrer",
    "Lucía",
    "Ferrer",
    company="Talleres del Canal",
    how_met="Feria del Libro de Madrid",
    met_on=date(2026, 11, 19),
    last_contact=date(2026, 9, 2),
    outreach_on=date(2026, 11, 9),
    advice="Sacar primero el certificado SQL",
    advice_outcome="Aprobé el certificado",
    notes="Hablamos del mercado eólico; dos hijos; llamar después de las 15 h",
    interests="apicultura, idiomas",
    next_action="enviar el portfolio",
    introduced_by="Benito Carro",
)
KOFI = person(
    6,
    "Kofi Mensah",
    "Kofi",
    "Mensah",
    company="Puerto de las Artes",
    how_met="Café",
    met_on=date(2026, 11, 20),
    last_contact=date(2026, 8, 1),
    outreach_on=date(2026, 11, 10),
    notes="Trabaja en un festival de teatro de calle. Majo",
    next_action="llamarlo en diciembre",
)
OKAFOR = person(
    7,
    "Dra. Ngozi Okafor",
    "Ngozi",
    "Okafor",
    honorific="Dra.",
    company="Clínica Olmo",
    how_met="Cena de antiguos alumnos",
    met_on=date(2026, 11, 12),
    last_contact=date(2026, 5, 14),
    outreach_on=date(2026, 11, 2),
    advice="Consejos sobre las entrevistas informativas",
    next_action="pedirle una opinión sobre el proyecto",
)
TOMAS = person(
    8,
    "Tomás Vargas",
    "Tomás",
    "Vargas",
    how_met="Evento",
    met_on=date(2024, 6, 3),
    last_contact=date(2024, 6, 20),
    outreach_on=date(2026, 11, 9),
    interests="energía de las mareas",
    notes="Quiere un curso de SQL; 2 hijos; llamar después de las 15 h",
    next_action="hacer seguimiento",
)
YAMADA = person(
    9,
    "山田太郎",
    company="Cobalto",
    how_met="PyCon 2025",
    met_on=date(2025, 9, 9),
    last_contact=date(2025, 10, 1),
    advice="Me aconsejó ampliar la red en Sevilla",
    next_action="ver notas",
)
ROJAS = person(
    10,
    "Sra. Rojas",
    "",
    "Rojas",
    honorific="Sra.",
    company="Banco de los Alpes",
    how_met="a través de Benito Carro",
    met_on=date(2026, 11, 18),
    last_contact=date(2026, 11, 18),
    outreach_on=date(2026, 11, 6),
    notes="Le interesa la historia del ferrocarril; sueldo muy bajo",
    next_action="tomar un café en enero",
    introduced_by="Benito Carro",
)
PRIYA = person(
    11,
    "Priya Raman",
    "Priya",
    "Raman",
    company="Enebro",
    how_met="LinkedIn",
    outreach_on=date(2026, 11, 10),
    last_contact=date(2026, 11, 10),
    goal="Entender cómo trabajan los equipos de producto",
    next_action="preguntar por las prácticas",
)
SOREN = person(
    12,
    "Søren Eriksen",
    "Søren",
    "Eriksen",
    met_on=date(2026, 11, 20),
    last_contact=date(2026, 7, 1),
    outreach_on=date(2026, 11, 10),
    address_form="usted",
)
PAREJA = replace(
    person(
        13,
        "Ana Soler",
        "Ana",
        "Soler",
        company="Digitalia",
        how_met="Foro de empleo",
        met_on=date(2026, 11, 16),
        last_contact=date(2026, 6, 8),
        outreach_on=date(2026, 11, 3),
        notes="Hablamos de los tranvías en Valencia",
        next_action="felicitar por la nueva tienda",
    ),
    people=(
        Person(Name("Ana Soler", "Ana", "Soler"), "ana@example.com"),
        Person(Name("Inés Roca", "Inés", "Roca"), "ines@example.com"),
    ),
    emails=("ana@example.com", "ines@example.com"),
)
BENITO = person(
    14,
    "Benito Carro",
    "Benito",
    "Carro",
    company="Aliso e Hijos",
    how_met="Universidad de Salamanca",
    met_on=date(2019, 3, 1),
    last_contact=date(2023, 10, 2),
    outreach_on=date(2026, 11, 5),
    advice="Recomendó el libro Deep Work",
    next_action="darle las gracias por la lista de lecturas",
)
WEI = person(
    15,
    "Wei Zhang",
    "Wei",
    "Zhang",
    company="Cometa Azul",
    how_met="Taller de escritura",
    met_on=date(2026, 10, 28),
    last_contact=date(2026, 10, 30),
    outreach_on=date(2026, 11, 10),
    notes="Talked about graph databases",
    next_action="hablar de los horarios",
)
JIMENEZ = person(
    16,
    "Sr. Jiménez",
    "",
    "Jiménez",
    honorific="Sr.",
    company="autónomo",
    how_met="Jornada de puertas abiertas",
    met_on=date(2026, 11, 13),
    last_contact=date(2026, 4, 2),
    outreach_on=date(2026, 11, 4),
    advice="Hay que acortar el CV",
    advice_outcome="Acorté el CV",
    next_action="dar noticias del certificado",
)

CAST = {
    "lucia": LUCIA,
    "kofi": KOFI,
    "okafor": OKAFOR,
    "tomas": TOMAS,
    "yamada": YAMADA,
    "rojas": ROJAS,
    "priya": PRIYA,
    "soren": SOREN,
    "pareja": PAREJA,
    "benito": BENITO,
    "wei": WEI,
    "jimenez": JIMENEZ,
}
