"""A Google Sheet comes as a book: its values, and what lies over them."""

from datetime import date, datetime, time
from typing import Any

import pytest
from followup.errors import FollowupError, UsageError
from followup.model import Area, Book, Link
from followup.trackers import open_tracker
from followup.trackers.gsheets.address import Address, parse_address

from tests.trackers.google.conftest import Serve, Served
from tests.trackers.google.grid import Spreadsheet, Tab


def read(serve: Serve, *tabs: Tab, target: str = "") -> Book:
    return serve(Spreadsheet(list(tabs))).open(target).read()


def test_values_come_by_their_number_format(serve: Serve) -> None:
    tab = Tab.of(
        "T", [(46000, date(2026, 1, 2), datetime(2026, 1, 2, 9, 30), time(9, 30), 1.5, True)]
    )
    assert read(serve, tab).sheets[0].rows[0].cells == (
        46000,
        date(2026, 1, 2),
        datetime(2026, 1, 2, 9, 30),
        time(9, 30),
        1.5,
        True,
    )


def test_text_that_looks_like_something_else_is_text(serve: Serve) -> None:
    texts = ("0049123", "1e5", "2026-01-02", "=x", "TRUE", " padded ")
    assert read(serve, Tab.of("T", [texts])).sheets[0].rows[0].cells == texts


def test_formulas_are_noted_with_their_results_and_what_they_fill(serve: Serve) -> None:
    tab = Tab.of("T", [("Name", "Days", "All"), ("Ana", None, None), ("Kofi", None, None)])
    tab.put(1, 1, "=TODAY()-A2", result=12)
    tab.put(1, 2, '=ARRAYFORMULA(A2:A3&"")', result="Ana")
    tab.rows[2][2] = {"computed": {"stringValue": "Kofi"}}
    sheet = read(serve, tab).sheets[0]
    assert sheet.rows[1].cells == ("Ana", 12, "Ana")
    assert sheet.formulas == {1: frozenset({2}), 2: frozenset({2, 3})}


def test_empty_results_unticked_boxes_and_errors(serve: Serve) -> None:
    tab = Tab.of("T", [("Name", "Done"), ("Ana", False), (None, False), (None, False)])
    tab.put(2, 2, '=IF(A3="","","x")')
    tab.rows[2][2]["computed"] = {"stringValue": ""}
    tab.put(1, 2, "=1/0")
    tab.rows[1][2]["computed"] = {"errorValue": {"type": "DIVIDE_BY_ZERO", "message": "..."}}
    sheet = read(serve, tab).sheets[0]
    assert [row.number for row in sheet.rows] == [1, 2]
    assert sheet.rows[1].cells == ("Ana", False, "#DIV/0!")


@pytest.mark.parametrize("how", ["run", "format", "formula"])
def test_links_of_all_three_kinds(serve: Serve, how: str) -> None:
    tab = Tab.of("T", [("Ana",)])
    url = "https://example.com/ana"
    if how == "run":
        tab.put(0, 0, Link("Ana", url))
    elif how == "format":
        tab.rows[0][0]["userEnteredFormat"] = {"textFormat": {"link": {"uri": url}}}
    else:
        tab.put(0, 0, f'=HYPERLINK("{url}", "Ana")', result="Ana")
    sheet = read(serve, tab).sheets[0]
    assert sheet.links == {(1, 0): url}
    assert sheet.rows[0].cells == ("Ana",)


def test_areas_zone_and_locale(serve: Serve) -> None:
    tab = Tab.of("T", [("Name", "Email"), ("Ana", "ana@example.com")], height=50)
    tab.filter = {"range": {"startRowIndex": 0, "startColumnIndex": 0, "endColumnIndex": 2}}
    bounds = {"startRowIndex": 4, "endRowIndex": 9, "startColumnIndex": 1, "endColumnIndex": 3}
    dress: dict[str, Any] = {"footerColorStyle": {"rgbColor": {}}}
    tab.tables = [{"tableId": "1", "name": "Mine", "range": bounds, "rowsProperties": dress}]
    book = read(serve, tab)
    assert (book.time_zone, book.locale) == ("Europe/Berlin", "en_GB")
    assert set(book.sheets[0].areas) == {
        Area("filter", 1, 50, 0, 1),
        Area("table", 5, 9, 1, 2, "Mine", totals=True),
    }


