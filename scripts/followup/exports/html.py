"""Writing HTML so that text from cells can never become markup: all text is escaped on the way."""

from html import escape

VOID = frozenset({"meta", "br", "hr"})


class Html(str):
    """Markup made here; any other text is escaped where it is put in."""

    __slots__ = ()


def el(tag: str, *inside: str, **attributes: str) -> Html:
    """One element; text inside is escaped, `Html` is not. `class_` is the attribute `class`."""
    named = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for name, value in attributes.items()
    )
    if tag in VOID:
        return Html(f"<{tag}{named}>")
    return Html(f"<{tag}{named}>{together(*inside)}</{tag}>")


def together(*parts: str) -> Html:
    """Markup and texts one after the other."""
    return Html("".join(part if isinstance(part, Html) else escape(part) for part in parts))
