"""A spreadsheet's resources as the API gives them, and as sparingly as it may."""

from typing import Any

from tests.trackers.google.grid import Tab, link_of


def tab_json(index: int, tab: Tab) -> dict[str, Any]:
    """A Sheet resource."""
    properties: dict[str, Any] = {
        "sheetId": tab.number,
        "title": tab.title,
        "index": index,
        "sheetType": "GRID",
        "gridProperties": {"rowCount": tab.height, "columnCount": tab.width},
    }
    if tab.hidden:
        properties["hidden"] = True
    last = max((n for n, row in enumerate(tab.rows) if any(row.values())), default=-1)
    data: dict[str, Any] = {}
    if last >= 0:
        data["rowData"] = [_row(row) for row in tab.rows[: last + 1]]
    sheet = {"properties": properties, "data": [data]}
    held = {
        "merges": tab.merges,
        "tables": tab.tables,
        "basicFilter": tab.filter,
        "protectedRanges": tab.protected,
    }
    return sheet | {name: _without_number(value) for name, value in held.items() if value}


def _without_number(value: Any) -> Any:
    """Ranges on the tab with the number 0 don't say so (gspread's recorded answers)."""
    if isinstance(value, list):
        return [_without_number(one) for one in value]
    if not isinstance(value, dict):
        return value
    found = {name: _without_number(one) for name, one in value.items()}
    return {name: one for name, one in found.items() if (name, one) != ("sheetId", 0)}


def without_links(value: Any) -> Any:
    """A body without the runs that hold links."""
    if isinstance(value, list):
        return [without_links(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {name: without_links(one) for name, one in value.items() if name != "textFormatRuns"}


UNSAID = {"effectiveValue", "effectiveFormat", "hyperlink", "timeZone", "locale", "sheetType"}
"""Fields of the answers that are read-only, or may be missing."""


def sparse(value: Any) -> Any:
    """A value without those fields, and without any that are 0, false or empty."""
    if isinstance(value, list):
        return [sparse(one) for one in value]
    if not isinstance(value, dict):
        return value
    kept = {name: sparse(one) for name, one in value.items() if name not in UNSAID}
    chosen = kept.keys() & {"stringValue", "numberValue", "boolValue"}  # one is always said
    return {name: one for name, one in kept.items() if chosen or one not in (0, False, "", [], {})}


def _row(row: dict[int, dict[str, Any]]) -> dict[str, Any]:
    filled = [column for column, cell in row.items() if cell]
    if not filled:
        return {}
    return {"values": [_cell(row.get(column, {})) for column in range(max(filled) + 1)]}


def _cell(cell: dict[str, Any]) -> dict[str, Any]:
    shown = {name: value for name, value in cell.items() if name != "computed"}
    effective = cell.get("computed") or cell.get("userEnteredValue")
    if effective:
        shown["effectiveValue"] = effective
    if cell.get("userEnteredFormat"):
        shown["effectiveFormat"] = cell["userEnteredFormat"]
    if url := link_of(cell):
        shown["hyperlink"] = url
    return shown
