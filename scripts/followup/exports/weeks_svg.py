"""The picture of the weeks: three rows of bars on one line of weeks, drawn as inline SVG.

Every row has its name and every bar its number, so that nothing hangs on colour; what is still to
come is hatched besides. Drawn 336 units wide, it is as wide as a small phone's page.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from followup.exports.digest_words import WEEKS_TITLES, balance, week_days, week_rows, weeks_title
from followup.exports.html import Html, el, together
from followup.followups.calendar import say_day
from followup.model.digest import Weeks

STEP, BAR = 21, 15
TALL, ROW = 34, 68
WIDTH = 336


def weeks_svg(weeks: Weeks, today: date, number: int = 1) -> Html:
    """The picture; `number` tells it from the page's others. Its title says what it shows."""
    names = f"weeks-{number}-title weeks-{number}-told"
    ahead = len(weeks.contacts) - 1
    return el(
        "svg",
        el("title", weeks_title(weeks), id=f"weeks-{number}-title"),
        el("desc", told(weeks, today), id=f"weeks-{number}-told"),
        _hatching(number),
        _row(0, "Contacts made", weeks.contacts, 0),
        _row(1, "Thanks sent", weeks.thanks, 0),
        _row(2, "Falls due", weeks.due, ahead, f"url(#hatch-{number})"),
        *_axis(weeks, today),
        viewBox=f"0 0 {WIDTH} {3 * ROW + 24}",
        role="img",
        aria_labelledby=names,
        class_="weeks",
    )


def told(weeks: Weeks, today: date) -> str:
    """The picture in words, for who cannot see it."""
    contacts, thanks, due = sum(weeks.contacts), sum(weeks.thanks), sum(weeks.due)
    since = say_day(weeks.first, today)
    text = f"Since {since}: contacts made {contacts}, thanks sent {thanks}. Falls due soon: {due}."
    return f"{text} {balance(weeks)}".strip()


def weeks_table(weeks: Weeks, today: date) -> Html:
    """The same numbers as a table."""
    head = el("tr", *(el("th", title, scope="col") for title in WEEKS_TITLES))
    rows = (
        el("tr", el("th", day, scope="row"), *(el("td", each) for each in counts))
        for day, *counts in week_rows(weeks, today)
    )
    return el("table", el("thead", head), el("tbody", *rows))


def _hatching(number: int) -> Html:
    line = el("path", d="M0 5 5 0", class_="hatch")
    pattern = el(
        "pattern", line, id=f"hatch-{number}", width="5", height="5", patternUnits="userSpaceOnUse"
    )
    return el("defs", pattern)


def _row(at: int, name: str, counts: Sequence[int], first: int, fill: str = "") -> Html:
    top = at * ROW
    most = max(*counts, 1)
    bars = (
        bar
        for week, count in enumerate(counts, first)
        for bar in _bar(week, count, most, top + ROW - 8, fill)
    )
    total = f"{name}: {sum(counts)}"
    return el("g", el("text", total, x="0", y=str(top + 12), class_="name"), *bars)


def _bar(week: int, count: int, most: int, floor: int, fill: str) -> Iterator[Html]:
    """A bar that stands on `floor` with its number above; a thin line for none."""
    left = week * STEP
    high = max(round(TALL * count / most), 3) if count else 1
    box = {"x": left, "y": floor - high, "width": BAR, "height": high}
    shape = {name: str(value) for name, value in box.items()}
    yield el("rect", class_="bar none" if not count else "bar", **shape)
    if count and fill:
        yield el("rect", class_="over", style=f"fill:{fill}", **shape)
    if count:
        middle, above = str(left + BAR / 2), str(floor - high - 3)
        yield el("text", f"{count}", x=middle, y=above, class_="count")


def _axis(weeks: Weeks, today: date) -> Iterator[Html]:
    """The Mondays of some weeks beneath, and a line before the weeks to come."""
    days = week_days(weeks)
    now = len(weeks.contacts) - 1
    edge = str(now * STEP - (STEP - BAR) / 2)
    yield el("path", d=f"M{edge} 20V{3 * ROW}", class_="now")
    foot = str(3 * ROW + 14)
    for week in (0, 4, 8, now):
        label = "this week" if week == now else say_day(days[week], today)
        yield el("text", label, x=str(week * STEP), y=foot, class_="name", text_anchor="start")


def weeks_figure(weeks: Weeks, today: date, number: int = 1) -> Html:
    """Picture, balance and table as one figure."""
    parts = [weeks_svg(weeks, today, number)]
    if text := balance(weeks):
        parts.append(el("p", text))
    summary = el("summary", "The same in numbers")
    parts.append(el("details", summary, weeks_table(weeks, today)))
    return el("figure", el("figcaption", weeks_title(weeks)), together(*parts))
