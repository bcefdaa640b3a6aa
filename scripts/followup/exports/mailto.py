"""A `mailto:` link that opens a draft, filled in, in the person's own mail program."""

from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import quote

LONGEST_LINK = 2_000
"""Characters. Excel keeps a hyperlink's address up to 2,079, and Outlook cuts a longer command."""


def mailto(to: Sequence[str], subject: str, body: str) -> str:
    """The link (RFC 6068: percent-encoded UTF-8, CRLF line ends); "" if it would be too long."""
    addresses = ",".join(quote(address, safe="@") for address in to)
    lines = "%0D%0A".join(map(_quoted, body.splitlines()))
    url = f"mailto:{addresses}?subject={_quoted(subject)}&body={lines}"
    return url if len(url) <= LONGEST_LINK else ""


@lru_cache(maxsize=4096)
def _quoted(line: str) -> str:
    """As `quote`; letters share many lines, and nearly all words."""
    return "%20".join(map(_word, line.split(" ")))


@lru_cache(maxsize=8192)
def _word(word: str) -> str:
    return quote(word, safe="")
