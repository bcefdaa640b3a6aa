"""What the values of a column look like: cheap, from a sample, free of any one language."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from functools import lru_cache

from followup.columns.tables import read_table
from followup.kept import kept
from followup.model import CellValue, Row, cell_at
from followup.model.patterns import pattern
from followup.model.records import dataclass

SAMPLE = 120
_SERIALS = (36526, 62000)
_LEAST_PHONE = 1_000_000
_ERROR = pattern(r"^#[A-Z/0]+[!?A]?$")
_EMAIL = pattern(r"[^\s@<>,;]+\s?(?:@|＠|\[at\]|\(at\))\s?[\w.\-\[\]]+\.\w{2,}", re.IGNORECASE)
_LINKEDIN = pattern(r"linkedin\.com/|lnkd\.in/|^/?in/[\w-]+/?$", re.IGNORECASE)
_URL = pattern(
    r"^(?:https?://|www\.)\S+$|^[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|de|fr|co|eu)"
    r"(?:/\S*)?$",
    re.IGNORECASE,
)
_PHONE = pattern(
    r"^(?:tel\.?:?\s*)?[+(]?\d[\d\s().\-/+]{5,}\d(?:\s*(?:x|ext\.?)\s*\d+)?$", re.IGNORECASE
)
_NUMERIC_DATE = pattern(
    r"^\D{0,12}\d{1,4}\s?[./\-年]\s?\d{1,2}\s?(?:[./\-月]\s?(?:\d{1,4}日?)?)?(?:[T ,;(\n].{0,30})?$"
)
_MONTH_STARTS = frozenset(
    """jan feb fev fév mar mär mrt apr avr abr mai maj may mei mag jun jui giu jul lug aug ago aou
    aoû sep set oct okt ott out nov dec dez des dic déc ene gen sty lut kwi cze lip sie wrz paz paź
    lis gru""".split()  # noqa: SIM905 - a long list, easier to read as words
)
_MONTHS = (
    r"(?:jan|feb|f[eé]v|m[aä]r|mrt|apr|avr|abr|ma[ijy]|mei|mag|jun|juin|giu|jul|juil|lug|aug|ago"
    r"|ao[uû]|sep|set|oct|okt|ott|out|nov|de[czs]|d[eé]c|dic|ene|gen|sty|lut|kwi|cze|lip|sie|wrz"
    r"|pa[zź]|lis|gru)[^\W\d]{0,8}\.?"
)
_NAMED_DATE = pattern(
    r"^(?:[^\W\d]{2,12}\.?,?\s+)?(?:\d{1,2}(?:st|nd|rd|th|er|\.|º)?[\s\-.]*(?:de\s+|of\s+)?"
    rf"{_MONTHS}(?:[\s,\-.]+(?:de\s+)?(?:\d{{4}}|'?\d{{2}}))?"
    rf"|{_MONTHS}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|{_MONTHS}\s+(?:de\s+)?\d{{4}})"
    rf"(?:[ ,;(].{{0,20}})?$|^{_MONTHS}$",
    re.IGNORECASE,
)
_PARTICLES = tuple(
    "van von der den de da do dos del di la le el al bin y e ten zu".split()  # noqa: SIM905
)
_PERSON_WORD = r"(?:[^\W\d_a-z][^\W\d_]*(?:[.'’\-][^\W\d_]*)*\.?)"
_PERSON = pattern(
    rf"^{_PERSON_WORD},?(?:\s+(?:(?:{'|'.join(_PARTICLES)})"
    rf"|d['’]\w+|[\"“(]\w+[\"”)]|{_PERSON_WORD}),?){{1,4}}$"
)
_FIRST_ASIAN = "々"
_ASIAN_NAME = pattern(
    r"^[\u30a0-\u30ff\u3040-\u309f\u4e00-\u9fff々]{1,6}[ \u3000・]?"
    r"[\u30a0-\u30ff\u3040-\u309f\u4e00-\u9fff々]{1,8}$"
)


@dataclass(frozen=True, slots=True)
class Profile:
    """Shares (0 to 1) of the kinds of values among those that say something, and how many.

    `distinct` is the share of different values, `asian` of names in Chinese characters.
    Kinds: date, email, linkedin, url, phone, flag, number, serial (may be a day), level (high,
    warm, A), medium (email, call), tie (friend, client), trade (finance), stage (replied, closed),
    person, label (short text), prose.
    """

    count: int
    shares: dict[str, float]
    distinct: float
    asian: float = 0.0

    def share(self, *kinds: str) -> float:
        """The share of values of these kinds together."""
        return sum(self.shares.get(kind, 0.0) for kind in kinds)


EMPTY = Profile(0, {}, 0.0)


def sample(rows: Sequence[Row], size: int = SAMPLE) -> Sequence[Row]:
    """At most `size` rows, spread evenly."""
    if len(rows) <= size:
        return rows
    step = len(rows) / size
    return [rows[int(i * step)] for i in range(size)]


def profile_column(rows: Iterable[Row], column: int) -> Profile:
    """The profile of one column over those rows."""
    return profile_values(cell_at(row, column) for row in rows)


def profile_values(values: Iterable[CellValue]) -> Profile:
    """The profile of some values; empty ones and those that mean nothing are left out."""
    counts: dict[str, int] = {}
    seen: set[CellValue] = set()
    total = asian = 0
    for value in values:
        kind = kind_of(value)
        if kind:
            total += 1
            if kind == "asian":
                asian += 1
                kind = "person"
            counts[kind] = counts.get(kind, 0) + 1
            seen.add(value)
    if not total:
        return EMPTY
    shares = {kind: count / total for kind, count in counts.items()}
    return Profile(total, shares, len(seen) / total, asian / total)


def kind_of(value: CellValue) -> str:
    """What one value looks like ("" for empty or "nothing"); see `Profile` for the kinds."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _kind_of_text(value[:200])
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, date | datetime):
        return "date"
    return "other" if isinstance(value, time) else _kind_of_number(value)


