"""The words of header texts, one data file a language under words/, as one vocabulary.

A file says which concepts its language's words express; meanings.py says which concepts together
mean which field. Adding a language is adding a file.
"""

from collections import Counter
from collections.abc import Iterable
from functools import cache

from followup.columns.tables import FOLDER, read_table
from followup.columns.text import fold, is_east_asian, key_of, parse_header
from followup.kept import kept
from followup.model.patterns import pattern
from followup.model.records import dataclass, field

SKIP = "skip"
ENGLISH = ("en",)
_SIGNS = pattern(r"[^\w#,*]+|_")
_COMPOUND_PART = 4
_AROUND = ("sheet_", "row_", "asks_", "ends_")
_ABOUT_THE_FILE = frozenset({"language", "compounds"})
_SHORT_PARTS = frozenset({"date", "next", "first", "skip", "count"})
_FOREIGN_SHARE = 0.15


Words = dict[str, frozenset[str]]
"""What each word or phrase expresses."""


@dataclass(slots=True)
class Vocabulary:
    """Words to concepts. Keys are folded and hold no spaces, so "Follow-up" is "followup".

    `whole` holds words and phrases, `starts` what a word may begin with, `parts` words that may
    stand inside a longer one (compounds; scripts without spaces). `longest` counts words.
    """

    whole: Words = field(default_factory=dict)
    starts: Words = field(default_factory=dict)
    parts: Words = field(default_factory=dict)
    longest: int = 1

    def concepts(self, key: str) -> frozenset[str]:
        """What a word or phrase (folded, no spaces) expresses; empty if it is not known."""
        found = self.whole.get(key)
        if found is None and len(key) > 4 and key[-1] == "s":
            found = self.whole.get(key[:-1]) or self.whole.get(key.removesuffix("es"))
        if found is None and self.starts:
            found = self.starts.get(key[: self.stem(key)])
        return found or frozenset()

    def stem(self, key: str) -> int:
        """How many letters of `key` make the longest known beginning; 0 if it is known whole."""
        if not self.starts or key in self.whole:
            return 0
        return next((n for n in range(len(key), 2, -1) if key[:n] in self.starts), 0)

    def take_in(self, other: "Vocabulary") -> None:
        """Add another language's words; where two disagree, both meanings are kept."""
        for mine, theirs in (
            (self.whole, other.whole),
            (self.starts, other.starts),
            (self.parts, other.parts),
        ):
            for key, concepts in theirs.items():
                mine[key] = mine[key] | concepts if key in mine else concepts
        self.longest = max(self.longest, other.longest)


@kept
def languages() -> tuple[str, ...]:
    """The languages there is a file for, by code, English first."""
    codes = sorted(path.stem for path in (FOLDER / "words").glob("*.toml"))
    return ("en", *(code for code in codes if code != "en"))


@cache
def vocabulary(codes: tuple[str, ...]) -> Vocabulary:
    """The words of those languages together."""
    if len(codes) == 1:
        return Vocabulary(*_tables(codes[0]))
    book, english = Vocabulary(), vocabulary(ENGLISH)
    for code in codes:
        if code not in ENGLISH:
            book.take_in(vocabulary((code,)))
    theirs = Vocabulary(
        {key: said for key, said in english.whole.items() if key not in book.whole},
        english.starts,
        english.parts,
        english.longest,
    )
    book.take_in(theirs)
    return book


@kept
def around(codes: tuple[str, ...]) -> Words:
    """What names of sheets and first cells of rows say, by their words as in `Vocabulary`.

    Also the words that open a question which yes or no can't answer ("asks_open") and those that
    end a header before a day ("ends_day").
    """
    found: Words = {}
    for code in codes:
        for concept, line in read_lines(code).items():
            if concept.startswith(_AROUND):
                for words in _phrases(line):
                    _put(found, key_of(words), concept)
    return found


@cache
def read_lines(code: str) -> dict[str, str]:
    """A language file as it stands: its concepts with their words, and what it says of itself."""
    return read_table(f"words/{code}.toml")


