"""Delimited text taken apart into records and cells whose places in the text are kept (RFC 4180).

More is read than the RFC allows, as spreadsheet programs do: any mixture of line ends, text after a
closing quote, records of different lengths; a quote that is never closed is an ordinary character.
"""

import re
from collections import Counter
from collections.abc import Sequence

from followup.model.patterns import pattern

DELIMITERS = ",;\t|"
SAMPLE_CHARACTERS = 50_000
SAMPLE_RECORDS = 200

Span = tuple[int, int]
"""Where a cell's raw text, quotes included, begins and ends in the whole text."""

QUOTED = pattern(r'(?<![^,;\t|\r\n])"(?:[^"]++|"")*+"(?=[,;\t|\r\n]|\Z)')
"""A quoted cell whatever the delimiter is; what is in it tells nothing about the delimiter."""
SEPARATOR_LINE = pattern(r'"?sep=(.)"?(\r\n|\r|\n)', re.IGNORECASE)
NEEDS_QUOTES = pattern(r'[,;\t|"\r\n]')
FORMULA_START = pattern(r"'*\s*[=+\-@＝＋－＠]|'*\t")
GUARDED_START = pattern(r"'+\s*[=+\-@＝＋－＠]|'+\t")


def split_records(text: str, delimiter: str, start: int = 0) -> list[list[Span]]:
    """The records of `text` from `start` on, each as the spans of its cells."""
    plain = rf"[^{re.escape(delimiter)}\r\n]*+"
    cell = re.compile(rf'(?:"(?:[^"]++|"")*+"{plain}|{plain})({re.escape(delimiter)}|\r\n?|\n|\Z)')
    records: list[list[Span]] = []
    record: list[Span] = []
    for found in cell.finditer(text, start):
        begin = found.start()
        if begin == len(text) and not record:
            break  # the last line's end was the end of the text
        end, after = found.span(1)
        record.append((begin, end))
        if text[end:after] != delimiter:
            records.append(record)
            record = []
        if end == after:
            break
    return records


def find_delimiter(text: str, default: str, start: int = 0) -> tuple[str, int]:
    """What separates the cells, and where the records begin.

    Excel's own first line "sep=;" decides. Otherwise it is the character that splits the most
    records into the same number of cells; `default` if none splits any.
    """
    told = SEPARATOR_LINE.match(text, start)
    if told:
        return told[1], told.end()
    sample = QUOTED.sub("", text[start : start + SAMPLE_CHARACTERS])
    candidates = default + DELIMITERS.replace(default, "")
    return max(candidates, key=lambda candidate: _regularity(sample, candidate)), start


def _regularity(sample: str, delimiter: str) -> int:
    records = split_records(sample, delimiter)[:SAMPLE_RECORDS]
    lengths = Counter(len(record) for record in records if len(record) > 1)
    return max((length * times for length, times in lengths.items()), default=0)


def quotes_everything(text: str, records: Sequence[Sequence[Span]]) -> bool:
    """Whether this file puts quotes around cells that don't need them."""
    sample = [span for record in records[:SAMPLE_RECORDS] for span in record]
    raw = [text[begin:end] for begin, end in sample if begin < end]
    return bool(raw) and all(cell.startswith('"') for cell in raw)


def read_cell(raw: str) -> str:
    """A raw cell's text: quotes undone, line ends as "\\n", a formula guard taken off."""
    if raw.startswith('"'):
        body, closed, tail = raw[1:].replace('""', "\0").partition('"')
        raw = (body + tail).replace("\0", '"') if closed else raw
    if "\r" in raw:
        raw = raw.replace("\r\n", "\n").replace("\r", "\n")
    return raw[1:] if raw.startswith("'") and GUARDED_START.match(raw) else raw


def write_cell(text: str, delimiter: str, *, quoted: bool) -> str:
    """Text as a raw cell that `read_cell` reads back.

    A spreadsheet program runs a cell that begins with = + - @ (or their full-width forms, or a
    tab) as a formula even if it is quoted. Such text gets an apostrophe in front, the guard that
    OWASP's page on CSV injection names; `read_cell` takes it off again.
    """
    if FORMULA_START.match(text):
        text = "'" + text
    if quoted or text.strip() != text or NEEDS_QUOTES.search(text) or delimiter in text:
        return '"' + text.replace('"', '""') + '"'
    return text
