"""The values behind the names of a template, for one letter."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache

from followup.drafts.cells import Cells
from followup.drafts.details import read_details
from followup.drafts.greeting import address, called, courtesy, greeted, greeting, told_as
from followup.drafts.lexicon import Lexicon
from followup.drafts.prose import Month
from followup.drafts.reading import reading
from followup.drafts.sharing import shared_values
from followup.drafts.text import clean, one_line
from followup.drafts.tongues import FAMILIAR, FORMAL, spoken
from followup.drafts.vocabulary import PERSON
from followup.model import DATE_FIELDS, CellValue, Contact, Due, Field, Me
from followup.model.records import dataclass
from followup.values.nearest import nearest

STORY_WORDS = 40
TO_BOTH = "introduction"
"""The occasion whose letter goes to both people it is about."""

SPECIAL = {"revisit": "revisit", "unreached": "unreached"}
"""How the trigger of a letter of a special kind begins, and the name that tells a template."""

DETAILS = (
    "said",
    "advised",
    "counsel",
    "theirs",
    "topic",
    "their_topic",
    "work",
    "aim",
    "where",
    "event",
    "through",
    "company",
    "at_company",
)
"""The names that are details of the row, as `Details` calls them."""

FIELDS = tuple(wanted.value for wanted in Field)
NOBODY: Mapping[str, "Value"] = dict.fromkeys(PERSON, "")
DAYS = {wanted.value: wanted for wanted in DATE_FIELDS}

Value = str | int | bool | date | object


class UnknownHeaderError(Exception):
    """A template asked for a column that the row does not have; the text names the nearest."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Values reached with a dot; without any, false in a condition."""

    values: Mapping[str, Value]

    def __getitem__(self, name: str) -> Value:
        return self.values[name]

    def __bool__(self) -> bool:
        return any(self.values.values())


@dataclass(frozen=True, slots=True)
class RowCells:
    """The titled columns of a row by header; case and spacing do not matter."""

    cells: Mapping[str, CellValue]

    def __getitem__(self, header: str) -> Value:
        wanted = _folded(header)
        for title, value in self.cells.items():
            if _folded(title) == wanted:
                return _cell(value)
        raise UnknownHeaderError(f"there is no column {header!r}{nearest_is(header, self.cells)}")

    def __bool__(self) -> bool:
        return bool(self.cells)


class Gaps:
    """Collects the visible gaps that one letter is given."""

    def __init__(self) -> None:
        self.left: list[str] = []

    def __call__(self, what: object) -> str:
        text = f"[{one_line(str(what)).strip('[]')}]"
        self.left.append(text)
        return text

    def within(self, *texts: str) -> tuple[str, ...]:
        """The gaps that stand in `texts`, each once, in order."""
        return tuple(g for g in dict.fromkeys(self.left) if any(g in text for text in texts))


def nearest_is(name: str, known: Iterable[str]) -> str:
    """ "; nearest is ..." for a name that is not among `known`, or "" if none is near."""
    near = nearest(name, known)
    return f"; nearest is {near[0]!r}" if near else ""


@dataclass(frozen=True, slots=True)
class Form:
    """Chooses between the forms of address of one letter; `joint` where two have their own."""

    familiar: bool
    joint: bool = False

    def __call__(self, formal: object, familiar: object, both: object = None) -> object:
        """The form that fits; `both` for two people (in German for two who are both "du")."""
        if self.joint:
            return formal if both is None else both
        return familiar if self.familiar else formal


def person_values(
    contact: Contact,
    words: Lexicon,
    *,
    to_third: bool = False,
    familiar: bool = False,
    notes: str = "",
) -> dict[str, Value]:
    """The values of PERSON for one contact; what the sheet lacks is "".

    `to_third` says that the letter goes to somebody else, `familiar` how it addresses its reader;
    `notes` is the language of notes that do not tell theirs ("" for the letter's).
    """
    details = read_details(contact, words, to_third=to_third, familiar=familiar, notes=notes)
    cells = Cells(contact, words, notes or words.language)
    told = told_as(contact.name, words, familiar=familiar)
    values: dict[str, Value] = dict.fromkeys(FIELDS, "")
    values |= {key: clean(text) for key, text in contact.text.items() if key in values}
    values |= _typed(contact) | {"birthday": _birthday(contact, words)}
    values |= {name: getattr(details, name) for name in DETAILS}
    values |= {
        "called": told if to_third else called(contact.name),
        "detail": details.said or details.theirs,
        "talked": contact.talked,
        "outcome": reading(words.language).outcome(cells.own(Field.ADVICE_OUTCOME), words),
    }
    step = cells.step()
    values["step"] = Parts({"kind": step.kind, "what": step.what})
    return values


