"""Regular expressions, compiled when they are first used.

Compiling takes Python a quarter of a millisecond each; there are two hundred, and one run of the
program needs few of them. Type checkers are told that `pattern` is `re.compile`.
"""

import re
from typing import TYPE_CHECKING, Any

__all__ = ["pattern"]

if TYPE_CHECKING:
    from re import compile as pattern
else:

    class pattern:  # noqa: N801  # called as the function it stands for
        """`re.compile(text, flags)`, put off until one of its methods is asked for."""

        def __init__(self, text: str | bytes, flags: int = 0) -> None:
            self._asked = text, flags

        def __getattr__(self, name: str) -> Any:
            found = getattr(re.compile(*self._asked), name)
            setattr(self, name, found)
            return found
