"""The program's own modules, from the one file of what is kept instead of two hundred of Python's.

To find a module, look whether its source has changed, and open and read what Python compiled of
it takes a dozen calls of the system, half the time of importing a small module. What is kept is
known to be of the files as they are, so a module in it is only carried out.
"""

import os
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import CodeType, ModuleType

from followup.kept import KEPT

Found = tuple[str, bool, CodeType] | tuple[()]
"""A module's file, whether it is a package, and what Python compiled of it; () for none."""


def import_from_kept() -> None:
    """From now on, let the program's own modules be looked for among what is kept first."""
    sys.meta_path.insert(0, _Finder())


class _Finder:
    """Finds and loads modules for Python's import (docs.python.org, "The import system")."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, _: ModuleType | None = None
    ) -> ModuleSpec | None:
        if path is None or not name.startswith("followup."):
            return None
        found: Found = KEPT.value(("module", name), lambda: _compiled(name, path))
        if not found:
            return None
        file, is_package, code = found
        spec = ModuleSpec(name, self, origin=file, loader_state=code, is_package=is_package)  # type: ignore[arg-type]
        if is_package:
            spec.submodule_search_locations = [os.path.dirname(file)]  # noqa: PTH120
        return spec

    def create_module(self, _: ModuleSpec) -> None:
        """A plain new module will do."""

    def exec_module(self, module: ModuleType) -> None:
        """Carry out what was compiled; a module knows its file as ever."""
        spec = module.__spec__
        assert spec and spec.origin
        module.__file__ = spec.origin
        exec(spec.loader_state, module.__dict__)  # noqa: S102  # as Python does with a .pyc


def _compiled(name: str, path: Sequence[str]) -> Found:
    """What Python itself finds by that name, compiled by it."""
    spec = PathFinder.find_spec(name, path)
    code = spec.loader.get_code(name) if spec and spec.loader else None  # type: ignore[attr-defined]
    if spec is None or spec.origin is None or code is None:
        return ()
    return spec.origin, spec.submodule_search_locations is not None, code
