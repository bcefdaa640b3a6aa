"""All who are owed a letter at once, against asking every rule about each of them."""

from datetime import timedelta
from typing import Any

from followup.followups import all_dues, owed_by_row
from followup.model import Event, EventKind, History, Mark, Me, Settings, Share, Stage
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.people import TODAY, contact, network

lately = st.integers(-90, 5).map(lambda days: TODAY + timedelta(days))
cells: dict[str, st.SearchStrategy[Any]] = {
    "met_on": lately,
    "outreach_on": lately,
    "reply_on": lately,
    "last_contact": lately,
    "next_followup": lately,
    "needs_followup": st.just(Mark(yes=True)),
    "stage": st.sampled_from((Stage.REPLIED, Stage.TO_CONTACT, Stage.MET, Stage.CONTACTED)),
    "advice": st.just("Learn Rust"),
    "news": st.just("New job at Globex"),
    "share": st.just("The talk on maps https://example.com/talk"),
    "interests": st.just("maps"),
    "next_action": st.just("send the slides"),
    "goal": st.just("a chat about maps"),
    "introduced_by": st.just("Ana Díaz"),
    "introduce_to": st.just("Ben Ito"),
    "introduction_answer": st.just("yes"),
}
row = st.sets(st.sampled_from(sorted(cells)), max_size=3).flatmap(
    lambda names: st.fixed_dictionaries({name: cells[name] for name in sorted(names)})
)
ADVISED = {
    "met_on": TODAY - timedelta(days=25),
    "thank_you": Mark(yes=True),
    "advice": "Learn Rust",
}
chosen = st.builds(
    lambda news, shared: Settings(
        me=Me(good_news="a new job" if news else ""),
        shares=(Share("a list of maps", ("maps",)),) if shared else (),
    ),
    st.booleans(),
    st.booleans(),
)
history = st.builds(
    lambda occasion, day, kind: History((Event(day, occasion, kind, "x"),)),
    st.sampled_from(("first_hello", "nudge", "thank_you", "introduction_ask")),
    lately,
    st.sampled_from((EventKind.SENT, EventKind.DRAFTED, EventKind.SKIPPED)),
)


@settings(max_examples=250)
@example((ADVISED, {}), Settings(), None)
@given(st.tuples(row, row), chosen, st.none() | history)
def test_nobody_loses_a_letter_by_being_asked_with_all_others(
    rows: tuple[dict[str, Any], ...], told: Settings, past: History | None
) -> None:
    people = [contact("Ana Díaz", 2, **rows[0]), contact("Ben Ito", 3, **rows[1])]
    everybody = network(*people, settings=told, histories={2: past} if past else {})
    one_by_one = {person.row: all_dues(person, everybody) for person in people}
    assert owed_by_row(people, everybody) == {row: dues for row, dues in one_by_one.items() if dues}
