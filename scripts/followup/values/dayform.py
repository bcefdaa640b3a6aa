"""Dates written with numbers, or with the signs of Japanese, Chinese and Korean."""

from collections.abc import Iterator

from followup.model.patterns import pattern
from followup.model.records import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """One date as written, at `start` to `end` of the text it was found in.

    `numbers` are its day and month in the order they are written. `order` says which is which:
    "dm", "md", "m" (month twice, no day written), "?" (not told by the writing) or "." (parted by
    dots, so day first unless the column says otherwise), "my" (a month and two digits that may be
    a day or a year). `year` has four digits and is None where none is written.
    """

    start: int
    end: int
    year: int | None
    numbers: tuple[int, int]
    order: str

    def readings(self) -> tuple[tuple[int, int], ...]:
        """The (month, day) pairs it may mean, day-first reading first; () if none exists."""
        first, second = self.numbers
        if self.order in {"m", "my"}:
            return ((first, 1),) if 1 <= first <= 12 else ()
        pairs = {"dm": [(second, first)], "md": [(first, second)]}.get(
            self.order, [(second, first), (first, second)]
        )
        return tuple(dict.fromkeys(pair for pair in pairs if self._exists(*pair)))

    def _exists(self, month: int, day: int) -> bool:
        return 1 <= month <= 12 and 1 <= day <= days_in_month(self.year, month)


def days_in_month(year: int | None, month: int) -> int:
    """How many days that month has; February has 29 where the year is not known."""
    if month == 2:
        leap = year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
        return 29 if leap else 28
    return 30 if month in {4, 6, 9, 11} else 31


def full_year(digits: str) -> int:
    """Two digits as people mean them (00-69: this century, 70-99: the last), four as they are."""
    number = int(digits)
    if len(digits) > 2:
        return number
    return number + (2000 if number < 70 else 1900)


_NOT_AFTER_NUMBER = r"(?<![\dA-Za-z])(?<!\d[./:,-])"
_NOT_BEFORE_NUMBER = r"(?![\d/%])(?![-:.]\d)"
_YEAR = r"['’]?(\d{4}|\d{2})"

_YEAR_FIRST = pattern(
    _NOT_AFTER_NUMBER + r"(\d{4})(?P<s>[-/.]|\. ?)(\d{1,2})(?P=s)(\d{1,2})" + _NOT_BEFORE_NUMBER
)
_ISO_RANGE = pattern(_NOT_AFTER_NUMBER + r"(\d{4})-(\d\d)-(\d\d) ?[/-] ?(\d\d)(?![\d/-])")
_COMPACT = pattern(
    r"(?<![\w.+-])((?:19|20|21)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:T\d{4,6}Z?)?(?![\w-])"
)
_RANGE = pattern(
    _NOT_AFTER_NUMBER + r"(\d{1,2})\.?\s?[-–+&]\s?(\d{1,2})(?P<s>[./])\s?(\d{1,2})"
    r"(?:(?P=s)\s?" + _YEAR + r"|\.?)(?![\d/])"
)
_SLASHES = pattern(r"(?<![\dA-Za-z/.])(\d{1,2})(?P<s> ?/ ?)(\d{1,2})(?P=s)" + _YEAR + r"(?![\d/])")
_OTHER = pattern(
    _NOT_AFTER_NUMBER
    + r"(\d{1,2})(?P<s>-|\.(?! )|\. )(\d{1,2})(?:(?P=s)|(?<=\d)\. ?)"
    + _YEAR
    + r"(?![\d/])(?!-\d)(?!\.\d)"
)
_SPACES = pattern(r"(?<![\d.,:+/-] )(?<![\w.+-])(\d{1,2}) (\d{1,2}) ((?:19|20)\d\d)(?![\w-])")
_MONTH_YEAR = pattern(
    _NOT_AFTER_NUMBER + r"(\d{1,2}) ?[-/.] ?((?:19|20|21)\d\d)" + _NOT_BEFORE_NUMBER
)
_YEAR_MONTH = pattern(_NOT_AFTER_NUMBER + r"((?:19|20|21)\d\d)[-/.](\d{1,2})" + _NOT_BEFORE_NUMBER)
_SHORT_SLASH = pattern(
    r"(?<![\dA-Za-z/.])(?!24/7(?!\d))(\d{1,2}) ?/ ?(\d{1,2})(?![\dA-Za-z/%])(?!\.\d)"
)
_SHORT_DOTS = pattern(_NOT_AFTER_NUMBER + r"(\d{1,2})\. ?(?:(\d{1,2})\.(?!\d)|(\d{2})(?![\d.:,%]))")
_VCARD = pattern(r"--(\d\d)-?(\d\d)")
_SHORT_DASH = pattern(r"\s*(\d{1,2})-(\d{1,2})\s*")


def find_year_first(text: str) -> Iterator[Found]:
    """ISO dates, with slashes or dots too, and eight digits in a row."""
    for hit in (*_YEAR_FIRST.finditer(text), *_COMPACT.finditer(text)):
        year, month, day = (int(part) for part in hit.groups() if part.isdigit())
        yield Found(hit.start(), hit.end(), year, (month, day), "md")


