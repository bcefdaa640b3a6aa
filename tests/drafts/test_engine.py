"""What a template may and may not do."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from followup.drafts import Job, compose_all, find_templates
from followup.errors import UsageError
from followup.model import CellValue, Draft, History, Me, Problem, Settings

from tests.drafts.cast import ANA, KOFI, TODAY, due, person

ME = Settings(me=Me(name="Kim Park"))


def compose(
    folder: Path, text: str, contact: object = ANA
) -> tuple[tuple[Draft, ...], tuple[Problem, ...]]:
    """The letter by a template of these words."""
    (folder / "own.txt").write_text(text, encoding="utf-8")
    job = Job(due(ANA, "own"), contact, None, History())  # type: ignore[arg-type]
    return compose_all([job], ME, find_templates(folder), TODAY)


def body(folder: Path, text: str, contact: object = ANA) -> str:
    drafts, problems = compose(folder, f"Subject: Own\n\n{text}", contact)
    assert not problems
    return drafts[0].body


BROKEN = [
    ("Subject: {{ compny }}\n\nHi", 1, "unknown name 'compny'; nearest is 'company'"),
    ("Subject: A\n\nHi\n{{ first_nam }}", 4, "unknown name 'first_nam'; nearest is 'first_name'"),
    ("Subject: A\n\n{{ me.nam }}", 3, "unknown name 'me.nam'; nearest is 'name'"),
    ("Subject: A\n\n{{ due.reson }}", 3, "unknown name 'due.reson'; nearest is 'reason'"),
    ("Subject: A\n\n{{ about.firstname }}", 3, "nearest is 'first_name'"),
    ("Subject: A\n\n{{ met_on|dya }}", 3, "unknown filter 'dya'; nearest is 'day'"),
    ("Subject: A\n\nHi\n\n{% if said %}\nx", 6, "end of template"),
    ("Subject: A\n\n{% include '_signatur.txt' %}", 1, "nearest is '_signature.txt'"),
    ("Hello\n\nHi", 1, "first line must be 'Subject"),
    ("Subject:\n\nHi", 1, "first line must be 'Subject"),
    ("Subject: A\nHi", 2, "must be blank"),
    ("Subject: A\n\n{{ config }}", 3, "unknown name 'config'"),
]


@pytest.mark.parametrize(("text", "line", "says"), BROKEN)
def test_a_broken_template_is_refused_by_file_line_and_nearest_name(
    tmp_path: Path, text: str, line: int, says: str
) -> None:
    with pytest.raises(UsageError) as caught:
        compose(tmp_path, text)
    message = str(caught.value)
    assert f"own.txt, line {line}: " in message
    assert says in message


def test_a_name_set_in_one_branch_is_known_inside_it(tmp_path: Path) -> None:
    text = (
        "{% if due %}{% set what = company %}{% if name %}I like {{ what }}.{% endif %}{% endif %}"
    )
    assert body(tmp_path, text) == "I like Granite Labs."


def test_a_broken_shared_block_is_refused_by_its_own_name(tmp_path: Path) -> None:
    (tmp_path / "_mine.txt").write_text("Hi\n{{ compny }}", encoding="utf-8")
    with pytest.raises(UsageError, match=r"_mine\.txt, line 2: unknown name 'compny'"):
        compose(tmp_path, "Subject: A\n\n{% include '_mine.txt' %}")


FAILING = [
    ("{{ row['Shoe sise'] }}", "nearest is 'Shoe size'"),
    ("{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}", "loops"),
    ("{% for i in range(9000) %}{{ 'abc' }}{% endfor %}", "characters"),
    ("{{ 'a' * 1000000000 }}", "small numbers"),
    ("{{ 9 ** 9 ** 9 }}", "small numbers"),
    ("{{ 1000000 * 2 }}", "small numbers"),
    ("{{ '%999999999d' % 1 }}", "small numbers"),
    ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "itself"),
    ("{% include 'own2.txt' %}", "own2"),
    ("{{ 1 / 0 }}", "division"),
    ("{{ nothing.at.all }}", "nothing"),
    ("{{ me['nobody'] }}", "nobody"),
    ("{{ ''.__class__.__mro__ }}", "unsafe"),
    ("{{ greeting.format('x') }}", "unsafe"),
    ("{{ cells.__class__ }}", ""),
    ("{{ gap.__call__.__globals__ }}", "unsafe"),
    ("{{ row.cells.__class__ }}", ""),
]


@pytest.mark.parametrize(("text", "says"), FAILING)
def test_what_a_template_must_not_do_costs_only_its_letter(
    tmp_path: Path, text: str, says: str
) -> None:
    contact = person(5, "Ana Díaz", "Ana", "Díaz", shoe_size="39")
    try:
        drafts, problems = compose(tmp_path, f"Subject: A\n\n{text}", contact)
    except UsageError as error:
        assert says in str(error) or "unknown name" in str(error)
        return
    assert drafts == ()
    assert [p.place for p in problems] == ["Contacts!5"]
    assert "Ana Díaz" in problems[0].message
    assert says in problems[0].message


def test_a_line_with_only_a_tag_leaves_no_line_and_others_stay(tmp_path: Path) -> None:
    text = "{% if said %}\nOne\n{% endif %}\nTwo {% if said %}three{% endif %}\n\n\n\nFour\n"
    assert body(tmp_path, text) == "One\nTwo three\n\nFour"


def test_absent_phrases_leave_no_spaces_behind(tmp_path: Path) -> None:
    bare = person(5, "Ana Díaz", "Ana", "Díaz")
    assert body(tmp_path, "Met {{ where }} {{ met_on|on_day }}.", bare) == "Met."


def test_what_stands_in_cells_is_text_and_nothing_else(tmp_path: Path) -> None:
    mean = person(5, "Ana Díaz", "Ana", "Díaz", notes="{{ 7*7 }} <b>\x07\u202eB</b>\n=cmd()")
    assert body(tmp_path, "{{ notes }}", mean) == "{{ 7*7 }} <b>B</b>\n=cmd()"


def test_a_line_break_in_a_cell_stays_out_of_the_subject(tmp_path: Path) -> None:
    mean = person(5, "Ana Díaz", "Ana", "Díaz", notes="x\r\nBcc: all@example.com")
    drafts, _ = compose(tmp_path, "Subject: About {{ notes }}\n\nHi", mean)
    assert drafts[0].subject == "About x Bcc: all@example.com"


def test_dates_none_and_columns_are_shown_for_people(tmp_path: Path) -> None:
    cells: dict[str, CellValue] = {
        "Shoe size": 39.0,
        "Since": date(2026, 11, 12),
        "Empty": None,
        "Text": " a \n b ",
    }
    contact = replace(ANA, cells=cells)
    text = "{{ row['shoe  SIZE'] }}|{{ row['Since'] }}|{{ row['Empty'] }}|{{ row['Text'] }}"
    assert body(tmp_path, text, contact) == "39|12 November||a\nb"
    assert body(tmp_path, "{{ met_on }}, {{ today }}") == "19 November, 23 November"


def test_a_gap_is_visible_and_makes_the_draft_incomplete(tmp_path: Path) -> None:
    text = "Subject: A\n\n{{ gap('what you remember') }} {% set x = gap('unused') %}"
    drafts, _ = compose(tmp_path, text)
    assert drafts[0].body == "[what you remember]"
    assert drafts[0].gaps == ("[what you remember]",)
    assert drafts[0].incomplete


def test_square_brackets_in_a_cell_are_no_gap(tmp_path: Path) -> None:
    drafts, _ = compose(tmp_path, "Subject: A\n\n{{ notes }}", person(5, "Ana", notes="[x]"))
    assert not drafts[0].incomplete


def test_the_other_person_is_reached_by_about_and_is_false_without_one(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text(
        "Subject: A\n\n{% if about %}{{ about.name }}: {{ about.said }}{% else %}nobody{% endif %}",
        encoding="utf-8",
    )
    jobs = [Job(due(KOFI, "own"), KOFI, about, History()) for about in (ANA, None)]
    drafts, _ = compose_all(jobs, ME, find_templates(tmp_path), TODAY)
    assert [d.body for d in drafts] == [
        "Ana Díaz: Ana's advice to take the SQL certificate first",
        "nobody",
    ]
