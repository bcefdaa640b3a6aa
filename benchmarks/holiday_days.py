"""Write the table of public holidays that the program looks at before it asks the library.

    python benchmarks/holiday_days.py > scripts/followup/followups/holiday_days.txt

The holidays library takes half a second to import, more than all else that `followup due` does;
with the table it is asked only for years to come. Run this again with a new version of the library.
"""

import warnings
from collections.abc import Iterator

from holidays import country_holidays, list_supported_countries

YEARS = range(2025, 2033)

HEAD = """\
# Public holidays, a line a country: for each year the numbers of its days (1 is 1 January).
# Written by benchmarks/holiday_days.py from the library, which is asked for other years."""


def lines() -> Iterator[str]:
    """The table, a line a country."""
    yield HEAD
    for country in sorted(list_supported_countries(include_aliases=False)):
        if len(country) == 2:
            years = (f"{year} {' '.join(map(str, numbers(country, year)))}" for year in YEARS)
            yield f"{country} " + "|".join(years)


def numbers(country: str, year: int) -> list[int]:
    """The days of that year that are public holidays, counted from 1."""
    return sorted(day.timetuple().tm_yday for day in country_holidays(country, years=year))


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    print("\n".join(lines()))
