"""Served spreadsheets and a key file for the tests."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from followup.trackers.gsheets import GoogleTracker
from followup.trackers.gsheets.patience import Patience

from tests.trackers.google.grid import Spreadsheet
from tests.trackers.google.server import Google, serving

EMAIL = "followup@project.example.com"


@dataclass
class Served:
    """A served spreadsheet, and how to open it."""

    google: Google
    base: str
    key_file: Path
    monkeypatch: pytest.MonkeyPatch
    waits: list[float]
    timeout: float = 20.0

    @property
    def book(self) -> Spreadsheet:
        return self.google.book

    def open(self, target: str = "", *, read_only: bool = False) -> GoogleTracker:
        """The tracker as a new process would open it."""
        self.monkeypatch.setenv("SHEETS_API_ENDPOINT", self.base)
        info = json.loads(self.key_file.read_text(encoding="utf-8"))
        self.key_file.write_text(json.dumps({**info, "token_uri": f"{self.base}/token"}))
        clock = iter(range(10**9))
        return GoogleTracker(
            target or self.book.key,
            credentials=self.key_file,
            read_only=read_only,
            patience=Patience(
                timeout=self.timeout, wait=self.waits.append, clock=lambda: float(next(clock)) / 1e3
            ),
        )


Serve = Callable[[Spreadsheet], Served]


@pytest.fixture(scope="session")
def private_key() -> str:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # only signs for the model
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


@pytest.fixture
def key_file(tmp_path: Path, private_key: str) -> Path:
    path = tmp_path / "key.json"
    info = {
        "type": "service_account",
        "project_id": "project",
        "client_email": EMAIL,
        "private_key": private_key,
        "token_uri": "http://127.0.0.1:1/token",
    }
    path.write_text(json.dumps(info), encoding="utf-8")
    path.chmod(0o600)
    return path


@pytest.fixture
def serve(key_file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    with ExitStack() as stack:

        def start(book: Spreadsheet) -> Served:
            google = Google(book)
            base = stack.enter_context(serving(google))
            return Served(google, base, key_file, monkeypatch, [])

        yield start
