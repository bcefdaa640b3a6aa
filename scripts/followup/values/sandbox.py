"""The sandbox that all templates and expressions run in: nothing in it can grow without bound."""

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

HIGHEST_POWER = 8


@cache
def bounded_sandbox() -> "type[ImmutableSandboxedEnvironment]":
    """Jinja2's sandbox, made on first use so that Jinja2 is imported only then.

    In it `*`, `**` and `%` take numbers below `largest` alone (a ValueError else), and `str.format`
    is refused, for each of them can make a text or a number of any length.
    """
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class BoundedSandbox(ImmutableSandboxedEnvironment):
        intercepted_binops = frozenset({"*", "**", "%"})
        largest = 1e6

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            small = (isinstance(v, int | float) and abs(v) < self.largest for v in (left, right))
            if not all(small) or (operator == "**" and abs(right) > HIGHEST_POWER):
                raise ValueError(f"{operator!r} works on small numbers only")
            return super().call_binop(context, operator, left, right)

        def wrap_str_format(self, value: Any) -> None:
            """Jinja2 would let `str.format` through, bounded in reach but not in length."""

    return BoundedSandbox
