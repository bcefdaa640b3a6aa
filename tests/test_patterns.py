"""Patterns are compiled late, kept from run to run, and match as if Python had compiled them."""

import importlib
import pkgutil
import re
import subprocess
import sys
from typing import Any
from unittest.mock import patch

import followup
import pytest
from followup.kept import Kept
from followup.model import patterns
from followup.model.patterns import pattern
from hypothesis import given
from hypothesis import strategies as st

LATE: Any = pattern
ours: Any = patterns._compiled  # type: ignore[attr-defined]  # hidden from type checkers
FLAGS = st.sampled_from([0, re.ASCII, re.IGNORECASE, re.DOTALL | re.MULTILINE, re.VERBOSE])
WRITTEN = st.text("ab(|)[]^$.*+?{1,2}\\dwPé<n>:=!- ", max_size=12)


@pytest.mark.parametrize("text", ["Ana at 12:30", "", "x 1:1 2:2"])
def test_a_pattern_matches_as_a_compiled_one(text: str) -> None:
    late, early = (
        pattern(r"(\d+):(?P<to>\d+)", re.ASCII),
        re.compile(r"(\d+):(?P<to>\d+)", re.ASCII),
    )
    assert late.findall(text) == early.findall(text)
    assert late.sub("_", text) == early.sub("_", text)
    assert late.groupindex == early.groupindex


def test_a_wrong_pattern_is_found_when_it_is_used() -> None:
    late = pattern("(")
    with pytest.raises(re.error):
        late.search("x")


def asked_for() -> list[tuple[str | bytes, int]]:
    """What every pattern in the program was asked for with."""
    modules = pkgutil.walk_packages(followup.__path__, "followup.")
    named = [each.name for each in modules if not each.name.endswith("__main__")]
    values = [value for name in named for value in vars(importlib.import_module(name)).values()]
    return list(dict.fromkeys(value._asked for value in values if isinstance(value, LATE)))


def test_each_of_our_patterns_is_what_python_makes_of_it() -> None:
    everything = asked_for()
    assert len(everything) > 100
    for text, flags in everything:
        made, real = ours(text, flags), re.compile(text, flags)
        assert made == real
        assert (made.groups, made.groupindex) == (real.groups, real.groupindex)


@given(WRITTEN, FLAGS)
def test_any_text_comes_to_what_python_makes_of_it(text: str, flags: int) -> None:
    with patch.object(patterns, "KEPT", Kept()):
        compare(text, flags)


def compare(text: str, flags: int) -> None:
    """Ours and Python's are the same pattern, or the same error."""
    try:
        real = re.compile(text, flags)
    except (re.error, OverflowError) as error:
        with pytest.raises(type(error)):
            ours(text, flags)
    else:
        assert ours(text, flags) == real
        assert ours(text.encode(), flags & ~re.UNICODE) == re.compile(text.encode(), flags)


def test_a_later_run_puts_a_pattern_together_from_what_was_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setenv("FOLLOWUP_STATE_DIR", str(tmp_path))
    first = Kept()
    monkeypatch.setattr(patterns, "KEPT", first)
    made = ours(r"(?i)(?P<name>[a-zé]+)(x)?|\Bö", 0)
    first.save()
    monkeypatch.setattr(patterns, "KEPT", Kept())
    monkeypatch.setattr(patterns, "_parts", None)
    again = ours(r"(?i)(?P<name>[a-zé]+)(x)?|\Bö", 0)
    assert again == made == re.compile(r"(?i)(?P<name>[a-zé]+)(x)?|\Bö")
    assert again.fullmatch("ÉX").groupdict() == {"name": "ÉX"}
    assert again.groupindex == {"name": 1}


OTHER_PYTHON = """
import re, sys
sys.modules["re._compiler"] = None
from followup.model.patterns import pattern
print(pattern(r"(\\d)", re.ASCII).findall("a1b2"))
"""


def test_a_python_with_other_insides_compiles_as_ever() -> None:
    run = subprocess.run(
        [sys.executable, "-c", OTHER_PYTHON], capture_output=True, check=True, timeout=60
    )
    assert run.stdout.strip() == b"['1', '2']"
