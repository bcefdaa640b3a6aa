"""Makes the tables of docs/config.md, and docs/followup.toml, from the table of settings:
`.venv/bin/python -m tests.config_table`
"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from followup.model import Field, Owned, Settings
from followup.settings.keys import Key, keys, samples, sections
from followup.settings.write import explained, literal
from followup.values.weekdays import WEEKDAYS

DOCS = Path(__file__).parent.parent / "docs"
BEGIN = "<!-- made by tests/config_table.py: begin -->"
END = "<!-- made by tests/config_table.py: end -->"
NAMES: Mapping[str, Iterable[StrEnum]] = {"columns": Field, "output": Owned}
NOTHING = "–"


def tables() -> str:
    """One table a section."""
    return "\n".join("\n".join(_section(name, about)) for name, about in sections().items())


def _section(name: str, about: str) -> Iterator[str]:
    if name in samples():
        yield from (f"### `[{name}]`\n", f"{about}.\n")
        yield from ("```toml", *_lines(name), "```\n")
        if name in NAMES:
            yield f"Names: {', '.join(f'`{each.value}`' for each in NAMES[name])}.\n"
        return
    yield f"### `[{name}]`: {about[:1].lower()}{about[1:]}\n" if name else f"### {about}\n"
    yield "| setting | what it does | without it | for example | in the sheet |"
    yield "|---|---|---|---|---|"
    for key in keys():
        if key.section == name:
            default, example = _default(key), f"`{literal(key)}`"
            shown = "" if example == default else example
            yield (
                f"| `{key.name}` | {key.explained} | {default} | {shown} |"
                f" {key.label if key.sheet else NOTHING} |"
            )
    yield ""


def _lines(name: str) -> Iterator[str]:
    if name in NAMES:
        yield f"[{name}]"
    yield from samples()[name].strip().splitlines()


def _default(key: Key) -> str:
    value = key.value(Settings())
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if key.kind == "weekdays":
        return ", ".join(WEEKDAYS[day].title() for day in sorted(value))
    return NOTHING if value in ("", None, (), frozenset()) else f"`{value}`"


def page(text: str) -> str:
    """The page with its tables as they should be."""
    before, _, rest = text.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{tables()}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    path = DOCS / "config.md"
    path.write_text(page(path.read_text(encoding="utf-8")), encoding="utf-8")
    (DOCS / "followup.toml").write_text(explained(), encoding="utf-8")
