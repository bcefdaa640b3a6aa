"""The contract between a tracker and the rest of the program.

A tracker is read whole and changed by a plan. `tests/trackers/contract.py` holds the promises that
every back end keeps; a back end is one file here, one line in the registry and that test class.
"""

from typing import Protocol

from followup.model import Book, Plan, Receipt


def check_plan(plan: Plan) -> None:
    """Raise ValueError for a plan that adds sheets and changes cells as well: that is no plan."""
    if plan.new_sheets and (plan.new_columns or plan.changes):
        raise ValueError("a plan adds sheets or changes one, not both")


class Tracker(Protocol):
    """Where a tracker is kept: a workbook, a CSV file, a Google Sheet, or memory."""

    @property
    def name(self) -> str:
        """What messages call it: the path or URL as the person gave it."""
        ...

    def read(self) -> Book:
        """The whole tracker as it stands now. Never writes.

        Raises FollowupError where it cannot be read (not there, damaged, encrypted, ...).
        """
        ...

    def apply(self, plan: Plan) -> Receipt:
        """Write the planned cells and nothing else, all or none.

        A plan with nothing in it touches nothing. Raises BusyError, naming what differs, if the
        tracker is open elsewhere or what the plan relied on has changed since it was read, and
        CellsRefusedError, naming the cells, if a planned cell must not be written (formula, array,
        merged, protected, table header).
        """
        ...

    def undo(self, *, force: bool = False) -> Receipt:
        """Take back the last `apply`, from this process or an earlier one.

        Raises FollowupError if there is nothing to take back, and BusyError if the tracker changed
        after that apply; with `force` the changed version is kept beside and a remark says where.
        """
        ...
