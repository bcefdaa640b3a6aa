"""Rows and their columns' meanings to contacts: one person each, with everything the sheet says."""

from datetime import date

from followup.contacts.alike import find_alike
from followup.contacts.group import group
from followup.contacts.read import Entry, read_entries
from followup.model import ColumnMap, Contact, Problem, Sheet

__all__ = ["Entry", "read_contacts"]


def read_contacts(
    sheet: Sheet, columns: ColumnMap, *, today: date
) -> tuple[tuple[Contact, ...], tuple[Problem, ...]]:
    """The people of a tracker sheet, in the order of their rows, and what was wrong on the way.

    Several rows of one person (a log, or a repeated row) become one contact on the newest row. A
    row without a name is reported and left out; no row costs another.
    """
    entries, problems = read_entries(sheet, columns, today=today)
    contacts, remarks = group(entries, sheet.title)
    return contacts, (*problems, *remarks, *find_alike(contacts, sheet.title))
