"""A tracker as people keep it: a layout's header and people, with the usual things around it."""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from followup.model import Area, Book, CellValue, Row, Sheet

from benchmarks.layouts_values import values

Line = list[CellValue]
_UNNAMED = (
    (r"date|created|updated|\bat\b|\bon\b|datum|fecha|data\b|日$|日期|时间|added|modified", "date"),
    (r"\bid\b|#|\bno\b|^nr|number|编号|番号|count|days|score|anz|numéro", "number"),
    (r"url|web|site|link", "url"),
    (r"salary|amount|price|montant|revenue|value|total|fee|paid|ca\b|umsatz", "money"),
    (r"sent|envoy|verstuurd|\?$|confirm|goedgek|favor|active|opt|verif|enviad|tiene", "flag"),
    (r"owner|assignee|rep\b|by\b|assistant|manager|spouse|responsable", "person"),
)
OTHER_SHEETS: tuple[tuple[str, tuple[tuple[CellValue, ...], ...]], ...] = (
    (
        "Instructions",
        (
            ("How to use this tracker",),
            ("1. Fill one row per person",),
            (),
            ("Name", "Email", "Last contact"),
            ("Jane Example", "jane@example.com", "2026-01-05"),
        ),
    ),
    (
        "Lists",
        (
            ("Status", "Priority", "Channel"),
            ("New", "High", "Email"),
            ("Met", "Low", "Call"),
            ("Closed", "Medium", "LinkedIn"),
        ),
    ),
    (
        "Companies",
        (
            ("Company", "Industry", "Website"),
            ("Blue Kite", "Energy", "www.example.com"),
            ("Granite Labs", "Software", "www.example.org"),
        ),
    ),
    ("Chart", ()),
    ("Summary", (("Contacts by status", ""), ("Met", 4), ("Waiting", 7))),
)


@dataclass
class Mess:
    """A book and what a program should find in it."""

    book: Book
    sheet: str
    header_row: int
    people: tuple[int, ...]
    tricks: list[str] = field(default_factory=list)


def make(layout: Mapping[str, Any], rng: random.Random, people: int = 24) -> Mess:
    """One messy book around a layout's header row, with `people` made-up people."""
    headers: list[str] = layout["headers"]
    tricks = [trick for trick in TRICKS if rng.random() < 0.3]
    left = rng.choice((1, 2)) if "left" in tricks else 0
    lines, header_row = _above(headers, tricks, rng, layout.get("preamble", ()))
    lines.append(list(headers))
    rows = _people(headers, layout["expect"], layout["lang"], rng, people)
    at = _inside(lines, rows, list(headers), tricks, rng)
    _below(lines, tricks, len(headers))
    title = rng.choice(("Contacts", "Networking", "Sheet1", "2026", "Tracker", "Tabelle1"))
    areas = _areas(header_row, len(lines), left, len(headers)) if "table" in tricks else ()
    sheets = [Sheet(title, _rows(lines, left), areas=areas)]
    if "sheets" in tricks:
        for other, content in rng.sample(OTHER_SHEETS, 3):
            page = Sheet(other, _rows([list(line) for line in content], 0))
            sheets.insert(rng.randrange(len(sheets) + 1), page)
    return Mess(Book("book", tuple(sheets), "r"), title, header_row, tuple(at), tricks)


TRICKS = ("title", "legend", "groups", "left", "sections", "repeat", "blank", "totals", "footnote",
          "sheets", "table", "empty_rows")  # fmt: skip


def _above(
    headers: Sequence[str], tricks: list[str], rng: random.Random, preamble: Sequence[str]
) -> tuple[list[Line], int]:
    lines: list[Line] = [[line] if line else [] for line in preamble]
    if "title" in tricks:
        lines += [["My networking tracker"], [f"Last updated: 2026-11-{rng.randrange(1, 20)}"], []]
    if "legend" in tricks:
        lines += [["Legend:", "green = warm", "red = cold"], ["Contacts", 24, "Open", 7]]
    if "groups" in tricks and len(headers) > 5:
        group: Line = [None] * len(headers)
        group[0], group[len(headers) // 2] = "Person", "Details"
        lines.append(group)
    return lines, len(lines) + 1


def _people(
    headers: Sequence[str], expect: dict[str, str | None], lang: str, rng: random.Random, count: int
) -> list[Line]:
    meant = {header: name for name, header in expect.items() if header is not None}
    makers = [values(meant.get(h) or _guess(h), lang, rng) for h in headers]
    return [[_cell(make(row)) for make in makers] for row in range(count)]


def _guess(header: str) -> str:
    for pattern, kind in _UNNAMED:
        if re.search(pattern, header, re.IGNORECASE):
            return kind
    return "tags"


def _cell(value: object) -> CellValue:
    return None if value == "" else value  # type: ignore[return-value]


def _inside(
    lines: list[Line], rows: list[Line], headers: Line, tricks: list[str], rng: random.Random
) -> list[int]:
    """Add the people to `lines`, with what stands between them; the numbers of their rows."""
    at: list[int] = []
    for index, row in enumerate(rows):
        if "sections" in tricks and index in {0, 9, 17}:
            lines.append([("Recruiters", "— Alumni —", "2025:")[index % 3]])
        if "repeat" in tricks and index == 14:
            lines.append(list(headers))
        if "blank" in tricks and rng.random() < 0.15:
            lines.append([])
        lines.append(row)
        if any(value is not None for value in row):
            at.append(len(lines))
    return at


def _below(lines: list[Line], tricks: list[str], width: int) -> None:
    if "empty_rows" in tricks:
        lines += [[*[None] * (width - 1), False] for _ in range(5)]
    if "totals" in tricks:
        lines.append(["Total", 24])
    if "footnote" in tricks:
        lines += [[], ["* ask before sharing any of these addresses with people outside the group"]]


def _rows(lines: list[Line], left: int) -> tuple[Row, ...]:
    made = (
        Row(number, (*[None] * left, *line))
        for number, line in enumerate(lines, 1)
        if any(value is not None for value in line)
    )
    return tuple(made)


def _areas(header: int, last: int, left: int, width: int) -> tuple[Area, ...]:
    return (Area("filter", header, last, left, left + width - 1),)
