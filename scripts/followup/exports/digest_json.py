"""The digest as JSON: the outcome of the weekly job for other programs."""

from datetime import date
from typing import Any

from followup.model.digest import Digest, Letter, Report, Taken, Weeks


def digest_json(digest: Digest, *, strict: bool) -> dict[str, Any]:
    """What docs/weekly.md describes; keys may be added, never renamed. Days are ISO text."""
    return {
        "today": digest.today.isoformat(),
        "shard": digest.shard or None,
        "dry_run": digest.dry_run,
        "exit_code": digest.exit_code(strict=strict),
        "trackers": [_report(report) for report in digest.reports],
        "unmatched": list(digest.unmatched),
        "remarks": list(digest.remarks),
    }


def _report(report: Report) -> dict[str, Any]:
    return {
        "tracker": report.place,
        "name": report.name,
        "state": report.state.value,
        "trouble": report.trouble or None,
        "letters": [_letter(letter) for letter in report.letters],
        "taken_in": [_taken(taken) for taken in report.taken],
        "waiting": report.later,
        "problems": [problem.as_json() for problem in report.problems],
        "remarks": list(report.remarks),
        "weeks": _weeks(report.weeks) if report.weeks else None,
    }


def _letter(letter: Letter) -> dict[str, Any]:
    return {
        "name": letter.name,
        "place": letter.place,
        "occasion": letter.occasion,
        "reason": letter.reason,
        "subject": letter.subject,
        "status": letter.status,
        "due_on": _day(letter.due_on),
        "since": _day(letter.since),
        "new": letter.new,
        "edited": letter.edited,
        "link": letter.link or None,
    }


def _taken(taken: Taken) -> dict[str, Any]:
    return {
        "name": taken.name,
        "occasion": taken.occasion,
        "because": taken.kind.value,
        "day": _day(taken.day),
        "until": _day(taken.until),
    }


def _weeks(weeks: Weeks) -> dict[str, Any]:
    return {
        "first_monday": weeks.first.isoformat(),
        "contacts": list(weeks.contacts),
        "thanks": list(weeks.thanks),
        "due": list(weeks.due),
        "given": weeks.given,
        "received": weeks.received,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
