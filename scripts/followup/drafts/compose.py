"""Due occasions to drafts: choose a template, gather what it may say, render, find the gaps."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from followup.drafts.engine import Engine
from followup.drafts.finder import FALLBACK, SHIPPED, Library, Template
from followup.drafts.letter import LetterValues
from followup.drafts.lexicon import languages, lexicon
from followup.drafts.names import SPECIAL, TO_BOTH, Gaps
from followup.drafts.prose import Prose
from followup.drafts.rotation import choose
from followup.drafts.sandbox import RenderError
from followup.drafts.tongues import named
from followup.model import (
    Contact,
    Draft,
    Due,
    Field,
    History,
    Me,
    Problem,
    Settings,
    Severity,
    place,
)
from followup.model.records import dataclass


@dataclass(frozen=True, slots=True)
class Job:
    """One letter to write: to `contact`, about the other person `about` in a report_back.

    `template` names the one to use again ("en/check_in.2"), for a letter that is brought up to
    date; "" lets rotation choose.
    """

    due: Due
    contact: Contact
    about: Contact | None
    history: History
    template: str = ""


def compose_all(
    jobs: Sequence[Job], settings: Settings, library: Library, today: date, tracker: str = ""
) -> tuple[tuple[Draft, ...], tuple[Problem, ...]]:
    """One draft for each job, in order, and what was wrong.

    `tracker` is the language of the tracker's headers ("" for English). A job whose template cannot
    be carried out gives a problem in place of its draft. Raises UsageError before any drafting if
    a template that would be used is broken, naming file, line and the nearest existing name.
    """
    office = Office(settings, library, today, tracker)
    placed = [(job, office.desk_for(job)) for job in jobs]
    for desk in dict.fromkeys(desk for _, desk in placed):
        desk.check(dict.fromkeys(job.due.occasion for job, at in placed if at is desk))
    drafts: list[Draft] = []
    problems: list[Problem] = [*_remarks(settings.me)] if jobs else []
    for job, desk in placed:
        made = desk.write(job)
        if isinstance(made, Draft):
            drafts.append(made)
        else:
            problems.append(made)
    return tuple(drafts), (*problems, *office.notes)


def language_of(settings: Settings, tracker: str = "") -> str:
    """The language letters are written in where a row asks for none: the config's, if we have
    letters in it, else English; the tracker's if the config does not say."""
    wanted = named(settings.me.language) if settings.me.language else tracker
    return wanted if wanted in languages() else FALLBACK


class Office:
    """The desks of one run, one a language, each set up when the first letter needs it."""

    def __init__(
        self,
        settings: Settings,
        library: Library,
        today: date,
        tracker: str = "",
        *,
        mark_empty: bool = False,
    ) -> None:
        self.settings = settings
        self.library = library
        self.today = today
        self.default = language_of(settings, tracker)
        me = settings.me
        self.writes = named(me.language) or me.language or tracker or FALLBACK
        """The language the person writes notes in, where their words do not tell."""
        self.mark_empty = mark_empty
        self.notes: list[Problem] = []
        self._desks: dict[str, Desk] = {}
        self._lacking: set[str] = set()

    def desk(self, language: str) -> "Desk":
        """Where letters in that language are written."""
        if language not in self._desks:
            self._desks[language] = Desk(
                self.settings.me,
                self.library,
                self.today,
                language,
                notes=self.writes,
                mark_empty=self.mark_empty,
            )
        return self._desks[language]

    def language(self, contact: Contact) -> str:
        """The language of a person's letters: the row's if it names one, else the default."""
        asked = contact.text.get(Field.LANGUAGE, "").strip()
        if not asked:
            return self.default
        code = named(asked) or asked
        if code in languages():
            return code
        self._lack(contact, asked)
        return FALLBACK

    def desk_for(self, job: Job) -> "Desk":
        """The desk of the person's language; the English one if only that has a template."""
        language, occasion = self.language(job.contact), job.due.occasion
        if fitting(self.library, job.due, language) or language == FALLBACK:
            return self.desk(language)
        if fitting(self.library, job.due, FALLBACK):
            self._lack(job.contact, f"{language} for {occasion}")
        return self.desk(FALLBACK)

    def _lack(self, contact: Contact, what: str) -> None:
        if what not in self._lacking:
            self._lacking.add(what)
            where = place(contact.sheet, contact.row)
            message = f"no letters in {what!r} yet; this one is in {FALLBACK!r}"
            self.notes.append(Problem(where, Field.LANGUAGE.value, Severity.NOTE, message))


