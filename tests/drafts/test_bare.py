"""Letters that are filled in without Jinja2 are Jinja2's, word for word."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from followup.drafts import Library, Template, find_templates
from followup.drafts import engine as room
from followup.drafts.bare import Surroundings, fill_bare
from followup.drafts.compose import Desk, Job
from followup.drafts.engine import Engine
from followup.drafts.names import Gaps
from followup.drafts.sandbox import (
    EMPTY,
    RenderError,
    make_environment,
    own_filters,
    shown_as,
)
from followup.model import History, Me

from tests.drafts.cast import KOFI, TODAY, due
from tests.drafts.casts import cast_of, owed_of
from tests.drafts.test_golden import SHIPPED, readers, write

DESK = Desk(Me(), find_templates(), TODAY, "en")
PROSE = DESK.engine._prose


def values_for(template: Template, key: str) -> tuple[Engine, Mapping[str, Any]]:
    """An engine that marks what shows as nothing, and what it may say to one of the cast."""
    desk = Desk(Me(name="Kim Park"), find_templates(), TODAY, template.language, mark_empty=True)
    contact = cast_of(template.language)[key]
    return desk.engine, desk.values(
        Job(owed_of(contact, template), contact, None, History()), Gaps()
    )


@pytest.mark.parametrize("template", SHIPPED, ids=[t.name for t in SHIPPED])
def test_jinja_writes_the_same_letters(template: Template, monkeypatch: pytest.MonkeyPatch) -> None:
    engine, _ = values_for(template, readers(template)[0])
    compiled = engine.compile(template)
    assert compiled.bare
    letters = [write(template, key) for key in readers(template)]
    raw = [engine.raw(compiled, values_for(template, key)[1]) for key in readers(template)]
    monkeypatch.setattr(room, "fill_bare", lambda *_: None)
    for letter, text, key in zip(letters, raw, readers(template), strict=True):
        assert write(template, key) == letter
        engine, values = values_for(template, key)
        assert engine.raw(engine.compile(template), values) == text


@pytest.mark.parametrize("template", SHIPPED, ids=[t.name for t in SHIPPED])
def test_none_of_our_letters_needs_jinja(
    template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> str:
        raise AssertionError("Jinja2 was asked")

    monkeypatch.setattr(Engine, "_text", never)
    for key in readers(template):
        write(template, key)


SAYS_ENOUGH = (
    "{{ name }}",
    "{{ nothing }}|{{ none }}|{{ number }}",
    "{{ 'a' if name }}{{ 'b' if nothing }}|{{ name ~ number }}",
    "{% set name = 'Bo' %}{{ name }}{% if number > 2 and name != 'Al' %}!{% endif %}",
    "{{ met_on|day }} {{ met_on }} {{ met_on|ago }}",
    "{{ name.upper() }} {{ part.name }}",
)
NEEDS_MORE = (
    "{% for each in name %}{{ loop.index }}{% endfor %}",
    "{% macro twice(it) %}{{ it }}{{ it }}{% endmacro %}{{ twice(name) }}",
    "{% block one %}{{ name }}{% endblock %}",
    "{% include '_other.txt' %}",
    "{{ name is defined }}",
    "{{ number * 2 }}",
    "{{ part['name'] }}",
    "{% call name() %}{% endcall %}",
)
VALUES: dict[str, Any] = {
    "name": "Al",
    "title": "",
    "company": None,
    "nudges": 3,
    "met_on": TODAY,
    "about": {"name": "Ida"},
}
NAMED = {"nothing": "title", "none": "company", "number": "nudges", "part": "about"}


def compiled(source: str) -> CodeType:
    for word, name in NAMED.items():
        source = source.replace(word, name)
    code = make_environment({}, PROSE, EMPTY).compile(source)
    assert isinstance(code, CodeType)
    return code


def by_jinja(code: CodeType) -> str:
    environment = make_environment({}, PROSE, EMPTY)
    return environment.template_class.from_code(environment, code, {}).render(VALUES)


SURROUNDINGS = Surroundings(own_filters(PROSE), shown_as(PROSE, EMPTY))


@pytest.mark.parametrize("source", SAYS_ENOUGH)
def test_code_that_asks_for_little_comes_to_the_same(source: str) -> None:
    fill = fill_bare(compiled(source), SURROUNDINGS)
    assert fill
    assert "".join(fill(VALUES)) == by_jinja(compiled(source)) != ""


@pytest.mark.parametrize("source", NEEDS_MORE)
def test_code_that_asks_for_more_is_left_to_jinja(source: str) -> None:
    assert fill_bare(compiled(source), SURROUNDINGS) is None


def shipped_as(text: str, tmp_path: Path) -> tuple[Library, Template]:
    """A template that passes for one of ours."""
    path = tmp_path / "own.txt"
    path.write_text(f"Subject: Own\n\n{text}", encoding="utf-8")
    template = Template("own", 1, "en", path, "shipped", 0)
    return Library((template,)), template


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("{{ name|upper }}", "KOFI MENSAH"),
        ("{% for n in (1, 2) %}{{ n }}{% endfor %}", "12"),
    ],
)
def test_where_something_is_lacking_jinja_writes_the_letter(
    text: str, written: str, tmp_path: Path
) -> None:
    library, template = shipped_as(text, tmp_path)
    desk = Desk(Me(), library, TODAY, "en")
    job = Job(due(KOFI, "own"), KOFI, None, History())
    assert desk.write_with(template, job).body == written


def test_a_letter_that_fails_is_told_as_ever(tmp_path: Path) -> None:
    library, template = shipped_as("Hi\n{{ row['Shoe size'] }}", tmp_path)
    desk = Desk(Me(), library, TODAY, "en")
    job = Job(due(KOFI, "own"), KOFI, None, History())
    with pytest.raises(RenderError, match=r"own, line 4: there is no column 'Shoe size'"):
        desk.write_with(template, job)


def test_templates_of_ones_own_stay_in_the_sandbox(tmp_path: Path) -> None:
    (tmp_path / "thank_you.txt").write_text("Subject: A\n\n{{ name }}", encoding="utf-8")
    (template,) = find_templates(tmp_path).variants("thank_you")
    assert DESK.engine.compile(template).bare is None


RUN = """
import sys
from followup.cli.group import main
main(["draft", sys.argv[1], "--dry-run", "--today", "2026-11-23"], standalone_mode=False)
print("jinja2" in sys.modules, file=sys.stderr)
"""


def test_a_run_after_the_first_does_not_import_jinja(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOLLOWUP_STATE_DIR", str(tmp_path / "state"))
    told = [
        subprocess.run(
            [sys.executable, "-c", RUN, str(sample)], capture_output=True, check=True, timeout=60
        ).stderr.split()[-1]
        for _ in range(2)
    ]
    assert told == [b"True", b"False"]


def test_our_letter_with_a_block_of_ones_own_stays_in_the_sandbox(tmp_path: Path) -> None:
    (tmp_path / "_signature.txt").write_text("{{ closing.format(1) }}", encoding="utf-8")
    desk = Desk(Me(), find_templates(tmp_path), TODAY, "en")
    template = desk.library.variants("thank_you")[0]
    assert template.origin == "shipped"
    assert desk.engine.compile(template).bare is None
    with pytest.raises(RenderError, match="unsafe"):
        desk.write_with(template, Job(due(KOFI, "thank_you"), KOFI, None, History()))
