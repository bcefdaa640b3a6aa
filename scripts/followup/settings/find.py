"""Which config file holds: the one function that looks for it."""

from pathlib import Path

from followup.errors import UsageError
from followup.folders import config_folder

FILE_NAME = "followup.toml"


def find_config(named: str | None, tracker: str | None) -> Path | None:
    """The config file that holds: the named one, the one beside the tracker, the user's own.

    Returns None where there is none. Raises UsageError if the named one is not there.
    """
    if named:
        path = Path(named)
        if not path.is_file():
            raise UsageError(f"no config file at {named}; check the path given to --config")
        return path
    beside = Path(tracker).parent / FILE_NAME if tracker and "://" not in tracker else None
    return next((path for path in (beside, user_config()) if path and _there(path)), None)


def user_config() -> Path:
    """The file in the user's own config folder, which need not exist."""
    return config_folder() / FILE_NAME


def own_config(tracker: str) -> Path:
    """The config file of that tracker alone, which need not exist: the one beside it.

    That of a Google Sheet is the one that holds, or one in the user's config folder, where every
    command finds it.
    """
    from followup.trackers import is_address

    if is_address(tracker):
        return find_config(None, tracker) or user_config()
    return Path(tracker).parent / FILE_NAME


def _there(path: Path) -> bool:
    """Whether a file lies there; a folder that may not be looked into holds none for us."""
    try:
        return path.is_file()
    except OSError:
        return False
