"""Every setting as data (keys.toml): config file, settings sheet, `init` and docs are made from it.

Sections whose names are the person's own (columns, output, occasions, shares, trackers) hold no
keys; their readers are in `read.py`.
"""

from functools import cache
from pathlib import Path
from typing import Any

from followup.kept import kept
from followup.model import Settings
from followup.model.records import dataclass
from followup.values.toml import read_toml

TABLE = Path(__file__).with_name("keys.toml")


@dataclass(frozen=True, slots=True)
class Key:
    """One setting.

    `section` and `name` are as in the config file ("" is the top of the file), `attribute` is the
    name in the frozen settings where that differs. `kind` names the reader in `kinds.py`. `label`
    is what the settings sheet calls it, `explained` says in a sentence what it does. `choices` are
    the values it takes where these are few; `least` is the smallest number. `sheet` is whether it
    may stand in the tracker's own settings sheet, which cannot say where the tracker is.
    """

    section: str
    name: str
    kind: str
    label: str = ""
    explained: str = ""
    example: str = ""
    attribute: str = ""
    choices: tuple[str, ...] = ()
    least: int = 0
    sheet: bool = True

    @property
    def dotted(self) -> str:
        """The name as one word: "limits.per_run"."""
        return f"{self.section}.{self.name}" if self.section else self.name

    @property
    def written(self) -> str:
        """The name as errors write it: "[limits] per_run"."""
        return f"[{self.section}] {self.name}" if self.section else self.name

    def value(self, settings: Settings) -> Any:
        """What the setting is in these settings."""
        holder = getattr(settings, self.section) if self.section else settings
        return getattr(holder, self.attribute or self.name)


@cache
def sections() -> dict[str, str]:
    """The sections of the file in their order ("" is its top), and what each is for."""
    return {_section(name): table["about"] for name, table in _table().items()}


@cache
def samples() -> dict[str, str]:
    """For sections whose names are the person's own: lines of the file as an example."""
    return {name: table["sample"] for name, table in _table().items() if "sample" in table}


@cache
def keys() -> tuple[Key, ...]:
    """Every setting, in the order of the file."""
    return tuple(
        _key(_section(section), name, entry)
        for section, table in _table().items()
        for name, entry in table.items()
        if name not in {"about", "sample"}
    )


def _key(section: str, name: str, entry: dict[str, Any]) -> Key:
    return Key(section, name, **{**entry, "choices": tuple(entry.get("choices", ()))})


def _section(name: str) -> str:
    return "" if name == "top" else name


@kept
def _table() -> dict[str, dict[str, Any]]:
    table: dict[str, dict[str, Any]] = read_toml(TABLE)
    return table
