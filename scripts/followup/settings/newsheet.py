"""The settings sheet as it is added to a tracker: every setting, what holds now, what it does."""

from followup.drafts.lexicon import languages
from followup.model import SETTINGS_SHEET, NewSheet, Settings
from followup.settings.keys import Key
from followup.settings.sheet import COLUMNS, current, in_sheet, own_keys
from followup.settings.typed import as_typed

WIDTHS = (36.0, 30.0, 92.0)
_EMPTIED = " (an emptied value leaves it to followup.toml, or to the default)"


def settings_sheet(settings: Settings) -> NewSheet:
    """The sheet with the values of these settings; reading it again gives the same settings.

    Days of single occasions have no row of their own, though they are understood there.
    """
    listed = [key for key in (*in_sheet(), *own_keys(settings)) if not _is_days(key)]
    ordered = sorted(
        listed, key=lambda key: (key.section.startswith("occasions."), not key.section)
    )
    header = (*COLUMNS[:2], COLUMNS[2] + _EMPTIED)
    rows = [(key.label, as_typed(key, current(key, settings)), explained(key)) for key in ordered]
    choices = {(number, 1): offered(key) for number, key in enumerate(ordered, 1) if offered(key)}
    return NewSheet(SETTINGS_SHEET, (header, *rows), WIDTHS, choices)


def _is_days(key: Key) -> bool:
    return key.section.startswith("occasions.") and key.name == "days"


def explained(key: Key) -> str:
    """What the setting does, with an example where no drop-down shows what it takes."""
    if not key.example or offered(key) or key.kind == "count":
        return key.explained
    example = key.example.replace("\\n", "\n")
    between = "\n" if "\n" in example else " "
    return f"{key.explained} For example:{between}{example}"


def offered(key: Key) -> tuple[str, ...]:
    """What the drop-down offers; () where anything may be typed."""
    if key.kind == "flag":
        return ("yes", "no")
    if key.kind == "language":
        return tuple(languages())
    return tuple(choice for choice in key.choices if choice)
