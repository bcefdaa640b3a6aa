"""Which rows below the header are people, and why the others are not."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from string import ascii_letters, digits

from followup.columns.profile import kind_of
from followup.columns.text import parse_header
from followup.columns.words import around, languages
from followup.kept import kept
from followup.model import CellValue, Field, Row, Sheet, SkippedRow
from followup.model.records import dataclass

IDENTITY = (
    Field.NAME,
    Field.FIRST_NAME,
    Field.LAST_NAME,
    Field.EMAIL,
    Field.COMPANY,
    Field.LINKEDIN,
    Field.PHONE,
)
_NAMES = (Field.NAME, Field.FIRST_NAME, Field.LAST_NAME)
_ALPHANUMERIC = frozenset(ascii_letters + digits)
_SECTION_SIGNS = "-—–=*•►▶▼#:•~_"


@dataclass(frozen=True, slots=True)
class Table:
    """What is known of the tracker's columns when its rows are told apart.

    `full_names` says whether names there mostly have several words, so that one word is none;
    `capitals` whether they are mostly written in capitals, and `begun` whether no row holds more
    than one value yet, so that neither tells a section from a person. `second_header` is the
    number of the header's second row, 0 if it has only one.
    """

    sheet: Sheet
    titles: Mapping[int, str]
    meanings: Mapping[Field, int]
    codes: tuple[str, ...]
    full_names: bool = True
    capitals: bool = False
    begun: bool = False
    second_header: int = 0


def tell_rows(below: Sequence[Row], table: Table) -> tuple[tuple[int, ...], tuple[SkippedRow, ...]]:
    """The numbers of the rows that are people, and the others with the reason for each.

    Rows without a value in any of the tracker's columns are left out of both.
    """
    people: list[int] = []
    skipped: list[SkippedRow] = []
    titles = {index: _plain(title) for index, title in table.titles.items() if title}
    totals = {area.last_row for area in table.sheet.areas if area.kind == "table" and area.totals}
    known = {*totals, table.second_header}
    plainly = _Plainly(titles, table)
    ended = False
    last = 0
    for row in below:
        if not ended and row.number not in known and plainly.person(row.cells):
            people.append(row.number)
            last = row.number
            continue
        filled = _filled(row.cells, titles)
        if not filled:
            continue
        reason = "totals" if row.number in totals else _reason(row, filled, titles, table)
        reason = "second header row" if row.number == table.second_header else reason
        reason = reason or _after_the_end(filled, table, ended=ended, gap=row.number - last)
        if reason:
            skipped.append(SkippedRow(row.number, reason))
            ended = ended or reason == "totals"
        else:
            people.append(row.number)
        last = row.number
    return tuple(people), tuple(skipped)


class _Plainly:
    """Tells rows that are people beyond doubt, as nearly all are, in a tenth of the time."""

    def __init__(self, titles: Mapping[int, str], table: Table) -> None:
        self._table = table
        width = max(titles, default=-1) + 1
        self._letters = tuple(_other_letters(titles.get(index, "")) for index in range(width))
        self._enough = max(int(_others(width)) + 1, 2)
        meanings = table.meanings
        self._identity = [meanings[each] for each in IDENTITY if meanings.get(each) in titles]

    def person(self, cells: Sequence[CellValue]) -> bool:
        """Whether it is one; where this is false, the rules for doubtful rows decide."""
        plain, like_titles, first = 0, 0, None
        for value, letters in zip(cells, self._letters, strict=False):
            if value is None or letters is None:
                continue
            if type(value) is not str or (value and value[0] in letters):
                plain += 1
                first = value if first is None else first
                if plain == self._enough:
                    break
            elif value and not value.isspace():
                like_titles += 1
                first = value if first is None else first
        if plain < self._enough and (like_titles > 1 or plain + like_titles < 2):
            return False
        if isinstance(first, str) and self._says_more(first):
            return False
        for at in self._identity:  # noqa: SIM110  # asked of every row: half the time of any()
            if at < len(cells) and _is_filled(cells[at]):
                return True
        return False

    def _says_more(self, text: str) -> bool:
        """Whether a row's first text may be a word for totals, an example or a hint."""
        if text.lstrip()[:1] in {"(", "（"}:
            return True
        return len(text) < 60 and bool(_row_words(text, self._table))


def _other_letters(title: str) -> frozenset[str] | None:
    """The letters and digits that a cell with this title cannot begin with; None without one."""
    return _ALPHANUMERIC - {title[0], title[0].upper()} if title else None


def _is_filled(value: CellValue) -> bool:
    return value is not None and (not isinstance(value, str) or bool(value.strip()))


def _filled(cells: Sequence[CellValue], titles: Mapping[int, str]) -> dict[int, CellValue]:
    """What stands in the tracker's columns of one row, blank texts left out."""
    last = len(cells)
    found: dict[int, CellValue] = {}
    for index in titles:
        value = cells[index] if index < last else None
        if _is_filled(value):
            found[index] = value
    return found


