"""Scores of every column for every field: header, values, and what stands beside it."""

from collections.abc import Mapping, Sequence

from followup.columns.evidence import combine, evidence
from followup.columns.header import Reading, read_header
from followup.columns.meanings import NOTHING
from followup.columns.neighbours import (
    CLEAR,
    JOB_TITLES,
    MET_THEN,
    Readings,
    Row,
    Scores,
    bare_dates,
    contact_before_reply,
    dates_of_neighbours,
    job_lists,
    past_beside_next,
    repeats,
    said_by,
)
from followup.columns.profile import Profile
from followup.columns.signatures import KNOWN, recognise
from followup.columns.text import parse_header, same
from followup.columns.titles import Heading
from followup.model import Column
from followup.model.records import replace

_THEIRS = frozenset({"their", "his", "her", "contact", "contacts", "recruiter", "interviewer"})
_WHOSE = frozenset({"contact", "person", "client"})
_BESIDE = frozenset({"next_followup", "reply_on"})


def column_scores(
    found: Sequence[Heading], profiles: Mapping[int, Profile], codes: tuple[str, ...]
) -> Scores:
    """For each column (by index) the score of each field it may mean."""
    columns = [each.column for each in found]
    readings = {each.column.index: _read(each, codes) for each in found}
    headers = {index: _open(reading) for index, reading in readings.items()}
    _first_beside_last(headers, columns, profiles)
    _parts_of_names(headers, readings, profiles)
    _contact_beside_name(headers, readings)
    _contact_of_whom(headers, columns)
    _their_role(headers, readings, columns)
    _reps_with_addresses(headers, readings)
    _clients_with_contacts(headers, readings)
    undecided = bare_dates(headers, readings)
    dates_of_neighbours(headers, readings)
    contact_before_reply(headers, readings)
    job_lists(headers, readings)
    _courtesy_titles(headers, readings)
    _places_of_meetings(headers, readings)
    doubtful = past_beside_next(headers, columns) + repeats(headers, columns)
    scores = {
        index: {f: combine(score, evidence(f, profiles[index])) for f, score in row.items()}
        for index, row in headers.items()
    }
    for index in undecided:
        row = {f: s if f in _BESIDE else min(s, 0.73) for f, s in scores[index].items()}
        scores[index] = row | {"met_on": min(row.get("met_on", 0.0), 0.72)}
    for index in doubtful:
        scores[index] = {f: min(s, 0.73) for f, s in scores[index].items()}
    _known_export(scores, columns)
    _by_values_alone(scores, readings, profiles)
    _unknown_people(scores, readings, profiles)
    return scores


def _read(heading: Heading, codes: tuple[str, ...]) -> Reading:
    """The header's own meaning; where that is weak, with its group's title if this says more."""
    own = read_header(heading.text, codes, mend=True)
    if own.best >= CLEAR or not heading.group:
        return own
    both = read_header(f"{heading.group} {heading.text}", codes, mend=True)
    group = read_header(heading.group, codes)
    told = {f: s for f, s in both.scores.items() if s > group.scores.get(f, 0.0)}
    return replace(both, scores=told) if max(told.values(), default=0.0) > own.best else own


def _open(reading: Reading) -> Row:
    nothing = reading.scores.get(NOTHING, 0.0)
    return {f: s for f, s in reading.scores.items() if f != NOTHING and s > nothing}


def _first_beside_last(
    headers: Scores, columns: Sequence[Column], profiles: Mapping[int, Profile]
) -> None:
    """A bare "First" with a bare "Last" to its right, both without days, are a name's parts."""
    bare = {c.index: c.title.strip(" .:*").casefold() for c in columns}
    for index, title in bare.items():
        if title != "first" or bare.get(index + 1) != "last":
            continue
        if all(profiles[i].share("date", "number", "serial") < 0.2 for i in (index, index + 1)):
            headers[index], headers[index + 1] = {"first_name": 0.93}, {"last_name": 0.93}


def _parts_of_names(headers: Scores, readings: Readings, profiles: Mapping[int, Profile]) -> None:
    """A bare "Nome" beside "Cognome" is the first name, a bare "Nom" beside "Prénom" the last."""
    clear = {f for row in headers.values() for f, s in row.items() if s >= CLEAR}
    both = {"first_name", "last_name"} & clear
    if len(both) != 1:
        return
    part = "first_name" if both == {"last_name"} else "last_name"
    for index, reading in readings.items():
        telling = [part for part in reading.parts if not part & _WHOSE]
        bare = len(telling) == 1 and "name" in telling[0] and not reading.unknown
        if bare and (profiles[index].share("person") < 0.6):
            headers[index] = {part: 0.93}


def _contact_beside_name(headers: Scores, readings: Readings) -> None:
    """A bare "Contact" beside a clear name column holds an address rather than a name."""
    named = any(row.get("name", 0.0) >= CLEAR for row in headers.values())
    for index, reading in readings.items():
        if named and len(reading.parts) == 1 and "contact" in reading.parts[0]:
            row = headers[index]
            row["email"], row["phone"] = max(row.get("email", 0.0), 0.56), 0.52


