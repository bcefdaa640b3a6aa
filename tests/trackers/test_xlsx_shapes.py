"""Rows read by a common shape come to the same as rows read cell by cell."""

import zipfile
from collections.abc import Container, Sequence
from pathlib import Path

import pytest
from followup.model import Sheet, column_letters
from followup.trackers.xlsx import XlsxTracker, shapes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.trackers.workbooks import people, rewrite

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CELLS = (
    '<c r="{at}" t="s"><v>1</v></c>',
    '<c r="{at}" s="1" t="s"><v>2</v></c>',
    '<c r="{at}" t="s"><v>007</v></c>',
    '<c r="{at}" t="s"><v>999</v></c>',
    '<c r="{at}" s="2"><v>46338</v></c>',
    '<c r="{at}" s="2"><v>46338.5</v></c>',
    '<c r="{at}"><v>46338</v></c>',
    '<c r="{at}"><v>-1.5E3</v></c>',
    '<c r="{at}" t="n"><v>12</v></c>',
    '<c r="{at}" s="2"/>',
    '<c r="{at}" t="s"></c>',
    '<c r="{at}"><f>TODAY()</f><v>46338</v></c>',
    '<c r="{at}"><f>TODAY()</f></c>',
    '<c r="{at}" t="str"><f t="shared" si="0"/><v>as &amp;amp; told</v></c>',
    '<c r="{at}" t="str"><f>HYPERLINK("https://example.com")</f><v>a link</v></c>',
    '<c r="{at}"><f t="array" ref="{at}:H9">ROW()</f><v>1</v></c>',
    '<c r="{at}" t="inlineStr"><is><t xml:space="preserve"> by hand</t></is></c>',
    '<c r="{at}" t="inlineStr"><is><r><t>in </t></r><r><t>runs</t></r></is></c>',
    '<c r="{at}" t="b"><v>1</v></c>',
    '<c r="{at}" t="e"><v>#N/A</v></c>',
    '<c t="d" r="{at}"><v>2026-11-12</v></c>',
    "<c><v>5</v></c>",
    "",
)
ROWS = ('<row r="{n}">', '<row r="{n}" spans="1:9" ht="15">', '<row r="{n}" hidden="1"/><row>')
USUAL = st.lists(st.sampled_from(CELLS), min_size=2, max_size=9)
ODD = st.tuples(st.sampled_from(ROWS), USUAL)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("shapes") / "mine.xlsx"
    people(path)
    return path


def row(number: int, start: str, cells: list[str]) -> str:
    filled = (cell.format(at=f"{column_letters(i)}{number}") for i, cell in enumerate(cells))
    return start.format(n=number) + "".join(filled) + "</row>"


def read(path: Path, monkeypatch: pytest.MonkeyPatch, least: int) -> Sheet:
    monkeypatch.setattr(shapes, "LEAST", least)
    return XlsxTracker(path).read().sheets[0]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(USUAL, st.lists(st.integers(0, 8), max_size=6), st.lists(ODD, max_size=3))
def test_the_same_is_read_by_shape_as_cell_by_cell(
    workbook: Path,
    monkeypatch: pytest.MonkeyPatch,
    usual: list[str],
    left_out: list[int],
    odd: list[tuple[str, list[str]]],
) -> None:
    alike = [(ROWS[0], ["" if i == gone else c for i, c in enumerate(usual)]) for gone in left_out]
    every = [(ROWS[0], usual), *alike[:3], *odd, *alike[3:], (ROWS[0], usual)]
    falling = len(left_out) == 5
    numbers = range(len(every), 0, -1) if falling else range(1, len(every) + 1)
    data = "".join(row(n, *told) for n, told in zip(numbers, every, strict=True))
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData></worksheet>'
    rewrite(workbook, SHEET, lambda _: sheet.encode())
    assert zipfile.ZipFile(workbook).read(SHEET) == sheet.encode()
    assert read(workbook, monkeypatch, 1) == read(workbook, monkeypatch, 1 << 30)


def test_rows_of_another_shape_further_down_are_read_by_theirs(
    workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = [row(n, ROWS[0], [CELLS[0], CELLS[4], CELLS[6]]) for n in range(1, 40_001)]
    then = [row(n, ROWS[0], [CELLS[4], CELLS[12], CELLS[18]]) for n in range(40_001, 80_001)]
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(first + then)}</sheetData></worksheet>'
    rewrite(workbook, SHEET, lambda _: sheet.encode())
    learnt = []
    learn = shapes.learn

    def counted(rows: Sequence[bytes], dates: Container[bytes]) -> shapes.Shape | None:
        learnt.append(len(rows))
        return learn(rows, dates)

    monkeypatch.setattr(shapes, "learn", counted)
    found = read(workbook, monkeypatch, shapes.LEAST)
    assert (len(found.rows), len(learnt)) == (80_000, 2)
    assert found.rows[39_999].cells[2] == 46338
    assert found.rows[79_999].cells == (found.rows[0].cells[1], None, True)
