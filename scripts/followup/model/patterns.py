"""Regular expressions, compiled when they are first used and kept compiled from run to run.

Compiling takes Python a quarter of a millisecond each; there are two hundred, and one run of the
program needs sixty of them. Type checkers are told that `pattern` is `re.compile`.
"""

import re
from typing import TYPE_CHECKING, Any

__all__ = ["pattern"]

if TYPE_CHECKING:
    from re import compile as pattern
else:
    from followup.kept import KEPT

    class pattern:  # noqa: N801  # called as the function it stands for
        """`re.compile(text, flags)`, put off until one of its methods is asked for."""

        def __init__(self, text: str | bytes, flags: int = 0) -> None:
            self._asked = text, flags

        def __getattr__(self, name: str) -> Any:
            found = getattr(_compiled(*self._asked), name)
            setattr(self, name, found)
            return found

    try:
        from _sre import MAGIC
        from _sre import compile as _put_together
        from re._compiler import _code
        from re._parser import parse
    except ImportError:  # of Python's insides, which another version may have changed
        _compiled = re.compile
    else:

        def _compiled(text: str | bytes, flags: int) -> re.Pattern:
            """What `re.compile` gives, out of the parts it is put together from."""
            kept = "pattern", MAGIC, text, int(flags)
            return _put_together(text, *KEPT.value(kept, lambda: _parts(text, flags)))

        def _parts(text: str | bytes, flags: int) -> tuple:
            """The flags, code, and number and names of groups, as plain values."""
            parsed = parse(text, flags)
            state, code = parsed.state, _code(parsed, flags)
            names = [None] * state.groups
            for name, at in state.groupdict.items():
                names[at] = name
            told = int(flags | state.flags), [int(word) for word in code]
            return *told, state.groups - 1, dict(state.groupdict), tuple(names)
