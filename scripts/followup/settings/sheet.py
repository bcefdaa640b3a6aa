"""The tracker's own settings sheet, laid over the settings of the config file.

What stands in the sheet wins over `followup.toml`: the sheet is where the person is, the file is
where somebody once set things up. An empty value says nothing, so the file or the default holds.
What cannot be used is a problem with its cell, never the end of a run.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from followup.followups.rules import RULES, WITH_DAYS
from followup.model import (
    SETTINGS_SHEET,
    Book,
    CellValue,
    OccasionSettings,
    Problem,
    Row,
    Settings,
    Severity,
    Sheet,
    cell_at,
    place,
)
from followup.model.patterns import pattern
from followup.model.records import replace
from followup.settings.keys import Key, keys
from followup.settings.kinds import read_value
from followup.settings.typed import as_toml
from followup.values.nearest import nearest
from followup.values.text import fold, shown

COLUMNS = ("Setting", "Value", "What it does")
"""The headers of the sheet."""

_PARTS = {"me", "cadence", "calendar", "limits"}
_BETWEEN = pattern(r"[\s_.\-:,;()\[\]/]+")


def own_sheet(book: Book, title: str) -> Sheet | None:
    """The sheet of ours with that title, whatever its case, or None."""
    wanted = title.casefold()
    return next((s for s in book.sheets if " ".join(s.title.split()).casefold() == wanted), None)


def with_sheet(settings: Settings, book: Book) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings with those of the book's settings sheet laid over them, and what is wrong there.

    A name that is no setting, and a value that cannot be used, are warnings; what `settings` says
    holds then.
    """
    sheet = own_sheet(book, SETTINGS_SHEET)
    return (settings, ()) if sheet is None else _Overlay(settings, sheet).read()


class _Overlay:
    """Collects what one sheet says, row by row."""

    def __init__(self, settings: Settings, sheet: Sheet) -> None:
        self.settings, self.sheet = settings, sheet
        self.known = {**by_name(), **_named(own_keys(settings))}
        self.said: dict[str, tuple[Key, Any]] = {}
        self.problems: list[Problem] = []

    def read(self) -> tuple[Settings, tuple[Problem, ...]]:
        header, names, values = _layout(self.sheet)
        for row in self.sheet.rows:
            if row.number != header:
                self.take(row, names, values)
        return self.laid_over(), tuple(self.problems)

    def take(self, row: Row, names: int, values: int) -> None:
        """One row: nothing, a setting, or a problem."""
        name, value = cell_at(row, names), cell_at(row, values)
        empty = value is None or (isinstance(value, str) and not value.strip())
        if empty or not isinstance(name, str) or not name.strip():
            return
        key = self.known.get(_plain(name))
        if key is None:
            self.warn(row, names, "", f'"{shown(name)}" is not a setting; {_hint(name)}')
        elif not key.sheet:
            what = f'"{shown(name)}" can only be set in followup.toml, as {key.written}'
            self.warn(row, names, key.dotted, what)
        elif key.dotted in self.said:
            what = f'"{key.label}" is set twice in this sheet; the first one holds'
            self.warn(row, names, key.dotted, what)
        else:
            self.set(row, values, key, value)

    def set(self, row: Row, column: int, key: Key, value: CellValue) -> None:
        """Take the value; where it cannot be used, say so and leave what holds."""
        try:
            read = read_value(key, as_toml(key, value, self.settings.day_first))
        except ValueError as error:
            holds = shown(plain_value(key, current(key, self.settings))) or "no value"
            self.warn(row, column, key.dotted, f'"{key.label}" {error}; {holds} holds')
        else:
            self.said[key.dotted] = key, read

    def warn(self, row: Row, column: int, field: str, message: str) -> None:
        where = place(self.sheet.title, row.number, column)
        self.problems.append(Problem(where, field, Severity.WARNING, message))

    def laid_over(self) -> Settings:
        """The settings with all that was said."""
        parts: dict[str, dict[str, Any]] = {}
        for key, value in self.said.values():
            parts.setdefault(key.section, {})[key.attribute or key.name] = value
        occasions = dict(self.settings.occasions)
        for section, values in parts.items():
            if section.startswith("occasions."):
                name = section.removeprefix("occasions.")
                said = replace(self.settings.occasion(name), **values)
                if name in occasions or said != OccasionSettings():
                    occasions[name] = said
        changed = {
            name: replace(getattr(self.settings, name), **values)
            for name, values in parts.items()
            if name in _PARTS
        }
        return replace(self.settings, occasions=occasions, **changed, **parts.get("", {}))


def _layout(sheet: Sheet) -> tuple[int, int, int]:
    """The number of the header row (0: none), and the columns of the settings and their values."""
    for row in sheet.rows[:20]:
        titles = [fold(value) if isinstance(value, str) else "" for value in row.cells]
        if {"setting", "value"} <= set(titles):
            return row.number, titles.index("setting"), titles.index("value")
    return 0, 0, 1


def _hint(name: str) -> str:
    near = nearest(name, (key.label for key in in_sheet()))
    return f'did you mean "{near[0]}"?' if near else "docs/config.md lists all there are"


@cache
def in_sheet() -> tuple[Key, ...]:
    """Every setting that may stand in the sheet, in its order: the table's, then the occasions'."""
    return (*(key for key in keys() if key.sheet), *_occasion_keys())


def _occasion_keys() -> Iterator[Key]:
    for rule in RULES:
        name, explained = rule.__name__, " ".join((rule.__doc__ or "").split())
        yield from _switch_and_days(name, explained, days=name in WITH_DAYS)


def own_keys(settings: Settings) -> tuple[Key, ...]:
    """The same settings for the occasions that the config makes up."""
    own = [name for name, told in settings.occasions.items() if told.when]
    return tuple(key for name in own for key in _switch_and_days(name, "An occasion of your own."))


def _switch_and_days(name: str, explained: str, *, days: bool = True) -> Iterator[Key]:
    """A switch and, where they can be changed, the days of an occasion."""
    section, words = f"occasions.{name}", name.replace("_", " ")
    yield Key(section, "enabled", "flag", f"Write {words} letters", explained)
    if days:
        yield Key(section, "days", "count", f"Days before {words}", "Other days than the rule's.")


@cache
def by_name() -> Mapping[str, Key]:
    """Every setting by what people may call it: its label, its dotted name, a name all its own."""
    everything = (*keys(), *_occasion_keys())
    count = Counter(_plain(key.name) for key in everything)
    found = {plain: key for key in everything if count[plain := _plain(key.name)] == 1}
    return {**found, **_named(everything)}


def _named(listed: Iterable[Key]) -> dict[str, Key]:
    pairs = ((name, key) for key in listed for name in (key.dotted, key.label))
    return {_plain(name): key for name, key in pairs}


def _plain(name: str) -> str:
    return _BETWEEN.sub(" ", fold(name)).strip()


def current(key: Key, settings: Settings) -> Any:
    """What the setting is in these settings."""
    if not key.section.startswith("occasions."):
        return key.value(settings)
    said = settings.occasions.get(key.section.removeprefix("occasions."), OccasionSettings())
    return getattr(said, key.name)


def plain_value(key: Key, value: Any) -> str:
    """A setting's value as it is typed into the sheet; "" for none."""
    from followup.settings.typed import as_typed

    typed = as_typed(key, value)
    return "" if typed is None else str(typed)
