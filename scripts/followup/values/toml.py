"""Our own data files, which are TOML, read in a quarter of the time tomllib takes.

Every command reads some of them at its start. They hold sections of texts, lists and inline tables
of texts, whole numbers and true or false; a file that holds anything else is given to tomllib.
"""

from pathlib import Path
from typing import Any

from followup.model.patterns import pattern

_IDLE = r"(?:\s|#[^\n]*(?:\n|\Z))*"
_TEXT = r"""(?:"(?:[^"\\\n]|\\[nt"\\])*"|'[^'\n]*')"""
_PAIR = rf"(?:[\w-]+|{_TEXT}) = {_TEXT}"
_ENTRY = pattern(
    rf"{_IDLE}(?:\[(?P<one>[\w.-]+)\]|\[\[(?P<many>[\w.-]+)\]\]|(?P<key>[\w-]+) = (?:"
    rf'"""\n?(?P<long>[^"\\]*)"""|(?P<text>{_TEXT})|(?P<word>true|false|[1-9]\d*|0)'
    rf"|\[(?P<list>\s*(?:{_TEXT}\s*,\s*)*(?:{_TEXT}\s*)?)\]"
    rf"|\{{ ?(?P<table>{_PAIR}(?:, {_PAIR})*) ?\}}))[ \t]*(?:#[^\n]*)?(?:\n|\Z)"
)
_REST = pattern(rf"{_IDLE}\Z")
_TEXTS = pattern(_TEXT)
_PAIRS = pattern(rf"([\w-]+|{_TEXT}) = ({_TEXT})")
_WORDS = {"true": True, "false": False}


def read_toml(path: Path) -> dict[str, Any]:
    """What a data file says, as `tomllib.loads` would give it."""
    text = path.read_text(encoding="utf-8")
    plain = _read_plain(text)
    if plain is not None:
        return plain
    import tomllib

    return tomllib.loads(text)


def _read_plain(text: str) -> dict[str, Any] | None:
    """The same, or None if the text holds what is not looked for here."""
    whole: dict[str, Any] = {}
    table, at = whole, 0
    while (found := _ENTRY.match(text, at)) is not None:
        one, many, key, *value = found.groups()
        if key:
            table[key] = _value(*value)
        else:
            table = _section(whole, one.split(".")) if one else _next(whole, many.split("."))
        at = found.end()
    return whole if _REST.match(text, at) else None


def _value(
    long: str | None, text: str | None, word: str | None, listed: str | None, pairs: str
) -> Any:
    if text is not None:
        return _plain(text)
    if long is not None:
        return long
    if word is not None:
        return _WORDS[word] if word in _WORDS else int(word)
    if listed is not None:
        return [_plain(each) for each in _TEXTS.findall(listed)]
    return {_plain(key): _plain(value) for key, value in _PAIRS.findall(pairs)}


def _plain(text: str) -> str:
    """A text without its quotation marks, its escapes resolved; a bare key as it is."""
    if "\\" in text and text[0] == '"':
        import json

        return str(json.loads(text))
    return text[1:-1] if text[0] in "\"'" else text


def _section(whole: dict[str, Any], path: list[str]) -> dict[str, Any]:
    """The table that [a.b] opens; inside the last entry of a list of tables if `a` is one."""
    table = whole
    for part in path:
        inner = table.setdefault(part, {})
        table = inner[-1] if isinstance(inner, list) else inner
    return table


def _next(whole: dict[str, Any], path: list[str]) -> dict[str, Any]:
    """The table that [[a.b]] adds to a list of tables."""
    table: dict[str, Any] = {}
    _section(whole, path[:-1]).setdefault(path[-1], []).append(table)
    return table
