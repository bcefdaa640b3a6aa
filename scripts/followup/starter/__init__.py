"""The workbook that `followup new` makes, and the sample tracker, which is the same one filled in.

Both are built with openpyxl, which is fine for a workbook of our own making (a person's workbook is
never saved with it). `layout.py` says which columns they have, `people.toml` and `examples.toml`
who stands in them.
"""

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from followup.errors import FollowupError
from followup.starter.layout import Entry
from followup.values.toml import read_toml

if TYPE_CHECKING:
    from openpyxl import Workbook

__all__ = ["build_sample", "build_starter"]

MADE_ON = datetime(2026, 11, 20, 9, 0)
ROOM_TO_TYPE = 18


def build_sample(path: Path) -> None:
    """Write the sample tracker to `path`, over what is there; the same bytes each time."""
    path.write_bytes(_pack(_workbook("My network, autumn 2026", "people.toml")))


def build_starter(path: Path) -> None:
    """Write a new tracker with two example rows to `path`.

    Raises FollowupError if something is there already, if the name does not end in .xlsx, or if it
    cannot be written.
    """
    if path.suffix.lower() != ".xlsx":
        raise FollowupError(f"{path}: the name of a new tracker must end in .xlsx")
    if path.exists():
        raise FollowupError(f"{path} exists already and stays as it is; choose another name")
    content = _pack(_workbook("My network", "examples.toml", room=ROOM_TO_TYPE))
    try:
        with path.open("xb") as file:
            file.write(content)
    except OSError as error:
        raise FollowupError(f"{path} cannot be written: {error.strerror}") from error


def _people(file: str) -> list[Entry]:
    people: list[Entry] = read_toml(Path(__file__).with_name(file))["people"]
    return people


def _workbook(title: str, file: str, *, room: int = 0) -> "Workbook":
    """A workbook of those people, with `room` for that many more in its table."""
    from openpyxl import Workbook

    from followup.starter.contacts import fill_contacts
    from followup.starter.overview import fill_lists, fill_overview

    book = Workbook()
    book.properties.created = book.properties.modified = MADE_ON
    book.properties.creator, book.properties.title = "followup", title
    contacts = book.worksheets[0]
    contacts.title = "Contacts"
    fill_contacts(contacts, title, _people(file), room=room)
    fill_overview(book.create_sheet("Overview"))
    fill_lists(book.create_sheet("Lists"))
    return book


def _pack(book: "Workbook") -> bytes:
    """The workbook as a file whose zip entries all bear the same time: its bytes repeat."""
    from openpyxl.writer.excel import ExcelWriter

    raw, packed = io.BytesIO(), io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(raw, "w")).save()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (MADE_ON.year, MADE_ON.month, MADE_ON.day, 9, 0, 0))
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            entry.external_attr = 0o644 << 16
            target.writestr(entry, source.read(name))
    return packed.getvalue()
