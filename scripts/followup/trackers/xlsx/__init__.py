"""The lossless workbook back end: .xlsx and .xlsm files, changed by patching their bytes."""

from followup.trackers.xlsx.tracker import XlsxTracker

__all__ = ["XlsxTracker"]
