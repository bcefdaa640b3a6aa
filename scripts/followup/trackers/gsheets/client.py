"""Calls to the Sheets API through gspread: where to, how long, and how often again."""

import hashlib
import ipaddress
import os
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from followup.errors import BusyError, FollowupError, UsageError
from followup.trackers.gsheets.credentials import Login
from followup.trackers.gsheets.tab import BOOK_MASK, TAB_MASK
from followup.trackers.gsheets.trouble import (
    RETRIED,
    Refusal,
    Transient,
    explain,
    lasting,
    shrunk,
)

if TYPE_CHECKING:
    import gspread
    from google.auth.credentials import Credentials
    from requests import Response

ENDPOINT = "SHEETS_API_ENDPOINT"
"""Environment variable: another address for the API, as Google's own emulators take one."""
GOOGLE = "https://sheets.googleapis.com"

_MOST_BYTES = 500_000_000
_CHUNK = 1 << 16


@dataclass(slots=True)
class Patience:
    """How long a run bears with failures: at most `tries` a call, `budget` seconds in all.

    Only failed calls and the waits between them count. `timeout` is for one answer, in seconds.
    """

    budget: float = 180.0
    tries: int = 6
    timeout: float = 60.0
    wait: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    spent: float = field(default=0.0, init=False)

    @property
    def left(self) -> float:
        """Seconds left."""
        return self.budget - self.spent

    def limit(self) -> float:
        """How long the next answer may take, in seconds."""
        return max(min(self.timeout, self.left), 0.1)

    def pause(self, trouble: Transient, failures: int) -> None:
        """Wait before the next try. Raises the trouble's final error where there is none."""
        jitter = secrets.SystemRandom().uniform(0, min(2.0**failures, 32.0))
        delay = max(jitter, trouble.after)
        if failures >= self.tries or delay >= self.left:
            raise trouble.final from trouble
        self.spent += delay
        self.wait(delay)


def endpoint() -> str:
    """Where the API is. Raises UsageError for an override that goes unencrypted over a network."""
    chosen = os.environ.get(ENDPOINT, "").rstrip("/")
    if not chosen:
        return GOOGLE
    parts = urlsplit(chosen)
    if parts.scheme == "https" and parts.hostname:
        return chosen
    if parts.scheme == "http" and _is_loopback(parts.hostname or ""):
        return chosen
    raise UsageError(f"{ENDPOINT} must be an https:// address, or http:// on this machine")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Reading:
    """A spreadsheet as the API gave it, and a digest of that answer."""

    answer: Mapping[str, Any]
    digest: str


class Client:
    """The calls that one spreadsheet takes. `name` is what messages call it."""

    def __init__(self, key: str, name: str, login: Login, patience: Patience) -> None:
        self._url = f"{GOOGLE}/v4/spreadsheets/{key}"
        self._name = name
        self._email = login.email
        self.patience = patience
        self._http = _http_client(login, endpoint(), patience)

    def read(self, tab: str | None = None) -> Reading:
        """The spreadsheet with all its cells, or one tab of it. Tried again where that may help."""
        params: dict[str, Any] = {"fields": BOOK_MASK, "includeGridData": "true"}
        if tab is not None:
            params["ranges"] = [quoted(tab)]
        failures = 0
        while True:
            try:
                return self._call("get", self._url, params, None, writing=False)
            except Transient as trouble:
                failures += 1
                self.patience.pause(trouble, failures)

    def write(self, requests: list[dict[str, Any]], tab: str | None) -> dict[str, Any]:
        """Apply the requests, all or none, and give the tab, if any, as it is right afterwards.

        Tried once only: whoever gets Transient does not know whether it was applied.
        """
        body: dict[str, Any] = {"requests": requests}
        if tab is not None:
            body["includeSpreadsheetInResponse"] = body["responseIncludeGridData"] = True
            body["responseRanges"] = [quoted(tab)]
        params = {"fields": f"spreadsheetId,updatedSpreadsheet(sheets({TAB_MASK}))"}
        answer = self._call("post", f"{self._url}:batchUpdate", params, body, writing=True)
        updated: dict[str, Any] = answer.answer.get("updatedSpreadsheet", {})
        return updated

    def _call(
        self,
        method: str,
        url: str,
        params: dict[str, Any],
        body: Mapping[str, Any] | None,
        *,
        writing: bool,
    ) -> Reading:
        started = self.patience.clock()
        try:
            return self._attempt(method, url, params, body, writing=writing)
        except Transient:
            self.patience.spent += self.patience.clock() - started
            raise

    def _attempt(
        self,
        method: str,
        url: str,
        params: dict[str, Any],
        body: Mapping[str, Any] | None,
        *,
        writing: bool,
    ) -> Reading:
        import requests
        from google.auth.exceptions import GoogleAuthError
        from gspread.exceptions import APIError

        self._http.set_timeout(self.patience.limit())
        try:
            response = self._http.request(method, url, params=params, json=body)
            answer = response.json()
        except APIError as error:
            raise self._refused(error, writing=writing) from error
        except GoogleAuthError as error:
            raise self._no_login(error) from error
        except requests.exceptions.SSLError as error:
            raise FollowupError(
                f"{self._name}: the connection to Google is not to be trusted (certificate)"
            ) from error
        except (requests.RequestException, OSError) as error:
            raise self._no_answer(error) from error
        if not isinstance(answer, dict):
            raise self._no_answer(ValueError("not an object"))
        return Reading(answer, hashlib.blake2b(response.content, digest_size=16).hexdigest())

    def _refused(self, error: Any, *, writing: bool) -> Exception:
        response = error.response
        found = error.error if isinstance(error.error, dict) and error.code != -1 else {}
        refusal = Refusal(response.status_code, found)
        if refusal.status in RETRIED:
            return Transient(lasting(refusal, self._name), _retry_after(response))
        if writing and refusal.outside:
            return Transient(shrunk(self._name))
        return explain(refusal, self._name, self._email, writing=writing)

    def _no_login(self, error: Exception) -> Exception:
        from google.auth.exceptions import TransportError

        said = str(error.args[0] if error.args else error).split("\n", 1)[0][:200]
        if isinstance(error, TransportError) or getattr(error, "retryable", False):
            return self._no_answer(error)
        mend = (
            "check this machine's clock, else make a new key file"
            if self._email
            else "sign in again, or better, use a key file"
        )
        return FollowupError(
            f"{self._name}: Google no longer accepts this login ({said}); {mend} (docs/google.md)"
        )

    def _no_answer(self, error: Exception) -> Transient:
        what = type(error).__name__
        return Transient(
            BusyError(f"{self._name}: no answer from Google ({what}); check the network, try later")
        )


