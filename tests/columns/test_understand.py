"""The layout of a tracker as the rest of the program gets it."""

from datetime import date

import pytest
from followup.columns import understand
from followup.errors import FollowupError, UsageError
from followup.model import Field, Owned, Settings

from tests.columns.books import Line, book, meanings, meant, read, sheet

HEADER: Line = ("Name", "Email", "Last contact", "Notes")
ANA: Line = ("Ana Díaz", "ana@example.com", date(2026, 11, 12), "Likes tea")
KOFI: Line = ("Kofi Owusu", "kofi@example.org", date(2026, 11, 16), "Runs a lab")
EXPECTED = {"name": "Name", "email": "Email", "last_contact": "Last contact", "notes": "Notes"}


def test_a_plain_tracker() -> None:
    layout, problems = read(HEADER, ANA, KOFI)
    assert (layout.sheet, layout.header_row, layout.data_rows) == ("Contacts", 1, (2, 3))
    assert meanings(layout) == EXPECTED
    assert all(match.sure for match in layout.matches.values())
    assert problems == ()
    assert layout.matches[Field.EMAIL].reason == (
        "header says 'Email'; 100% of the values look like e-mail addresses"
    )


def test_titles_legends_and_blank_left_columns_stand_around_it() -> None:
    layout, _ = read(
        (None, "My network"),
        (None, "Updated", "2026-11-01"),
        (),
        (None, *HEADER),
        (None, *ANA),
        (None, *KOFI),
    )
    assert (layout.header_row, layout.data_rows) == (4, (5, 6))
    assert meanings(layout) == EXPECTED
    assert layout.index(Field.NAME) == 1


def test_the_tracker_is_found_among_other_sheets() -> None:
    layout, _ = understand(
        book(
            sheet("Instructions", ("How to",), HEADER, ("Jo Example", "jo@example.com")),
            sheet("Lists", ("Status", "Priority"), ("New", "High"), ("Met", "Low")),
            sheet("People", HEADER, ANA, KOFI),
            sheet("Companies", ("Company", "Industry"), ("Blue Kite", "Energy")),
            sheet("Chart"),
        ),
        Settings(),
    )
    assert layout.sheet == "People"


def test_a_header_without_people_is_a_tracker() -> None:
    layout, _ = read(HEADER)
    assert layout.data_rows == ()
    assert meanings(layout) == EXPECTED


@pytest.mark.parametrize(
    "lines",
    [
        (),
        (("Item", "Quantity"), ("Bolts", 12), ("Nuts", 9)),
        (("just one cell",),),
        ((1, 2), (3, 4)),
    ],
)
def test_no_tracker_says_what_was_looked_at(lines: tuple[Line, ...]) -> None:
    with pytest.raises(FollowupError, match=r"looked for .* in 'Stock' .*; name the sheet"):
        understand(book(sheet("Stock", *lines)), Settings())


def test_an_empty_book() -> None:
    with pytest.raises(FollowupError, match="no sheet"):
        understand(book(), Settings())


def test_people_on_two_like_sheets_are_said() -> None:
    layout, problems = understand(
        book(sheet("2025", HEADER, ANA, KOFI), sheet("2026", HEADER, KOFI)), Settings()
    )
    assert layout.sheet == "2025"
    assert [problem.place for problem in problems] == ["2026!1"]
    assert '--sheet "2026"' in problems[0].message


def test_an_archive_is_not_the_tracker() -> None:
    layout, _ = understand(
        book(sheet("Archive", HEADER, *[ANA] * 9), sheet("Current", HEADER, ANA, KOFI)), Settings()
    )
    assert layout.sheet == "Current"


class TestWhatTheConfigSays:
    def test_a_sheet_wins(self) -> None:
        two = book(sheet("A", HEADER, ANA, KOFI), sheet("B", HEADER, KOFI))
        assert understand(two, Settings(sheet="b"))[0].sheet == "B"

    def test_an_unknown_sheet_names_the_nearest(self) -> None:
        with pytest.raises(UsageError, match="did you mean 'Contacts'"):
            read(HEADER, ANA, settings=Settings(sheet="Contcats"))

    def test_a_header_row_wins(self) -> None:
        layout, _ = read(HEADER, ANA, KOFI, settings=Settings(header_row=2))
        assert (layout.header_row, layout.data_rows) == (2, (3,))

    def test_a_header_row_without_anything_in_it(self) -> None:
        with pytest.raises(UsageError, match="row 9"):
            read(HEADER, ANA, settings=Settings(header_row=9))

    def test_a_column_wins(self) -> None:
        layout, _ = read(HEADER, ANA, KOFI, settings=Settings(columns={Field.ADVICE: "notes "}))
        match = layout.matches[Field.ADVICE]
        assert (match.column.title, match.score) == ("Notes", 1.0)
        assert Field.NOTES not in layout.matches

    def test_an_unknown_column_names_the_nearest(self) -> None:
        settings = Settings(columns={Field.NOTES: "Noets"})
        with pytest.raises(UsageError, match=r"\[columns\] notes = .* did you mean 'Notes'"):
            read(HEADER, ANA, settings=settings)

    def test_own_columns_named_in_it_are_found(self) -> None:
        settings = Settings(output={Owned.EMAIL: "My letter"})
        layout, _ = read((*HEADER, "My letter"), ANA, settings=settings)
        assert layout.owned == {Owned.EMAIL: 4}


def test_our_columns_are_found_anywhere_and_mean_nothing_else() -> None:
    layout, problems = read(
        ("Draft email", "Name", "Draft status", "Email"),
        ("Dear Ana,\nthank you", "Ana Díaz", "ready", "ana@example.com"),
    )
    assert layout.owned == {Owned.EMAIL: 0, Owned.STATUS: 2}
    assert meanings(layout) == {"name": "Name", "email": "Email"}
    assert layout.columns[0].title == "Draft email"
    assert problems == ()


