"""The history cell: what is written is read back, what a person writes there is kept."""

from datetime import date

from followup.model import Event, EventKind, History
from followup.status import draft_hash, open_draft, read_history, with_events, write_history
from hypothesis import given
from hypothesis import strategies as st

from tests.people import day

TRIGGERS = st.from_regex(r"[a-z]+:[a-z0-9-]+", fullmatch=True)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
EVENTS = st.builds(
    Event,
    DAYS,
    st.sampled_from(["thank_you", "check_in", "own"]),
    st.sampled_from(EventKind),
    st.just("") | st.from_regex(r"[0-9a-f]{6}", fullmatch=True),
    st.just("") | TRIGGERS,
    st.none() | DAYS,
    st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=30).map(str.strip),
    st.sampled_from(["", "en/check_in", "check_in.2"]),
)


def test_looks_as_the_readme_shows_it() -> None:
    events = (
        Event(day("11-23"), "thank_you", EventKind.SENT, trigger="met:2026-11-19"),
        Event(
            day("11-23"),
            "thank_you",
            EventKind.DRAFTED,
            "a1b2c3",
            "met:2026-11-19",
            template="en/thank_you.2",
        ),
        Event(day("11-16"), "check_in", EventKind.LATER, until=date(2027, 1, 10)),
    )
    assert write_history(History(events)).splitlines() == [
        "2026-11-23 thank_you sent for met:2026-11-19",
        "2026-11-23 thank_you drafted #a1b2c3 for met:2026-11-19 as en/thank_you.2",
        "2026-11-16 check_in later until 2027-01-10",
    ]


@given(st.lists(EVENTS, max_size=6))
def test_every_event_is_read_back(events: list[Event]) -> None:
    assert read_history(write_history(History(tuple(events)))).events == tuple(events)


def test_lines_of_the_persons_own_are_kept() -> None:
    history = read_history("2026-11-23 thank_you sent\ncalled her too\n2026-99-99 nudge sent")
    assert history.foreign == ("called her too", "2026-99-99 nudge sent")
    assert write_history(history).splitlines()[1:] == list(history.foreign)


def test_never_outgrows_its_cell() -> None:
    long = Event(day("11-01"), "own", EventKind.KEPT, text="word " * 1000)
    history = with_events(History((long,) * 40), [Event(day("11-23"), "nudge", EventKind.SENT)])
    text = write_history(history)
    assert len(text) <= 32_767
    assert text.startswith("2026-11-23 nudge sent")


@given(st.text(max_size=200), st.text(max_size=200))
def test_the_hash_overlooks_what_spreadsheets_do_to_line_ends(subject: str, body: str) -> None:
    mangled = "\r\n".join(line + " " for line in body.splitlines())
    assert draft_hash(subject, body) == draft_hash(subject, mangled)


def test_a_draft_is_open_until_something_closes_it() -> None:
    drafted = Event(day("11-16"), "nudge", EventKind.DRAFTED, "a1b2c3")
    assert open_draft(History((drafted,))) is drafted
    for kind in (EventKind.SENT, EventKind.SKIPPED, EventKind.LATER, EventKind.REDONE):
        assert open_draft(History((Event(day("11-17"), "nudge", kind), drafted))) is None


def test_a_draft_is_not_edited_by_an_encoding_that_lacks_its_dash() -> None:
    assert draft_hash("Thanks \u2013 bees", "It\u2019s late\u2026") == draft_hash(
        "Thanks - bees", "It's late..."
    )
    assert draft_hash("Thanks", "a-b") != draft_hash("Thanks", "ab")


def test_a_draft_remembers_where_the_person_worked() -> None:
    event = Event(
        day("11-23"), "nudge", EventKind.DRAFTED, "a1b2c3", "x", at="Head: data, A at B, as C"
    )
    line = "2026-11-23 nudge drafted #a1b2c3 for x at Head: data, A at B, as C"
    assert write_history(History((event,))) == line
    assert read_history(line).events == (event,)
