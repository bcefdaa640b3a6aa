"""The short reader of our data files gives what tomllib gives."""

import tomllib
from pathlib import Path

import followup
import pytest
from followup.values.toml import _read_plain, read_toml

FILES = sorted(Path(followup.__file__).parent.rglob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_data_file_is_read_as_tomllib_reads_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    expected = tomllib.loads(text)
    assert read_toml(path) == expected
    plain = _read_plain(text)
    assert plain in (None, expected)
    if path.parent.name in {"words", "languages"}:
        assert plain is not None, "write it plainly: every command reads it"


@pytest.mark.parametrize(
    "text",
    [
        'a = "x\\n"',
        "a = 'x'",
        "a.b = 1",
        'a = { b = "x" }',
        "a = 2026-11-22",
        "a = 1.5",
        'a = [["x"]]',
        'a = """x"y"""',
        '[[a.b]]\nc = "x"\n[[a.b]]\nd = 1\n[a.e]',
        'a = ["x", # one\n "y"]',
        'a = -1 # less\n\n[b]\n"c d" = "e"',
    ],
)
def test_what_is_not_plain_is_left_to_tomllib(text: str, tmp_path: Path) -> None:
    path = tmp_path / "table.toml"
    path.write_text(text, encoding="utf-8")
    assert read_toml(path) == tomllib.loads(text)


@pytest.mark.parametrize("text", ["a = 01", "a = [", 'a = "x', "a 1", 'a = "x" b', "a = truely"])
def test_what_is_not_toml_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "table.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(tomllib.TOMLDecodeError):
        read_toml(path)
