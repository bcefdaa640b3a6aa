"""The commands on a Google Sheet: the sample gives what the sample as a workbook gives."""

import json
from pathlib import Path
from typing import Any

import pytest
from followup.trackers.xlsx import XlsxTracker

from tests.conftest import TODAY, Run
from tests.trackers.google.conftest import Serve, Served
from tests.trackers.google.copies import as_spreadsheet
from tests.trackers.google.grid import Tab
from tests.trackers.google.server import READ, WRITE


@pytest.fixture
def served(serve: Serve, sample: Path, monkeypatch: pytest.MonkeyPatch) -> Served:
    """The sample as a Google Sheet, and our key where Google's tools look for one."""
    found = serve(as_spreadsheet(XlsxTracker(sample).read()))
    found.open()
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(found.key_file))
    return found


def spoken(run: Run, command: str, target: str | Path, *options: str) -> Any:
    return json.loads(run(command, target, "--json", "--today", TODAY, *options).stdout)


def without_place(shown: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in shown.items() if k not in {"tracker", "output", "backup"}}


@pytest.mark.parametrize("command", ["check", "due"])
def test_the_sample_is_understood_alike(
    served: Served, sample: Path, run: Run, command: str
) -> None:
    online = spoken(run, command, served.book.key)
    assert without_place(online) == without_place(spoken(run, command, sample))
    assert served.google.calls[1:] == [READ]


def test_the_sample_gives_the_same_cells_and_then_needs_no_call_to_write(
    served: Served, sample: Path, run: Run
) -> None:
    online = spoken(run, "draft", served.book.key)
    assert without_place(online) == without_place(spoken(run, "draft", sample))
    assert served.google.calls[1:] == [READ, READ, WRITE]
    written, known = as_values(served), as_spreadsheet(XlsxTracker(sample).read())
    assert written == {tab.title: tab.values() for tab in known.tabs}
    again = spoken(run, "draft", served.book.key)
    assert again["changes"] == []
    assert served.google.calls[4:] == ["token", READ]


def test_undo_brings_the_sample_back(served: Served, run: Run) -> None:
    before = as_values(served)
    areas = json.dumps([tab.tables for tab in served.book.tabs])
    run("draft", served.book.key, "--today", TODAY)
    assert as_values(served) != before
    run("undo", served.book.key)
    assert as_values(served) == before
    assert json.dumps([tab.tables for tab in served.book.tabs]) == areas


def test_a_dry_run_reads_only(served: Served, run: Run) -> None:
    before = as_values(served)
    assert spoken(run, "draft", served.book.key, "--dry-run")["changes"]
    assert as_values(served) == before
    assert served.google.count(WRITE) == 0


def test_a_copy_cannot_be_asked_for(served: Served, run: Run, tmp_path: Path) -> None:
    result = run("draft", served.book.key, "--output", tmp_path / "copy.xlsx", code=2)
    assert "--dry-run" in result.stderr


def as_values(served: Served) -> dict[str, Any]:
    return {tab.title: tab.values() for tab in served.book.tabs}


def test_the_address_from_the_browser_works_everywhere(served: Served, run: Run) -> None:
    tab = served.book.tabs[0].number
    url = f"https://docs.google.com/spreadsheets/d/{served.book.key}/edit?gid={tab}#gid={tab}"
    assert spoken(run, "due", url)["tracker"] == url
    drafted = spoken(run, "draft", url, "--limit", "1")["drafted"]
    assert len(drafted) == 1
    assert drafted[0]["name"] in run("why", url, drafted[0]["name"], "--today", TODAY).output
    run("undo", url)


def test_a_row_touched_meanwhile_is_not_said_to_be_drafted(served: Served, run: Run) -> None:
    """Whoever reads the output must not look for a letter that is not there."""
    dry = spoken(run, "draft", served.book.key, "--dry-run")
    one = dry["drafted"][0]
    tab = served.book.tab(one["sheet"])

    def meanwhile(kind: str, number: int) -> None:
        if (kind, number) == (READ, 3):
            tab.put(one["row"] - 1, 0, "Somebody Else")

    served.google.before = meanwhile
    said = spoken(run, "draft", served.book.key)
    assert said["drafted"] == dry["drafted"][1:]
    assert not any(change["cell"].endswith(str(one["row"])) for change in said["changes"][7:])
    [remark] = said["remarks"]
    assert remark.startswith(f"{one['sheet']}!{one['row']} was changed meanwhile (column A)")


def test_a_cell_that_may_not_be_written_costs_its_own_row_only(served: Served, run: Run) -> None:
    spoken(run, "draft", served.book.key)
    first, second = spoken(run, "draft", served.book.key)["kept"][:2]
    tab = served.book.tab(first["sheet"])
    titles = {cell["userEnteredValue"]["stringValue"]: c for c, cell in _titled(tab)}
    for one in (first, second):
        tab.put(one["row"] - 1, titles["Draft status"], "sent")
    rows = {"startRowIndex": first["row"] - 1, "endRowIndex": first["row"]}
    tab.protected = [{"range": {"sheetId": tab.number, **rows, "startColumnIndex": 0}}]
    said = spoken(run, "draft", served.book.key)
    assert second["row"] in {one["row"] for one in said["cleared"]}
    assert first["row"] not in {one["row"] for one in said["cleared"]}
    [problem] = [one for one in said["problems"] if "is protected" in one["message"]]
    assert problem["place"].endswith(str(first["row"]))
    assert served.google.calls[-3:] == [READ, READ, WRITE]


def _titled(tab: Tab) -> list[tuple[int, dict[str, Any]]]:
    rows = (row for row in tab.rows if len(row) > 8)
    return [(c, cell) for c, cell in next(rows).items() if "userEnteredValue" in cell]
