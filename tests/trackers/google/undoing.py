"""An undo of ours while a person works in the sheet in the very moments when we write.

The run before it was left in peace. Beside the sheet runs a shadow that never saw that run and in
which only the person works: in the end every cell must be as it is there, or as the person typed
it. Undo may also leave what was changed in that moment, if it says so.
"""

import random
from collections.abc import Callable

from followup.errors import FollowupError

from tests.trackers.google.drift import WHO, Meanwhile, Run, Served, closed, letter, sheet
from tests.trackers.google.grid import Spreadsheet
from tests.trackers.google.person import content
from tests.trackers.google.server import READ, WRITE, Fault


def simulate_undo(serve: Callable[[Spreadsheet], Served], seed: int) -> tuple[Run, bool, int]:
    """One undo from a seed: how it went, whether it ended well, and how many calls it took."""
    dice = random.Random(seed)
    ours, filtered = dice.random() < 0.6, dice.random() < 0.4
    book = Spreadsheet([sheet(dice, ours=ours, filtered=filtered)], key=f"{seed:044d}")
    served, shadow = serve(book), book.copy()
    chosen = dice.sample(WHO, 6)
    planned = {one: letter(one) for one in chosen[:4]} | (
        {one: closed(one) for one in chosen[4:]} if ours else {}
    )
    run = Run(served.open(), book.tabs[0], planned)
    run.tracker.apply(run.plan())
    meanwhile = Meanwhile(dice, book, shadow, 0.6, False, run.edits)
    served.google.calls.clear()

    def at_work(kind: str, number: int) -> Fault | None:
        return meanwhile(kind, number) if kind == WRITE else None

    served.google.before = at_work
    well = True
    try:
        served.open().undo()
    except FollowupError as error:
        run.edits.append(str(error))
        well = False
    meanwhile.settle()
    served.google.before = lambda *_: None
    judge(run, meanwhile, ours=ours, well=well)
    return run, well, served.google.count(READ) + served.google.count(WRITE)


def judge(run: Run, meanwhile: Meanwhile, *, ours: bool, well: bool) -> None:
    """Nothing differs from the shadow; where undo could not finish, and said so, cells may."""
    found, shadow = content(meanwhile.book.tabs[0]), content(meanwhile.shadow.tabs[0])
    typed = [value[0] for value in meanwhile.typed.values() if value]
    for spot in sorted(found.keys() | shadow.keys()):
        who, title = spot
        expected = meanwhile.typed.get(spot, shadow.get(spot))
        if found.get(spot) == expected or spot in meanwhile.excused:
            continue
        if spot in meanwhile.typed and expected is None:
            continue  # emptied by hand and by us: nobody can tell which
        if who == "elsewhere" and any(str(value) == title for value in typed):
            continue
        unfinished = not well and (who in run.planned or who in {"header", "elsewhere"})
        came_with_it = who == "header" and not ours
        assert unfinished or came_with_it, (spot, found.get(spot), expected, run.edits)
