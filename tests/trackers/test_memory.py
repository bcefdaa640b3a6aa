"""The tracker in memory keeps the contract."""

from followup.trackers.base import Tracker
from followup.trackers.memory import MemoryTracker

from tests.trackers.contract import ROWS, TrackerContract


class TestMemory(TrackerContract):
    def make(self) -> Tracker:
        return MemoryTracker.from_rows(*ROWS, sheet="People")

    def meddle(self, tracker: Tracker) -> None:
        assert isinstance(tracker, MemoryTracker)
        tracker.type_in("People", 4, 3, "changed elsewhere")

    def reopen(self, tracker: Tracker) -> Tracker:
        return tracker
