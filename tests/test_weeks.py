"""A quarter of a year with one tracker: the promises that only show over many runs."""

import runpy

from tests.conftest import ROOT


def test_weeks_of_use_keep_caps_gaps_and_wishes() -> None:
    weeks = runpy.run_path(str(ROOT / "benchmarks" / "weeks.py"), run_name="weeks")
    figures = weeks["simulate"](40, 13, 7)
    assert sum(figures.letters.values()) > 40
    assert figures.most_waiting_kind <= 12
    assert figures.shortest_gap >= 7
    assert figures.unwanted == 0
    assert figures.second_run == 0
