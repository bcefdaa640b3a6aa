"""People at work in a Google Sheet while we write: drift.py [--undo] [FIRST [LAST]]

Runs the simulation of tests/trackers/google/drift.py for each seed from FIRST to LAST, without
HTTP, and names the seeds after which a cell was not as it should be. With --undo it is the one of
undoing.py: what we write then takes a run back.
"""

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent.parent / part) for part in ("", "scripts")]

from followup.errors import BusyError  # noqa: E402
from followup.trackers.gsheets import GoogleTracker  # noqa: E402
from followup.trackers.gsheets.client import Client, Reading  # noqa: E402
from followup.trackers.gsheets.patience import Patience  # noqa: E402
from followup.trackers.gsheets.transport import GOOGLE  # noqa: E402
from followup.trackers.gsheets.trouble import (  # noqa: E402
    Refusal,
    Transient,
    explain,
    lasting,
    shrunk,
)

from tests.trackers.google.drift import simulate  # noqa: E402
from tests.trackers.google.grid import Spreadsheet  # noqa: E402
from tests.trackers.google.schema import BadRequest  # noqa: E402
from tests.trackers.google.server import READ, WRITE, Fault, Google  # noqa: E402
from tests.trackers.google.undoing import simulate_undo  # noqa: E402


class Direct(Client):
    """Calls that go to the model without a network."""

    def __init__(self, google: Google, patience: Patience) -> None:
        self._url = f"{GOOGLE}/v4/spreadsheets/{google.book.key}"
        self._name, self._email = "the sheet", "followup@project.example.com"
        self.patience, self.google = patience, google

    def _attempt(
        self,
        method: str,
        url: str,
        params: dict[str, Any],
        body: Mapping[str, Any] | None,
        *,
        writing: bool,
    ) -> Reading:
        kind = WRITE if method == "post" else READ
        self.google.calls.append(kind)
        fault = self.google.before(kind, self.google.count(kind))
        if fault is not None and not fault.after:
            raise self._failure(fault)
        query = {name: one if isinstance(one, list) else [one] for name, one in params.items()}
        try:
            sent = json.loads(json.dumps(body))
            answer = self.google.serve(kind, url.removeprefix(GOOGLE), query, sent)
        except BadRequest as error:
            refusal = Refusal(error.status, {"message": str(error)})
            if writing and refusal.outside:
                raise Transient(shrunk(self._name)) from error
            raise explain(refusal, self._name, self._email, writing=writing) from error
        if fault is not None:
            raise self._failure(fault)
        text = json.dumps(answer)
        return Reading(json.loads(text), hashlib.blake2b(text.encode()).hexdigest())

    def _failure(self, fault: Fault) -> Transient:
        if fault.kind == "status":
            return Transient(lasting(Refusal(fault.status, {}), self._name))
        return Transient(BusyError(f"{self._name}: no answer from Google"))


class Served:
    """A spreadsheet and how to open it."""

    def __init__(self, book: Spreadsheet) -> None:
        self.google = Google(book)
        self.google.scopes.append("spreadsheets")

    def open(self) -> GoogleTracker:
        """The tracker as a new process would open it."""
        patience = Patience(wait=lambda _: None, clock=lambda: 0.0)
        tracker = GoogleTracker(self.google.book.key, patience=patience)
        tracker._client = Direct(self.google, patience)
        return tracker


def main() -> int:
    """Run them and report."""
    wanted = [one for one in sys.argv[1:] if one != "--undo"]
    first, last = (int(one) for one in (*wanted, *["0", "1000"][len(wanted) :]))
    run = simulate_undo if "--undo" in sys.argv else simulate
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = os.environ["HOME"] = folder
        os.fsync = lambda _: None
        wrong = later = calls = 0
        for seed in range(first, last):
            try:
                _, well, made = run(Served, seed)
            except AssertionError as error:
                wrong += 1
                print(f"seed {seed}: {error}")
                continue
            later, calls = later + (not well), calls + made
    seeds = last - first
    print(
        f"{seeds} runs: {wrong} wrong, {later} ended with exit 3, {calls / seeds:.2f} calls a run"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
