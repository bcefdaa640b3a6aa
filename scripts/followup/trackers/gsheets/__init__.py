"""Google Sheets as trackers."""

from followup.trackers.gsheets.tracker import GoogleTracker

__all__ = ["GoogleTracker"]