def _contact_of_whom(headers: Scores, columns: Sequence[Column]) -> None:
    """A "Recruiter contact" beside a "Recruiter" holds an address rather than a name."""
    said = {c.index: parse_header(c.title).words for c in columns}
    names = {said[i] for i, row in headers.items() if i in said and row.get("name", 0.0) >= CLEAR}
    for index, words in said.items():
        if words[-1:] == ("contact",) and words[:-1] in names:
            headers[index] = {"email": 0.62, "phone": 0.6, "linkedin": 0.5}


def _their_role(headers: Scores, readings: Readings, columns: Sequence[Column]) -> None:
    """Beside "Their role" or "Contact title", a bare "Role" is not the person's."""
    said = {c.index: parse_header(c.title).words for c in columns}
    titled = [i for i, row in headers.items() if row.get("title", 0.0) >= 0.7]
    theirs = [i for i in titled if _THEIRS.intersection(said.get(i, ())[:1])]
    for index in titled if theirs else ():
        if index not in theirs and all(part & JOB_TITLES for part in readings[index].parts):
            headers[index].pop("title")


def _reps_with_addresses(headers: Scores, readings: Readings) -> None:
    """Where only the "Rep" has an address, the reps are the people, not the tracker's keepers."""
    said = {index: said_by(reading) for index, reading in readings.items()}
    kept = {i for i, words in said.items() if "owner" in words}
    if not any("email" in said[i] for i in kept):
        return
    if any(headers[i].get(f, 0.0) >= 0.7 for i in headers for f in ("email", "name")):
        return
    for index in kept:
        field = next((f for f in ("email", "phone", "name") if f in said[index]), "name")
        headers[index] = {field: 0.76}


def _clients_with_contacts(headers: Scores, readings: Readings) -> None:
    """A bare "Customer" beside a "Contact person" is the company that person works for."""
    bare = {i for i, r in readings.items() if len(r.parts) == 1 and "client" in r.parts[0]}
    if any(row.get("company", 0.0) >= CLEAR for row in headers.values()):
        return
    if any(row.get("name", 0.0) >= CLEAR for i, row in headers.items() if i not in bare):
        for index in bare:
            headers[index] = {"company": 0.84}


def _courtesy_titles(headers: Scores, readings: Readings) -> None:
    """A bare "Titel" between "Anrede" and "Position", or before a first name, is Dr. or Ms."""
    titled = {i for i, r in readings.items() if len(r.parts) == 1 and "title" in r.parts[0]}
    jobs = [i for i, row in headers.items() if row.get("title", 0.0) >= 0.75 and i not in titled]
    greeted = jobs and any("honorific" in said_by(reading) for reading in readings.values())
    for index in titled:
        if greeted or headers.get(index + 1, {}).get("first_name", 0.0) >= CLEAR:
            headers[index] = {}


def _places_of_meetings(headers: Scores, readings: Readings) -> None:
    """In a list of meetings (its lone "Date" is the meeting's), "Place" is where one met."""
    dated = any(
        "date" in reading.parts[0] and headers[index].get("met_on", 0.0) > MET_THEN
        for index, reading in readings.items()
        if len(reading.parts) == 1
    )
    if not dated or any(row.get("how_met", 0.0) >= CLEAR for row in headers.values()):
        return
    for index, reading in readings.items():
        if len(reading.parts) == 1 and "place" in reading.parts[0]:
            headers[index]["how_met"] = 0.95


def _known_export(scores: Scores, columns: Sequence[Column]) -> None:
    export = recognise(column.title for column in columns)
    if export is None:
        return
    for column in columns:
        field = export.meanings.get(same(column.title))
        if field is not None:
            scores[column.index] = {field: KNOWN} if field else {}


def _by_values_alone(scores: Scores, readings: Readings, profiles: Mapping[int, Profile]) -> None:
    """Addresses are unmistakable where the header says little, or there is none."""
    for index, reading in readings.items():
        profile = profiles[index]
        for kind in ("email", "linkedin", "phone"):
            if profile.count < 3 or profile.share(kind) < 0.8:
                continue
            if kind in scores[index]:
                scores[index][kind] = max(scores[index][kind], CLEAR)
            elif reading.best < 0.6 and kind != "phone":
                scores[index] = {kind: 0.76}


def _unknown_people(scores: Scores, readings: Readings, profiles: Mapping[int, Profile]) -> None:
    """Where no header says who, names under an unknown word at the left edge are the people."""
    if any(row.get(f, 0.0) >= 0.5 for row in scores.values() for f in ("name", "last_name")):
        return
    for index in sorted(readings)[:2]:
        if readings[index].best < 0.5 and profiles[index].share("person") >= 0.7:
            scores[index] = {"name": 0.66}
            return
