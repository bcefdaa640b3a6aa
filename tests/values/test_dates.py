"""Days as people type them in ten languages."""

from datetime import date, datetime, time, timedelta

import pytest
from followup.model import CellValue
from followup.values.dates import decide_day_first, has_ambiguous, read_day
from hypothesis import given
from hypothesis import strategies as st

TODAY = date(2026, 11, 22)
THE_DAY = date(2025, 3, 14)


def day_of(cell: CellValue, *, day_first: bool | None = None, past: bool = True) -> date | None:
    reading = read_day(cell, day_first=day_first, today=TODAY, past=past)
    return None if reading is None else reading.day


def problem_of(cell: CellValue, *, day_first: bool | None = None) -> str:
    reading = read_day(cell, day_first=day_first, today=TODAY)
    assert reading is not None
    assert (reading.day is None) == bool(reading.problem)
    return reading.problem


@pytest.mark.parametrize(
    "cell",
    [
        date(2025, 3, 14),
        datetime(2025, 3, 14, 23, 30),
        45730,
        45730.979,
        "45730",
        "45730.5",
        20250314,
        "20250314",
        "2025-03-14",
        "2025-3-14",
        "2025/03/14",
        "2025.03.14",
        "2025. 3. 14.",
        "2025-03-14T23:30:00.000Z",
        "2025-03-14T00:16:45.813+09:00",
        "2025-03-14 10:00:00 UTC",
        "2025-03-14 09:14",
        "2025-03-14Z",
        "20250314T101500Z",
        "2025–03–14",
        "14\u201103\u20112025",
        "Fri Mar 14 2025 09:00:00 GMT+0100 (CET)",
        "3/14/2025",
        "3/14/25",
        "03/14/2025 2:30 PM",
        "3/14/2025, 2:30 p.m.",
        "14/03/2025",
        "14/3/25",
        "14.03.2025",
        "14.3.25",
        "14. 3. 2025",
        "14-03-2025",
        "14-3-25",
        "14 03 2025",
        "１４/０３/２０２５",
        "14\u00a0March\u00a02025",
        " 14 March 2025 ",
        "\u202a14/03/2025\u202c",
        "March 14, 2025",
        "March 14th, 2025",
        "Mar 14 2025",
        "MAR. 14, 2025",
        "14 Mar 2025",
        "14th of March 2025",
        "the 14th of March, 2025",
        "14-Mar-2025",
        "14-mar-25",
        "14 Mar '25",
        "14/Mar/2025",
        "14Mar2025",
        "Friday, March 14, 2025",
        "Fri 14 Mar 2025",
        "Fri, 14 Mar 2025 09:00:00 GMT",
        "March 14, 2025 at 5pm",
        "2025 March 14",
        "2025-Mar-14",
        "14. März 2025",
        "14. Mrz. 2025",
        "14.Maerz 2025",
        "Freitag, 14. März 2025",
        "Freitag, den 14. März 2025",
        "Fr., 14.03.2025",
        "14.03.2025 14:30 Uhr",
        "14. März 2025 um 14 Uhr",
        "14 mars 2025",
        "vendredi 14 mars 2025",
        "le 14 mars 2025",
        "ven. 14/03/2025",
        "14/03/2025 à 14h30",
        "14 de marzo de 2025",
        "14 de marzo del 2025",
        "14 marzo 2025",
        "viernes, 14 de marzo de 2025",
        "el 14 de marzo de 2025",
        "14-mar.-2025",
        "14 de março de 2025",
        "14 de Março, 2025",
        "sexta-feira, 14 de março de 2025",
        "14 mrt 2025",
        "14 maart 2025",
        "vrijdag 14 maart 2025",
        "vr 14-03-2025",
        "14 marzo 2025",
        "venerdì 14 marzo 2025",
        "ven 14 mar 2025",
        "14 marca 2025",
        "14 marca 2025 r.",
        "piątek, 14 marca 2025 roku",
        "14.03.2025 r.",
        "14 III 2025",
        "14.III.2025",
        "2025年3月14日",
        "2025年03月14日(金)",
        "2025年3月14日（金）",
        "2025年3月14日 星期五",
        "2025 年 3 月 14 日",
        "2025年3月14日 14時30分",
        "2025年3月14号",
        "二〇二五年三月十四日",
        "令和7年3月14日",
        "R7.3.14",
        "R7/3/14",
        "民國114年3月14日",
        "民國114/3/14",
        "2025년 3월 14일",
    ],
)
def test_a_whole_date_is_read_and_sure(cell: CellValue) -> None:
    reading = read_day(cell, day_first=None, today=TODAY)
    assert reading is not None
    assert (reading.day, reading.sure, reading.rest, reading.problem) == (THE_DAY, True, "", "")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1er avril 2025", date(2025, 4, 1)),
        ("1.º de abril de 2025", date(2025, 4, 1)),
        ("1º aprile 2025", date(2025, 4, 1)),
        ("1° aprile 2025", date(2025, 4, 1)),
        ("mar. 3 novembre 2026", date(2026, 11, 3)),
        ("mar 3 nov 2026", date(2026, 11, 3)),
        ("2 sept. 2025", date(2025, 9, 2)),
        ("Sept. 3rd, 2025", date(2025, 9, 3)),
        ("Mon, 3 Nov 2025", date(2025, 11, 3)),
        ("do 6 nov 2025", date(2025, 11, 6)),
        ("31. Dez. 2025", date(2025, 12, 31)),
        ("5 paź 2025", date(2025, 10, 5)),
        ("30 września 2025", date(2025, 9, 30)),
        ("7 août 2025", date(2025, 8, 7)),
        ("12-nov-26", date(2026, 11, 12)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("十一月三日", date(2026, 11, 3)),
        ("29 Feb 2024", date(2024, 2, 29)),
        ("1/1/1970", date(1970, 1, 1)),
        ("5/5/69", date(2069, 5, 5)),
        ("5/5/70", date(1970, 5, 5)),
        ("2200-12-31", date(2200, 12, 31)),
    ],
)
def test_particular_days(text: str, day: date) -> None:
    assert day_of(text) == day


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("3/14/2025 (phone)", "phone"),
        ("3/14/2025 - coffee", "coffee"),
        ("2025-03-14: Zoom", "Zoom"),
        ("phone, 14 March 2025", "phone"),
        ("Mail am 14.03.2025", "Mail"),
        ("llamada el 14 de marzo de 2025", "llamada"),
        ("met 14 March 2025 at Web Summit", "met at Web Summit"),
        ("2025年3月14日（電話）", "電話"),
        ("14 March 2025 (Zoom), 30 min", "Zoom, 30 min"),
    ],
)
def test_what_else_stands_in_the_cell_is_kept(text: str, rest: str) -> None:
    reading = read_day(text, day_first=None, today=TODAY)
    assert reading is not None
    assert (reading.day, reading.rest, reading.sure) == (THE_DAY, rest, True)


