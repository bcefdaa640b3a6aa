"""What Jinja2 compiled of our own templates, carried out without importing Jinja2.

To import Jinja2 takes a fifth of a whole run on a small tracker, nearly all of it for parsing and
compiling, which kept code is past. That code is a function which asks its surroundings for little:
names, our filters, parts of values, text for each of them. That is given here, as Jinja2 gives it.
Code that asks for more, a letter that cannot be carried out so, and every template of the person's
own (there is no sandbox here) are left to Jinja2 itself.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import CodeType, FunctionType
from typing import Any, NoReturn

from followup.drafts.vocabulary import NAMES
from followup.model.records import dataclass

Fill = Callable[[Mapping[str, Any]], Iterator[str]]
"""The values of one letter to its text, piece by piece."""

GIVEN = frozenset(
    {"resolve_or_missing", "vars", "exported_vars", "add"}  # of the letter's own names
    | {"undefined", "concat", "finalize", "filters", "call", "getattr"}  # of the surroundings
    | {"Undefined", "internalcode", "str_join", "str", "KeyError"}
)
"""All that compiled code may ask for by name; what it does with it stands in jinja2/compiler.py."""

_MISSING = object()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the code calls its environment: our filters, and what a value leaves in the text."""

    filters: Mapping[str, Callable[..., object]]
    finalize: Callable[[object], object]
    concat: Callable[[Iterable[str]], str] = "".join

    def undefined(self, **told: object) -> NoReturn:
        """A name that is not there is an error, as with Jinja2's StrictUndefined."""
        raise LookupError(told)

    def getattr(self, owner: Any, name: str) -> object:
        """`owner.name`: an attribute, else an item."""
        try:
            return getattr(owner, name)
        except AttributeError:
            return owner[name]

    def call(self, _: object, function: Callable[..., object], *given: object) -> object:
        """A call out of the text, of what only we put there."""
        return function(*given)


class _Names:
    """What the code calls its context: the values of a letter, and names that it sets itself."""

    __slots__ = ("_values", "exported_vars", "vars")

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values
        self.vars: dict[str, object] = {}
        self.exported_vars: set[str] = set()

    def resolve_or_missing(self, name: str) -> object:
        return self._values[name] if name in NAMES else _MISSING


class _Nothing:
    """What an `if` within a value comes to without its `else`: no text, and no empty value."""

    def __init__(self, _: str) -> None:
        """Jinja2 hands over what it would say of it."""

    def __str__(self) -> str:
        return ""

    def __bool__(self) -> bool:
        return False


def fill_bare(code: CodeType, surroundings: Surroundings) -> Fill | None:
    """The function in the code of a compiled template; None if it asks for more than is GIVEN."""
    found = (each for each in code.co_consts if isinstance(each, CodeType))
    root = next((each for each in found if each.co_name == "root"), None)
    if root is None or not GIVEN.issuperset(root.co_names):
        return None
    known = {"Undefined": _Nothing, "internalcode": _as_it_is, "str_join": _joined}
    function = FunctionType(root, known, "root", (_MISSING, surroundings))
    return lambda values: function(_Names(values))


def _as_it_is(function: Callable[..., object]) -> Callable[..., object]:
    """Stands for the mark of a function that has no place in tracebacks."""
    return function


def _joined(values: Iterable[object]) -> str:
    return "".join(map(str, values))