@kept
def _tables(code: str) -> tuple[Words, Words, Words, int]:
    """A language's vocabulary, field by field."""
    lines = read_lines(code)
    compounds = lines["compounds"] == "true"
    book = Vocabulary()
    for concept, line in lines.items():
        if concept not in _ABOUT_THE_FILE:
            phrases = _phrases(line)
            book.longest = max(book.longest, *map(len, phrases))
            if not concept.startswith(_AROUND):
                for words in phrases:
                    _add(book, key_of(words), concept, compounds=compounds)
    return book.whole, book.starts, book.parts, book.longest


def _phrases(line: str) -> list[list[str]]:
    """The words of each phrase that a line lists, folded."""
    return [phrase.split() for phrase in _SIGNS.sub(" ", fold(line)).split(",")]


def _add(book: Vocabulary, key: str, concept: str, *, compounds: bool) -> None:
    if key.endswith("*"):
        _put(book.starts, key[:-1], concept)
    elif key:
        _put(book.whole, key, concept)
        if _may_be_inside(key, concept, compounds=compounds):
            _put(book.parts, key, concept)


def _put(table: Words, key: str, concept: str) -> None:
    table[key] = table[key] | {concept} if key in table else _only(concept)


@cache
def _only(concept: str) -> frozenset[str]:
    return frozenset({concept})


def _may_be_inside(key: str, concept: str, *, compounds: bool) -> bool:
    if not key.isascii() and is_east_asian(key):
        return len(key) > 1 or concept in _SHORT_PARTS
    return compounds and len(key) >= _COMPOUND_PART


@kept
def known_words(code: str) -> frozenset[str]:
    """Every single word of a language's header words and phrases, folded."""
    lines = read_lines(code)
    texts = (line for concept, line in lines.items() if not concept.startswith(_AROUND))
    return frozenset(
        word for line in texts for word in _SIGNS.sub(" ", fold(line)).replace(",", " ").split()
    )


def spoken(titles: Iterable[str]) -> tuple[str, ...]:
    """The languages that headers are written in: English, and others whose words it lacks.

    A language needs a fair share of the words, so that one odd word in an English header row does
    not bring in a language where it means something else.
    """
    words: set[str] = set()
    foreign: set[str] = set()
    for title in titles:
        said = {word for word in parse_header(title).words if not word.isdigit()}
        words |= said
        if not vocabulary(ENGLISH).concepts("".join(parse_header(title).words)):
            foreign |= {word for word in said if not vocabulary(ENGLISH).concepts(word)}
    needed = max(_FOREIGN_SHARE * len(words), 1)
    if len(foreign) < needed:
        return ENGLISH
    votes = Counter(
        {code: _known(vocabulary((code,)), foreign) for code in languages() if code not in ENGLISH}
    )
    needed = max(needed, 0.7 * max(votes.values(), default=0))
    return (*ENGLISH, *(code for code in languages() if votes[code] >= needed))


def language_of(titles: Iterable[str], codes: tuple[str, ...]) -> str:
    """The one of `codes` that headers are written in: the one that knows most of their words.

    English first, since every tracker has some words of it; "" where two others know as many.
    """
    others = [code for code in codes if code not in ENGLISH]
    if not others:
        return ENGLISH[0]
    words = {word for title in titles for word in parse_header(title).words}
    votes = Counter({code: _known(vocabulary((code,)), words) for code in others})
    (first, most), *rest = votes.most_common(2)
    return "" if rest and rest[0][1] == most else first


def _known(book: Vocabulary, words: Iterable[str]) -> int:
    return sum(_knows(book, word) for word in words)


def _knows(book: Vocabulary, word: str) -> bool:
    if book.concepts(word):
        return True
    if is_east_asian(word):
        return any(word[i:j] in book.parts for i in range(len(word)) for j in range(i + 2, i + 7))
    return len(word) > 7 and any(
        word.startswith(part) or word.endswith(part) for part in book.parts
    )
