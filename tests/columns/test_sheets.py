"""Which sheet and which row, in books as people keep them."""

from dataclasses import replace
from datetime import date

import pytest
from followup.columns import understand
from followup.model import Area, Book, Field, Settings, Sheet

from tests.columns.books import Line, book, meanings, read, sheet

HEADER: Line = ("Name", "Company", "Email", "Met on", "Last contact", "Next step", "Notes")


def people(count: int, start: int = 0) -> list[Line]:
    names = ("Ana Díaz", "Kofi Owusu", "Wei Zhang", "Priya Nair", "Ben O'Brien")
    return [
        (
            names[i % 5],
            "Blue Kite",
            f"p{i}@example.com",
            date(2026, 1, 1 + i % 28),
            date(2026, 2, 1 + i % 28),
            "Send the article",
            "Runs a lab of twelve people in the old harbour",
        )
        for i in range(start, start + count)
    ]


def found(*sheets: Sheet) -> tuple[str, int, int]:
    layout, _ = understand(book(*sheets), Settings())
    return layout.sheet, layout.header_row, len(layout.data_rows)


def test_instructions_with_a_longer_sample_than_the_tracker() -> None:
    how = sheet("Read me", ("How to use this",), (), ("Sample:",), HEADER, *people(6))
    assert found(how, sheet("My people", HEADER, *people(2))) == ("My people", 1, 2)


def test_companies_with_a_contact_and_more_rows() -> None:
    firms = sheet(
        "Target companies",
        ("Company", "Industry", "Website", "Contact name", "Status"),
        *[("Blue Kite", "Energy", "www.example.com", "Ana Díaz", "Open")] * 60,
    )
    assert found(firms, sheet("Contacts", HEADER, *people(8))) == ("Contacts", 1, 8)


def test_drop_down_lists_named_like_headers() -> None:
    lists = sheet(
        "Lists",
        ("Status", "Channel", "Priority", "Relationship", "How met", "Industry"),
        *[("Met", "Email", "High", "Alum", "Fair", "Energy")] * 9,
    )
    assert found(lists, sheet("Sheet2", HEADER, *people(3))) == ("Sheet2", 1, 3)


def test_a_row_of_english_values_is_not_the_header_of_a_foreign_tracker() -> None:
    header = ("data_envio", "nome", "empresa", "cargo", "mensagem", "origem")
    rows: list[Line] = [
        (date(2026, 1, i), "Ana Díaz", "Education", "Speaker", "Met her", "Fair") for i in (1, 2)
    ]
    odd: Line = ("LinkedIn", "Speaker", "Education", "Email", "Contact", "Met")
    assert found(sheet("Contatos", header, *rows, odd, *rows)) == ("Contatos", 1, 5)


def test_counters_above_and_a_legend_beside() -> None:
    rows: list[Line] = [
        (*line, None, legend) for line, legend in zip(people(3), "abc", strict=True)
    ]
    tracker = sheet(
        "Tracker",
        ("NETWORKING TRACKER", None, None, "Total contacts", 3, "Due this week", 1),
        ("Status", "Met", "Waiting", "Closed"),
        (),
        (*HEADER, None, "Legend"),
        *rows,
        (None, None, None, None, None, None, None, None, "d"),
    )
    assert found(tracker) == ("Tracker", 4, 3)


def test_a_hidden_sheet_gives_way() -> None:
    old = replace(sheet("Copy", HEADER, *people(9)), visible=False)
    assert found(old, sheet("Contacts", HEADER, *people(4))) == ("Contacts", 1, 4)


def test_answers_of_a_form() -> None:
    layout, _ = read(
        ("Timestamp", "What is your full name?", "Email Address", "Where did we meet?"),
        (date(2026, 1, 2), "Ana Díaz", "ana@example.com", "Spring fair"),
        (date(2026, 1, 3), "Kofi Owusu", "kofi@example.org", "Mixer"),
    )
    assert meanings(layout) == {
        "name": "What is your full name?",
        "email": "Email Address",
        "how_met": "Where did we meet?",
    }


def test_a_row_of_hints_below_the_header_is_no_person() -> None:
    layout, _ = read(
        HEADER,
        ("(First Last)", "(employer)", "(work)", "(mm/dd/yyyy)", "(mm/dd/yyyy)", None, None),
        *people(3),
    )
    assert layout.data_rows == (3, 4, 5)


