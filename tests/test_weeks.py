"""Weeks and days with one tracker: the promises that only show over many runs."""

import runpy

import pytest

from tests.conftest import ROOT

simulate = runpy.run_path(str(ROOT / "benchmarks" / "weeks.py"), run_name="weeks")["simulate"]


@pytest.mark.parametrize(
    ("cap", "runs", "every", "allows"),
    [(5, 12, 7, False), (40, 16, 7, True), (5, 24, 1, False)],
    ids=["a small cap", "a cap that allows it", "daily"],
)
def test_runs_keep_caps_gaps_and_wishes_and_pass_nobody_over(
    cap: int, runs: int, every: int, allows: bool
) -> None:
    figures = simulate(40, runs, 7, cap, every=every)
    assert sum(figures.letters.values()) > 20
    assert len(figures.letters) > 3
    assert figures.sent
    assert list(figures.broken(cap, allows=allows)) == []
