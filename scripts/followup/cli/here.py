"""What this machine knows of itself and of its owner: guesses that a person confirms."""

import os
import sys
import zoneinfo
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin"
PLACES = (
    "FOLLOWUP_STATE_DIR",
    "XDG_CONFIG_HOME",
    "XDG_STATE_HOME",
    "GOOGLE_APPLICATION_CREDENTIALS",
)
"""Environment variables that say where things lie, and that a scheduler does not know."""


def program() -> tuple[str, ...]:
    """The command that runs now, with its absolute path; on Windows one without a window."""
    python = Path(os.path.abspath(sys.executable))  # noqa: PTH100  # a venv's link stays a link
    if os.name == "nt":
        windowless = python.with_name("pythonw.exe")
        return (str(windowless if windowless.is_file() else python), "-m", "followup")
    command = python.with_name("followup")
    return (str(command),) if command.is_file() else (str(python), "-m", "followup")


def environment() -> dict[str, str]:
    """What a scheduler's bare environment lacks: where things lie, and a UTF-8 locale."""
    folder = str(Path(program()[0]).parent)
    said = next(
        (os.environ[key] for key in ("LC_ALL", "LC_CTYPE", "LANG") if key in os.environ), ""
    )
    utf8 = said.lower().replace("-", "").endswith("utf8")
    bare = {
        "HOME": str(Path.home()),
        "PATH": f"{folder}:{SYSTEM_PATH}",
        "LANG": said if utf8 else "C.UTF-8",
    }
    if zone := os.environ.get("TZ"):
        bare["TZ"] = zone
    places = {key: os.environ[key] for key in PLACES if os.environ.get(key)}
    return bare | {key: os.path.abspath(place) for key, place in places.items()}  # noqa: PTH100


def time_zone() -> str:
    """The machine's IANA time zone; "" if not known, or UTC, which is nobody's home."""
    for name in _zone_names():
        with suppress(KeyError, ValueError, OSError):
            zoneinfo.ZoneInfo(name)
            return "" if name.startswith("Etc/") or "/" not in name else name
    return ""


def _zone_names() -> Iterator[str]:
    yield os.environ.get("TZ", "").removeprefix(":")
    with suppress(OSError):
        yield str(Path("/etc/localtime").readlink()).rpartition("zoneinfo/")[2]
    with suppress(OSError):
        yield Path("/etc/timezone").read_text(encoding="utf-8").strip()


def country(zone: str) -> str:
    """The ISO 3166 code of the country that zone is for, else the one of the locale; or "".

    A locale of en_US says nothing: it is what machines come with everywhere.
    """
    for path in map(Path, zoneinfo.TZPATH):
        with suppress(OSError):
            rows = (path / "zone.tab").read_text(encoding="utf-8").splitlines()
            found = [row.split("\t")[0] for row in rows if row.split("\t")[2:3] == [zone]]
            if found:
                return found[0]
    locale = os.environ.get("LANG", "").partition(".")[0]
    place = locale.partition("_")[2]
    return place if len(place) == 2 and place.isupper() and locale != "en_US" else ""


def full_name() -> str:
    """The account's full name, where the system has one that looks like a person's."""
    with suppress(ImportError, KeyError, AttributeError):
        import pwd

        name = pwd.getpwuid(os.getuid()).pw_gecos.split(",")[0].strip()
        return name if " " in name else ""
    return ""
