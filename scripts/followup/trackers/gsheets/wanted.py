"""A plan on the tab as it is now: which cells are written, and which rows are left out."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from followup.errors import BusyError
from followup.model import Plan, column_letters, place
from followup.trackers.gsheets.align import align
from followup.trackers.gsheets.cells import EMPTY, Raw, Write, holds, link, typed, write
from followup.trackers.gsheets.frame import Alignment, Frame, Spot, find_header, titles_of
from followup.trackers.gsheets.newcolumns import Additions, place_columns
from followup.trackers.gsheets.tab import Tab


@dataclass(frozen=True, slots=True)
class Wanted:
    """A plan on the tab as it is now: the cells to write, and the rows left out.

    `rows` leads from the tab's rows, from 0, to those of the plan, from 1. `left_out` gives for
    rows of the plan the sentence that says why.
    """

    tab: Tab
    header: int
    telling: tuple[int, ...]
    writes: Mapping[Spot, Write]
    additions: Additions | None
    rows: Mapping[int, int]
    left_out: Mapping[int, str]


def is_fresh(spot: Spot, wanted: Wanted) -> bool:
    """Whether a cell will lie in a fresh column, where nothing is yet."""
    added = wanted.additions
    return added is not None and added.fresh and spot[1] >= added.first


def find_wanted(plan: Plan, before: Tab, now: Tab) -> Wanted:
    """The plan on the tab as it is now. Raises BusyError where its columns are not to be found."""
    used = {column for identity in plan.identity.values() for column in identity}
    new = {column.index for column in plan.new_columns}
    needed = used | {change.column for change in plan.changes} - new
    header, way = _align(plan, before, now, needed - new, used)
    additions = place_columns(plan, now, header, way.columns) if plan.new_columns else None
    writes: dict[Spot, Write] = {}
    patterns = _Patterns(now)
    rows = {*plan.identity, *(change.row for change in plan.changes)}
    touched = {row: _why_touched(row - 1, before, now, way) for row in rows}
    left_out = {
        row: f"{place(plan.sheet, row)} {why}; it was left for the next run."
        for row, why in sorted(touched.items())
        if why
    }
    for change in plan.changes:
        if change.row in left_out:
            continue
        fresh = change.column in new
        column = additions.index(change.column) if fresh and additions else -1
        spot = (way.rows[change.row - 1], column if fresh else way.columns[change.column])
        there = EMPTY if fresh else now.at(*spot)
        one = write(change.new, there, patterns.of(spot[1]))
        if not holds(there, one.cell) or (link(one.cell) and not link(there)):
            writes[spot] = one
    if additions is not None and (writes or not plan.changes):
        for title in plan.new_columns:
            writes[header, additions.index(title.index)] = write(title.title, EMPTY)
    telling = tuple(sorted(way.columns[column] for column in used))
    back = {way.rows[row - 1]: row for row in rows - left_out.keys()}
    return Wanted(now, header, telling, writes, additions, back, left_out)


def _align(
    plan: Plan, before: Tab, now: Tab, needed: Collection[int], telling: Collection[int]
) -> tuple[int, Alignment]:
    titles = titles_of(before, plan.header_row - 1)
    frame = Frame(before, plan.header_row - 1, titles, telling)
    changed = BusyError(
        f"{plan.sheet}: its titles were changed meanwhile; nothing was written, try again"
    )
    header = find_header(frame, now, [titles[column] for column in needed if column in titles])
    if header is None:
        raise changed
    later = titles_of(now, header)
    if later != titles:
        for column in needed:
            if list(later.values()).count(titles.get(column, "")) != 1:
                raise changed
    way = align(frame, now, header)
    if any(column not in way.columns for column in needed):
        raise changed
    return header, way


def _why_touched(row: int, before: Tab, now: Tab, way: Alignment) -> str:
    """Why a row is left out, "" if the person has not touched it since it was read."""
    if row not in way.rows:
        return "was removed or changed meanwhile"
    for column in range(before.columns):
        if column not in way.columns:
            continue
        old, new = before.at(row, column), now.at(way.rows[row], way.columns[column])
        if typed(old) != typed(new):
            letters = column_letters(way.columns[column])
            return f"was changed meanwhile (column {letters})"
    return ""


@dataclass(slots=True)
class _Patterns:
    """The number formats that dates have on a tab: in a column, else anywhere."""

    tab: Tab
    found: dict[int, Raw] = field(default_factory=dict)

    def of(self, column: int) -> Raw:
        if not self.found:
            self.found = {-1: EMPTY, **dict(_date_formats(self.tab))}
        return self.found.get(column) or self.found[-1] or next(reversed(self.found.values()))


def _date_formats(tab: Tab) -> Iterator[tuple[int, Raw]]:
    for row in tab.cells:
        for column, cell in enumerate(row):
            for kind in ("userEnteredFormat", "effectiveFormat"):
                dressed = cell.get(kind, EMPTY).get("numberFormat", EMPTY) if cell else EMPTY
                if dressed.get("type") == "DATE" and dressed.get("pattern"):
                    yield column, dressed
