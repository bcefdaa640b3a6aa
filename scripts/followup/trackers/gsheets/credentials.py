"""Who we are to Google: key files, where they lie, and who may read them."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from followup.errors import FollowupError, UsageError
from followup.trackers.paths import expanded

if TYPE_CHECKING:
    from google.auth.credentials import Credentials

READ_AND_WRITE = "https://www.googleapis.com/auth/spreadsheets"
READ_ONLY = "https://www.googleapis.com/auth/spreadsheets.readonly"

_ENVIRONMENT = "GOOGLE_APPLICATION_CREDENTIALS"
_KNOWN = {"service_account", "authorized_user"}
_OF_THE_MACHINE = {"external_account", "impersonated_service_account", "gdch_service_account"}
_HOW = "see docs/google.md for how to make a key file, then name it with --credentials"


@dataclass(frozen=True, slots=True)
class Login:
    """Credentials, and the address the sheet has to be shared with ("" where none is known)."""

    credentials: "Credentials"
    email: str


def find_login(chosen: Path | None, *, read_only: bool) -> Login:
    """The login from the chosen key file, else from where Google's tools and gspread look.

    In that order: `chosen`, GOOGLE_APPLICATION_CREDENTIALS, gspread's folder (service account,
    then the token of a user who has signed in), the machine's own (application default). Never
    opens a browser. Raises FollowupError or UsageError, saying what to do.
    """
    scope = READ_ONLY if read_only else READ_AND_WRITE
    path = _key_file(chosen)
    return _machine_login(scope) if path is None else read_login(path, scope)


def _key_file(chosen: Path | None) -> Path | None:
    if chosen is not None:
        return expanded(chosen)
    if named := os.environ.get(_ENVIRONMENT):
        return None if _is_of_the_machine(Path(named)) else Path(named)
    candidates = (gspread_folder() / name for name in ("service_account.json", _USER_TOKEN))
    return next((path for path in candidates if path.is_file()), None)


def _is_of_the_machine(path: Path) -> bool:
    """Whether Google's own library has to resolve it: workload identity and the like."""
    try:
        return json.loads(path.read_text(encoding="utf-8")).get("type") in _OF_THE_MACHINE
    except (OSError, ValueError, AttributeError):
        return False


_USER_TOKEN = "authorized_user.json"  # noqa: S105  # a file's name


def gspread_folder() -> Path:
    """Where gspread keeps key files (its documentation, "Authentication")."""
    if os.name == "nt":
        return Path(os.environ.get("APPDATA", str(Path.home()))) / "gspread"
    return Path.home() / ".config" / "gspread"


def read_login(path: Path, scope: str) -> Login:
    """The login that a key file gives.

    `scope` is what a service account asks for. A person's token keeps to what was granted when
    they signed in: to ask for less is refused as well (OAuth, invalid_scope).
    """
    info = _read_key(path)
    from google.auth.exceptions import GoogleAuthError
    from google.oauth2 import credentials, service_account

    try:
        if info["type"] == "service_account":
            account = service_account.Credentials.from_service_account_info(info, scopes=[scope])  # type: ignore[no-untyped-call]
            return Login(account, str(info.get("client_email", "")))
        user = credentials.Credentials.from_authorized_user_info(info)  # type: ignore[no-untyped-call]
    except (GoogleAuthError, ValueError, KeyError) as error:
        raise UsageError(f"{path} is no usable key file ({_damage(error)}); {_HOW}") from error
    return Login(user, "")


def _read_key(path: Path) -> dict[str, Any]:
    _refuse_if_readable_by_others(path)
    try:
        info = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: the key file cannot be read ({error.strerror})") from error
    except ValueError:
        raise UsageError(f"{path} is no key file: it is not JSON; {_HOW}") from None
    if not isinstance(info, dict):
        raise UsageError(f"{path} is no key file; {_HOW}")
    if path.name == _USER_TOKEN:
        info.setdefault("type", "authorized_user")
    if info.get("type") not in _KNOWN:
        if info.get("type") in _OF_THE_MACHINE:
            raise UsageError(f"{path} is used by naming it in {_ENVIRONMENT}, not as a key file")
        if "installed" in info or "web" in info:
            raise UsageError(
                f"{path} is an OAuth client, which needs a browser at every first use; {_HOW}"
            )
        raise UsageError(f"{path} is no key file of Google's; {_HOW}")
    return info


def _refuse_if_readable_by_others(path: Path) -> None:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise UsageError(f"{path}: the key file cannot be read ({error.strerror})") from error
    if os.name != "nt" and mode & 0o077:
        raise FollowupError(
            f"{path} is a secret that others on this machine can read; "
            f"run `chmod 600 {path}` and try again"
        )


def _machine_login(scope: str) -> Login:
    import warnings

    import google.auth
    from google.auth.exceptions import DefaultCredentialsError
    from google.oauth2.credentials import Credentials

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about quota projects, which play no part here
            credentials, _ = google.auth.default(scopes=[scope])
            if isinstance(credentials, Credentials):
                credentials, _ = google.auth.default()
    except DefaultCredentialsError:
        raise UsageError(f"no Google key file was found; {_HOW}") from None
    return Login(credentials, str(getattr(credentials, "service_account_email", "") or ""))


def _damage(error: Exception) -> str:
    """What is wrong with a key file."""
    said = str(error).split("\n", 1)[0][:200]
    return "the private key in it is damaged" if "PEM" in said or "key data" in said else said
