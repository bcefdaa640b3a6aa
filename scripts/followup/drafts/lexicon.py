"""The words of one language that letters need: dates, greetings, shorthand, what lint forbids."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

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


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language that `languages()` lists."""
    data = read_toml(FOLDER / f"{language}.toml")
    rules = [made for rule in data.pop("rules", ()) for made in _rules(rule)]
    longest_first = sorted(rules, key=lambda r: (-len(r.start) - len(r.end), r.start, r.end))
    return Lexicon(language, tuple(longest_first), data)


def _rules(rule: Mapping[str, Any]) -> Iterator[Rule]:
    """A rule for each of its `starts` ("talked about") or `shapes` ("über {x} gesprochen")."""
    for shape in (*rule.get("shapes", ()), *(f"{start} {{x}}" for start in rule.get("starts", ()))):
        start, _, end = shape.partition("{x}")
        gives, told = rule["gives"], rule.get("told", rule["gives"])
        kind, takes, share = rule["kind"], rule["takes"], rule["share"]
        yield Rule(start.strip(), gives, kind, takes, share, end.strip(), told)


@cache
def languages() -> tuple[str, ...]:
    """The languages that letters can be written in."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def _as_set(language: str, part: str, key: str) -> frozenset[str]:
    return frozenset(lexicon(language).words(part, key))
