"""The digest's sentences, the same in every form of it: calm, and numbers as words."""

from collections.abc import Iterator
from datetime import date, timedelta

from followup.followups.calendar import say_day
from followup.model import EventKind, Problem
from followup.model.digest import WEEKS_AHEAD, Digest, Letter, Report, State, Taken, Weeks
from followup.values.weekdays import WEEKDAYS

NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
DRY_RUN = "This was a dry run: nothing was written."
WEEKS_TITLES = ("Week from", "Contacts made", "Thanks sent", "Falls due")
"""The headers of the columns that `week_rows` gives."""
MOST_PROBLEMS = 8
"""Of one tracker; `followup check` lists them all."""

VERBS = frozenset({"is", "was", "may", "has", "holds", "names", "must", "only"})
"""What the story of a tracker may begin with so that its name is the subject."""

OCCASIONS = {
    "thank_you": "thank-you",
    "intro_thanks": "thanks for the introduction",
    "report_back": "report to the introducer",
    "last_nudge": "last reminder",
    "nudge": "reminder",
    "check_in": "check-in",
    "reconnect": "hello after a long time",
    "confirm_meeting": "word before the meeting",
    "own": "letter of your own",
    "": "text that was there already",
}


def occasion_words(occasion: str) -> str:
    """An occasion as one would say it."""
    return OCCASIONS.get(occasion, occasion.replace("_", " "))


def number(count: int) -> str:
    """A number as a word, up to twelve."""
    return NUMBERS[count] if count < len(NUMBERS) else f"{count:,}"


def how_many(count: int, one: str, many: str = "") -> str:
    """ "one letter", "three letters"."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def long_day(day: date) -> str:
    """A day in full: "Monday, 23 Nov 2026"."""
    return f"{WEEKDAYS[day.weekday()].title()}, {say_day(day, day)} {day.year}"


def sentence(text: str) -> str:
    """With a capital at the beginning and a full stop at the end."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def headline(digest: Digest) -> str:
    """The whole job in a sentence or two."""
    written = sum(len(report.new) for report in digest.reports)
    lying = sum(len(report.waiting) for report in digest.reports)
    where = _where(digest)
    be = "would be" if digest.dry_run else ("is" if written == 1 else "are")
    parts = [f"{how_many(written, 'letter')} {be} ready{where}" if written else ""]
    if lying:
        still = "still waits" if lying == 1 else "still wait"
        parts.append(f"{number(lying)} from earlier {still}{'' if written else where}")
    if not written and not lying:
        parts = [f"nobody needs a letter today{where}"] if digest.of(State.DONE) else []
    return " ".join(sentence(part) for part in parts if part)


def _where(digest: Digest) -> str:
    done = digest.of(State.DONE)
    if len(done) == 1:
        return f" in {done[0].name}"
    with_letters = [report for report in done if report.letters]
    count = len(with_letters) or len(done)
    return f" in {how_many(count, 'tracker')}" if done else ""


def standing(digest: Digest) -> str:
    """How many trackers were done, and how many were not; "" for a single one that was."""
    total, undone = len(digest.reports), len(digest.undone)
    if total == 1 and not undone:
        return ""
    of = f" (part {digest.shard})" if digest.shard else ""
    if not total:
        return sentence(f"no tracker was gone through{of}")
    if not undone:
        return sentence(f"all {how_many(total, 'tracker')} were gone through{of}")
    need = "needs" if undone == 1 else "need"
    done = number(total - undone) if total > undone else "none"
    return sentence(
        f"of {how_many(total, 'tracker')}{of} {done} {'was' if total - undone == 1 else 'were'} "
        f"gone through, {number(undone)} {need} a look"
    )


def named(report: Report) -> str:
    """A tracker's name and, in short, how it went."""
    told = in_short(report)
    return f"{report.name}{'' if told.split(' ')[0] in VERBS else ':'} {told}"


def story(report: Report) -> str:
    """How it went, as it follows the name."""
    return named(report)[len(report.name) :]


