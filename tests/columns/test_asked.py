"""What is asked of the person: unsure columns, and the order of day and month."""

import tomllib
from datetime import date

from followup.columns import understand
from followup.model import Field, Me, Settings, Severity

from tests.columns.books import Line, book, read, sheet

HEADER: Line = ("Name", "Email", "Last contact", "Notes")
ANA: Line = ("Ana Díaz", "ana@example.com", date(2026, 11, 12), "Likes tea")


def test_two_like_columns_are_asked_for_by_name() -> None:
    layout, problems = read(("Name", "Follow-up date", "Follow up date"), ("Ana Díaz", None, None))
    assert not layout.matches[Field.NEXT_FOLLOWUP].sure
    assert problems[0].place == "Contacts!B1"
    assert problems[0].severity is Severity.WARNING
    assert '[columns] next_followup = "Follow-up date" or next_followup = "Follow up date"' in (
        problems[0].message
    )


def test_two_columns_of_one_title_can_only_be_renamed() -> None:
    _, problems = read(("Name", "Last contact", "Last contact"), ("Ana Díaz", None, None))
    assert "rename one of them" in problems[0].message


def test_the_line_for_the_config_is_plain_toml() -> None:
    _, problems = read(("Name", 'My "follow-up"\n(all)'), ("Ana Díaz", None))
    line = problems[0].message.partition("[columns] ")[2]
    assert tomllib.loads(line) == {"next_followup": 'My "follow-up" (all)'}
    settings = Settings(columns={Field.NEXT_FOLLOWUP: tomllib.loads(line)["next_followup"]})
    layout, _ = read(("Name", 'My "follow-up"\n(all)'), ("Ana Díaz", None), settings=settings)
    assert layout.index(Field.NEXT_FOLLOWUP) == 1


def test_an_unsure_column_names_its_other_meaning_and_the_line_that_settles_it() -> None:
    layout, problems = read(("Name", "Follow-up"), ("Ana Díaz", None))
    assert not layout.matches[Field.NEXT_FOLLOWUP].sure
    assert "or needs_followup?" in problems[0].message
    assert '[columns] next_followup = "Follow-up"' in problems[0].message


class TestDays:
    @staticmethod
    def rows(*days: str) -> list[Line]:
        return [("Ana Díaz", day, day) for day in days]

    def first(self, *days: str, locale: str = "", settings: Settings | None = None) -> bool | None:
        lines = [("Name", "Met on", "Notes"), *self.rows(*days)]
        whole = book(sheet("Contacts", *lines), locale=locale)
        layout, _ = understand(whole, settings or Settings())
        return (layout.day_first or {})[Field.MET_ON]

    def test_a_column_decides_for_itself(self) -> None:
        assert self.first("3/4/2026", "25/3/2026") is True
        assert self.first("3/4/2026", "3/25/2026", locale="en_GB") is False

    def test_another_column_decides(self) -> None:
        layout, _ = read(
            ("Name", "Met on", "Last contact"),
            ("Ana Díaz", "3/4/2026", "25/4/2026"),
            ("Kofi Owusu", "5/4/2026", "26/4/2026"),
        )
        assert layout.day_first == {Field.MET_ON: True, Field.LAST_CONTACT: True}

    def test_the_locale_decides(self) -> None:
        assert self.first("3/4/2026", "4/5/2026", locale="en_US") is False
        assert self.first("3/4/2026", "4/5/2026", locale="de_DE") is True

    def test_the_country_in_the_config_decides(self) -> None:
        for country, day_first in (("US", False), ("GB", True)):
            settings = Settings(me=Me(country=country))
            assert self.first("3/4/2026", "4/5/2026", settings=settings) is day_first

    def test_else_it_is_ambiguous_and_said(self) -> None:
        layout, problems = read(("Name", "Met on"), ("Ana Díaz", "3/4/2026"))
        assert layout.day_first == {Field.MET_ON: None}
        assert [(p.place, p.field) for p in problems] == [("Contacts!B1", "met_on")]
        assert "day first or month first" in problems[0].message

    def test_true_dates_need_no_order(self) -> None:
        assert read(HEADER, ANA)[1] == ()
