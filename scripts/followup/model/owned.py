"""The columns that belong to followup."""

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
