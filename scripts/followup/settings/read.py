"""The tables of one config file to frozen settings."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from followup.errors import UsageError
from followup.followups.rules import RULES, WITH_DAYS
from followup.model import (
    CadenceSettings,
    CalendarSettings,
    Field,
    Limits,
    Me,
    OccasionSettings,
    Owned,
    Settings,
    Share,
    TrackerEntry,
    WeeklySettings,
)
from followup.settings.keys import Key, keys, sections
from followup.settings.kinds import read_value
from followup.trackers.paths import expanded
from followup.values.nearest import did_you_mean

OCCASIONS = tuple(rule.__name__ for rule in RULES)

IN_RHYTHM = frozenset({"check_in", "reconnect"})
"""Occasions that the person might expect to have days, and whose days are the tie's."""

OF_THE_JOB = frozenset({"trackers", "weekly"})
"""Sections that no single tracker has."""

Table = Mapping[str, Any]
Paths = frozenset[tuple[str, str]]


def read_settings(path: Path) -> Settings:
    """The settings in that file. Raises UsageError as `load_settings` says."""
    return _Reader(str(path)).settings(read_table(path))


def fill_in(said: Table, path: Path) -> Settings:
    """The settings of a tracker's own file, under those that the weekly job's says of it."""
    own = {key: value for key, value in read_table(path).items() if key not in OF_THE_JOB}
    return _Reader(str(path)).settings(_laid_over(own, said))


