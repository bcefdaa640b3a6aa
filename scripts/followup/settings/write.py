"""The config file written: one with every setting explained, and changes made in place.

Pure but for `write_config`. What a person wrote (comments, order, spacing, line ends) stays; only
the values that are to change do.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, MutableMapping
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from followup.errors import UsageError
from followup.model import Settings
from followup.model.patterns import pattern
from followup.settings.keys import Key, keys, samples, sections

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

Changes = Mapping[tuple[str, ...], Any]
"""New values by where they stand: ("sheet",) or ("limits", "per_run")."""

HEAD = """\
# Settings of followup. Every line can be left out; what a line would do stands above it.
# Take the "# " away in front of a name to set it. docs/config.md has more.
"""


def explained() -> str:
    """A config file that sets nothing: each setting with what it does, commented out."""
    return "\n".join([HEAD, *(_section(name, about) for name, about in sections().items())])


def _section(name: str, about: str) -> str:
    parts = [f"# {about.rstrip('.')}.\n"] if name else []
    if name in samples():
        inner = "".join(f"# {line}\n" for line in samples()[name].strip().splitlines())
        head = f"[{name}]\n" if name in {"columns", "output"} else ""
        return f"{parts[0]}{head}{inner}"
    parts += [f"[{name}]\n"] if name else []
    parts += [
        f"# {key.explained}\n# {key.name} = {literal(key)}\n"
        for key in keys()
        if key.section == name
    ]
    return "".join(parts)


def literal(key: Key) -> str:
    """A value of that setting as the file writes it: the default if it has one, else an example."""
    default = key.value(Settings())
    if isinstance(default, bool):
        return str(default).lower()
    if isinstance(default, int):
        return str(default)
    if key.kind in {"count", "row", "day"}:
        return key.example
    if key.kind == "days":
        return f"[{key.example}]"
    if key.kind in {"weekdays", "periods"}:
        return "[" + ", ".join(f'"{part.strip()}"' for part in key.example.split(",")) + "]"
    return f'"{key.example}"'


def where_of(key: Key) -> tuple[str, ...]:
    """Where a setting stands in the file."""
    return (*(key.section.split(".") if key.section else ()), key.name)


def changed(text: str, changes: Changes) -> str:
    """The file's text with these values, each in its place.

    A setting that stands there commented out is set on that line. Raises UsageError if the text
    is no TOML.
    """
    windows = "\r\n" in text
    text = text.replace("\r\n", "\n")
    for where, value in changes.items():
        text = _set(text, where, value)
    return text.replace("\n", "\r\n") if windows else text


def with_tracker(text: str, place: str, sheet: str = "") -> str:
    """The file's text with a [[trackers]] entry for that path or address, unless it has one.

    A path is as seen from the config file; an entry such as "clients/*.xlsx" holds what it fits.
    """
    from tomlkit import inline_table, table
    from tomlkit.items import Array

    from followup.trackers import is_address

    document = _parsed(text)
    if any(place == known or fnmatch(place, known) for known in _places(document)):
        return text
    holder = document.get("trackers")
    entry = inline_table() if isinstance(holder, Array) else table()
    entry["url" if is_address(place) else "path"] = place
    if sheet:
        entry["sheet"] = sheet
    if isinstance(holder, Array):
        holder.append(entry)
        return document.as_string()
    before = f"{text.rstrip()}\n\n" if text.strip() else ""
    return f"{before}[[trackers]]\n{entry.as_string().rstrip()}\n"


def _places(document: "TOMLDocument") -> Iterator[str]:
    for entry in document.get("trackers", []):
        yield str(entry.get("path") or entry.get("url") or "")


def _set(text: str, where: tuple[str, ...], value: Any) -> str:
    """One value set: where it stands, else on its commented line, else added to its section."""
    document = _parsed(text)
    holder: MutableMapping[str, Any] | None = document
    for name in where[:-1]:
        holder = holder.get(name) if holder is not None else None
    known = next((key for key in holder or () if key.casefold() == where[-1].casefold()), None)
    if holder is not None and known is not None:
        holder[known] = value
        return str(document.as_string())
    line = f"{where[-1]} = {_toml(value)}"
    for place in (_commented_line, _end_of_section):
        if (lines := place(text, where, line)) and _says(lines, text, where, value):
            return lines
    return _added(document, where, value)


def _toml(value: Any) -> str:
    from tomlkit import item

    return str(item(value).as_string())


HEADER = pattern(r"\s*\[+([^\[\]]+)\]")


def _commented_line(text: str, where: tuple[str, ...], line: str) -> str:
    """The text with `line` in the place of the setting's commented one; "" if there is none."""
    lines, section = text.split("\n"), ""
    for number, old in enumerate(lines):
        if header := HEADER.match(old):
            section = header[1]
        elif section == ".".join(where[:-1]) and re.match(rf"# ?{re.escape(where[-1])} *=", old):
            lines[number] = line
            return "\n".join(lines)
    return ""


