"""Which row of a tab is which row of the same tab later: by what stands in it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from followup.trackers.gsheets.cells import typed
from followup.trackers.gsheets.frame import Frame, Key, Spot
from followup.trackers.gsheets.tab import Tab

_MOST_COMPARED = 250
_COVERED = ("covered",)


def align_rows(
    frame: Frame,
    later: Tab,
    columns: Mapping[int, int],
    header: int,
    covered: Collection[Spot],
) -> dict[int, int]:
    """The earlier rows that are found again, with their later numbers.

    `columns` leads from the earlier columns to the later ones; `covered` are later cells of which
    nothing can be told.
    """
    shared = [
        (old, columns[old])
        for old in range(frame.tab.columns)
        if old in columns and old not in frame.loose
    ]
    before, after = _both(frame, later, shared, header, covered)
    found = {frame.header: header}
    nameless = {row for row, _ in frame.written} - before.keys()
    _pair_equal(before, after, found)
    _pair_by_person(frame, shared, before, after, found)
    _pair_alike(frame, shared, before, after, found)
    loose = [(old, columns[old]) for old in sorted(frame.loose) if old in columns]
    _pair_seen(*_both(frame, later, loose, header, covered), found)
    _pair_beside(nameless, found)
    _pair_seen(*_both(frame, later, [*shared, *loose], header, covered), found, hidden=True)
    return found


def _both(
    frame: Frame,
    later: Tab,
    shared: Sequence[tuple[int, int]],
    header: int,
    covered: Collection[Spot],
) -> tuple[dict[int, Key], dict[int, Key]]:
    """The keys of the earlier and the later rows by those columns."""
    before = _keys(frame.tab, [old for old, _ in shared], frame.header)
    after = _keys(later, [new for _, new in shared], header)
    return before, _covered(after, shared, covered)


def _keys(tab: Tab, columns: Sequence[int], header: int) -> dict[int, Key]:
    """What stands in each row that is not blank, by row."""
    keys: dict[int, Key] = {}
    for row, cells in enumerate(tab.cells):
        width = len(cells)
        key = tuple([typed(cells[column]) if column < width else None for column in columns])
        if row != header and any(one is not None and one != ("boolValue", False) for one in key):
            keys[row] = key
    return keys


def _covered(
    keys: dict[int, Key], shared: Sequence[tuple[int, int]], covered: Collection[Spot]
) -> dict[int, Key]:
    """The later rows' keys with a mark wherever a value of ours fell."""
    places = {new: index for index, (_, new) in enumerate(shared)}
    for row, column in covered:
        if column in places:
            key = list(keys.get(row, [None] * len(places)))
            key[places[column]] = _COVERED
            keys[row] = tuple(key)
    return keys


def _pair_equal(before: dict[int, Key], after: dict[int, Key], found: dict[int, int]) -> None:
    """Rows that hold the same; of several that do, the first with the first."""
    places: dict[Key, list[int]] = defaultdict(list)
    for row, key in after.items():
        places[key].append(row)
    for rows in places.values():
        rows.reverse()
    for row, key in list(before.items()):
        if places.get(key):
            found[row] = places[key].pop()
            del before[row], after[found[row]]


def _pair_by_person(
    frame: Frame,
    shared: Sequence[tuple[int, int]],
    before: dict[int, Key],
    after: dict[int, Key],
    found: dict[int, int],
) -> None:
    """Rows left over that are the only ones of their person."""
    at = [index for index, (old, _) in enumerate(shared) if old in frame.telling]
    persons = [
        _unique({row: _part(key, at) for row, key in side.items()}) for side in (before, after)
    ]
    for person, row in persons[0].items():
        if person in persons[1]:
            found[row] = persons[1][person]
            del before[row], after[found[row]]


def _part(key: Key, at: Sequence[int]) -> Key:
    return tuple(key[index] for index in at)


def _unique(persons: Mapping[int, Key]) -> dict[Key, int]:
    counted = Counter(persons.values())
    known = {row: key for row, key in persons.items() if any(key) and _COVERED not in key}
    return {key: row for row, key in known.items() if counted[key] == 1}


def _pair_alike(
    frame: Frame,
    shared: Sequence[tuple[int, int]],
    before: dict[int, Key],
    after: dict[int, Key],
    found: dict[int, int],
) -> None:
    """Rows left over that share a name or an address and at least half of what they hold."""
    if len(before) > _MOST_COMPARED or len(after) > _MOST_COMPARED:
        return
    at = [index for index, (old, _) in enumerate(shared) if old in frame.telling]
    scored = [
        (_alike(one, other), -row, new)
        for row, one in before.items()
        for new, other in after.items()
        if _may_be(one, other, at)
    ]
    for score, minus, new in sorted(scored, reverse=True):
        if score >= 0.5 and -minus in before and new in after:
            found[-minus] = new
            del before[-minus], after[new]


def _pair_beside(rows: Collection[int], found: dict[int, int]) -> None:
    """Rows that nothing tells apart: as far from the nearest row above, else below, as before."""
    taken = set(found.values())
    for row in sorted(set(rows) - found.keys()):
        place = next((place for place in _beside(row, found) if place not in taken), None)
        if place is not None:
            found[row] = place
            taken.add(place)


def _beside(row: int, found: Mapping[int, int]) -> Iterator[int]:
    """Where a row is if it is as far from the nearest known row above, or below, as before."""
    above = max((known for known in found if known < row), default=None)
    below = min((known for known in found if known > row), default=None)
    for known in (above, below):
        if known is not None and found[known] + row - known >= 0:
            yield found[known] + row - known


def _may_be(one: Key, other: Key, at: Sequence[int]) -> bool:
    """Whether two rows share a name or an address, or nothing is left to see of those."""
    pairs = [(one[index], other[index]) for index in at if other[index] != _COVERED]
    return any(a is not None and a == b for a, b in pairs) or not pairs


def _pair_seen(
    before: dict[int, Key], after: dict[int, Key], found: dict[int, int], *, hidden: bool = False
) -> None:
    """Rows left over by what of them can be seen; with `hidden`, even if that is nothing.

    Of several that fit, the one as far from the rows around it as before.
    """
    taken = set(found.values())
    before = {row: key for row, key in before.items() if row not in found}
    after = {row: key for row, key in after.items() if row not in taken}
    if not hidden:
        _pair_equal(before, after, found)
    for row, key in before.items():
        fits = [new for new, other in after.items() if _seen_alike(key, other, hidden)]
        if hidden and len(fits) > 1:
            fits = [place for place in _beside(row, found) if place in fits][:1]
        if len(fits) == 1:
            found[row] = fits[0]
            del after[fits[0]]


def _seen_alike(one: Key, other: Key, hidden: bool) -> bool:
    """Whether two rows hold the same, something at least, wherever both can be seen."""
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if b != _COVERED]
    something = any(a is not None for a, _ in pairs) or (hidden and _COVERED in other)
    return something and all(a == b for a, b in pairs)


def _alike(one: Key, other: Key) -> float:
    both = [(a, b) for a, b in zip(one, other, strict=True) if b != _COVERED]
    pairs = [(a, b) for a, b in both if a is not None or b is not None]
    return sum(a == b for a, b in pairs) / max(len(pairs), 1)
