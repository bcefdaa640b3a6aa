"""Four weeks in one workbook. The person only types in the sheet; Monday's job does the rest."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.books import tracker
from tests.conftest import Run

HEADERS = (
    "Who",
    "E-mail",
    "Where we met",
    "Met on",
    "Last contact",
    "Thanked?",
    "Introduced by",
    "Tier",
    "Notes",
)
MONDAYS = ("2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23")

NAMES = ["Ana Díaz", "Jon Weber", "Kofi Mensah", "Mei Lin", "Priya Nair", "Tomás Rey"]

Cells = dict[str, Any]


class Desk:
    """Nora's workbook as she sees it: she finds people by name and columns by header."""

    def __init__(self, path: Path, run: Run) -> None:
        self.path = path
        self.run = run
        self.config = path.with_name("followup.toml")
        self.config.write_text(
            f'[me]\nname = "Nora Lind"\n[[trackers]]\npath = "{path.name}"\n', encoding="utf-8"
        )

    def monday(self, week: int) -> str:
        """The weekly job of that Monday; what it prints."""
        return self.run(
            "draft", self.path, "--config", self.config, "--today", MONDAYS[week]
        ).output

    def edit(self, change: Callable[[Worksheet], None]) -> None:
        """Open the workbook in a spreadsheet program, change something, save."""
        book = load_workbook(self.path)
        sheet = book["People"]
        assert isinstance(sheet, Worksheet)
        change(sheet)
        book.save(self.path)
        book.close()

    def type(self, who: str, header: str, value: Any) -> None:
        """One value into the row of one person."""

        def change(sheet: Worksheet) -> None:
            titles = [cell.value for cell in sheet[1]]
            row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == who)
            cell = row[titles.index(header)]
            cell.value = value
            cell.hyperlink = None

        self.edit(change)

    def people(self) -> dict[str, Cells]:
        """Everybody's cells by header, in the order of the rows."""
        book = load_workbook(self.path)
        titles, *rows = [[_day(c.value) for c in row] for row in book["People"].iter_rows()]
        book.close()
        return {str(row[0]): dict(zip(titles, row, strict=True)) for row in rows if row[0]}

    def sort_by(self, header: str) -> None:
        """Sort the rows, every cell of a row going with it, as a spreadsheet program does."""

        def change(sheet: Worksheet) -> None:
            titles = [cell.value for cell in sheet[1]]
            at = titles.index(header)
            rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
            rows.sort(key=lambda row: str(row[at] or ""))
            for number, row in enumerate(rows, 2):
                for column, value in enumerate(row, 1):
                    sheet.cell(number, column).hyperlink = None
                    sheet.cell(number, column).value = value

        self.edit(change)

    def add_person(self, *cells: Any) -> None:
        """A new row at the bottom."""
        self.edit(lambda sheet: sheet.append(list(cells)))

    def insert_column(self, before: str, title: str) -> None:
        """A column of her own, somewhere in the middle."""

        def change(sheet: Worksheet) -> None:
            at = [cell.value for cell in sheet[1]].index(before) + 1
            sheet.insert_cols(at)
            sheet.cell(1, at).value = title

        self.edit(change)


