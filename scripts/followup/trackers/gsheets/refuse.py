"""What must not be written into a Google Sheet: refused before anything is written."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from followup.errors import CellsRefusedError
from followup.model import Cell, Link, Plan, place
from followup.trackers.gsheets.cells import LONGEST_TEXT, formula
from followup.trackers.gsheets.frame import Spot
from followup.trackers.gsheets.tab import Tab, areas

_NAMED = 5


def refuse_cells(
    plan: Plan, tab: Tab, spots: Iterable[Spot], rows: Mapping[int, int] | None = None
) -> None:
    """Raise CellsRefusedError, naming the cells, if some of them must not be written.

    `spots` are the cells that are to be written, by row and column from 0; `rows` leads from
    their rows to those of the plan, from 1, where the tab is not as the plan knew it.
    """
    wanted = list(spots)
    checks = (
        ([s for s in wanted if formula(tab.at(*s))], "holds a formula; name another column"),
        (_within(wanted, tab.raw.get("merges", ()), tab), "is part of merged cells; unmerge them"),
        (_fixed(wanted, tab), "is a title or total of a table"),
        (_protected(wanted, tab), "is protected; let our account edit it (Data > Protect sheets)"),
    )
    for found, why in checks:
        refuse(plan.sheet, found, why, rows)


def refuse_texts(plan: Plan) -> None:
    """Raise CellsRefusedError if a planned text is longer than a cell takes."""
    why = f"would hold more than the {LONGEST_TEXT} characters that a cell takes"
    refuse(plan.sheet, _too_long(plan), why)


def _too_long(plan: Plan) -> Iterator[Spot]:
    for change in plan.changes:
        text = change.new.text if isinstance(change.new, Link) else change.new
        if isinstance(text, str) and len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
            yield change.row - 1, change.column


def refuse(
    sheet: str, cells: Iterable[Cell], why: str, rows: Mapping[int, int] | None = None
) -> None:
    """Raise CellsRefusedError that names the first few of the cells, if there are any."""
    named = sorted(cells)
    if named:
        places = ", ".join(place(sheet, row + 1, column) for row, column in named[:_NAMED])
        more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
        planned = rows or {row: row + 1 for row, _ in named}
        cells = [(planned.get(row, row + 1), column) for row, column in named]
        raise CellsRefusedError(f"{places}{more}: {why}. Nothing was written", cells)


def _within(spots: Iterable[Spot], ranges: Iterable[Mapping[str, Any]], tab: Tab) -> list[Spot]:
    bounds = list(ranges)
    return [spot for spot in spots if any(inside(spot, one, tab) for one in bounds)]


def inside(spot: Spot, bounds: Mapping[str, Any], tab: Tab) -> bool:
    """Whether a cell lies in a GridRange; missing bounds are the tab's edges."""
    row, column = spot
    rows = bounds.get("startRowIndex", 0) <= row < bounds.get("endRowIndex", tab.height)
    left, right = bounds.get("startColumnIndex", 0), bounds.get("endColumnIndex", tab.width)
    return rows and bool(left <= column < right)


def _fixed(spots: Iterable[Spot], tab: Tab) -> list[Spot]:
    tables = [one for one in areas(tab) if one.kind == "table"]
    found = []
    for row, column in spots:
        for one in tables:
            total = one.last_row if one.totals else -1
            across = one.first_column <= column <= one.last_column
            if across and row + 1 in {one.first_row, total}:
                found.append((row, column))
    return found


def _protected(spots: Iterable[Spot], tab: Tab) -> list[Spot]:
    closed = [one for one in tab.raw.get("protectedRanges", ()) if _is_closed(one)]
    return [spot for spot in spots if any(_covers(one, spot, tab) for one in closed)]


def _is_closed(protected: Mapping[str, Any]) -> bool:
    return not protected.get("warningOnly") and not protected.get("requestingUserCanEdit")


def _covers(protected: Mapping[str, Any], spot: Spot, tab: Tab) -> bool:
    if not inside(spot, protected.get("range", {}), tab):
        return False
    return not any(inside(spot, free, tab) for free in protected.get("unprotectedRanges", ()))