class Desk:
    """Where the letters of one run in one language are written; remembers the variants used."""

    def __init__(
        self,
        me: Me,
        library: Library,
        today: date,
        language: str,
        *,
        notes: str = "",
        mark_empty: bool = False,
    ) -> None:
        """`notes` is the language of notes that do not tell theirs ("" for the letters')."""
        self.me = me
        self.notes = notes
        self.library = library
        self.today = today
        self.language = language
        self.words = lexicon(language)
        prose = Prose(self.words, today)
        self.engine = Engine(library.shared(language), prose, mark_empty=mark_empty)
        self.used: Counter[Template] = Counter()

    def check(self, occasions: Sequence[str] | dict[str, None]) -> None:
        """Compile the person's own variants of the occasions; UsageError for a broken one.

        Shipped ones are compiled when they are used, unless a shared block of the person's own
        may break them.
        """
        own_block = any(block.origin != SHIPPED for block in self.engine.blocks.values())
        for occasion in occasions:
            for template in self.library.variants(occasion, self.language):
                if own_block or template.origin != SHIPPED:
                    self.engine.compile(template)

    def write(self, job: Job) -> Draft | Problem:
        """The letter for one job, or why there is none."""
        variants = fitting(self.library, job.due, self.language)
        if not variants:
            return _failed(job, _lacking(job.due))
        again = (v for v in variants if job.template and v.name == job.template)
        template = next(again, None) or choose(variants, job.contact, job.history, self.used)
        self.used[template] += 1
        try:
            return self.write_with(template, job)
        except RenderError as error:
            return _failed(job, str(error))

    def values(self, job: Job, gaps: Gaps) -> LetterValues:
        """What the job's template can name."""
        return LetterValues(
            job.contact,
            job.about,
            job.due,
            me=self.me,
            words=self.words,
            today=self.today,
            gap=gaps,
            notes=self.notes,
        )

    def write_with(self, template: Template, job: Job) -> Draft:
        """The letter by that template. Raises RenderError if it cannot be carried out."""
        gaps = Gaps()
        values = self.values(job, gaps)
        compiled = self.engine.compile(template)
        subject, body = self.engine.render(compiled, values)
        return Draft(
            row=job.due.row,
            occasion=job.due.occasion,
            to=recipients(job),
            subject=subject,
            body=body,
            gaps=gaps.within(subject, body),
            template=compiled.name,
            question=job.due.question,
        )


def fitting(library: Library, due: Due, language: str) -> tuple[Template, ...]:
    """The variants that can say what made the letter due.

    A letter of a special kind goes by templates that ask for it: a first hello is no last word, and
    who told of a meeting would tell of one that never was.
    """
    variants = library.variants(due.occasion, language)
    special = SPECIAL.get(due.trigger.partition(":")[0])
    if special is None:
        return variants
    return tuple(variant for variant in variants if special in variant.text)


def _lacking(due: Due) -> str:
    special = SPECIAL.get(due.trigger.partition(":")[0])
    what = f" that has words for the case {{% if {special} %}}" if special else ""
    return f"there is no template for {due.occasion}{what}"


def recipients(job: Job) -> tuple[str, ...]:
    """Whom the letter goes to; an introduction to both, or to nobody if one has no address."""
    if job.due.occasion != TO_BOTH or job.about is None:
        return addresses(job.contact)
    both = (*addresses(job.contact)[:1], *addresses(job.about)[:1])
    return both if len(both) == 2 else ()


def addresses(contact: Contact) -> tuple[str, ...]:
    """Whom the letter goes to: each person's own address, else the first of the row."""
    own = tuple(person.email for person in contact.people if person.email)
    return own or contact.emails[:1]


def _failed(job: Job, message: str) -> Problem:
    where = place(job.contact.sheet, job.due.row)
    return Problem(where, "", Severity.ERROR, f"no draft for {job.contact.name.full}: {message}")


def _remarks(me: Me) -> Iterator[Problem]:
    """What the config leaves open, said once for a run."""
    if not me.name.strip() and not me.signature.strip():
        yield _remark(
            "the drafts are unsigned: your mail program adds your signature, or set name under [me]"
        )
    if me.language and named(me.language) not in languages():
        yield _remark(f"no letters in {me.language!r} yet; these are in {FALLBACK!r}")


def _remark(message: str) -> Problem:
    return Problem("followup.toml", "", Severity.NOTE, message)
