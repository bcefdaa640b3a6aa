"""A problem with one cell, row or column: a value that travels beside the good values."""

from enum import StrEnum

from followup.model.records import dataclass


class Severity(StrEnum):
    """How much a problem matters: an error leaves something undone, a note is only said."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """What was seen, where (`Sheet!D17`), about which field ("" for none), and what to do."""

    place: str
    field: str
    severity: Severity
    message: str

    def as_json(self) -> dict[str, str]:
        """Its shape in all JSON that is printed; keys may be added, never renamed."""
        return {
            "place": self.place,
            "field": self.field,
            "severity": self.severity.value,
            "message": self.message,
        }
