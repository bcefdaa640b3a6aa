"""`followup.toml` to frozen settings, and the one function that finds the file."""

import difflib
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from followup.errors import UsageError
from followup.followups.rules import RULES
from followup.model import (
    CadenceSettings,
    CalendarSettings,
    Field,
    Limits,
    Me,
    OccasionSettings,
    Owned,
    Settings,
)

FILE_NAME = "followup.toml"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DATE_ORDERS = {"": None, "dmy": True, "mdy": False}

OCCASIONS = tuple(rule.__name__ for rule in RULES)

Table = Mapping[str, Any]


def find_config(named: str | None, tracker: str | None) -> Path | None:
    """The config file that holds: the named one, the one beside the tracker, the user's own.

    Returns None where there is none. Raises UsageError if the named one is not there.
    """
    if named:
        path = Path(named)
        if not path.is_file():
            raise UsageError(f"no config file at {named}; check the path given to --config")
        return path
    beside = Path(tracker).parent / FILE_NAME if tracker and "://" not in tracker else None
    return next((path for path in (beside, _user_config()) if path and _there(path)), None)


def _there(path: Path) -> bool:
    """Whether a file lies there; a folder that may not be looked into holds none for us."""
    try:
        return path.is_file()
    except OSError:
        return False


def _user_config() -> Path:
    from platformdirs import user_config_path

    return user_config_path("followup", appauthor=False) / FILE_NAME


def load_settings(path: Path | None) -> Settings:
    """The settings in that file; the defaults without one.

    Raises UsageError naming the file and the key for anything that cannot be used: not TOML, an
    unknown key (with the nearest known one), a value of the wrong kind.
    """
    if path is None:
        return Settings()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}); is it a text file?") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f'{path}: {error}; text needs quotes, as in name = "Ana"') from error
    return _Reader(str(path)).settings(table)


