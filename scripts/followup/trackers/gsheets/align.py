"""Which row and column of a tab is which row and column of the same tab later.

Google has no versions to compare: people insert, delete, move and sort rows and columns between
two calls. Rows are recognised by what stands in them, columns by their titles, never by number.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping

from followup.trackers.gsheets.cells import typed
from followup.trackers.gsheets.frame import Alignment, Frame, Key, Spot, titles_of
from followup.trackers.gsheets.rows import align_rows
from followup.trackers.gsheets.tab import Tab


def align(frame: Frame, later: Tab, header: int, covered: Collection[Spot] = ()) -> Alignment:
    """Where the frame's rows and columns are in the later tab, whose titles stand in `header`.

    `covered` are later cells that a value of ours fell into: what stood there tells nothing.
    """
    columns = align_columns(frame, later, header, covered)
    rows = align_rows(frame, later, columns, header, covered)
    return Alignment(rows, columns)


def align_columns(
    frame: Frame, later: Tab, header: int, covered: Collection[Spot]
) -> dict[int, int]:
    """By titles that occur once, else by what stands below, else beside a neighbour, else in order.

    A column with a title is not taken for one without beside it, nor the other way round.

    A title that we wrote ourselves says nothing of the column under it, unless that was made then.
    """
    ours = {column for row, column in covered if row == header} - set(frame.fresh)
    placed = {column: column for column in frame.fresh if frame.placed}
    titles = {c: title for c, title in frame.titles.items() if c not in placed}
    known = {*ours, *placed}
    new_titles = {c: title for c, title in titles_of(later, header).items() if c not in known}
    once = _once(titles).keys() & _once(new_titles).keys()
    places = {title: column for column, title in new_titles.items()}
    found = placed | {column: places[title] for column, title in titles.items() if title in once}
    if len(once) < len(titles) or len(titles) != len(new_titles):
        found |= _by_content(frame, later, header, covered, found)

    def alike(old: int, new: int) -> bool:
        known = new not in ours and old not in frame.fresh
        return not known or (old in titles) == (new in new_titles)

    most = max((*frame.titles, later.columns, later.width)) + 8
    _pair_beside(range(most), -1, found, alike)
    held = range(max((*frame.titles, frame.tab.columns - 1)) + 1)
    _pair_beside(reversed(held), 1, found, alike)
    left = [column for column in held if column not in found and column not in frame.fresh]
    free = [column for column in range(later.columns) if column not in found.values()]
    pairs = list(zip(left, free, strict=False))
    if len(left) == len(free) and all(
        alike(*pair) and _may_be(frame, later, header, covered, pair) for pair in pairs
    ):
        found |= dict(pairs)
        _pair_beside(range(most), -1, found, alike)
    return found


def _pair_beside(
    columns: Iterable[int], beside: int, found: dict[int, int], alike: Callable[[int, int], bool]
) -> None:
    """Columns not found yet: next to their left (-1) or right (1) neighbour, as before."""
    taken = set(found.values())
    for column in columns:
        place = 0 if column + beside < 0 else found.get(column + beside, -2) - beside
        if column not in found and place >= 0 and place not in taken and alike(column, place):
            found[column] = place
            taken.add(place)


def _by_content(
    frame: Frame, later: Tab, header: int, covered: Collection[Spot], found: Mapping[int, int]
) -> dict[int, int]:
    """The columns not found yet that share at least half of their values with a later one.

    Those that share most go first, not those of which the greatest part is shared: where much is
    covered, the one value left of a column may stand in its neighbour, too.
    """
    taken = set(found.values())
    after = {c: _below(later, c, header, covered) for c in range(later.columns) if c not in taken}
    scored = []
    for old in range(frame.tab.columns):
        for without in ((), frame.written) if old not in found else ():
            one = _below(frame.tab, old, frame.header, without)
            for new, other in after.items():
                shared = (one & other).total()
                if shared and 2 * shared >= one.total():
                    scored.append((shared, shared / one.total(), -abs(old - new), old, new))
    matched: dict[int, int] = {}
    for *_, old, new in sorted(scored, reverse=True):
        if old not in matched and new not in matched.values():
            matched[old] = new
    return matched


def _may_be(
    frame: Frame, later: Tab, header: int, covered: Collection[Spot], pair: tuple[int, int]
) -> bool:
    """Whether something of the earlier column is seen in the later one, or could not be."""
    old, new = pair
    before = _below(frame.tab, old, frame.header, frame.written)
    hidden = sum(column == new for _, column in covered)
    return before.total() <= hidden or bool(before & _below(later, new, header, covered))


def _below(tab: Tab, column: int, header: int, without: Collection[Spot]) -> Counter[Key]:
    rows = range(header + 1, len(tab.cells))
    values = (typed(tab.at(row, column)) for row in rows if (row, column) not in without)
    return Counter(value for value in values if value is not None)


def _once(titles: Mapping[int, str]) -> dict[str, int]:
    return {title: n for title, n in Counter(titles.values()).items() if n == 1}