def _end_of_section(text: str, where: tuple[str, ...], line: str) -> str:
    """The text with `line` after the last one of its section, which comes last if it is new."""
    lines, wanted = text.split("\n"), ".".join(where[:-1])
    headers = [
        (number, found[1]) for number, old in enumerate(lines) if (found := HEADER.match(old))
    ]
    starts = [0] if not wanted else [number + 1 for number, name in headers if name == wanted]
    if not starts:
        return f"{text.rstrip()}\n\n[{wanted}]\n{line}\n".lstrip("\n")
    end = next((number for number, _ in headers if number >= starts[0]), len(lines))
    said = [n for n in range(starts[0], end) if lines[n].strip() and lines[n].lstrip()[0] != "#"]
    at = said[-1] + 1 if said else starts[0]
    gap = [""] if not wanted and not said and text.strip() else []
    return "\n".join([*lines[:at], line, *gap, *lines[at:]])


def _says(new: str, old: str, where: tuple[str, ...], value: Any) -> bool:
    """Whether the new text says what the old one does and this value, and nothing else."""
    try:
        said, wanted = tomllib.loads(new), tomllib.loads(old)
    except tomllib.TOMLDecodeError:
        return False
    inner = wanted
    for name in where[:-1]:
        inner = inner.setdefault(name, {})
    inner[where[-1]] = value
    return said == wanted


def _added(document: "TOMLDocument", where: tuple[str, ...], value: Any) -> str:
    from tomlkit import table

    holder: Any = document
    for name in where[:-1]:
        if name not in holder:
            holder[name] = table()
        holder = holder[name]
    holder[where[-1]] = value
    return document.as_string()


def _parsed(text: str) -> "TOMLDocument":
    from tomlkit import parse
    from tomlkit.exceptions import TOMLKitError

    try:
        tomllib.loads(text)
        return parse(text)
    except (tomllib.TOMLDecodeError, TOMLKitError) as error:
        raise UsageError(f"{error}; mend it first, then save again") from error


def read_text(path: Path) -> str:
    """What stands in the config file, line ends as they are; "" if there is none.

    Raises UsageError if it cannot be read as text.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}); is it a text file?") from error


def write_config(path: Path, text: str) -> None:
    """Put the text in the place of the config file, whole or not at all.

    Raises UsageError if it would not be a config, FollowupError or BusyError if it cannot be
    written.
    """
    from followup.settings.read import read_settings
    from followup.trackers import files

    real = path.resolve()
    identity = files.identify(real) if real.exists() else None
    real.parent.mkdir(parents=True, exist_ok=True)

    def write(file: BinaryIO) -> None:
        file.write(text.encode("utf-8"))

    def verify(new: Path) -> None:
        read_settings(new)

    files.replace(real, str(path), write, verify, identity)
