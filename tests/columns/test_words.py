"""The data files agree with each other and with the code."""

import tomllib

import pytest
from followup.columns.meanings import patterns
from followup.columns.signatures import _signatures
from followup.columns.words import FOLDER, languages, read_lines, spoken
from followup.model import Field

AROUND = ("sheet_", "row_")
ONLY_QUALIFY = {"skip", "date_legend", "contact_kind"}
CORE = ("name", "given", "family", "email", "phone", "company", "job", "date", "last", "next",
        "contact", "reply", "follow_up", "thank", "status", "notes", "how_met", "birthday",
        "do_not", "introduced", "row_total")  # fmt: skip


@pytest.mark.parametrize("code", languages())
def test_a_language_file_is_plain_toml_that_the_short_reader_reads(code: str) -> None:
    whole = tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    flat = {"language": whole["language"], "compounds": str(whole["compounds"]).lower()}
    assert read_lines(code) == flat | whole["words"]
    assert whole["language"] == code


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