def test_headers_with_line_breaks_and_signs() -> None:
    layout, _ = read(("NAME*", "Last\ncontact:", " e-mail ", "☎"), *[("Ana Díaz",)] * 2)
    assert meanings(layout) == {
        "name": "NAME*",
        "last_contact": "Last\ncontact:",
        "email": " e-mail ",
        "phone": "☎",
    }


def test_an_excel_table_says_where_the_header_is() -> None:
    lines: list[Line] = [("Name", "Email", "Company"), ("totals", "see", "below"), (), HEADER]
    plain = sheet("Contacts", *lines, *people(3))
    area = Area("table", 4, 7, 0, 6, "People")
    assert found(replace(plain, areas=(area,))) == ("Contacts", 4, 3)


def test_an_excel_table_of_settings_is_not_the_tracker() -> None:
    lists = sheet("Options", ("Status", "Channel"), ("Met", "Email"), ("New", "Call"))
    lists = replace(lists, areas=(Area("table", 1, 3, 0, 1, "Options"),))
    assert found(lists, sheet("Contacts", HEADER, *people(3))) == ("Contacts", 1, 3)


@pytest.mark.parametrize("count", [0, 1, 2, 400])
def test_any_number_of_people(count: int) -> None:
    assert found(sheet("Contacts", HEADER, *people(count))) == ("Contacts", 1, count)


def test_everything_as_text_from_a_csv_file() -> None:
    lines = [tuple("" if v is None else str(v) for v in line) for line in people(5)]
    layout, problems = understand(
        Book("people.csv", (sheet("people", HEADER, *lines),), "r"), Settings()
    )
    assert meanings(layout)[Field.LAST_CONTACT] == "Last contact"
    assert len(layout.data_rows) == 5
    assert problems == ()


@pytest.mark.parametrize(
    "text", ["Recruiters", "Harvard Alumni", "Warm Leads", "--- 2025 ---", "Q1 2026", "Finance"]
)
def test_section_rows_in_the_column_of_names(text: str) -> None:
    layout, _ = read(HEADER, *people(2), (text,), *people(2))
    assert layout.data_rows == (2, 3, 5, 6)


@pytest.mark.parametrize(
    "text", ["Jean-Luc Picot", "María José Ruiz", "J. Lee", "田中美咲", "Joost van der Meer"]
)
def test_a_person_of_whom_only_the_name_is_known(text: str) -> None:
    layout, _ = read(HEADER, *people(2), (text,))
    assert layout.data_rows == (2, 3, 4)


def test_a_first_name_alone_is_a_person_where_others_are_called_so() -> None:
    short = [("Ana", "a@example.com", "x"), ("Kofi", "k@example.com", "y"), ("Dana", None, None)]
    assert read(("Name", "Email", "Notes"), *short)[0].data_rows == (2, 3, 4)
    long = [("Ana Díaz", "a@example.com", "x"), ("Wei Zhang", None, "y"), ("Google", None, None)]
    assert read(("Name", "Email", "Notes"), *long)[0].data_rows == (2, 3)


def test_a_company_alone_is_a_contact_where_nobody_is_named() -> None:
    firms = [("Blue Kite", "Open", None), ("Granite", "Met", "kind"), ("Foxglove", None, None)]
    assert read(("Company", "Status", "Notes"), *firms)[0].data_rows == (2, 3, 4)


def test_a_row_of_values_that_read_like_headers_is_no_header() -> None:
    rows: list[Line] = [
        ("Ana Díaz", "speaker", "LinkedIn", date(2026, 9, day), "alumni") for day in range(1, 9)
    ]
    layout, _ = understand(
        book(sheet("Log", ("To", "Topic", "Kind", "Message Date", "Remark"), *rows)), Settings()
    )
    assert layout.header_row == 1


@pytest.mark.parametrize("title", ["Follow-up settings", "follow-up  TEMPLATES "])
@pytest.mark.parametrize("settings", [Settings(), Settings(header_row=1)])
def test_our_own_sheets_are_no_trackers_whatever_stands_in_them(
    title: str, settings: Settings
) -> None:
    ours = sheet(title, HEADER, *people(20))
    layout, _ = understand(book(ours, sheet("Leute", HEADER[:3], *people(1))), settings)
    assert layout.sheet == "Leute"
