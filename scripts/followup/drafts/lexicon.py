"""The words of one language that letters need: dates, greetings, shorthand, what lint forbids."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from followup.kept import kept
from followup.model.records import dataclass
from followup.values.toml import read_toml

CACHED = 4_096
"""How many cells' readings are kept: trackers repeat "how met", and lint reads rows often."""

FOLDER = Path(__file__).parent / "languages"


@dataclass(frozen=True, slots=True)
class Rule:
    """A clause that begins with `start` (and closes with `end`) becomes `gives`.

    `{x}` stands for the rest; `told` is the same for a letter to a third person. `takes` is
    "noun", "list" or "verb"; `kind` is "advice", "said" (what else they gave) or "theirs" (what
    they do or like); `share` tells whether a third person may read it.
    """

    start: str
    gives: str
    kind: str
    takes: str
    share: bool
    end: str = ""
    told: str = ""


Entry = tuple[str, str, str, str, bool, str, str]
"""A rule's parts in their order."""


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """One language file. `rules` come longest start first; `table` holds the file's other parts.

    There is one object a language, compared by identity, so that results can be cached by it.
    """

    language: str
    rules: tuple[Rule, ...]
    table: Mapping[str, Mapping[str, Any]]

    def phrase(self, part: str, key: str) -> str:
        """One phrase of the file, such as the greeting for two people."""
        return str(self.table[part][key])

    def words(self, part: str, key: str) -> tuple[str, ...]:
        """One list of the file in its order; () where the file lacks it."""
        return tuple(self.table.get(part, {}).get(key, ()))

    def has(self, part: str, key: str, word: str) -> bool:
        """Whether `word` is in that list."""
        return word in _as_set(self.language, part, key)

    def has_any(self, part: str, key: str, words: Iterable[str]) -> bool:
        """Whether any of `words` is in that list."""
        return not _as_set(self.language, part, key).isdisjoint(words)


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language that `languages()` lists."""
    rules, table = _entries(language)
    return Lexicon(language, tuple(Rule(*entry) for entry in rules), table)


@kept
def _entries(language: str) -> tuple[list[Entry], dict[str, dict[str, Any]]]:
    data = read_toml(FOLDER / f"{language}.toml")
    rules = [made for rule in data.pop("rules", ()) for made in _rules(rule)]
    return sorted(rules, key=lambda r: (-len(r[0]) - len(r[5]), r[0], r[5])), data


def _rules(rule: Mapping[str, Any]) -> Iterator[Entry]:
    """A rule for each of its `starts` ("talked about") or `shapes` ("über {x} gesprochen")."""
    for shape in (*rule.get("shapes", ()), *(f"{start} {{x}}" for start in rule.get("starts", ()))):
        start, _, end = shape.partition("{x}")
        gives, told = rule["gives"], rule.get("told", rule["gives"])
        kind, takes, share = rule["kind"], rule["takes"], rule["share"]
        yield start.strip(), gives, kind, takes, share, end.strip(), told


@kept
def languages() -> tuple[str, ...]:
    """The languages that letters can be written in."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def _as_set(language: str, part: str, key: str) -> frozenset[str]:
    return frozenset(lexicon(language).words(part, key))
