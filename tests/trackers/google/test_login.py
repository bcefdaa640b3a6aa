"""Key files: where they are looked for, who may read them, and what is said of others."""

import json
import os
from pathlib import Path

import pytest
from followup.errors import FollowupError, UsageError
from followup.trackers.gsheets import GoogleTracker
from followup.trackers.gsheets.credentials import find_login

from tests.trackers.google.conftest import EMAIL, Serve, Served
from tests.trackers.google.grid import Spreadsheet, Tab
from tests.trackers.google.server import GRANTED, READ, TOKEN, Fault


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No key of this machine's, and no question to a cloud's metadata server."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "home"))
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path / "gcloud"))
    monkeypatch.setenv("NO_GCE_CHECK", "true")
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)


def gspread_file(name: str, text: str) -> Path:
    folder = Path(os.environ["HOME"]) / ".config" / "gspread"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    return path


def test_the_named_file_wins_over_the_environment(
    key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", "/nowhere/key.json")
    assert find_login(key_file, read_only=True).email == EMAIL


def test_the_environment_names_one(key_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(key_file))
    assert find_login(None, read_only=True).email == EMAIL


@pytest.mark.skipif(os.name == "nt", reason="another folder there")
def test_gspreads_folder_is_looked_into(key_file: Path) -> None:
    gspread_file("service_account.json", key_file.read_text(encoding="utf-8"))
    assert find_login(None, read_only=True).email == EMAIL


@pytest.mark.skipif(os.name == "nt", reason="another folder there")
def test_a_signed_in_users_token_will_do() -> None:
    token = {"refresh_token": "r", "client_id": "c", "client_secret": "s"}
    gspread_file("authorized_user.json", json.dumps(token))
    assert find_login(None, read_only=False).email == ""


@pytest.fixture
def signed_in(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> Served:
    """A served sheet, and Google's token address turned to the model: google-auth takes no other
    from a person's token file."""
    served = serve(Spreadsheet([Tab.of("People", [("Name",), ("Ana",)])]))
    served.open()
    monkeypatch.setattr(
        "google.oauth2.credentials._GOOGLE_OAUTH2_TOKEN_ENDPOINT", f"{served.base}/token"
    )
    return served


PERSON = {"refresh_token": "r", "client_id": "c", "client_secret": "s"}
GSPREADS = {**PERSON, "token": "old", "expiry": "2026-01-01T00:00:00Z", "scopes": [GRANTED]}


@pytest.mark.skipif(os.name == "nt", reason="another folder there")
@pytest.mark.parametrize("read_only", [True, False])
def test_a_token_as_gspread_keeps_it_reads_and_stays_as_it_is(
    signed_in: Served, read_only: bool
) -> None:
    path = gspread_file("authorized_user.json", json.dumps(GSPREADS))
    before = path.read_bytes()
    tracker = GoogleTracker(signed_in.book.key, read_only=read_only)
    assert tracker.read().sheets[0].title == "People"
    assert signed_in.google.calls == [TOKEN, READ]
    assert path.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="another folder there")
def test_the_machines_own_login_will_do(signed_in: Served) -> None:
    """As `gcloud auth application-default login` leaves it."""
    path = Path(os.environ["CLOUDSDK_CONFIG"]) / "application_default_credentials.json"
    path.parent.mkdir()
    path.write_text(json.dumps({**PERSON, "type": "authorized_user"}), encoding="utf-8")
    assert GoogleTracker(signed_in.book.key, read_only=True).read().sheets[0].title == "People"
    assert signed_in.google.calls == [TOKEN, READ]


@pytest.mark.skipif(os.name == "nt", reason="another folder there")
def test_a_person_whose_login_was_revoked_is_told_to_sign_in_again(
    signed_in: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An app in "Testing" loses its tokens after seven days. Nothing opens a browser."""

    def no_browser(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("webbrowser.open", no_browser)
    gspread_file("authorized_user.json", json.dumps(GSPREADS))
    gone = {"error": "invalid_grant", "error_description": "Token has been expired or revoked."}
    signed_in.google.before = lambda *_: Fault(400, body=json.dumps(gone))
    with pytest.raises(FollowupError, match=r"expired or revoked.*; sign in again, or") as caught:
        GoogleTracker(signed_in.book.key).read()
    assert "\n" not in str(caught.value)
    assert signed_in.google.calls == [TOKEN]


def test_without_any_the_page_to_read_is_named() -> None:
    with pytest.raises(UsageError, match=r"no Google key file was found; see docs/google\.md"):
        find_login(None, read_only=True)


@pytest.mark.skipif(os.name == "nt", reason="no such modes there")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604])
def test_a_key_that_others_can_read_is_refused_with_what_mends_it(
    key_file: Path, mode: int
) -> None:
    key_file.chmod(mode)
    with pytest.raises(FollowupError, match=f"run `chmod 600 {key_file}`"):
        find_login(key_file, read_only=True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no json", "it is not JSON"),
        ("[]", "is no key file"),
        ('{"type": "other"}', "is no key file of Google's"),
        ('{"installed": {}}', "needs a browser"),
        ('{"type": "service_account"}', "is no usable key file"),
        ('{"type": "external_account"}', "GOOGLE_APPLICATION_CREDENTIALS"),
    ],
)
def test_other_files_are_said_to_be_none(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "other.json"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    with pytest.raises(UsageError, match=said) as caught:
        find_login(path, read_only=True)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"gone\.json: the key file cannot be read"):
        find_login(tmp_path / "gone.json", read_only=True)
