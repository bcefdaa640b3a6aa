"""Templates typed into the tracker: each row one, broken ones named by cell and left out."""

from datetime import date

import pytest
from followup.drafts import Library, Template, find_templates
from followup.drafts.lint import lint
from followup.drafts.newsheet import BODY, SUBJECT, templates_sheet
from followup.drafts.typed import sound, typed_templates
from followup.model import CellValue, Me, Problem, Row, Settings, Severity, Sheet
from hypothesis import given
from hypothesis import strategies as st

TITLE = "Follow-up templates"
HEADER = ("Occasion", "Subject", "Body", "Language")
KNOWN = ("check_in", "thank_you", "nudge")
SETTINGS = Settings(me=Me(name="Nora"))
TODAY = date(2026, 11, 23)
Line = tuple[CellValue, ...]


def read(*lines: Line, header: Line = HEADER) -> tuple[tuple[Template, ...], tuple[Problem, ...]]:
    rows = tuple(Row(n, line) for n, line in enumerate((header, *lines), 1) if any(line))
    return typed_templates(Sheet(TITLE, rows), KNOWN)


def library(*lines: Line) -> Library:
    typed, problems = read(*lines)
    assert problems == ()
    return sound(find_templates(typed), SETTINGS, TODAY)


def said(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{problem.place}: {problem.message}" for problem in problems]


def test_a_row_goes_before_the_shipped_templates_of_its_occasion_only() -> None:
    found = library(("check_in", "Hello", "{{ greeting }}\n\nHow are you?"))
    (mine,) = found.variants("check_in")
    assert (mine.origin, mine.name) == (TITLE, "check_in")
    assert mine.text == "Subject: Hello\n\n{{ greeting }}\n\nHow are you?\n"
    assert {t.origin for t in found.variants("thank_you")} == {"shipped"}
    assert found.problems == ()
    assert found.source("check_in") == mine.text


def test_further_rows_are_variants_and_any_spelling_of_an_occasion_will_do() -> None:
    lines = (("Check-in", "A", "a"), ("thank you", "T", "t"), ("CHECK_IN ", "B", "b"))
    found = library(*lines)
    assert [t.name for t in found.variants("check_in")] == ["check_in", "check_in.2"]
    assert [t.text[9:10] for t in found.variants("check_in")] == ["A", "B"]
    assert len(found.variants("thank_you")) == 1


def test_columns_are_found_by_title_and_language_is_optional() -> None:
    header: Line = ("Notes", "Body", "Language", "Subject", "Occasion")
    typed, problems = read(("mine", "b", "English", "S", "nudge"), header=header)
    assert problems == ()
    assert [(t.occasion, t.language, t.cells) for t in typed] == [
        ("nudge", "en", (f"{TITLE}!D2", f"{TITLE}!B2"))
    ]
    untitled, _ = read(("nudge", "S", "b"), header=("check_in", "S", "b"))
    assert [t.occasion for t in untitled] == ["check_in", "nudge"]


def test_a_subject_is_one_line_and_its_label_may_be_typed() -> None:
    (template,), _ = read(("nudge", "Subject:  Two\nlines", "b"))
    assert template.text.startswith("Subject: Two lines\n\nb")


def test_curled_quotation_marks_in_code_are_straightened_and_others_kept() -> None:
    (template,), _ = read(("nudge", "S", "\u201cHi\u201d {{ row[\u201cShoe size\u201d] }}"))
    assert '{{ row["Shoe size"] }}' in template.text
    assert "\u201cHi\u201d" in template.text


def test_notes_and_empty_rows_are_no_templates() -> None:
    assert read(("# check_in", "S", "b"), ("check_in", None, " "), (None, None, None, "en")) == (
        (),
        (),
    )


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (("chek_in", "S", "b"), '!A2: "chek_in" is not an occasion; did you mean "check_in"?'),
        ((5, "S", "b"), '!A2: "5" is not an occasion; known are check_in, thank_you, nudge'),
        ((None, "S", "b"), "!A2: the template needs an occasion"),
        (("nudge", None, "b"), "!B2: the template for nudge has no subject"),
        (("nudge", "S", None), "!C2: the template for nudge has no body"),
        (("nudge", "S", "#REF!"), "!C2: a formula here ends in an error"),
        (("nudge", "S", "b", "tlh"), '!D2: no letters in "tlh" yet'),
    ],
)
def test_a_row_that_is_no_template_is_named_by_cell(line: Line, problem: str) -> None:
    typed, problems = read(line, ("nudge", "S", "b"))
    assert [t.variant for t in typed] == [1]
    assert said(problems)[0].startswith(TITLE + problem)
    assert problems[0].severity is Severity.ERROR


@pytest.mark.parametrize(
    ("subject", "body", "problem"),
    [
        ("Hi {{ compny }}", "b", "!B2: unknown name 'compny'"),
        ("S", "{{ greeting }}\n\n{{ compny }}", "!C2, line 3: unknown name 'compny'"),
        ("S", "{{ greeting }", "!C2, line 1: "),
        ("S", "{% if company %}x", "!C2, line 1: "),
        ("S", '{% include "_nothing.txt" %}', "!"),
        ("S", "{{ ''.__class__ }}", None),
    ],
)
def test_a_broken_template_is_left_out_and_the_shipped_one_serves(
    subject: str, body: str, problem: str | None
) -> None:
    found = library(("check_in", subject, body), ("nudge", "S", "b"))
    assert {t.origin for t in found.variants("nudge")} == {TITLE}
    if problem is None:
        assert any(p.severity is Severity.ERROR for p in lint(found, (), SETTINGS, TODAY))
        return
    assert said(found.problems)[0].startswith(TITLE + problem)
    assert said(found.problems)[0].endswith("; this template is left out")
    assert {t.origin for t in found.variants("check_in")} == {"shipped"}


def test_of_two_variants_the_sound_one_stays() -> None:
    found = library(("nudge", "S", "{{ oops }}"), ("nudge", "S", "fine"))
    assert [t.name for t in found.variants("nudge")] == ["nudge.2"]


def test_lint_names_the_cell() -> None:
    found = library(("check_in", "S", "Just checking in."))
    problems = lint(found, (), SETTINGS, TODAY, occasions=["check_in"])
    assert {problem.place for problem in problems} == {f"{TITLE}!C2"}


def test_the_sheet_as_added_holds_no_template_but_an_example_that_would_do() -> None:
    new = templates_sheet(KNOWN)
    rows = tuple(Row(number, row) for number, row in enumerate(new.rows, 1))
    assert typed_templates(Sheet(TITLE, rows), KNOWN) == ((), ())
    assert new.rows[1][1:3] == (SUBJECT, BODY)
    found = library(("check_in", SUBJECT, BODY))
    assert found.problems == ()
    assert lint(found, (), SETTINGS, TODAY, occasions=["check_in"]) == ()
    assert new.choices[2, 0] == KNOWN


CELL = st.one_of(st.none(), st.text(max_size=30), st.integers(), st.booleans(), st.dates())


@given(st.lists(st.tuples(CELL, CELL, CELL, CELL), max_size=4))
def test_nothing_that_is_typed_ends_the_run(lines: list[Line]) -> None:
    named = [("check_in", *line[1:]) for line in lines]
    typed, problems = read(*lines, *named)
    found = sound(find_templates(typed), SETTINGS, TODAY)
    assert found.variants("check_in")
    assert all(p.place.startswith(TITLE) for p in (*problems, *found.problems))
