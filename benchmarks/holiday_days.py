"""Write the table of days of the year on which a country may have a public holiday.

    python benchmarks/holiday_days.py > scripts/followup/followups/holiday_days.txt

The holidays library takes longer to import than all else that `followup due` does; with the table
it is asked only on days that come into question. Run this again after a new version of the library.
"""

import warnings
from collections.abc import Iterator
from datetime import date

from holidays import country_holidays, list_supported_countries

YEARS = range(2020, 2046)
NEARBY = 3
"""Days so near each other are written as one stretch."""

NO_USE = 240
"""A country whose holidays wander through more days of the year than these is left out."""

HEAD = """\
# Days of the year (1 is 1 January, 366 is 31 December, 29 February always counted) on which a
# country may have a public holiday, by the holidays library for 2020 to 2045; countries that are
# not here may have one any day.
# Written by benchmarks/holiday_days.py."""


def stretches(country: str) -> list[tuple[int, int]]:
    """First and last days of the year of the country's stretches, in order."""
    found = {_of_leap_year(day) for year in YEARS for day in country_holidays(country, years=year)}
    runs: list[tuple[int, int]] = []
    for day in sorted(found):
        if runs and day - runs[-1][1] <= NEARBY:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def _of_leap_year(day: date) -> int:
    return day.replace(year=2024).timetuple().tm_yday


def lines() -> Iterator[str]:
    """The table, a line a country."""
    yield HEAD
    for country in sorted(list_supported_countries(include_aliases=False)):
        runs = stretches(country)
        if len(country) == 2 and runs and sum(b - a + 1 for a, b in runs) <= NO_USE:
            yield f"{country} " + " ".join(f"{a}-{b}" for a, b in runs)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    print("\n".join(lines()))
