"""The names a template may use, what each means, and the values behind them for one letter."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from followup.drafts.cells import Cells
from followup.drafts.details import read_details
from followup.drafts.greeting import address, called, courtesy, greeting, told_as
from followup.drafts.lexicon import Lexicon
from followup.drafts.prose import Month
from followup.drafts.reading import Voice, reading
from followup.drafts.text import clean, one_line
from followup.drafts.tongues import FAMILIAR, spoken
from followup.model import DATE_FIELDS, CellValue, Contact, Due, Field, Me, Name
from followup.model.records import dataclass

STORY_WORDS = 40
TO_BOTH = "introduction"
"""The occasion whose letter goes to both people it is about."""

SPECIAL = {"revisit": "revisit", "unreached": "unreached"}
"""How the trigger of a letter of a special kind begins, and the name that tells a template."""

GIFT_LIMIT = 90

PERSON = {
    **{
        wanted.value: f"the {wanted.value.replace('_', ' ')} as the sheet has it"
        for wanted in Field
    },
    "name": "full name",
    "called": "what they are called: nickname, first name, else the full name",
    "met_on": "the day you met; also outreach_on, reply_on, last_contact, next_followup",
    "said": "what they gave or said, as a phrase: your advice to take the certificate first",
    "counsel": "what they advised, from the advice column alone, as such a phrase",
    "advised": "whether what they said was advice",
    "theirs": "what they do or like, as a phrase: your work on tidal energy",
    "detail": "said, or else theirs",
    "topic": "either of them in a few words, for a subject line",
    "their_topic": "theirs in a few words; nothing for a bare interest",
    "work": "their place of work, as a phrase: your work at Granite Labs",
    "aim": "the goal, if it is to learn something: learn about pricing",
    "where": "where you met, as an adverb: at PyCon 2026, over coffee at Blue Bottle",
    "event": "where you met, as a noun: PyCon 2026",
    "through": "the name of whoever connected you: Ben Cole",
    "company": "the company, if its name can stand in a sentence",
    "at_company": "the same as a place: at Granite Labs, bei der Klinik am Wall",
    "talked": "whether the day of meeting was a conversation, not an accepted connection",
    "outcome": "what came of their advice, if it can be said: I passed the SQL certificate",
    "step": "the next step as understood: step.kind and step.what",
}
"""Names of the person written to; those of `about` are the same ones after a dot."""

GENERAL = {
    "greeting": "the first line, such as: Hi Ana,",
    "row": 'any column of the row by its header: row["Shoe size"]',
    "me": "the sender: me.name, me.signature, me.story, me.good_news, me.signs_off",
    "signature": "the signature, else the name, else nothing",
    "today": "the day of the run",
    "due": "why now: due.reason, due.on, due.occasion",
    "milestone": "their news, if it can be said: your promotion to head of data",
    "gift": "what is shared, as a thing: the article on wind power",
    "gift_link": "where it is found",
    "because": "why it is for them: your interest in wind power",
    "common": "what the two people of an introduction have in common: you both keep bees",
    "revisit": "whether a first_hello is the last word after reminders without an answer",
    "unreached": "whether a report_back tells that the other person could not be reached",
    "owes": "whether they have helped you, and no help of yours is noted",
    "about": "the other person a letter is about (report_back), by the same names",
    "familiar": "whether one person is written to in the familiar form of address (du, tu)",
    "form": 'form("Ihnen", "dir"): formal, familiar; a third text is for two people',
    "gap": 'gap("what you remember") leaves [what you remember] and marks the draft incomplete',
}

NAMES: Mapping[str, str] = {**PERSON, **GENERAL}
"""Every name that a template may use, and its meaning."""

FILTERS: Mapping[str, str] = {
    "day": "12 November, with the year if it is another one; November if no day is known",
    "on_day": "on 12 November, or in November if no day is known; nothing without either",
    "ago": "on 12 November, in March, over two years ago: true for weeks to come",
    "possessive": "Ana's",
    "sentence": "a capital first letter and a full stop",
    "capital": "a capital first letter",
    "fits": "the text if it is no longer than event|fits(40), else nothing",
    "unlike": "the text if it shares no word of weight with theirs|unlike(step.what), else nothing",
    "after": "the text behind a small word, joined as the language does: about.name|after('de')",
    "quoted": "typographic quotation marks around it",
}

PARTS: Mapping[str, frozenset[str]] = {
    "me": frozenset({"name", "signature", "story", "signs_off", "good_news"}),
    "due": frozenset({"reason", "on", "occasion"}),
    "step": frozenset({"kind", "what"}),
    "about": frozenset(PERSON),
}
"""What may follow the dot of each name that has parts."""

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
        raise UnknownHeaderError(f"there is no column {header!r}{nearest(header, self.cells)}")

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


def nearest(name: str, known: Mapping[str, object] | frozenset[str]) -> str:
    """ "; nearest is ..." for a name that is not among `known`, or "" if none is near."""
    from difflib import get_close_matches

    folded = {_folded(other): other for other in sorted(known)}
    close = get_close_matches(_folded(name), list(folded), 1, 0.5)
    return f"; nearest is {folded[close[0]]!r}" if close else ""


@dataclass(frozen=True, slots=True)
class Form:
    """Chooses between the two forms of address of one letter."""

    familiar: bool
    joint: bool = False

    def __call__(self, formal: object, familiar: object, both: object = None) -> object:
        """The form that fits; `both` where a language has a third one for two people."""
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
    name = told if to_third else called(contact.name)
    values: dict[str, Value] = {wanted.value: "" for wanted in Field}
    values |= {key: clean(text) for key, text in contact.text.items() if key in values}
    values |= _typed(contact)
    values |= {
        "called": name,
        "said": details.said,
        "advised": details.advised,
        "counsel": details.counsel,
        "theirs": details.theirs,
        "detail": details.said or details.theirs,
        "topic": details.topic,
        "their_topic": details.their_topic,
        "work": details.work,
        "aim": details.aim,
        "where": details.where,
        "event": details.event,
        "through": details.through,
        "company": details.company,
        "at_company": details.at_company,
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
    names = _greeted(contact, about, due)
    form = address(contact, me, words, count=len(names))
    familiar = form == FAMILIAR and len(names) == 1
    values = person_values(contact, words, familiar=familiar, notes=notes)
    cells = Cells(contact, words, notes or words.language)
    other: dict[str, Value] = dict.fromkeys(PERSON, "")
    if about:
        other = person_values(about, words, to_third=True, familiar=familiar, notes=notes)
    return values | {
        "greeting": greeting(names, words, courtesy(contact.cells), form),
        "familiar": familiar,
        "form": Form(familiar, joint=len(names) > 1),
        "row": RowCells(contact.cells),
        "me": Parts(_me(me, words)),
        "signature": clean(me.signature) or one_line(me.name),
        "today": today,
        "due": Parts({"reason": due.reason, "on": due.due_on, "occasion": due.occasion}),
        "common": reading(words.language).common(cells.own_text(due.what), words),
        "milestone": _milestone(due, cells),
        **_shared(due, cells, values["theirs"], familiar=familiar),
        **{name: due.trigger.startswith(f"{kind}:") for kind, name in SPECIAL.items()},
        "owes": bool(contact.text.get(Field.RECEIVED) and not contact.text.get(Field.GIVEN)),
        "about": Parts(other),
        "gap": gap,
    }


def _greeted(contact: Contact, about: Contact | None, due: Due) -> list[Name]:
    """Whom the letter is to: those the row names, as far as it reaches them, or both introduced."""
    if due.occasion == TO_BOTH and about:
        return [contact.name, about.name]
    reached = [person.name for person in contact.people if person.email]
    return reached or [person.name for person in contact.people]


def _milestone(due: Due, cells: Cells) -> str:
    """Their news as one congratulates on it: what the cell says, or what changed of their post."""
    reader = reading(cells.words.language)
    if due.question:
        return reader.change(due.what, cells.words)
    return reader.news(cells.own_text(due.what), cells.words)


def _shared(due: Due, cells: Cells, theirs: Value, *, familiar: bool) -> dict[str, Value]:
    """Something to share: as the config words it, or as far as a note in the row can be said."""
    words = cells.words
    gift = reading(words.language).gift(cells.own_text(due.what), words)
    told = {"gift": gift, "gift_link": one_line(due.link), "because": theirs}
    if not due.topic:
        return {**told}
    voice = Voice.of(cells.contact, words, to_third=False, familiar=familiar)
    why = voice.say(words.phrase("interests", "gives"), one_line(due.topic))
    return {**told, "gift": gift or one_line(due.what, GIFT_LIMIT), "because": why}


def _typed(contact: Contact) -> dict[str, Value]:
    """The fields that are no plain text."""
    flags = {"needs_followup": contact.needs_followup, "thank_you_sent": contact.thank_you}
    return {
        "name": one_line(contact.name.full),
        "first_name": one_line(contact.name.first),
        "last_name": one_line(contact.name.last),
        "email": contact.emails[0] if contact.emails else "",
        **{wanted.value: _known_day(contact, wanted) for wanted in DATE_FIELDS},
        "reply": contact.replied,
        "nudges": contact.nudges or 0,
        "cadence": contact.cadence or "",
        "do_not_contact": one_line(contact.do_not_contact),
        **{name: bool(mark and mark.yes) for name, mark in flags.items()},
    }


def _known_day(contact: Contact, wanted: Field) -> date | str:
    """A day as a letter may state it: its month if the day is vague, no meeting without talk."""
    day: date | None = getattr(contact, wanted.value)
    if day is None or (wanted is Field.MET_ON and not contact.talked):
        return ""
    return Month(day.year, day.month, 1) if wanted in contact.vague else day


def _me(me: Me, words: Lexicon) -> dict[str, Value]:
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
