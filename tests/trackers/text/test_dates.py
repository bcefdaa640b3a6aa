"""A day is written into a text file as the days around it are."""

from datetime import date

import pytest
from followup.trackers.text.dates import find_style

DAY = date(2026, 3, 4)


@pytest.mark.parametrize(
    ("texts", "written"),
    [
        ([], "2026-03-04"),
        (["soon", "Q3", ""], "2026-03-04"),
        (["2026-11-12", "2025-01-02"], "2026-03-04"),
        (["2026/11/2", "2025/1/12"], "2026/3/4"),
        (["12.11.2026", "01.02.2026"], "04.03.2026"),
        (["1.2.2026", "12.11.2026"], "4.3.2026"),
        (["31/12/2026", "01/02/2026"], "04/03/2026"),
        (["12/31/2026", "1/2/2026"], "3/4/2026"),
        (["31-12-26", "01-02-26"], "04-03-26"),
        (["01/02/2026", "05/06/2026"], "2026-03-04"),
        (["31/12/2026", "12/31/2026"], "2026-03-04"),
        (["12 Nov 2026", "03 Feb 2026"], "04 Mar 2026"),
        (["12 Nov 2026", "3 Feb 2026"], "4 Mar 2026"),
        (["2026-11-12 09:30", "2026-11-12T09:30:00Z"], "2026-03-04"),
        (["31/12/2026 (phone)", "after the holidays"], "04/03/2026"),
        (["31/12/2026", "31/12/2025", "2026-01-01"], "04/03/2026"),
    ],
)
def test_a_day_looks_like_its_neighbours(texts: list[str], written: str) -> None:
    assert find_style(texts).write(DAY) == written


def test_other_columns_tell_whether_the_day_comes_first() -> None:
    assert find_style(["01/02/2026"], ["1.2.2026", "25/12/2025"]).write(DAY) == "04/03/2026"
    assert find_style(["01/02/2026"], ["12/25/2025"]).write(DAY) == "03/04/2026"


def test_a_column_without_days_takes_after_the_rest_of_the_file() -> None:
    assert find_style(["Draft due", ""], ["Ana", "1.2.2026"]).write(DAY) == "4.3.2026"