def quoted(tab: str) -> str:
    """A tab's title as a range in A1 notation: the whole tab."""
    doubled = tab.replace("'", "''")
    return f"'{doubled}'"


def _retry_after(response: "Response") -> float:
    try:
        return max(float(response.headers.get("Retry-After", "0")), 0.0)
    except ValueError:
        return 0.0


def _http_client(login: Login, base: str, patience: Patience) -> "gspread.HTTPClient":
    import gspread
    from google.auth.transport.requests import AuthorizedSession, Request
    from gspread.exceptions import APIError
    from requests import Session

    class Http(gspread.HTTPClient):
        """gspread's client, sent to `base`; an answer that only drips in is cut off in time."""

        def request(  # type: ignore[override]  # nothing else of it is used
            self, method: str, endpoint: str, *, params: Any = None, json: Any = None, **_: Any
        ) -> "Response":
            url = endpoint.replace(GOOGLE, base, 1)
            limit = patience.limit()
            deadline = patience.clock() + min(3 * limit, patience.left)
            connecting = min(limit / 4, 15.0)
            times = (connecting, limit - connecting)
            response = self.session.request(
                method, url, params=params, json=json, timeout=times, stream=True
            )
            _drain(response, deadline, patience.clock)
            if not response.ok:
                raise APIError(response)
            return response

    token_session = Session()
    session = AuthorizedSession(  # type: ignore[no-untyped-call]
        _token_only(login.credentials), refresh_timeout=30, auth_request=Request(token_session)
    )
    for one in (session, token_session):
        one.headers["Connection"] = "close"  # a run makes few calls, minutes apart
    return Http(auth=None, session=session)  # type: ignore[arg-type]


def _token_only(credentials: "Credentials") -> "Credentials":
    """The same credentials, used for nothing but tokens.

    Since 2026 google-auth asks another of Google's hosts about an account's regions, in a thread
    of its own: a call that nobody asked for, and that no endpoint override covers.
    """
    from google.auth.credentials import Credentials

    class TokenOnly(Credentials):
        """Gets its token from the other ones."""

        def refresh(self, request: Any) -> None:
            """Get a new token."""
            credentials.refresh(request)  # type: ignore[no-untyped-call]
            self.token, self.expiry = credentials.token, credentials.expiry

    return TokenOnly()  # type: ignore[no-untyped-call]


def _drain(response: "Response", deadline: float, clock: Callable[[], float]) -> None:
    """Read the body. Raises requests.ReadTimeout past the deadline."""
    from requests import ConnectionError as BrokenOff
    from requests import ReadTimeout
    from urllib3.exceptions import HTTPError

    body = bytearray()
    read = getattr(response.raw, "read1", response.raw.read)  # urllib3 1 has the latter only
    try:
        while chunk := read(_CHUNK, decode_content=True):
            body += chunk
            if clock() > deadline or len(body) > _MOST_BYTES:
                raise ReadTimeout("the answer takes too long")
    except HTTPError as error:
        raise BrokenOff(str(error)) from error
    finally:
        response.close()
    response._content = bytes(body)
