"""Which trackers a path with wildcards names."""

from pathlib import Path

import pytest
from followup.trackers.many import find_places, same_place

FILES = (
    "a.xlsx",
    "b.xlsm",
    "c.csv",
    "~$a.xlsx",
    ".hidden.xlsx",
    "notes.txt",
    "picture.png",
    "deep/d.xlsx",
    "deep/er/e.xlsx",
    "[old] f.xlsx",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / "folder.xlsx").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*", ["[old] f.xlsx", "a.xlsx", "b.xlsm", "c.csv"]),
        ("*.xls?", ["[old] f.xlsx", "a.xlsx", "b.xlsm"]),
        ("?.csv", ["c.csv"]),
        ("*.txt", ["notes.txt"]),
        ("**/*.xlsx", ["[old] f.xlsx", "a.xlsx", "deep/d.xlsx", "deep/er/e.xlsx"]),
        ("deep/**.xlsx", ["deep/d.xlsx"]),
        ("d*/*.xlsx", ["deep/d.xlsx"]),
        ("[old]*", ["[old] f.xlsx"]),
        ("*.ods", []),
        ("nowhere/*.xlsx", []),
        ("deep", ["deep/d.xlsx"]),
        ("folder.xlsx", []),
        ("gone.xlsx", ["gone.xlsx"]),
        ("notes.txt", ["notes.txt"]),
    ],
)
def test_wildcards_find_trackers_and_nothing_else(
    folder: Path, pattern: str, found: list[str]
) -> None:
    assert find_places(pattern, folder) == tuple(str(folder / name) for name in found)


def test_an_absolute_path_needs_no_folder(folder: Path, tmp_path: Path) -> None:
    assert find_places(str(folder / "c.*"), tmp_path / "elsewhere") == (str(folder / "c.csv"),)


def test_a_google_address_is_itself(folder: Path) -> None:
    url = "https://docs.google.com/spreadsheets/d/abc/edit?usp=sharing"
    assert find_places(url, folder) == (url,)


def test_a_file_is_the_same_however_it_is_named(folder: Path) -> None:
    (folder / "link.xlsx").symlink_to(folder / "a.xlsx")
    assert same_place(str(folder / "deep" / ".." / "a.xlsx")) == same_place(str(folder / "a.xlsx"))
    assert same_place(str(folder / "link.xlsx")) == same_place(str(folder / "a.xlsx"))
    key = "1" * 44
    assert same_place(key) == same_place(f"https://docs.google.com/spreadsheets/d/{key}/edit")


def test_versions_kept_by_undo_or_by_a_sync_are_no_trackers(folder: Path) -> None:
    for name in ("a (before undo).xlsx", "a (Ana's conflicted copy 2026-11-22).xlsx", "~$a.xlsx"):
        (folder / name).write_bytes(b"")
        assert str(folder / name) not in find_places("*", folder)
        assert find_places(name, folder) == (str(folder / name),)
