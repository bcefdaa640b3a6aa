"""From what stands on a tab after a batch to what is left to write.

Each row is recognised by what stands in it. A value that fell into another row or column, because
the person moved things in that very moment, is replaced by what stood there before.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from followup.trackers.gsheets.align import align
from followup.trackers.gsheets.cells import EMPTY, Write, holds, restore, same, typed
from followup.trackers.gsheets.frame import Alignment, Frame, Spot, find_header, likely_header
from followup.trackers.gsheets.job import Job, Writes
from followup.trackers.gsheets.landed import emptied, is_distinct, landed, scattered, shifted
from followup.trackers.gsheets.tab import Tab


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What a batch came to.

    `job` is what is left to write, `foreign` those of its cells that are not ours and `way` leads
    from the batch's rows and columns to those of the later tab. `touched` are cells of the batch
    that the person changed or removed in that moment.
    """

    job: Job
    foreign: frozenset[Spot]
    way: Alignment
    touched: frozenset[Spot]


def look_after(job: Job, later: Tab, foreign: Collection[Spot], *, sure: bool) -> Aftermath:
    """What came of the job's batch, by the later tab.

    `foreign` are those of its cells that are not ours and were to be put right. Unless `sure`,
    the tab may have moved on since, and the batch may never have been carried out.
    """
    frame = job.frame(placed=sure)
    ours = landed(job, later, sure=sure)
    header = _header(frame, later, ours)
    way = align(frame, later, header, ours)
    if not sure and (more := shifted(job, later, way, ours)):
        ours = {**ours, **more}
        way = align(frame, later, header, ours)
    if not sure:
        ours = {**emptied(job, later, way, ours), **scattered(job, later, way, ours), **ours}
    fallen = dict(_fallen(job, way, ours))
    if not sure:
        fallen = {**_strange(job, later, way), **fallen}
    missing, touched = _missing(job, later, way, fallen, () if sure else _reached(job, later, way))
    left = {**fallen, **missing}
    carried_on = {now for spot in foreign if (now := way.cell(*spot)) is not None}
    telling = [way.columns[column] for column in job.telling if column in way.columns]
    coming = {way.columns[c]: title for c, title in job.coming.items() if c in way.columns}
    after = Job(later, header, telling, left, coming, job.fresh)
    return Aftermath(after, frozenset({*fallen, *carried_on} & left.keys()), way, touched)


def _header(frame: Frame, later: Tab, ours: Writes) -> int:
    """The title row; where it cannot be told, as after its removal, the likeliest one."""
    needed = [frame.titles[column] for column in frame.telling if column in frame.titles]
    found = find_header(frame, later, needed)
    return likely_header(frame, later, ours.keys()) if found is None else found


def _fallen(job: Job, way: Alignment, ours: Writes) -> Iterator[tuple[Spot, Write]]:
    """Our values in cells that are not theirs, and what shall stand there instead."""
    back = way.back()
    for spot, wrote in ours.items():
        home = back.cell(*spot)
        if home is not None and home in job.writes:
            wanted = job.writes[home]
            if not same(wanted.cell, wrote.cell):
                yield spot, Write(wanted.cell, (*wanted.fields, *wrote.fields))
        elif not same(before := job.tab.at(*home) if home else EMPTY, wrote.cell):
            yield spot, restore(before, wrote.fields)


def _strange(job: Job, later: Tab, way: Alignment) -> dict[Spot, Write]:
    """Cells of others that changed to a short value we were writing in that column.

    Where the answer to a batch was lost and the rows have moved on since, what was to be put right
    may have fallen anywhere in those columns.
    """
    wrote: dict[int, list[Write]] = {}
    for (_, column), one in job.writes.items():
        if one.cell and not is_distinct(one.cell):
            wrote.setdefault(column, []).append(one)
    found: dict[Spot, Write] = {}
    for column, values in wrote.items():
        kinds = {typed(one.cell) for one in values}
        for row in way.rows:
            now = way.cell(row, column)
            if now is None or (row, column) in job.writes:
                continue
            cell, before = later.at(*now), job.tab.at(row, column)
            if typed(cell) in kinds and not same(cell, before):
                found[now] = restore(before, values[0].fields)
    return found


def _reached(job: Job, later: Tab, way: Alignment) -> frozenset[Spot]:
    """Cells that a batch without an answer is known to have written, whatever they hold by now.

    A batch is carried out as a whole, and by numbers. So where a text of ours stands in its row
    and another value in its column, the cell in that row and column was written along with them.
    """
    hits = {
        spot
        for spot, one in job.writes.items()
        if (now := way.cell(*spot)) is not None
        if holds(later.at(*now), one.cell) and not same(job.tab.at(*spot), one.cell)
    }
    rows = {row for row, column in hits if is_distinct(job.writes[row, column].cell)}
    columns = {column for row, column in hits if row in rows}
    return frozenset(spot for spot in job.writes if spot[0] in rows and spot[1] in columns)


def _missing(
    job: Job, later: Tab, way: Alignment, fallen: Writes, reached: Collection[Spot]
) -> tuple[dict[Spot, Write], frozenset[Spot]]:
    """Values that are not in their cells yet, but for those whose cell the person has changed.

    That is also so where a `reached` cell holds again what it did before.
    """
    left: dict[Spot, Write] = {}
    touched: set[Spot] = set()
    for spot, wanted in job.writes.items():
        now = way.cell(*spot)
        if now is None:
            touched.add(spot)
        elif now not in fallen and not holds(later.at(*now), wanted.cell):
            fell = job.writes.get(now)
            found = later.at(*now)
            untouched = same(found, job.tab.at(*spot)) and spot not in reached
            if untouched or (fell is not None and holds(found, fell.cell)):
                left[now] = wanted
            else:
                touched.add(spot)
    return left, frozenset(touched)