def letter_values(
    contact: Contact,
    about: Contact | None,
    due: Due,
    *,
    me: Me,
    words: Lexicon,
    today: date,
    gap: Gaps,
    notes: str = "",
) -> dict[str, Value]:
    """Everything a template of one letter can name; `notes` as for `person_values`."""
    both = [contact, about] if due.occasion == TO_BOTH and about else [contact]
    names = [both[0].name, both[1].name] if len(both) > 1 else greeted(contact)
    forms, two = {address(person, me, words) for person in both}, len(names) > 1
    form = FORMAL if FORMAL in forms else FAMILIAR
    parted = "two" in words.table["voice"]
    familiar = form == FAMILIAR and (parted or not two)
    values = person_values(contact, words, familiar=familiar, notes=notes)
    cells = Cells(contact, words, notes or words.language)
    other: Mapping[str, Value] = NOBODY
    if about:
        other = person_values(about, words, to_third=True, familiar=familiar, notes=notes)
    return values | {
        "greeting": greeting(names, words, courtesy(contact.cells), form),
        "familiar": familiar and not two,
        "form": Form(familiar, joint=two and (familiar or not parted)),
        "row": RowCells(contact.cells),
        "me": Parts(_me(me, words)),
        "signature": clean(me.signature) or one_line(me.name),
        "today": today,
        "due": Parts({"reason": due.reason, "on": due.due_on, "occasion": due.occasion}),
        "common": reading(words.language).common(cells.own_text(due.what), words),
        "milestone": _milestone(due, cells),
        **shared_values(due, cells, values["theirs"], familiar=familiar),
        **{name: due.trigger.startswith(f"{kind}:") for kind, name in SPECIAL.items()},
        "owes": bool(contact.text.get(Field.RECEIVED) and not contact.text.get(Field.GIVEN)),
        "about": Parts(other),
        "gap": gap,
    }


def _milestone(due: Due, cells: Cells) -> str:
    """Their news as one congratulates on it: what the cell says, or what changed of their post."""
    reader = reading(cells.words.language)
    if due.question:
        return reader.change(due.what, cells.words)
    return reader.news(cells.own_text(due.what), cells.words)


def _typed(contact: Contact) -> dict[str, Value]:
    """The fields that are no plain text."""
    flags = {"needs_followup": contact.needs_followup, "thank_you_sent": contact.thank_you}
    return {
        "name": one_line(contact.name.full),
        "first_name": one_line(contact.name.first),
        "last_name": one_line(contact.name.last),
        "email": contact.emails[0] if contact.emails else "",
        **{name: _known_day(contact, wanted) for name, wanted in DAYS.items()},
        "reply": contact.replied,
        "nudges": contact.nudges or 0,
        "cadence": contact.cadence or "",
        "do_not_contact": one_line(contact.do_not_contact),
        **{name: bool(mark and mark.yes) for name, mark in flags.items()},
    }


def _birthday(contact: Contact, words: Lexicon) -> str:
    """The day without a year, in words: "4 March"; "" if it is not known."""
    if contact.birthday is None:
        return ""
    month, day = contact.birthday
    name = words.words("dates", "months")[month - 1]
    number = words.table["dates"].get("first", "1") if day == 1 else day
    return words.phrase("dates", "day").format(day=number, month=name)


def _known_day(contact: Contact, wanted: Field) -> date | str:
    """A day as a letter may state it: its month if the day is vague, no meeting without talk."""
    day: date | None = getattr(contact, wanted)
    if day is None or (wanted is Field.MET_ON and not contact.talked):
        return ""
    return Month(day.year, day.month, 1) if wanted in contact.vague else day


@lru_cache(maxsize=16)
def _me(me: Me, words: Lexicon) -> Mapping[str, Value]:
    first_line = me.signature.strip().partition("\n")[0].strip()
    closes = words.has("voice", "closings", first_line.lower().rstrip(" ,.!"))
    return {
        "name": one_line(me.name),
        "signature": clean(me.signature),
        "good_news": _own_words(me.good_news, words),
        "story": _whole_sentences(_own_words(me.story, words), STORY_WORDS),
        "signs_off": closes or first_line.endswith(","),
    }


def _own_words(text: str, words: Lexicon) -> str:
    """What the config has the sender say, unless it stands in another language than the letter."""
    return one_line(text) if spoken(text) in {"", words.language} else ""


def _whole_sentences(text: str, limit: int) -> str:
    """The first sentences of `text` within `limit` words."""
    taken: list[str] = []
    for part in _sentences(text):
        if len(" ".join([*taken, part]).split()) > limit:
            break
        taken.append(part)
    return " ".join(taken)


def _sentences(text: str) -> Iterator[str]:
    import re

    return iter(re.split(r"(?<=[.!?…])\s+", text))


def _cell(value: CellValue) -> Value:
    if value is None or isinstance(value, str):
        return clean(value or "")
    if isinstance(value, datetime):
        return value.date()
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
