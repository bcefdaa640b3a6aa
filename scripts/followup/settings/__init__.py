"""What the person may set: `followup.toml` to frozen settings, and which file that is."""

from pathlib import Path

from followup.model import Settings
from followup.settings.find import FILE_NAME, find_config

__all__ = ["FILE_NAME", "find_config", "load_settings"]


def load_settings(path: Path | None) -> Settings:
    """The settings in that file; the defaults without one.

    Raises UsageError naming the file and the key for anything that cannot be used: not TOML, an
    unknown key (with the nearest known one), a value of the wrong kind.
    """
    if path is None:
        return Settings()
    from followup.settings.read import read_settings

    return read_settings(path)
