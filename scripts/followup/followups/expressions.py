"""What a person may write in the config about a contact: one Jinja expression, in its sandbox.

An expression has no loops, no calls but `days_since` and a few methods, and no way to make long
texts, so that none can run on or fill the memory.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn

from followup.model.records import dataclass
from followup.values.nearest import nearest
from followup.values.sandbox import bounded_sandbox

if TYPE_CHECKING:
    from jinja2 import TemplateSyntaxError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

LONGEST = 500
"""Characters of one expression."""

KEPT_FILTERS = frozenset(
    {"abs", "count", "d", "default", "first", "float", "int", "last", "length", "lower"}
    | {"max", "min", "round", "trim", "upper"}
)
TEXT_METHODS = frozenset(
    {"count", "endswith", "find", "lower", "startswith", "strip", "title", "upper"}
)
DAY_PARTS = frozenset({"year", "month", "day", "weekday", "isoweekday"})
LARGEST = 1e9


class ExpressionError(ValueError):
    """An expression cannot be used, or not for this row; the text says why."""


class Nothing:
    """What a row does not hold: false, equal to no text, in no order to anything."""

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Nothing) or other is None or other == ""

    def __hash__(self) -> int:
        return hash("")

    def __len__(self) -> int:
        return 0

    def __contains__(self, _: object) -> bool:
        return False

    def _never(self, _: object) -> bool:
        return False

    def _same(self, _: object) -> "Nothing":
        return self

    __lt__ = __le__ = __gt__ = __ge__ = _never
    __add__ = __radd__ = __sub__ = __rsub__ = _same


NOTHING = Nothing()


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression that was found fit; `compute` takes the values of `names`."""

    names: frozenset[str]
    compute: Callable[..., Any]

    def value(self, values: Mapping[str, Any]) -> Any:
        """What it comes to. Raises ExpressionError if these values cannot be reckoned with."""
        try:
            found = self.compute(**values)
            bool(found)  # what is undefined says so now
        except ExpressionError:
            raise
        except TypeError as error:
            what = "it reckons with or compares things of different kinds"
            raise ExpressionError(f"{what} ({error})") from error
        except Exception as error:
            raise ExpressionError(str(error) or type(error).__name__) from error
        return found


def compile_expression(source: str, names: tuple[str, ...]) -> Expression:
    """The expression, ready to be used with values of those names.

    Raises ExpressionError with the end of a sentence: what is wrong, and the nearest known name.
    """
    from jinja2 import TemplateError

    if len(source) > LONGEST:
        raise ExpressionError(f"is longer than {LONGEST} characters")
    try:
        used = _check(source, names)
        compute = _environment().compile_expression(source, undefined_to_none=False)
    except TemplateError as error:
        raise ExpressionError(f"cannot be understood ({_said(error)})") from error
    except (RecursionError, SyntaxError, MemoryError) as error:
        raise ExpressionError("is nested too deeply") from error
    return Expression(used, compute)


def _check(source: str, names: tuple[str, ...]) -> frozenset[str]:
    """The names used; raises for what is no expression, and for an unknown name or filter."""
    from jinja2 import nodes

    environment = _environment()
    tree = environment.parse("{{" + source + "}}")
    body = tree.body[0] if len(tree.body) == 1 else None
    if not isinstance(body, nodes.Output) or len(body.nodes) != 1:
        raise ExpressionError("must be one expression, such as tier == 1 and met_on < today")
    used = [node.name for node in tree.find_all(nodes.Name)]
    for name in used:
        if name not in names:
            _unknown("name", name, names)
    for each in tree.find_all(nodes.Filter):
        if each.name not in environment.filters:
            _unknown("filter", each.name, tuple(sorted(environment.filters)))
    return frozenset(used)


def _unknown(kind: str, name: str, known: tuple[str, ...]) -> NoReturn:
    raise ExpressionError(f'uses an unknown {kind} "{name}"{nearest_of(name, known)}')


def nearest_of(name: str, known: tuple[str, ...]) -> str:
    """ "; nearest is ..." where one of the known names is near, else all of them if few."""
    near = nearest(name, known)
    if near:
        return f'; nearest is "{near[0]}"'
    return f"; known are {', '.join(known)}" if 0 < len(known) <= 50 else ""


def _said(error: "TemplateSyntaxError | Exception") -> str:
    return str(error).strip().split("\n")[0].rstrip(".")


@cache
def _environment() -> "ImmutableSandboxedEnvironment":
    """The sandbox; made on first use so that Jinja2 is imported only then."""
    from jinja2 import StrictUndefined

    class Sandbox(bounded_sandbox()):  # type: ignore[misc]  # made at run time
        largest = LARGEST

        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
            known = TEXT_METHODS if isinstance(obj, str) else DAY_PARTS
            if not isinstance(obj, str | date):
                known = frozenset({"days"})
            return attr in known and bool(super().is_safe_attribute(obj, attr, value))

    environment = Sandbox(undefined=StrictUndefined)
    environment.filters = {name: environment.filters[name] for name in KEPT_FILTERS}
    environment.globals = {}
    return environment
