"""Paths as people write them."""

import os
from pathlib import Path


def expanded(written: str | Path) -> Path:
    """The path, with `~` and `~name` for home folders; `~$a.xlsx`, nobody's home, is a file."""
    return Path(os.path.expanduser(written))  # noqa: PTH111  # pathlib's raises for the last