def _reason(
    row: Row, filled: Mapping[int, CellValue], titles: Mapping[int, str], table: Table
) -> str:
    if _repeats_header(filled, titles):
        return "repeated header"
    first = next(iter(filled.values()))
    if isinstance(first, str) and len(first) < 60:
        said = _row_words(first, table)
        if "row_total" in said and _all_numbers(filled):
            return "totals"
        if "row_example" in said:
            return "example row"
    if _hints(filled):
        return "hints"
    if len(filled) == 1:
        return _lone(*next(iter(filled.items())), table)
    return (
        "" if _has_person(filled, table) or not _only_defaults(row, filled, table) else "no person"
    )


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _repeats_header(filled: Mapping[int, CellValue], titles: Mapping[int, str]) -> bool:
    others = _others(len(filled))
    for index, value in filled.items():
        if type(value) is str and _is_title(value, titles[index]):
            continue
        if others < 1:
            return False
        others -= 1
    return others >= 0


def _others(filled: int) -> float:
    """How many of a repeated header's cells may be something else."""
    return filled - max(2, 0.6 * filled)


def _is_title(value: str, title: str) -> bool:
    return _plain(value[:200]) == title


def _hints(filled: Mapping[int, CellValue]) -> bool:
    """Whether a row holds only what is to be entered: "(first, last)", "(mm/dd/yyyy)"."""
    first = next(iter(filled.values()))
    if not isinstance(first, str) or first.lstrip()[:1] not in {"(", "（"}:
        return False
    return len(filled) > 1 and all(
        isinstance(value, str)
        and value.strip()[:1] in {"(", "（"}
        and value.strip()[-1:] in {")", "）"}
        for value in filled.values()
    )


def _row_words(text: str, table: Table) -> frozenset[str]:
    """What a row's first text says of the row ("Total", "Example"); nothing for most rows."""
    codes = table.codes if text.isascii() else languages()
    if not _may_tell(text[:24].split(maxsplit=1)[0].casefold(), codes):
        return frozenset()
    words = parse_header(text).words[:3]
    spans = ("".join(words[: n + 1]) for n in range(len(words)))
    found: frozenset[str] = frozenset().union(*(around(codes).get(s, frozenset()) for s in spans))
    return found


@lru_cache(maxsize=4096)
def _may_tell(first: str, codes: tuple[str, ...]) -> bool:
    words = parse_header(first).words
    return bool(words) and f"\n{words[0]}" in _openings(codes)


@kept
def _openings(codes: tuple[str, ...]) -> str:
    """The words of `around`, one a line: looked through at once for every row."""
    return "".join(f"\n{key}" for key in around(codes))


def _all_numbers(filled: Mapping[int, CellValue]) -> bool:
    rest = list(filled.values())[1:]
    return all(kind_of(value) in {"number", "flag", ""} for value in rest)


def _has_person(filled: Mapping[int, CellValue], table: Table) -> bool:
    return any(table.meanings.get(field) in filled for field in IDENTITY)


def _only_defaults(row: Row, filled: Mapping[int, CellValue], table: Table) -> bool:
    """Whether all a row holds is what a form fills in by itself: ticks, numbers, formulas."""
    return all(
        isinstance(value, bool | int | float) or table.sheet.is_formula(row.number, index)
        for index, value in filled.items()
    )


def _lone(index: int, value: CellValue, table: Table) -> str:
    """Why a row whose only value is this is no person: "" if it may be one."""
    if len(table.titles) < 3:
        return ""
    if not isinstance(value, str):
        return "no person"
    text = value.strip()
    if kind_of(text) in {"email", "linkedin"}:
        return ""
    if index in _identity(table) and _like_person(text, index, table):
        return ""
    return "footnote" if len(text) > 60 or text.startswith("*") else "section"


def _identity(table: Table) -> set[int]:
    """The columns whose value alone can be a person: names, or companies where there are none."""
    names = {table.meanings[field] for field in _NAMES if field in table.meanings}
    company = table.meanings.get(Field.COMPANY)
    return names or ({company} if company is not None else set())


def _like_person(text: str, index: int, table: Table) -> bool:
    whole = table.full_names and not table.begun and index == table.meanings.get(Field.NAME)
    kinds = {"person", "asian"} if whole else {"person", "asian", "label"}
    if kind_of(text) not in kinds or (text.isupper() and not table.capitals):
        return False
    if text[0] in _SECTION_SIGNS or text[-1] in _SECTION_SIGNS:
        return False
    known = around(table.codes)
    return not any("row_section" in known.get(word, ()) for word in parse_header(text).words)


def _after_the_end(filled: Mapping[int, CellValue], table: Table, *, ended: bool, gap: int) -> str:
    """Why a row below the totals, or far below, belongs to something else."""
    if not ended:
        return ""
    named = any(table.meanings.get(field) in filled for field in _NAMES)
    return "" if named and len(filled) >= 3 and gap <= 2 else "below the totals"
