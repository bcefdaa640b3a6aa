"""Which folders templates are taken from."""

from pathlib import Path

from followup.drafts import Library, find_templates
from followup.errors import UsageError
from followup.model import Settings


def template_folders(settings: Settings, tracker: str | None, named: str | None) -> list[Path]:
    """The person's own template folders, the first one winning (spec.md section 6).

    In order: --templates, the config's, and `templates` beside the tracker. Raises UsageError if
    one that was named is not there.
    """
    folders = [Path(folder) for folder in (named, settings.templates) if folder]
    for folder in folders:
        if not folder.is_dir():
            raise UsageError(f"no template folder at {folder}; check the path")
    beside = Path(tracker).parent / "templates" if tracker and "://" not in tracker else None
    return [*folders, beside] if beside and beside.is_dir() else folders


def find_library(settings: Settings, tracker: str | None, named: str | None) -> Library:
    """The templates that hold for this call, the shipped ones last."""
    return find_templates(*template_folders(settings, tracker, named))
