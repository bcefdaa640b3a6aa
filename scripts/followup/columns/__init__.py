"""Understands a tracker: which sheet, which header row, which column means what, how sure."""

from followup.columns.understand import understand

__all__ = ["understand"]
