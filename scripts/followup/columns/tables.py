"""The data files of this room: flat TOML of texts, read by their lines.

They stay plain TOML (a test reads them with tomllib and compares); reading just these lines takes
a tenth of the time, and every command pays it at its start.
"""

import re
from pathlib import Path

from followup.model.patterns import pattern

FOLDER = Path(__file__).parent
_ENTRY = pattern(r'^(\w+) = (?:"""([^"]*)"""|"([^"\n]*)"|(\w+))$', re.MULTILINE)


def read_table(name: str) -> dict[str, str]:
    """The keys of the file `name` in this folder with their texts, section heads left out."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    return {
        key: long.removeprefix("\n") or short or word
        for key, long, short, word in _ENTRY.findall(text)
    }


def split_scores(entries: str) -> dict[str, float]:
    """ "last contact 0.95, met -0.5" as a mapping from words to figure."""
    pairs = (entry.rsplit(maxsplit=1) for entry in entries.split(","))
    return {" ".join(words.split()): float(score) for words, score in pairs}
