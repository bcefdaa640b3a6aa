"""Where the tracker stands: which sheet, which header row, from the words and what lies below."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from math import sqrt

from followup.columns.header import read_header
from followup.columns.meanings import NOTHING
from followup.columns.profile import kind_of
from followup.columns.signatures import recognise
from followup.columns.text import fold, parse_header
from followup.columns.words import around
from followup.model import OWNED_TITLES, Area, Book, Row, Sheet, cell_at, is_own_sheet
from followup.model.records import dataclass

LOOKED_AT = 60
_MEANINGFUL = 0.55
_LONGEST_HEADER = 90
_PERSONAL = {"name", "first_name", "last_name", "email", "linkedin", "phone"}
_OURS = frozenset(fold(title) for title in OWNED_TITLES.values())
_NAME_FACTORS = {
    "sheet_help": 0.35,
    "sheet_old": 0.5,
    "sheet_list": 0.5,
    "sheet_people": 1.15,
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible tracker: a sheet, the index of its header row in `sheet.rows`, and how likely."""

    sheet: Sheet
    header: int
    score: float
    fields: frozenset[str]
    people: bool
    fluent: bool

    @property
    def row(self) -> Row:
        """The header row itself."""
        return self.sheet.rows[self.header]

    @property
    def below(self) -> Sequence[Row]:
        """The rows below the header."""
        return self.sheet.rows[self.header + 1 :]


def candidates(book: Book, codes: tuple[str, ...], *, mend: bool = False) -> list[Candidate]:
    """The best header row of every sheet that has one, best sheet first (ties: book order).

    Our own sheets of settings and templates are passed over.
    """
    theirs = (sheet for sheet in book.sheets if not is_own_sheet(sheet.title))
    found = [best_in(sheet, codes, mend=mend) for sheet in theirs]
    return sorted((c for c in found if c is not None), key=lambda c: -round(c.score, 2))


def best_in(
    sheet: Sheet, codes: tuple[str, ...], row: int | None = None, *, mend: bool = False
) -> Candidate | None:
    """The likeliest header row of one sheet; `row` (from 1) fixes it; `mend` allows typos."""
    found = [
        _candidate(sheet, index, codes, mend=mend)
        for index, each in enumerate(sheet.rows[: LOOKED_AT if row is None else None])
        if (row is None and _may_be_header(each)) or each.number == row
    ]
    return max(found, key=lambda c: c.score, default=None)


def _may_be_header(row: Row) -> bool:
    texts = [value for value in row.cells if isinstance(value, str) and value.strip()]
    filled = sum(value is not None and value != "" for value in row.cells)
    if len(texts) < 2 or len(texts) < 0.8 * filled:
        return False
    if sum(len(text) > _LONGEST_HEADER for text in texts) > 0.25 * len(texts):
        return False
    odd = sum(kind_of(text) in {"email", "date", "phone", "linkedin", "url"} for text in texts)
    return odd <= 0.35 * len(texts) and len(set(texts)) > 0.5 * len(texts)


def _candidate(
    sheet: Sheet, index: int, codes: tuple[str, ...], *, mend: bool = False
) -> Candidate:
    row = sheet.rows[index]
    titles = [
        v for v in row.cells if isinstance(v, str) and v.strip() and fold(v.strip()) not in _OURS
    ]
    fields: dict[str, float] = {}
    known, readable = 0.0, 0
    for title in titles:
        scores = read_header(title, codes, mend=mend).scores
        field, score = max(scores.items(), key=lambda item: item[1], default=(NOTHING, 0.0))
        known += score if score >= _MEANINGFUL else 0.0
        readable += score >= _MEANINGFUL
        if score >= _MEANINGFUL and field != NOTHING:
            fields[field] = max(fields.get(field, 0.0), score)
    meaning = sum(fields.values()) * (0.3 + 0.7 * known / max(1, len(titles)))
    meaning += 0.02 * len(titles)
    people = bool(_PERSONAL & fields.keys())
    if recognise(titles) is not None:
        meaning, people = meaning + len(titles), True
    fluent = "name" in fields or {"first_name", "last_name"} <= fields.keys()
    fluent = fluent and readable >= 0.7 * len(titles) and not _wide_above(sheet, index, titles)
    shape = _below(sheet, index) * _table(sheet.areas, row) * _sheet_factor(sheet, codes)
    likely = 1.0 if people else 0.75
    likely *= _unlike_values(sheet, index) if meaning > _MEANINGFUL else 1.0
    return Candidate(sheet, index, meaning * shape * likely, frozenset(fields), people, fluent)


def _unlike_values(sheet: Sheet, index: int) -> float:
    """How little a row looks like one of values: it holds days, or texts that recur below it."""
    row = sheet.rows[index]
    days = any(isinstance(value, date) for value in row.cells)
    texts = {i: v for i, v in enumerate(row.cells) if isinstance(v, str) and v.strip()}
    recur: set[int] = set()
    for other in sheet.rows[index + 1 : index + 21]:
        alike = {i for i, text in texts.items() if cell_at(other, i) == text}
        recur |= alike if len(alike) < 0.6 * len(texts) else set()
    return (0.5 if days else 1.0) * (0.5 if len(recur) >= max(2, 0.4 * len(texts)) else 1.0)


def _wide_above(sheet: Sheet, index: int, titles: Sequence[str]) -> bool:
    """Whether a row above is about as wide: perhaps a header in words not yet looked up."""
    wide = 0.8 * len(titles)
    return any(
        sum(isinstance(value, str) and bool(value.strip()) for value in row.cells) >= wide
        for row in sheet.rows[:index]
    )


def _below(sheet: Sheet, index: int) -> float:
    """How the rows below speak for a header there: their number and how they fill its columns."""
    below = sheet.rows[index + 1 :]
    if not below:
        return 0.7
    titled = {i for i, value in enumerate(sheet.rows[index].cells) if value not in {None, ""}}
    first = below[:6]
    filled = sum(
        any(v not in {None, ""} and i in titled for i, v in enumerate(row.cells)) for row in first
    )
    return (0.6 + 0.3 * filled / len(first)) * (1 + 0.05 * sqrt(min(len(below), 40)))


def _table(areas: Sequence[Area], row: Row) -> float:
    tables = [area for area in areas if area.kind in {"table", "filter"}]
    if any(area.first_row == row.number for area in tables):
        return 1.3
    inside = any(area.first_row < row.number <= area.last_row for area in tables)
    return 0.5 if inside else 1.0


def _sheet_factor(sheet: Sheet, codes: tuple[str, ...]) -> float:
    factor = 1.0 if sheet.visible else 0.4
    for concept in sheet_concepts(sheet.title, codes):
        factor *= _NAME_FACTORS.get(concept, 1.0)
    return factor


@lru_cache(maxsize=256)
def sheet_concepts(title: str, codes: tuple[str, ...]) -> frozenset[str]:
    """What a sheet's name says of it (sheet_help, sheet_old, sheet_list, sheet_people ...)."""
    known = around(codes)
    words = parse_header(title).words
    spans = ("".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1))
    found: frozenset[str] = frozenset().union(*(known.get(s, frozenset()) for s in spans))
    return found & _NAME_FACTORS.keys()