@pytest.mark.parametrize(
    ("text", "past", "coming"),
    [
        ("14 March", date(2026, 3, 14), date(2027, 3, 14)),
        ("3/14", date(2026, 3, 14), date(2027, 3, 14)),
        ("14.3.", date(2026, 3, 14), date(2027, 3, 14)),
        ("14 mars", date(2026, 3, 14), date(2027, 3, 14)),
        ("3月14日", date(2026, 3, 14), date(2027, 3, 14)),
        ("22 November", TODAY, TODAY),
        ("23 Nov", date(2025, 11, 23), date(2026, 11, 23)),
        ("10 Oct", date(2026, 10, 10), date(2026, 10, 10)),
        ("5 Jan", date(2026, 1, 5), date(2027, 1, 5)),
        ("29 Feb", date(2024, 2, 29), date(2028, 2, 29)),
        ("March", date(2026, 3, 1), date(2027, 3, 1)),
        ("March 2025", date(2025, 3, 1), date(2025, 3, 1)),
        ("März 2025", date(2025, 3, 1), date(2025, 3, 1)),
        ("Jan 2018 (email)", date(2018, 1, 1), date(2018, 1, 1)),
        ("3/2025", date(2025, 3, 1), date(2025, 3, 1)),
        ("2025-03", date(2025, 3, 1), date(2025, 3, 1)),
        ("2025年3月", date(2025, 3, 1), date(2025, 3, 1)),
        ("Mar '25", date(2025, 3, 1), date(2025, 3, 1)),
        ("around 14 March 2025", THE_DAY, THE_DAY),
        ("~ 14.03.2025", THE_DAY, THE_DAY),
        ("14/03/2025?", THE_DAY, THE_DAY),
        ("late March", date(2026, 3, 1), date(2027, 3, 1)),
        ("Web Summit 2025, 14 March", THE_DAY, THE_DAY),
        ("--0314", date(2026, 3, 14), date(2027, 3, 14)),
        ("--03-14", date(2026, 3, 14), date(2027, 3, 14)),
        ("14 March last year", THE_DAY, THE_DAY),
        ("去年3月14日", THE_DAY, THE_DAY),
        ("today", TODAY, TODAY),
        ("gestern", date(2026, 11, 21), date(2026, 11, 21)),
        ("hier", date(2026, 11, 21), date(2026, 11, 21)),
        ("昨日", date(2026, 11, 21), date(2026, 11, 21)),
        ("mañana", date(2026, 11, 23), date(2026, 11, 23)),
    ],
)
def test_what_had_to_be_filled_in_is_not_sure(text: str, past: date, coming: date) -> None:
    for wanted, backward in ((past, True), (coming, False)):
        reading = read_day(text, day_first=None, today=TODAY, past=backward)
        assert reading is not None
        assert (reading.day, reading.sure, reading.problem) == (wanted, False, "")


