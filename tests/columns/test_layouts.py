"""Header rows in the wording of many people: all understood, hardly any silently wrong."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from followup.columns import understand
from followup.model import Book, ColumnMap, Row, Settings, Sheet

from benchmarks.layouts_mess import make
from tests.columns.books import meanings

Layout = dict[str, Any]
LAYOUTS: list[Layout] = json.loads(
    (Path(__file__).parent / "layouts.json").read_text(encoding="utf-8")
)
UNSEEN: list[Layout] = [
    layout
    for batch in json.loads((Path(__file__).parent / "unseen.json").read_text(encoding="utf-8"))
    for layout in batch["layouts"]
]
"""Header rows written without a look at the words; each batch says how its first run went."""


@pytest.mark.parametrize("layout", LAYOUTS, ids=[each["id"] for each in LAYOUTS])
def test_headers_alone(layout: Layout) -> None:
    bare = Book("b", (Sheet("Sheet1", (Row(1, tuple(layout["headers"])),)),), "r")
    found, _ = understand(bare, Settings())
    assert _silently_wrong(found, layout) == {}
    missed = layout["expect"].keys() - meanings(found).keys()
    assert len(missed) <= 1, missed


def test_headers_in_messy_books_with_values() -> None:
    right = asked = total = 0
    for layout in LAYOUTS:
        rng = random.Random(layout["id"])
        mess = make(layout, rng)
        found, _ = understand(mess.book, Settings())
        where = (found.sheet, found.header_row, found.data_rows)
        assert where == (mess.sheet, mess.header_row, mess.people), layout["id"]
        said = meanings(found)
        right += sum(said.get(field) == title for field, title in layout["expect"].items())
        total += len(layout["expect"])
        asked += sum(not match.sure for match in found.matches.values())
    assert right >= 0.98 * total
    assert asked <= 0.05 * total


def test_headers_written_without_a_look_at_the_words() -> None:
    wrong = right = total = 0
    for layout in UNSEEN:
        mess = make(layout, random.Random(layout["id"]))
        found, _ = understand(mess.book, Settings())
        said = meanings(found)
        accepted = layout["accept"]
        right += sum(
            said.get(field) in {title, *accepted.get(field, ())}
            for field, title in layout["expect"].items()
        )
        total += len(layout["expect"])
        wrong += len(_silently_wrong(found, layout))
    assert right >= 0.965 * total
    assert wrong <= 0.006 * total


def _silently_wrong(found: ColumnMap, layout: Layout) -> dict[str, str]:
    return {
        field.value: match.column.title
        for field, match in found.matches.items()
        if match.sure
        and layout["expect"].get(field) != match.column.title
        and match.column.title not in layout.get("accept", {}).get(field, ())
    }
