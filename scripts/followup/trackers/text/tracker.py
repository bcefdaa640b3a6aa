"""A .csv or .tsv file as a tracker."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from followup.errors import BusyError, FollowupError
from followup.model import Book, Cell, Plan, Receipt, Sheet
from followup.trackers import files
from followup.trackers.base import check_plan
from followup.trackers.owners import refuse_if_open
from followup.trackers.ownership import other_names
from followup.trackers.text.document import Document, patch, read_document
from followup.trackers.text.wanted import wanted_cells
from followup.trackers.undo import take_back, write_file

MOST_BYTES = 200_000_000
DELIMITERS = {".tsv": "\t", ".tab": "\t", ".txt": "\t"}
"""What a suffix promises where the content doesn't tell; Excel's "Unicode Text" is .txt."""

BEYOND_ASCII = (
    "It now holds letters beyond ASCII: open it in Excel by Data > From Text/CSV, as UTF-8."
)


class TextTracker:
    """A delimited text file; its one sheet bears the file's name.

    Every cell is text: days and numbers come back as they are typed. Reading never writes; writing
    alters the bytes of the planned cells only, in the encoding, with the delimiter and the quotes
    that are there. `name` is what messages call it. With `output` the plan is applied to a copy
    written there.
    """

    def __init__(self, path: Path, *, name: str = "", output: Path | None = None) -> None:
        self._path = path
        self._name = name or str(path)
        self._output = output

    @property
    def name(self) -> str:
        """What messages call it."""
        return self._name

    def read(self) -> Book:
        """The table as it stands in the file."""
        path = files.real_path(self._path, self._name)
        with self._troubles():
            document, identity = self._load(path)
        sheets = (Sheet(self._path.stem, document.rows()),)
        return Book(self._name, sheets, identity.digest)

    def apply(self, plan: Plan) -> Receipt:
        """Write the plan into the file, or into the copy."""
        check_plan(plan)
        path = files.real_path(self._path, self._name)
        target = files.written_path(path, self._output)
        if plan.new_sheets:
            raise FollowupError(
                f"{self._name} is a text file, which holds one table and no further sheets; put"
                " settings in followup.toml and templates in a folder beside it, or save it as"
                " .xlsx. Nothing was written"
            )
        if plan.empty and target == path:
            return Receipt(0)
        with files.locked(target, self._name), self._troubles():
            refuse_if_open(target, self._name)
            document, identity = self._load(path)
            if plan.revision != identity.digest:
                raise BusyError(
                    f"{self._name} changed since it was read; run the same command again"
                )
            cells = wanted_cells(plan, document)
            if not cells and target == path:
                return Receipt(0)
            return self._write(document, cells, target, len(plan.changes))

    def undo(self, *, force: bool = False) -> Receipt:
        """Bring back the bytes the file had before the last write."""
        path = files.real_path(self._output or self._path, self._name)
        with self._troubles():
            return take_back(path, self._name, force=force)

    def _load(self, path: Path) -> tuple[Document, files.Identity]:
        if path.stat().st_size > MOST_BYTES:
            raise FollowupError(f"{self._name} is larger than {MOST_BYTES // 10**6} MB")
        for _ in range(2):
            identity = files.identify(path)
            data = path.read_bytes()
            if identity.same_file(path):
                default = DELIMITERS.get(path.suffix.lower(), ",")
                return read_document(data, self._name, default), identity
        raise BusyError(f"{self._name} is being written by another program; try again")

    def _write(
        self, document: Document, cells: Mapping[Cell, str], target: Path, changed: int
    ) -> Receipt:
        data = patch(document, cells) if cells else document.data

        def write(out: BinaryIO) -> None:
            out.write(data)

        def verify(new: Path) -> None:
            after = read_document(new.read_bytes(), self._name, document.delimiter)
            if not _as_wanted(document, cells, after):
                raise FollowupError(
                    f"{self._name} is unchanged: with these drafts it would be read otherwise than"
                    " before; save it as .xlsx and run the same command on that"
                )

        told = other_names(target, self._name)
        replaced = files.identify(target) if target.exists() else None
        backup = write_file(target, self._name, write, verify, replaced)
        return Receipt(changed, backup, (*_remarks(document, data), *told))

    @contextmanager
    def _troubles(self) -> Iterator[None]:
        """What the operating system says against it ends in one line that names the file."""
        try:
            yield
        except OSError as error:
            raise FollowupError(f"{self._name}: {files.reason(error)}") from error


def _remarks(before: Document, data: bytes) -> tuple[str, ...]:
    """Excel takes UTF-8 without a mark for its own encoding; plain ASCII looks the same in both."""
    if before.encoding.codec != "utf-8" or before.encoding.mark or data.isascii():
        return ()
    if not before.data.isascii():
        return ()
    return (BEYOND_ASCII,)


def _as_wanted(before: Document, cells: Mapping[Cell, str], after: Document) -> bool:
    """Whether `after` reads as `before` does but for `cells`."""
    if (after.encoding, len(after.records)) != (before.encoding, len(before.records)):
        return False
    expected = {(row.number, i): v for row in before.rows() for i, v in enumerate(row.cells) if v}
    wanted = {cell: value for cell, value in {**expected, **cells}.items() if value}
    found = {(row.number, i): v for row in after.rows() for i, v in enumerate(row.cells) if v}
    return found == wanted