class TestValuesDecide:
    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ((date(2026, 12, 1), date(2026, 12, 9), None), "next_followup"),
            (("Yes", "No", "Yes"), "needs_followup"),
            (("Send her the article", "Call about the job", "Ask for an intro"), "next_action"),
        ],
    )
    def test_a_bare_follow_up(self, values: tuple[object, ...], field: str) -> None:
        rows = [(f"Ana Díaz {i}", value) for i, value in enumerate(values)]
        assert meant(("Name", "Follow-up"), *rows)[field] == "Follow-up"  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            (("Ana Díaz", "Kofi Owusu", "Wei Zhang"), "name"),
            (("Ana", "Kofi", "Wei", "Priya"), "name"),
            (("ana@example.com", "kofi@example.org", "wei@example.net"), "email"),
            (("+49 30 5550100", "+49 30 5550101", "+49 30 5550102"), "phone"),
        ],
    )
    def test_a_bare_contact(self, values: tuple[str, ...], field: str) -> None:
        rows = [("Blue Kite", value, "met") for value in values]
        layout, _ = read(("Company", "Contact", "Status"), *rows)
        assert layout.matches[Field(field)].column.title == "Contact"
        assert layout.matches[Field(field)].sure

    def test_addresses_without_a_header(self) -> None:
        rows = [(f"Ana Díaz {i}", f"a{i}@example.com", "warm") for i in range(5)]
        assert meant(("Name", None, "Tags"), *rows) == {"name": "Name", "email": "", "tags": "Tags"}

    def test_an_email_column_of_dates_is_no_address(self) -> None:
        rows = [("Ana Díaz", date(2026, 1, i)) for i in range(1, 9)]
        assert "email" not in meant(("Name", "Email"), *rows)


class TestNeighboursDecide:
    def test_parts_of_names(self) -> None:
        assert meant(("Nome", "Cognome", "Email"))["first_name"] == "Nome"
        assert meant(("Name", "Vorname", "Firma"))["last_name"] == "Name"
        assert meant(("Nome", "Empresa", "Email"))["name"] == "Nome"

    def test_a_full_name_beside_a_first_name_stays_one(self) -> None:
        rows = [("Ana Díaz", "Ana"), ("Kofi Owusu", "Kofi"), ("Wei Zhang", "Wei")]
        assert meant(("Name", "First name"), *rows)["name"] == "Name"

    def test_a_date_in_a_log_and_in_a_list_of_meetings(self) -> None:
        log = meant(("Date", "Name", "Channel", "Subject", "Response"))
        talks = meant(("Date", "Name", "Event", "Topics discussed"))
        assert (log["outreach_on"], talks["met_on"]) == ("Date", "Date")

    def test_a_date_after_the_next_step(self) -> None:
        assert meant(("Name", "Next step", "When"))["next_followup"] == "When"

    def test_a_position_applied_for_is_no_title(self) -> None:
        header = ("Company", "Position", "Date applied", "Contact person", "Salary")
        assert "title" not in meant(header)

    def test_a_header_of_two_rows(self) -> None:
        layout, _ = read(
            ("Person", None, "Last contact", None),
            ("Name", "Company", "Date", "Channel"),
            ("Ana Díaz", "Blue Kite", date(2026, 11, 1), "Email"),
            ("Kofi Owusu", "Granite", date(2026, 11, 2), "Call"),
        )
        assert layout.header_row == 2
        assert meanings(layout)["last_contact"] == "Date"


def test_titles_above_blank_cells_of_a_header_of_two_rows() -> None:
    layout, _ = read(
        ("Name", "Company", "Last contact", None, "Notes"),
        (None, None, "Date", "Channel", None),
        ("Ana Díaz", "Blue Kite", date(2026, 11, 1), "Email", "kind"),
        ("Kofi Owusu", "Granite", date(2026, 11, 2), "Call", None),
    )
    assert layout.data_rows == (3, 4)
    assert layout.skipped[0].reason == "second header row"
    assert meanings(layout) == {
        "name": "Name",
        "company": "Company",
        "last_contact": "Last contact",
        "notes": "Notes",
        "channel": "Channel",
    }


@pytest.mark.parametrize(
    ("header", "value", "family_first"),
    [
        ("Name", "Ana Díaz", False),
        ("Last, First", "Díaz, Ana", True),
        ("Nom Prénom", "Fournier Chloé", True),
        ("氏名", "田中 美咲", True),
        ("名前", "田中 美咲", True),
        ("Name", "王伟", True),
    ],
)
def test_names_written_family_name_first(header: str, value: str, family_first: bool) -> None:
    layout, _ = read((header, "Email"), *[(value, f"a{i}@example.com") for i in range(4)])
    assert layout.family_first is family_first


def test_a_known_export_is_read_exactly() -> None:
    header = (
        "First Name",
        "Last Name",
        "URL",
        "Email Address",
        "Company",
        "Position",
        "Connected On",
    )
    layout, _ = read(
        ("Notes:",),
        ("When exporting your data, some addresses may be missing.",),
        (),
        header,
        (
            "Ana",
            "Díaz",
            "https://www.linkedin.com/in/ana",
            None,
            "Blue Kite",
            "Analyst",
            "05 Jan 2024",
        ),
        (None, None, "https://www.linkedin.com/in/x", None, None, None, "06 Jan 2024"),
    )
    assert layout.header_row == 4
    assert layout.data_rows == (5, 6)
    assert meanings(layout) == {
        "first_name": "First Name",
        "last_name": "Last Name",
        "email": "Email Address",
        "linkedin": "URL",
        "company": "Company",
        "title": "Position",
        "met_on": "Connected On",
    }
