"""Writing what was settled into `followup.toml` without touching what stands there."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from followup.cli.show import count
from followup.errors import UsageError
from followup.model import ColumnMap, Field


def save_mapping(path: Path, columns: ColumnMap) -> str:
    """Add the sure columns to the config's `[columns]`; a sentence saying what was done."""
    sure = {m.field: m.column.title for m in columns.matches.values() if m.sure}
    return save_columns(path, columns.sheet, sure)


def save_columns(path: Path, sheet: str, found: Mapping[Field, str]) -> str:
    """Add these lines to the config's `[columns]`; a sentence saying what was done.

    Lines that stand there are left as they are, comments and all. Raises UsageError if the file
    cannot be read as TOML.
    """
    from followup.settings.write import changed, read_text, write_config

    text = read_text(path)
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: {error}; mend it first, then save again") from error
    known = said.get("columns", {})
    top: dict[tuple[str, ...], str] = {} if "sheet" in said else {("sheet",): sheet}
    new: dict[tuple[str, ...], str] = {
        ("columns", f.value): title for f, title in found.items() if f.value not in known
    }
    if not new and not top:
        return f"{path} says all of this already."
    write_config(path, changed(text, {**top, **new}))
    return f"Wrote {count(len(new), 'column')} to {path}."
