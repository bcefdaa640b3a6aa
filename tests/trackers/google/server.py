"""The API over HTTP on loopback: spreadsheets.get, spreadsheets.batchUpdate and the token call."""

import base64
import json
import threading
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.trackers.google.answers import sparse, tab_json, without_links
from tests.trackers.google.batch import apply_all
from tests.trackers.google.grid import Spreadsheet, Tab
from tests.trackers.google.schema import BadRequest, check_body, check_mask, masked, parse_mask

READ, WRITE, TOKEN = "read", "write", "token"
GRANTED = "https://www.googleapis.com/auth/spreadsheets"
"""What the person who signed in has granted."""


@dataclass(frozen=True)
class Fault:
    """Something that goes wrong with one call; `after` means once it was carried out."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    kind: str = "status"
    after: bool = False


Before = Callable[[str, int], Fault | None]


def outage(status: int, after: bool = False, **headers: str) -> Fault:
    """Google's JSON error of that state."""
    names = {429: "RESOURCE_EXHAUSTED", 503: "UNAVAILABLE", 500: "INTERNAL"}
    error = {
        "code": status,
        "message": "The service is currently unavailable.",
        "status": names.get(status, "?"),
    }
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Fault(status, named, json.dumps({"error": error}), after=after)


def _all_is_well(_: str, __: int) -> Fault | None:
    return None


class Google:
    """The served spreadsheet, what was asked of it, and who may do what."""

    def __init__(self, book: Spreadsheet) -> None:
        self.book = book
        self.calls: list[str] = []
        self.scopes: list[str] = []
        self.before: Before = _all_is_well
        self.may_read = True
        self.may_write = True
        self.shows_writes = True
        self.terse = False
        self.takes_links = True
        self.declined: set[str] = set()
        self.token = "token-1"
        self.bodies: list[Any] = []
        self.lock = threading.Lock()
        self.released = threading.Event()

    def count(self, kind: str) -> int:
        """How many calls of that kind there were."""
        return self.calls.count(kind)

    def serve(self, kind: str, path: str, query: dict[str, list[str]], body: Any) -> Any:
        """The answer to one call. Raises BadRequest."""
        key = path.removeprefix("/v4/spreadsheets/").removesuffix(":batchUpdate")
        if key != self.book.key:
            raise BadRequest("Requested entity was not found.", 404, "NOT_FOUND")
        if not (self.may_read if kind == READ else self.may_write):
            raise BadRequest("The caller does not have permission", 403, "PERMISSION_DENIED")
        if kind == WRITE and self.scopes[-1].endswith(".readonly"):
            raise BadRequest(
                "Request had insufficient authentication scopes.", 403, "PERMISSION_DENIED"
            )
        mask = parse_mask(query["fields"][0])
        if kind == READ:
            check_mask(mask, {"$ref": "Spreadsheet"})
            return self.said(masked(self.resource(query.get("ranges", [])), mask))
        check_mask(mask, {"$ref": "BatchUpdateSpreadsheetResponse"})
        check_body(body, {"$ref": "BatchUpdateSpreadsheetRequest"})
        self.bodies.append(body)
        ranges = body.get("responseRanges", [])
        self.resource(ranges)
        for index, request in enumerate(body["requests"]):
            if self.declined & request.keys():
                raise BadRequest(f"Invalid requests[{index}]: not here")
        if not self.takes_links:
            body = without_links(body)
        apply_all(self.book, body["requests"])
        answer: dict[str, Any] = {"spreadsheetId": key, "replies": [{} for _ in body["requests"]]}
        if body.get("includeSpreadsheetInResponse") and self.shows_writes:
            answer["updatedSpreadsheet"] = self.resource(ranges)
        return self.said(masked(answer, mask))

    def said(self, answer: Any) -> Any:
        """The answer, or as little of it as the reference allows."""
        return sparse(answer) if self.terse else answer

    def resource(self, ranges: list[str]) -> dict[str, Any]:
        """The spreadsheet, or those tabs of it."""
        tabs = [self.named(one) for one in ranges] if ranges else self.book.tabs
        properties = {"title": "T", "locale": self.book.locale, "timeZone": self.book.time_zone}
        sheets = [tab_json(self.book.tabs.index(tab), tab) for tab in tabs]
        return {"spreadsheetId": self.book.key, "properties": properties, "sheets": sheets}

    def named(self, text: str) -> Tab:
        """The tab that a range names."""
        title = text[1:-1].replace("''", "'") if text.startswith("'") else text
        for tab in self.book.tabs:
            if tab.title == title:
                return tab
        raise BadRequest(f"Unable to parse range: {text}")


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1
    google: Google

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""

    def do_GET(self) -> None:
        """spreadsheets.get."""
        self.answer(READ)

    def do_POST(self) -> None:
        """spreadsheets.batchUpdate, or the token call."""
        self.answer(TOKEN if self.path == "/token" else WRITE)

    def answer(self, kind: str) -> None:
        """Answer, or fail as the test wants."""
        with self.google.lock:
            self._answer(kind)

    def _answer(self, kind: str) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.google.calls.append(kind)
        fault = self.google.before(kind, self.google.count(kind))
        if fault is not None and not fault.after:
            self.fail(fault)
            return
        try:
            status, answer = 200, self.carry_out(kind, raw)
        except BadRequest as error:
            status = error.status
            details = {"details": error.details} if error.details else {}
            found = {"code": status, "message": str(error), "status": error.code, **details}
            answer = {"error": found}
        if fault is not None:
            self.fail(fault)
        else:
            self.send(status, json.dumps(answer).encode())

    def carry_out(self, kind: str, raw: bytes) -> Any:
        """Do what is asked."""
        if kind == TOKEN:
            self.google.scopes.append(_scope(urllib.parse.parse_qs(raw.decode())))
            return {"access_token": self.google.token, "expires_in": 3600, "token_type": "Bearer"}
        if self.headers.get("Authorization") != f"Bearer {self.google.token}":
            raise BadRequest(
                "Request had invalid authentication credentials.", 401, "UNAUTHENTICATED"
            )
        parts = urllib.parse.urlsplit(self.path)
        body = json.loads(raw) if raw else None
        return self.google.serve(kind, parts.path, urllib.parse.parse_qs(parts.query), body)

    def fail(self, fault: Fault) -> None:
        """Fail in the wanted way."""
        self.close_connection = True
        if fault.kind == "drop":
            return
        if fault.kind == "cut":
            self.send_response(200)
            self.send_header("Content-Length", "5000")
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(b'{"sheets": [')
            return
        if fault.kind == "hang":
            self.google.released.wait(5)
            return
        self.send(fault.status, fault.body.encode(), fault.headers)

    def send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        """One whole answer."""
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)


def _scope(asked: dict[str, list[str]]) -> str:
    """What a token is asked for; a person's refresh token has no more and no less than it has."""
    if asked["grant_type"] == ["refresh_token"]:
        if "scope" in asked and asked["scope"] != [GRANTED]:
            raise BadRequest("Some requested scopes were invalid", code="invalid_scope")
        return GRANTED
    claim = asked["assertion"][0].split(".")[1]
    return str(json.loads(base64.urlsafe_b64decode(claim + "=" * (-len(claim) % 4)))["scope"])


@contextmanager
def serving(google: Google) -> Iterator[str]:
    """Serve it; gives the address."""
    handler = type("Bound", (Handler,), {"google": google})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        google.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
