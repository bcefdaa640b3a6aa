"""What stops a whole run; everything smaller is a `Problem`, a value beside the good values."""

from collections.abc import Iterable
from typing import ClassVar


class FollowupError(Exception):
    """The run could not be done; the text says what was seen, where, and what to do next.

    `exit_code` is what the command line ends with (1: could not do it).
    """

    exit_code: ClassVar[int] = 1


class UsageError(FollowupError):
    """The call, the configuration or a template is wrong (exit code 2)."""

    exit_code: ClassVar[int] = 2


class BusyError(FollowupError):
    """The tracker is open elsewhere or changed since it was read; try again later (exit code 3)."""

    exit_code: ClassVar[int] = 3


class CellsRefusedError(FollowupError):
    """Cells that are not ours to write; nothing was written. Without their rows the rest can be.

    `cells` are all of them: row number from 1, column index from 0.
    """

    def __init__(self, message: str, cells: Iterable[tuple[int, int]]) -> None:
        super().__init__(message)
        self.cells = tuple(cells)
