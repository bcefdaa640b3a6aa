"""The weekly moment, and whether its run is still owed. Pure: the clock's reading comes in."""

from datetime import date, datetime, timedelta

from followup.model.patterns import pattern
from followup.model.records import dataclass
from followup.values.weekdays import WEEKDAYS, read_weekday

PUNCTUAL = timedelta(hours=1)
"""How long after its moment a first run may begin, of which nothing was noted before."""

_TIME = pattern(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?")


@dataclass(frozen=True, slots=True)
class Slot:
    """A weekday (Monday is 0), an hour and a minute, every week."""

    weekday: int
    hour: int
    minute: int

    def __str__(self) -> str:
        """As `parse_slot` reads it: "monday 07:30"."""
        return f"{WEEKDAYS[self.weekday]} {self.time}"

    @property
    def time(self) -> str:
        """ "07:30"."""
        return f"{self.hour:02d}:{self.minute:02d}"

    def last(self, now: datetime) -> datetime:
        """The latest of these moments that is not after `now`, in its time zone."""
        back = (now.weekday() - self.weekday) % 7
        moment = now.replace(hour=self.hour, minute=self.minute, second=0, microsecond=0)
        moment -= timedelta(days=back)
        return moment if moment <= now else moment - timedelta(days=7)


def parse_slot(text: str) -> Slot:
    """ "monday 07:30", "Fri 7", "sunday 6pm", "monday" (at seven), "7:30" (on Monday).

    Raises ValueError with what a slot looks like.
    """
    words = text.strip().lower().replace(",", " ").split()
    day = words.pop(0) if words and words[0].isalpha() else "monday"
    return Slot(parse_day(day), *parse_time(" ".join(words) or "07:00"))


def parse_day(text: str) -> int:
    """The weekday's number from its name or a short form, as `read_weekday` takes them."""
    number = read_weekday(text)
    if number is not None:
        return number
    raise ValueError(f'"{text}" is no day of the week such as monday')


def parse_time(text: str) -> tuple[int, int]:
    """Hour and minute of "7", "07:30", "7.30" or "6 pm"."""
    found = _TIME.fullmatch(text.strip().lower())
    if found:
        hour, minute = int(found[1]), int(found[2] or 0)
        if found[3] and 1 <= hour <= 12:
            hour = hour % 12 + (12 if found[3] == "pm" else 0)
        if hour < 24 and minute < 60:
            return hour, minute
    raise ValueError(f'"{text}" is no time of day such as 07:30')


def is_time(now: datetime, slot: Slot, noted: datetime | None) -> bool:
    """Whether a run is owed: none was begun since the last such moment.

    `noted` is when a run was last begun, or when this was first asked; None if it never was, so
    that a job set up on Sunday waits for Monday. All moments carry their time zone.
    """
    last = slot.last(now)
    return noted < last if noted else now - last < PUNCTUAL


def next_day(today: date, slot: Slot) -> date:
    """The first such weekday after today."""
    return today + timedelta(days=(slot.weekday - today.weekday() - 1) % 7 + 1)
