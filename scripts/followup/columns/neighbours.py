"""What the headers beside it tell of a column: lone dates, lists of applications, repeats."""

from collections.abc import Mapping, Sequence

from followup.columns.header import Reading
from followup.columns.text import same
from followup.model import Column

Row = dict[str, float]
Scores = dict[int, Row]
Readings = Mapping[int, Reading]

CLEAR = 0.8
MET_THEN = 0.77
JOB_TITLES = frozenset({"title", "role", "job"})
_APPLYING = frozenset({"vacancy", "pay", "applied_on"})
_LOG = frozenset({"outreach", "sent", "channel", "reply", "nudges", "attempts"}) | _APPLYING
_MEETING = frozenset({"met", "event", "discussed", "how_met", "meeting", "advice", "thank"})
_DATED = (
    ("next_action", "next_followup"),
    ("needs_followup", "next_followup"),
    ("reply", "reply_on"),
)


def said_by(reading: Reading) -> frozenset[str]:
    """All concepts that a header says."""
    return frozenset().union(*reading.parts)


def bare_dates(headers: Scores, readings: Readings) -> list[int]:
    """A lone "Date" is when the message went out in a log, the meeting in a list of meetings.

    A list of companies and positions without a person is one of applications. Returns the columns
    of which it can't be told.
    """
    said = [said_by(reading) for reading in readings.values()]
    best = {max(row, key=lambda f: row[f]) for row in headers.values() if row}
    log = sum(bool(words & _LOG) for words in said)
    log += {"company", "title"} <= best and not best & {"name", "last_name"}
    meeting = sum(bool(words & _MEETING) for words in said)
    bare = [
        i
        for i, reading in readings.items()
        if reading.parts == (frozenset({"date"}),) and not reading.unknown
    ]
    for index in bare:
        headers[index]["met_on"] = MET_THEN + 0.01 if meeting > log else 0.5
        headers[index]["outreach_on"] = 0.78 if log > meeting else 0.6
    return bare if log == meeting else []


def dates_of_neighbours(headers: Scores, readings: Readings) -> None:
    """A lone "Date" or "When" right after a next step or a reply is the date of that."""
    for index, reading in readings.items():
        before = headers.get(index - 1, {})
        if reading.parts and not reading.unknown and all("date" in p for p in reading.parts):
            for said, meant in _DATED:
                if before.get(said, 0.0) >= CLEAR and max(before.values()) == before[said]:
                    headers[index] = {meant: 0.82}


def contact_before_reply(headers: Scores, readings: Readings) -> None:
    """Where replies are noted, a bare "Date contacted" is when the first message went out."""
    answers = {"reply", "reply_on", "nudges"}
    if not any(row.get(field, 0.0) >= CLEAR for row in headers.values() for field in answers):
        return
    for index, reading in readings.items():
        contact = [part for part in reading.parts if part & {"contact", "contacted"}]
        if contact and all(part & {"contact", "contacted", "date"} for part in reading.parts):
            row = headers[index]
            if row.get("last_contact", 0.0) >= 0.6:
                row["outreach_on"] = max(row.get("outreach_on", 0.0), row["last_contact"] + 0.02)


def job_lists(headers: Scores, readings: Readings) -> None:
    """Where people apply for jobs, a bare "Position" is the vacancy and "Deadline" its own.

    A "Platform" there is where the vacancy was found.
    """
    if not any(said_by(reading) & _APPLYING for reading in readings.values()):
        return
    sourced = any(row.get("how_met", 0.0) >= CLEAR for row in headers.values())
    for index, reading in readings.items():
        if all(part & JOB_TITLES for part in reading.parts):
            headers[index].pop("title", None)
        if all("due" in part for part in reading.parts):
            headers[index].pop("next_followup", None)
        if not sourced and reading.parts and all("portal" in part for part in reading.parts):
            headers[index] = {"how_met": 0.85}


def past_beside_next(headers: Scores, columns: Sequence[Column]) -> list[int]:
    """Beside a "Next follow-up date", a bare "Follow-up date" is likely the last one's.

    Returns the columns of which it can't be told.
    """
    doubtful = []
    coming = {c.index: same(c.title) for c in columns if _coming(headers.get(c.index, {}))}
    for index, title in coming.items():
        if any(title != other and title in other for other in coming.values()):
            headers[index] = {"last_contact": 0.68}
            doubtful.append(index)
    return doubtful


def _coming(row: Row) -> bool:
    return row.get("next_followup", 0.0) >= CLEAR


def repeats(headers: Scores, columns: Sequence[Column]) -> list[int]:
    """Of "Meeting 1", "Meeting 2" the first counts; numbered follow-ups are none to come.

    Returns the columns of which it can't be told when they were.
    """
    seen: dict[str, int] = {}
    doubtful = []
    for column in columns:
        title = "".join(c for c in same(column.title) if not c.isdigit())
        if title in seen and title != same(column.title):
            headers[column.index] = {f: 0.8 * s for f, s in headers[column.index].items()}
            first = headers[seen[title]]
            if "next_followup" in first:
                headers[column.index] = {}
                headers[seen[title]] = {"last_contact": 0.68, "next_followup": 0.5}
                doubtful.append(seen[title])
        seen.setdefault(title, column.index)
    return doubtful
