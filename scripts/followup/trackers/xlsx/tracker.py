"""The workbook as a tracker."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers import expat

from followup.errors import BusyError, FollowupError
from followup.model import Book, Plan, Receipt
from followup.trackers import files
from followup.trackers.base import check_plan
from followup.trackers.xlsx.errors import WorkbookError
from followup.trackers.xlsx.package import Package
from followup.trackers.xlsx.read import read_sheets

if TYPE_CHECKING:
    from followup.trackers.xlsx.compose import Changes

_SIGNS_OF_DAMAGE = (
    ValueError,
    LookupError,
    OverflowError,
    RecursionError,
    struct.error,
    zlib.error,
    expat.ExpatError,
)

_MENDED_BY_SAVING = ("is damaged", "is not well-formed", "is cut off", "has ", "lacks its part")


class XlsxTracker:
    """An .xlsx or .xlsm file. Reading never writes; writing alters the planned cells only.

    `name` is what messages call it. With `output` the plan is applied to a copy written there.
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
        """Every worksheet as it stands in the file."""
        path = files.real_path(self._path, self._name)
        with self._troubles():
            for _ in range(2):
                identity = files.identify(path)
                with path.open("rb") as file:
                    sheets = read_sheets(Package(file))
                if identity.same_file(path):
                    return Book(self._name, sheets, identity.digest)
        raise BusyError(f"{self._name} is being written by another program; try again")

    def apply(self, plan: Plan) -> Receipt:
        """Write the plan into the file, or into the copy."""
        from followup.trackers.owners import refuse_if_open

        check_plan(plan)
        path = files.real_path(self._path, self._name)
        target = files.written_path(path, self._output)
        if plan.empty and target == path:
            return Receipt(0)
        with files.locked(target, self._name), self._troubles():
            refuse_if_open(target, self._name)
            identity = files.identify(path)
            if plan.revision != identity.digest:
                raise BusyError(
                    f"{self._name} changed since it was read; run the same command again"
                )
            return self._write(plan, path, target, identity)

    def _write(self, plan: Plan, path: Path, target: Path, identity: files.Identity) -> Receipt:
        from followup.trackers.ownership import other_names
        from followup.trackers.undo import write_file
        from followup.trackers.xlsx.verify import verify
        from followup.trackers.xlsx.write import write_workbook

        told = other_names(target, self._name)
        replaced: files.Identity | None = identity
        if target != path:
            replaced = files.identify(target) if target.exists() else None
        with path.open("rb") as file:
            package = Package(file)
            changes = _composed(package, plan)
            backup = write_file(
                target,
                self._name,
                lambda out: write_workbook(package, changes, out),
                lambda new: verify(package, changes, new),
                replaced,
            )
        return Receipt(plan.size, backup, (*changes.remarks, *told))

    def undo(self, *, force: bool = False) -> Receipt:
        """Bring back the bytes the file had before the last write."""
        from followup.trackers.undo import take_back

        path = files.real_path(self._output or self._path, self._name)
        with self._troubles():
            return take_back(path, self._name, force=force)

    @contextmanager
    def _troubles(self) -> Iterator[None]:
        """Whatever goes wrong with the file ends in one line that names it."""
        try:
            yield
        except WorkbookError as error:
            raise FollowupError(f"{self._name} {_with_advice(str(error))}") from error
        except _SIGNS_OF_DAMAGE as error:
            what = _with_advice(f"is damaged ({type(error).__name__}: {error})")
            raise FollowupError(f"{self._name} {what}") from error
        except MemoryError:
            raise FollowupError(f"{self._name} takes more memory than there is") from None
        except OSError as error:
            raise FollowupError(f"{self._name}: {files.reason(error)}") from error


def _with_advice(what: str) -> str:
    """What is wrong with a workbook, and what to do where that is not said yet."""
    if ";" in what or not what.startswith(_MENDED_BY_SAVING):
        return what
    return f"{what}; if Excel or LibreOffice opens it, save it anew there"


def _composed(package: Package, plan: Plan) -> "Changes":
    if plan.new_sheets:
        from followup.trackers.xlsx.newsheets import compose_sheets

        return compose_sheets(package, plan.new_sheets)
    from followup.trackers.xlsx.compose import compose

    return compose(package, plan)
