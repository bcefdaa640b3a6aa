"""What the template of one letter can name; each value is worked out when it is asked for."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import lru_cache, partial
from operator import attrgetter
from typing import Any, ClassVar

from followup.drafts.cells import Cells
from followup.drafts.details import read_details
from followup.drafts.greeting import address, called, courtesy, greeted, greeting, told_as
from followup.drafts.lexicon import Lexicon
from followup.drafts.names import SPECIAL, TO_BOTH, Form, Gaps, Parts, RowCells, Value
from followup.drafts.prose import Month
from followup.drafts.reading import Voice, reading
from followup.drafts.sharing import shared_values
from followup.drafts.text import clean, one_line
from followup.drafts.tongues import FAMILIAR, FORMAL, spoken
from followup.drafts.vocabulary import PERSON
from followup.model import DATE_FIELDS, Contact, Due, Field, Mark, Me

STORY_WORDS = 40
NOBODY = Parts(dict.fromkeys(PERSON, ""))
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
_all_details = attrgetter(*DETAILS)


class PersonValues(dict[str, Value]):
    """The values of PERSON for one contact, each worked out when it is first asked for by name.

    What the sheet lacks is "". `to_third` says that the letter goes to somebody else, `familiar`
    how it addresses its reader; `notes` is the language of notes that do not tell theirs.
    """

    __slots__ = ("contact", "familiar", "notes", "to_third", "words")
    makers: ClassVar[Mapping[str, Callable[[Any], Value]]] = {}
    """How each value is worked out."""

    def __init__(
        self, contact: Contact, words: Lexicon, notes: str, *, to_third: bool, familiar: bool
    ) -> None:
        self.contact = contact
        self.words = words
        self.notes = notes
        self.to_third = to_third
        self.familiar = familiar

    def __missing__(self, name: str) -> Value:
        self[name] = made = self.makers[name](self)
        return made

    @property
    def cells(self) -> Cells:
        """The notes of the row."""
        return Cells(self.contact.text, self.words, self.notes)


class LetterValues(PersonValues):
    """Everything that the template of one letter can name.

    `notes` is the language of notes that do not tell theirs ("" for the letter's).
    """

    __slots__ = ("about", "due", "form", "gap", "me", "names", "parted", "title", "today", "two")

    def __init__(
        self,
        contact: Contact,
        about: Contact | None,
        due: Due,
        *,
        me: Me,
        words: Lexicon,
        today: date,
        gap: Gaps,
        notes: str = "",
    ) -> None:
        self.names = greeted(contact)
        self.title = courtesy(contact.cells)
        self.form = address(contact, self.title, me, words)
        if due.occasion == TO_BOTH and about:
            self.names = [contact.name, about.name]
            theirs = address(about, courtesy(about.cells), me, words)
            self.form = FORMAL if FORMAL in {self.form, theirs} else FAMILIAR
        self.two = len(self.names) > 1
        self.parted = "two" in words.table["voice"]
        familiar = self.form == FAMILIAR and (self.parted or not self.two)
        super().__init__(contact, words, notes or words.language, to_third=False, familiar=familiar)
        self.about, self.due, self.me, self.today, self.gap = about, due, me, today, gap


def _other(letter: LetterValues) -> Parts:
    if letter.about is None:
        return NOBODY
    about, words, familiar = letter.about, letter.words, letter.familiar
    other = PersonValues(about, words, letter.notes, to_third=True, familiar=familiar)
    other |= {"name": one_line(about.name.full), "talked": about.talked}  # true in a condition
    return Parts(other)


def _greeting(letter: LetterValues) -> str:
    return greeting(letter.names, letter.words, letter.title, letter.form)


def _form(letter: LetterValues) -> Form:
    familiar = letter.familiar
    return Form(familiar, joint=letter.two and (familiar or not letter.parted))


def _due(letter: LetterValues) -> Parts:
    due = letter.due
    return Parts({"reason": due.reason, "on": due.due_on, "occasion": due.occasion})


def _common(letter: LetterValues) -> str:
    told = letter.cells.own_text(letter.due.what)
    return reading(letter.words.language).common(told, letter.words)


def _milestone(letter: LetterValues) -> str:
    """Their news as one congratulates on it: what the cell says, or what changed of their post."""
    reader, due = reading(letter.words.language), letter.due
    if due.question:
        return reader.change(due.what, letter.words)
    return reader.news(letter.cells.own_text(due.what), letter.words)


def _shared(letter: LetterValues, *, name: str) -> Value:
    contact, words, familiar = letter.contact, letter.words, letter.familiar
    voice = Voice.of(contact, words, to_third=False, familiar=familiar)
    return shared_values(letter.due, letter.cells, letter["theirs"], voice)[name]


def _special(letter: LetterValues, *, kind: str) -> bool:
    return letter.due.trigger.startswith(f"{kind}:")


def _owes(letter: LetterValues) -> bool:
    text = letter.contact.text
    return bool(text.get(Field.RECEIVED) and not text.get(Field.GIVEN))


def _detail(person: PersonValues, *, name: str) -> Value:
    """One of DETAILS; a template that names one names several, so all are put in place at once."""
    found = read_details(
        person.contact,
        person.words,
        to_third=person.to_third,
        familiar=person.familiar,
        notes=person.notes,
    )
    person.update(zip(DETAILS, _all_details(found), strict=True))
    return person[name]


def _text(person: PersonValues, *, field: Field) -> str:
    return clean(person.contact.text.get(field, ""))


def _called(person: PersonValues) -> str:
    name = person.contact.name
    if person.to_third:
        return told_as(name, person.words, familiar=person.familiar)
    return called(name)


def _outcome(person: PersonValues) -> str:
    told = person.cells.own(Field.ADVICE_OUTCOME)
    return reading(person.words.language).outcome(told, person.words)


def _step(person: PersonValues) -> Parts:
    step = person.cells.step()
    return Parts({"kind": step.kind, "what": step.what})


def _email(person: PersonValues) -> str:
    emails = person.contact.emails
    return emails[0] if emails else ""


def _birthday(person: PersonValues) -> str:
    """The day without a year, in words: "4 March"; "" if it is not known."""
    if person.contact.birthday is None:
        return ""
    month, day = person.contact.birthday
    words = person.words
    name = words.words("dates", "months")[month - 1]
    number = words.table["dates"].get("first", "1") if day == 1 else day
    return words.phrase("dates", "day").format(day=number, month=name)


def _known_day(person: PersonValues, *, wanted: Field) -> date | str:
    """A day as a letter may state it: its month if the day is vague, no meeting without talk."""
    contact = person.contact
    day: date | None = getattr(contact, wanted)
    if day is None or (wanted is Field.MET_ON and not contact.talked):
        return ""
    return Month(day.year, day.month, 1) if wanted in contact.vague else day


@lru_cache(maxsize=16)
def _signature(me: Me) -> str:
    return clean(me.signature) or one_line(me.name)


def _says_yes(mark: Mark | None) -> bool:
    return bool(mark and mark.yes)


@lru_cache(maxsize=16)
def _sender(me: Me, words: Lexicon) -> Parts:
    first_line = me.signature.strip().partition("\n")[0].strip()
    closes = words.has("voice", "closings", first_line.lower().rstrip(" ,.!"))
    values = {
        "name": one_line(me.name),
        "signature": clean(me.signature),
        "good_news": _own_words(me.good_news, words),
        "story": _whole_sentences(_own_words(me.story, words), STORY_WORDS),
        "signs_off": closes or first_line.endswith(","),
    }
    return Parts(values)


def _own_words(text: str, words: Lexicon) -> str:
    """What the config has the sender say, unless it stands in another language than the letter."""
    return one_line(text) if spoken(text) in {"", words.language} else ""


def _whole_sentences(text: str, limit: int) -> str:
    """The first sentences of `text` within `limit` words."""
    taken: list[str] = []
    for part in _sentences(text) if text else ():
        if len(" ".join([*taken, part]).split()) > limit:
            break
        taken.append(part)
    return " ".join(taken)


def _sentences(text: str) -> Iterator[str]:
    import re

    return iter(re.split(r"(?<=[.!?…])\s+", text))


PersonValues.makers = {
    **{wanted.value: partial(_text, field=wanted) for wanted in Field},
    **{wanted.value: partial(_known_day, wanted=wanted) for wanted in DATE_FIELDS},
    "name": lambda person: one_line(person.contact.name.full),
    "first_name": lambda person: one_line(person.contact.name.first),
    "last_name": lambda person: one_line(person.contact.name.last),
    "email": _email,
    "reply": attrgetter("contact.replied"),
    "nudges": lambda person: person.contact.nudges or 0,
    "cadence": lambda person: person.contact.cadence or "",
    "do_not_contact": lambda person: one_line(person.contact.do_not_contact),
    "needs_followup": lambda person: _says_yes(person.contact.needs_followup),
    "thank_you_sent": lambda person: _says_yes(person.contact.thank_you),
    "birthday": _birthday,
    **{name: partial(_detail, name=name) for name in DETAILS},
    "called": _called,
    "detail": lambda person: person["said"] or person["theirs"],
    "talked": attrgetter("contact.talked"),
    "outcome": _outcome,
    "step": _step,
}
LetterValues.makers = {
    **PersonValues.makers,
    "greeting": _greeting,
    "familiar": lambda letter: letter.familiar and not letter.two,
    "form": _form,
    "row": lambda letter: RowCells(letter.contact.cells),
    "me": lambda letter: _sender(letter.me, letter.words),
    "signature": lambda letter: _signature(letter.me),
    "today": attrgetter("today"),
    "due": _due,
    "common": _common,
    "milestone": _milestone,
    **{name: partial(_shared, name=name) for name in ("gift", "gift_link", "because")},
    **{name: partial(_special, kind=kind) for kind, name in SPECIAL.items()},
    "owes": _owes,
    "about": _other,
    "gap": attrgetter("gap"),
}
