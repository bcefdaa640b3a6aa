"""Twelve people with rich, middling and bare rows, from many places, for the golden drafts."""

from dataclasses import replace
from datetime import date
from typing import Any

from followup.model import Contact, Due, Name, Person

TODAY = date(2026, 11, 23)
"""A Monday."""


def person(
    row: int, full: str, first: str = "", last: str = "", *, honorific: str = "", **more: object
) -> Contact:
    """A contact whose fields not named here go to its text, by field name."""
    email = f"person{row}@example.com"
    typed = {name: more.pop(name) for name in list(more) if name in Contact.__slots__}
    base = Contact(
        sheet="Contacts",
        row=row,
        rows=(row,),
        people=(Person(Name(full, first, last, honorific), email),),
        emails=(email,),
        text={name: str(value) for name, value in more.items()},
        cells={name.replace("_", " ").capitalize(): str(value) for name, value in more.items()},
    )
    return replace(base, **typed)  # type: ignore[arg-type]


ANA = person(
    5,
    "Ana Díaz",
    "Ana",
    "Díaz",
    company="Granite Labs",
    title="Data engineer",
    how_met="PyCon 2026",
    met_on=date(2026, 11, 19),
    last_contact=date(2026, 9, 2),
    outreach_on=date(2026, 11, 9),
    advice="Take the SQL certificate first",
    advice_outcome="Passed the SQL certificate; she was right",
    notes="Talked about graph databases; kids 3+5; call after 3pm",
    interests="Chess, urban gardening",
    next_action="send portfolio",
    introduced_by="Ben Cole",
)
KOFI = person(
    6,
    "Kofi Mensah",
    "Kofi",
    "Mensah",
    company="Harbour Arts",
    how_met="Coffee at Blue Bottle",
    met_on=date(2026, 11, 20),
    last_contact=date(2026, 8, 1),
    outreach_on=date(2026, 11, 10),
    notes="Working on a festival for street theatre. Good guy",
    next_action="call him in December",
)
OKAFOR = person(
    7,
    "Ngozi Okafor",
    "Ngozi",
    "Okafor",
    honorific="Dr.",
    company="Elm Street Clinic",
    how_met="Alumni dinner",
    met_on=date(2026, 11, 12),
    last_contact=date(2026, 5, 14),
    outreach_on=date(2026, 11, 2),
    advice="Informational interviews before applying",
    advice_outcome="met with five people from the clinic group",
    next_action="ask about intro to the research board",
    received="a reference",
)
TOMAS = person(
    8,
    "Tomás Vargas",
    "Tomás",
    "Vargas",
    how_met="Event",
    met_on=date(2024, 6, 3),
    last_contact=date(2024, 6, 20),
    outreach_on=date(2026, 11, 9),
    interests="Tidal energy",
    notes="Asked for SQL course; kids 3+5; call after 3pm",
    next_action="follow up",
)
YAMADA = person(
    9,
    "山田太郎",
    company="Cobalt Works",
    how_met="Tech Summit Osaka 2025",
    met_on=date(2025, 9, 9),
    last_contact=date(2025, 10, 1),
    next_action="see notes",
)
FATIMA = person(
    10,
    "Fatima Haddad",
    "Fatima",
    "Haddad",
    company="Delta Trust",
    how_met="via Ben Cole",
    met_on=date(2026, 11, 18),
    last_contact=date(2026, 11, 18),
    outreach_on=date(2026, 11, 6),
    notes="told me about her move to Lisbon; salary too low",
    next_action="coffee in the new year",
    received="feedback on my portfolio",
    introduced_by="Ben Cole",
)
PRIYA = person(
    11,
    "Priya Raman",
    "Priya",
    "Raman",
    company="Juniper",
    how_met="LinkedIn",
    outreach_on=date(2026, 11, 10),
    last_contact=date(2026, 11, 10),
    goal="learn about product roles",
    next_action="ask about how the team hires juniors",
)
SOREN = person(
    12,
    "Søren Eriksen",
    "Søren",
    "Eriksen",
    met_on=date(2026, 11, 20),
    last_contact=date(2026, 7, 1),
    outreach_on=date(2026, 11, 10),
)
PAIR = replace(
    person(
        13,
        "Lena Adler",
        "Lena",
        "Adler",
        company="Foxglove",
        how_met="Trade fair in Leipzig",
        met_on=date(2026, 11, 17),
        last_contact=date(2026, 6, 17),
        outreach_on=date(2026, 11, 9),
        advice="Don't send the proposal before the budget is set",
    ),
    people=(Person(Name("Lena Adler", "Lena", "Adler")), Person(Name("Ivo Novak", "Ivo", "Novak"))),
)
BEN = person(
    14,
    "Ben Cole",
    "Ben",
    "Cole",
    company="Alder & Co",
    how_met="University of Leeds",
    met_on=date(2019, 3, 1),
    last_contact=date(2023, 2, 1),
    notes="Recommended the book Deep Work",
    advice_outcome="useless, don't tell him",
    interests="running, jazz",
    next_action="thank him for the introduction to Ana",
)
XIMENA = person(
    15,
    "J. Ximena",
    "J.",
    "Ximena",
    company="N/A",
    how_met="Online",
    met_on=date(2026, 11, 16),
    last_contact=date(2025, 11, 1),
    outreach_on=date(2026, 11, 5),
    notes="{{ 7*7 }} <b>hi</b>",
    advice="=cmd()",
    interests="?",
)
WEI = person(
    16,
    "Wei Xu",
    "Wei",
    "Xu",
    company="Blue Kite",
    how_met="Data Engineering Summit",
    met_on=date(2026, 10, 28),
    last_contact=date(2026, 3, 3),
    outreach_on=date(2026, 11, 12),
    advice="Consistency beats talent. Networking before applying",
    advice_outcome="Started a log of what I build each week",
    interests="Hiking and climate policy",
    next_action="share the article on wind power",
)