@pytest.mark.parametrize(
    ("text", "past", "coming"),
    [
        ("3/14/2025; 4/20/2025", date(2025, 4, 20), date(2025, 4, 20)),
        ("3/14/2025, 1/20/2027", THE_DAY, date(2027, 1, 20)),
        ("1/20/2027 & 2/20/2027", date(2027, 1, 20), date(2027, 1, 20)),
        ("12–14 Nov 2025", date(2025, 11, 14), date(2025, 11, 14)),
        ("Nov 12-14, 2025", date(2025, 11, 14), date(2025, 11, 14)),
        ("12.-14.11.2027", date(2027, 11, 12), date(2027, 11, 12)),
        ("12 and 14 November 2025", date(2025, 11, 14), date(2025, 11, 14)),
        ("14.03.2025\n20.04.2025", date(2025, 4, 20), date(2025, 4, 20)),
        ("2025-03-14; 30 Feb 2025", THE_DAY, THE_DAY),
        ("2025-11-12/14", date(2025, 11, 14), date(2025, 11, 14)),
        ("2025-11-12 - 2025-11-14", date(2025, 11, 14), date(2025, 11, 14)),
        ("Oct 2024 – Mar 2025", date(2025, 3, 1), date(2025, 3, 1)),
        ("12/30, 1/14/2025", date(2025, 1, 14), date(2025, 1, 14)),
        ("13/3 & 14/3/2025", THE_DAY, THE_DAY),
        ("3/14/2025, 3/20", date(2025, 3, 20), date(2025, 3, 20)),
        ("12 Nov 2025 to 14 Nov 2025", date(2025, 11, 14), date(2025, 11, 14)),
    ],
)
def test_of_several_days_the_column_decides_which_counts(
    text: str, past: date, coming: date
) -> None:
    assert day_of(text) == past
    assert day_of(text, past=False) == coming


@pytest.mark.parametrize(
    "cell",
    [
        *(None, "", "  ", "-", "—", "–", "...", "?", "n/a", "N/A", "TBD", "tba", "none", "unknown"),
        *("0/0/00", "00/00/0000", "00.00.0000", "0000-00-00", "1/0/1900", 0, 0.0),
        *("k.A.", "unbekannt", "keine", "aucun", "inconnu", "ninguno", "por definir", "nenhum"),
        *("onbekend", "nessuno", "da definire", "brak", "なし", "未定", "无", "待定", "not found"),
        date(1899, 12, 30),
        date(1900, 1, 1),
    ],
)
def test_nothing_is_no_day_and_no_problem(cell: CellValue) -> None:
    assert read_day(cell, day_first=None, today=TODAY) is None


