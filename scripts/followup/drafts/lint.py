"""Every template tried on every row, and on every mixture of present and missing details."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import product
from typing import Any

from followup.drafts.compose import Desk, Job, Office
from followup.drafts.engine import TemplateError
from followup.drafts.finder import Library, Template
from followup.drafts.lexicon import Lexicon
from followup.drafts.names import SPECIAL, Gaps
from followup.drafts.sandbox import EMPTY, RenderError
from followup.drafts.style import Letter, empty_slots, faults
from followup.drafts.text import tidy_body, tidy_subject
from followup.drafts.tongues import FAMILIAR, FORMAL
from followup.model import (
    Contact,
    Due,
    Field,
    History,
    Me,
    Name,
    Person,
    Problem,
    Settings,
    Severity,
    place,
)
from followup.model.records import dataclass, replace

NEEDS: Mapping[str, tuple[str, ...]] = {
    "said": ("advice",),
    "advised": ("advice",),
    "counsel": ("advice",),
    "theirs": ("interests",),
    "their_topic": ("interests",),
    "detail": ("advice", "interests"),
    "topic": ("advice", "interests"),
    "where": ("how_met",),
    "event": ("how_met",),
    "through": ("introduced_by",),
    "work": ("company",),
    "at_company": ("company",),
    "aim": ("goal",),
    "step": ("next_action",),
    "outcome": ("advice_outcome",),
    "owes": ("received",),
}
"""Which fields stand behind a name that is no field itself."""


LINK = "https://example.com/something"

Values = Sequence[str | date]


@dataclass(frozen=True, slots=True)
class Trial:
    """One made-up row and what is special about it, in words."""

    contact: Contact
    special: str


def lint(
    library: Library,
    contacts: Sequence[Contact],
    settings: Settings,
    today: date,
    *,
    occasions: Collection[str] = (),
    tracker: str = "",
) -> tuple[Problem, ...]:
    """What is wrong with the templates in use (of `occasions`, if named), each fault once for each.

    Every template is rendered for each of `contacts` and for made-up rows that cover all mixtures
    of present and missing details. A template that cannot be used at all is an error; faults of
    tone, length and form are warnings, naming the first row that shows them. Templates are those of
    the languages that the config (else `tracker`, the headers' language) and the rows ask for.
    Raises UsageError for an occasion of the person's own that has no template.
    """
    library = library.serving(settings.occasions)
    office = Office(settings, library, today, tracker, mark_empty=True)
    readers: dict[str, list[Contact]] = {office.default: []}
    for contact in contacts:
        readers.setdefault(office.language(contact), []).append(contact)
    found: list[Problem] = []
    for language, rows in readers.items():
        desk = office.desk(language)
        for template in in_use(library, language):
            if not occasions or template.occasion in occasions:
                found += _unusable(desk, template) or _faults(desk, template, rows)
    return (*found, *office.notes)


def in_use(library: Library, language: str) -> tuple[Template, ...]:
    """The templates that letters in that language can come to use."""
    occasions = sorted({template.occasion for template in library.templates})
    return tuple(t for occasion in occasions for t in library.variants(occasion, language))


def trials(names: Collection[str], words: Lexicon, today: date) -> Iterator[Trial]:
    """Made-up rows for a template that uses those names: all mixtures of their details."""
    sample = words.table["sample"]
    used = sorted({field for name in names for field in NEEDS.get(name, (name,))})
    options: dict[str, Values] = {field: sample[field] for field in used if field in sample}
    options |= {field: _days(field, today) for field in used if field in DAYS}
    forms = _forms(words)
    for chosen in _mixtures(options):
        text = {f: str(v) for f, v in chosen.items() if v and f in sample}
        typed: dict[str, Any] = {f: v for f, v in chosen.items() if f in DAYS}
        missing = ", ".join(field for field, value in chosen.items() if not value)
        special = f"in a row without {missing}" if missing else "in a full row"
        form = forms[sum(map(bool, chosen.values())) % len(forms)]
        for blank in _blanks(names, words):
            yield Trial(replace(blank, text=text | form, **typed), special)


def _mixtures(options: Mapping[str, Values]) -> Iterator[dict[str, str | date | None]]:
    """Every mixture of first values and nothing; each further value once in full and sparse rows.

    Last comes the row of all last values, which are the longest.
    """
    firsts = {field: values[0] for field, values in options.items()}
    for kept in product((True, False), repeat=len(options)):
        yield {f: v if k else None for (f, v), k in zip(firsts.items(), kept, strict=True)}
    for field, values in options.items():
        for value in values[1:]:
            yield {**firsts, field: value}
            yield {**dict.fromkeys(firsts), field: value}
            for other, first in firsts.items():
                yield {**firsts, other: None, field: value}
                yield {**dict.fromkeys(firsts), other: first, field: value}
    yield {field: values[-1] for field, values in options.items()}


DAYS: Mapping[str, tuple[int, ...]] = {
    "met_on": (-3, -20),
    "last_contact": (-100,),
    "outreach_on": (-12,),
    "reply_on": (-2,),
}
"""Days before today that a date may lie in a made-up row."""


def _days(field: str, today: date) -> tuple[date, ...]:
    return tuple(today + timedelta(days=n) for n in DAYS[field])


def _blanks(names: Collection[str], words: Lexicon) -> Iterator[Contact]:
    """Empty rows: one with a name in parts and, if parts are asked for, one without."""
    first, last = words.table["sample"]["name"]
    parts = [(first, last), ("", "")] if {"first_name", "last_name"} & {*names} else [(first, last)]
    for one, two in parts:
        yield Contact("", 0, (), (Person(Name(f"{first} {last}", one, two)),))


def _forms(words: Lexicon) -> tuple[dict[str, str], ...]:
    """The forms of address to try in turn.

    As they go by how many details a row has, each form meets all mixtures of all details but one.
    """
    if words.phrase("greeting", "default") == "by_title":
        return ({},)
    return tuple({Field.ADDRESS_FORM.value: form} for form in (FORMAL, FAMILIAR))


def _unusable(desk: Desk, template: Template) -> list[Problem]:
    try:
        desk.engine.compile(template)
    except TemplateError as error:
        return [Problem(error.template.at(error.line), "", Severity.ERROR, error.detail)]
    return []


def _faults(desk: Desk, template: Template, contacts: Sequence[Contact]) -> list[Problem]:
    """The template's faults, each with the first row that shows it."""
    shown: dict[str, Problem] = {}
    names = desk.engine.names(template)
    other = next(trials(["said", "met_on"], desk.words, desk.today))
    about = other.contact if "about" in names else None
    rows = [Trial(c, f"for {place(c.sheet, c.row)}") for c in contacts]
    for trial in (*rows, *trials(names, desk.words, desk.today)):
        for due in _dues(template, names, desk):
            for severity, message in _tried(desk, due, template, trial.contact, about):
                problem = Problem(template.where, "", severity, f"{message} ({trial.special})")
                shown.setdefault(message, problem)
    return list(shown.values())


def _dues(template: Template, names: Collection[str], desk: Desk) -> Iterator[Due]:
    """What may have made the letter due, as far as the template asks."""
    due = Due(0, template.occasion, desk.today, "lint", 0, "")
    sample = desk.words.table["sample"]
    yield due
    for kind, name in SPECIAL.items():
        if name in names:
            yield replace(due, trigger=f"{kind}:lint")
    if "milestone" in names:
        yield from (replace(due, what=news) for news in sample.get("news", ()))
    if "common" in names:
        yield from (replace(due, what=why) for why in sample.get("introduce_to", ()))
    if "gift" in names:
        yield from (
            replace(due, what=gift, link=LINK, topic=topic)
            for gift in sample.get("share", ())
            for topic in ("", *sample["interests"])
        )


def _tried(
    desk: Desk, due: Due, template: Template, contact: Contact, about: Contact | None
) -> Iterator[tuple[Severity, str]]:
    job = Job(replace(due, row=contact.row), contact, about, History())
    try:
        raw = desk.engine.raw(desk.engine.compile(template), desk.values(job, Gaps()))
    except RenderError as error:
        yield Severity.ERROR, str(error)
        return
    subject, body = tidy_subject(raw[0]), tidy_body(raw[1])
    letter = Letter(template.occasion, subject, body, _signature(desk.me))
    for fault in (*faults(letter, desk.words), *empty_slots("\n".join(raw), EMPTY, desk.words)):
        yield Severity.WARNING, fault


def _signature(me: Me) -> str:
    return me.signature.strip() or me.name.strip()
