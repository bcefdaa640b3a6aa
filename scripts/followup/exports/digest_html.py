"""The digest as one web page that needs nothing else: no script, no request, styles inside."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from followup.exports.digest_words import (
    DRY_RUN,
    headline,
    in_short,
    later_words,
    long_day,
    occasion_words,
    sentence,
    some,
    standing,
    story,
    taken_words,
    unmatched_words,
    why,
)
from followup.exports.html import Html, el, together
from followup.exports.weeks_svg import weeks_figure
from followup.followups.calendar import say_day
from followup.model import Problem
from followup.model.digest import Digest, Letter, Report, State

STYLE = Path(__file__).with_name("digest.css")

MOST_PICTURES = 60
"""Trackers that get a picture each; beyond that one for all of them has to do."""

POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"
"""Should markup ever slip in all the same, the browser runs and fetches nothing."""


def digest_html(digest: Digest) -> str:
    """The whole page. Text from cells is escaped, and links are mailto: or Google's only."""
    title = f"Follow-ups, {say_day(digest.today, digest.today)} {digest.today.year}"
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=POLICY),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="robots", content="noindex"),
        el("title", title),
        el("style", Html(STYLE.read_text(encoding="utf-8"))),
    )
    body = el("body", el("main", *_page(digest)))
    return f"<!DOCTYPE html>\n{el('html', head, body, lang='en')}\n"


def _page(digest: Digest) -> Iterator[Html]:
    yield el("h1", long_day(digest.today))
    yield el("p", headline(digest) or "Nothing could be read this time.", class_="headline")
    if told := standing(digest):
        yield el("p", told, class_="soft")
    if digest.dry_run:
        yield el("p", DRY_RUN, class_="soft")
    yield from (el("p", remark) for remark in digest.remarks)
    yield from _not_done(digest)
    if len(digest.reports) > 1:
        yield _fleet(digest)
    yield from _trackers(digest)


def _trackers(digest: Digest) -> Iterator[Html]:
    done = digest.of(State.DONE)
    each = len(done) <= MOST_PICTURES
    if not each and digest.weeks is not None:
        yield weeks_figure(digest.weeks, digest.today)
    for number, report in enumerate(done, 1):
        picture = list(_picture(report, digest, number)) if each else []
        if picture or not report.quiet:
            title = el("h2", _name(report), id=f"tracker-{number}")
            yield el("section", title, *_report(report, digest), *picture)


def _picture(report: Report, digest: Digest, number: int) -> Iterator[Html]:
    if report.weeks is not None and not report.weeks.blank:
        yield weeks_figure(report.weeks, digest.today, number)


def _not_done(digest: Digest) -> Iterator[Html]:
    told = [el("li", el("strong", _bdi(r.name)), story(r)) for r in digest.undone]
    told += [el("li", unmatched_words(pattern)) for pattern in digest.unmatched]
    if told:
        yield el("section", el("h2", "Could not be read or written"), el("ul", *told, class_="ask"))


def _fleet(digest: Digest) -> Html:
    rows = (
        el("tr", el("th", _bdi(report.name), scope="row"), el("td", sentence(in_short(report))))
        for report in digest.of(State.DONE)
    )
    table = el("table", el("tbody", *rows), class_="fleet")
    return el("section", el("h2", "In short"), table)


def _report(report: Report, digest: Digest) -> Iterator[Html]:
    yield from _letters("To write to", report.new, digest)
    yield from _letters("Waiting from earlier", report.waiting, digest)
    yield from _problems("Needs an answer in the sheet", report.questions, report, "ask")
    taken = (
        el("li", _bdi(each.name), f": {taken_words(each, digest.today)}") for each in report.taken
    )
    yield from _section("Taken in from the sheet", taken, "brief")
    yield from _problems("Good to know", report.notes, report, "brief")
    told = filter(None, [later_words(report), *report.remarks])
    yield from (el("p", each, class_="soft") for each in told)


def _letters(title: str, letters: Iterable[Letter], digest: Digest) -> Iterator[Html]:
    yield from _section(title, (_letter(letter, digest) for letter in letters))


def _letter(letter: Letter, digest: Digest) -> Html:
    who = together(el("strong", _bdi(letter.name)), f", {occasion_words(letter.occasion)}")
    link = [_link(letter)] if letter.link else []
    where = together("“", _bdi(letter.subject), "”, ") if letter.subject else Html()
    return el(
        "li",
        el("div", el("span", who), *link, class_="who"),
        el("p", why(letter, digest.today)),
        el("p", where, el("code", letter.place), class_="soft"),
    )


def _link(letter: Letter) -> Html:
    """The link's name says whose letter it opens, for who hears the links only."""
    whose = f"Open the letter to {letter.name}"
    return el("a", "Open the letter", href=letter.link, class_="write", aria_label=whose)


def _problems(
    title: str, problems: tuple[Problem, ...], report: Report, kind: str = ""
) -> Iterator[Html]:
    shown, rest = some(problems, report)
    items = [el("li", el("code", place), f": {told}") for place, told in shown]
    yield from _section(title, [*items, *([el("li", rest)] if rest else [])], kind)


def _section(title: str, items: Iterable[Html], kind: str = "") -> Iterator[Html]:
    """A heading and a list; nothing for an empty one."""
    if listed := list(items):
        attributes = {"class_": kind} if kind else {}
        yield el("h3", title)
        yield el("ul", *listed, **attributes)


def _name(report: Report) -> Html:
    """A tracker's name; Google's sheets can be opened from here."""
    online = urlsplit(report.place)
    if online.scheme == "https" and online.hostname == "docs.google.com":
        return el("a", _bdi(report.name), href=report.place)
    return _bdi(report.name)


def _bdi(text: str) -> Html:
    """Text that may run from right to left without turning its neighbours round."""
    return el("bdi", text)