@pytest.mark.parametrize(
    "cell",
    [
        *("#VALUE!", "#REF!", "#N/A", "#NAME?", True, False, time(9, 30), float("nan"), 1e300, -5),
        *(7, 1905, "1905", 2025, "2025", date(1905, 7, 17), datetime(1905, 7, 17), 19999, 80001),
        *("30 Feb 2025", "31.04.", "31.04.2025", "29/02/2025", "2025-13-04", "2025-02-30", "13/25"),
        *("14/14/2025", "2月30日", "32 March", "1 January 3025", "1/1/2201", "1850-05-05"),
        *("Week 3", "Q2", "Q2 2025", "after the holidays", "KW 12", "next Monday", "2 weeks ago"),
        *("spring", "LinkedIn", "24/7", "yes", "14:30", "9:30 am", "Mar-25", "555-1234", "1/2/3/4"),
        *("14", "last summer", "bientôt", "irgendwann", "近日中", "may be", "call mom"),
    ],
)
def test_what_is_no_day_is_said(cell: CellValue) -> None:
    problem = problem_of(cell)
    assert 10 < len(problem) < 140
    assert "\n" not in problem
    assert "1905-" not in problem or isinstance(cell, date)


def test_a_numeric_date_with_two_readings_is_said_and_not_guessed() -> None:
    assert problem_of("Nov-26").startswith('"Nov-26" can be 26 November or November 2026')
    assert problem_of("3/4/2025") == (
        '"3/4/2025" can be 3 April or 4 March: say which with date_order in the config'
    )
    assert day_of("3/4/2025", day_first=True) == date(2025, 4, 3)
    assert day_of("3/4/2025", day_first=False) == date(2025, 3, 4)
    assert day_of("3/3/2025") == date(2025, 3, 3)
    assert day_of("3.4.2025") == date(2025, 4, 3)
    assert day_of("sent 3/5", day_first=False) == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("cells", "locale", "decided"),
    [
        (["3/14/2025", "3/4/2025"], "en_GB", False),
        (["14/3/2025", "3/4/2025"], "en_US", True),
        (["sent 3/14", "3/4"], "", False),
        (["3.4.2025", "5.6.2025"], "en_US", True),
        (["3/4/2025", "5/6/2025"], "en_US", False),
        (["3/4/2025", "5/6/2025"], "en-GB", True),
        (["3/4/2025"], "de_DE.UTF-8", True),
        (["3/4/2025"], "ja", False),
        (["3/4/2025"], "en", None),
        (["3/4/2025"], "", None),
        ([], "", None),
        (["14/3/2025", "3/14/2025"], "en_US", None),
        (["14/3/2025"] * 30 + ["3/14/2025"], "en_US", True),
        (["14/3/2025"] * 9 + ["3/14/2025"], "en_US", None),
        ([date(2025, 3, 4), None, 45730, "2025-03-04", "4 March 2025"], "", None),
        (["1/2/2025", "1/9/2025", "2/5/2025", "3/1/2025", "4/12/2025"], "", False),
        (["9/1/2025", "1/2/2025", "1/3/2025", "5/3/2025", "8/6/2025"], "", True),
        (["1/2/2025", "2/5/2025", "12/1/2025", "3/9/2025", "4/2/2025"], "", None),
    ],
)
def test_the_order_is_decided_for_the_whole_column(
    cells: list[CellValue], locale: str, decided: bool | None
) -> None:
    assert decide_day_first(cells, locale=locale) is decided


@pytest.mark.parametrize(
    ("cells", "ambiguous"),
    [
        (["3/4/2025"], True),
        (["called 3/4"], True),
        (["3-4-2025", None], True),
        (["3/14/2025", "5/5/2025", "3.4.2025", "2025-03-04", "3 April", 45730, None], False),
    ],
)
def test_whether_the_order_matters(cells: list[CellValue], ambiguous: bool) -> None:
    assert has_ambiguous(cells) is ambiguous


