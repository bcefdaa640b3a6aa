"""Two years of Mondays with one tracker: what a patient simulation of its owner sees.

    python benchmarks/weeks.py [--people 500] [--weeks 104] [--seeds 1 2 3] [--caps 5 100]

The owner sends most drafts, edits some, skips or puts off some, ignores some, meets new people and
hears back from others. It is played once with the default cap and once with one that allows all
that falls due. Printed, as rows of a Markdown table, are the figures the promises are about, and
every promise that was broken: caps kept, nobody written to again within the gap, nobody who asked
for no letters (from the start or along the way), no tie passed over for more than four runs once it
is due where the cap allows that, and nothing changed by a second run of the same day.
"""

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from followup.drafts import find_templates
from followup.flow.look import Look, look_at, most_pressing
from followup.flow.run import Narrow, Outcome, draft_all
from followup.followups import WITHIN_GAP
from followup.followups.order import can_wait
from followup.model import CellValue, EventKind, Limits, Owned, Settings
from followup.trackers.memory import MemoryTracker

HEADERS = (
    "Name",
    "Email",
    "Company",
    "How we met",
    "Introduced by",
    "First wrote on",
    "Replied?",
    "Met on",
    "Thank-you sent?",
    "Last contact",
    "Next step",
    "Next follow-up",
    "Tier",
    "Status",
    "Notes",
)
AT = {header: index for index, header in enumerate(HEADERS)}
FIRST = [
    "Ana",
    "Ben",
    "Chloe",
    "Dara",
    "Emeka",
    "Fatima",
    "Goran",
    "Hana",
    "Ivo",
    "Jun",
    "Kofi",
    "Lena",
    "Marek",
    "Nadia",
    "Omar",
    "Priya",
]
LAST = [
    "Adler",
    "Bianchi",
    "Costa",
    "Diaz",
    "Eriksen",
    "Fournier",
    "Grant",
    "Hughes",
    "Ito",
    "Jansen",
    "Kaya",
    "Lopez",
    "Novak",
]
START = date(2026, 11, 23)
DEFAULT_CAP = Limits().per_run
LONGEST_WAIT = 4
"""Runs that may pass a due tie over where the cap allows to write to everybody."""


@dataclass
class Figures:
    """What is counted while the weeks go by."""

    letters: Counter[str] = field(default_factory=Counter)
    most_at_once: int = 0
    shortest_gap: int = 10_000
    unwanted: int = 0
    second_run: int = 0
    sent: dict[int, date] = field(default_factory=dict)
    passed_over: defaultdict[tuple[int, str, str], int] = field(
        default_factory=lambda: defaultdict(int)
    )
    most_waiting: int = 0

    @property
    def longest_wait(self) -> int:
        """The most runs that passed one letter over that was due."""
        return max(self.passed_over.values(), default=0)

    def broken(self, cap: int, *, allows: bool) -> Iterator[str]:
        """Each promise that was broken."""
        if self.most_at_once > cap:
            yield f"{self.most_at_once} letters that can wait in one run, cap {cap}"
        if self.shortest_gap < Limits().gap_days:
            yield f"two letters to one person within {self.shortest_gap} days"
        if self.unwanted:
            yield f"{self.unwanted} letters to people who asked for none"
        if self.second_run:
            yield f"{self.second_run} cells changed by second runs"
        if allows and self.longest_wait > LONGEST_WAIT:
            yield f"somebody due was passed over {self.longest_wait} times"


def person(rng: random.Random, number: int) -> list[CellValue]:
    """A made-up row, a third of them barely known."""
    name = f"{rng.choice(FIRST)} {rng.choice(LAST)} {number}"
    met = START - timedelta(days=rng.randrange(1, 900)) if rng.random() < 0.7 else None
    wrote = None if met else START - timedelta(days=rng.randrange(1, 60))
    last = met and min(START, met + timedelta(days=rng.randrange(0, 200)))
    row: list[CellValue] = [None] * len(HEADERS)
    row[AT["Name"]], row[AT["Email"]] = name, f"p{number}@example.com"
    row[AT["How we met"]] = rng.choice([None, "PyCon 2026", "an alumni dinner"])
    row[AT["Met on"]], row[AT["First wrote on"]], row[AT["Last contact"]] = met, wrote, last
    row[AT["Thank-you sent?"]] = "yes" if met else None
    row[AT["Replied?"]] = "yes" if met else "no"
    row[AT["Tier"]] = rng.choice(["A", "B", "B", "C", "C", "C"])
    row[AT["Status"]] = "Do not contact" if rng.random() < 0.04 else None
    row[AT["Notes"]] = rng.choice([None, "Talked about solar kilns", "Working on a tram pilot"])
    return row


