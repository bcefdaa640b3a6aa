"""HTTP to the Sheets API through gspread: to which address, and for how long."""

import ipaddress
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from followup.errors import UsageError
from followup.trackers.gsheets.credentials import Login
from followup.trackers.gsheets.patience import Patience

if TYPE_CHECKING:
    import gspread
    from google.auth.credentials import Credentials
    from requests import Response

ENDPOINT = "SHEETS_API_ENDPOINT"
"""Environment variable: another address for the API, as Google's own emulators take one."""
GOOGLE = "https://sheets.googleapis.com"

_MOST_BYTES = 500_000_000
_CHUNK = 1 << 16


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


def http_client(login: Login, base: str, patience: Patience) -> "gspread.HTTPClient":
    """gspread's client with that login, sent to `base`."""
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
    from google.auth.exceptions import TransportError

    class TokenOnly(Credentials):
        """Gets its token from the other ones."""

        def refresh(self, request: Any) -> None:
            """Get a new token."""
            try:
                credentials.refresh(request)  # type: ignore[no-untyped-call]
            except (TypeError, ValueError, KeyError, AttributeError) as error:
                raise TransportError("no token in the answer") from error  # type: ignore[no-untyped-call]
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