def _day(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value


@pytest.fixture
def desk(tmp_path: Path, run: Run) -> Desk:
    ana = ("Ana Díaz", "ana@example.com", "Data meetup", date(2026, 2, 27), None, "no")
    kofi = ("Kofi Mensah", "kofi@example.org", "Alumni dinner", date(2025, 6, 4), date(2025, 9, 1))
    mei = ("Mei Lin", "mei@example.net", "Library talk", date(2025, 9, 1), date(2026, 2, 10))
    jon = ("Jon Weber", "jon@example.org", "Fair", date(2025, 5, 5), date(2025, 5, 9))
    path = tracker(
        tmp_path / "network.xlsx",
        ana,
        (*kofi, "yes", None, "A", "Talked about solar kilns"),
        (*mei, "yes", None, "B", "Likes maps"),
        (*jon, "yes", None, "A", "please do not contact again"),
        headers=HEADERS,
    )
    return Desk(path, run)


def lies(people: dict[str, Cells]) -> dict[str, str]:
    """Whose row holds a letter, and the status that stands beside it."""
    return {who: cells["Draft status"] for who, cells in people.items() if cells["Draft email"]}


def test_four_weeks_of_living_in_the_sheet(desk: Desk) -> None:
    # The first Monday: thanks to Ana, whom Nora met on Friday; a word to Kofi, silent since autumn.
    desk.monday(0)
    people = desk.people()
    assert lies(people).keys() == {"Ana Díaz", "Kofi Mensah"}
    assert people["Ana Díaz"]["Draft history"].startswith("2026-03-02 thank_you drafted #")
    assert people["Ana Díaz"]["Draft due"] == date(2026, 3, 2)

    # She sends Ana's letter on Tuesday and says so; she rewrites Kofi's and leaves it lying.
    desk.type("Ana Díaz", "Draft status", "sent 3 Mar")
    desk.type("Kofi Mensah", "Draft email", "Hi Kofi,\n\nhow are the kilns?\n\nNora")
    # On Friday she meets Priya, whom Ana knew, and Tomás, and adds both; she sorts by name.
    fair = ("Fair", date(2026, 3, 6), None, "no")
    desk.add_person("Tomás Rey", "tomas@example.org", *fair)
    desk.add_person("Priya Nair", "priya@example.com", *fair, "Ana Díaz", "A")
    desk.sort_by("Who")

    # The second Monday: Ana's letter is taken in, the two of Friday are owed thanks, and Kofi's
    # row, wherever it went, keeps Nora's own words.
    desk.monday(1)
    people = desk.people()
    assert list(people) == NAMES
    assert people["Ana Díaz"]["Last contact"] == date(2026, 3, 3)
    assert people["Ana Díaz"]["Thanked?"] == "yes"
    assert people["Kofi Mensah"]["Draft email"] == "Hi Kofi,\n\nhow are the kilns?\n\nNora"
    assert lies(people).keys() == {"Kofi Mensah", "Priya Nair", "Tomás Rey"}
    assert people["Priya Nair"]["Draft history"].startswith("2026-03-09 thank_you drafted #")

    # She puts a column of her own in the middle; Priya is thanked, Tomás put off, Kofi written to.
    desk.insert_column("Tier", "City")
    desk.type("Ana Díaz", "City", "Madrid")
    desk.type("Priya Nair", "Draft status", "done")
    desk.type("Tomás Rey", "Draft status", "later until 20 Mar")
    desk.type("Kofi Mensah", "Draft status", "sent 10 Mar")

    # The third Monday: Kofi's own words are in the history, Tomás is left in peace, and Ana, who
    # knew Priya, is to hear how it went.
    desk.monday(2)
    people = desk.people()
    assert people["Ana Díaz"]["City"] == "Madrid"
    assert people["Kofi Mensah"]["Last contact"] == date(2026, 3, 10)
    assert "how are the kilns?" in people["Kofi Mensah"]["Draft history"]
    assert people["Priya Nair"]["Thanked?"] == "yes"
    assert "later until 2026-03-20" in people["Tomás Rey"]["Draft history"]
    assert lies(people).keys() == {"Ana Díaz"}
    assert people["Ana Díaz"]["Draft history"].startswith("2026-03-16 report_back drafted #")
    assert "Priya" in people["Ana Díaz"]["Draft email"]

    # She calls Ana instead of writing, and only moves the date.
    desk.type("Ana Díaz", "Last contact", date(2026, 3, 18))

    # The fourth Monday: the call counts as the letter, and Tomás is owed his thanks as before.
    desk.monday(3)
    people = desk.people()
    assert list(people) == NAMES
    assert people["Ana Díaz"]["Draft history"].startswith("2026-03-18 report_back sent")
    assert lies(people).keys() == {"Tomás Rey"}
    assert people["Tomás Rey"]["Draft due"] == date(2026, 3, 9)
    assert people["Jon Weber"]["Draft history"] is None
    assert people["Mei Lin"]["Draft history"] is None

    # Nothing has changed since: the same job once more touches no byte.
    before = desk.path.read_bytes()
    desk.monday(3)
    assert desk.path.read_bytes() == before
