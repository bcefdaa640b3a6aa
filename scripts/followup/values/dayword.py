"""Dates with the month as a word ("14 de marzo de 2025", "March 14th", "12. Nov. 2026")."""

from collections.abc import Iterator

from followup.model.patterns import pattern
from followup.values.dayform import Found, full_year
from followup.values.text import fold
from followup.values.words import months, word_set

_TOKEN = pattern(r"\d+|[^\W\d_]+|\S")
_ROMAN = pattern(
    r"(?<![\w.])(\d{1,2})[. ]{1,2}(I{1,3}|IV|VI{0,3}|IX|XI{0,2}|X)[. ]{1,2}((?:19|20)\d\d)(?!\d)"
)
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_GAP = frozenset(".,-/–'’º°")
_RANGE_SIGNS = frozenset("-–—/&+,")
RANGE_WORDS = frozenset(
    {"to", "and", "bis", "und", "et", "y", "e", "a", "i", "en", "au", "al", "tot", "do"}
)

Token = tuple[str, int, int]


def find_worded(text: str) -> Iterator[Found]:
    """Each date in `text` whose month is a word of any language or a Roman number."""
    for hit in _ROMAN.finditer(text):
        numbers = (int(hit[1]), _ROMANS.index(hit[2]) + 1)
        yield Found(hit.start(), hit.end(), int(hit[3]), numbers, "dm")
    tokens = [(fold(hit[0]), hit.start(), hit.end()) for hit in _TOKEN.finditer(text)]
    for index, (word, _, _) in enumerate(tokens):
        if word in months():
            yield from _around(tokens, index)


def _around(tokens: list[Token], index: int) -> Iterator[Found]:
    """The date (or the two ends of a range) whose month is the token at `index`."""
    month = months()[tokens[index][0]]
    left = _number(tokens, index, -1)
    right = _number(tokens, index, 1)
    if _is_word(tokens, index, left, right):
        return
    if left is not None and len(tokens[left][0]) <= 2:
        yield from _day_then_month(tokens, left, index, right, month)
    elif right is not None and not _other_month_follows(tokens, index, right):
        yield from _month_then_day(tokens, left, index, right, month)
    elif _is_alone(tokens, index) or (left is not None and len(tokens[left][0]) == 4):
        start = index if left is None else left
        year = None if left is None else int(tokens[left][0])
        yield Found(tokens[start][1], tokens[index][2], year, (month, month), "m")


def _is_word(tokens: list[Token], index: int, left: int | None, right: int | None) -> bool:
    """Whether "out" and the like are words of a sentence ("book out 5 Dec"), not months.

    Where they are months, in Portuguese or Italian, the day stands before them.
    """
    if tokens[index][0] not in word_set("months_or_words"):
        return False
    if left is not None:
        return index + 1 < len(tokens) and tokens[index + 1][0] == "of"
    before = tokens[index - 1][0] if index else ""
    told = before.isalpha() and before not in word_set("date_links", "about")
    return told or (right is not None and len(tokens[right][0]) <= 2 and _goes_on(tokens, right))


def _goes_on(tokens: list[Token], at: int) -> bool:
    """Whether a word follows the token there."""
    return at + 1 < len(tokens) and tokens[at + 1][0].isalpha()


def _is_alone(tokens: list[Token], index: int) -> bool:
    """Whether the month stands there without anything but words such as "late"."""
    others = " ".join(word for word, *_ in (*tokens[:index], *tokens[index + 1 :]))
    return not others or others in word_set("about")


def _day_then_month(
    tokens: list[Token], left: int, index: int, right: int | None, month: int
) -> Iterator[Found]:
    year, last = None, index
    if right is not None and _is_year(tokens, right):
        year, last = full_year(tokens[right][0]), right
    earlier = _range_partner(tokens, left, -1)
    start = tokens[left if earlier is None else earlier][1]
    for day in (earlier, left):
        if day is not None:
            numbers = (int(tokens[day][0]), month)
            yield Found(start, tokens[last][2], year, numbers, "dm")