def find_ranges(text: str) -> Iterator[Found]:
    """Both ends of "12.-14.11.2025" and "2025-11-12/14"."""
    for hit in _ISO_RANGE.finditer(text):
        for day in (hit[3], hit[4]):
            yield Found(hit.start(), hit.end(), int(hit[1]), (int(hit[2]), int(day)), "md")
    for hit in _RANGE.finditer(text):
        first, last, sign, month, digits = hit.groups()
        year = full_year(digits) if digits else None
        order = "?" if sign == "/" else "."
        for day in (first, last):
            yield Found(hit.start(), hit.end(), year, (int(day), int(month)), order)


def find_full(text: str) -> Iterator[Found]:
    """Day, month and year with slashes, hyphens, dots or spaces between, day or month first."""
    for shape, order in ((_SLASHES, "?"), (_OTHER, ""), (_SPACES, "?")):
        for hit in shape.finditer(text):
            first, *_, second, digits = hit.groups()
            kind = order or ("." if "." in hit["s"] else "?")
            numbers = (int(first), int(second))
            yield Found(hit.start(), hit.end(), full_year(digits), numbers, kind)


def find_month_and_year(text: str) -> Iterator[Found]:
    """ "3/2025" and "2025-03"."""
    for hit in _MONTH_YEAR.finditer(text):
        month = int(hit[1])
        yield Found(hit.start(), hit.end(), int(hit[2]), (month, month), "m")
    for hit in _YEAR_MONTH.finditer(text):
        month = int(hit[2])
        yield Found(hit.start(), hit.end(), int(hit[1]), (month, month), "m")


def find_short(text: str) -> Iterator[Found]:
    """Day and month without a year: "3/14", "14.3."; as a whole "14-3" and vCard's "--0314"."""
    for hit in _SHORT_SLASH.finditer(text):
        yield Found(hit.start(), hit.end(), None, (int(hit[1]), int(hit[2])), "?")
    for hit in _SHORT_DOTS.finditer(text):
        yield Found(hit.start(), hit.end(), None, (int(hit[1]), int(hit[2] or hit[3])), ".")
    if lone := _VCARD.fullmatch(text):
        yield Found(lone.start(), lone.end(), None, (int(lone[1]), int(lone[2])), "md")
    if lone := _SHORT_DASH.fullmatch(text):
        yield Found(lone.start(), lone.end(), None, (int(lone[1]), int(lone[2])), "?")


_ERAS = {
    "令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "R": 2018, "H": 1988, "S": 1925,
    "民國": 1911, "民国": 1911, "中華民國": 1911, "公元": 0, "西元": 0, "西暦": 0,
}  # fmt: skip
_ERA = "(?:(?P<era>令和|平成|昭和|大正|中華民國|民國|民国|公元|西元|西暦|(?<![A-Za-z])[RHS]) ?)"
_CJK_DAY = pattern(
    _ERA + r"?(?:(?P<y>\d{1,4}) ?[年년] ?)?(?P<m>\d{1,2}) ?[月월] ?(?:(?P<d>\d{1,2}) ?[日号號일]?)?"
)
_ERA_DAY = pattern(_ERA + r"(?P<y>\d{1,3})(?P<s>[./-])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d)")
_CJK_NUMBER = pattern("[〇零一二三四五六七八九十廿卅元]+(?=[年月日号號])")
_CJK_DIGITS = {sign: str(number) for number, sign in enumerate("〇一二三四五六七八九")} | {
    "零": "0"
}
_CJK_WEEKDAY = pattern(
    r"\( ?[月火水木金土日一二三四五六월화수목금토일] ?\)|(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]"
    r"|[月火水木金土日]曜日?"
)


def plain_cjk(text: str) -> str:
    """`text` with Chinese numerals in dates as digits and without weekdays."""
    if text.isascii():
        return text
    return _CJK_NUMBER.sub(lambda hit: _cjk_number(hit[0]), _CJK_WEEKDAY.sub(" ", text))


def _cjk_number(signs: str) -> str:
    """ "二〇二五" is 2025, "十四" is 14, "元" (an era's first year) is 1."""
    signs = signs.replace("廿", "二十").replace("卅", "三十").replace("元", "一")
    if "十" not in signs:
        return "".join(_CJK_DIGITS[sign] for sign in signs)
    tens, _, ones = signs.partition("十")
    digits = _CJK_DIGITS.get(tens, "1") + _CJK_DIGITS.get(ones, "0")
    return digits if len(signs) <= 3 else signs


def find_cjk(text: str) -> Iterator[Found]:
    """ "2025年3月14日", "3月14日", "令和7年3月14日", "R7.3.14", "民國114年3月14日"."""
    if text.isascii():
        return
    for hit in _CJK_DAY.finditer(text):
        month, day = int(hit["m"]), hit["d"]
        year = _era_year(hit["era"], hit["y"]) if hit["y"] else None
        numbers = (month, int(day)) if day else (month, month)
        yield Found(hit.start(), hit.end(), year, numbers, "md" if day else "m")


def find_era(text: str) -> Iterator[Found]:
    """Japanese and Taiwanese short forms: "R7.3.14", "民國114/3/14"."""
    for hit in _ERA_DAY.finditer(text):
        year, numbers = _era_year(hit["era"], hit["y"]), (int(hit["m"]), int(hit["d"]))
        yield Found(hit.start(), hit.end(), year, numbers, "md")


def _era_year(era: str | None, digits: str) -> int:
    """The year in our count; three digits without an era are Taiwan's."""
    if era:
        return _ERAS[era] + int(digits)
    return full_year(digits) if len(digits) != 3 else 1911 + int(digits)
