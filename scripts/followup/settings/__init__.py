"""What the person may set: `followup.toml` to frozen settings, and which file that is."""

from pathlib import Path

from followup.model import Settings, TrackerEntry
from followup.settings.find import FILE_NAME, find_config

__all__ = ["FILE_NAME", "find_config", "load_entry", "load_settings"]


def load_settings(path: Path | None) -> Settings:
    """The settings in that file; the defaults without one.

    Raises UsageError naming the file and the key for anything that cannot be used: not TOML, an
    unknown key (with the nearest known one), a value of the wrong kind.
    """
    if path is None:
        return Settings()
    from followup.settings.read import read_settings

    return read_settings(path)


def load_entry(entry: TrackerEntry, config: Path, beside: Path | None) -> Settings:
    """The settings of one tracker of the weekly job whose config lies at `config`.

    What the job's config says of the tracker wins; what it leaves open is filled in from the file
    beside the tracker, if that is another one. Raises UsageError as `load_settings`.
    """
    if beside is None or not beside.is_file() or beside.samefile(config):
        return entry.settings
    from followup.settings.read import fill_in

    return fill_in(entry.said, beside)
