"""What is said to the person about a layout that was not plain."""

from collections.abc import Mapping, Sequence

from followup.columns.layout import Candidate
from followup.errors import FollowupError
from followup.model import Book, Column, ColumnMap, Field, Match, Problem, Severity, place

Scores = Mapping[int, Mapping[str, float]]


def no_tracker(book: Book) -> FollowupError:
    """The error that says what was looked at, sheet by sheet, and what to do."""
    looked = "; ".join(f"'{s.title}' ({_rows(len(s.rows))})" for s in book.sheets) or "no sheet"
    return FollowupError(
        f"no tracker found in {book.name}: looked for a row of column headers such as Name,"
        f" Email, Last contact in {looked}; name the sheet with --sheet, or set sheet and"
        " header_row in followup.toml"
    )


def _rows(count: int) -> str:
    return "empty" if not count else f"{count} row{'s' * (count != 1)}"


def about_sheets(found: Sequence[Candidate]) -> tuple[Problem, ...]:
    """Other sheets that look like the tracker as much as the one taken."""
    best = found[0]
    return tuple(
        Problem(
            place(other.sheet.title, other.row.number),
            "",
            Severity.WARNING,
            f"sheet '{other.sheet.title}' looks like the tracker too ({_rows(len(other.below))});"
            f" only '{best.sheet.title}' is read: --sheet \"{other.sheet.title}\" reads this one",
        )
        for other in found[1:]
        if other.below and other.sheet.visible and _alike(best, other)
    )


def _alike(one: Candidate, other: Candidate) -> bool:
    both = len(one.fields & other.fields)
    return both >= 2 and both >= 0.8 * max(len(one.fields), len(other.fields))


def about_columns(
    layout: ColumnMap, scores: Scores, rivals: Mapping[Field, Column]
) -> tuple[Problem, ...]:
    """A warning for each meaning that is not sure, with the line of the config that settles it."""
    return tuple(
        Problem(
            place(layout.sheet, layout.header_row, match.column.index),
            match.field.value,
            Severity.WARNING,
            _rivalry(match, rivals[match.field])
            if match.field in rivals
            else _unsure(match, scores),
        )
        for match in layout.matches.values()
        if not match.sure
    )


def _rivalry(match: Match, rival: Column) -> str:
    field = match.field.value
    if match.column.title == rival.title:
        return (
            f"two columns are called '{_title(rival)}' and may both be {field}; the first is"
            " taken; to settle it, rename one of them in the sheet"
        )
    return (
        f"'{_title(match.column)}' and '{_title(rival)}' may both be {field}; the first is taken;"
        f" to settle it: [columns] {_line(field, match.column)} or {_line(field, rival)}"
    )


def _unsure(match: Match, scores: Scores) -> str:
    others = sorted(scores[match.column.index].items(), key=lambda item: -item[1])
    second = next((field for field, s in others if field != match.field.value and s > 0.4), "")
    runner = f" (or {second}?)" if second else ""
    return (
        f"'{_title(match.column)}' is taken for {match.field.value}{runner}, but not surely;"
        f" to settle it: [columns] {_line(match.field.value, match.column)}"
    )


def _line(field: str, column: Column) -> str:
    title = _title(column).replace("\\", "\\\\").replace('"', '\\"')
    return f'{field} = "{title}"'


def _title(column: Column) -> str:
    return " ".join(column.title.split())
