"""Our own columns, added once at the right edge of the tracker, inside its table or filter.

They come as fresh columns of the grid, in the same batch as their titles: nobody's cells can be
under them, wherever the person moved the others meanwhile. Where something stands further right on
the tab, which fresh columns would push aside, the empty cells that are there are used.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from followup.errors import BusyError, FollowupError
from followup.model import Area, NewColumn, Plan, column_letters, place
from followup.trackers.gsheets.cells import typed
from followup.trackers.gsheets.job import Request
from followup.trackers.gsheets.tab import Tab, area, areas, pixels


@dataclass(frozen=True, slots=True)
class Additions:
    """New columns for one tab: where the first one comes, and whether fresh columns are made."""

    first: int
    columns: tuple[NewColumn, ...]
    fresh: bool
    known: int
    """How many cells of the tab bore the first title before."""

    def index(self, column: int) -> int:
        """Where the plan's column with that index comes."""
        return column - self.columns[0].index + self.first

    def structure(
        self, tab: Tab, header: int, first: int | None
    ) -> tuple[list[Request], list[Request]]:
        """The requests that are still needed before and after the cells are written.

        `first` is where they come by now, None if they are there; else that is seen from the
        first title.
        """
        if first is None or _count(tab, self.columns[0].title) > self.known:
            before, last = [], self._last(tab, header)
        else:
            before = replace(self, first=first)._make(tab, header)
            last = first + len(self.columns) - 1
        return before, widen(tab, header, last, len(self.columns))

    def _last(self, tab: Tab, header: int) -> int:
        """The last of our columns, by the titles that stand there now; -1 if they don't."""
        wanted = {column.title for column in self.columns}
        found = [c for c, cell in enumerate(tab.row(header)) if _title(cell) in wanted]
        return max(found) if len(found) == len(wanted) else -1

    def _make(self, tab: Tab, header: int) -> list[Request]:
        end = self.first + len(self.columns)
        requests: list[Request] = []
        lacking = (self.first + 1 if self.fresh else end) - tab.width
        if lacking > 0:
            requests.append(_append(tab, lacking))
        if self.fresh:
            columns = _span(tab, self.first, end)
            requests.append({"insertDimension": {"range": columns, "inheritFromBefore": False}})
        requests.extend(self._dress(tab, header))
        return requests

    def _dress(self, tab: Tab, header: int) -> list[Request]:
        """Titles like their neighbour; long letters don't spill over; the drop-down; widths."""
        end = self.first + len(self.columns)
        requests: list[Request] = [
            {
                "copyPaste": {
                    "source": _range(tab, header, header + 1, self.first - 1, self.first),
                    "destination": _range(tab, header, header + 1, self.first, end),
                    "pasteType": "PASTE_FORMAT",
                }
            },
            {
                "repeatCell": {
                    "range": _range(tab, header + 1, None, self.first, end),
                    "cell": {"userEnteredFormat": {"wrapStrategy": "CLIP"}},
                    "fields": "userEnteredFormat.wrapStrategy",
                }
            },
        ]
        for column in self.columns:
            at = self.index(column.index)
            if column.choices:
                requests.append(choice_rule(tab, header, at, column.choices))
            size = {
                "range": _span(tab, at, at + 1),
                "properties": {"pixelSize": pixels(column.width)},
                "fields": "pixelSize",
            }
            requests.append({"updateDimensionProperties": size})
        return requests


def place_columns(plan: Plan, tab: Tab, header: int, columns: Mapping[int, int]) -> Additions:
    """Where the plan's new columns come on the tab as it is now.

    `columns` leads from the plan's columns to those of the tab. Raises FollowupError where there
    is no room, and BusyError where the columns were changed since the plan was made.
    """
    edge = plan.new_columns[0].index - 1
    beside = columns.get(edge)
    if beside is None or any(columns.get(column, 0) > beside for column in range(edge)):
        raise BusyError(
            f"{plan.sheet}: its columns were changed meanwhile; nothing was written, try again"
        )
    first, end = beside + 1, beside + 1 + len(plan.new_columns)
    _check_room(plan, tab, header, first, end)
    _check_host(plan, tab, header, first)
    fresh = all(typed(c) is None for row in tab.cells for c in row[first:])
    return Additions(first, plan.new_columns, fresh, _count(tab, plan.new_columns[0].title))


