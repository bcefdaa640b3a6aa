"""How the numeric dates of each date column are to be read: day or month first."""

from collections.abc import Mapping, Sequence

from followup.columns.profile import sample
from followup.model import (
    DATE_FIELDS,
    CellValue,
    Field,
    Match,
    Problem,
    Row,
    Settings,
    Severity,
    cell_at,
    place,
)
from followup.model.patterns import pattern

_HOLDS_DAYS = (
    *sorted(DATE_FIELDS),
    Field.BIRTHDAY,
    Field.THANK_YOU_SENT,
    Field.NEEDS_FOLLOWUP,
    Field.REPLY,
)
_ENOUGH = 2000
_NUMERIC = pattern(r"\d\s?[./\-]\s?\d")


def decide_days(
    matches: Mapping[Field, Match], rows: Sequence[Row], locales: Sequence[str]
) -> tuple[dict[Field, bool | None], tuple[Field, ...]]:
    """For each field that holds days whether the day comes first, and the fields left ambiguous.

    A column's own values decide; then what all other date columns of the sheet agree on; then the
    first of `locales` that tells.
    """
    picked = sample(rows, _ENOUGH)
    texts = {
        field: [v for v in _column(picked, matches[field]) if isinstance(v, str)]
        for field in _HOLDS_DAYS
        if field in matches
    }
    if not any(_NUMERIC.search(text) for column in texts.values() for text in column):
        return dict.fromkeys(texts), ()

    from followup.values.dates import decide_day_first, has_ambiguous

    decided = {field: decide_day_first(values) for field, values in texts.items()}
    others = {first for first in decided.values() if first is not None}
    common = others.pop() if len(others) == 1 else None
    if common is None:
        common = next(
            (
                first
                for locale in locales
                if (first := decide_day_first((), locale=locale)) is not None
            ),
            None,
        )
    days = {field: common if first is None else first for field, first in decided.items()}
    return days, tuple(f for f, first in days.items() if first is None and has_ambiguous(texts[f]))


def _column(rows: Sequence[Row], match: Match) -> list[CellValue]:
    return [cell_at(row, match.column.index) for row in rows]


def known_locales(locale: str, settings: Settings, codes: Sequence[str]) -> tuple[str, ...]:
    """What may tell the order of day and month: the config's date_order, the book's locale,
    the config's language and country, the headers.
    """
    me = settings.me
    order = {None: "", True: "en_GB", False: "en_US"}[settings.day_first]
    own = f"{me.language or 'en'}_{me.country}" if me.country else me.language
    foreign = codes[1] if len(codes) == 2 else ""
    return tuple(each for each in (order, locale, "" if own == "en" else own, foreign) if each)


def about_days(
    sheet: str, header_row: int, matches: Mapping[Field, Match], ambiguous: Sequence[Field]
) -> tuple[Problem, ...]:
    """A warning for each column whose dates can be read two ways."""
    return tuple(
        Problem(
            place(sheet, header_row, matches[field].column.index),
            field.value,
            Severity.WARNING,
            f"the dates in '{' '.join(matches[field].column.title.split())}' can be read day first"
            " or month first and nothing in the sheet tells which; write one with the month's name,"
            ' or set date_order = "dmy" or "mdy" in followup.toml',
        )
        for field in ambiguous
    )
