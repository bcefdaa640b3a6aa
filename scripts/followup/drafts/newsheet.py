"""The sheet of templates as it is added to a tracker: no template yet, an example, how it works."""

from collections.abc import Sequence

from followup.drafts.lexicon import languages
from followup.drafts.typed import COLUMNS, NOTE
from followup.model import TEMPLATES_SHEET, NewSheet

WIDTHS = (20.0, 40.0, 80.0, 11.0, 64.0)
LAST_ROW = 40
"""How far down the drop-downs reach."""

SUBJECT = "How are things{% if company %} at {{ company }}{% endif %}?"
BODY = """\
{{ greeting }}

I thought of you today{% if event %} and of {{ event }}{% endif %}, and wanted to ask how you have \
been. We have not written to each other for a while, and I would like to keep in touch.

On my side things go well: {{ gap("one thing that is new") }}.

If you find a quiet moment, I would be glad to hear what keeps you busy these days. There is no \
need to hurry with an answer.

Best wishes,
{{ signature }}"""
HOW = """\
A row whose occasion begins with # is only a note. Take the # away, and the row is a template.
Several rows of one occasion take turns. An occasion without a row has its usual letters.
{{ greeting }}, {{ called }}, {{ company }}, {{ event }} and {{ signature }} come from the row of \
the person written to; {{ row['Any header'] }} is any column of it.
{% if company %} ... {% endif %} is left out for people without a company.
{{ gap('what to fill in') }} leaves a gap that you can see, and the draft is marked incomplete.
To try your templates on every row: followup templates check, and the name of this tracker."""


def templates_sheet(occasions: Sequence[str]) -> NewSheet:
    """The new sheet; its drop-downs offer these occasions, and the languages we have letters in."""
    example = (f"{NOTE} check_in", SUBJECT, BODY, None, HOW)
    rows = ((*COLUMNS, "How it works"), example)
    choices: dict[tuple[int, int], tuple[str, ...]] = {}
    for row in range(2, LAST_ROW):
        choices |= {(row, 0): tuple(occasions), (row, 3): tuple(languages())}
    return NewSheet(TEMPLATES_SHEET, rows, WIDTHS, choices)