def in_short(report: Report) -> str:
    """One tracker in one line, without its name."""
    if report.state is not State.DONE:
        return report.trouble
    parts = []
    if report.new:
        parts.append(f"{how_many(len(report.new), 'letter')} ready")
    if report.waiting:
        parts.append(f"{number(len(report.waiting))} waiting from earlier")
    if report.taken:
        parts.append(f"{number(len(report.taken))} taken in")
    if report.questions:
        cells = how_many(len(report.questions), "question")
        parts.append(f"{cells} in the sheet")
    return ", ".join(parts) or "nobody needs a letter"


def why(letter: Letter, today: date) -> str:
    """Why a letter is to be written, and what it still needs."""
    return " ".join(part for part in (letter.reason, *needs(letter, today)) if part)


def needs(letter: Letter, today: date) -> Iterator[str]:
    """What a person must know of a draft before sending it."""
    if letter.gaps:
        yield "It has gaps to fill, in [square brackets]."
    if letter.status == "no email":
        yield "There is no address in the sheet."
    if not letter.new and letter.since:
        words = " in your own words" if letter.edited else ""
        yield f"Lies there{words} since {say_day(letter.since, today)}."


def taken_words(taken: Taken, today: date) -> str:
    """What was taken in from the sheet, after the person's name."""
    what, day = occasion_words(taken.occasion), say_day(taken.day, today)
    match taken.kind:
        case EventKind.SENT:
            return f"{what}, sent on {day}"
        case EventKind.SKIPPED:
            return f"{what}, skipped"
        case EventKind.LATER:
            until = f"not before {say_day(taken.until, today)}" if taken.until else "put off"
            return f"{what}, {until}"
        case EventKind.REDONE:
            return f"{what}, written afresh"
    return f"{what}, no longer needed"


def later_words(report: Report) -> str:
    """Who can wait; "" for nobody."""
    if not report.later:
        return ""
    return sentence(f"{how_many(report.later, 'person', 'people')} can wait for a later week")


def some(problems: tuple[Problem, ...], report: Report) -> tuple[list[tuple[str, str]], str]:
    """The first problems as place and message, and how to see the rest ("" if these are all)."""
    shown = [(problem.place, problem.message) for problem in problems[:MOST_PROBLEMS]]
    rest = len(problems) - len(shown)
    return shown, f"{number(rest)} more: followup check {quoted(report.place)}" if rest > 0 else ""


def quoted(place: str) -> str:
    """A path as one types it in a shell."""
    place = "".join(ch for ch in place if ch.isprintable())
    return f'"{place}"' if " " in place else place


def unmatched_words(pattern: str) -> str:
    """A path of the config to which no file answers."""
    return f"{pattern}: no tracker has a name like that; look at the path in the config"


def weeks_title(weeks: Weeks) -> str:
    """What the picture of the weeks shows."""
    return f"The last {number(len(weeks.contacts))} weeks and the coming {number(WEEKS_AHEAD)}"


def balance(weeks: Weeks) -> str:
    """Given and received, "" where the sheet says nothing of it."""
    if not weeks.given and not weeks.received:
        return ""
    given = how_many(weeks.given, "person", "people")
    received = how_many(weeks.received, "person", "people")
    return sentence(f"you gave something to {given} and received something from {received}")


def week_days(weeks: Weeks) -> list[date]:
    """The Mondays of the weeks shown, the coming ones last."""
    count = len(weeks.contacts) + len(weeks.due) - 1
    return [weeks.first + timedelta(weeks=week) for week in range(count)]


def week_rows(weeks: Weeks, today: date) -> Iterator[tuple[str, str, str, str]]:
    """A row a week under WEEKS_TITLES; "" where a week has no such number."""
    past, days = len(weeks.contacts), week_days(weeks)
    coming = [""] * (len(days) - past)
    return zip(
        (say_day(day, today) for day in days),
        [*map(str, weeks.contacts), *coming],
        [*map(str, weeks.thanks), *coming],
        [*[""] * (past - 1), *map(str, weeks.due)],
        strict=True,
    )