class Owner:
    """The person in front of the sheet: types, edits, meets, forgets."""

    def __init__(self, tracker: MemoryTracker, rng: random.Random, rows: int) -> None:
        self.tracker, self.rng, self.rows = tracker, rng, rows
        self.unwanted: set[int] = set()

    def type_in(self, row: int, column: int, value: CellValue) -> None:
        self.tracker.type_in("Contacts", row, column, value)

    def week(self, today: date, drafted: list[int], at: dict[Owned, int]) -> None:
        """React to the drafts that lie there, and live another week."""
        for row in drafted:
            chance = self.rng.random()
            if chance < 0.15:
                self.type_in(row, at[Owned.EMAIL], "My own words.")
            if chance < 0.75:
                self.type_in(row, at[Owned.STATUS], "sent")
            elif chance < 0.8:
                self.type_in(row, at[Owned.STATUS], self.rng.choice(["skip", "later 3w"]))
        for _ in range(self.rng.randrange(0, 4)):
            row = self.rng.randrange(2, self.rows + 2)
            self.type_in(row, AT["Met on"], today - timedelta(days=self.rng.randrange(0, 5)))
            self.type_in(row, AT["Thank-you sent?"], "no")
        for _ in range(self.rng.randrange(0, 3)):
            self.type_in(self.rng.randrange(2, self.rows + 2), AT["Replied?"], "yes")
        if self.rng.random() < 0.15:
            row = self.rng.randrange(2, self.rows + 2)
            self.type_in(row, AT["Status"], "Do not contact")
            self.unwanted.add(row)


def simulate(
    people: int, runs: int, seed: int, cap: int = DEFAULT_CAP, *, every: int = 7
) -> Figures:
    """Play that many runs through, `every` so many days, and count what happens.

    With another cap than the default one it holds for reconnects too.
    """
    rng = random.Random(seed)
    rows = [tuple(person(rng, number)) for number in range(people)]
    tracker = MemoryTracker.from_rows(HEADERS, *rows)
    owner = Owner(tracker, rng, people)
    owner.unwanted = {n for n, row in enumerate(rows, 2) if row[AT["Status"]]}
    limits = Limits() if cap == DEFAULT_CAP else Limits(per_run=cap, reconnect_per_run=cap)
    library, settings, figures = find_templates(), Settings(limits=limits), Figures()
    for run in range(runs):
        today = START + timedelta(days=run * every)
        look = look_at(tracker.read(), settings, today)
        outcome = draft_all(look, library, Narrow())
        tracker.apply(outcome.plan)
        after = look_at(tracker.read(), settings, today)
        figures.second_run += len(draft_all(after, library, Narrow()).plan.changes)
        count(figures, look, outcome, owner.unwanted)
        lying = [row for row, intake in after.intakes.items() if intake.open is not None]
        owner.week(today, lying, dict(after.columns.owned))
    return figures


def count(figures: Figures, look: Look, outcome: Outcome, unwanted: set[int]) -> None:
    """Add what one run did."""
    drafted = [due for due, _ in outcome.drafted]
    closed = {row: event.day for row, event in outcome.cleared if event.kind is EventKind.SENT}
    figures.sent |= closed
    figures.most_at_once = max(figures.most_at_once, sum(can_wait(d.priority) for d in drafted))
    for due in drafted:
        figures.letters[due.occasion] += 1
        figures.unwanted += due.row in unwanted
        sent = figures.sent.get(due.row)
        if sent and due.occasion not in WITHIN_GAP:
            figures.shortest_gap = min(figures.shortest_gap, (look.today - sent).days)
    done = {due.row for due in drafted} | {row for row, _, _ in outcome.kept}
    passed = [due for due in most_pressing(look) if due.row not in done]
    figures.most_waiting = max(figures.most_waiting, len(passed))
    for due in passed:
        figures.passed_over[due.row, due.occasion, due.trigger] += 1


def main() -> int:
    """Print the figures; exit 1 where a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--weeks", type=int, default=104)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("--caps", type=int, nargs="+", default=[DEFAULT_CAP, 100])
    told = parser.parse_args()
    print("| cap | seed | letters | most at once | shortest gap | longest wait | most waiting |")
    print("| --: | --: | --: | --: | --: | --: | --: |")
    faults = []
    for cap in told.caps:
        for seed in told.seeds:
            found = simulate(told.people, told.weeks, seed, cap)
            faults += found.broken(cap, allows=cap != DEFAULT_CAP)
            total = sum(found.letters.values())
            print(
                f"| {cap} | {seed} | {total} | {found.most_at_once} | {found.shortest_gap} days "
                f"| {found.longest_wait} runs | {found.most_waiting} |"
            )
            print(f"<!-- {dict(found.letters.most_common())} -->", flush=True)
    for fault in faults:
        print(f"Broken: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
