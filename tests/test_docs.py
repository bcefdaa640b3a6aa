"""The pages that are made from the code say what the code says."""

import re
import tomllib
from pathlib import Path

import pytest
from followup.settings import load_settings
from followup.settings.write import explained

from tests.config_table import DOCS, page

MAKE = "make them again: .venv/bin/python -m tests.config_table"


def test_the_tables_of_settings_are_those_of_the_code() -> None:
    text = (DOCS / "config.md").read_text(encoding="utf-8")
    assert text == page(text), MAKE


def test_the_example_file_is_what_init_writes() -> None:
    assert (DOCS / "followup.toml").read_text(encoding="utf-8") == explained(), MAKE


def test_every_example_on_the_page_can_be_used(tmp_path: Path) -> None:
    text = (DOCS / "config.md").read_text(encoding="utf-8")
    examples = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    assert len(examples) >= 4
    for example in examples:
        config = tmp_path / "followup.toml"
        config.write_text(example, encoding="utf-8")
        load_settings(config)
        assert tomllib.loads(example)


@pytest.mark.parametrize("path", sorted(DOCS.glob("*.md")), ids=lambda path: str(path.name))
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert (path.parent / target).exists(), target
