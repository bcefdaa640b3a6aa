"""What stands in a name cell besides the name: titles, degrees, pronouns, nicknames, employers."""

import re
import unicodedata

from followup.model.patterns import pattern
from followup.model.records import dataclass
from followup.values.namecase import needs_case
from followup.values.text import CONTROL, fold
from followup.values.words import dotless, word_set

_WIDE = str.maketrans({chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})
_INVISIBLE = pattern("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe0f]")
_BRACKETS = pattern(r"\(([^()]*)\)|\[([^\[\]]*)\]|\{([^{}]*)\}|（([^（）]*)）")
_QUOTED = pattern(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]|(?<!\w)['‘’‚]([^'‘’‚]{2,})['‘’](?!\w)")
_LETTER = pattern(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Stripped:
    """A name cell without its additions, and the additions that matter.

    `left_out` names what was dropped and may have been part of the name.
    """

    text: str
    nickname: str = ""
    left_out: str = ""


def clean(text: str) -> str:
    """`text` on one line: line breaks, tabs, control and direction characters become a space."""
    if text.isascii():
        return " ".join(CONTROL.sub(" ", text).split())
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text).translate(_WIDE))
    text = "".join(" " if unicodedata.category(sign) in {"So", "Sk"} else sign for sign in text)
    return " ".join(CONTROL.sub(" ", text).split())


def is_code(text: str) -> bool:
    """Whether the text is a formula, markup or template code rather than a name."""
    return text[:1] in {"=", "+", "@"} or re.search(r"[{}<>\\$%=^~_]|://", text) is not None


def strip_additions(text: str) -> Stripped:
    """Take pronouns, nicknames, maiden names, employers and remarks out of a cleaned name."""
    text, left_out = _without_marks(_without_outer_quotes(text))
    text, nickname, dropped = _without_insertions(text)
    text, called = _cut(_without_pronouns(text), word_set("called"))
    text, tail = _cut_tail(text)
    text, role = _cut_role(text)
    numbers = [word for word in text.split() if any(map(str.isdigit, word))]
    kept = [word for word in text.split() if word not in numbers]
    text = _SAN.sub(r" \1", _STRAY.sub(" ", " ".join(kept)))
    text = _LAST_DOT.sub("", " ".join(text.split()).strip(" ,;:-–|?!*/&"))
    beside = [left_out, *dropped, tail, role, " ".join(numbers)]
    return Stripped(text, nickname or called, "; ".join(part for part in beside if part))


_MARKS = pattern(r"(?:[-–•*·]+|#?\d{1,3}[.):]?|(†|✝|RIP\b|R\.I\.P\.?))\s+(?=\w)")


def _without_marks(text: str) -> tuple[str, str]:
    """`text` without the bullet or number it begins with, and a mark that means something."""
    hit = _MARKS.match(text)
    return (text[hit.end() :], hit[1] or "") if hit else (text, "")


def _without_outer_quotes(text: str) -> str:
    inner = text.strip("\"'“”„«»‘’ ")
    return text if re.search('["“”„«»]', inner) else inner if text[:1] in "\"'“„«‘" else text


def _without_insertions(text: str) -> tuple[str, str, list[str]]:
    """`text` without what stands in brackets and quotes: the nickname, and all other things."""
    nickname = ""
    left_out: list[str] = []
    for shape in (_BRACKETS, _QUOTED):
        for hit in list(shape.finditer(text)):
            inside = next(group for group in hit.groups() if group is not None).strip()
            loud = shape is _QUOTED or needs_case(text)
            amid = shape is _QUOTED or _LETTER.search(text[hit.end() :]) is not None
            if not nickname and _is_nickname(inside, loud) and (amid or _is_call_name(inside)):
                nickname = inside
            elif not _is_idle(inside):
                left_out.append(inside)
        text = shape.sub(" ", text)
    return " ".join(text.split()), nickname, left_out


def _is_call_name(inside: str) -> bool:
    """A word in brackets after the whole name may be a firm, so it must be a known first name."""
    return fold(inside) in word_set("nicknames", "given")


def _cut_role(text: str) -> tuple[str, str]:
    """`text` without "CEO" or "Recruiter" before it, or with all from such capitals on cut."""
    words = text.split()
    if len(words) > 1 and fold(words[0]) in word_set("roles") and not needs_case(text):
        return " ".join(words[1:]), words[0]
    for index, word in enumerate(words[2:], 2):
        if word.isupper() and fold(word) in word_set("roles") and not needs_case(text):
            return " ".join(words[:index]), " ".join(words[index:])
    return text, ""


_STRAY = pattern(r"[()\[\]{}\"“”„«»]")
_SAN = pattern(r"(?<=\w)-(san|sama|sensei)$")
_LAST_DOT = pattern(r"(?<=\w{4})[. ]+$")


def _is_nickname(inside: str, quoted: bool) -> bool:
    """A short name in quotes, or in brackets one that begins with a capital and is no remark."""
    words = fold(inside).split()
    if not words or len(words) > 2 or not _LETTER.match(inside) or any(map(str.isdigit, inside)):
        return False
    if _is_idle(inside) or any(word.strip(".") in word_set("roles") for word in words):
        return False
    return quoted or (inside[0].isupper() and not (inside.isupper() and len(inside) > 2))


