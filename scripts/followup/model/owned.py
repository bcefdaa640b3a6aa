"""The columns and sheets that belong to followup."""

from enum import StrEnum


class Owned(StrEnum):
    """One of our own columns; the values are the keys of the config's `[output]`."""

    STATUS = "status"
    DUE = "due"
    REASON = "reason"
    SUBJECT = "subject"
    EMAIL = "email"
    LINK = "link"
    HISTORY = "history"


OWNED_TITLES = {
    Owned.STATUS: "Draft status",
    Owned.DUE: "Draft due",
    Owned.REASON: "Draft reason",
    Owned.SUBJECT: "Draft subject",
    Owned.EMAIL: "Draft email",
    Owned.LINK: "Draft link",
    Owned.HISTORY: "Draft history",
}
"""The header each of our columns gets when it is added, in the order they are added."""

SETTINGS_SHEET = "Follow-up settings"
TEMPLATES_SHEET = "Follow-up templates"
"""The titles of our own two sheets, which are no trackers, whatever stands in them."""


def is_own_sheet(title: str) -> bool:
    """Whether a sheet of that title is one of our own; case and outer blanks don't matter."""
    ours = {SETTINGS_SHEET.casefold(), TEMPLATES_SHEET.casefold()}
    return " ".join(title.split()).casefold() in ours
