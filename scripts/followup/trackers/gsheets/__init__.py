"""Google Sheets as trackers."""

from followup.trackers.gsheets.address import is_google
from followup.trackers.gsheets.tracker import GoogleTracker

__all__ = ["GoogleTracker", "is_google"]