def _is_idle(inside: str) -> bool:
    """Pronouns, degrees, titles and maiden names may go without a word."""
    words = [word.strip(".") for word in re.split(r"[\s/,]+", fold(inside)) if word]
    known = word_set("pronouns", "credentials", "titles", "born")
    return (
        not words
        or words[0] in word_set("born")
        or all(word in known or word.isdigit() for word in words)
    )


def _without_pronouns(text: str) -> str:
    """`text` without "she/her" that stands there in no brackets."""
    kept = []
    for word in text.split():
        parts = fold(word).strip(",;-").split("/")
        if len(parts) < 2 or not all(part in word_set("pronouns") for part in parts):
            kept.append(word)
    return " ".join(kept)


def _cut(text: str, words: frozenset[str]) -> tuple[str, str]:
    """`text` before the first of `words`, and what follows it."""
    parts = text.split()
    for index, part in enumerate(parts):
        if 0 < index < len(parts) - 1 and fold(part).strip(".,") in words:
            return " ".join(parts[:index]), " ".join(parts[index + 1 :])
    return text, ""


_TAIL = pattern(r"\s+[-–—|@→·•]+\s+|\s*[|→]\s*|:\s+|\s@")


def _cut_tail(text: str) -> tuple[str, str]:
    """`text` before " - Acme", " | Acme", " from Acme", and that tail."""
    hit = _TAIL.search(text)
    tail = ""
    if hit and hit.start() > 0:
        text, tail = text[: hit.start()], text[hit.end() :].strip()
        if _begins_given(tail) and not _begins_given(text) and " " not in text:
            text, tail = tail, text
    text, more = _cut(text, word_set("tails"))
    text, _ = _cut(text, word_set("born"))
    return text, tail or more


def _begins_given(text: str) -> bool:
    return fold(text.partition(" ")[0]) in word_set("given")


def is_firm(text: str) -> bool:
    """Whether a text ends as firms' names do ("Smith & Jones LLP"); "Mary Co" is a person."""
    words = text.split()
    if len(words) < 2 or fold(words[-1]).strip(",").replace(".", "") not in word_set("firms"):
        return False
    loud = words[-1].isupper() and not text.isupper()
    return len(words[-1]) > 2 or loud or "&" in text


def names_nobody(text: str) -> bool:
    """Whether a text is only a job, a degree or a department ("Head of Sales", "PhD")."""
    folded = fold(text).strip(" .?!()")
    words = [word.strip(".,") for word in folded.split()]
    idle = word_set("roles", "credentials") | {"of", "for", "the", "and", "&"}
    return folded in word_set("nobody") or (bool(words) and idle.issuperset(words))


def titles_first(words: list[str]) -> tuple[list[str], list[str]]:
    """Leading titles ("Hr.", "Dr.") and the words after them."""
    count = 2 if [fold(word) for word in words[:2]] == ["de", "heer"] else 0
    while count < len(words) and (_is_title(words[count]) or (count and _goes_on(words[count]))):
        count += 1
    return words[:count], words[count:]


def _is_title(word: str) -> bool:
    folded = fold(word)
    parts = folded.replace(".", " ").split()
    titles = word_set("titles")
    return folded.replace(".", "") in titles or (bool(parts) and titles.issuperset(parts))


def _goes_on(word: str) -> bool:
    """Whether the word carries on a title, as "med." does after "Dr."."""
    return fold(word).strip(".") in word_set("titles_next") and (word[:1].islower() or "." in word)


def without_credentials(words: list[str]) -> list[str]:
    """`words` without the degrees at their end; a name of two words keeps both ("Yo-Yo Ma")."""
    shouted = all(word.upper() == word for word in words)
    while (
        len(words) > 1
        and is_credential(words[-1], strict=True)
        and not (shouted and len(words) < 3)
    ):
        words = words[:-1]
    return words


def is_credential(word: str, *, strict: bool = False) -> bool:
    """Whether a word is a degree or membership; `strict` asks for capitals too ("MA")."""
    bare = word.strip(".,;()®™")
    known = fold(bare).replace(".", "") in dotless("credentials")
    capitals = sum(sign.isupper() for sign in bare)
    return known and (not strict or capitals >= 2 or "." in bare[:-1])


def looks_like_credential(text: str, *, strict: bool) -> bool:
    """Whether what follows a comma is degrees: known ones, or unknown ones full of capitals.

    `strict` is for "Nguyen, Do", where a known one must be in capitals too.
    """
    words = text.split()
    return bool(words) and all(
        is_credential(word, strict=strict) or _is_unknown_degree(word) for word in words
    )


def _is_unknown_degree(word: str) -> bool:
    return re.search("[A-Z]{3}", word) is not None and fold(word) not in word_set("given")


def has_role(text: str) -> bool:
    """Whether a phrase names a job or a firm."""
    return any(word.strip(".,") in word_set("roles") for word in fold(text).split())
