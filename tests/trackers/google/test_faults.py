"""What goes wrong between us and Google: borne for a while, then one line that says what to do."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from followup.errors import BusyError, FollowupError, UsageError
from followup.model import CellChange, CellValue, Link, NewColumn, Plan
from followup.trackers.gsheets import GoogleTracker
from followup.trackers.gsheets.patience import Patience

from tests.trackers.google.conftest import EMAIL, Serve, Served
from tests.trackers.google.grid import Spreadsheet, Tab
from tests.trackers.google.schema import BadRequest
from tests.trackers.google.server import READ, TOKEN, WRITE, Fault, outage

ROWS: tuple[tuple[CellValue | Link, ...], ...] = (
    ("Name", "Email", "Met on", "Notes"),
    ("Ana Díaz", "ana@example.com", date(2026, 11, 12), "tea"),
    ("Kofi Mensah", "kofi@example.org", date(2026, 11, 16), None),
)
NEW = (NewColumn(4, "Draft status", "choice", choices=("sent",)), NewColumn(5, "Draft email"))


@pytest.fixture
def served(serve: Serve) -> Served:
    return serve(Spreadsheet([Tab.of("People", ROWS, number=3)]))


def plan(revision: str, *changes: CellChange, new: tuple[NewColumn, ...] = NEW) -> Plan:
    changes = changes or (
        CellChange(2, 4, None, "ready", "draft"),
        CellChange(2, 5, None, "Dear Ana,\n\nhello.", "draft"),
    )
    identity = {change.row: {0: ROWS[change.row - 1][0]} for change in changes}
    return Plan("People", 1, revision, new, changes, identity)  # type: ignore[arg-type]


def nth(kind: str, numbers: Any, fault: Fault) -> Callable[[str, int], Fault | None]:
    return lambda asked, number: fault if asked == kind and number in numbers else None


PASSING = {
    "503": outage(503),
    "500": outage(500),
    "429": outage(429),
    "a page of HTML": Fault(502, {"Content-Type": "text/html"}, "<html>Bad gateway</html>"),
    "a dropped connection": Fault(kind="drop"),
    "a cut-off answer": Fault(kind="cut"),
}


@pytest.mark.parametrize("name", PASSING)
def test_a_read_that_fails_twice_is_tried_again(served: Served, name: str) -> None:
    served.google.before = nth(READ, {1, 2}, PASSING[name])
    assert served.open().read().sheets[0].rows[1].cells[0] == "Ana Díaz"
    assert served.google.count(READ) == 3
    assert len(served.waits) == 2


@pytest.mark.parametrize("name", PASSING)
def test_a_write_that_fails_is_looked_at_before_it_is_repeated(served: Served, name: str) -> None:
    tracker = served.open()
    made = plan(tracker.read().revision)
    served.google.before = nth(WRITE, {1}, PASSING[name])
    assert tracker.apply(made).changed == 2
    assert served.google.calls[1:] == [READ, READ, WRITE, READ, WRITE]
    assert titles(served) == ["Name", "Email", "Met on", "Notes", "Draft status", "Draft email"]


@pytest.mark.parametrize("kind", ["status", "drop", "cut"])
def test_a_write_that_came_about_though_the_answer_was_lost_is_not_done_twice(
    served: Served, kind: str
) -> None:
    tracker = served.open()
    made = plan(tracker.read().revision)
    lost = Fault(503, kind=kind, after=True)
    served.google.before = nth(WRITE, {1}, lost)
    assert tracker.apply(made).changed == 2
    assert served.google.count(WRITE) == 1
    assert titles(served) == ["Name", "Email", "Met on", "Notes", "Draft status", "Draft email"]
    served.open().undo()
    assert titles(served) == ["Name", "Email", "Met on", "Notes"]


def titles(served: Served) -> list[str]:
    row = served.book.tabs[0].rows[0]
    return [
        cell["userEnteredValue"]["stringValue"]
        for c, cell in sorted(row.items())
        if "userEnteredValue" in cell
    ]


@pytest.mark.parametrize(("kind", "name"), [(READ, "503"), (WRITE, "503"), (WRITE, "429")])
def test_what_lasts_ends_within_three_minutes(served: Served, kind: str, name: str) -> None:
    tracker = served.open()
    made = plan(tracker.read().revision)
    before = served.book.tabs[0].values()
    served.google.before = nth(kind, range(1, 99), PASSING[name])
    with pytest.raises(BusyError, match="try again later"):
        tracker.apply(made)
    assert served.google.count(kind) <= 7
    assert sum(served.waits) <= 180
    assert served.book.tabs[0].values() == before


def test_a_server_that_never_answers_ends_too(served: Served) -> None:
    served.timeout = 0.15
    served.google.before = nth(READ, range(1, 99), Fault(kind="hang"))
    with pytest.raises(BusyError, match=r"no answer from Google .* try later"):
        served.open().read()
    assert served.google.count(READ) <= 6


@pytest.mark.parametrize("seconds", [0.2, 25.0, 1000.0])
def test_however_long_each_answer_takes_three_minutes_are_the_end(
    served: Served, seconds: float
) -> None:
    """A clock that moves only as we wait: a hung server costs each call its whole time limit."""
    now = 0.0

    def wait(delay: float) -> None:
        nonlocal now
        now += delay

    def hung(kind: str, _: int) -> Fault | None:
        if kind == TOKEN:
            return None
        wait(min(seconds, patience.limit()))
        return Fault(kind="drop")

    served.open()
    served.google.before = hung
    patience = Patience(wait=wait, clock=lambda: now)
    tracker = GoogleTracker(served.book.key, credentials=served.key_file, patience=patience)
    with pytest.raises(BusyError, match="no answer from Google"):
        tracker.read()
    assert now <= 180
    assert 2 <= served.google.count(READ) <= 6


def test_the_wait_that_google_asks_for_is_kept(served: Served) -> None:
    served.google.before = nth(READ, {1}, outage(429, Retry_After="37"))
    served.open().read()
    assert served.waits[0] >= 37


def test_a_wait_beyond_the_budget_is_not_begun(served: Served) -> None:
    served.google.before = nth(READ, {1}, outage(429, Retry_After="3600"))
    with pytest.raises(BusyError, match="quota for this minute"):
        served.open().read()
    assert served.waits == []


def refused(message: str, status: int = 400, reason: str = "") -> Fault:
    error: dict[str, Any] = {"code": status, "message": message, "status": "X"}
    if reason:
        error["details"] = [{"reason": reason}]
    return Fault(status, body=__import__("json").dumps({"error": error}))


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (refused("The caller does not have permission", 403), f"share it with {EMAIL} as Editor"),
        (refused("Requested entity was not found.", 404), "there is no such Google Sheet"),
        (refused("Google Sheets API has not been used in project 1", 403), "switched off"),
        (refused("Off.", 403, "SERVICE_DISABLED"), "switch it on in the Google Cloud console"),
        (refused("insufficient authentication scopes", 403), "may not touch spreadsheets"),
        (refused("This operation is not supported for this document"), "Save as Google Sheets"),
        (refused("Something new"), r"Google refused \(400 Something new\)"),
    ],
)
def test_refusals_are_said_in_one_line_and_not_tried_again(
    served: Served, fault: Fault, said: str
) -> None:
    served.google.before = nth(READ, range(1, 99), fault)
    with pytest.raises(FollowupError, match=said) as caught:
        served.open().read()
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 1
    assert served.google.count(READ) == 1


def test_one_who_may_only_look_is_told_how_to_let_us_write(served: Served) -> None:
    tracker = served.open()
    made = plan(tracker.read().revision)
    served.google.may_write = False
    with pytest.raises(FollowupError, match=f"not written; share it with {EMAIL} as Editor"):
        tracker.apply(made)


def test_a_revoked_login_is_said_at_once(served: Served) -> None:
    body = '{"error": "invalid_grant", "error_description": "Invalid JWT Signature."}'
    served.google.before = nth(TOKEN, range(1, 99), Fault(400, body=body))
    with pytest.raises(
        FollowupError, match=r"no longer accepts this login \(.*invalid_grant.*make a new key"
    ):
        served.open().read()
    assert served.google.count(TOKEN) == 1


def test_an_expired_token_is_renewed_unseen(served: Served) -> None:
    tracker = served.open()
    tracker.read()
    served.google.token = "token-2"
    assert tracker.read().sheets[0].title == "People"
    assert served.google.count(TOKEN) == 2


def test_cells_that_are_protected_are_named_before_anything_is_written(served: Served) -> None:
    served.book.tabs[0].protected = [{"range": {"sheetId": 3, "startColumnIndex": 3}}]
    before = served.book.tabs[0].values()
    tracker = served.open()
    change = CellChange(2, 3, "tea", "coffee", "test")
    with pytest.raises(FollowupError, match=r"People!D2: is protected; .*Nothing was written"):
        tracker.apply(plan(tracker.read().revision, change, new=()))
    assert served.book.tabs[0].values() == before
    assert served.google.count(WRITE) == 0


def test_a_protection_that_came_meanwhile_refuses_the_whole_batch(served: Served) -> None:
    tracker = served.open()
    made = plan(tracker.read().revision)
    before = served.book.tabs[0].values()

    def protect(kind: str, _: int) -> Fault | None:
        if kind == WRITE:
            served.book.tabs[0].protected = [{"range": {"sheetId": 3}}]
        return None

    served.google.before = protect
    with pytest.raises(FollowupError, match=r"protected.*Nothing was written"):
        tracker.apply(made)
    assert served.book.tabs[0].values() == before


def test_a_text_longer_than_a_cell_takes_is_named(served: Served) -> None:
    tracker = served.open()
    change = CellChange(2, 3, "tea", "x" * 50_001, "test")
    with pytest.raises(FollowupError, match="People!D2: would hold more than the 50000 characters"):
        tracker.apply(plan(tracker.read().revision, change, new=()))


def test_a_read_only_login_asks_for_no_more(served: Served) -> None:
    served.open(read_only=True).read()
    served.open().read()
    assert [scope.rsplit("/", 1)[1] for scope in served.google.scopes] == [
        "spreadsheets.readonly",
        "spreadsheets",
    ]


def test_another_address_must_be_encrypted_or_this_machine(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    tracker = served.open()
    monkeypatch.setenv("SHEETS_API_ENDPOINT", "http://sheets.example.com")
    with pytest.raises(UsageError, match="SHEETS_API_ENDPOINT must be an https"):
        tracker.read()


def test_the_model_refuses_what_google_refuses(served: Served) -> None:
    served.open().read()
    with pytest.raises(BadRequest, match="Unknown name"):
        served.google.serve(
            WRITE,
            f"/v4/spreadsheets/{served.book.key}:batchUpdate",
            {"fields": ["*"]},
            {"request": []},
        )


def test_an_answer_that_leaves_the_tab_out_is_made_up_for_by_reading(served: Served) -> None:
    served.google.shows_writes = False
    tracker = served.open()
    assert tracker.apply(plan(tracker.read().revision)).changed == 2
    assert served.google.calls[1:] == [READ, READ, WRITE, READ]