def _kind_of_number(value: float) -> str:
    """Excel keeps days as numbers (36526 is 1 January 2000), people keep phones so."""
    if _SERIALS[0] <= value <= _SERIALS[1] and value == int(value):
        return "serial"
    return "phone" if value >= _LEAST_PHONE else "number"


@kept
def _known_values() -> dict[str, str]:
    """Short values to their kind ("" for those that mean nothing), from kinds.toml."""
    lines = read_table("kinds.toml").items()
    kinds = {value.strip(): kind for kind, line in lines for value in line.split(",")}
    return {"": ""} | {value: "" if kind == "nothing" else kind for value, kind in kinds.items()}


@lru_cache(maxsize=8192)
def _kind_of_text(raw: str) -> str:
    text = raw.strip()
    lower = text.lower()
    known = _known_values().get(lower)
    if known is not None or (text[:1] == "#" and _ERROR.match(text)):
        return known or ""
    if any(c.isdigit() for c in text[:24]):
        kind = _kind_with_digits(text)
        if kind:
            return kind
    return _kind_of_words(text)


def _kind_with_digits(text: str) -> str:
    if text.replace(".", "", 1).replace(",", "", 1).removeprefix("-").isdigit():
        return _kind_of_number(float(text)) if text.isascii() and text.isdigit() else "number"
    if _NUMERIC_DATE.match(text):
        return "date"
    if len(text) < 45 and _may_name_a_month(text) and _NAMED_DATE.match(text):
        return "date"
    return "phone" if _PHONE.match(text) else ""


def _may_name_a_month(text: str) -> bool:
    """Told before the long pattern is asked, which most trackers then never need."""
    plain = text.casefold()
    return any(plain[at : at + 3] in _MONTH_STARTS for at in range(len(plain) - 2))


def _kind_of_words(text: str) -> str:
    if "linkedin" in text.lower() or "/" in text:
        if _LINKEDIN.search(text):
            return "linkedin"
        if _URL.match(text):
            return "url"
    dotted = "." in text
    if dotted and _EMAIL.search(text):
        return "email"
    if (dotted or "://" in text) and _URL.match(text):
        return "url"
    if len(text) > 48 or "\n" in text:
        return "prose"
    if text >= _FIRST_ASIAN and _ASIAN_NAME.match(text):
        return "asian"
    if _is_person(text):
        return "person"
    return "prose" if text.count(" ") >= 5 else "label"


def _is_person(text: str) -> bool:
    """Whether `_PERSON` fits; told without it of most texts, as it takes long to be made."""
    words = text.split()
    if not 1 < len(words) < 6:
        return False
    small = [word for word in words[1:] if "a" <= word[0] <= "z"]
    if any(word.rstrip(",") not in _PARTICLES and word[1:2] not in {"'", "’"} for word in small):
        return False
    if all(map(str.isalpha, words)):
        return not "a" <= words[0][0] <= "z"
    return _PERSON.match(text) is not None
