"""The digest in words: plain text for a mail, and Markdown."""

import re

import pytest
from followup.exports.digest_markdown import digest_markdown
from followup.exports.digest_text import digest_text, needs_text
from followup.exports.digest_words import headline, how_many, standing
from followup.model.digest import Digest

from tests.exports.digests import BUSY, FAILED, FULL, HOSTILE, QUIET, digest, hostile, letter

EVERYTHING = digest(FULL, FAILED, BUSY, QUIET, unmatched=("x/*.xlsx",))


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "no letters"), (1, "one letter"), (3, "three letters"), (1200, "1,200 letters")],
)
def test_small_numbers_are_words(count: int, said: str) -> None:
    assert how_many(count, "letter") == said


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (digest(FULL), "Three letters are ready in network.xlsx. One from earlier still waits."),
        (digest(QUIET), "Nobody needs a letter today in quiet.xlsx."),
        (digest(FULL, FULL), "Six letters are ready in two trackers. Two from earlier still wait."),
        (
            digest(FULL, BUSY, QUIET),
            "Three letters are ready in one tracker. One from earlier still waits.",
        ),
        (digest(FAILED), ""),
        (
            digest(FULL, dry_run=True),
            "Three letters would be ready in network.xlsx. One from earlier still waits.",
        ),
    ],
)
def test_the_week_in_a_sentence(found: Digest, said: str) -> None:
    assert headline(found) == said


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (digest(FULL), ""),
        (digest(FAILED), "Of one tracker none were gone through, one needs a look."),
        (digest(FULL, QUIET), "All two trackers were gone through."),
        (digest(FULL, FAILED, BUSY), "Of three trackers one was gone through, two need a look."),
        (digest(shard="3/10"), "No tracker was gone through (part 3/10)."),
    ],
)
def test_how_many_trackers_were_gone_through(found: Digest, said: str) -> None:
    assert standing(found) == said


def test_the_text_tells_whom_to_write_to_and_why_and_what_else_there_is() -> None:
    text = " ".join(digest_text(EVERYTHING).split())
    for told in (
        "Monday, 23 Nov 2026",
        "Ngozi Okafor (thank-you): You met on 20 Nov and have not said thank you yet.",
        "have not said thank you yet. It has gaps to fill, in [square brackets].",
        "There is no address in the sheet.",
        "Lies there in your own words since 9 Nov.",
        "Mei Lin: thank-you, sent on 21 Nov",
        "Elif Yıldız: answer, not before 10 Jan 2027",
        'Contacts!O16: "after the holidays" is no date',
        "Two people can wait for a later week.",
        "bad.xlsx is no complete zip file",
        "open.xlsx is open in Excel by Nora; close it there",
        "x/*.xlsx: no tracker has a name like that",
        "contacts made 2 . 6 2 2 6 10 6 20 14 24 2 in all 94",
        "You gave something to three people and received something from one person.",
    ):
        assert told in text


def test_a_mail_needs_no_scrolling_sideways() -> None:
    assert max(map(len, digest_text(EVERYTHING).splitlines())) <= 100


def test_long_lists_of_problems_end_with_where_the_rest_is() -> None:
    from dataclasses import replace

    many = replace(FULL, place="/my files/n.xlsx", problems=FULL.problems[:1] * 11)
    assert 'three more: followup check "/my files/n.xlsx"' in digest_text(digest(many))


def test_what_needs_a_person_is_a_line_each() -> None:
    assert needs_text(digest(FULL), strict=False) == ""
    assert needs_text(EVERYTHING, strict=True).splitlines() == [
        "bad.xlsx is no complete zip file",
        "open.xlsx is open in Excel by Nora; close it there",
        "x/*.xlsx: no tracker has a name like that; look at the path in the config",
        'network.xlsx: Contacts!O16: "after the holidays" is no date',
    ]


def test_markdown_holds_the_same_under_headings() -> None:
    text = digest_markdown(EVERYTHING)
    assert "# Follow-ups, Monday, 23 Nov 2026" in text
    assert "## network.xlsx\n\n### To write to\n\n- **Ngozi Okafor**, thank-you: You met" in text
    assert "| 7 Sep | 2 | 0 |  |" in text
    assert "| 23 Nov | 2 | 1 | 4 |" in text
    assert "| 21 Dec |  |  | 4 |" in text


def test_marks_in_cells_are_only_text_in_markdown() -> None:
    text = digest_markdown(hostile())
    assert "\\<script\\>" in text
    assert not re.search(r"(?<!\\)[<>`|]", text)
    assert not re.search(r"(?<!\\)\[", text)


def test_a_calm_tone() -> None:
    every = digest_text(EVERYTHING).lower()
    for word in ("overdue", "failed", "error", "must", "!!", "warning", "late"):
        assert word not in every.replace("later", "").replace("contacts!", "")
    assert HOSTILE not in every
    assert letter().name.lower() in every