KEYS = (
    "ana",
    "kofi",
    "okafor",
    "tomas",
    "yamada",
    "fatima",
    "priya",
    "soren",
    "pair",
    "ben",
    "ximena",
    "wei",
)
CAST = (ANA, KOFI, OKAFOR, TOMAS, YAMADA, FATIMA, PRIYA, SOREN, PAIR, BEN, XIMENA, WEI)


def due(contact: Contact, occasion: str, **told: Any) -> Due:
    """A letter owed today on that occasion."""
    return replace(Due(contact.row, occasion, TODAY, "test:1", 50, "because of a test"), **told)


def owed(contact: Contact, occasion: str) -> Due:
    """The same with what the rule would have found in the cast's rows."""
    if occasion == "first_hello" and contact in (PRIYA, WEI, TOMAS):
        return due(contact, occasion, trigger="revisit:2026-07-01")
    if occasion == "report_back" and contact in (FATIMA, OKAFOR):
        return due(contact, occasion, trigger="unreached:ana-diaz:2026-10-01")
    if occasion == "congratulate" and contact in (SOREN, TOMAS):
        return due(contact, occasion, what="Data lead, Granite Labs", question=True)
    if occasion == "share_resource":
        return due(contact, occasion, **SHARED.get(contact.row, {}))
    return due(contact, occasion, what=WHAT.get(occasion, {}).get(contact.row, ""))


SHARED = {
    ANA.row: {"what": "article on knight endings", "link": "https://example.com/knights"},
    WEI.row: {
        "what": "a short film about hiking in winter",
        "link": "https://example.com/winter",
        "topic": "hiking",
    },
    KOFI.row: {"what": "", "link": "https://example.com/street"},
    FATIMA.row: {"what": "visa lawyer's address (private!)", "link": ""},
    OKAFOR.row: {"what": "guide to waiting list dashboards", "link": ""},
    BEN.row: {"what": "podcast on jazz", "link": "https://example.com/jazz", "topic": "jazz"},
}
"""Things to share, noted in the row or matched from the config."""


INTRODUCED = {
    KOFI.row: "both keep bees",
    ANA.row: "both data engineers",
    OKAFOR.row: "shared interest in museum education",
    WEI.row: "both new in Leeds",
    FATIMA.row: "both divorced",
}
"""Why people should meet."""

WHAT = {
    "congratulate": {
        ANA.row: "Promoted to head of data; salary up",
        KOFI.row: "won the regional theatre prize",
        OKAFOR.row: "She's now director of research",
        FATIMA.row: "new job at Bluebell Bank",
        BEN.row: "got divorced",
        WEI.row: "published a paper on wind power",
        YAMADA.row: "finished her PhD",
        PAIR.row: "opened a second shop in Leipzig",
    },
    "introduction_ask": INTRODUCED,
    "introduction": INTRODUCED,
}
"""What the sheet says a letter is about."""
