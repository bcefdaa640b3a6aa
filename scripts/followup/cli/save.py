"""Writing what was settled into `followup.toml` without touching what stands there."""

import json
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
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: {error}; mend it first, then save again") from error
    known = said.get("columns", {})
    new = {f.value: title for f, title in found.items() if f.value not in known}
    top = [] if "sheet" in said else [f"sheet = {_quoted(sheet)}"]
    if not new and not top:
        return f"{path} says all of this already."
    lines = [f"{wanted} = {_quoted(title)}" for wanted, title in new.items()]
    path.write_text(_inserted(text, top, lines), encoding="utf-8")
    return f"Wrote {count(len(new), 'column')} to {path}."


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are a subset of TOML's but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _inserted(text: str, top: list[str], lines: list[str]) -> str:
    """The text with `top` before everything and `lines` under `[columns]`."""
    before = text.splitlines()
    stripped = [line.split("#")[0].strip() for line in before]
    if "[columns]" in stripped:
        at = stripped.index("[columns]") + 1
        body = [*before[:at], *lines, *before[at:]]
    else:
        body = [*before, *([""] if before else []), "[columns]", *lines]
    return "\n".join([*top, *([""] if top else []), *body]) + "\n"
