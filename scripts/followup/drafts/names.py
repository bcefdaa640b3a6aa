"""What stands behind the names of a template: parts, cells, gaps, forms of address."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from followup.drafts.text import clean, one_line
from followup.model import CellValue
from followup.model.records import dataclass
from followup.values.nearest import nearest

TO_BOTH = "introduction"
"""The occasion whose letter goes to both people it is about."""

SPECIAL = {"revisit": "revisit", "unreached": "unreached"}
"""How the trigger of a letter of a special kind begins, and the name that tells a template."""

Value = str | int | bool | date | object


class UnknownHeaderError(Exception):
    """A template asked for a column that the row does not have; the text names the nearest."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Values reached with a dot; without any, false in a condition."""

    values: Mapping[str, Value]

    def __getitem__(self, name: str) -> Value:
        return self.values[name]

    def __bool__(self) -> bool:
        return any(self.values.values())


@dataclass(frozen=True, slots=True)
class RowCells:
    """The titled columns of a row by header; case and spacing do not matter."""

    cells: Mapping[str, CellValue]

    def __getitem__(self, header: str) -> Value:
        wanted = _folded(header)
        for title, value in self.cells.items():
            if _folded(title) == wanted:
                return _cell(value)
        raise UnknownHeaderError(f"there is no column {header!r}{nearest_is(header, self.cells)}")

    def __bool__(self) -> bool:
        return bool(self.cells)


class Gaps:
    """Collects the visible gaps that one letter is given."""

    def __init__(self) -> None:
        self.left: list[str] = []

    def __call__(self, what: object) -> str:
        text = f"[{one_line(str(what)).strip('[]')}]"
        self.left.append(text)
        return text

    def within(self, *texts: str) -> tuple[str, ...]:
        """The gaps that stand in `texts`, each once, in order."""
        return tuple(g for g in dict.fromkeys(self.left) if any(g in text for text in texts))


def nearest_is(name: str, known: Iterable[str]) -> str:
    """ "; nearest is ..." for a name that is not among `known`, or "" if none is near."""
    near = nearest(name, known)
    return f"; nearest is {near[0]!r}" if near else ""


@dataclass(frozen=True, slots=True)
class Form:
    """Chooses between the forms of address of one letter; `joint` where two have their own."""

    familiar: bool
    joint: bool = False

    def __call__(self, formal: object, familiar: object, both: object = None) -> object:
        """The form that fits; `both` for two people (in German for two who are both "du")."""
        if self.joint:
            return formal if both is None else both
        return familiar if self.familiar else formal


def _cell(value: CellValue) -> Value:
    if value is None or isinstance(value, str):
        return clean(value or "")
    if isinstance(value, datetime):
        return value.date()
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
