"""From a book as read to the layout of its tracker."""

from collections.abc import Mapping, Sequence

from followup.columns.assign import assign
from followup.columns.chosen import chosen_columns, chosen_sheet, owned_columns
from followup.columns.context import column_scores
from followup.columns.layout import Candidate, best_in, candidates
from followup.columns.problems import about_columns, about_sheets, no_tracker
from followup.columns.profile import Profile, profile_column, sample
from followup.columns.rows import Table, tell_rows
from followup.columns.words import languages, spoken
from followup.errors import UsageError
from followup.model import (
    Book,
    Column,
    ColumnMap,
    Field,
    Match,
    Problem,
    Row,
    Settings,
)

LIKELY = 0.5
"""A sheet that scores less is no tracker; a sheet with two clear columns of people scores 1."""

Scores = Mapping[int, Mapping[str, float]]


def understand(book: Book, settings: Settings) -> tuple[ColumnMap, tuple[Problem, ...]]:
    """The layout of the tracker in `book`, and what was unsure about it.

    What `settings` says of sheet, header row, columns and output wins. Raises UsageError where
    it names something that is not there, FollowupError where no tracker is found.
    """
    found = _find(book, settings)
    best = found[0]
    columns = _columns(best)
    owned = owned_columns(columns, settings)
    free = [column for column in columns if column.index not in owned.values()]
    rows = [row for row in best.below if _filled(row) > 1] or list(best.below)
    picked = sample(rows)
    profiles = {column.index: profile_column(picked, column.index) for column in free}
    given = chosen_columns(columns, settings, best)
    codes = spoken(column.title for column in free)
    scores = column_scores(free, profiles, codes)
    matches = _match(free, scores, profiles, given)
    table = Table(
        best.sheet,
        {column.index: column.title for column in free},
        {field: match.column.index for field, match in matches.items()},
        codes,
    )
    people, skipped = tell_rows(best.below, table)
    layout = ColumnMap(best.sheet.title, best.row.number, columns, matches, owned, people, skipped)
    return layout, (*about_sheets(found), *about_columns(layout, scores))


def _codes() -> tuple[str, ...]:
    return languages()


def _find(book: Book, settings: Settings) -> list[Candidate]:
    sheet = chosen_sheet(book, settings)
    if sheet is None and settings.header_row is None:
        found = _likely(book, mend=False) or _likely(book, mend=True)
    else:
        sheets = book.sheets if sheet is None else (sheet,)
        each = [best_in(s, _codes(), settings.header_row) for s in sheets]
        found = sorted((c for c in each if c is not None), key=lambda c: -c.score)
    if settings.header_row is not None and not found:
        raise UsageError(f"{book.name} has nothing in row {settings.header_row} (header_row)")
    if not found:
        raise no_tracker(book)
    return found


def _likely(book: Book, *, mend: bool) -> list[Candidate]:
    return [c for c in candidates(book, _codes(), mend=mend) if c.score >= LIKELY]


def _columns(best: Candidate) -> tuple[Column, ...]:
    return tuple(
        Column(index, value if isinstance(value, str) else str(value))
        for index, value in enumerate(best.row.cells)
        if value is not None and str(value).strip()
    )


def _filled(row: Row) -> int:
    return sum(value is not None and value != "" for value in row.cells)


def _match(
    columns: Sequence[Column],
    scores: Scores,
    profiles: Mapping[int, Profile],
    given: Mapping[Field, Column],
) -> dict[Field, Match]:
    taken = {column.index for column in given.values()}
    open_scores = {
        index: {f: s for f, s in row.items() if Field(f) not in given}
        for index, row in scores.items()
        if index not in taken
    }
    at = {column.index: column for column in columns}
    matches = {
        Field(field): Match(
            Field(field), at[index], scores[index][field], _reason(at[index], profiles[index])
        )
        for field, index in assign(open_scores).items()
    }
    matches |= {f: Match(f, column, 1.0, "the config says so") for f, column in given.items()}
    return {field: matches[field] for field in Field if field in matches}


def _reason(column: Column, profile: Profile) -> str:
    kinds = sorted(profile.shares.items(), key=lambda item: -item[1])
    says = f"header says '{' '.join(column.title.split())}'"
    if not kinds:
        return f"{says}; no values yet"
    kind, share = kinds[0]
    return f"{says}; {share:.0%} of the values look like {kind}"
