"""Applying what a run decided, so that one cell that may not be written costs its own row only."""

from typing import TYPE_CHECKING

from followup.errors import CellsRefusedError, FollowupError
from followup.flow.look import Look
from followup.flow.run import Outcome
from followup.model import DATE_FIELDS, Field, Plan, Problem, Receipt, Severity, place
from followup.model.records import replace

if TYPE_CHECKING:
    from followup.trackers.base import Tracker


def apply_outcome(tracker: "Tracker", outcome: Outcome) -> tuple[Outcome, Receipt]:
    """Apply the outcome's plan; rows the tracker refuses become problems and leave the outcome.

    Rows that were changed meanwhile leave it too; the receipt's remarks name those. Raises what
    `apply` raises, a refusal too if it is not about single rows.
    """
    plan, receipt, refused = apply_what_may_be(tracker, outcome.plan)
    if receipt.left_out:
        plan = _without(plan, set(receipt.left_out))
    left = {change.row for change in outcome.plan.changes} - {c.row for c in plan.changes}
    if not left:
        return outcome, receipt
    return replace(
        outcome,
        plan=plan,
        drafted=tuple(pair for pair in outcome.drafted if pair[0].row not in left),
        cleared=tuple(pair for pair in outcome.cleared if pair[0] not in left),
        problems=(*outcome.problems, *refused),
    ), receipt


def refuse_if_unsure(look: Look, tracker: str) -> None:
    """Stop before anything is written unless a name and something to date by are sure.

    Raises FollowupError saying what is not sure and how to settle it.
    """
    matches = look.columns.matches
    sure = {wanted for wanted, match in matches.items() if match.sure}
    named = sure & {Field.NAME, Field.FIRST_NAME, Field.LAST_NAME}
    missing = [] if named else ["who each row is about"]
    if not sure & DATE_FIELDS:
        missing.append("any date to go by (met on, last contact, follow up on ...)")
    if missing:
        raise FollowupError(
            f"in {look.sheet.title} it is not sure which column holds {' or '.join(missing)}; "
            f"nothing was written. Run `followup check {tracker}` to see why and to settle it"
        )


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
