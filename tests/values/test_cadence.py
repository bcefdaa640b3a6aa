"""Rhythms and tiers as people write them."""

from datetime import date

import pytest
from followup.model import CellValue
from followup.values.cadence import read_cadence, read_tier
from followup.values.words import languages, split
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        *((90, 90), (90.0, 90), ("90", 90), ("90 days", 90), ("every 90 days", 90), ("1", 1)),
        *(("quarterly", 91), ("Quarterly", 91), ("monthly", 30), ("weekly", 7), ("yearly", 365)),
        *(("2x/yr", 183), ("2x / year", 183), ("2 x a year", 183), ("twice a year", 183)),
        *(("2/yr", 183), ("2 per year", 183), ("two times a year", 183), ("4x/year", 91)),
        *(("3 times a year", 122), ("3x yearly", 122), ("once a quarter", 91), ("2x a month", 15)),
        *(("every 6 wks", 42), ("every six weeks", 42), ("6 weeks", 42), ("6w", 42), ("6 wk", 42)),
        *(("every 3 months", 91), ("3 months", 91), ("3m", 91), ("3 mo.", 91), ("1 month", 30)),
        *(("every 2-3 months", 76), ("6-8 weeks", 49), ("every other week", 14), ("bi-weekly", 14)),
        *(
            ("every other month", 61),
            ("bimonthly", 61),
            ("semi-annually", 183),
            ("half-yearly", 183),
        ),
        *(("once every 6 months", 183), ("every 10 business days", 14), ("every year", 365)),
        *(("1x per quarter", 91), ("annually", 365), ("1.5 years", 548), ("monthly or so", 30)),
        *(
            ("vierteljährlich", 91),
            ("alle 6 Wochen", 42),
            ("2x im Jahr", 183),
            ("2x jährlich", 183),
        ),
        *(
            ("zweimal im Jahr", 183),
            ("alle 3 Monate", 91),
            ("1x pro Quartal", 91),
            ("halbjährlich", 183),
        ),
        *(("3 mal pro Jahr", 122), ("alle zwei Wochen", 14), ("jeden Monat", 30), ("90 Tage", 90)),
        *(("trimestriel", 91), ("tous les 3 mois", 91), ("2 fois par an", 183), ("2x/an", 183)),
        *(("toutes les 6 semaines", 42), ("une fois par mois", 30), ("chaque mois", 30)),
        *(
            ("trimestral", 91),
            ("cada 6 semanas", 42),
            ("2 veces al año", 183),
            ("cada 3 meses", 91),
        ),
        *(("dos veces por año", 183), ("una vez al mes", 30), ("mensual", 30), ("90 días", 90)),
        *(
            ("a cada 3 meses", 91),
            ("2 vezes por ano", 183),
            ("2x ao ano", 183),
            ("mensalmente", 30),
        ),
        *(("elke 6 weken", 42), ("2x per jaar", 183), ("per kwartaal", 91), ("om de week", 14)),
        *(("twee keer per jaar", 183), ("maandelijks", 30), ("90 dagen", 90)),
        *(("ogni 3 mesi", 91), ("2 volte all'anno", 183), ("2 volte l'anno", 183), ("mensile", 30)),
        *(("ogni sei settimane", 42), ("una volta al mese", 30)),
        *(("co 6 tygodni", 42), ("2 razy w roku", 183), ("co kwartał", 91), ("co 3 miesiące", 91)),
        *(("dwa razy w roku", 183), ("raz na pół roku", 183), ("co miesiąc", 30)),
        *(("毎月", 30), ("3ヶ月ごと", 91), ("3か月に1回", 91), ("年2回", 183), ("四半期ごと", 91)),
        *(("半年に1回", 183), ("6週間ごと", 42), ("月1回", 30), ("90日", 90), ("隔週", 14)),
        *(("每月", 30), ("每3个月", 91), ("每三個月一次", 91), ("一年两次", 183), ("每年2次", 183)),
        *(("每季度", 91), ("每6周", 42), ("半年一次", 183), ("90天", 90), ("每两周", 14)),
    ],
)
def test_rhythms_in_days(cell: CellValue, days: int) -> None:
    assert read_cadence(cell) == (days, "")


