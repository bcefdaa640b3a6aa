"""The data files agree with each other and with the code."""

import tomllib
from datetime import date

import pytest
from followup.columns.meanings import patterns
from followup.columns.signatures import _signatures
from followup.columns.tables import FOLDER, read_table, split_scores
from followup.columns.words import languages, read_lines, spoken
from followup.model import Field

from tests.columns.books import read

AROUND = ("sheet_", "row_", "asks_", "ends_")
ONLY_QUALIFY = {"skip", "date_legend", "contact_kind"}
CORE = ("name", "given", "family", "email", "phone", "company", "job", "date", "last", "next",
        "contact", "reply", "follow_up", "thank", "status", "notes", "how_met", "birthday",
        "do_not", "introduced", "row_total")  # fmt: skip


FLAT = ("meanings.toml", "evidence.toml", "kinds.toml", *(f"words/{c}.toml" for c in languages()))


@pytest.mark.parametrize("name", FLAT)
def test_a_data_file_is_plain_toml_that_the_short_reader_reads(name: str) -> None:
    whole = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
    flat: dict[str, str] = {}
    for key, value in whole.items():
        flat |= value if isinstance(value, dict) else {key: str(value).lower()}
    assert read_table(name) == {key: text.removeprefix("\n") for key, text in flat.items()}


def test_the_weights_of_values_name_real_fields_and_kinds() -> None:
    kinds = {"date", "email", "linkedin", "url", "phone", "flag", "number", "serial", "level",
             "medium", "tie", "trade", "stage", "person", "label", "prose"}  # fmt: skip
    table = read_table("evidence.toml")
    assert table.keys() == {field.value for field in Field}
    assert {kind for line in table.values() for kind in split_scores(line)} <= kinds


@pytest.mark.parametrize("code", languages())
def test_every_word_can_mean_something(code: str) -> None:
    used = {
        concept for found in patterns().values() for wanted, _, _ in found for concept in wanted
    }
    concepts = read_lines(code).keys() - {"language", "compounds"} - ONLY_QUALIFY
    assert {each for each in concepts if not each.startswith(AROUND)} - used == set()


@pytest.mark.parametrize("code", languages())
def test_a_language_has_the_words_a_tracker_needs(code: str) -> None:
    assert set(CORE) - read_lines(code).keys() == set()


def test_the_table_of_meanings_names_real_fields() -> None:
    fields = {field for found in patterns().values() for _, field, _ in found}
    assert fields - {"nothing"} == {field.value for field in Field}


def test_the_known_exports_name_real_fields() -> None:
    for signature in _signatures():
        assert set(signature.meanings.values()) - {""} <= {field.value for field in Field}


@pytest.mark.parametrize(
    ("titles", "codes"),
    [
        (("Name", "Email", "Company", "Last contact", "Next step", "Notes", "Data"), ("en",)),
        (("Nome", "Cognome", "Azienda", "Note"), ("en", "it")),
        (("氏名", "会社名", "次回連絡日"), ("en", "ja")),
    ],
)
def test_the_language_of_a_header_row(titles: tuple[str, ...], codes: tuple[str, ...]) -> None:
    assert spoken(titles) == codes


def test_a_bare_first_beside_a_bare_last_is_a_name_and_not_a_day() -> None:
    layout, _ = read(
        ("First", "Last", "Email", "Met", "Last contact"),
        ("Ana", "Díaz", "ana@example.com", date(2026, 11, 12), date(2026, 11, 13)),
        ("Kofi", "Owusu", "kofi@example.org", date(2026, 11, 16), date(2026, 11, 17)),
    )
    assert layout.index(Field.FIRST_NAME) == 0
    assert layout.index(Field.LAST_NAME) == 1
    assert layout.index(Field.LAST_CONTACT) == 4
