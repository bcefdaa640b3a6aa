"""What the person may set; every default here is what holds when nothing is set."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from followup.model.fields import Field
from followup.model.owned import Owned


@dataclass(frozen=True, slots=True)
class Me:
    """Whose tracker it is. `language` is "" where it is to be taken from the tracker.

    `country` is an ISO 3166 code whose public holidays are no business days; `time_zone` an IANA
    name ("" for the machine's).
    """

    name: str = ""
    signature: str = ""
    story: str = ""
    language: str = ""
    country: str = ""
    time_zone: str = ""


@dataclass(frozen=True, slots=True)
class CadenceSettings:
    """Calendar days between two contacts, by tier (A, B, C) and where the sheet names none.

    `new_tie` holds for the first `new_tie_for` days after meeting. Figures: domain.md R8.
    """

    a: int = 30
    b: int = 90
    c: int = 180
    none: int = 120
    new_tie: int = 30
    new_tie_for: int = 90


@dataclass(frozen=True, slots=True)
class CalendarSettings:
    """Weekend days (Monday is 0) and own days off; holidays come from `Me.country`.

    `quiet` holds reminders, check-ins and reconnects from 20 December to 3 January.
    """

    weekend: frozenset[int] = frozenset({5, 6})
    days_off: frozenset[date] = frozenset()
    quiet: bool = True


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps. `per_run` counts only what can wait; `gap_days` are calendar days between letters."""

    per_run: int = 5
    gap_days: int = 7
    max_nudges: int = 2
    reconnect_per_run: int = 2


@dataclass(frozen=True, slots=True)
class OccasionSettings:
    """What the config says of one occasion: off, or other days than the rule's own."""

    enabled: bool = True
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the config can hold. `columns` and `output` map to header texts of the sheet.

    `day_first` is the config's `date_order`: True for dmy, False for mdy, None where not said.
    """

    me: Me = field(default_factory=Me)
    sheet: str = ""
    header_row: int | None = None
    day_first: bool | None = None
    columns: Mapping[Field, str] = field(default_factory=dict)
    output: Mapping[Owned, str] = field(default_factory=dict)
    wrap: bool = False
    cadence: CadenceSettings = field(default_factory=CadenceSettings)
    calendar: CalendarSettings = field(default_factory=CalendarSettings)
    limits: Limits = field(default_factory=Limits)
    occasions: Mapping[str, OccasionSettings] = field(default_factory=dict)
    templates: str = ""

    def occasion(self, name: str) -> OccasionSettings:
        """What is set for that occasion, or the defaults."""
        return self.occasions.get(name, OccasionSettings())