@pytest.mark.parametrize(
    "cell",
    [
        *(None, "", "-", "n/a", "never", "as needed", "ad hoc", "none", 0, "0", True),
        *("nach Bedarf", "au besoin", "nunca", "se necessário", "indien nodig", "al bisogno"),
        *("w razie potrzeby", "不定期", "按需"),
    ],
)
def test_no_rhythm(cell: CellValue) -> None:
    assert read_cadence(cell) == (None, "")


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "blue",
            "when spring comes",
            "Q2",
            -5,
            1e9,
            float("nan"),
            "99999 years",
            "2027",
            2027,
            "A",
            "every",
        ),
        *("0 times a year", "2-3", "every 2 weeks for 3 months", date(2026, 3, 14), "3/14/2026"),
    ],
)
def test_what_is_no_rhythm_is_said(cell: CellValue) -> None:
    days, problem = read_cadence(cell)
    assert days is None
    assert "rhythm" in problem


@pytest.mark.parametrize("language", languages())
def test_every_rhythm_word_of_every_language(language: str) -> None:
    for key, listed in languages()[language]["cadence"].items():
        for word in split(listed):
            if key.isdigit():
                assert (word, read_cadence(word)) == (word, (int(key), ""))
            elif key == "never":
                assert (word, read_cadence(word.upper())) == (word, (None, ""))


@given(st.integers(1, 1500))
def test_bare_days_read_back(days: int) -> None:
    assert read_cadence(days) == read_cadence(str(days)) == read_cadence(float(days)) == (days, "")


@given(st.integers(1, 3660))
def test_days_read_back(days: int) -> None:
    for text in (
        f"{days} days",
        f"every {days} d",
        f"alle {days} Tage",
        f"{days}日",
    ):
        assert read_cadence(text) == (days, "")


@pytest.mark.parametrize(
    ("cells", "tier"),
    [
        (
            (
                *(
                    "A",
                    "a",
                    "A+",
                    1,
                    1.0,
                    "1",
                    "★★★",
                    "⭐⭐⭐",
                    "★★★★★",
                    "★★★★☆",
                    "5/5",
                    "4/5",
                    "9/10",
                ),
                *(
                    "High",
                    "HIGH",
                    "high priority",
                    "Priority: high",
                    "hot",
                    "close",
                    "Tier 1",
                    "tier A",
                ),
                *("P1", "Level 1", "A - inner circle", "1 (high)", "1 - High", "VIP", "very close"),
                *("hoch", "eng", "Priorität 1", "haute", "proche", "alta", "muy alta", "próximo"),
                *("hoog", "stretto", "vicino", "wysoki", "bliski", "高", "重要", "优先"),
            ),
            1,
        ),
        (
            (
                *("B", "b", 2, "2", "★★", "★★☆", "★★★☆☆", "3/5", "Medium", "med", "warm", "Tier 2"),
                *("P2", "mittel", "moyenne", "media", "média", "gemiddeld", "średni", "中", "普通"),
            ),
            2,
        ),
        (
            (
                *(
                    "C",
                    "c",
                    3,
                    "3",
                    "★",
                    "★☆☆",
                    "★★☆☆☆",
                    "1/5",
                    "2/10",
                    "Low",
                    "cold",
                    "weak",
                    "Tier 3",
                ),
                *("P3", "niedrig", "basse", "baja", "baixa", "laag", "bassa", "niski", "低"),
            ),
            3,
        ),
    ],
)
def test_tiers(cells: tuple[CellValue, ...], tier: int) -> None:
    for cell in cells:
        assert (cell, read_tier(cell)) == (cell, (tier, ""))


@pytest.mark.parametrize("cell", [None, "", "-", "n/a", "TBD", True])
def test_no_tier(cell: CellValue) -> None:
    assert read_tier(cell) == (None, "")


@pytest.mark.parametrize(
    "cell",
    [4, 8, 0, "4", "8", "87", 2.5, "blue", "A/B", "high/low", "7/5", date(2026, 3, 14), "A1 B2"],
)
def test_what_names_no_tier_is_said(cell: CellValue) -> None:
    tier, problem = read_tier(cell)
    assert tier is None
    assert "tier" in problem
