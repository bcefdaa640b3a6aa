"""Where new columns go: beside the tracker's last column, inside its table and its filter."""

from collections.abc import Sequence

from followup.errors import FollowupError
from followup.model import NewColumn, Plan, column_letters
from followup.trackers.xlsx.frame import hidden_columns
from followup.trackers.xlsx.refs import Area, parse_area
from followup.trackers.xlsx.refuse import is_protected, refuse
from followup.trackers.xlsx.survey import Survey
from followup.trackers.xlsx.tables import Table

_SPARE_ROWS = 200
"""Rows below the last one that already get the drop-down where no table grows it along."""


def check_new_columns(plan: Plan, survey: Survey, tables: Sequence[Table]) -> None:
    """Raise FollowupError where the new columns cannot be added, saying what to do."""
    if not plan.new_columns:
        return
    if is_protected(survey):
        raise FollowupError(
            f"{plan.sheet} is a protected sheet, so no columns can be added; unprotect it"
            " (Review > Unprotect Sheet), run again, and protect it afterwards"
        )
    refuse(plan.sheet, survey.taken, "holds other content where a new column would go; move it")
    host = host_table(plan, tables)
    block = _block(plan, host.area.bottom if host else survey.last_row)
    for table in tables:
        if table.area.meets(block):
            raise FollowupError(f"{plan.sheet}!{block} would reach into the table {table.name}")
    _check_host(plan, host)


def _block(plan: Plan, last_row: int) -> Area:
    indexes = [column.index for column in plan.new_columns]
    return Area(plan.header_row, min(indexes), max(last_row, plan.header_row), max(indexes))


def _check_host(plan: Plan, table: Table | None) -> None:
    if table is None:
        return
    if table.source:
        raise FollowupError(
            f"the table {table.name} on {plan.sheet} is filled by a query, which would drop new"
            " columns; copy it as values, or name columns of yours under [output]"
        )
    expected = range(table.area.right + 1, table.area.right + 1 + len(plan.new_columns))
    if [column.index for column in plan.new_columns] != list(expected):
        raise FollowupError(
            f"the table {table.name} on {plan.sheet} ends at column"
            f" {column_letters(table.area.right)}, so new columns further right would not be"
            " sorted with it; widen the table (Table Design > Resize Table) and run again"
        )


def host_table(plan: Plan, tables: Sequence[Table]) -> Table | None:
    """The table that the new columns belong to: the nearest to the left with the same header."""
    first = min((column.index for column in plan.new_columns), default=-1)
    beside = [
        table
        for table in tables
        if table.header_row == plan.header_row and table.area.right < first
    ]
    return max(beside, key=lambda table: table.area.right, default=None)


def widened_filter(plan: Plan, survey: Survey) -> tuple[Area, Area] | None:
    """The sheet's filter and what it becomes with the new columns; None where it stays."""
    node = survey.frame.root.find("autoFilter")
    if node is None or "ref" not in node.attrs or not plan.new_columns:
        return None
    area = parse_area(node.attrs["ref"])
    first = min(column.index for column in plan.new_columns)
    if area.top != plan.header_row or area.right + 1 != first:
        return None
    return area, area.widened(max(column.index for column in plan.new_columns))


def last_choice_row(plan: Plan, survey: Survey, tables: Sequence[Table]) -> int:
    """The last row that gets the drop-down."""
    table = host_table(plan, tables)
    return table.last_data_row if table else survey.last_row + _SPARE_ROWS


def remarks(plan: Plan, survey: Survey) -> list[str]:
    """What the person should know of the new columns."""
    found = []
    node = survey.frame.root.find("autoFilter")
    if node is not None and plan.new_columns and not widened_filter(plan, survey):
        found.append(
            f"The filter {node.attrs.get('ref', '')} on {plan.sheet} ends before the new columns;"
            " set it anew over the whole tracker before you sort with it."
        )
    hidden = hidden_columns(survey.frame, plan.new_columns)
    if hidden:
        letters = ", ".join(map(column_letters, hidden))
        found.append(f"The sheet {plan.sheet} hides the columns {letters}, where the drafts are.")
    return found


def titles(columns: Sequence[NewColumn]) -> list[str]:
    """The new columns' titles, from left to right."""
    return [column.title for column in sorted(columns, key=lambda column: column.index)]
