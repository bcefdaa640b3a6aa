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
from followup.model import Contact, Draft, History, Me

from tests.drafts.cast import ANA, BEN, CAST, KEYS, TODAY, owed

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


def slug(contact: Contact) -> str:
    return KEYS[CAST.index(contact)]


def readers(template: Template) -> list[Contact]:
    """Half of the cast for each variant, so that two variants show everybody."""
    return [c for at, c in enumerate(CAST) if (at + template.variant) % 2 == 0]


CASES = [(template, contact) for template in SHIPPED for contact in readers(template)]


def write(template: Template, contact: Contact) -> Draft:
    desk = Desk(Me(name="Kim Park"), LIBRARY, TODAY, template.language)
    about = {"report_back": ANA, "intro_thanks": BEN}.get(template.occasion)
    contact = replace(contact, **WHEN.get(template.occasion, {}))
    return desk.write_with(
        template, Job(owed(contact, template.occasion), contact, about, History())
    )


@pytest.mark.parametrize(
    ("template", "contact"), CASES, ids=[f"{t.name}-{slug(c)}" for t, c in CASES]
)
def test_the_letter_reads_as_reviewed(
    template: Template, contact: Contact, update_golden: bool
) -> None:
    draft = write(template, contact)
    state = f"incomplete: {' '.join(draft.gaps)}" if draft.gaps else "ready"
    text = f"({state})\nSubject: {draft.subject}\n\n{draft.body}\n"
    path = GOLDEN / f"{template.occasion}.{template.variant}.{slug(contact)}.txt"
    if update_golden:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == text


def test_every_golden_letter_is_still_written() -> None:
    expected = {f"{t.occasion}.{t.variant}.{slug(c)}.txt" for t, c in CASES}
    assert {path.name for path in GOLDEN.iterdir()} == expected
