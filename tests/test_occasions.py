"""Occasions that run over weeks, the whole way: written, typed into the sheet, taken in."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from followup.drafts import find_templates
from followup.flow.look import look_at
from followup.flow.run import Narrow, Outcome, draft_all
from followup.model import CellValue, Settings
from followup.trackers.memory import MemoryTracker

from tests.people import TODAY, day

LIBRARY = find_templates()


class Sheet:
    """A tracker that a person types into between the runs, by name and header."""

    def __init__(self, *rows: Mapping[str, CellValue]) -> None:
        headers = tuple(dict.fromkeys(header for row in rows for header in row))
        cells = (tuple(row.get(header) for header in headers) for row in rows)
        self.tracker = MemoryTracker.from_rows(headers, *cells)

    def cells(self) -> list[dict[str, Any]]:
        (sheet,) = self.tracker.read().sheets
        headers = [str(value) for value in sheet.rows[0].cells]
        return [
            dict.fromkeys(headers) | dict(zip(headers, row.cells, strict=False))
            for row in sheet.rows[1:]
        ]

    def person(self, name: str) -> dict[str, Any]:
        return next(row for row in self.cells() if row["Name"] == name)

    def type(self, name: str, **told: CellValue) -> None:
        """Type into cells of that person's row; "_" in a keyword stands for a space."""
        rows = self.cells()
        row = next(row for row in rows if row["Name"] == name)
        row.update({header.replace("_", " "): value for header, value in told.items()})
        self.__init__(*rows)  # type: ignore[misc]

    def run(self, today: date = TODAY, config: Settings | None = None) -> Outcome:
        look = look_at(self.tracker.read(), config or Settings(), today)
        outcome = draft_all(look, LIBRARY, Narrow())
        self.tracker.apply(outcome.plan)
        return outcome


def written(outcome: Outcome) -> list[str]:
    return [draft.occasion for _, draft in outcome.drafted]


ANA: dict[str, CellValue] = {
    "Name": "Ana Díaz",
    "Email": "ana@example.com",
    "Company": "Granite Labs",
    "Job title": "Analyst",
    "Met on": day("06-01"),
    "Last contact": day("07-01"),
    "Thank-you sent?": "yes",
    "Their news": None,
    "Next follow-up": None,
}
KOFI: dict[str, CellValue] = {
    **ANA,
    "Name": "Kofi Mensah",
    "Email": "kofi@example.com",
    "Met on": day("05-01"),
    "Last contact": day("11-17"),
}


def test_a_changed_title_is_an_open_question_and_skip_settles_it() -> None:
    sheet = Sheet({**ANA, "Next follow-up": day("11-20")}, KOFI)
    assert written(sheet.run()) == ["next_step"]
    assert sheet.person("Ana Díaz")["Draft history"].endswith(" at Analyst, Granite Labs")
    cleared: dict[str, CellValue] = {"Next follow-up": None}
    sheet.type("Ana Díaz", Draft_status="sent", Job_title="Data lead", **cleared)
    assert written(sheet.run()) == []
    assert written(sheet.run(day("12-01"))) == ["congratulate"]
    row = sheet.person("Ana Díaz")
    assert row["Draft status"] == "open question"
    assert "your new role as data lead" in row["Draft email"]
    assert "type skip" in row["Draft reason"]
    sheet.type("Ana Díaz", Draft_status="skip")
    assert written(sheet.run(day("12-02"))) == []
    assert written(sheet.run(day("12-15"))) == []
    assert sheet.person("Ana Díaz")["Draft email"] is None


def test_an_untouched_congratulation_is_taken_back_after_two_weeks() -> None:
    sheet = Sheet({**ANA, "Their news": "won the regional design prize"}, KOFI)
    assert written(sheet.run()) == ["congratulate"]
    assert sheet.run(day("12-07")).cleared == ()
    (cleared,) = sheet.run(day("12-08")).cleared
    assert cleared[1].occasion == "congratulate"
    assert "prize" not in str(sheet.person("Ana Díaz")["Draft email"])


def test_an_introduction_from_the_wish_to_the_letter_to_both() -> None:
    wish = {"Introduce to": "Kofi Mensah - both keep bees", "Introduction answer": None}
    sheet = Sheet({**ANA, "Last contact": day("10-01"), **wish}, {**KOFI, **dict.fromkeys(wish)})
    sheet.type("Kofi Mensah", Last_contact=day("10-02"))
    assert written(sheet.run()) == ["introduction_ask"] * 2
    for name in ("Ana Díaz", "Kofi Mensah"):
        sheet.type(name, Draft_status="sent")
    assert written(sheet.run(day("11-24"))) == []
    sheet.type("Ana Díaz", Introduction_answer="yes")
    sheet.type("Kofi Mensah", Introduction_answer="gladly")
    outcome = sheet.run(day("11-26"))
    ((due, draft),) = outcome.drafted
    assert draft.to == ("ana@example.com", "kofi@example.com")
    assert draft.body.startswith("Hi Ana and Kofi,")
    assert "you both keep bees" in draft.body
    assert due.row == 2
    sheet.type("Ana Díaz", Draft_status="sent")
    assert written(sheet.run(day("11-27"))) == []