def read_table(path: Path) -> Table:
    """The file as it stands, but for paths: they are taken from its folder on."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}); is it a text file?") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: {_no_toml(str(error))}") from error
    paths = frozenset((key.section, key.name) for key in keys() if key.kind == "path")
    return _from_folder(table, path.parent, paths)


def _no_toml(error: str) -> str:
    """What tomllib found wrong with a file, and what to do about it."""
    twice = re.match(r"Cannot declare \('(.*?)',?\) twice(.*)", error)
    if twice:
        section = twice[1].replace("', '", ".")
        return f"[{section}] stands there twice{twice[2]}; put what both say under one"
    if "overwrite" in error:
        return f"{error}; a name may stand only once in its section"
    return f'{error}; text needs quotes, as in name = "Ana"'


def _from_folder(table: Table, folder: Path, paths: Paths, section: str = "") -> dict[str, Any]:
    def there(name: str, value: Any) -> Any:
        if isinstance(value, dict) and not section:
            return _from_folder(value, folder, paths, name)
        if isinstance(value, list) and name == "trackers":
            return [there("", entry) for entry in value]
        known = (section, name) in paths and isinstance(value, str) and value
        return str(folder / expanded(value)) if known else value

    return {name: there(name, value) for name, value in table.items()}


class _Reader:
    """Turns the tables of one file into settings; every complaint names the file and the key."""

    def __init__(self, path: str) -> None:
        self.path = path

    def wrong(self, key: str, what: str) -> UsageError:
        return UsageError(f"{self.path}: {key} {what}")

    def settings(self, table: Table) -> Settings:
        """The whole file."""
        top = [key.name for key in keys() if not key.section]
        self.known(table, (*top, *(name for name in sections() if name)), "")
        return Settings(
            me=Me(**self.section(table, "me")),
            columns=self.titles(self.table(table, "columns"), "columns", Field),
            output=self.titles(self.table(table, "output"), "output", Owned),
            cadence=CadenceSettings(**self.section(table, "cadence")),
            calendar=CalendarSettings(**self.section(table, "calendar")),
            limits=Limits(**self.section(table, "limits")),
            occasions=self.occasions(self.table(table, "occasions")),
            shares=tuple(self.share(each) for each in self.entries(table, "shares")),
            weekly=WeeklySettings(**self.section(table, "weekly")),
            trackers=tuple(self.entry(table, each) for each in self.entries(table, "trackers")),
            **self.values(table, ""),
        )

    def known(self, table: Table, names: Iterable[str], section: str) -> None:
        """Raise if the table has a key that is not among `names`."""
        names = list(names)
        for key in table:
            if key not in names:
                where = f"[{section}] {key}" if section else key
                raise self.wrong(where, f"is not a setting; {did_you_mean(key, names)}")

    def table(self, table: Table, name: str) -> Table:
        """The sub-table `name`, empty where it is absent."""
        value = table.get(name, {})
        if not isinstance(value, dict):
            raise self.wrong(name, f"must be a section, written [{name}]")
        return value

    def entries(self, table: Table, name: str) -> list[Table]:
        """The sub-tables of a section in double brackets."""
        value = table.get(name, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self.wrong(name, f"must be a section in double brackets, written [[{name}]]")
        return value

    def section(self, table: Table, name: str) -> dict[str, Any]:
        """The values of one section by their names in the frozen settings."""
        inner = self.table(table, name)
        given = {key.casefold(): key for key in inner}
        names = [key.name for key in keys() if key.section == name]
        same_case = {given.get(known.casefold(), known): known for known in names}
        inner = {same_case.get(key, key): value for key, value in inner.items()}
        self.known(inner, names, name)
        return self.values(inner, name)

    def values(self, table: Table, section: str) -> dict[str, Any]:
        """What the keys of a section say that stand in it."""
        return {
            key.attribute or key.name: self.value(key, table[key.name])
            for key in keys()
            if key.section == section and key.name in table
        }

    def value(self, key: Key, value: Any) -> Any:
        try:
            return read_value(key, value)
        except ValueError as error:
            raise self.wrong(key.written, str(error)) from error

    def titles(self, table: Table, section: str, kind: Callable[[str], Any]) -> dict[Any, str]:
        """A section of `name = "Header"` lines."""
        names = [member.value for member in kind]  # type: ignore[attr-defined]
        self.known(table, names, section)
        return {kind(key): self.text(table, section, key) for key in table}

    def text(self, table: Table, section: str, name: str) -> str:
        """One text, "" where it is absent."""
        return str(self.value(Key(section, name, "text"), table.get(name, "")))

    def occasions(self, table: Table) -> dict[str, OccasionSettings]:
        """The occasions' sections; one with `when` is the person's own."""
        for name in table:
            if name not in OCCASIONS and "when" not in self.table(table, name):
                near = did_you_mean(name, OCCASIONS)
                what = f"is not a setting; {near} (one of your own needs `when`)"
                raise self.wrong(f"[occasions] {name}", what)
        return {name: self.occasion(self.table(table, name), name) for name in table}

    def occasion(self, table: Table, name: str) -> OccasionSettings:
        """One occasion's section."""
        section = f"occasions.{name}"
        own = name not in OCCASIONS
        kinds = {"enabled": "flag", "days": "count"}
        if own:
            kinds |= {"when": "text", "day": "text", "priority": "count", "template": "text"}
        self.known(table, kinds, section)
        if "days" in table and not own and name not in WITH_DAYS:
            why = "the rhythm is set under [cadence]" if name in IN_RHYTHM else "its day is given"
            raise self.wrong(f"[{section}] days", f"cannot be set: {why}")
        least = -366 if own else 0
        told = OccasionSettings(
            **{
                key: self.value(Key(section, key, kinds[key], least=least), value)
                for key, value in table.items()
            }
        )
        if own:
            self.check_own(name, told)
        return told

    def check_own(self, name: str, told: OccasionSettings) -> None:
        """Raise for an occasion of the person's own that cannot be used."""
        from followup.followups.own import own_faults

        for key, what in own_faults(name, told):
            raise self.wrong(f"[occasions.{name}] {key}".rstrip(), what)

    def share(self, table: Table) -> Share:
        """One [[shares]] entry."""
        self.known(table, ("what", "topics", "link"), "shares")
        topics = table.get("topics", [])
        if not isinstance(topics, list) or not all(isinstance(topic, str) for topic in topics):
            raise self.wrong("[shares] topics", 'must be a list of texts, as in ["bees", "SQL"]')
        what = self.text(table, "shares", "what")
        if not what or not topics:
            raise self.wrong("[shares]", "needs `what` (the thing to share) and `topics`")
        return Share(what, tuple(topics), self.text(table, "shares", "link"))

    def entry(self, table: Table, own: Table) -> TrackerEntry:
        """One [[trackers]] entry with the file's settings and its own laid over them."""
        paths = {name: self.text(own, "trackers", name) for name in ("path", "url")}
        places = [place for place in paths.values() if place]
        if len(places) != 1:
            raise self.wrong("[trackers]", "needs either `path` (a file) or `url` (a Google Sheet)")
        apart = {"path", "url", "name"}
        over = {key: value for key, value in own.items() if key not in apart}
        known = [key.name for key in keys() if not key.section] + [
            name for name in sections() if name and name not in OF_THE_JOB
        ]
        self.known(over, known, "trackers")
        base = {key: value for key, value in table.items() if key not in OF_THE_JOB}
        said = _laid_over(base, over)
        name = self.text(own, "trackers", "name")
        return TrackerEntry(places[0], self.settings(said), name, said)


def _laid_over(base: Table, over: Table) -> dict[str, Any]:
    """`base` with what `over` says in its place, section by section."""
    both = {**base, **over}
    for key, value in over.items():
        if isinstance(value, dict) and isinstance(base.get(key), dict):
            both[key] = _laid_over(base[key], value)
    return both
