"""Applying a plan so that one cell that may not be written costs its own row only."""

from dataclasses import replace
from typing import TYPE_CHECKING

from followup.errors import CellsRefusedError
from followup.model import Plan, Problem, Receipt, Severity, place

if TYPE_CHECKING:
    from followup.trackers.base import Tracker


def apply_what_may_be(tracker: "Tracker", plan: Plan) -> tuple[Plan, Receipt, tuple[Problem, ...]]:
    """Apply the plan less the rows that the tracker refuses; the plan as applied, and why.

    Raises what `apply` raises, a refusal too if it is not about single rows.
    """
    problems: list[Problem] = []
    while True:
        try:
            return plan, tracker.apply(plan), tuple(problems)
        except CellsRefusedError as refused:
            rows = {row for row, _ in refused.cells} & {change.row for change in plan.changes}
            if not rows:
                raise
            problems += (_problem(plan, refused, row) for row in sorted(rows))
            plan = _without(plan, rows)


def _problem(plan: Plan, refused: CellsRefusedError, row: int) -> Problem:
    column = next(column for number, column in refused.cells if number == row)
    why = str(refused).rpartition(": ")[2].removesuffix(". Nothing was written")
    message = f"{why}; nothing was written into this row"
    return Problem(place(plan.sheet, row, column), "", Severity.ERROR, message)


def _without(plan: Plan, rows: set[int]) -> Plan:
    """The plan less those rows; without any row left it adds no column either."""
    changes = tuple(change for change in plan.changes if change.row not in rows)
    identity = {row: cells for row, cells in plan.identity.items() if row not in rows}
    columns = plan.new_columns if changes else ()
    return replace(plan, changes=changes, identity=identity, new_columns=columns)
