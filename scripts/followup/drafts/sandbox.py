"""The sandbox that templates run in: few filters, counted loops, no way to anything else."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from followup.drafts.finder import Template
from followup.drafts.prose import Prose, as_day, sentence
from followup.drafts.vocabulary import FILTERS, NAMES
from followup.model.patterns import pattern
from followup.values.sandbox import bounded_sandbox

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

MOST_STEPS = 10_000
"""Turns of all loops of one letter together."""

STEPS = "_steps"
"""The name under which templates find what counts them."""

VALUES = "_values"
"""The name under which the values of a letter come in; a template has each as a name of its own,
and one that it never names is never worked out."""

EMPTY = "\ue000"
"""Stands in a raw text for a value that shows as nothing, if marks were asked for."""

BUILT_IN = tuple(
    """abs capitalize count d default first int join last length list lower map max min reject
    rejectattr replace reverse round select selectattr sort string sum title trim truncate
    unique upper wordcount""".split()  # noqa: SIM905 - a long list, easier to read as words
)
"""Jinja's own filters that stay; the others can make text of any length or are for web pages."""

TEXT_METHODS = frozenset(
    """capitalize count endswith find lower lstrip removeprefix removesuffix replace rstrip split
    splitlines startswith strip title upper""".split()  # noqa: SIM905
)

ALONE = pattern(
    r"^([ \t]*\{(?P<sign>[%#])(?!-?\s*include\b)(?:(?!\n|(?P=sign)\}).)*?)"
    r"(-?(?P=sign)\})[ \t]*(\n)",
    re.MULTILINE,
)
"""A line that holds one tag or comment and nothing else."""


class RenderError(Exception):
    """One letter could not be written; the text says where and why."""


def make_environment(
    blocks: Mapping[str, Template], prose: Prose, empty: str
) -> "ImmutableSandboxedEnvironment":
    """The environment of one language and day, with nothing to load but `blocks`.

    `empty` is what `shown_as` leaves for nothing.
    """
    from jinja2 import FunctionLoader, StrictUndefined

    def load(name: str) -> tuple[str, str, None] | None:
        block = blocks.get(name)
        return (join_lines(block.text), str(block.path), None) if block else None

    environment = _sandbox()(
        loader=FunctionLoader(load),
        undefined=StrictUndefined,
        autoescape=False,
        lstrip_blocks=True,
        finalize=shown_as(prose, empty),
    )
    kept = {name: environment.filters[name] for name in BUILT_IN}
    environment.filters = {**kept, **own_filters(prose)}
    environment.globals = {"range": environment.globals["range"]}
    return environment


def shown_as(prose: Prose, empty: str) -> Callable[[object], object]:
    """What a value leaves in the text: `empty` if it shows as nothing, days as people say them."""

    def shown(value: object) -> object:
        if type(value) is str:
            return value or empty
        if value is None or value == "":
            return empty
        return prose.day(value) if as_day(value) else value

    return shown


def own_filters(prose: Prose) -> dict[str, Callable[..., str]]:
    """The filters that letters have besides Jinja's."""
    return {name: _filter(name, prose) for name in FILTERS}


def make_counter() -> Callable[[Iterable[Any]], Iterator[Any]]:
    """Wraps what a loop goes through, so that all loops of a letter share one allowance."""
    left = MOST_STEPS

    def steps(items: Iterable[Any]) -> Iterator[Any]:
        nonlocal left
        for item in items:
            left -= 1
            if left < 0:
                raise RenderError(f"more than {MOST_STEPS:,} turns of loops")
            yield item

    return steps


def join_lines(source: str) -> str:
    """Let a line that holds one tag alone leave no line in the letter.

    Its line break moves inside the tag, so line numbers stay true. Jinja's own trim_blocks would
    also join a line that merely ends in a tag to the next one.
    """
    return ALONE.sub(r"\1\4\3", source)


def _filter(name: str, prose: Prose) -> Callable[..., str]:
    plain: dict[str, Callable[..., str]] = {
        "sentence": sentence,
        "quoted": prose.quoted,
        "capital": _capital,
        "fits": _fits,
        "unlike": prose.unlike,
        "day": prose.day,
        "on_day": prose.on_day,
        "ago": prose.ago,
        "possessive": prose.possessive,
        "after": prose.after,
    }
    return plain[name]


def _capital(value: object) -> str:
    text = str(value)
    return text[:1].upper() + text[1:]


def _fits(value: object, limit: int) -> str:
    return str(value) if len(str(value)) <= limit else ""


@cache
def _sandbox() -> "type[ImmutableSandboxedEnvironment]":
    """The sandbox class; made on first use so that Jinja2 is imported only then."""
    from jinja2 import nodes
    from jinja2.runtime import Context

    class LetterContext(Context):
        def resolve_or_missing(self, key: str) -> Any:
            parent = self.parent
            if key in NAMES and VALUES in parent and key not in parent and key not in self.vars:
                return parent[VALUES][key]
            return super().resolve_or_missing(key)

    class Sandbox(bounded_sandbox()):  # type: ignore[misc]  # made at run time
        context_class = LetterContext

        def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
            tree: nodes.Template = super()._parse(source, name, filename)
            for loop in tree.find_all(nodes.For):
                counted = nodes.Name(STEPS, "load", lineno=loop.lineno)
                loop.iter = nodes.Call(counted, [loop.iter], [], None, None, lineno=loop.lineno)
            return tree

        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
            known = not isinstance(obj, str) or attr in TEXT_METHODS
            return known and bool(super().is_safe_attribute(obj, attr, value))

    return Sandbox
