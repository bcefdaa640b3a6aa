"""Every word a person may type in the status column."""

from datetime import date

import pytest
from followup.status import Word, read_status
from hypothesis import given
from hypothesis import strategies as st

from tests.people import TODAY, day


@pytest.mark.parametrize(
    ("text", "word", "on"),
    [
        ("", Word.NOTHING, None),
        ("ready", Word.NOTHING, None),
        ("No email", Word.NOTHING, None),
        ("sent", Word.SENT, TODAY),
        ("SENT!", Word.SENT, TODAY),
        ("done", Word.SENT, TODAY),
        ("sent 12 Nov", Word.SENT, day("11-12")),
        ("Sent on 2026-11-20", Word.SENT, day("11-20")),
        ("skip", Word.SKIP, None),
        ("no", Word.SKIP, None),
        ("later", Word.LATER, day("11-30")),
        ("later 2w", Word.LATER, day("12-07")),
        ("später 2 Wochen", Word.LATER, day("12-07")),
        ("luego dos semanas", Word.LATER, day("12-07")),
        ("plus tard dans un mois", Word.LATER, day("12-23")),
        ("後で2週間", Word.LATER, day("12-07")),
        ("bis 10. Januar", Word.LATER, day("2027-01-10")),
        ("geschickt am 20.11.", Word.SENT, day("11-20")),
        ("later 3 days", Word.LATER, day("11-26")),
        ("snooze until 10 Jan", Word.LATER, date(2027, 1, 10)),
        ("later a month", Word.LATER, day("12-23")),
        ("10 Jan 2027", Word.LATER, date(2027, 1, 10)),
        ("redo", Word.REDO, None),
        ("gesendet am 12. Nov", Word.SENT, day("11-12")),
        ("envoyé", Word.SENT, TODAY),
        ("Erledigt!", Word.SENT, TODAY),
        ("más tarde", Word.LATER, day("11-30")),
        ("später bis 10. Januar", Word.LATER, date(2027, 1, 10)),
        ("送信済み", Word.SENT, TODAY),
        ("跳过", Word.SKIP, None),
        ("refaire", Word.REDO, None),
        ("nein", Word.SKIP, None),
        ("nobody answers there", Word.UNKNOWN, None),
        ("sentimental", Word.UNKNOWN, None),
        ("sent 12 Dec", Word.UNKNOWN, None),
        ("sent next year", Word.UNKNOWN, None),
        ("sent 2030-01-01", Word.UNKNOWN, None),
        ("later 2020-01-01", Word.UNKNOWN, None),
        ("skip the pleasantries", Word.UNKNOWN, None),
        ("call her first", Word.UNKNOWN, None),
    ],
)
def test_reads_what_people_type(text: str, word: Word, on: date | None) -> None:
    typed = read_status(text, today=TODAY)
    assert (typed.word, typed.day) == (word, on)


@given(st.text(max_size=40))
def test_no_text_whatever_raises(text: str) -> None:
    assert read_status(text, today=TODAY).word in Word
