"""Templates to text: Jinja2 in its sandbox, strict about names, bounded in work and length."""

import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn

from followup.drafts.finder import Template
from followup.drafts.names import FILTERS, NAMES, PARTS, Value, nearest
from followup.drafts.prose import Prose, as_day, quoted, sentence
from followup.drafts.text import tidy_body, tidy_subject
from followup.errors import UsageError

if TYPE_CHECKING:
    import jinja2
    from jinja2.sandbox import ImmutableSandboxedEnvironment

SUBJECT = re.compile(r"subject:[ \t]*(?P<subject>.*)", re.IGNORECASE)
BODY_LINE = 3
ALONE = re.compile(
    r"^([ \t]*\{(?P<sign>[%#])(?!-?\s*include\b)(?:(?!\n|(?P=sign)\}).)*?)"
    r"(-?(?P=sign)\})[ \t]*(\n)",
    re.MULTILINE,
)
"""A line that holds one tag or comment and nothing else."""

STEPS = 10_000
"""Turns of all loops of one letter together."""

LENGTH = 20_000
"""Characters of one letter."""

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


class RenderError(Exception):
    """One letter could not be written; the text says where and why."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A template's subject and body, split in the source and compiled apart."""

    template: Template
    subject: "jinja2.Template"
    body: "jinja2.Template"


class Engine:
    """Compiles and renders templates of one language with its shared blocks, for one day."""

    def __init__(self, blocks: Mapping[str, Template], prose: Prose) -> None:
        self.blocks = blocks
        self.environment = _environment(blocks, prose)
        self._compiled: dict[Template, Compiled] = {}

    def compile(self, template: Template) -> Compiled:
        """The template ready to render, every name in it and in its includes checked.

        Raises UsageError naming file, line and the nearest existing name.
        """
        if template not in self._compiled:
            self._compiled[template] = self._compile(template)
        return self._compiled[template]

    def render(self, compiled: Compiled, values: Mapping[str, Value]) -> tuple[str, str]:
        """Subject and body. Raises RenderError if the template cannot be carried out."""
        subject = self._text(compiled, compiled.subject, values)
        body = self._text(compiled, compiled.body, values)
        return tidy_subject(subject), tidy_body(body)

    def _compile(self, template: Template) -> Compiled:
        subject, body = split(template)
        self._check(template, subject, set())
        self._check(template, body, set())
        return Compiled(template, self._code(template, subject), self._code(template, body))

    def _code(self, template: Template, source: str) -> "jinja2.Template":
        code = self.environment.compile(source, template.name, str(template.path))
        globals_ = self.environment.make_globals(None)
        return self.environment.template_class.from_code(self.environment, code, globals_)

    def _check(self, template: Template, source: str, given: set[str]) -> None:
        """Check syntax and names, following the includes; `given` are names set outside."""
        from jinja2 import TemplateSyntaxError, meta, nodes

        try:
            tree = self.environment.parse(source, template.name, str(template.path))
            self.environment.compile(source, template.name, str(template.path))
        except TemplateSyntaxError as error:
            _refuse(template, error.lineno, _explained(error.message or "", self.environment))
        for name in sorted(meta.find_undeclared_variables(tree) - set(NAMES) - given - {"_steps"}):
            line = _line_of(tree, name)
            _refuse(template, line, f"unknown name {name!r}{nearest(name, NAMES)}")
        self._check_parts(template, tree)
        given = given | {n.name for n in tree.find_all(nodes.Name) if n.ctx == "store"}
        for included in meta.find_referenced_templates(tree):
            self._check_block(template, included, given)

    def _check_parts(self, template: Template, tree: "jinja2.nodes.Template") -> None:
        from jinja2 import nodes

        for node in tree.find_all(nodes.Getattr):
            owner = node.node.name if isinstance(node.node, nodes.Name) else ""
            if owner in PARTS and node.attr not in PARTS[owner]:
                near = nearest(node.attr, PARTS[owner])
                _refuse(template, node.lineno, f"unknown name '{owner}.{node.attr}'{near}")

    def _check_block(self, template: Template, included: str | None, given: set[str]) -> None:
        if included is None:
            return
        if included not in self.blocks:
            near = nearest(included, self.blocks)
            _refuse(template, 1, f"there is no shared block {included!r}{near}")
        block = self.blocks[included]
        if block is not template:
            self._check(block, join_lines(block.text), given)

    def _text(
        self, compiled: Compiled, part: "jinja2.Template", values: Mapping[str, Value]
    ) -> str:
        text = ""
        try:
            for piece in part.generate({**values, "_steps": _counter()}):
                text += piece
                if len(text) > LENGTH:
                    raise RenderError(f"more than {LENGTH:,} characters of text")
        except RecursionError as error:
            raise RenderError(f"{_place(compiled, error)}: it includes or calls itself") from error
        except Exception as error:
            raise RenderError(f"{_place(compiled, error)}: {error}") from error
        return text


