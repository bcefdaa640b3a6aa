"""What follows from what a person did in our columns."""

from datetime import date

import pytest
from followup.model import CellValue, EventKind, Mark, Owned
from followup.status import Intake, OwnedCells, draft_hash, take_in

from tests.people import TODAY, contact, day

SUBJECT, BODY = "Thank you", "Dear Ana,\n\nthank you.\n"
DRAFTED = f"2026-11-16 thank_you drafted #{draft_hash(SUBJECT, BODY)} for met:2026-11-12"


def cells(status: CellValue = "ready", body: str = BODY, history: str = DRAFTED) -> OwnedCells:
    subject = SUBJECT if body else ""
    values = {Owned.STATUS: status, Owned.SUBJECT: subject, Owned.EMAIL: body}
    return OwnedCells({**values, Owned.HISTORY: history})


def intake(status: CellValue = "ready", *, body: str = BODY, history: str = DRAFTED) -> Intake:
    person = contact(met_on="11-12", last_contact="11-12", thank_you=Mark(yes=False))
    return take_in(person, cells(status, body, history), today=TODAY)


def kinds(taken: Intake) -> list[EventKind]:
    return [event.kind for event in taken.history.events]


def test_sent_moves_last_contact_ticks_the_thank_you_and_clears() -> None:
    taken = intake("sent 20 Nov")
    assert taken.clear
    assert taken.sent_on == day("11-20")
    assert taken.thanked
    assert taken.contact.last_contact == day("11-20")
    assert taken.contact.thank_you == Mark(yes=True, on=day("11-20"))
    assert kinds(taken) == [EventKind.SENT, EventKind.DRAFTED]
    assert taken.history.events[0].trigger == "met:2026-11-12"


def test_an_older_day_never_moves_last_contact_back() -> None:
    taken = intake("sent 2026-11-01")
    assert taken.sent_on is None
    assert taken.contact.last_contact == day("11-12")


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("skip", EventKind.SKIPPED), ("later 2w", EventKind.LATER), ("redo", EventKind.REDONE)],
)
def test_other_words_clear_without_touching_the_persons_cells(typed: str, kind: EventKind) -> None:
    taken = intake(typed)
    assert taken.clear
    assert taken.sent_on is None
    assert not taken.thanked
    assert kinds(taken) == [kind, EventKind.DRAFTED]


def test_a_date_cell_puts_off_until_then() -> None:
    taken = intake(date(2027, 1, 10))
    assert taken.history.events[0].until == date(2027, 1, 10)


def test_an_edited_draft_is_saved_in_the_history_before_it_is_cleared() -> None:
    taken = intake("sent", body="Dear Ana,\n\nmy own words.")
    assert kinds(taken) == [EventKind.SENT, EventKind.KEPT, EventKind.DRAFTED]
    assert taken.history.events[1].text == "Thank you / Dear Ana, / my own words."


def test_an_unknown_word_leaves_the_row_alone_and_is_reported() -> None:
    taken = intake("call her")
    assert taken.hold
    assert not taken.clear
    assert '"call her"' in taken.remark


def test_an_untouched_draft_lies_open() -> None:
    taken = intake()
    assert taken.open is not None
    assert (taken.edited, taken.clear, taken.hold) == (False, False, False)


def test_an_edited_draft_is_seen_as_edited() -> None:
    assert intake(body="Dear Ana, my words").edited


def test_moving_last_contact_forward_counts_as_sent() -> None:
    person = contact(met_on="11-12", last_contact="11-18", thank_you=Mark(yes=False))
    taken = take_in(person, cells(), today=TODAY)
    assert kinds(taken)[0] is EventKind.SENT
    assert taken.history.events[0].day == day("11-18")
    assert taken.sent_on is None


def test_ticking_the_thank_you_counts_as_sent() -> None:
    person = contact(met_on="11-12", last_contact="11-12", thank_you=Mark(yes=True))
    assert kinds(take_in(person, cells(), today=TODAY))[0] is EventKind.SENT


def test_a_deleted_draft_counts_as_skipped() -> None:
    assert kinds(intake(body=""))[0] is EventKind.SKIPPED


def test_text_that_is_not_ours_is_never_touched() -> None:
    taken = intake(history="")
    assert taken.hold
    assert taken.edited


def test_sent_without_a_draft_is_the_thanks_that_were_owed() -> None:
    taken = intake("sent", body="", history="")
    assert taken.history.events[0].occasion == "thank_you"
    assert taken.thanked
    assert taken.sent_on == TODAY


def test_sent_without_a_draft_or_a_debt_is_a_letter_of_ones_own() -> None:
    person = contact(last_contact="10-01")
    taken = take_in(person, cells("sent", "", ""), today=TODAY)
    assert taken.history.events[0].occasion == "own"
    assert not taken.thanked
    assert taken.sent_on == TODAY


def test_skip_without_a_draft_is_answered() -> None:
    taken = intake("skip", body="", history="")
    assert taken.hold
    assert "no draft" in taken.remark
