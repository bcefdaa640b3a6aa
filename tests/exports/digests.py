"""Digests for tests: a quiet week, a full one, and one that means harm."""

from datetime import date

from followup.model import EventKind, Problem, Severity
from followup.model.digest import Digest, Letter, Report, State, Taken, Weeks

TODAY = date(2026, 11, 23)
HOSTILE = "<script>alert('x')</script> & \"[click](javascript:alert(1))\" `*_|"

WEEKS = Weeks(
    date(2026, 9, 7),
    (2, 0, 6, 2, 2, 6, 10, 6, 20, 14, 24, 2),
    (0,) * 10 + (2, 1),
    (4, 6, 6, 12, 4),
    given=3,
    received=1,
)


def letter(name: str = "Ngozi Okafor", **told: object) -> Letter:
    given: dict[str, object] = {
        "name": name,
        "place": "Contacts!L9",
        "occasion": "thank_you",
        "reason": "You met on 20 Nov and have not said thank you yet.",
        "subject": "The SQL certificate, and thank you",
        "status": "ready",
        "due_on": TODAY,
        "since": TODAY,
        "new": True,
        "link": "mailto:ngozi@example.com?subject=Thank%20you&body=Hi",
    }
    return Letter(**{**given, **told})  # type: ignore[arg-type]


FULL = Report(
    "trackers/network.xlsx",
    "network.xlsx",
    letters=(
        letter(),
        letter("Ingrid Solheim", status="incomplete", gaps=True),
        letter("Kwabena Asante", status="no email", link=""),
        letter("Ben Cole", occasion="check_in", new=False, since=date(2026, 11, 9), edited=True),
    ),
    taken=(
        Taken("Mei Lin", "thank_you", EventKind.SENT, date(2026, 11, 21)),
        Taken("Elif Yıldız", "answer", EventKind.LATER, TODAY, date(2027, 1, 10)),
    ),
    later=2,
    problems=(
        Problem("Contacts!O16", "met_on", Severity.WARNING, '"after the holidays" is no date'),
        Problem("Contacts!G23", "introduced_by", Severity.NOTE, "tell Prof. Lindqvist how it went"),
    ),
    weeks=WEEKS,
)
FAILED = Report("/c/bad.xlsx", "bad.xlsx", State.FAILED, "is no complete zip file")
BUSY = Report("/c/open.xlsx", "open.xlsx", State.BUSY, "is open in Excel by Nora; close it there")
QUIET = Report("/c/quiet.xlsx", "quiet.xlsx", weeks=Weeks(WEEKS.first))
ONLINE = Report("https://docs.google.com/spreadsheets/d/key/edit", "My sheet", letters=(letter(),))


def digest(*reports: Report, **told: object) -> Digest:
    return Digest(TODAY, reports, **told)  # type: ignore[arg-type]


def hostile() -> Digest:
    """Every text that may come from a cell or a file's name means harm."""
    bad = letter(
        HOSTILE,
        reason=HOSTILE,
        subject=HOSTILE,
        status=HOSTILE,
        place=HOSTILE,
        occasion=HOSTILE,
        link='mailto:x@example.com?subject="><script>alert(2)</script>',
    )
    problem = Problem(HOSTILE, "name", Severity.ERROR, HOSTILE)
    taken = Taken(HOSTILE, HOSTILE, EventKind.SENT, TODAY)
    done = Report(
        HOSTILE, HOSTILE, letters=(bad,), taken=(taken,), problems=(problem,), remarks=(HOSTILE,)
    )
    undone = Report(HOSTILE, HOSTILE, State.FAILED, HOSTILE)
    google = Report("https://docs.google.com.example.com/spreadsheets/d/k", "x", letters=(bad,))
    return digest(done, undone, google, unmatched=(HOSTILE,), remarks=(HOSTILE,))
