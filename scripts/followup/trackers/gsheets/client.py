"""The calls to the Sheets API that one spreadsheet takes, and what their failures mean."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from followup.trackers.gsheets.credentials import Login
from followup.trackers.gsheets.patience import Patience
from followup.trackers.gsheets.tab import BOOK_MASK, TAB_MASK
from followup.trackers.gsheets.transport import GOOGLE, endpoint, http_client
from followup.trackers.gsheets.trouble import (
    RETRIED,
    DeclinedError,
    Refusal,
    Transient,
    explain,
    lasting,
    shrunk,
)
from followup.trackers.gsheets.unreached import no_answer, no_login

if TYPE_CHECKING:
    from requests import Response

LOOKS = {"copyPaste", "repeatCell", "setDataValidation", "updateDimensionProperties"}
"""Kinds of requests without which everything is still in its place."""


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
        self._http = http_client(login, endpoint(), patience)

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

        If Google refuses it for a reason of its own, what only concerns looks is left out. Tried
        once only: whoever gets Transient does not know whether it was applied.
        """
        try:
            return self._write(requests, tab)
        except DeclinedError:
            bare = [one for one in requests if not LOOKS & one.keys()]
            if len(bare) in {0, len(requests)}:
                raise
            return self._write(bare, tab)

    def _write(self, requests: list[dict[str, Any]], tab: str | None) -> dict[str, Any]:
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
        except (requests.RequestException, OSError) as error:
            raise no_answer(error, self._name) from error
        if not isinstance(answer, dict):
            raise no_answer(ValueError("not an object"), self._name)
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

        if isinstance(error, TransportError) or getattr(error, "retryable", False):
            return no_answer(error, self._name)
        said = str(error.args[0] if error.args else error).split("\n", 1)[0][:200]
        return no_login(said, self._name, self._email)


def quoted(tab: str) -> str:
    """A tab's title as a range in A1 notation: the whole tab."""
    doubled = tab.replace("'", "''")
    return f"'{doubled}'"


def _retry_after(response: "Response") -> float:
    try:
        return max(float(response.headers.get("Retry-After", "0")), 0.0)
    except ValueError:
        return 0.0
