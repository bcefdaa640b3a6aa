"""The digest as plain text, as cron mails it."""

from collections.abc import Iterable, Iterator

from followup.exports.digest_words import (
    DRY_RUN,
    balance,
    headline,
    later_words,
    long_day,
    named,
    occasion_words,
    some,
    standing,
    taken_words,
    unmatched_words,
    weeks_title,
    why,
)
from followup.followups.calendar import say_day
from followup.model import Problem
from followup.model.digest import Digest, Letter, Report, State, Weeks

WIDTH = 96


def digest_text(digest: Digest) -> str:
    """The whole digest: the week in a sentence, a line a tracker, then what each one holds."""
    return "\n".join(_lines(digest)) + "\n"


def needs_text(digest: Digest, *, strict: bool) -> str:
    """Only what needs a person, a line each; "" where nothing does."""
    lines = [named(r) for r in digest.undone]
    lines += [*map(unmatched_words, digest.unmatched), *digest.remarks]
    if strict:
        asked = ((r.name, p) for r in digest.reports for p in r.questions)
        lines += [f"{name}: {problem.place}: {problem.message}" for name, problem in asked]
    return "".join(f"{line}\n" for line in lines)


def _lines(digest: Digest) -> Iterator[str]:
    yield long_day(digest.today)
    yield ""
    yield from filter(None, (headline(digest), standing(digest)))
    if digest.dry_run:
        yield DRY_RUN
    yield from digest.remarks
    yield from map(unmatched_words, digest.unmatched)
    if len(digest.reports) > 1 or digest.undone:
        yield from _overview(digest)
    for report in digest.reports:
        if report.state is State.DONE and not report.quiet:
            yield from _report(report, digest, alone=len(digest.reports) == 1)
    if digest.weeks is not None and not digest.weeks.blank:
        yield from _weeks(digest.weeks, digest)


def _overview(digest: Digest) -> Iterator[str]:
    yield ""
    for report in digest.reports:
        yield from _wrapped(f"  {named(report)}", "      ")


def _report(report: Report, digest: Digest, *, alone: bool) -> Iterator[str]:
    if not alone:
        yield ""
        yield report.name
        yield "-" * min(len(report.name), WIDTH)
    yield from _letters("To write to", report.new, digest)
    yield from _letters("Waiting from earlier", report.waiting, digest)
    yield from _problems("Needs an answer in the sheet", report.questions, report)
    taken = (f"{t.name}: {taken_words(t, digest.today)}" for t in report.taken)
    yield from _section("Taken in from the sheet", taken)
    yield from _problems("Good to know", report.notes, report)
    if told := [*filter(None, [later_words(report)]), *report.remarks]:
        yield ""
        yield from told


def _letters(title: str, letters: Iterable[Letter], digest: Digest) -> Iterator[str]:
    told = (
        f"{letter.name} ({occasion_words(letter.occasion)}): {why(letter, digest.today)}"
        for letter in letters
    )
    yield from _section(title, told)


def _problems(title: str, problems: tuple[Problem, ...], report: Report) -> Iterator[str]:
    shown, rest = some(problems, report)
    yield from _section(
        title, [*(f"{place}: {told}" for place, told in shown), *filter(None, [rest])]
    )


def _section(title: str, items: Iterable[str]) -> Iterator[str]:
    for number, item in enumerate(items):
        if number == 0:
            yield ""
            yield title
        yield from _wrapped(f"  {item}", "      ")


def _wrapped(line: str, indent: str) -> list[str]:
    import textwrap

    return textwrap.wrap(
        line, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def _weeks(weeks: Weeks, digest: Digest) -> Iterator[str]:
    """The picture of the weeks in digits; a dot is a week without any."""
    yield ""
    yield weeks_title(weeks)
    past = len(weeks.contacts)
    yield f"  {'':14}from {say_day(weeks.first, digest.today):<{3 * past - 14}}this week | coming"
    gap = " " * (3 * (past - 1))
    yield f"  contacts made {_digits(weeks.contacts)}   in all {sum(weeks.contacts)}"
    yield f"  thanks sent   {_digits(weeks.thanks)}   in all {sum(weeks.thanks)}"
    yield f"  falls due     {gap}{_digits(weeks.due)}"
    if told := balance(weeks):
        yield f"  {told}"


def _digits(counts: tuple[int, ...]) -> str:
    return "".join(f"{count or '.':>3}" for count in counts)
