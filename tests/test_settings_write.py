"""The config file written: everything explained, nothing set unasked, a person's own text kept."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from followup.errors import UsageError
from followup.model import Settings
from followup.settings import load_settings
from followup.settings.keys import keys
from followup.settings.write import changed, explained, read_text, with_tracker, write_config
from hypothesis import given
from hypothesis import strategies as st

OWN = """\
# mine
wrap = true   # taller, but I like it

[me] # who
name   =   "N"  # keep

# about limits
[limits]
per_run=2
"""


def test_a_fresh_file_explains_every_setting_and_sets_none(tmp_path: Path) -> None:
    path = tmp_path / "followup.toml"
    write_config(path, explained())
    assert load_settings(path) == Settings()
    for key in keys():
        assert f"# {key.explained}\n# {key.name} = " in explained()


@pytest.mark.parametrize("key", keys(), ids=lambda key: str(key.dotted))
def test_every_line_can_be_used_as_it_stands(key: Any, tmp_path: Path) -> None:
    path = tmp_path / "followup.toml"
    line = f"# {key.explained}\n# {key.name} = "
    path.write_text(
        explained().replace(line, line.removesuffix(f"# {key.name} = ") + f"{key.name} = ")
    )
    assert load_settings(path) is not None
    said = tomllib.loads(path.read_text())
    assert key.name in (said[key.section] if key.section else said)


def test_the_examples_of_ones_own_sections_can_be_used(tmp_path: Path) -> None:
    path = tmp_path / "followup.toml"
    text = explained().partition("[columns]")[2]
    text = "[columns]" + text.replace("\n# ", "\n").replace("\nWhich", "\n# Which")
    lines = [f"# {x}" if x.endswith(".") and x[:1].isupper() else x for x in text.splitlines()]
    lines = [f"# {x}" if x.startswith("Your own columns") else x for x in lines]
    path.write_text("\n".join(lines))
    settings = load_settings(path)
    assert settings.columns
    assert settings.output
    assert settings.occasions
    assert settings.shares
    assert settings.trackers


def test_a_setting_takes_its_commented_place() -> None:
    text = changed(explained(), {("limits", "per_run"): 3, ("me", "name"): 'Nora "N" Lind'})
    assert "# How many letters that can wait one run writes.\nper_run = 3\n" in text
    assert tomllib.loads(text)["me"] == {"name": 'Nora "N" Lind'}
    assert text.count("per_run") == explained().count("per_run")


def test_a_persons_own_file_keeps_its_comments_and_spacing() -> None:
    text = changed(
        OWN,
        {
            ("me", "name"): "Nora",
            ("me", "language"): "de",
            ("sheet",): "People",
            ("cadence", "A"): 20,
        },
    )
    assert text == (
        '# mine\nwrap = true   # taller, but I like it\nsheet = "People"\n\n'
        '[me] # who\nname   =   "Nora"  # keep\nlanguage = "de"\n\n'
        "# about limits\n[limits]\nper_run=2\n\n[cadence]\nA = 20\n"
    )


def test_windows_line_ends_stay() -> None:
    text = changed(OWN.replace("\n", "\r\n"), {("limits", "gap_days"): 9, ("me", "country"): "DE"})
    assert "\n" not in text.replace("\r\n", "")
    assert tomllib.loads(text)["limits"] == {"per_run": 2, "gap_days": 9}


PLACES = st.sampled_from(
    [(key.section, key.name) if key.section else (key.name,) for key in keys()]
)
STARTS = (
    "",
    OWN,
    explained(),
    'me = {name = "x"}\nlimits.per_run = 1\n',
    "[limits]\nper_run = [\n[1]]",
)


@given(st.sampled_from(STARTS), st.dictionaries(PLACES, st.text() | st.integers(0, 99), max_size=5))
def test_what_was_set_is_said_and_all_else_as_before(
    start: str, changes: dict[tuple[str, ...], Any]
) -> None:
    wanted = tomllib.loads(start)
    for where, value in changes.items():
        inner = wanted
        for name in where[:-1]:
            inner = inner.setdefault(name, {})
        inner[where[-1]] = value
    assert tomllib.loads(changed(start, changes)) == wanted


def test_a_tracker_is_added_once() -> None:
    text = with_tracker(OWN, "network.xlsx", "People")
    assert text == OWN + '\n[[trackers]]\npath = "network.xlsx"\nsheet = "People"\n'
    assert with_tracker(text, "network.xlsx") == text
    both = tomllib.loads(with_tracker(text, "https://docs.google.com/spreadsheets/d/key"))
    assert both["trackers"][1] == {"url": "https://docs.google.com/spreadsheets/d/key"}


@pytest.mark.parametrize(
    ("entries", "added"),
    [
        ('[[trackers]]\npath = "*.xlsx"\n', False),
        ('[[trackers]]\npath = "clients/*.xlsx"\n[trackers.limits]\nper_run = 1\n', True),
        ('trackers = [{path = "other.xlsx"}]\n', True),
    ],
)
def test_an_entry_that_holds_it_already_is_enough(entries: str, added: bool) -> None:
    before = tomllib.loads(entries)["trackers"]
    after = tomllib.loads(with_tracker(entries, "network.xlsx"))["trackers"]
    assert after == [*before, *([{"path": "network.xlsx"}] if added else [])]


def test_what_is_no_config_is_never_written(tmp_path: Path) -> None:
    path = tmp_path / "followup.toml"
    path.write_bytes(OWN.encode())
    with pytest.raises(UsageError):
        write_config(path, "[limits]\nper_rum = 3")
    with pytest.raises(UsageError, match="mend it first"):
        changed("sheet = People", {("sheet",): "x"})
    assert path.read_bytes() == OWN.encode()


def test_a_link_to_the_config_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "dotfiles").mkdir()
    link = tmp_path / "followup.toml"
    link.symlink_to(tmp_path / "dotfiles" / "followup.toml")
    write_config(link, OWN)
    assert link.is_symlink()
    assert read_text(link) == OWN
