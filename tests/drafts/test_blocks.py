"""Our shared blocks are compiled into the templates that include them, and nobody can tell."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from followup.drafts import Job, compose_all, find_templates
from followup.drafts.blocks import parse_whole
from followup.drafts.lexicon import lexicon
from followup.drafts.prose import Prose
from followup.drafts.sandbox import make_environment
from followup.model import History, Settings
from jinja2 import DictLoader, Environment

from tests.drafts.cast import ANA, TODAY, due

BLOCKS = {
    "_greets.txt": "Hi {{ who }}\n",
    "_sets.txt": "{% set who = 'Bo' %}{{ who }}",
    "_asks.txt": "{% if who %}{{ who }}, {% endif %}{% include '_greets.txt' %}",
}
TEXTS = [
    "{% include '_greets.txt' %}!",
    "{% set who = 'Cy' %}{% include '_greets.txt' %} {% include '_asks.txt' %}",
    "{% include '_sets.txt' %} {{ who }} {% include '_greets.txt' %}",
    "{% if who %}{% include '_asks.txt' %}{% else %}{% include '_sets.txt' %}{% endif %}",
    "{% for who in 'ab' %}{% include '_asks.txt' %}{% else %}none{% endfor %} {{ who }}",
    "{% include '_other.txt' ignore missing %}{% include ['_no.txt', '_greets.txt'] %}",
    "{% macro m(who) %}{% include '_greets.txt' %}{% endmacro %}{{ m('Di') }} {{ m('Ed') }}",
]


def made_environment() -> Environment:
    """Our environment, with BLOCKS to be included."""
    environment = make_environment({}, Prose(lexicon("en"), TODAY), "")
    environment.loader = DictLoader(BLOCKS)
    return environment


def rendered(text: str, blocks: Mapping[str, str], who: str) -> str:
    """The text with those of the blocks in place and the others included."""
    environment = made_environment()
    tree = parse_whole(environment, text, "t", "t.txt", blocks)
    code = environment.compile(tree, "t", "t.txt")
    made = environment.template_class.from_code(environment, code, environment.make_globals(None))
    return made.render(who=who, _steps=list)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("who", ["Ana", ""])
def test_a_block_in_place_gives_what_the_included_one_gives(text: str, who: str) -> None:
    assert rendered(text, BLOCKS, who) == rendered(text, {}, who)


def test_a_block_of_the_persons_own_goes_before_ours_in_our_letters(tmp_path: Path) -> None:
    jobs = [Job(due(ANA, "check_in"), ANA, None, History())]
    ours, _ = compose_all(jobs, Settings(), find_templates(), TODAY)
    own = "{% set who = 'Nora' %}Yours to {{ company }}, {{ who }}"
    (tmp_path / "_signature.txt").write_text(own, encoding="utf-8")
    mine, _ = compose_all(jobs, Settings(), find_templates(tmp_path), TODAY)
    assert mine[0].body.endswith("\n\nYours to Granite Labs, Nora")
    assert "Yours to" not in ours[0].body


def test_an_imported_block_sees_a_letter_only_where_it_is_given_it(tmp_path: Path) -> None:
    macro = "{% macro where() %}at {{ company }}{% endmacro %}"
    (tmp_path / "_mine.txt").write_text(macro, encoding="utf-8")
    jobs = [Job(due(ANA, "own"), ANA, None, History())]
    for given, body in ((" with context", "at Granite Labs"), ("", "")):
        text = "Subject: A\n\n{% from '_mine.txt' import where" + given + " %}{{ where() }}"
        (tmp_path / "own.txt").write_text(text, encoding="utf-8")
        drafts, problems = compose_all(jobs, Settings(), find_templates(tmp_path), TODAY)
        assert [draft.body for draft in drafts] == ([body] if body else [])
        assert any("'company' is undefined" in problem.message for problem in problems) != bool(
            body
        )


def test_a_fault_in_a_block_is_found_in_the_line_that_includes_it() -> None:
    environment = made_environment()
    tree = parse_whole(environment, "Hi\n\n{% include '_asks.txt' %}", "t", "t.txt", BLOCKS)
    assert {node.lineno for node in tree.body[-1].iter_child_nodes()} == {3}
