"""Our own templates are filled in without Jinja2, and come out as Jinja2 has them."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path

import pytest
from followup.drafts import find_templates
from followup.drafts.compose import Desk, Job
from followup.drafts.finder import Template
from followup.drafts.lint import trials
from followup.drafts.names import Gaps
from followup.drafts.sandbox import RenderError
from followup.model import Due, History, Me

from tests.conftest import TODAY, Run

DAY = date.fromisoformat(TODAY)
LIBRARY = find_templates()


@cache
def desk(language: str, origin: str) -> Desk:
    """Where letters are written, with shared blocks of that origin."""
    blocks = tuple(replace(block, origin=origin) for block in LIBRARY.blocks)
    library = replace(LIBRARY, blocks=blocks)
    return Desk(Me(name="Nora Vance"), library, DAY, language, mark_empty=True)


@pytest.mark.parametrize("template", LIBRARY.templates, ids=lambda each: str(each.name))
def test_each_template_reads_as_jinja_has_it(template: Template) -> None:
    ours, mine = desk(template.language, "shipped"), desk(template.language, "mine")
    through_jinja = mine.engine.compile(template)
    names = mine.engine.names(template)
    for trial in islice(trials(names, ours.words, DAY), 0, None, 41):
        due = Due(0, template.occasion, DAY, "lint", 0, "")
        values = ours.values(Job(due, trial.contact, trial.contact, History()), Gaps())
        filled = ours.engine.straight.fill(template, values)
        assert filled == mine.engine.raw(through_jinja, values), trial.special


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("{% for sign in name %}{{ sign }}.{% endfor %}", "B.o."),
        ("{{ name|upper }}{{ name|default('x') }}", "BOBo"),
        ("{{ missing }}", "'missing' is undefined"),
        ("{{ me.missing }}", "has no attribute 'missing'"),
        ("x" * 20_001, "more than 20,000 characters"),
    ],
)
def test_what_is_not_written_out_is_left_to_jinja(body: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_text(f"Subject: Hi\n\n{body}", encoding="utf-8")
    template = Template("odd", 1, "en", path, "shipped", 0)
    engine = Desk(Me(), find_templates(), DAY, "en").engine
    values = {"name": "Bo", "me": {"name": "Nora"}}
    try:
        said = engine.raw(engine.compile(template), values)[1]
    except RenderError as error:
        said = str(error)
    assert text in said


def test_a_later_run_never_asks_jinja(sample: Path, run: Run) -> None:
    run("draft", sample, "--today", TODAY, "--dry-run")
    code = (
        "import sys\nfrom followup.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit:\n    print('jinja2' in sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, "draft", str(sample), "--today", TODAY, "--dry-run"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stderr.endswith("False\n")
