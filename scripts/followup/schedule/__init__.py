"""The weekly job on this machine's clock: what to write where for each scheduler."""

from followup.schedule.job import Job, Piece, checked
from followup.schedule.kinds import KINDS
from followup.schedule.slot import Slot, is_time, next_day, parse_slot

__all__ = ["KINDS", "Job", "Piece", "Slot", "checked", "is_time", "next_day", "parse_slot"]
