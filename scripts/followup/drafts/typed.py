"""Templates typed into the tracker's own sheet of templates: one row, one template.

Several rows of one occasion are its variants. A row that cannot be used is a problem with its
cell, and the template that would hold without it is used instead.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path

from followup.drafts.compose import Desk, language_of
from followup.drafts.engine import TemplateError
from followup.drafts.finder import Library, Template
from followup.drafts.lexicon import languages
from followup.drafts.tongues import named
from followup.model import (
    Problem,
    Row,
    Settings,
    Severity,
    Sheet,
    cell_at,
    place,
)
from followup.model.records import replace
from followup.values.nearest import did_you_mean
from followup.values.text import fold, is_formula_error, shown

COLUMNS = ("Occasion", "Subject", "Body", "Language")
"""The headers of the sheet; the last column may be missing."""
NOTE = "#"
"""What an occasion begins with in a row that is only a note."""
_BETWEEN = re.compile(r"[\s_-]+")
_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_QUOTES = str.maketrans("\u201c\u201d\u201e\u2018\u2019", '"""\'\'')
_LABEL = re.compile(r"\s*subject:\s*", re.IGNORECASE)
_MOST_VARIANTS = 99


def typed_templates(
    sheet: Sheet, occasions: Collection[str]
) -> tuple[tuple[Template, ...], tuple[Problem, ...]]:
    """The templates in the rows of that sheet, and what is wrong with its other rows.

    `occasions` are the names that the first column may hold. The columns are known by their titles
    (Occasion, Subject, Body, perhaps Language), else they are the first three.
    """
    reader = _Reader(sheet, occasions)
    for row in sheet.rows:
        if row.number != reader.header:
            reader.take(row)
    return tuple(reader.templates), tuple(reader.problems)


class _Reader:
    """Collects one sheet's templates, row by row."""

    def __init__(self, sheet: Sheet, occasions: Collection[str]) -> None:
        self.sheet, self.occasions = sheet, occasions
        self.header, self.columns = _layout(sheet)
        self.templates: list[Template] = []
        self.problems: list[Problem] = []

    def take(self, row: Row) -> None:
        """One row: nothing, a template, or a problem."""
        said = self.text(row, "occasion")
        subject, body = self.text(row, "subject"), self.text(row, "body")
        if said.startswith(NOTE) or not (subject or body):
            return
        occasion = _BETWEEN.sub("_", fold(said))
        said_language = self.text(row, "language")
        language = named(said_language)
        if occasion not in self.occasions:
            self.wrong(row, "occasion", self.unknown(said, occasion))
        elif not subject or not body:
            lacking = "body" if subject else "subject"
            self.wrong(row, lacking, f"the template for {occasion} has no {lacking}")
        elif said_language and language not in languages():
            known = ", ".join(languages())
            what = f'no letters in "{shown(said_language)}" yet; known are {known}'
            self.wrong(row, "language", what)
        elif broken := next((c for c in ("subject", "body") if self.is_broken(row, c)), ""):
            self.wrong(row, broken, "a formula here ends in an error")
        else:
            self.add(row, occasion, language, f"Subject: {_one_line(subject)}\n\n{body}\n")

    def add(self, row: Row, occasion: str, language: str, text: str) -> None:
        alike = [t for t in self.templates if (t.occasion, t.language) == (occasion, language)]
        variant = len(alike) + 1
        if variant > _MOST_VARIANTS:
            self.wrong(row, "occasion", f"there are {_MOST_VARIANTS} templates for it above")
            return
        stem = occasion if variant == 1 else f"{occasion}.{variant}"
        path = Path(language) / f"{stem}.txt"
        cells = (self.cell(row, "subject"), self.cell(row, "body"))
        title = self.sheet.title
        self.templates.append(
            Template(occasion, variant, language, path, title, 0, _straight(text), cells=cells)
        )

    def text(self, row: Row, column: str) -> str:
        value = cell_at(row, self.columns[column]) if column in self.columns else None
        return "" if value is None else str(value).strip()

    def is_broken(self, row: Row, column: str) -> bool:
        return is_formula_error(self.text(row, column))

    def cell(self, row: Row, column: str) -> str:
        return place(self.sheet.title, row.number, self.columns[column])

    def wrong(self, row: Row, column: str, message: str) -> None:
        what = f"{message}; this row is left out"
        self.problems.append(Problem(self.cell(row, column), "", Severity.ERROR, what))

    def unknown(self, said: str, occasion: str) -> str:
        if not said:
            return f"the template needs an occasion, one of {', '.join(self.occasions)}"
        return f'"{shown(said)}" is not an occasion; {did_you_mean(occasion, self.occasions)}'


def _layout(sheet: Sheet) -> tuple[int, Mapping[str, int]]:
    """The number of the header row (0: none), and the columns by what they hold."""
    wanted = [title.lower() for title in COLUMNS]
    for row in sheet.rows[:20]:
        titles = [fold(value) if isinstance(value, str) else "" for value in row.cells]
        if set(wanted[:3]) <= set(titles):
            return row.number, {title: titles.index(title) for title in wanted if title in titles}
    return 0, {title: index for index, title in enumerate(wanted[:3])}


def _one_line(subject: str) -> str:
    return " ".join(_LABEL.sub("", subject, count=1).split())


def _straight(text: str) -> str:
    """The text with the typewriter's quotation marks in code, where programs curl them."""
    return _CODE.sub(lambda match: match[0].translate(_QUOTES), text)


def sound(library: Library, settings: Settings, today: date) -> Library:
    """The library without typed templates that are broken; its problems name their cells."""
    problems = dict(_broken(library, settings, today))
    return replace(
        library,
        templates=tuple(t for t in library.templates if t not in problems),
        problems=(*library.problems, *problems.values()),
    )


def _broken(
    library: Library, settings: Settings, today: date
) -> Iterator[tuple[Template, Problem]]:
    desks: dict[str, Desk] = {}
    for template in library.templates:
        if not template.cells[0]:
            continue
        language = template.language or language_of(settings)
        if language not in desks:
            desks[language] = Desk(settings.me, library, today, language)
        try:
            desks[language].engine.compile(template)
        except TemplateError as error:
            what = f"{error.detail}; this template is left out"
            where = error.template.at(error.line)
            yield template, Problem(where, "", Severity.ERROR, what)
