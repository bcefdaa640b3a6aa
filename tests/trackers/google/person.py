"""A person at work in the sheet: edits by what stands in it, never by number, from a seed."""

import random
from collections.abc import Callable
from typing import Any

from tests.trackers.google.grid import Tab

Edit = Callable[[Tab], None]
OUR_TITLES = (
    "Draft status",
    "Draft due",
    "Draft reason",
    "Draft subject",
    "Draft email",
    "Draft link",
    "Draft history",
)

RENAMED = {"When": "Draft due", "Town": "City", "Who": "Name"}
MOVED = ("Name", "Notes", "City", "Email", "Last contact", "Draft email", "Draft history")


def text(tab: Tab, row: int, column: int) -> str:
    """The text of a cell."""
    value = tab.at(row, column).get("userEnteredValue", {})
    return str(value.get("stringValue", ""))


def header_of(tab: Tab) -> int:
    """The row with the titles; -1 where there is none."""
    for row in range(tab.height):
        if any(text(tab, row, column) == "Email" for column in tab.rows[row]):
            return row
    return -1


def columns_of(tab: Tab) -> dict[str, int]:
    """Title to column."""
    header = header_of(tab)
    titles = {c: text(tab, header, c) for c in sorted(tab.rows[header])}
    return {RENAMED.get(t, t): c for c, t in titles.items() if t}


def rows_of(tab: Tab) -> dict[str, int]:
    """A person's address to the row they have."""
    header, column = header_of(tab), columns_of(tab)["Email"]
    rows = range(header + 1, tab.height)
    return {text(tab, row, column): row for row in rows if text(tab, row, column)}


def some_edit(dice: random.Random, who: list[str]) -> tuple[str, Edit]:
    """One edit, and what it is called; cells that we write are typed in as well."""
    one, other = dice.choice(who), dice.choice(who)
    title, beside = dice.choice(MOVED), dice.choice(MOVED)
    kinds: dict[str, Edit] = {
        "insert blank row": lambda tab: tab.insert_rows(_row(tab, one)),
        "insert row above all": lambda tab: tab.insert_rows(0),
        "insert person": lambda tab: _new_person(tab, one, dice),
        "delete row": lambda tab: _delete(tab, one),
        "move row": lambda tab: _move(tab, one, other),
        "sort up": lambda tab: tab.sort(columns_of(tab)["Email"], header_of(tab)),
        "sort down": lambda tab: tab.sort(columns_of(tab)["Email"], header_of(tab), True),
        "sort by note": lambda tab: _sort(tab, "Notes"),
        "insert column": lambda tab: tab.insert_columns(columns_of(tab).get("Notes", 1)),
        "insert first column": lambda tab: tab.insert_columns(0),
        "rename column": lambda tab: _retitle(tab, "City", "Town"),
        "delete column": lambda tab: _delete_column(tab, "City"),
        "insert column among ours": lambda tab: _insert_column(tab, "Draft subject"),
        "rename name column": lambda tab: _retitle(tab, "Name", "Who"),
        "move column": lambda tab: _move_column(tab, title, beside),
        "rename our column": lambda tab: _retitle(tab, "Draft due", "When"),
        "delete our column": lambda tab: _delete_column(tab, "Draft reason"),
        "type note": lambda tab: _type(tab, one, "Notes", f"typed {dice.random()}"),
        "type status": lambda tab: _type(tab, one, "Draft status", "sent"),
        "type letter": lambda tab: _type(tab, one, "Draft email", f"My words {dice.random()}"),
        "clear status": lambda tab: _type(tab, one, "Draft status", None),
        "type history": lambda tab: _type(tab, one, "Draft history", f"called {dice.random()}"),
        "correct name": lambda tab: _type(tab, one, "Name", f"Corrected {one[:3]}"),
        "type last contact": lambda tab: _type(tab, one, "Last contact", f"day {dice.random()}"),
    }
    name = dice.choice(sorted(kinds))
    return name, kinds[name]


def _row(tab: Tab, who: str) -> int:
    return rows_of(tab).get(who, header_of(tab) + 1)


def _new_person(tab: Tab, before: str, dice: random.Random) -> None:
    at, columns = _row(tab, before), columns_of(tab)
    tab.insert_rows(at)
    number = dice.randrange(10**9)
    tab.put(at, columns["Name"], f"New {number}")
    tab.put(at, columns["Email"], f"new{number}@example.org")


def _delete(tab: Tab, who: str) -> None:
    if who in rows_of(tab):
        tab.delete_row(rows_of(tab)[who])


def _move(tab: Tab, who: str, before: str) -> None:
    if who in rows_of(tab):
        tab.move_row(_row(tab, who), _row(tab, before))


def _sort(tab: Tab, title: str) -> None:
    if title in columns_of(tab):
        tab.sort(columns_of(tab)[title], header_of(tab))


def _retitle(tab: Tab, old: str, new: str) -> None:
    if old in columns_of(tab):
        tab.put(header_of(tab), columns_of(tab)[old], new)


def _delete_column(tab: Tab, title: str) -> None:
    if title in columns_of(tab):
        tab.delete_column(columns_of(tab)[title])


def _insert_column(tab: Tab, title: str) -> None:
    if title in columns_of(tab):
        tab.insert_columns(columns_of(tab)[title])


def _move_column(tab: Tab, title: str, before: str) -> None:
    if title in columns_of(tab) and before in columns_of(tab):
        tab.move_column(columns_of(tab)[title], columns_of(tab)[before])


def _type(tab: Tab, who: str, title: str, value: str | None) -> None:
    if who in rows_of(tab) and title in columns_of(tab):
        tab.put(rows_of(tab)[who], columns_of(tab)[title], value)


def content(tab: Tab) -> dict[tuple[str, str], Any]:
    """What stands in each person's row under each title, and every other cell by its text."""
    columns = {column: title for title, column in columns_of(tab).items()}
    people = {row: who for who, row in rows_of(tab).items()}
    found: dict[tuple[str, str], Any] = {}
    for (row, column), (value, url) in tab.values().items():
        title = columns.get(column, "")
        if row in people and title:
            found[people[row], title] = (value, url)
        elif row == header_of(tab):
            found["header", title] = (value, url)
        else:
            found["elsewhere", str(value)] = (value, url)
    return found
