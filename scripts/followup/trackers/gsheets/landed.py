"""Where the values of a batch lie on the tab afterwards, whether or not its answer arrived."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from followup.trackers.gsheets.cells import EMPTY, RUNS, VALUE, Raw, Write, holds, restore, typed
from followup.trackers.gsheets.frame import Alignment, Spot
from followup.trackers.gsheets.job import Job, Writes
from followup.trackers.gsheets.tab import Tab

_DISTINCT = 8
"""A text longer than this is ours alone: a letter, a reason, a line of the history."""


def landed(job: Job, later: Tab, *, sure: bool) -> dict[Spot, Write]:
    """The later cells that a value of the batch fell into.

    If `sure`, the tab is as it was right after the batch: those are the cells we named. Else
    people may have moved rows and columns since, and the batch may never have been carried out:
    rows and columns are then found by the texts that nobody but us writes.
    """
    rows = _by_row(job.writes)
    named = {spot for spot, one in job.writes.items() if holds(later.at(*spot), one.cell)}
    if sure and len(named) == len(job.writes):
        return dict(job.writes)
    plain = {
        row for row, cells in rows.items() if not any(is_distinct(c.cell) for c in cells.values())
    }
    found = {spot: job.writes[spot] for spot in named if sure or spot[0] in plain}
    searched = {row for row in rows.keys() - plain if not sure or not _whole(rows[row], named, row)}
    places = _places(later)
    pairs = [(row, new) for row in searched for new in _rows_of(rows[row].values(), places)]
    columns = _columns(job.writes, later, rows, pairs)
    for row, new in pairs:
        for column, one in rows[row].items():
            spot = (new, columns.get(column, column))
            if holds(later.at(*spot), one.cell):
                found.setdefault(spot, one)
    return found


def shifted(job: Job, later: Tab, way: Alignment, ours: Writes) -> dict[Spot, Write]:
    """More later cells that a value of the batch fell into, where no text tells a row of it.

    Such a row's short values ("ready", a city, a date) tell nothing one by one. But a batch goes
    by numbers: its values all lie as many rows and columns from where they were sent. Only cells
    that changed count; `way` leads to the later tab as far as it is known.
    """
    rows = _by_row(job.writes)
    plain = [r for r, cells in rows.items() if not any(is_distinct(c.cell) for c in cells.values())]
    changed = _changed(job.tab, later, way)
    votes: Counter[Spot] = Counter()
    sent = [(row, column) for row in plain for column in rows[row]]
    for row, column in sent:
        one = job.writes[row, column]
        for spot in changed.get(typed(one.cell), ()) if one.cell else ():
            votes[spot[0] - row, spot[1] - column] += 1
    most = max(votes.values(), default=0)
    found: dict[Spot, Write] = {}
    for down, right in (by for by, count in votes.items() if count > 1 and 2 * count > most):
        for row, column in sent:
            spot, one = (row + down, column + right), job.writes[row, column]
            if spot not in ours and spot in changed.get(typed(one.cell), ()):
                found[spot] = one
    return found


def emptied(job: Job, later: Tab, way: Alignment, ours: Writes) -> dict[Spot, Write]:
    """More later cells that the batch emptied: of those rows in which it wrote no long text.

    A batch goes by numbers. So between two rows whose texts lie equally far from where they were
    sent, another row lies as far, if all it was sent stands there. Only cells that held something
    count.
    """
    back = way.back()
    downs, rights = _moves(job, way, ours)
    found: dict[Spot, Write] = {}
    for row, cells in _by_row(job.writes).items():
        above = [downs[one] for one in sorted(downs) if one < row][-1:]
        below = [downs[one] for one in sorted(downs) if one > row][:1]
        if any(is_distinct(one.cell) for one in cells.values()) or len({*above, *below}) != 1:
            continue
        down = (above or below)[0]
        spots = {(row + down, column + rights(column)): one for column, one in cells.items()}
        if all(holds(later.at(*spot), one.cell) for spot, one in spots.items()):
            gone = {spot: one for spot, one in spots.items() if not one.cell}
            found |= {s: one for s, one in gone.items() if not _held(job.tab, back.cell(*s), one)}
    return found


def scattered(job: Job, later: Tab, way: Alignment, ours: Writes) -> dict[Spot, Write]:
    """More later cells that a short value fell into, in a column that was not meant.

    Where a text of ours lies outside of the filter, a sort takes the rows away from under it. Only
    cells that changed to a value that was sent to their column count.
    """
    back, (_, rights) = way.back(), _moves(job, way, ours)
    sent: dict[int, dict[object, Write]] = {}
    for (_, column), one in job.writes.items():
        at = column + rights(column)
        if one.cell and not is_distinct(one.cell) and at != way.columns.get(column):
            sent.setdefault(at, {})[typed(one.cell)] = one
    found: dict[Spot, Write] = {}
    for column, values in sent.items():
        for row in range(len(later.cells)):
            fell, spot = values.get(typed(later.at(row, column))), (row, column)
            if fell and spot not in ours and not _held(job.tab, back.cell(*spot), fell):
                found[spot] = fell
    return found


def _held(tab: Tab, home: Spot | None, one: Write) -> bool:
    """Whether a value stood there before the batch, too."""
    return holds(tab.at(*home) if home else EMPTY, one.cell)


def _moves(job: Job, way: Alignment, ours: Writes) -> tuple[dict[int, int], Callable[[int], int]]:
    """How far down each row with a text lies that is one cell's alone, and how far right a column.

    Columns without such a text lie as far right as the nearest that has one.
    """
    homes: dict[object, list[Spot]] = {}
    for spot, one in job.writes.items():
        if is_distinct(one.cell):
            homes.setdefault(typed(one.cell), []).append(spot)
    back = way.back()
    rows: dict[int, Counter[int]] = {}
    columns: dict[int, Counter[int]] = {}
    for spot, one in ours.items():
        sent = homes.get(typed(one.cell), ())
        if len(sent) == 1 and not _held(job.tab, back.cell(*spot), one):
            rows.setdefault(sent[0][0], Counter())[spot[0] - sent[0][0]] += 1
            columns.setdefault(sent[0][1], Counter())[spot[1] - sent[0][1]] += 1
    downs = {row: votes.most_common(1)[0][0] for row, votes in rows.items()}
    rights = {column: votes.most_common(1)[0][0] for column, votes in columns.items()}

    def right(column: int) -> int:
        nearest = min(rights, key=lambda one: abs(one - column), default=None)
        return 0 if nearest is None else rights[nearest]

    return downs, right


def _changed(tab: Tab, later: Tab, way: Alignment) -> dict[object, set[Spot]]:
    """The later cells that do not hold what they did, by what they hold."""
    back = way.back()
    found: dict[object, set[Spot]] = {}
    for row, cells in enumerate(later.cells):
        for column, cell in enumerate(cells):
            home = back.cell(row, column)
            value = typed(cell or EMPTY)
            if value != (typed(tab.at(*home)) if home else None):
                found.setdefault(value, set()).add((row, column))
    return found


def is_distinct(cell: Raw) -> bool:
    """Whether a cell holds a text that is ours alone."""
    return len(cell.get(VALUE, EMPTY).get("stringValue", "")) > _DISTINCT


def strays(first: Job, way: Alignment, later: Tab, writes: Writes) -> dict[Spot, Write]:
    """Texts of ours in cells that are not theirs and that nothing else will put right: cleared.

    `way` leads from the first tab to the later one, `writes` are still to be written. What stood
    in such a cell before is not known, or it would be among them.
    """
    known = {typed(cell) for row in first.tab.cells for cell in row if cell}
    owners: dict[object, set[int]] = {}
    for (row, _), one in first.writes.items():
        if is_distinct(one.cell) and typed(one.cell) not in known:
            owners.setdefault(typed(one.cell), set()).add(row)
    home = {way.cell(*spot) for spot in first.writes} | writes.keys()
    found: dict[Spot, Write] = {}
    for text, spots in _places(later).items():
        for spot in spots if text in owners else ():
            if spot not in home:
                found[spot] = restore(EMPTY, (VALUE, RUNS))
                found |= _beside(first, way, later, owners[text], spot[0])
    return {spot: one for spot, one in found.items() if spot not in home}


def _beside(
    first: Job, way: Alignment, later: Tab, owners: set[int], row: int
) -> Iterator[tuple[Spot, Write]]:
    """The rest of a letter, in a row that was not there at first."""
    if row in way.rows.values():
        return
    for (old, column), one in first.writes.items():
        spot = (row, way.columns.get(column, -1))
        if old in owners and one.cell and holds(later.at(*spot), one.cell):
            yield spot, restore(EMPTY, one.fields)


def _by_row(writes: Writes) -> dict[int, dict[int, Write]]:
    rows: dict[int, dict[int, Write]] = {}
    for (row, column), one in writes.items():
        rows.setdefault(row, {})[column] = one
    return rows


def _whole(cells: Mapping[int, Write], named: set[Spot], row: int) -> bool:
    return all((row, column) in named for column in cells)


def _places(tab: Tab) -> dict[object, list[Spot]]:
    """Where each text stands."""
    places: dict[object, list[Spot]] = {}
    for row, cells in enumerate(tab.cells):
        for column, cell in enumerate(cells):
            if cell and "stringValue" in cell.get(VALUE, EMPTY):
                places.setdefault(typed(cell), []).append((row, column))
    return places


def _rows_of(cells: Iterable[Write], places: Mapping[object, list[Spot]]) -> list[int]:
    """The later rows in which texts of one of our rows stand: those with most of them."""
    votes: Counter[int] = Counter()
    for one in cells:
        if is_distinct(one.cell):
            votes.update({row for row, _ in places.get(typed(one.cell), ())})
    most = max(votes.values(), default=0)
    return [row for row, count in votes.items() if 2 * count > most]


def _columns(
    writes: Writes,
    later: Tab,
    rows: Mapping[int, Mapping[int, Write]],
    pairs: list[tuple[int, int]],
) -> dict[int, int]:
    """Which later column the values of each of our columns lie in, by what stands there."""
    votes: dict[int, Counter[int]] = {}
    for row, new in pairs:
        for column, one in rows[row].items():
            if one.cell:
                fits = (c for c, cell in enumerate(later.row(new)) if holds(cell, one.cell))
                votes.setdefault(column, Counter()).update(fits)
    found: dict[int, int] = {}
    for column in sorted({column for _, column in writes}):
        near = found.get(column - 1, column - 1) + 1
        ranked = votes.get(column) or Counter({near: 1})
        found[column] = max(ranked, key=lambda new: (ranked[new], -abs(new - near)))
    return found
