"""Where somebody works and as what: one short text for the history, and what changed since."""

from functools import lru_cache

from followup.model.patterns import pattern
from followup.values.text import bare_words, tidy

LONGEST_PART = 80
SAME_TITLE, SAME_COMPANY = 85, 90
"""From this similarity (of 100) on two spellings are one ("Sr analyst", "Senior analyst")."""

LEGAL = pattern(r"\b(?:inc|ltd|llc|llp|plc|gmbh|ag|se|kg|sa|sas|sarl|srl|bv|nv|ab|oy|co|corp)\b")
"""Legal forms, which people add to a company's name and leave out again."""


@lru_cache(maxsize=4096)
def write_post(title: str, company: str) -> str:
    """ "Data lead, Acme"; "Acme" where only the company is known, "Data lead," for only a title."""
    title = _one(title).replace(",", "")
    company = _one(company)
    if not title:
        return company.replace(", ", " ")
    return f"{title}, {company}" if company else f"{title},"


def read_post(text: str) -> tuple[str, str]:
    """Title and company of a text that `write_post` made; either may be ""."""
    title, comma, company = text.partition(",")
    return (title.strip(), company.strip()) if comma else ("", text.strip())


def new_post(then: str, now: str) -> str:
    """What of `now` differs from `then`, as a post; "" for nothing, or for another spelling.

    A part that was or is unknown is no change.
    """
    was, is_now = read_post(then), read_post(now)
    title = "" if _one_title(was[0], is_now[0]) else is_now[0]
    company = "" if _one_company(was[1], is_now[1]) else is_now[1]
    return write_post(title, company)


def _one(text: str) -> str:
    return tidy(text)[:LONGEST_PART].strip(" ,")


def _one_title(was: str, is_now: str) -> bool:
    old, new = bare_words(was), bare_words(is_now)
    if not old or not new or old == new:
        return True
    from rapidfuzz import fuzz

    return fuzz.ratio(old, new) >= SAME_TITLE


def _one_company(was: str, is_now: str) -> bool:
    """One name may also be part of the other ("Acme", "Acme Europe")."""
    old, new = (" ".join(LEGAL.sub(" ", bare_words(text)).split()) for text in (was, is_now))
    if not old or not new or old == new:
        return True
    from rapidfuzz import fuzz

    return fuzz.token_set_ratio(old, new) >= SAME_COMPANY
