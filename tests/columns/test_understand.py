"""The layout of a tracker as the rest of the program gets it."""

from datetime import date

from followup.columns import understand
from followup.model import Field, Settings
from followup.trackers.memory import MemoryTracker


def test_a_plain_tracker() -> None:
    book = MemoryTracker.from_rows(
        ("Name", "Email", "Last contact", "Notes"),
        ("Ana Díaz", "ana@example.com", date(2026, 11, 12), "Likes tea"),
        ("Kofi Owusu", "kofi@example.org", date(2026, 11, 16), "Runs a lab"),
    ).read()
    layout, problems = understand(book, Settings())
    assert (layout.sheet, layout.header_row, layout.data_rows) == ("Contacts", 1, (2, 3))
    assert {field.value: match.column.title for field, match in layout.matches.items()} == {
        "name": "Name",
        "email": "Email",
        "last_contact": "Last contact",
        "notes": "Notes",
    }
    assert all(match.sure for match in layout.matches.values())
    assert problems == ()
    assert layout.index(Field.EMAIL) == 1