def _check_room(plan: Plan, tab: Tab, header: int, first: int, end: int) -> None:
    for row in range(header, len(tab.cells)):
        for column in range(first, end):
            if typed(tab.at(row, column)) is not None:
                where = place(plan.sheet, row + 1, column)
                raise FollowupError(
                    f"{where} holds other content where a new column would go; move it, then run "
                    "the same command again. Nothing was written"
                )


def _check_host(plan: Plan, tab: Tab, header: int, first: int) -> None:
    host = host_area(tab, header)
    if host is not None and host.last_column + 1 != first:
        raise FollowupError(
            f"the {host.kind} on {plan.sheet} ends at column {column_letters(host.last_column)}, so"
            " new columns further right would not be sorted with it; widen it and try again"
        )


def host_area(tab: Tab, header: int) -> Area | None:
    """The table, else the filter, whose titles stand in that row."""
    found = [one for one in areas(tab) if one.first_row == header + 1]
    return min(found, key=lambda one: one.kind != "table", default=None)


def widen(tab: Tab, header: int, last: int, most: int) -> list[Request]:
    """Make the table or filter over the header row reach to that column, if it ends before.

    `most` is how many columns it may be short of; one that ends elsewhere is not ours to change.
    """
    return _resize(tab, header, lambda end: end <= last and last - end < most, last + 1)


def narrow(tab: Tab, header: int, first: int, end: int) -> list[Request]:
    """Let the table or filter end before `first` again, if it ends at `end`."""
    return _resize(tab, header, lambda found: found == end, first)


def _resize(tab: Tab, header: int, wanted: Callable[[int], bool], end: int) -> list[Request]:
    for table in tab.raw.get("tables", ()):
        bounds = table.get("range", {})
        if bounds.get("startRowIndex", 0) == header and wanted(bounds.get("endColumnIndex", 0)):
            wider = {**bounds, "sheetId": tab.number, "endColumnIndex": end}
            changed = {"tableId": table.get("tableId"), "range": wider}
            return [{"updateTable": {"table": changed, "fields": "range"}}]
    found = tab.raw.get("basicFilter")
    if not found or found.get("tableId"):
        return []
    bounds = area("filter", found.get("range", {}), tab)
    if bounds.first_row != header + 1 or not wanted(bounds.last_column + 1):
        return []
    return [{"setBasicFilter": {"filter": _refiltered(found, tab, end)}}]


def _refiltered(found: Mapping[str, Any], tab: Tab, end: int) -> dict[str, Any]:
    """The filter with its criteria over more columns. Its remembered sort order is left out:
    setting it would sort the person's rows anew."""
    kept = "filterSpecs" if "filterSpecs" in found else "criteria"
    wider = {**found.get("range", {}), "sheetId": tab.number, "endColumnIndex": end}
    return {"range": wider} | ({kept: found[kept]} if kept in found else {})


def choice_rule(tab: Tab, header: int, column: int, choices: Sequence[str]) -> Request:
    """A drop-down below the header that lets other text in; no choices take it away."""
    request: dict[str, Any] = {"range": _range(tab, header + 1, None, column, column + 1)}
    if choices:
        values = [{"userEnteredValue": choice} for choice in choices]
        condition = {"type": "ONE_OF_LIST", "values": values}
        request["rule"] = {"condition": condition, "strict": False, "showCustomUi": True}
    return {"setDataValidation": request}


def _title(cell: Mapping[str, Any]) -> str:
    value = typed(cell)
    return str(value[1]).strip() if value and len(value) > 1 else ""


def _count(tab: Tab, title: str) -> int:
    return sum(_title(cell) == title for row in tab.cells for cell in row if cell)


def _append(tab: Tab, number: int) -> Request:
    request = {"sheetId": tab.number, "dimension": "COLUMNS", "length": number}
    return {"appendDimension": request}


def _span(tab: Tab, first: int, end: int) -> dict[str, Any]:
    return {"sheetId": tab.number, "dimension": "COLUMNS", "startIndex": first, "endIndex": end}


def _range(tab: Tab, top: int, bottom: int | None, left: int, right: int) -> dict[str, Any]:
    bounds = {
        "sheetId": tab.number,
        "startRowIndex": top,
        "startColumnIndex": left,
        "endColumnIndex": right,
    }
    return bounds if bottom is None else {**bounds, "endRowIndex": bottom}
