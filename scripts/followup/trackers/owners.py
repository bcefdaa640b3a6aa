"""The small files that Excel and LibreOffice leave beside a workbook while it is open."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from followup.errors import BusyError
from followup.model.records import dataclass

_MOST = 4096


@dataclass(frozen=True, slots=True)
class Owner:
    """Who has a file open: the program, the person ("" if not said), and the file that says so."""

    program: str
    person: str
    since: str
    path: Path


def refuse_if_open(path: Path, name: str) -> None:
    """Raise BusyError where another program has the file open, with who and what to do."""
    for owner in owners(path):
        who = f" by {owner.person}" if owner.person else ""
        since = f" since {owner.since}" if owner.since else ""
        raise BusyError(
            f"{name} is open in {owner.program}{who}{since}; close it there and run again"
            f" (if nobody has it open, delete {owner.path.name} beside it)"
        )


def owners(path: Path) -> Iterator[Owner]:
    """Who has the file open, by the owner files beside it that are not left over from a crash."""
    excel = path.with_name(f"~${path.name}")
    if _is_there(excel) and not _left_by_excel(excel):
        yield Owner("Excel", _excel_person(_content(excel)), _since(excel), excel)
    office = path.with_name(f".~lock.{path.name}#")
    if _is_there(office) and not _left_by_libreoffice(_content(office)):
        yield Owner("LibreOffice", _libreoffice_person(_content(office)), _since(office), office)


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # beside a file whose name is as long as names may be, none can be
        return False


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_MOST)
    except OSError:
        return b""


def _since(path: Path) -> str:
    """When the owner file was written, in UTC."""
    from datetime import UTC, datetime

    with suppress(OSError):
        return f"{datetime.fromtimestamp(path.stat().st_mtime, UTC):%Y-%m-%d %H:%M} UTC"
    return ""


def _excel_person(content: bytes) -> str:
    """The user name in Excel's owner file: a length byte and that many bytes, then UTF-16."""
    if len(content) > 57:
        length = int.from_bytes(content[55:57], "little")
        name = content[57 : 57 + 2 * length].decode("utf-16-le", "replace")
        if 0 < length <= 54 and name.isprintable():
            return name.strip()
    return content[1 : 1 + content[0]].decode("latin-1").strip() if content else ""


def _libreoffice_person(content: bytes) -> str:
    """Name, login, host, time and profile folder stand in LibreOffice's, with commas between."""
    fields = _fields(content)
    return fields[0] or fields[1]


def _fields(content: bytes) -> list[str]:
    fields = content.decode("utf-8", "replace").rstrip(";\n").replace("\\,", "\ufffc").split(",")
    return [one.replace("\ufffc", ",") for one in [*fields, "", "", ""]]


def _left_by_excel(path: Path) -> bool:
    """On Windows a live owner file is held open, so that it cannot be opened for writing."""
    if os.name != "nt":
        return False
    try:
        with path.open("r+b"):
            return True
    except OSError:
        return False


def _left_by_libreoffice(content: bytes) -> bool:
    """Whether it was written on this machine, where no LibreOffice runs any more."""
    import socket

    host = _fields(content)[2]
    if not host or host != socket.gethostname() or not Path("/proc/self/comm").exists():
        return False
    return not any(name.startswith(("soffice", "oosplash")) for name in running_programs())


def running_programs() -> Iterator[str]:
    """The names of the programs that run on this machine (Linux only)."""
    for folder in os.scandir("/proc"):
        if folder.name.isdigit():
            with suppress(OSError):
                yield (
                    Path(folder.path, "comm").read_text(encoding="utf-8", errors="replace").strip()
                )