def split(template: Template) -> tuple[str, str]:
    """A template's subject and body, the body padded so that its line numbers stay true.

    Raises UsageError if the first line is no subject or the second is not blank.
    """
    first, _, rest = template.text.partition("\n")
    second, _, body = rest.partition("\n")
    match = SUBJECT.fullmatch(first.rstrip())
    if match is None or not match["subject"]:
        _refuse(template, 1, "the first line must be 'Subject: ...'")
    if second.strip():
        _refuse(template, 2, "the line after the subject must be blank")
    return match["subject"], "\n" * (BODY_LINE - 1) + join_lines(body)


def join_lines(source: str) -> str:
    """Let a line that holds one tag alone leave no line in the letter.

    Its line break moves inside the tag, so line numbers stay true. Jinja's own trim_blocks would
    also join a line that merely ends in a tag to the next one.
    """
    return ALONE.sub(r"\1\4\3", source)


def _refuse(template: Template, line: int, message: str) -> NoReturn:
    raise UsageError(f"template {template.path}, line {line}: {message}")


def _explained(message: str, environment: "jinja2.Environment") -> str:
    match = re.search(r"No filter named '(\w+)'", message)
    if match is None:
        return message.rstrip(".")
    return f"unknown filter {match[1]!r}{nearest(match[1], dict.fromkeys(environment.filters))}"


def _line_of(tree: "jinja2.nodes.Template", name: str) -> int:
    from jinja2 import nodes

    return next((n.lineno for n in tree.find_all(nodes.Name) if n.name == name), 1)


def _place(compiled: Compiled, error: BaseException) -> str:
    """The template's name and, where the traceback tells, the line."""
    files = {str(compiled.template.path)}
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename in files]
    where = f", line {lines[-1]}" if lines else ""
    return f"template {compiled.template.name}{where}"


def _counter() -> Callable[[Iterable[Any]], Iterator[Any]]:
    """Wraps what a loop goes through, so that all loops of a letter share one allowance."""
    left = STEPS

    def steps(items: Iterable[Any]) -> Iterator[Any]:
        nonlocal left
        for item in items:
            left -= 1
            if left < 0:
                raise RenderError(f"more than {STEPS:,} turns of loops")
            yield item

    return steps


def _environment(blocks: Mapping[str, Template], prose: Prose) -> "ImmutableSandboxedEnvironment":
    from jinja2 import FunctionLoader, StrictUndefined

    def load(name: str) -> tuple[str, str, None] | None:
        block = blocks.get(name)
        return (join_lines(block.text), str(block.path), None) if block else None

    def shown(value: object) -> object:
        if value is None:
            return ""
        return prose.day(value) if as_day(value) else value

    environment = _sandbox()(
        loader=FunctionLoader(load),
        undefined=StrictUndefined,
        autoescape=False,
        lstrip_blocks=True,
        finalize=shown,
    )
    kept = {name: environment.filters[name] for name in BUILT_IN}
    ours = {name: _filter(name, prose) for name in FILTERS}
    environment.filters = kept | ours
    environment.globals = {"range": environment.globals["range"]}
    return environment


def _filter(name: str, prose: Prose) -> Callable[..., str]:
    plain: dict[str, Callable[..., str]] = {
        "sentence": sentence,
        "quoted": quoted,
        "capital": _capital,
        "fits": _fits,
        "day": prose.day,
        "on_day": prose.on_day,
        "ago": prose.ago,
        "possessive": prose.possessive,
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
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sandbox(ImmutableSandboxedEnvironment):
        intercepted_binops = frozenset({"*", "**", "%"})

        def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
            tree = super()._parse(source, name, filename)
            for loop in tree.find_all(nodes.For):
                counted = nodes.Name("_steps", "load", lineno=loop.lineno)
                loop.iter = nodes.Call(counted, [loop.iter], [], None, None, lineno=loop.lineno)
            return tree

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            if not all(isinstance(v, int | float) and abs(v) < 1e6 for v in (left, right)):
                raise RenderError(f"{operator!r} works on small numbers only")
            if operator == "**" and right > 8:
                raise RenderError("'**' works on small numbers only")
            return super().call_binop(context, operator, left, right)

        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
            if isinstance(obj, str) and attr not in TEXT_METHODS:
                return False
            return super().is_safe_attribute(obj, attr, value)

    return Sandbox
