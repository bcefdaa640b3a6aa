"""Our own two sheets, added to a tracker on request."""

from followup.drafts.newsheet import templates_sheet
from followup.model import SETTINGS_SHEET, TEMPLATES_SHEET, Book, NewSheet, Plan, Receipt, Settings
from followup.settings.newsheet import settings_sheet
from followup.settings.read import OCCASIONS
from followup.settings.sheet import own_sheet
from followup.trackers.base import Tracker


def missing_sheets(book: Book, settings: Settings) -> tuple[NewSheet, ...]:
    """Those of our two sheets that the book lacks, with what the settings say now."""
    made = (settings_sheet(settings), templates_sheet(OCCASIONS))
    return tuple(new for new in made if own_sheet(book, new.title) is None)


def plan_sheets(book: Book, settings: Settings) -> Plan:
    """The plan that adds them; empty where both are there."""
    return Plan("", 0, book.revision, new_sheets=missing_sheets(book, settings))


def add_sheets(tracker: Tracker, book: Book, settings: Settings) -> Receipt:
    """Add our sheets to the tracker just read; those that are there stay as they are, and a remark
    says so.

    `settings` are those that hold now. Raises what `Tracker.apply` raises: FollowupError where no
    sheet can be added (a text file, a protected workbook), BusyError where the tracker changed.
    """
    plan = plan_sheets(book, settings)
    receipt = tracker.apply(plan)
    new = {sheet.title for sheet in plan.new_sheets}
    there = [title for title in (SETTINGS_SHEET, TEMPLATES_SHEET) if title not in new]
    said = tuple(f'The sheet "{title}" is there already and stays as it is.' for title in there)
    return Receipt(receipt.changed, receipt.backup, (*receipt.remarks, *said))