DAYS = st.dates(date(1970, 1, 1), date(2069, 12, 31))
NAMES = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro "
    "dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre "
    "dicembre",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
    "listopada grudnia",
}
SHORT = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "de": "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    "es": "ene feb mar abr may jun jul ago sept oct nov dic",
    "pt": "jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.",
    "nl": "jan. feb. mrt. apr. mei jun. jul. aug. sep. okt. nov. dec.",
    "it": "gen feb mar apr mag giu lug ago set ott nov dic",
    "pl": "sty lut mar kwi maj cze lip sie wrz paź lis gru",
}
STYLES = (
    "{d} {name} {y}",
    "{d:02} {short} {y}",
    "{d}-{short}-{y}",
    "{d}. {name} {y}",
    "{d} de {name} de {y}",
    "{name} {d}, {y}",
    "{short} {d} {y}",
    "{y} {name} {d}",
    "{d} {short} '{yy:02}",
)
NUMERIC = (
    "{y}-{m:02}-{d:02}",
    "{y}/{m}/{d}",
    "{y}{m:02}{d:02}",
    "{y}年{m}月{d}日",
    "{d}.{m}.{y}",
    "{d:02}.{m:02}.{yy:02}",
    "{y}-{m:02}-{d:02}T00:00:00Z",
)


@given(
    DAYS, st.sampled_from(STYLES + NUMERIC), st.sampled_from(sorted(NAMES)), st.sampled_from("uln")
)
def test_every_day_in_every_style_and_language_reads_back(
    day: date, style: str, language: str, case: str
) -> None:
    name = NAMES[language].split()[day.month - 1]
    short = SHORT[language].split()[day.month - 1]
    text = style.format(
        d=day.day, m=day.month, y=day.year, yy=day.year % 100, name=name, short=short
    )
    text = {"u": text.upper(), "l": text.lower(), "n": text}[case]
    reading = read_day(text, day_first=None, today=TODAY)
    assert reading is not None
    assert (reading.day, reading.sure, reading.rest) == (day, True, "")


@given(DAYS, st.sampled_from("/-."), st.booleans(), st.booleans())
def test_numeric_days_read_back_in_the_order_of_their_column(
    day: date, sign: str, first: bool, short: bool
) -> None:
    numbers = (day.day, day.month) if first else (day.month, day.day)
    year = f"{day.year % 100:02}" if short else str(day.year)
    text = sign.join((*map(str, numbers), year))
    assert day_of(text, day_first=first) == day


@given(st.dates(date(1955, 1, 1), date(2100, 1, 1)))
def test_serials_as_numbers_and_as_text_are_the_same_day(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    assert day_of(serial) == day_of(str(serial)) == day_of(float(serial) + 0.75) == day


@given(st.lists(DAYS, min_size=1, max_size=12), st.booleans(), st.sampled_from("/-"))
def test_one_column_is_never_read_in_two_orders(days: list[date], first: bool, sign: str) -> None:
    style = f"%d{sign}%m{sign}%Y" if first else f"%m{sign}%d{sign}%Y"
    column = [day.strftime(style) for day in days]
    decided = decide_day_first(column)
    readings = [day_of(cell, day_first=decided) for cell in column]
    if decided is None:
        assert all(reading in {None, day} for reading, day in zip(readings, days, strict=True))
    elif any(day.day > 12 for day in days):
        assert readings == days


@given(st.dates(date(1999, 1, 1), date(2100, 1, 1)), st.dates())
def test_without_a_year_the_past_reading_is_past_and_within_a_year(today: date, day: date) -> None:
    if (day.month, day.day) == (2, 29):
        return
    text = f"{day.day} {NAMES['en'].split()[day.month - 1]}"
    past = read_day(text, day_first=None, today=today)
    coming = read_day(text, day_first=None, today=today, past=False)
    assert past is not None and past.day is not None
    assert coming is not None and coming.day is not None
    assert timedelta(0) <= today - past.day <= timedelta(366)
    assert timedelta(-184) <= coming.day - today <= timedelta(184)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("new book out 5 Dec", date(2024, 12, 5)),
        ("got 5 out of 7", None),
        ("set 3 goals", None),
        ("2 weeks ago 3 Nov", date(2024, 11, 3)),
        ("5 out", date(2024, 10, 5)),
        ("5 de set. de 2024", date(2024, 9, 5)),
        ("out/2024", date(2024, 10, 1)),
        ("12 ago 2024", date(2024, 8, 12)),
    ],
)
def test_short_months_of_one_language_that_are_words_of_another(
    text: str, found: date | None
) -> None:
    reading = read_day(text, day_first=True, today=date(2025, 3, 14))
    assert reading is not None
    assert reading.day == found
