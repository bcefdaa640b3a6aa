"""The folders on this machine that are the program's own."""

import os
import sys
from pathlib import Path


def state_folder() -> Path:
    """Where copies are kept: FOLLOWUP_STATE_DIR, else the system's place for a program's state."""
    if chosen := os.environ.get("FOLLOWUP_STATE_DIR"):
        return Path(chosen)
    if own := _freedesktop("XDG_STATE_HOME", ".local/state"):
        return own
    from platformdirs import user_state_path

    return user_state_path("followup", appauthor=False)


def config_folder() -> Path:
    """The system's place for a program's settings."""
    if own := _freedesktop("XDG_CONFIG_HOME", ".config"):
        return own
    from platformdirs import user_config_path

    return user_config_path("followup", appauthor=False)


def _freedesktop(variable: str, below_home: str) -> Path | None:
    """On Linux, what the XDG Base Directory Specification says; a relative path there is none.

    platformdirs knows it too, and is asked where HOME does not say, but takes long to import.
    """
    if sys.platform != "linux":
        return None
    said, home = (Path(os.environ.get(name, "")) for name in (variable, "HOME"))
    folder = said if said.is_absolute() else home / below_home
    return folder / "followup" if folder.is_absolute() else None
