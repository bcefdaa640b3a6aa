"""The digest as a web page: one file, nothing fetched, no text of a cell becomes markup."""

from html.parser import HTMLParser
from itertools import pairwise

import pytest
from followup.exports.digest_html import digest_html
from followup.exports.html import Html, el
from followup.model.digest import Digest, Report
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exports.digests import (
    BUSY,
    FAILED,
    FULL,
    HOSTILE,
    ONLINE,
    QUIET,
    digest,
    hostile,
    letter,
)

VOID = {"meta", "br", "hr"}


class Page(HTMLParser):
    """What a browser would make of a page: its tags, attributes and texts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, name: str) -> list[str]:
        return [value for attribute, value in self.attributes if attribute == name]


EVERYTHING = digest(FULL, FAILED, BUSY, QUIET, ONLINE, unmatched=("x/*.xlsx",))


@pytest.mark.parametrize("found", [EVERYTHING, digest(FULL), digest(), hostile(), digest(QUIET)])
def test_every_element_is_closed_and_no_id_comes_twice(found: Digest) -> None:
    page = Page(digest_html(found))
    assert page.open == []
    assert len(set(page.all("id"))) == len(page.all("id"))


def test_whatever_stands_in_cells_stays_text() -> None:
    page = Page(digest_html(hostile()))
    assert "script" not in page.tags
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert "".join(page.texts).count(HOSTILE) >= 10
    assert page.all("href") == [letter_link(), letter_link()]


def letter_link() -> str:
    return 'mailto:x@example.com?subject="><script>alert(2)</script>'


def test_nothing_is_fetched_from_anywhere() -> None:
    text = digest_html(EVERYTHING)
    page = Page(text)
    assert not {"script", "link", "img", "iframe", "object", "form"} & set(page.tags)
    assert not page.all("src")
    assert "@import" not in text
    assert "url(http" not in text
    assert {href.split(":")[0] for href in page.all("href")} == {"mailto", "https"}
    assert "default-src 'none'" in "".join(page.all("content"))


def test_links_open_letters_and_googles_sheets_only() -> None:
    links = Page(digest_html(digest(FULL, ONLINE))).all("href")
    assert ONLINE.place in links
    assert letter().link in links
    elsewhere = Page(digest_html(hostile())).all("href")
    assert not [link for link in elsewhere if link.startswith("http")]


def test_headings_come_in_order() -> None:
    tags = Page(digest_html(EVERYTHING)).tags
    levels = [int(tag[1]) for tag in tags if tag in {"h1", "h2", "h3", "h4"}]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_picture_says_in_words_and_numbers_what_it_shows() -> None:
    page = Page(digest_html(digest(FULL)))
    text = " ".join(page.texts)
    assert "Since 7 Sep: contacts made 94, thanks sent 3. Falls due soon: 32." in text
    assert "Contacts made: 94" in text
    assert page.all("role") == ["img"]
    named = page.all("aria-labelledby")[0].split()
    assert set(named) <= set(page.all("id"))
    assert page.tags.count("rect") == 12 + 12 + 2 * 5


def test_a_tracker_of_whom_nothing_is_to_be_told_is_a_line() -> None:
    text = digest_html(digest(FULL, QUIET))
    assert text.count("quiet.xlsx") == 1
    assert "Nobody needs a letter." in text


def test_a_large_fleet_has_one_picture() -> None:
    page = Page(digest_html(digest(*[FULL] * 61)))
    assert page.tags.count("svg") == 1
    assert "Contacts made: 5734" in page.texts


def test_text_is_escaped_and_markup_is_not_escaped_twice() -> None:
    assert el("p", "a < b", Html("<br>"), title='"') == '<p title="&quot;">a &lt; b<br></p>'


@settings(max_examples=40)
@given(st.text(max_size=30))
def test_any_text_is_on_the_page_as_it_is_and_changes_nothing_around_it(text: str) -> None:
    plain, other = (Page(digest_html(digest(one))) for one in (named("x"), named(text)))
    assert other.tags == plain.tags
    assert text in "".join(other.texts)


def named(text: str) -> Report:
    return Report("/c/x.xlsx", "x.xlsx", letters=(letter(text, reason=text, subject="s"),))
