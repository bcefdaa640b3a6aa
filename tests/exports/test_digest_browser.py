"""The digest in a real browser: on a phone, in the dark, without colour, on paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from followup.exports.digest_html import digest_html

from tests.exports.browser import PROGRAM, Tab, browser
from tests.exports.digests import BUSY, FAILED, FULL, HOSTILE, ONLINE, QUIET, digest, hostile

pytestmark = [
    pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium here"),
]

CONTRAST = """
(() => {
  const light = (text) => {
    const [r, g, b] = text.match(/[\\d.]+/g).slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/, 0\\)$/.test(colour)) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const ratios = {};
  for (const one of document.querySelectorAll('body *')) {
    const own = [...one.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    const style = getComputedStyle(one);
    const ink = one.closest('svg') ? style.fill : style.color;
    if (!own || /^(title|desc)$/.test(one.tagName)) continue;
    const [a, b] = [light(ink), light(ground(one))].sort((x, y) => y - x);
    ratios[one.tagName + '.' + (one.getAttribute('class') || '')] = (a + 0.05) / (b + 0.05);
  }
  return ratios;
})()
"""
"""By tag and class the contrast between a text and what lies behind it (WCAG 2.2, 1.4.3)."""

EVERYTHING = digest(FULL, FAILED, BUSY, QUIET, ONLINE, unmatched=("x/*.xlsx",))


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with browser(tmp_path_factory.mktemp("profile")) as found:
        yield found


@pytest.fixture
def page(tab: Tab, tmp_path: Path) -> Tab:
    tab.media()
    path = tmp_path / "digest.html"
    path.write_text(digest_html(EVERYTHING), encoding="utf-8")
    tab.open(path)
    return tab


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_runs_over_the_edge(page: Tab, width: int) -> None:
    page.size(width)
    page.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert page.run("document.documentElement.scrollWidth") <= width
    assert page.run("window.innerWidth") == width


def test_a_phone_shows_text_large_enough_to_read(page: Tab) -> None:
    page.size(360)
    drawn = page.run("document.querySelector('svg').getBoundingClientRect().width")
    small = page.run(
        "Math.min(...[...document.querySelectorAll('svg text')]"
        ".map((one) => parseFloat(getComputedStyle(one).fontSize)))"
    )
    assert small * drawn / 336 >= 9.5
    assert page.run("parseFloat(getComputedStyle(document.querySelector('li p')).fontSize)") >= 16


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_in_both_schemes(page: Tab, scheme: str) -> None:
    page.media(scheme=scheme)
    ratios = page.run(CONTRAST)
    assert len(ratios) > 10
    assert {name: ratio for name, ratio in ratios.items() if ratio < 4.5} == {}


def test_the_dark_scheme_is_dark(page: Tab) -> None:
    colour = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.run(colour)
    page.media(scheme="dark")
    assert page.run(colour) != light
    assert max(int(part) for part in page.run(colour)[4:-1].split(",")) < 60


def test_paper_is_white_and_black(page: Tab) -> None:
    page.media("print", scheme="dark")
    assert page.run("getComputedStyle(document.documentElement).backgroundColor") == (
        "rgb(255, 255, 255)"
    )
    assert page.run("getComputedStyle(document.querySelector('a')).color") == "rgb(0, 0, 0)"


def test_the_browser_has_nothing_to_complain_of_and_fetches_nothing(page: Tab) -> None:
    assert page.told("Log.entryAdded") == []
    assert page.told("Runtime.consoleAPICalled") == []
    asked = [event["request"]["url"] for event in page.told("Network.requestWillBeSent")]
    assert [url for url in asked if not url.startswith("file:")] == []
    assert len(asked) == 1


def test_what_the_person_needs_is_there_to_read(page: Tab) -> None:
    text = page.run("document.body.innerText")
    for told in ("Four letters are ready", "Ngozi Okafor, thank-you", "bad.xlsx is no complete"):
        assert told in text
    assert page.run("document.querySelectorAll('a[href^=\"mailto:\"]').length") == 4


def test_text_from_cells_does_nothing(tab: Tab, tmp_path: Path) -> None:
    path = tmp_path / "hostile.html"
    path.write_text(digest_html(hostile()), encoding="utf-8")
    tab.open(path)
    assert tab.run("document.scripts.length") == 0
    assert tab.told("Page.javascriptDialogOpening") == []
    assert HOSTILE in tab.run("document.body.textContent")
