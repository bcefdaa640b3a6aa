"""The house stands as described: who may import whom, and where the outside world is touched."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "scripts" / "followup"
ROOMS = (
    "folders",
    "kept",
    "modules",
    "model",
    "errors",
    "values",
    "trackers",
    "columns",
    "contacts",
    "followups",
    "drafts",
    "status",
    "changes",
    "settings",
    "exports",
    "starter",
    "flow",
    "schedule",
    "cli",
    "__main__",
)
"""From the ground up; a room imports only rooms named before it."""

CONFINED = {
    "openpyxl": ("trackers/xlsx/", "starter/"),
    "python_calamine": (),
    "zipfile": ("trackers/xlsx/", "starter/"),
    "gspread": ("trackers/gsheets",),
    "click": ("cli/",),
    "rich": ("cli/",),
    "subprocess": ("schedule/",),
    "tomlkit": ("settings/write.py",),
    "smtplib": (),
    "imaplib": (),
}
"""Which files may use a library that touches the world or a person's file."""

CLOCKS = {"now", "today", "utcnow", "time_ns", "localtime", "gmtime"}
FILES = sorted(PACKAGE.rglob("*.py"))
PAGE = re.compile(r"\b(?:docs/)?\w+\.md\b")


def inside(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def room(path: Path) -> str:
    return inside(path).split("/")[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_the_rooms_are_these() -> None:
    found = {room(path) for path in FILES} - {"__init__"}
    assert found == set(ROOMS)


@pytest.mark.parametrize("path", FILES, ids=inside)
def test_imports_go_downward_only(path: Path) -> None:
    own = room(path)
    if own == "__init__":
        return
    below = {*ROOMS[: ROOMS.index(own)], own}
    ours = {name.split(".")[1] for name in imports(path) if name.startswith("followup.")}
    assert ours <= below


@pytest.mark.parametrize("path", FILES, ids=inside)
def test_the_outside_world_is_touched_only_where_it_may_be(path: Path) -> None:
    for name in imports(path):
        allowed = CONFINED.get(name.split(".")[0])
        assert allowed is None or inside(path).startswith(allowed), name


@pytest.mark.parametrize("path", FILES, ids=inside)
def test_the_clock_is_read_in_the_command_line_only(path: Path) -> None:
    if room(path) == "cli":
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = ast.unparse(node.func.value)
            clock = node.func.attr in CLOCKS and owner in {"date", "datetime", "dt", "time"}
            assert not clock, f"line {node.lineno}"
            assert not (owner == "time" and node.func.attr == "time"), f"line {node.lineno}"


@pytest.mark.parametrize("path", FILES, ids=inside)
def test_every_public_name_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) or path.stat().st_size == 0
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name


def test_no_file_holds_an_address_of_a_real_host() -> None:
    address = re.compile(r"[A-Za-z0-9._+-]+@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[a-z]{2,})\b")
    for path in [*FILES, *(ROOT / "templates").rglob("*.txt")]:
        for host in address.findall(path.read_text(encoding="utf-8")):
            assert host.endswith(("example.com", "example.org", "example.net")), inside(path)


def test_the_pages_that_the_code_points_to_are_there() -> None:
    named = {page for file in FILES for page in PAGE.findall(file.read_text(encoding="utf-8"))}
    assert [page for page in sorted(named) if not (ROOT / page).is_file()] == []
