"""The pages on columns and on names say what the code does."""

import re

import pytest
from followup.columns.header import read_header
from followup.columns.words import ENGLISH
from followup.drafts.vocabulary import FILTERS, NAMES
from followup.followups.rules import RULES
from followup.model import Field

from tests.config_table import DOCS

PAGE = (DOCS / "columns.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("| ").split(" | ")]
    for line in PAGE.splitlines()
    if line.startswith("| `")
]
HEADERS = [(row[0].strip("`"), header) for row in ROWS for header in row[2].split(", ")]


def test_every_field_has_its_row_in_order() -> None:
    assert [row[0].strip("`") for row in ROWS] == [field.value for field in Field]


@pytest.mark.parametrize(("field", "header"), HEADERS)
def test_each_example_of_a_header_is_read_as_that_field(field: str, header: str) -> None:
    scores = read_header(header, ENGLISH).scores
    assert max(scores, key=lambda name: scores[name]) == field


def test_every_occasion_is_switched_on_by_something() -> None:
    occasions = {rule.__name__ for rule in RULES}
    named = {word for row in ROWS for cell in row[3:] for word in re.findall(r"`(\w+)`", cell)}
    assert named - {field.value for field in Field} == occasions


@pytest.mark.parametrize("names", [NAMES, FILTERS], ids=["names", "filters"])
def test_every_name_of_a_template_is_on_its_page(names: dict[str, str]) -> None:
    page = (DOCS / "templates.md").read_text(encoding="utf-8")
    for name, meaning in names.items():
        assert f"| `{name}` | {meaning.replace('|', chr(92) + '|')} |" in page, name
