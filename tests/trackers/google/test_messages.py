"""What a newcomer reads where something is amiss: one line on stderr, and the right exit code."""

import json
import re
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from followup.trackers.gsheets.patience import Patience

from tests.conftest import TODAY, Run
from tests.trackers.google.conftest import EMAIL, Serve, Served
from tests.trackers.google.grid import Spreadsheet, Tab
from tests.trackers.google.server import READ, TOKEN, WRITE, Fault

KEY = "1AbC-dEf_" + "x" * 35
PEOPLE = (
    ("Name", "Email", "How we met", "Met on", "Thank-you sent?"),
    ("Ana Díaz", "ana@example.com", "PyCon Madrid", date(2026, 11, 12), "no"),
)
HTML = {"Content-Type": "text/html"}


@pytest.fixture
def served(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> Served:
    """A sheet with somebody to thank; waits between tries take no time."""
    found = serve(Spreadsheet([Tab.of("People", PEOPLE, number=3)], key=KEY))
    found.open()
    impatient = partial(Patience, wait=lambda _: None)
    monkeypatch.setattr("followup.trackers.gsheets.tracker.Patience", impatient)
    monkeypatch.setattr("google.auth._exponential_backoff.time.sleep", lambda _: None)
    return found


def refused(status: int, message: str, reason: str = "") -> Fault:
    details = [{"reason": reason}] if reason else []
    error = {"code": status, "message": message, "status": "?", "details": details}
    return Fault(status, body=json.dumps({"error": error}))


def no_grant(why: str) -> Fault:
    return Fault(400, body=json.dumps({"error": "invalid_grant", "error_description": why}))


Case = tuple[str, Fault, int, str]
BY_GOOGLE: dict[str, Case] = {
    "not shared": (
        READ,
        refused(403, "The caller does not have permission"),
        1,
        f"is not shared with us; share it with {EMAIL} as Editor",
    ),
    "wrong id": (
        READ,
        refused(404, "Requested entity was not found."),
        1,
        "there is no such Google Sheet; copy its address",
    ),
    "API off": (
        READ,
        refused(403, "It is disabled.", "SERVICE_DISABLED"),
        1,
        "switch it on in the Google Cloud console",
    ),
    "quota": (READ, refused(429, "Quota exceeded"), 3, "quota for this minute is used up; try"),
    "viewer only": (
        WRITE,
        refused(403, "The caller does not have permission"),
        1,
        f"may be read but not written; share it with {EMAIL} as Editor",
    ),
    "protected": (
        WRITE,
        refused(400, "You are trying to edit a protected cell or object."),
        1,
        "cells to be written are protected; allow our account",
    ),
    "an .xlsx in Drive": (
        READ,
        refused(400, "The document must not be an Office file."),
        1,
        "is an Excel file kept in Drive; .*Save as Google Sheets",
    ),
    "clock": (
        TOKEN,
        no_grant("Invalid JWT: Token must be a short-lived token (60 minutes)"),
        1,
        "the clock of this machine is wrong",
    ),
    "key deleted": (TOKEN, no_grant("Invalid JWT Signature."), 1, "make a new key file"),
    "account deleted": (TOKEN, no_grant("account not found"), 1, "was deleted: make another"),
    "token page": (TOKEN, Fault(200, HTML, "<html>"), 3, "does the network ask to log in first"),
    "token outage": (TOKEN, Fault(503, HTML, "<html>"), 3, "its login is out of order.*try later"),
    "login page": (READ, Fault(200, HTML, "<html>"), 3, "does the network ask to log in first"),
    "firewall": (READ, Fault(403, HTML, "<html>"), 1, "HTTP 403.*a proxy or a firewall"),
    "outage": (READ, Fault(500, HTML, "<html>"), 3, "Google Sheets is out of order.*try again"),
    "broken off": (READ, Fault(kind="drop"), 3, "the connection broke off.*try later"),
    "cut off": (READ, Fault(kind="cut"), 3, "the connection broke off.*try later"),
}


@pytest.mark.parametrize("name", BY_GOOGLE)
def test_what_google_says_is_explained(served: Served, run: Run, name: str) -> None:
    kind, fault, code, said = BY_GOOGLE[name]
    served.google.before = lambda asked, _: fault if asked == kind else None
    before = served.book.tabs[0].values()
    command = "draft" if kind == WRITE else "due"
    ended(run, code, said, command, KEY, "--credentials", served.key_file)
    assert served.book.tabs[0].values() == before


def ended(run: Run, code: int, said: str, command: str, target: str, *options: object) -> None:
    """The command ended with one line that says so, and nothing on stdout."""
    result = run(command, target, "--today", TODAY, *options, code=code)
    [line] = result.stderr.strip().splitlines()
    assert re.search(said, line), line
    assert line.startswith("followup: ")
    assert "Error" not in line
    assert result.stdout == ""


def unshared(key_file: Path) -> Path:
    key_file.chmod(0o644)
    return key_file


def holding(text: str) -> Callable[[Path], Path]:
    def made(key_file: Path) -> Path:
        key_file.write_text(text, encoding="utf-8")
        return key_file

    return made


def damaged(key_file: Path) -> Path:
    info: dict[str, Any] = json.loads(key_file.read_text(encoding="utf-8"))
    return holding(json.dumps({**info, "private_key": "-----BEGIN x"}))(key_file)


KEY_FILES: dict[str, tuple[Callable[[Path], Path], int, str]] = {
    "missing": (lambda path: path.with_name("gone.json"), 2, r"gone\.json.*cannot be read"),
    "a folder": (lambda path: path.parent, 2, "cannot be read"),
    "not JSON": (holding("hello"), 2, "it is not JSON; see docs/google.md"),
    "of another kind": (holding('{"type": "other"}'), 2, "no key file of Google's"),
    "an OAuth client": (holding('{"installed": {}}'), 2, "needs a browser"),
    "damaged": (damaged, 2, "the private key in it is damaged"),
    "readable by others": (unshared, 1, "others .* can read; run `chmod 600 "),
}


@pytest.mark.parametrize("name", KEY_FILES)
def test_what_is_wrong_with_a_key_file_is_said(served: Served, run: Run, name: str) -> None:
    made, code, said = KEY_FILES[name]
    ended(run, code, said, "due", KEY, "--credentials", made(served.key_file))
    assert served.google.calls == []


ADDRESSES = {
    "https://drive.google.com/drive/folders/1AbC": (2, "is a folder in Drive; open the sheet"),
    f"https://docs.google.com/document/d/{KEY}/edit": (2, "is a Google Doc; open the sheet"),
    "https://docs.google.com/spreadsheets/d/e/2PACX-1v/pubhtml": (2, "is a published copy"),
    "https://example.com/sheet": (2, "names no Google Sheet"),
    f"https://docs.google.com/spreadsheets/d/{KEY}/edit#gid=9": (1, "no tab with gid=9.* People"),
    "1AbC" * 11: (1, "there is no such Google Sheet"),
}


@pytest.mark.parametrize("target", ADDRESSES)
def test_an_address_of_something_else_is_said(served: Served, run: Run, target: str) -> None:
    ended(run, *ADDRESSES[target], "due", target, "--credentials", served.key_file)


UNREACHED = {
    "no such name": ("https://sheets.example.invalid", 3, "its name is not found.*try later"),
    "nobody there": ("http://127.0.0.1:9", 3, "nothing can be reached there.*try later"),
    "not encrypted": ("http://sheets.example.com", 2, "SHEETS_API_ENDPOINT must be an https"),
}


@pytest.mark.parametrize("name", UNREACHED)
def test_a_server_out_of_reach_is_said(
    served: Served, run: Run, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint, code, said = UNREACHED[name]
    monkeypatch.setenv("SHEETS_API_ENDPOINT", endpoint)
    ended(run, code, said, "due", KEY, "--credentials", served.key_file)


def test_a_certificate_that_is_not_to_be_trusted_is_said_at_once(
    served: Served, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHEETS_API_ENDPOINT", served.base.replace("http:", "https:"))
    ended(run, 1, "not to be trusted.*clock", "due", KEY, "--credentials", served.key_file)


def test_a_proxy_that_does_not_answer_is_said(
    served: Served, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHEETS_API_ENDPOINT", "https://sheets.example.invalid")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    ended(run, 3, "the proxy does not let it", "due", KEY, "--credentials", served.key_file)
