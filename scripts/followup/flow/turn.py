"""One tracker's turn, for `followup draft` and the weekly job alike: decide, compose, write."""

from followup.flow.apply import apply_outcome, refuse_if_unsure
from followup.flow.library import find_library
from followup.flow.open import Opened
from followup.flow.run import Narrow, Outcome, draft_all
from followup.model import Receipt
from followup.model.records import replace


def take_turn(
    opened: Opened,
    target: str,
    *,
    narrow: Narrow,
    templates: str | None = None,
    dry_run: bool = False,
) -> tuple[Outcome, Receipt | None]:
    """Draft into the tracker at `target`; what was done with every problem met, and the receipt.

    `templates` is a folder that goes before all others. A dry run writes nothing and gives no
    receipt. Raises FollowupError where the sheet is not understood well enough to write into it,
    UsageError for templates that cannot be used, and what the tracker's `apply` raises.
    """
    look = opened.look
    refuse_if_unsure(look, target)
    library = find_library(look.settings, target, templates, look)
    outcome = draft_all(look, library, narrow)
    outcome = replace(outcome, problems=(*look.problems, *outcome.problems))
    return (outcome, None) if dry_run else apply_outcome(opened.tracker, outcome)
