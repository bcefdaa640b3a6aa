"""What the person may set; every default here is what holds when nothing is set."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from followup.model.fields import Field
from followup.model.owned import Owned
from followup.model.records import dataclass, field


@dataclass(frozen=True, slots=True)
class Me:
    """Whose tracker it is. `language` is "" where it is to be taken from the tracker.

    `country` is an ISO 3166 code whose public holidays are no business days; `time_zone` an IANA
    name ("" for the machine's). `address` is "formal", "familiar" or "" (the language's custom).
    `good_news` is one's own, to be told once to all who helped, as of `good_news_on`.
    """

    name: str = ""
    signature: str = ""
    story: str = ""
    language: str = ""
    address: str = ""
    country: str = ""
    time_zone: str = ""
    good_news: str = ""
    good_news_on: date | None = None


@dataclass(frozen=True, slots=True)
class CadenceSettings:
    """Calendar days between two contacts, by tier (A, B, C) and where the sheet names none.

    `new_tie` holds for the first `new_tie_for` days after meeting; `revisit` after the last
    reminder that had no answer. See docs/occasions.md.
    """

    a: int = 30
    b: int = 90
    c: int = 180
    none: int = 120
    new_tie: int = 30
    new_tie_for: int = 90
    revisit: int = 90


@dataclass(frozen=True, slots=True)
class QuietPeriod:
    """Days of every year, first and last included, as (month, day); the last may come first.

    It holds for contacts whose industry cell says `industry` and who live in `country` (an ISO
    3166 code); "" stands for any.
    """

    first: tuple[int, int]
    last: tuple[int, int]
    industry: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class CalendarSettings:
    """Weekend days (Monday is 0) and own days off; holidays come from `Me.country`.

    `quiet` holds what can wait from 20 December to 3 January, `quiet_places` in the holiday
    months and on the public holidays of the contact's country, `quiet_trades` in the busy seasons
    of their industry; `quiet_periods` are the person's own. `move_dates` lets a day that the
    person set move off a weekend.
    """

    weekend: frozenset[int] = frozenset({5, 6})
    days_off: frozenset[date] = frozenset()
    quiet: bool = True
    quiet_places: bool = True
    quiet_trades: bool = True
    quiet_periods: tuple[QuietPeriod, ...] = ()
    move_dates: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps. `per_run` counts only what can wait; `gap_days` are calendar days between letters."""

    per_run: int = 5
    gap_days: int = 7
    max_nudges: int = 2
    reconnect_per_run: int = 2


@dataclass(frozen=True, slots=True)
class OccasionSettings:
    """What the config says of one occasion: off, or other days than the rule's own.

    `when` makes an occasion of one's own: a sandboxed condition over the contact's fields. `day`
    is an expression for the day it counts from (else today), `days` are calendar days from there;
    `priority` orders it and `template` names its template ("" for its own name).
    """

    enabled: bool = True
    days: int | None = None
    when: str = ""
    day: str = ""
    priority: int = 45
    template: str = ""


@cache
def _as_shipped() -> OccasionSettings:
    return OccasionSettings()


@dataclass(frozen=True, slots=True)
class Share:
    """Something worth sharing with whoever is interested in one of `topics`."""

    what: str
    topics: tuple[str, ...]
    link: str = ""


@dataclass(frozen=True, slots=True)
class WeeklySettings:
    """The weekly job: where its digest goes besides stdout, and how it meets what is busy.

    A tracker that is open elsewhere is tried up to `tries` times, `wait` minutes apart; `at_once`
    trackers are worked on at the same time.
    """

    html: str = ""
    markdown: str = ""
    tries: int = 3
    wait: int = 5
    at_once: int = 2


@dataclass(frozen=True, slots=True)
class TrackerEntry:
    """One `[[trackers]]` entry: a path (perhaps with * and ?), or a Google Sheets address.

    `settings` are those of the file with the entry's own laid over them, `said` is what they were
    read from, so that a tracker's own file can fill in what is left open there.
    """

    place: str
    settings: "Settings"
    name: str = ""
    said: Mapping[str, Any] = field(default_factory=dict)


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
    shares: tuple[Share, ...] = ()
    weekly: WeeklySettings = field(default_factory=WeeklySettings)
    trackers: tuple[TrackerEntry, ...] = ()
    templates: str = ""
    credentials: str = ""

    def occasion(self, name: str) -> OccasionSettings:
        """What is set for that occasion, or the defaults."""
        return self.occasions.get(name) or _as_shipped()
