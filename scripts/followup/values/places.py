"""A cell of places to the country it lies in: "Lyon, France", "Boston, MA", "Greater Munich"."""

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from followup.model.patterns import pattern
from followup.model.records import dataclass
from followup.values.phrases import find_phrases
from followup.values.text import LONGEST, fold, tidy

TABLE = Path(__file__).with_name("countries.txt")

STATES = frozenset(
    """AL AK AZ AR CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE
    NH NJ NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY""".split()  # noqa: SIM905
)
PROVINCES = {
    **dict.fromkeys(("ON", "QC", "BC", "AB", "MB", "SK", "NS", "NB"), "CA"),
    **dict.fromkeys(("NSW", "VIC", "QLD", "TAS"), "AU"),
}
MORE_A_COUNTRY = frozenset({"DE", "IN", "ID"})
"""State codes that behind an unknown town are as likely the country's."""

_ALTERNATIVES = pattern(r"[;/|&+\n•]|\s(?:and|or|und|oder|et|ou|y|o|e|en|of|i)\s")
_PARTS = pattern(r"[,()\[\]，、–—]|\s-\s")
_CODE = pattern(r"\b[A-Z]{2,3}\b\.?(?:\s+\d{5}(?:-\d{4})?)?\s*$")
_FLAG = pattern("[\U0001f1e6-\U0001f1ff]{2}")
_FIRST_FLAG_LETTER = 0x1F1E6


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """What names stand for: codes and folded names of countries, their parts and their cities."""

    codes: dict[str, str]
    countries: dict[str, str]
    regions: dict[str, str]
    cities: dict[str, str]


@cache
def gazetteer() -> Gazetteer:
    """The names of countries.txt."""
    found = Gazetteer({"UK": "GB"}, {}, {}, {})
    kinds = (found.countries, found.regions, found.cities)
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        two, three, names = line.split(" ", 2)
        found.codes.update({two: two, three: two})
        for listed, kind in zip(names.split("|"), kinds, strict=False):
            kind.update((name.strip(), two) for name in listed.split(","))
    for kind in kinds:
        kind.pop("", None)
    return found


def country_code(text: str) -> str:
    """The ISO 3166 code that a code or a country's name stands for ("de", "Deutschland"), or ""."""
    found = gazetteer()
    return found.codes.get(text.strip().upper()) or found.countries.get(fold(text).strip(), "")


def country_name(code: str) -> str:
    """A country's English name by its ISO 3166 code; the code itself where it is not known."""
    names = (name for name, country in gazetteer().countries.items() if country == code)
    return next(names, code).title()


@lru_cache(maxsize=4096)
def country_of(text: str) -> str:
    """The ISO 3166 code of the country a cell of places lies in ("Lyon, France" is FR).

    Known are countries' names in twelve languages, their codes, flags, states and provinces, and
    well-known cities. "" where nothing is known, or where two places lie in two countries.
    """
    whole = gazetteer().countries.get(fold(text[:LONGEST]).replace(" and ", " & "))
    if whole:
        return whole
    found = {_country(each) for each in _ALTERNATIVES.split(text[:LONGEST])} - {""}
    return found.pop() if len(found) == 1 else ""


def _country(place: str) -> str:
    """One place's country: what its last part says, else the one before it, else its city."""
    flags = {_of_flag(flag) for flag in _FLAG.findall(place)}
    if len(flags) == 1:
        return flags.pop()
    parts = [part for part in map(tidy, _PARTS.split(place)) if part]
    city = next((name for part in parts for name in _cities(part)), "")
    for part in reversed(parts):
        found = _of_code(part, city, alone=len(parts) == 1) or _named(part)
        if found:
            return found
    return city


def _of_flag(flag: str) -> str:
    code = "".join(chr(ord(letter) - _FIRST_FLAG_LETTER + ord("A")) for letter in flag)
    return gazetteer().codes.get(code, "")


def _of_code(part: str, city: str, *, alone: bool) -> str:
    """What a code in capitals says, a state's (MA) told from a country's by the city beside it."""
    match = _CODE.search(part)
    if match is None or (alone and match.start() > 0 and not city):
        return ""
    code = match[0].split()[0].rstrip(".")
    country = gazetteer().codes.get(code, "")
    if code in PROVINCES and not alone:
        return PROVINCES[code]
    if code not in STATES:
        return country
    if country and city == country:
        return country
    if alone and match.start() == 0:
        return "DE" if code == "DE" else ""
    return "" if code in MORE_A_COUNTRY and city != "US" else "US"


def _named(part: str) -> str:
    """The country, or the country of the state or province, that a part names."""
    names, regions = gazetteer().countries, gazetteer().regions
    words = fold(part)
    whole = names.get(words) or regions.get(words)
    if whole:
        return whole
    inside = {names.get(name) or regions[name] for name in _inside(words)}
    return inside.pop() if len(inside) == 1 else ""


def _inside(words: str) -> Iterator[str]:
    return (phrase for _, _, phrase in find_phrases(words, _phrases()))


def _cities(part: str) -> Iterator[str]:
    """The countries of the well-known cities that a part names."""
    cities = gazetteer().cities
    words = fold(part)
    if words in cities:
        yield cities[words]
    else:
        yield from (cities[name] for _, _, name in find_phrases(words, frozenset(cities)))


@cache
def _phrases() -> frozenset[str]:
    return frozenset({*gazetteer().countries, *gazetteer().regions})
