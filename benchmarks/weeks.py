"""Two years of Mondays with one tracker: what a patient simulation of its owner sees.

    python benchmarks/weeks.py [--people 500] [--weeks 104] [--seed 1]

The owner marks most drafts as sent, edits some, skips or puts off some, ignores some, meets new
people and hears back from others. Printed are the figures that the promises are about: letters a
run, the shortest gap between two letters to one person, the longest wait of a tie that was due,
letters to people who asked for none, and changes made by a second run on the same day.
"""

import argparse
import random
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from followup.drafts import find_templates
from followup.flow.look import look_at, most_pressing
from followup.flow.run import Narrow, draft_all
from followup.followups.order import CAN_WAIT_BELOW
from followup.model import CellValue, Limits, Owned, Settings
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
FREE_OF_THE_GAP = {"thank_you", "answer", "next_step", "confirm_meeting", "nudge", "last_nudge"}


@dataclass
class Figures:
    """What is counted while the weeks go by."""

    letters: Counter[str] = field(default_factory=Counter)
    most_waiting_kind: int = 0
    shortest_gap: int = 10_000
    longest_wait: int = 0
    unwanted: int = 0
    second_run: int = 0
    sent: dict[int, date] = field(default_factory=dict)
    due_since: dict[int, date] = field(default_factory=dict)
    waits: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))


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

    def type_in(self, row: int, column: int, value: CellValue) -> None:
        self.tracker.type_in("Contacts", row, column, value)

    def week(self, today: date, drafted: dict[int, str], at: dict[Owned, int]) -> set[int]:
        """React to the drafts that lie there; returns the rows that were sent."""
        sent = set()
        for row in drafted:
            chance = self.rng.random()
            if chance < 0.65:
                self.type_in(row, at[Owned.STATUS], "sent")
                sent.add(row)
            elif chance < 0.7:
                self.type_in(row, at[Owned.EMAIL], "My own words.")
            elif chance < 0.75:
                self.type_in(row, at[Owned.STATUS], self.rng.choice(["skip", "later 3w"]))
        for _ in range(self.rng.randrange(0, 4)):
            row = self.rng.randrange(2, self.rows + 2)
            met = today - timedelta(days=self.rng.randrange(0, 5))
            self.type_in(row, AT["Met on"], met)
            self.type_in(row, AT["Thank-you sent?"], "no")
        return sent


def simulate(people: int, weeks: int, seed: int) -> Figures:
    """Play the weeks through and count."""
    rng = random.Random(seed)
    rows = [tuple(person(rng, number)) for number in range(people)]
    tracker = MemoryTracker.from_rows(HEADERS, *rows)
    owner = Owner(tracker, rng, people)
    library, settings = find_templates(), Settings(limits=Limits(per_run=12))
    figures = Figures()
    unwanted = {n for n, row in enumerate(rows, 2) if row[AT["Status"]]}
    for week in range(weeks):
        today = START + timedelta(weeks=week)
        one_week(tracker, owner, figures, today, (library, settings, unwanted))
    return figures


def one_week(tracker, owner, figures, today, fixed):  # type: ignore[no-untyped-def]
    """One Monday: a run, a second run, and what the owner does until the next."""
    library, settings, unwanted = fixed
    look = look_at(tracker.read(), settings, today)
    due_now = {due.row: due for due in most_pressing(look)}
    outcome = draft_all(look, library, Narrow())
    tracker.apply(outcome.plan)
    again = draft_all(look_at(tracker.read(), settings, today), library, Narrow())
    figures.second_run += len(again.plan.changes)
    can_wait = [due for due, _ in outcome.drafted if due.priority < CAN_WAIT_BELOW]
    figures.most_waiting_kind = max(figures.most_waiting_kind, len(can_wait))
    for due, draft in outcome.drafted:
        figures.letters[draft.occasion] += 1
        figures.unwanted += due.row in unwanted
        if due.row in figures.sent and due.occasion not in FREE_OF_THE_GAP:
            gap = (today - figures.sent[due.row]).days
            figures.shortest_gap = min(figures.shortest_gap, gap)
    written = {due.row for due, _ in outcome.drafted}
    for row in due_now.keys() - written:
        lying = any(row == kept for kept, _, _ in outcome.kept)
        figures.waits[row] = 0 if lying else figures.waits[row] + 1
        figures.longest_wait = max(figures.longest_wait, figures.waits[row])
    for row in list(figures.waits):
        if row not in due_now or row in written:
            figures.waits[row] = 0
    after = look_at(tracker.read(), settings, today)
    lying = {row: "" for row, intake in after.intakes.items() if intake.open is not None}
    for row in owner.week(today, lying, dict(after.columns.owned)):
        figures.sent[row] = today


def main() -> int:
    """Print the figures; exit 1 where a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--weeks", type=int, default=104)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    figures = simulate(told.people, told.weeks, told.seed)
    print(f"{told.people} people, {told.weeks} weeks, seed {told.seed}")
    print("letters:", dict(figures.letters.most_common()))
    print("most letters that can wait in one run:", figures.most_waiting_kind, "(cap 12)")
    print("shortest gap where one is kept:", figures.shortest_gap, "days (limit 7)")
    print("longest wait of somebody due:", figures.longest_wait, "weeks")
    print("letters to people who asked for none:", figures.unwanted)
    print("cells a second run of the same day changed:", figures.second_run)
    kept = figures.most_waiting_kind <= 12 and figures.shortest_gap >= 7
    return 0 if kept and not figures.unwanted and not figures.second_run else 1


if __name__ == "__main__":
    sys.exit(main())