class _Reader:
    """Turns the tables of one file into settings; every complaint names the file and the key."""

    def __init__(self, path: str) -> None:
        self.path = path

    def wrong(self, key: str, what: str) -> UsageError:
        return UsageError(f"{self.path}: {key} {what}")

    def known(self, table: Table, names: Iterable[str], section: str) -> None:
        """Raise if the table has a key that is not among `names`."""
        names = list(names)
        for key in table:
            if key not in names:
                near = difflib.get_close_matches(key, names, 1, 0.5)
                hint = f'did you mean "{near[0]}"?' if near else f"known are {', '.join(names)}"
                where = f"[{section}] {key}" if section else key
                raise self.wrong(where, f"is not a setting; {hint}")

    def table(self, table: Table, name: str) -> Table:
        """The sub-table `name`, empty where it is absent."""
        value = table.get(name, {})
        if not isinstance(value, dict):
            raise self.wrong(name, f"must be a section, written [{name}]")
        return value

    def value(self, table: Table, section: str, key: str, kind: type, default: Any) -> Any:
        """One plain value of the given type."""
        value = table.get(key, default)
        right = isinstance(value, kind) and not (kind is int and isinstance(value, bool))
        if not right:
            wanted = {str: "text in quotes", int: "a whole number", bool: "true or false"}[kind]
            where = f"[{section}] {key}" if section else key
            raise self.wrong(where, f"must be {wanted}, not {value!r}")
        return value

    def count(self, table: Table, section: str, key: str, default: int, least: int = 0) -> int:
        """A whole number of at least `least`."""
        value: int = self.value(table, section, key, int, default)
        if value < least:
            raise self.wrong(f"[{section}] {key}", f"must be at least {least}, not {value}")
        return value

    def settings(self, table: Table) -> Settings:
        """The whole file."""
        top = ("sheet", "header_row", "date_order", "templates", "wrap")
        sections = ("me", "columns", "output", "cadence", "calendar", "limits", "occasions")
        self.known(table, (*top, *sections), "")
        header_row = table.get("header_row")
        if header_row is not None:
            header_row = self.count(table, "", "header_row", 1, least=1)
        return Settings(
            me=self.me(self.table(table, "me")),
            sheet=self.value(table, "", "sheet", str, ""),
            header_row=header_row,
            day_first=self.day_first(table),
            columns=self.titles(self.table(table, "columns"), "columns", Field),
            output=self.titles(self.table(table, "output"), "output", Owned),
            wrap=self.value(table, "", "wrap", bool, False),
            cadence=self.cadence(self.table(table, "cadence")),
            calendar=self.calendar(self.table(table, "calendar")),
            limits=self.limits(self.table(table, "limits")),
            occasions=self.occasions(self.table(table, "occasions")),
            templates=self.value(table, "", "templates", str, ""),
        )

    def me(self, table: Table) -> Me:
        names = {"timezone": "time_zone"}
        keys = [field.name for field in fields(Me) if field.name != "time_zone"] + ["timezone"]
        self.known(table, keys, "me")
        said = {names.get(k, k): self.value(table, "me", k, str, "") for k in table}
        me = Me(**said)
        self.check_country(me.country)
        self.check_zone(me.time_zone)
        return me

    def check_country(self, country: str) -> None:
        if not country:
            return
        from holidays import list_supported_countries

        if country not in list_supported_countries(include_aliases=True):
            raise self.wrong("[me] country", f'"{country}" is not a country code such as "DE"')

    def check_zone(self, zone: str) -> None:
        if not zone:
            return
        from zoneinfo import ZoneInfo

        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError) as error:
            example = 'such as "Europe/Berlin"'
            raise self.wrong("[me] timezone", f'"{zone}" is no time zone {example}') from error

    def day_first(self, table: Table) -> bool | None:
        order = self.value(table, "", "date_order", str, "").lower()
        if order not in DATE_ORDERS:
            raise self.wrong("date_order", 'must be "dmy" (day first) or "mdy" (month first)')
        return DATE_ORDERS[order]

    def titles(self, table: Table, section: str, kind: Callable[[str], Any]) -> dict[Any, str]:
        """A section of `name = "Header"` lines."""
        names = [member.value for member in kind]  # type: ignore[attr-defined]
        self.known(table, names, section)
        return {kind(key): self.value(table, section, key, str, "") for key in table}

    def cadence(self, table: Table) -> CadenceSettings:
        lower = {key.lower(): value for key, value in table.items()}
        defaults = CadenceSettings()
        keys = [field.name for field in fields(CadenceSettings)]
        self.known(lower, keys, "cadence")
        return CadenceSettings(
            **{k: self.count(lower, "cadence", k, getattr(defaults, k), least=1) for k in keys}
        )

    def limits(self, table: Table) -> Limits:
        defaults = Limits()
        keys = [field.name for field in fields(Limits)]
        self.known(table, keys, "limits")
        return Limits(**{k: self.count(table, "limits", k, getattr(defaults, k)) for k in keys})

    def calendar(self, table: Table) -> CalendarSettings:
        self.known(table, ("weekend", "days_off", "quiet"), "calendar")
        defaults = CalendarSettings()
        weekend = defaults.weekend
        if "weekend" in table:
            weekend = frozenset(self.weekday(name) for name in self.list(table, "weekend"))
        if len(weekend) > 6:
            raise self.wrong("[calendar] weekend", "leaves no business day in the week")
        days_off = frozenset(self.day(day) for day in self.list(table, "days_off"))
        quiet = self.value(table, "calendar", "quiet", bool, True)
        return CalendarSettings(weekend, days_off, quiet)

    def list(self, table: Table, key: str) -> list[Any]:
        value = table.get(key, [])
        if not isinstance(value, list):
            raise self.wrong(f"[calendar] {key}", "must be a list in square brackets")
        return value

    def weekday(self, name: Any) -> int:
        text = str(name).lower()
        for number, weekday in enumerate(WEEKDAYS):
            if len(text) >= 2 and weekday.startswith(text):
                return number
        raise self.wrong("[calendar] weekend", f'"{name}" is no weekday such as "Saturday"')

    def day(self, value: Any) -> date:
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError as error:
            example = "a day is written 2026-12-24"
            raise self.wrong("[calendar] days_off", f'"{value}" is no day; {example}') from error

    def occasions(self, table: Table) -> dict[str, OccasionSettings]:
        self.known(table, OCCASIONS, "occasions")
        return {name: self.occasion(self.table(table, name), name) for name in table}

    def occasion(self, table: Table, name: str) -> OccasionSettings:
        section = f"occasions.{name}"
        self.known(table, ("enabled", "days"), section)
        days = self.count(table, section, "days", 0) if "days" in table else None
        return OccasionSettings(self.value(table, section, "enabled", bool, True), days)
