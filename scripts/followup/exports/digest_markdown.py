"""The digest as Markdown, for notes, wikis and issue trackers."""

import re
from collections.abc import Iterable, Iterator

from followup.exports.digest_words import (
    DRY_RUN,
    WEEKS_TITLES,
    balance,
    headline,
    in_short,
    later_words,
    long_day,
    occasion_words,
    some,
    standing,
    story,
    taken_words,
    unmatched_words,
    week_rows,
    weeks_title,
    why,
)
from followup.model import Problem
from followup.model.digest import Digest, Letter, Report, State, Weeks

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&$])")


def digest_markdown(digest: Digest) -> str:
    """The whole digest. Marks in texts from cells are escaped."""
    return "\n".join(_lines(digest)) + "\n"


def plain(text: str) -> str:
    """Text that Markdown takes for nothing but text."""
    return _MARKS.sub(r"\\\1", text)


def _lines(digest: Digest) -> Iterator[str]:
    yield f"# Follow-ups, {long_day(digest.today)}"
    yield ""
    dry = DRY_RUN if digest.dry_run else ""
    yield " ".join(plain(told) for told in (headline(digest), standing(digest), dry) if told)
    yield from _list("", [plain(remark) for remark in digest.remarks])
    undone = [f"**{plain(r.name)}**{plain(story(r))}" for r in digest.undone]
    undone += [plain(unmatched_words(pattern)) for pattern in digest.unmatched]
    yield from _list("## Could not be read or written", undone)
    done = digest.of(State.DONE)
    if len(digest.reports) > 1:
        yield from _list("## In short", [f"{plain(r.name)}: {in_short(r)}" for r in done])
    for report in done:
        if not report.quiet:
            yield from ["", f"## {plain(report.name)}"] if len(digest.reports) > 1 else []
            yield from _report(report, digest)
    if digest.weeks is not None and not digest.weeks.blank:
        yield from _weeks(digest.weeks, digest)


def _report(report: Report, digest: Digest) -> Iterator[str]:
    yield from _letters("### To write to", report.new, digest)
    yield from _letters("### Waiting from earlier", report.waiting, digest)
    yield from _problems("### Needs an answer in the sheet", report.questions, report)
    taken = [plain(f"{t.name}: {taken_words(t, digest.today)}") for t in report.taken]
    yield from _list("### Taken in from the sheet", taken)
    yield from _problems("### Good to know", report.notes, report)
    for told in filter(None, [later_words(report), *report.remarks]):
        yield from ("", plain(told))


def _letters(title: str, letters: Iterable[Letter], digest: Digest) -> Iterator[str]:
    told = [
        f"**{plain(letter.name)}**, "
        + plain(f"{occasion_words(letter.occasion)}: {why(letter, digest.today)}")
        for letter in letters
    ]
    yield from _list(title, told)


def _problems(title: str, problems: tuple[Problem, ...], report: Report) -> Iterator[str]:
    shown, rest = some(problems, report)
    items = [f"{plain(place)}: {plain(told)}" for place, told in shown]
    yield from _list(title, [*items, *([plain(rest)] if rest else [])])


def _list(title: str, items: list[str]) -> Iterator[str]:
    if items:
        yield from ["", title] if title else []
        yield ""
        yield from (f"- {item}" for item in items)


def _weeks(weeks: Weeks, digest: Digest) -> Iterator[str]:
    """The picture of the weeks as a table."""
    yield from ("", f"## {weeks_title(weeks)}", "")
    for row in (WEEKS_TITLES, ("---", "--:", "--:", "--:"), *week_rows(weeks, digest.today)):
        yield f"| {' | '.join(row)} |"
    if told := balance(weeks):
        yield from ("", told)
