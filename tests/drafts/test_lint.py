"""What the check of templates finds, and that the shipped ones are clean."""

import re
from pathlib import Path

import pytest
from followup.drafts import find_templates
from followup.drafts.compose import Desk
from followup.drafts.lexicon import languages, lexicon
from followup.drafts.lint import in_use, lint, trials
from followup.model import Me, Problem, Settings, Severity

from tests.drafts.cast import ANA, TODAY
from tests.drafts.casts import cast_of

ME = Settings(me=Me(name="Kim Park"))
LONG = "word " * 70
FINE = f"Subject: Fine\n\n{{{{ greeting }}}}\n\n{LONG}\n"


def check(folder: Path, text: str, name: str = "check_in") -> list[Problem]:
    """What is wrong with an own template of these words."""
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    found = lint(find_templates(folder), [ANA], ME, TODAY, occasions={name})
    return [problem for problem in found if problem.place.startswith(str(folder))]


@pytest.mark.parametrize("language", languages())
def test_the_shipped_templates_are_clean_for_every_row_and_mixture(language: str) -> None:
    settings = Settings(me=Me(name="Kim Park", language=language))
    assert lint(find_templates(), [*cast_of(language).values()], settings, TODAY) == ()


@pytest.mark.parametrize("language", languages())
def test_every_language_has_what_english_has(language: str) -> None:
    library = find_templates()
    for template in in_use(library, "en"):
        count = len(library.variants(template.occasion, language))
        assert count >= min(3, len(library.variants(template.occasion))), template.occasion
    assert set(library.shared(language)) >= {"_signature.txt", "_offer.txt", "_story.txt"}


def test_a_fine_template_is_fine(tmp_path: Path) -> None:
    assert check(tmp_path, FINE) == []


def test_a_template_that_cannot_be_used_is_an_error_with_its_line(tmp_path: Path) -> None:
    (problem,) = check(tmp_path, FINE + "{{ compny }}")
    assert problem.severity is Severity.ERROR
    assert problem.place.endswith("check_in.txt, line 6")
    assert problem.message == "unknown name 'compny'; nearest is 'company'"


def test_a_missing_column_is_an_error_naming_the_row(tmp_path: Path) -> None:
    found = check(tmp_path, FINE + "{{ row['Advise'] }}")
    assert found[0].severity is Severity.ERROR
    assert "nearest is 'Advice'" in found[0].message
    assert "Contacts!5" in found[0].message


def desk(language: str) -> Desk:
    """Where letters of that language are written."""
    return Desk(ME.me, find_templates(), TODAY, language)


FAULTY = [
    ("check_in", FINE + "A word about {{ topic }}.", "'about' has nothing after it"),
    ("check_in", FINE.replace("{{ greeting }}", "Dear {{ first_name }},"), "'Dear,'"),
    ("check_in", FINE + "I was just checking in.", "just checking in"),
    ("check_in", FINE + "Can I pick your brain?", "pick your brain"),
    ("check_in", FINE + "How are you? And your work?", "2 questions"),
    ("check_in", FINE + "Is there a job opening?", "job opening"),
    ("check_in", FINE + "None", "says 'None'"),
    ("check_in", FINE + "Yes. {{ gap('news') }} it is.", "a gap begins a sentence"),
    ("check_in", FINE + "A reply would make me happy.", "would make me happy"),
    ("check_in", FINE + "{{ '{{ x }}' }}", "template code"),
    ("check_in", FINE + "Yes! Yes!", "exclamation"),
    ("check_in", FINE + LONG * 2, "keep it within 150"),
    ("check_in", "Subject: A\n\nHi", "write at least 60"),
    ("check_in", FINE.replace("Fine", "F" * 60), "60 characters"),
    ("check_in", FINE.replace("Fine", "{{ topic }}"), "the subject is empty"),
    ("nudge", FINE, "keep it within 59"),
    ("thank_you", FINE + "How are you?", "asks nothing"),
    ("reconnect", FINE + "Could you call me.", "asks nothing"),
]


@pytest.mark.parametrize(("name", "text", "says"), FAULTY)
def test_faults_of_tone_length_and_form_are_warned_of(
    tmp_path: Path, name: str, text: str, says: str
) -> None:
    found = check(tmp_path, text, name)
    assert [p.severity for p in found if says in p.message] == [Severity.WARNING]


def test_a_fault_that_shows_in_one_mixture_only_is_found_and_says_in_which(tmp_path: Path) -> None:
    text = FINE + "{% if not said and event and not last_contact %}Touching base{% endif %}"
    (problem,) = check(tmp_path, text)
    assert "in a row without advice, last_contact" in problem.message


def test_the_made_up_rows_cover_every_mixture() -> None:
    rows = list(trials({"said", "company", "met_on"}, lexicon("en"), TODAY))
    mixtures = {
        (bool(t.contact.text.get("advice")), "company" in t.contact.text, t.contact.met_on is None)
        for t in rows
    }
    assert len(mixtures) == 8


@pytest.mark.parametrize("language", languages())
def test_variants_of_an_occasion_open_differently_and_not_with_i(language: str) -> None:
    library = find_templates()
    openings: dict[str, list[str]] = {}
    for template in in_use(library, language):
        text = re.sub(r"\{%.*?%\}", "", template.text.split("{{ greeting }}")[1])
        start = text.split()
        openings.setdefault(template.occasion, []).append(" ".join(start[:3]))
    for occasion in ("thank_you", "check_in", "reconnect", "nudge", "report_back"):
        assert len(set(openings[occasion])) == len(openings[occasion])
        assert not any(
            opening.startswith(("I ", "Ich ", "Je ", "J’")) for opening in openings[occasion]
        )


@pytest.mark.parametrize("language", languages())
def test_every_language_tells_apart_what_english_does(language: str) -> None:
    library = find_templates()
    engine, theirs = desk("en").engine, desk(language).engine
    for template in in_use(library, "en"):
        asked = engine.names(template) & {"revisit", "unreached"}
        for variant in library.variants(template.occasion, language):
            assert asked <= theirs.names(variant), variant.name
