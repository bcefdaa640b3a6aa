"""Which trackers the weekly job goes through, each with its settings."""

from datetime import date
from pathlib import Path

import pytest
from followup.errors import UsageError
from followup.flow.fleet import Shard, Task, find_tasks
from followup.flow.weekly import do_one
from followup.settings import load_settings
from hypothesis import given
from hypothesis import strategies as st

JOB = """
[limits]
per_run = 3
[[trackers]]
path = "clients/*.xlsx"
[[trackers]]
path = "clients/ben.xlsx"
name = "Ben"
[trackers.limits]
per_run = 7
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "clients").mkdir()
    for name in ("cleo", "ana", "ben"):
        (tmp_path / "clients" / f"{name}.xlsx").touch()
    return tmp_path / "followup.toml"


def tasks(config: Path, text: str, shard: str = "1/1") -> tuple[Task, ...]:
    config.write_text(text)
    return find_tasks(load_settings(config), config, Shard.read(shard))[0]


def test_a_tracker_named_outright_has_that_entrys_settings(config: Path) -> None:
    found = {task.name: task.entry.settings.limits.per_run for task in tasks(config, JOB)}
    assert found == {"Ben": 7, "clients/ana.xlsx": 3, "clients/cleo.xlsx": 3}


def test_a_tracker_found_twice_is_gone_through_once(config: Path) -> None:
    twice = '[[trackers]]\npath = "clients/a*"\n[[trackers]]\npath = "**/ana.xlsx"\n'
    assert [task.name for task in tasks(config, twice)] == ["clients/ana.xlsx"]


def test_a_path_that_finds_nothing_is_told(config: Path) -> None:
    config.write_text('[[trackers]]\npath = "clints/*.xlsx"\n')
    assert find_tasks(load_settings(config), config) == ((), ("clints/*.xlsx",))


def test_a_config_without_trackers_says_what_to_write(config: Path) -> None:
    config.write_text("")
    with pytest.raises(UsageError, match=r"\[\[trackers\]\] and path = "):
        find_tasks(load_settings(config), config)


def test_parts_of_the_list_hold_every_tracker_once(config: Path) -> None:
    whole = {task.place for task in tasks(config, JOB)}
    parts = [task.place for k in (1, 2, 3) for task in tasks(config, JOB, f"{k}/3")]
    assert sorted(parts) == sorted(whole)


@given(st.sets(st.text(max_size=12), max_size=30), st.text(max_size=12), st.integers(1, 9))
def test_a_new_tracker_moves_no_other_to_another_part(names: set[str], new: str, of: int) -> None:
    def parts(some: set[str]) -> dict[str, list[int]]:
        return {n: [k for k in range(1, of + 1) if Shard(k, of).holds(n)] for n in some}

    assert parts(names | {new}).items() >= parts(names).items()
    assert all(len(found) == 1 for found in parts(names | {new}).values())


@pytest.mark.parametrize("text", ["", "3", "0/3", "4/3", "1/0", "a/b", "1/2/3", "-1/2", "²/3"])
def test_no_part_of_a_whole_is_a_usage_error(text: str) -> None:
    with pytest.raises(UsageError, match="3/10"):
        Shard.read(text)


def test_a_google_sheet_has_a_short_name_and_a_wrong_address_stops_no_job(config: Path) -> None:
    key = "1aBcDeFgH" + "x" * 35
    found = tasks(
        config,
        f'[[trackers]]\nurl = "https://docs.google.com/spreadsheets/d/{key}/edit#gid=7"\n'
        '[[trackers]]\nurl = "https://docs.google.com/spreadsheets/d/e/published/pubhtml"\n',
    )
    wrong = "https://docs.google.com/spreadsheets/d/e/published/pubhtml"
    assert [task.name for task in found] == ["Google Sheet 1aBcDeFg", wrong]
    assert "is a published copy" in do_one(found[1], clock=lambda _: date(2026, 11, 23)).trouble
