"""Comma- and tab-separated files as trackers: read in any usual encoding, patched cell by cell."""

from followup.trackers.text.tracker import TextTracker

__all__ = ["TextTracker"]
