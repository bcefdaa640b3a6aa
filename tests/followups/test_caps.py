"""Caps: per run and day, per week for old ties, per person; and nobody lost between the runs."""

from collections import Counter
from datetime import date, timedelta

from followup.followups import Written, choose
from followup.followups.order import can_wait
from followup.model import CalendarSettings, Due, Limits, Settings
from hypothesis import given
from hypothesis import strategies as st

from tests.people import TODAY, day
from tests.test_flow import run, tracker

OCCASIONS = {
    "thank_you": 100,
    "nudge": 60,
    "last_nudge": 55,
    "check_in": 40,
    "reconnect": 30,
    "first_hello": 25,
}
DUES = st.lists(st.tuples(st.sampled_from(sorted(OCCASIONS)), st.integers(0, 60)), max_size=40).map(
    lambda listed: [
        Due(row, occasion, TODAY - timedelta(late), "t", OCCASIONS[occasion], "r")
        for row, (occasion, late) in enumerate(listed)
    ]
)
LIMITS = st.builds(Limits, per_run=st.integers(0, 8), reconnect_per_run=st.integers(0, 3))
WRITTEN = st.builds(
    Written,
    st.sampled_from([TODAY, TODAY - timedelta(30)]),
    st.booleans(),
    st.integers(0, 9),
    st.integers(0, 9),
    st.integers(0, 4),
)


@given(DUES, LIMITS, WRITTEN)
def test_whatever_is_due_is_written_or_waits_and_caps_hold(
    dues: list[Due], limits: Limits, written: Written
) -> None:
    chosen = choose(dues, Settings(limits=limits), written)
    assert Counter([*chosen.now, *chosen.waiting]) == Counter(dues)
    waiting_kind = [due for due in chosen.now if can_wait(due.priority)]
    places = max(limits.per_run - written.today, 0)
    assert len(waiting_kind) <= places
    old_ties = sum(due.occasion == "reconnect" for due in waiting_kind)
    assert old_ties <= max(limits.reconnect_per_run - written.reconnects, 0)
    others = [d for d in dues if can_wait(d.priority) and d.occasion != "reconnect"]
    assert len(waiting_kind) >= min(places, len(others))
    assert [dues.index(due) for due in chosen.now if not can_wait(due.priority)] == sorted(
        dues.index(due) for due in chosen.now if not can_wait(due.priority)
    )


@given(DUES)
def test_every_occasion_that_is_due_has_its_turn(dues: list[Due]) -> None:
    """With five places, whatever occasion is due is among the letters of one of five weeks."""
    settings = Settings(limits=Limits(per_run=5))
    left, seen = list(dues), set()
    last: dict[str, date] = {}
    for week in range(5):
        written = Written(TODAY - timedelta(30), first_run=False, last=last)
        for due in choose(left, settings, written).now:
            seen.add(due.occasion)
            last[due.occasion] = TODAY + timedelta(weeks=week)
            left.remove(due)
    assert seen == {due.occasion for due in dues}


SILENT = (
    "Ana Díaz",
    "ana@example.com",
    None,
    "PyCon",
    None,
    day("03-02"),
    None,
    "yes",
    day("03-02"),
)


def test_quiet_days_keep_new_letters_waiting_and_take_no_lying_draft_back() -> None:
    people = tracker([SILENT])
    before = date(2026, 12, 18)
    assert [draft.occasion for _, draft in run(people, before).drafted] == ["check_in"]
    christmas = run(people, date(2026, 12, 21))
    assert not christmas.cleared
    assert [row for row, _, _ in christmas.kept] == [2]
    fresh = tracker([SILENT])
    assert run(fresh, date(2026, 12, 21)).plan.empty
    loud = Settings(calendar=CalendarSettings(quiet=False))
    assert run(fresh, date(2026, 12, 21), loud).drafted