@pytest.mark.parametrize(
    ("zone", "known"),
    [("GMT-07:00", "Etc/GMT+7"), ("GMT+01:00", "Etc/GMT-1"), ("Mars/Base", ""), ("", "")],
)
def test_zones_that_are_no_names(serve: Serve, zone: str, known: str) -> None:
    served = serve(Spreadsheet([Tab.of("T", [("x",)])], time_zone=zone))
    assert served.open().read().time_zone == known


def tabs(serve: Serve) -> Served:
    hidden = Tab.of("Old", [("c",)], number=30)
    hidden.hidden = True
    return serve(
        Spreadsheet([Tab.of("Read me", [("a",)], 10), Tab.of("People", [("b",)], 20), hidden])
    )


def test_the_tab_of_the_address_is_the_one_shown(serve: Serve) -> None:
    served = tabs(serve)
    url = f"https://docs.google.com/spreadsheets/d/{served.book.key}/edit?gid=20#gid=20"
    shown = {sheet.title: sheet.visible for sheet in served.open(url).read().sheets}
    assert shown == {"Read me": False, "People": True, "Old": False}
    plain = {sheet.title: sheet.visible for sheet in served.open().read().sheets}
    assert plain == {"Read me": True, "People": True, "Old": False}


def test_a_tab_that_is_not_there_is_said_with_those_that_are(serve: Serve) -> None:
    served = tabs(serve)
    url = f"https://docs.google.com/spreadsheets/d/{served.book.key}/edit#gid=99"
    with pytest.raises(
        FollowupError, match="no tab with gid=99; its tabs are Read me, People, Old"
    ):
        served.open(url).read()


KEY = "1AbC-dEf_" + "x" * 35


@pytest.mark.parametrize(
    ("target", "address"),
    [
        (KEY, Address(KEY)),
        (f"https://docs.google.com/spreadsheets/d/{KEY}/edit#gid=7", Address(KEY, 7)),
        (f"https://docs.google.com/spreadsheets/u/1/d/{KEY}/edit?usp=sharing", Address(KEY)),
        (f"https://docs.google.com/spreadsheets/d/{KEY}", Address(KEY)),
        (f"https://docs.google.com/spreadsheets/d/{KEY}/edit?gid=0", Address(KEY, 0)),
        (f"https://docs.google.com/a/example.com/spreadsheets/d/{KEY}/edit", Address(KEY)),
        (f" HTTPS://Docs.Google.com/spreadsheets/d/{KEY}/htmlview\n", Address(KEY)),
        (f"docs.google.com/spreadsheets/d/{KEY}", Address(KEY)),
        (f"{KEY}/edit#gid=7", Address(KEY, 7)),
    ],
)
def test_addresses_as_the_browser_shows_them(target: str, address: Address) -> None:
    assert parse_address(target) == address


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("https://docs.google.com/spreadsheets/u/0/", "names no Google Sheet"),
        (f"https://docs.google.com/spreadsheets/d/e/2PACX-{KEY}/pubhtml", "is a published copy"),
        (f"https://docs.google.com/document/d/{KEY}/edit", "is a Google Doc;"),
        (f"https://docs.google.com/forms/d/{KEY}/edit", "is a Google form;"),
        (f"https://docs.google.com/presentation/d/{KEY}/edit", "is a Google presentation;"),
        (f"https://drive.google.com/drive/u/0/folders/{KEY}", "is a folder in Drive;"),
        (f"https://drive.google.com/file/d/{KEY}/view", "is a file in Drive;"),
        ("https://example.com/sheet", "names no Google Sheet"),
    ],
)
def test_addresses_of_something_else_say_what_they_are_and_which_to_take(
    target: str, kind: str
) -> None:
    with pytest.raises(UsageError, match=f"{kind}.*copy its address from the browser"):
        open_tracker(target).read()
