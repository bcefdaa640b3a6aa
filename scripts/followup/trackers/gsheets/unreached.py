"""What it means that no answer came from Google, or no login, in one line that says what to do."""

from followup.errors import BusyError, FollowupError
from followup.trackers.gsheets.trouble import Transient

_WHY = (
    (("NameResolution", "getaddrinfo", "Name or service", "nodename nor"), "its name is not found"),
    (("ProxyError", "Tunnel connection"), "the proxy does not let it through"),
    (("refused", "unreachable", "No route"), "nothing can be reached there"),
    (("timed out", "Timeout", "takes too long"), "it took too long"),
    (
        ("JSONDecodeError", "not an object", "no token"),
        "another page came; does the network ask to log in first?",
    ),
    (("RefreshError",), "its login is out of order"),
)
"""Words in the text of an error, or its kind, and what to call that."""
_LOGIN = (
    (("short-lived token", "iat and exp"), "the clock of this machine is wrong: set it, try again"),
    (("account not found",), "the account of the key file was deleted: make another one"),
    (("Invalid JWT Signature",), "the key was deleted: make a new key file"),
)


def no_answer(error: Exception, name: str) -> Transient | FollowupError:
    """What to raise where no answer came; it may pass by itself but for a bad certificate."""
    said = f"{type(error).__name__} {error!r} {error}"
    if "SSLError" in said:
        return FollowupError(
            f"{name}: the connection to Google is not to be trusted (certificate); is the clock of "
            "this machine right? Behind a proxy, REQUESTS_CA_BUNDLE names the file of its "
            "certificate"
        )
    why = _first(_WHY, said) or "the connection broke off"
    return Transient(
        BusyError(f"{name}: no answer from Google ({why}); check the network, try later")
    )


def no_login(said: str, name: str, email: str) -> FollowupError:
    """What to raise where Google refuses the login; `email` is the account's, "" for a person."""
    mend = (
        _first(_LOGIN, said) or "check this machine's clock, else make a new key file"
        if email
        else "sign in again, or better, use a key file"
    )
    return FollowupError(
        f"{name}: Google no longer accepts this login ({said}); {mend} (docs/google.md)"
    )


def _first(known: tuple[tuple[tuple[str, ...], str], ...], said: str) -> str:
    return next((text for words, text in known if any(word in said for word in words)), "")
