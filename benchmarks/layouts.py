"""How well trackers are understood: layouts.py PATH [--seed N] [--rounds N] [--verbose] [--xlsx]

PATH is a JSON list of layouts: {"id", "lang", "headers", "expect": {field: header or null},
"accept": {field: [headers]}}, or of batches of them, {"comment", "layouts"}.
Each becomes a messy workbook with made-up people; what `followup.columns` finds in it is compared
with what was meant.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent.parent / part) for part in ("", "scripts")]

from followup.columns import understand  # noqa: E402
from followup.errors import FollowupError  # noqa: E402
from followup.model import Book, ColumnMap, Field, Settings  # noqa: E402

from benchmarks.layouts_mess import Mess, make  # noqa: E402

Layout = dict[str, Any]


def main() -> int:
    """Measure and report."""
    options = _options()
    layouts = _layouts(json.loads(options.path.read_text(encoding="utf-8")))
    tallies: dict[str, Counter[str]] = {}
    spent = 0.0
    for seed in range(options.seed, options.seed + options.rounds):
        for layout in layouts:
            rng = random.Random(f"{seed} {layout['id']}")
            mess = make(layout, rng)
            book = _through_xlsx(mess.book) if options.xlsx else mess.book
            started = time.perf_counter()
            lines = measure(book, mess, layout, tallies.setdefault(layout["lang"], Counter()))
            spent += time.perf_counter() - started
            if lines and options.verbose:
                print(
                    layout["id"], layout["lang"], f"seed {seed}", mess.tricks, *lines, sep="\n    "
                )
    _report(tallies, spent / (options.rounds * len(layouts)))
    return 0


def _layouts(listed: list[Any]) -> list[Layout]:
    return [layout for each in listed for layout in each.get("layouts", [each])]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--xlsx", action="store_true", help="write and read real workbooks")
    return parser.parse_args()


def measure(book: Book, mess: Mess, layout: Layout, tally: Counter[str]) -> list[str]:
    """Count into `tally` what was right; returns a line for each thing that was not."""
    tally["books"] += 1
    try:
        found, _ = understand(book, Settings())
    except FollowupError as error:
        return [str(error)]
    lines = []
    for what, right in (
        ("sheet", found.sheet == mess.sheet),
        ("header", found.sheet == mess.sheet and found.header_row == mess.header_row),
        ("people", found.data_rows == mess.people),
    ):
        tally[what] += right
        if not right:
            lines.append(f"{what}: {found.sheet} {found.header_row} {_differ(found, mess)}")
    return lines + _columns(found, layout, tally)


def _differ(found: ColumnMap, mess: Mess) -> str:
    gone = set(mess.people) - set(found.data_rows)
    return f"missing {sorted(gone)}, extra {sorted(set(found.data_rows) - set(mess.people))}"


def _columns(found: ColumnMap, layout: Layout, tally: Counter[str]) -> list[str]:
    lines = []
    for field in Field:
        meant = layout["expect"].get(field)
        match = found.matches.get(field)
        title = match.column.title if match else None
        right = title == meant or title in layout.get("accept", {}).get(field, ())
        kind = _kind(title, right=right, sure=match is None or match.sure)
        tally[kind] += 1
        tally["meant"] += meant is not None
        tally["got"] += meant is not None and right
        if not right:
            score = f"{match.score:.2f}" if match else ""
            lines.append(f"{kind}: {field.value} should be {meant!r}, is {title!r} {score}")
    return lines


def _kind(title: str | None, *, right: bool, sure: bool) -> str:
    if right:
        return "right" if sure else "asked, right"
    if title is None:
        return "missed"
    return "silently wrong" if sure else "asked, wrong"


def _report(tallies: dict[str, Counter[str]], seconds: float) -> None:
    total: Counter[str] = sum(tallies.values(), Counter())
    print(
        f"{'':6}{'books':>6}{'sheet':>8}{'header':>8}{'people':>8}{'columns':>9}{'silent':>8}"
        f"{'asked':>7}{'missed':>8}"
    )
    for lang, tally in (*sorted(tallies.items()), ("all", total)):
        books, meant = tally["books"], tally["meant"]
        asked = tally["asked, right"] + tally["asked, wrong"]
        print(
            f"{lang:6}{books:6}{tally['sheet'] / books:8.1%}{tally['header'] / books:8.1%}"
            f"{tally['people'] / books:8.1%}{tally['got'] / meant:9.1%}"
            f"{tally['silently wrong'] / meant:8.1%}{asked / meant:7.1%}"
            f"{tally['missed'] / meant:8.1%}"
        )
    print(f"{seconds * 1000:.1f} ms a book")


def _through_xlsx(book: Book) -> Book:
    import tempfile

    import xlsxwriter
    from followup.trackers import open_tracker

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tracker.xlsx"
        with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as workbook:
            for sheet in book.sheets:
                page = workbook.add_worksheet(sheet.title)
                for row in sheet.rows:
                    for index, value in enumerate(row.cells):
                        page.write(row.number - 1, index, value)
        return open_tracker(str(path)).read()


if __name__ == "__main__":
    sys.exit(main())
