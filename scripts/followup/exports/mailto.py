"""A `mailto:` link that opens a draft, filled in, in the person's own mail program."""

from collections.abc import Sequence
from urllib.parse import quote

LONGEST_LINK = 2_000
"""Characters. Excel keeps a hyperlink's address up to 2,079, and Outlook cuts a longer command."""


def mailto(to: Sequence[str], subject: str, body: str) -> str:
    """The link (RFC 6068: percent-encoded UTF-8, CRLF line ends); "" if it would be too long."""
    addresses = ",".join(quote(address, safe="@") for address in to)
    lines = quote("\r\n".join(body.splitlines()), safe="")
    url = f"mailto:{addresses}?subject={quote(subject, safe='')}&body={lines}"
    return url if len(url) <= LONGEST_LINK else ""
