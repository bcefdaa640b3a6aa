"""Cells to write into a tab as it was just read, and the requests that write them."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from followup.trackers.gsheets.cells import Write
from followup.trackers.gsheets.frame import Frame, Spot, titles_of
from followup.trackers.gsheets.tab import Tab

Writes = Mapping[Spot, Write]
Request = dict[str, object]
Structure = Callable[[Tab, int, int | None], tuple[list[Request], list[Request]]]
"""What else the tab needs before and after the cells are written, given its header row and where
the first new column comes (None once all that comes before is known to be done)."""


@dataclass(frozen=True, slots=True)
class Job:
    """Cells to write into a tab just read, by row and column from 0."""

    tab: Tab
    header: int
    telling: Collection[int]
    writes: Writes
    coming: Mapping[int, str] = field(default_factory=dict)
    """Titles of columns that this very batch adds, by where they come."""
    fresh: bool = False
    """Whether those columns are made for it, rather than empty ones taken."""

    def frame(self, *, placed: bool = False) -> Frame:
        """What the tab is known by once the batch has been sent.

        `placed` says that nobody moved anything since.
        """
        made = self.coming if self.fresh else {}
        titles = {**titles_of(self.tab, self.header), **made}
        cells = self.writes.keys()
        return Frame(self.tab, self.header, titles, self.telling, cells, made.keys(), placed)


def update(tab: int, row: int, column: int, one: Write) -> Request:
    """The request that writes one cell."""
    bounds = {
        "sheetId": tab,
        "startRowIndex": row,
        "endRowIndex": row + 1,
        "startColumnIndex": column,
        "endColumnIndex": column + 1,
    }
    fields = ",".join(dict.fromkeys(one.fields))
    return {"updateCells": {"rows": [{"values": [one.cell]}], "fields": fields, "range": bounds}}
