"""From a book as read to the layout of its tracker."""

from collections.abc import Mapping, Sequence

from followup.columns.chosen import chosen_columns, chosen_sheet, owned_columns, withheld
from followup.columns.context import column_scores
from followup.columns.days import about_days, decide_days, known_locales
from followup.columns.header import read_header
from followup.columns.layout import Candidate, best_in, candidates
from followup.columns.matches import find_matches
from followup.columns.problems import about_columns, about_sheets, no_tracker
from followup.columns.profile import Profile, profile_column, sample
from followup.columns.rows import Table, tell_rows
from followup.columns.titles import Heading, headings, second_header
from followup.columns.words import ENGLISH, language_of, languages, spoken
from followup.errors import UsageError
from followup.model import (
    Book,
    ColumnMap,
    Field,
    Match,
    Problem,
    Row,
    Settings,
    cell_at,
    is_own_sheet,
)

PLAIN = 3.0
"""A sheet that scores less may be one whose headers are full of typing errors."""

LIKELY = 0.5
"""A sheet that scores less is no tracker; a sheet with two clear columns of people scores 1."""


def understand(book: Book, settings: Settings) -> tuple[ColumnMap, tuple[Problem, ...]]:
    """The layout of the tracker in `book`, and what was unsure about it.

    What `settings` says of sheet, header row, columns and output wins. Raises UsageError where
    it names something that is not there, FollowupError where no tracker is found.
    """
    found = _find(book, settings)
    best = found[0]
    data = _sample(best)
    every = headings(best, data, languages() if not best.fluent else ENGLISH)
    columns = tuple(each.column for each in every if each.column.title)
    owned = owned_columns(columns, settings)
    free = [each for each in every if each.column.index not in owned.values()]
    profiles = {each.column.index: profile_column(data, each.column.index) for each in free}
    given = chosen_columns(columns, settings, best)
    codes = spoken(each.text for each in free)
    scores = _without(column_scores(free, profiles, codes), withheld(settings))
    matches, rivals = find_matches([each.column for each in free], scores, profiles, given)
    people, skipped = tell_rows(best.below, _table(best, profiles, free, matches, codes))
    locales = known_locales(book.locale, settings, codes)
    days, ambiguous = decide_days(matches, _numbered(best.below, people), locales)
    layout = ColumnMap(
        best.sheet.title,
        best.row.number,
        columns,
        matches,
        owned,
        people,
        skipped,
        days,
        _family_first(matches, profiles, codes),
        language_of([each.text for each in free], codes),
    )
    return layout, (
        *about_sheets(found),
        *about_columns(layout, scores, rivals),
        *about_days(best.sheet.title, best.row.number, matches, ambiguous),
    )


def _without(
    scores: Mapping[int, Mapping[str, float]], meanings: frozenset[Field]
) -> Mapping[int, Mapping[str, float]]:
    """The scores less those for meanings that the person has ruled out."""
    if not meanings:
        return scores
    return {
        column: {field: score for field, score in of_column.items() if field not in meanings}
        for column, of_column in scores.items()
    }


def _find(book: Book, settings: Settings) -> list[Candidate]:
    sheet = chosen_sheet(book, settings)
    if sheet is None and settings.header_row is None:
        found = _likely(book)
    else:
        theirs = tuple(s for s in book.sheets if not is_own_sheet(s.title))
        sheets = theirs if sheet is None else (sheet,)
        each = [best_in(s, languages(), settings.header_row) for s in sheets]
        found = sorted((c for c in each if c is not None), key=lambda c: -c.score)
    if settings.header_row is not None and not found:
        raise UsageError(f"{book.name} has nothing in row {settings.header_row} (header_row)")
    if not found:
        raise no_tracker(book)
    return found


def _likely(book: Book) -> list[Candidate]:
    """The sheets that may be the tracker, best first: read as English, else in any language."""
    found = candidates(book, ENGLISH)
    if not found or not found[0].fluent:
        found = candidates(book, languages())
    if not found or found[0].score < PLAIN:
        mended = candidates(book, languages(), mend=True)
        found = max(found, mended, key=lambda each: each[0].score if each else 0.0)
    return [candidate for candidate in found if candidate.score >= LIKELY]


def _sample(best: Candidate) -> Sequence[Row]:
    """Rows below the header that tell what its columns hold, spread through the sheet."""
    told = [row for row in sample(best.below, 400) if _filled(row) > 1]
    return sample(told or best.below[:40])


def _numbered(rows: Sequence[Row], numbers: Sequence[int]) -> list[Row]:
    wanted = set(numbers)
    return [row for row in rows if row.number in wanted]


def _filled(row: Row) -> int:
    return sum(value is not None and value != "" for value in row.cells)


def _table(
    best: Candidate,
    profiles: Mapping[int, Profile],
    free: Sequence[Heading],
    matches: Mapping[Field, Match],
    codes: tuple[str, ...],
) -> Table:
    second = second_header(best, codes)
    name = matches.get(Field.NAME)
    whole = name is not None and profiles[name.column.index].share("person") >= 0.6
    begun = all(_filled(row) < 2 for row in best.below[:40])
    return Table(
        best.sheet,
        {each.column.index: each.column.title for each in free},
        {field: match.column.index for field, match in matches.items()},
        codes,
        full_names=whole,
        capitals=begun or _in_capitals(best, matches),
        begun=begun,
        second_header=0 if second is None else second.number,
    )


def _in_capitals(best: Candidate, matches: Mapping[Field, Match]) -> bool:
    """Whether most names are in capitals; rows with nothing but a name are left out."""
    name = matches.get(Field.NAME) or matches.get(Field.LAST_NAME)
    if name is None:
        return False
    told = [row for row in sample(best.below, 60) if _filled(row) > 1]
    texts = [cell_at(row, name.column.index) for row in told]
    letters = [text for text in texts if isinstance(text, str) and text.strip()]
    return sum(text.isupper() for text in letters) > 0.5 * len(letters)


def _family_first(
    matches: Mapping[Field, Match], profiles: Mapping[int, Profile], codes: tuple[str, ...]
) -> bool:
    """Whether names stand family name first: the header says so, or they are East Asian."""
    match = matches.get(Field.NAME)
    if match is None:
        return False
    said = frozenset().union(*read_header(match.column.title, codes).parts)
    return "last_first" in said or profiles[match.column.index].asian >= 0.5
