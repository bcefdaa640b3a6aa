"""The few questions of `followup init`, and what their answers set."""

import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

from followup.errors import UsageError

if TYPE_CHECKING:
    from followup.model import Settings
    from followup.schedule import Slot
    from followup.settings.keys import Key

Changes = dict[tuple[str, ...], Any]
Ask = Callable[[str, str], str]
"""Puts a question with the answer that Return stands for; gives what was typed."""

EMPTY = "-"
"""What is typed for "leave that empty"."""
WEEKLY = "monday 07:00"
TIERS = ("A", "B", "C", "none")


def on_terminal(question: str, default: str) -> str:
    """Ask on the terminal."""
    answer = click.prompt(question, default=default, show_default=bool(default), type=str)
    return str(answer).strip()


def by_default(_: str, default: str) -> str:
    """Ask nobody: what Return stands for."""
    return default


def given_changes(options: Mapping[str, str | None], settings: Iterable[str]) -> Changes:
    """What the options say: names of settings with their text, and NAME=VALUE texts of --set.

    Raises UsageError for a name that is no setting and a value that cannot be used.
    """
    named = {name: text for name, text in options.items() if text is not None}
    for each in settings:
        name, equals, text = each.partition("=")
        if not equals:
            raise UsageError(f'--set {each}: write it NAME=VALUE, as in --set "limits.per_run=3"')
        named[name.strip()] = text.strip()
    changes: Changes = {}
    for name, text in named.items():
        changes |= _given(name, text)
    return changes


def _given(name: str, text: str) -> Changes:
    from followup.model import Field, Owned
    from followup.settings.sheet import by_name
    from followup.settings.write import where_of
    from followup.values.nearest import did_you_mean

    section, _, field = name.partition(".")
    kinds: dict[str, list[str]] = {"columns": list(Field), "output": list(Owned)}
    if headers := kinds.get(section):
        if field not in headers:
            raise UsageError(f'"{name}" is not a setting; {did_you_mean(field, headers)}')
        return {(section, field): text}
    keys = by_name()
    key = keys.get(name.casefold()) or next((k for k in keys.values() if k.dotted == name), None)
    if key is None:
        dotted = sorted({known.dotted for known in keys.values()})
        raise UsageError(f'"{name}" is not a setting; {did_you_mean(name, dotted)}')
    try:
        return {where_of(key): toml_value(key, text)}
    except ValueError as error:
        raise UsageError(f"{key.dotted} {error}") from error


def toml_value(key: "Key", text: str) -> Any:
    """A typed text as the config file holds it. Raises ValueError as `read_value` does."""
    from followup.settings.kinds import read_value
    from followup.settings.typed import as_toml

    value: Any = as_toml(key, text, None) if text else ""
    read_value(key, value)
    return value


def questions(settings: "Settings", tracker: str, given: Changes, ask: Ask) -> Changes:
    """What is to be set: what was given, and the answers to all that was not.

    What the answers leave as it is in `settings` is not among it, nor is the language of the
    letters if it is what they are in anyway; `tracker` is the language of the tracker.
    """
    from followup.cli import here
    from followup.drafts import lexicon
    from followup.drafts.compose import language_of

    interview = _Interview(settings, dict(given), ask)
    interview.one(("me", "name"), "Your name, as you sign", here.full_name())
    known = lexicon.languages()
    if len(known) > 1:
        anyway = language_of(settings, tracker)
        question = f"Language of your letters ({', '.join(known)})"
        interview.one(("me", "language"), question, anyway, unsaid=anyway)
    interview.one(("me", "timezone"), "Your time zone", here.time_zone())
    zone = str(interview.changes.get(("me", "timezone"), settings.me.time_zone))
    country = here.country(zone)
    interview.one(("me", "country"), "Your country's code, for its public holidays", country)
    interview.cadence()
    interview.one(("limits", "per_run"), "Letters a run, of those that can wait")
    return interview.changes


class _Interview:
    """The questions one by one; each is asked again until its answer can be used."""

    def __init__(self, settings: "Settings", changes: Changes, ask: Ask) -> None:
        self.settings, self.changes, self.ask = settings, changes, ask

    def one(
        self, where: tuple[str, str], question: str, guess: str = "", *, unsaid: str = ""
    ) -> None:
        """One setting, unless it was given; `guess` is offered where nothing holds yet.

        `unsaid` is what an empty setting comes to, so that it need not be said.
        """
        from followup.settings.keys import keys

        if where in self.changes:
            return
        key = next(key for key in keys() if (key.section, key.name) == where)
        current = key.value(self.settings)
        while True:
            answer = self.ask(question, str(current if current != "" else guess))
            try:
                value = toml_value(key, "" if answer == EMPTY else answer)
            except ValueError as error:
                click.echo(f"  It {error}.")
                continue
            if value not in (current, current or unsaid):
                self.changes[where] = value
            return

    def cadence(self) -> None:
        """The four rhythms in one line."""
        wheres = [("cadence", tier) for tier in TIERS]
        if any(where in self.changes for where in wheres):
            return
        rhythms = self.settings.cadence
        current = [rhythms.a, rhythms.b, rhythms.c, rhythms.none]
        question = "Days between letters to close ties (A), good ones (B), loose ones (C), others"
        while True:
            typed = self.ask(question, " ".join(map(str, current))).replace(",", " ").split()
            if len(typed) == len(TIERS) and all(w.isdecimal() and 0 < int(w) < 9999 for w in typed):
                break
            click.echo("  It must be four numbers of days, such as 30 90 180 120.")
        pairs = zip(wheres, map(int, typed), current, strict=True)
        self.changes |= {where: days for where, days, old in pairs if days != old}


def usual_scheduler() -> str:
    """The scheduler that this machine has, "" for none."""
    if sys.platform == "darwin":
        return "launchd"
    if sys.platform == "win32":
        return "windows"
    programs = {"cron": "crontab", "systemd": "systemctl"}
    return next((name for name, program in programs.items() if shutil.which(program)), "")


def ask_when(ask: Ask) -> "Slot | None":
    """The weekly moment, None for never."""
    while True:
        try:
            return when_given(ask("Run it by itself every week? A day and time, or no", WEEKLY))
        except UsageError as error:
            click.echo(f"  {error}.")


def when_given(text: str) -> "Slot | None":
    """The weekly moment that is named; None for no. Raises UsageError for what is neither."""
    from followup.schedule import parse_slot

    word = text.strip().lower()
    if word in {"no", "n", "never", EMPTY}:
        return None
    try:
        return parse_slot(WEEKLY if word in {"yes", "y"} else text)
    except ValueError as error:
        raise UsageError(str(error)) from error
