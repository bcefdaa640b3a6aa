"""Families of words, not lists of headers: compounds, little words, scales, what values tell."""

from datetime import date

import pytest
from followup.columns import understand
from followup.model import Book, ColumnMap, Field, Row, Settings, Sheet

from tests.columns.books import Line, read

DAYS = (date(2026, 11, 2), date(2026, 11, 9), date(2026, 11, 12))


def meant(*headers: str) -> dict[str, Field]:
    """What each header of a sheet without rows is surely taken for."""
    bare = Book("b", (Sheet("Sheet1", (Row(1, headers),)),), "r")
    found, _ = understand(bare, Settings())
    return {m.column.title: m.field for m in found.matches.values() if m.sure}


def with_values(header: str, *values: object, beside: Line = ("Name", "Email")) -> ColumnMap:
    """The layout of a sheet with that column, its values one a row."""
    people = ("Ana Díaz", "Ben Cole", "Mei Lin", "Omar Haddad", "Nora Lind", "Kofi Owusu")
    rows = [(name, f"p{i}@example.com", values[i % len(values)]) for i, name in enumerate(people)]
    return read((*beside, header), *rows)[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (("Friend", "Former colleague", "Recruiter"), Field.RELATIONSHIP),
        (("Software", "Healthcare", "Finance"), Field.INDUSTRY),
        (("A", "B", "C"), Field.PRIORITY),
    ],
)
def test_the_values_tell_what_categories_there_are(values: tuple[str, ...], field: Field) -> None:
    assert with_values("Category", *values).matches[field].column.title == "Category"


def test_a_category_of_unknown_words_is_asked_about() -> None:
    layout = with_values("Category", "Zebra", "Heron", "Otter")
    assert not any(m.sure for m in layout.matches.values() if m.column.title == "Category")


@pytest.mark.parametrize(
    ("beside", "header", "field"),
    [
        (("Name", "Firma", "Notizen"), "Bearbeitungsstatus", Field.STATUS),
        (("Name", "Firma", "Notizen"), "Erinnerungsdatum", Field.NEXT_FOLLOWUP),
        (("Name", "Firma", "Notizen"), "Kennenlerngespräch am", Field.MET_ON),
        (("Nom", "Entreprise", "Notes"), "Relancé le", Field.LAST_CONTACT),
        (("Nombre", "Empresa", "Notas"), "Respondió el", Field.REPLY_ON),
        (("Nombre", "Empresa", "Notas"), "Área", Field.INDUSTRY),
        (("Nome", "Empresa", "Notas"), "Próxima ação em", Field.NEXT_FOLLOWUP),
        (("Nome", "Azienda", "Note"), "Risposto il", Field.REPLY_ON),
        (("氏名", "会社名", "メモ"), "架電回数", Field.NUDGES),
        (("姓名", "公司", "备注"), "意向等级", Field.PRIORITY),
        (("Name", "Email", "Notes"), "Interest (1-5)", Field.PRIORITY),
    ],
)
def test_a_word_is_known_by_its_parts_and_its_language(
    beside: tuple[str, ...], header: str, field: Field
) -> None:
    bare = Book("b", (Sheet("Sheet1", (Row(1, (*beside, header)),)),), "r")
    found, _ = understand(bare, Settings())
    assert found.matches[field].column.title == header


@pytest.mark.parametrize(
    ("beside", "header"),
    [
        (("Name", "Firma", "Ort", "Notizen"), "Verwendung"),
        (("Nom", "Entreprise", "Notes"), "Relance le"),
        (("Nome", "Cognome", "Azienda", "Note"), "Tipo contratto"),
        (("Naam", "Bedrijf", "Telefoon", "Notities"), "Polissen via deze partij"),
        (("Name", "Email", "Notes"), "Plan"),
        (("Name", "Email", "Notes"), "Pitch Date"),
    ],
)
def test_a_doubtful_word_is_never_silently_guessed(beside: tuple[str, ...], header: str) -> None:
    assert header not in meant(*beside, header)


def test_a_group_title_alone_says_nothing_of_its_columns() -> None:
    layout, _ = read(
        ("Person", None, None, "Details"),
        ("First name", "Last name", "Address", "Notes"),
        ("Ana", "Díaz", "Bern", "Tea"),
        ("Ben", "Cole", "Lyon", "Bees"),
    )
    assert Field.NAME not in layout.matches


def test_a_contacts_own_names_are_told_apart_behind_a_common_word() -> None:
    found = meant("Entreprise", "Contact RH — Prénom", "Contact RH — Nom", "Statut", "Notes")
    assert found["Contact RH — Nom"] is Field.LAST_NAME
    assert found["Contact RH — Prénom"] is Field.FIRST_NAME


class TestNeighbours:
    def test_numbered_follow_ups_are_asked_about(self) -> None:
        rows: list[Line] = [("Ana Díaz", "a@example.com", day, None) for day in DAYS]
        layout, _ = read(("Name", "Email", "Follow-up 1", "Follow-up 2"), *rows)
        assert not layout.matches[Field.LAST_CONTACT].sure
        assert Field.NEXT_FOLLOWUP not in layout.matches

    def test_beside_the_next_one_a_bare_follow_up_date_is_the_last(self) -> None:
        rows: list[Line] = [("Ana Díaz", day, date(2027, 1, 4)) for day in DAYS]
        layout, _ = read(("Name", "Follow-up date", "Next follow-up date"), *rows)
        assert layout.index(Field.NEXT_FOLLOWUP) == 2
        assert layout.index(Field.LAST_CONTACT) == 1
        assert not layout.matches[Field.LAST_CONTACT].sure

    def test_in_a_list_of_applications_the_date_is_when_one_applied(self) -> None:
        rows: list[Line] = [(day, "Acme", "Analyst", "LinkedIn", "Applied") for day in DAYS]
        layout, _ = read(("Date", "Company", "Role", "Platform", "Status"), *rows)
        assert layout.index(Field.OUTREACH_ON) == 0
        assert layout.matches[Field.OUTREACH_ON].sure

    def test_there_a_platform_is_where_the_vacancy_was_found(self) -> None:
        header = ("Date applied", "Company", "Job link", "Platform", "Contact name", "Status")
        assert meant(*header)["Platform"] is Field.HOW_MET
        assert meant("Name", "Email", "Platform")["Platform"] is Field.CHANNEL
