"""`followup weekly`: every tracker of the config, then one digest."""

import hashlib
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from followup.cli.base import Command
from followup.cli.joblog import job_options, note
from followup.cli.options import Day, credentials_option, strict_option, the_day
from followup.cli.output import print_json, remark
from followup.cli.show import count
from followup.errors import FollowupError, UsageError
from followup.model.records import replace

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from rich.progress import Progress

    from followup.flow.fleet import Shard, Task
    from followup.flow.weekly import Each
    from followup.model import Settings
    from followup.model.digest import Digest, Report

MOST_WITH_LINKS = 200
"""Trackers whose letters have a link in the digest; of more it would be too large to open."""


@click.command("weekly", cls=Command)
@click.option("--config", help="The config file (else followup.toml here, else the user's own).")
@click.option("--today", type=Day(), help="Take this day for today (2026-11-23).")
@click.option("--quiet", is_flag=True, help="Print nothing unless something needs a person.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@strict_option
@click.option("--dry-run", is_flag=True, help="Write into no tracker; show what would be ready.")
@click.option("--html", help="Write the digest there too, as a web page.")
@click.option("--markdown", help="Write the digest there too, as Markdown.")
@click.option("--shard", help="Go through one part of the list only: 3/10 is the third of ten.")
@credentials_option
@job_options
def command(
    *,
    config: str | None,
    today: date | None,
    quiet: bool,
    as_json: bool,
    strict: bool,
    dry_run: bool,
    html: str | None,
    markdown: str | None,
    shard: str | None,
    credentials: str | None,
) -> None:
    """Go through every tracker of the config and sum it up: the job for every Monday.

    One that cannot be read or written costs none of the others; one that is open elsewhere is
    tried again.

    Example:  followup weekly --html digest.html
    """
    from followup.flow.fleet import Shard, find_tasks
    from followup.model.digest import Digest

    path, settings = job_config(config)
    part = Shard.read(shard) if shard else Shard()
    tasks, unmatched = find_tasks(settings, path, part)
    clock = the_day(today)
    with nullcontext() if dry_run else only_run(path, part):
        reports = run_all(
            tasks,
            settings,
            {"clock": clock, "credentials": credentials, "dry_run": dry_run},
            shown=not (quiet or as_json),
        )
    digest = Digest(clock(settings.me.time_zone), reports, unmatched, shard or "", dry_run)
    keep = settings.weekly if not dry_run else replace(settings.weekly, html="", markdown="")
    digest = save(digest, html or keep.html, markdown or keep.markdown)
    show(digest, quiet=quiet, as_json=as_json, strict=strict)
    if code := digest.exit_code(strict=strict):
        raise click.exceptions.Exit(code)


def job_config(named: str | None) -> "tuple[Path, Settings]":
    """The job's config file and what it says. Raises UsageError where there is none."""
    from followup.settings import FILE_NAME, find_config, load_settings
    from followup.settings.find import user_config

    path = find_config(named, FILE_NAME)
    if path is None:
        raise UsageError(
            f"there is no {FILE_NAME} here, nor {user_config()}; make one with two lines for each "
            'tracker, [[trackers]] and path = "my_network.xlsx", or name one with --config'
        )
    return path, load_settings(path)


def only_run(config: Path, part: "Shard") -> "AbstractContextManager[None]":
    """The lock that keeps a second run of the same job from beginning."""
    from followup.folders import state_folder
    from followup.trackers.files import only_one

    key = f"{config.resolve()} {part.number}/{part.of}".encode("utf-8", "surrogateescape")
    name = hashlib.blake2b(key, digest_size=6).hexdigest()
    return only_one(
        state_folder() / f"weekly-{name}.lock",
        f"the weekly job of {config} is still running; this one leaves everything to it",
    )


def run_all(
    tasks: "Sequence[Task]", settings: "Settings", options: dict[str, Any], *, shown: bool
) -> "tuple[Report, ...]":
    """Every tracker's report; what is busy is tried again, but for a dry run."""
    from followup.cli.workers import side_by_side
    from followup.flow.weekly import do_one, go_through

    weekly = settings.weekly
    work = partial(do_one, **options, links=len(tasks) <= MOST_WITH_LINKS)

    def each(some: "Sequence[Task]") -> Any:
        return side_by_side(work, some, weekly.at_once)

    tries = 1 if options["dry_run"] else weekly.tries
    with progress(len(tasks)) if shown and sys.stderr.isatty() else nullcontext() as bar:
        pause = partial(wait_for, minutes=weekly.wait, say=bar.say if bar else said_in(shown))
        counted = bar.counting(each) if bar else each
        return go_through(tasks, counted, tries=tries, pause=pause)


class Bar:
    """A progress bar for somebody who looks on."""

    def __init__(self, drawn: "Progress", total: int) -> None:
        self.drawn, self.total = drawn, total
        self.line = drawn.add_task("", total=total)

    def counting(self, each: "Each") -> "Each":
        """The same as `each`, counted."""

        def counted(some: "Sequence[Task]") -> "Iterator[tuple[Task, Report]]":
            self.drawn.update(self.line, completed=self.total - len(some))
            for task, report in each(some):
                self.drawn.update(self.line, advance=1)
                yield task, report

        return counted

    def say(self, sentence: str) -> None:
        """A sentence above the bar."""
        self.drawn.console.print(sentence, markup=False, highlight=False)


@contextmanager
def progress(total: int) -> "Iterator[Bar]":
    """A bar on stderr that is gone when all is done."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as drawn:
        yield Bar(drawn, total)


def said_in(shown: bool) -> "Callable[[str], None]":
    """Says a sentence where nobody looks on: on stderr if `shown`, and in the log at once."""

    def say(sentence: str) -> None:
        if shown:
            remark(sentence)
        note("" if shown else sentence)

    return say


def wait_for(busy: "Sequence[Report]", *, minutes: int, say: "Callable[[str], None]") -> bool:
    """Say what is waited for, and wait; Ctrl-C ends the waiting, not the job."""
    names = ", ".join(report.name for report in busy[:3]) + (" ..." if len(busy) > 3 else "")
    say(f"Open elsewhere: {names}. Next try in {count(minutes, 'minute')}; Ctrl-C ends the wait.")
    try:
        time.sleep(minutes * 60)
    except KeyboardInterrupt:
        return False
    return True


def save(digest: "Digest", html: str, markdown: str) -> "Digest":
    """Write the digest's files; what could not be written is told in the one that comes back."""
    from followup.trackers.files import write_text
    from followup.trackers.paths import expanded

    for path, form in ((html, "html"), (markdown, "markdown")):
        if path:
            try:
                write_text(expanded(path).absolute(), as_form(digest, form))
            except FollowupError as error:
                sentence = f"The digest could not be kept: {error}"
                digest = replace(digest, remarks=(*digest.remarks, sentence))
    return digest


def as_form(digest: "Digest", form: str) -> str:
    """The digest as a web page or as Markdown."""
    if form == "html":
        from followup.exports.digest_html import digest_html

        return digest_html(digest)
    from followup.exports.digest_markdown import digest_markdown

    return digest_markdown(digest)


def show(digest: "Digest", *, quiet: bool, as_json: bool, strict: bool) -> None:
    """Print the digest; a quiet one only as far as it needs a person."""
    from followup.exports.digest_json import digest_json
    from followup.exports.digest_text import digest_text, needs_text

    if as_json:
        print_json(digest_json(digest, strict=strict))
    else:
        text = needs_text(digest, strict=strict) if quiet else digest_text(digest)
        click.echo(text, nl=False)
