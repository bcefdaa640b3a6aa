"""A `mailto:` link that opens a draft, filled in, in the person's own mail program."""

from collections.abc import Sequence
from functools import lru_cache
from urllib.parse import quote

LONGEST_LINK = 2_000
"""Characters. Excel keeps a hyperlink's address up to 2,079, and Outlook cuts a longer command."""


def mailto(to: Sequence[str], subject: str, body: str) -> str:
    """The link (RFC 6068: percent-encoded UTF-8, CRLF line ends); "" if it would be too long."""
    addresses = ",".join(quote(address, safe="@") for address in to)
    lines = _quoted("\r\n".join(body.splitlines()))
    url = f"mailto:{addresses}?subject={_quoted(subject)}&body={lines}"
    return url if len(url) <= LONGEST_LINK else ""


def _quoted(text: str) -> str:
    """As `quote`, sign by sign: letters are long, but made of few different signs."""
    signs = set(text) - {"%"}
    text = text.replace("%", "%25")
    for sign in signs:
        if (code := _code(sign)) != sign:
            text = text.replace(sign, code)
    return text


@lru_cache(maxsize=1024)
def _code(sign: str) -> str:
    return quote(sign, safe="")
