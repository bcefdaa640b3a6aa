"""What the config says about the layout: sheet, columns and our own columns."""

from collections.abc import Sequence

from followup.columns.layout import Candidate
from followup.columns.text import same
from followup.errors import UsageError
from followup.model import OWNED_TITLES, Book, Column, Field, Owned, Settings, Sheet
from followup.values.nearest import nearest


def chosen_sheet(book: Book, settings: Settings) -> Sheet | None:
    """The sheet the settings name, or None. Raises UsageError if there is no such sheet."""
    if not settings.sheet:
        return None
    wanted = settings.sheet
    for sheet in book.sheets:
        if sheet.title == wanted:
            return sheet
    for sheet in book.sheets:
        if same(sheet.title) == same(wanted):
            return sheet
    titles = [sheet.title for sheet in book.sheets]
    raise UsageError(f"{book.name} has no sheet '{wanted}'{_nearest(wanted, titles)}")


def chosen_columns(
    columns: Sequence[Column], settings: Settings, best: Candidate
) -> dict[Field, Column]:
    """The columns the settings give a meaning. Raises UsageError for a header that is not there.

    An empty header says that no column has that meaning; see `withheld`.
    """
    return {
        field: _by_title(columns, title, f"[columns] {field.value}", best)
        for field, title in settings.columns.items()
        if title
    }


def withheld(settings: Settings) -> frozenset[Field]:
    """The meanings that, by the settings, no column has (`last_contact = ""`)."""
    return frozenset(field for field, title in settings.columns.items() if not title)


def owned_columns(columns: Sequence[Column], settings: Settings) -> dict[Owned, int]:
    """Where our own columns stand, by their usual headers or those the settings name."""
    titles = {own: settings.output.get(own, title) for own, title in OWNED_TITLES.items()}
    at = {same(column.title): column.index for column in reversed(columns)}
    return {own: at[same(title)] for own, title in titles.items() if same(title) in at}


def _by_title(columns: Sequence[Column], title: str, key: str, best: Candidate) -> Column:
    for column in columns:
        if column.title == title:
            return column
    for column in columns:
        if same(column.title) == same(title):
            return column
    titles = [column.title for column in columns]
    where = f"row {best.row.number} of sheet '{best.sheet.title}'"
    raise UsageError(f'{key} = "{title}": {where} has no such header{_nearest(title, titles)}')


def _nearest(wanted: str, titles: Sequence[str]) -> str:
    near = nearest(wanted, titles)
    if near:
        return f"; did you mean '{near[0]}'?"
    return f"; there are: {', '.join(repr(title) for title in titles) or 'none'}"
