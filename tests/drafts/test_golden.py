"""Every shipped letter, as it reads for people with rich, middling and bare rows.

Read them in `golden/`; after a deliberate change
`pytest tests/drafts --update-golden` rewrites them.
"""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from followup.drafts import Job, Template, find_templates
from followup.drafts.compose import Desk
from followup.model import Draft, History, Me

from tests.drafts.cast import TODAY
from tests.drafts.casts import GOOD_NEWS, cast_of, owed_of

GOLDEN = Path(__file__).parent / "golden"
LIBRARY = find_templates()
SHIPPED = [t for t in LIBRARY.templates if t.origin == "shipped"]


WHEN: dict[str, dict[str, Any]] = {
    "answer": {"reply_on": TODAY - timedelta(days=2)},
    "confirm_meeting": {"met_on": TODAY + timedelta(days=3)},
    "reconnect": {"last_contact": TODAY - timedelta(days=1000)},
    "check_in": {"last_contact": TODAY - timedelta(days=130)},
    "advice_update": {"met_on": TODAY - timedelta(days=21)},
}
"""Days that make the occasion real for everybody."""


def readers(template: Template) -> list[str]:
    """Half of the cast for each variant, so that two variants show everybody."""
    return [
        k for at, k in enumerate(cast_of(template.language)) if (at + template.variant) % 2 == 0
    ]


CASES = [(template, key) for template in SHIPPED for key in readers(template)]


def golden(template: Template, key: str) -> Path:
    """Where the letter is kept; English ones lie at the top."""
    folder = GOLDEN if template.language == "en" else GOLDEN / template.language
    return folder / f"{template.occasion}.{template.variant}.{key}.txt"


def write(template: Template, key: str) -> Draft:
    cast = cast_of(template.language)
    everybody, contact = list(cast.values()), cast[key]
    desk = Desk(
        Me(name="Kim Park", good_news=GOOD_NEWS[template.language]),
        LIBRARY,
        TODAY,
        template.language,
    )
    about = {"report_back": everybody[0], "intro_thanks": everybody[9]}.get(template.occasion)
    if template.occasion == "good_news" and key in {"ben", "okafor"}:
        about = everybody[0]
    if template.occasion.startswith("introduction"):
        about = everybody[2 if key == "ben" else 9]
    contact = replace(contact, **WHEN.get(template.occasion, {}))
    return desk.write_with(template, Job(owed_of(contact, template), contact, about, History()))


@pytest.mark.parametrize(("template", "key"), CASES, ids=[f"{t.name}-{key}" for t, key in CASES])
def test_the_letter_reads_as_reviewed(template: Template, key: str, update_golden: bool) -> None:
    draft = write(template, key)
    state = f"incomplete: {' '.join(draft.gaps)}" if draft.gaps else "ready"
    text = f"({state})\nSubject: {draft.subject}\n\n{draft.body}\n"
    path = golden(template, key)
    if update_golden:
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == text


def test_every_golden_letter_is_still_written() -> None:
    assert set(GOLDEN.rglob("*.txt")) == {golden(template, key) for template, key in CASES}