def _month_then_day(
    tokens: list[Token], left: int | None, index: int, right: int, month: int
) -> Iterator[Found]:
    digits, start = tokens[right][0], tokens[index][1]
    if left is not None and len(tokens[left][0]) == 4 and len(digits) < 4:
        yield Found(
            tokens[left][1], tokens[right][2], int(tokens[left][0]), (month, int(digits)), "md"
        )
    elif len(digits) == 4 or tokens[right - 1][0] in {"'", "’"} or int(digits) > 31:
        yield Found(start, tokens[right][2], full_year(digits), (month, month), "m")
    elif _year_of_day(tokens, right) is None and _may_be_year(tokens, index, right):
        yield Found(start, tokens[right][2], full_year(digits), (month, int(digits)), "my")
    else:
        yield from _days_after_month(tokens, index, right, month)


def _days_after_month(tokens: list[Token], index: int, right: int, month: int) -> Iterator[Found]:
    later = _range_partner(tokens, right, 1)
    last = right if later is None else later
    found = _year_of_day(tokens, last)
    year = None if found is None else full_year(tokens[found][0])
    end = tokens[last if found is None else found][2]
    for day in (right, later):
        if day is not None:
            yield Found(tokens[index][1], end, year, (month, int(tokens[day][0])), "md")


def _number(tokens: list[Token], index: int, step: int) -> int | None:
    """The number nearest to `index` on that side with nothing but links between, or None."""
    links = word_set("date_links", "ordinals")
    for at in range(index + step, index + 6 * step, step):
        if not 0 <= at < len(tokens):
            return None
        word = tokens[at][0]
        if word.isdigit():
            return at if len(word) in {1, 2, 4} else None
        if word not in links and word not in _GAP:
            return None
    return None


def _year_of_day(tokens: list[Token], day: int) -> int | None:
    """Where the year stands that follows the day at `day`, or None."""
    at = _number(tokens, day, 1)
    return at if at is not None and _is_year(tokens, at) else None


def _is_year(tokens: list[Token], at: int) -> bool:
    """Four digits, or two that no hour or day of a further date begins with."""
    after = tokens[at + 1][0] if at + 1 < len(tokens) else ""
    digits = tokens[at][0]
    if len(digits) == 4:
        return int(digits) >= 1000
    return len(digits) == 2 and after not in {":", "h", "/"} and after not in word_set("ordinals")


def _may_be_year(tokens: list[Token], index: int, at: int) -> bool:
    """Whether the two digits at `at` ("Mar-25") may be the year: Excel shows months so."""
    digits = tokens[at][0]
    return at == index + 2 and tokens[index + 1][0] == "-" and len(digits) == 2 and int(digits) > 15


def _range_partner(tokens: list[Token], day: int, step: int) -> int | None:
    """The other day of "12-14 Nov" or "Nov 12-14" beside the one at `day`, or None."""
    at = _past_ordinals(tokens, day + step, step)
    if not 0 <= at < len(tokens) or tokens[at][0] not in _RANGE_SIGNS | RANGE_WORDS:
        return None
    joins_year = (step > 0 and tokens[day - 1][0] in {"-", "/"}) or tokens[at][0] == ","
    if joins_year and step > 0:
        return None
    at += step
    if step < 0:
        at = _past_ordinals(tokens, at, step)
    return at if 0 <= at < len(tokens) and _is_day(tokens, at, step) else None


def _past_ordinals(tokens: list[Token], at: int, step: int) -> int:
    """The first place from `at` on that holds neither a dot nor an ordinal ending ("th")."""
    while 0 <= at < len(tokens) and (tokens[at][0] == "." or tokens[at][0] in word_set("ordinals")):
        at += step
    return at


def _is_day(tokens: list[Token], at: int, step: int) -> bool:
    """Whether the token is a day's number that belongs to no other date."""
    digits = tokens[at][0]
    beyond = tokens[at + step][0] if 0 <= at + step < len(tokens) else ""
    return (
        digits.isdigit()
        and len(digits) <= 2
        and 1 <= int(digits) <= 31
        and beyond not in months()
        and beyond not in {"/", "-", ":", "#"}
        and not beyond.isdigit()
    )


def _other_month_follows(tokens: list[Token], index: int, right: int) -> bool:
    """Whether the word at `index` is a weekday ("mar. 3 novembre"), not the month."""
    if tokens[index][0] not in word_set("weekdays"):
        return False
    links = word_set("date_links", "ordinals")
    words = (word for word, _, _ in tokens[right + 1 : right + 5])
    rest = (word for word in words if word not in links and word not in _GAP)
    return next(rest, "") in months()
