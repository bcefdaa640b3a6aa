"""Places as people note them, and the country each lies in."""

import pytest
from followup.values.places import TABLE, country_name, country_of, gazetteer
from followup.values.text import fold
from holidays import list_supported_countries
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("cell", "country"),
    [
        ("Lyon, France", "FR"),
        ("Frankreich", "FR"),
        ("Île-de-France", "FR"),
        ("75001 Paris", "FR"),
        ("Greater Munich Metropolitan Area", "DE"),
        ("Köln", "DE"),
        ("Bergamo (Italia)", "IT"),
        ("Kraków - Polska", "PL"),
        ("Madrid Spain", "ES"),
        ("東京都渋谷区", "JP"),
        ("上海, 中国", "CN"),
        ("\U0001f1f8\U0001f1ea Remote", "SE"),
        ("Trinidad and Tobago", "TT"),
        ("Oslo and Bergen", "NO"),
        ("Lyon / Remote", "FR"),
        ("UK", "GB"),
        ("U.S.", "US"),
        ("DEU", "DE"),
        ("Boston, MA", "US"),
        ("Cambridge, MA 02139", "US"),
        ("Santa Fe, New Mexico", "US"),
        ("New England", "US"),
        ("New South Wales", "AU"),
    ],
)
def test_a_place_lies_in_its_country(cell: str, country: str) -> None:
    assert country_of(cell) == country


@pytest.mark.parametrize(
    ("cell", "country"),
    [
        ("Paris, TX", "US"),
        ("Lebanon, NH", "US"),
        ("Toronto, CA", "CA"),
        ("San Jose, CA", "US"),
        ("Berlin, DE", "DE"),
        ("Milan, IT", "IT"),
        ("Bogotá, CO", "CO"),
        ("Chicago, IL", "US"),
        ("Haifa, IL", "IL"),
        ("London, ON", "CA"),
        ("London", "GB"),
        ("Tbilisi, Georgia", "GE"),
        ("Atlanta, Georgia", "US"),
    ],
)
def test_a_code_or_name_of_two_places_is_told_by_the_city(cell: str, country: str) -> None:
    assert country_of(cell) == country


@pytest.mark.parametrize(
    "cell",
    ["", "Remote", "n/a", "Georgia", "CA", "Paris / London", "Latin America", "EMEA", "IT desk"],
)
def test_what_is_not_sure_is_no_country(cell: str) -> None:
    assert country_of(cell) == ""


def test_the_table_names_no_place_twice_and_is_folded() -> None:
    seen: dict[str, str] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        code, _, names = line.split(" ", 2)
        for name in filter(
            None, (each.strip() for part in names.split("|") for each in part.split(","))
        ):
            assert name == fold(name)
            assert seen.setdefault(name, code) == code, name


def test_every_country_with_known_holidays_is_known_by_name() -> None:
    unnamed = {c for c in list_supported_countries(include_aliases=False) if len(c) == 2}
    unnamed -= set(gazetteer().countries.values())
    assert unnamed <= {"HM", "UM", "GS", "TF", "IO", "BV", "SJ", "AQ"}
    assert country_name("FR") == "France"


@given(st.text(max_size=60))
def test_any_text_has_a_known_country_or_none(cell: str) -> None:
    assert country_of(cell) in {"", *gazetteer().codes.values()}
