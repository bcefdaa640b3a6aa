"""Templates to text: Jinja2 in its sandbox, strict about names, bounded in work and length."""

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from functools import cache, cached_property
from hashlib import blake2b
from itertools import islice
from types import CodeType
from typing import TYPE_CHECKING, NoReturn

from followup.drafts.bare import Fill, Surroundings, fill_bare
from followup.drafts.blocks import parse_whole
from followup.drafts.finder import BODY_LINE, SHIPPED, Template
from followup.drafts.names import Value, nearest_is
from followup.drafts.prose import Prose
from followup.drafts.sandbox import (
    EMPTY,
    STEPS,
    VALUES,
    RenderError,
    join_lines,
    make_counter,
    make_environment,
    own_filters,
    shown_as,
)
from followup.drafts.text import tidy_body, tidy_subject
from followup.drafts.vocabulary import NAMES, PARTS
from followup.errors import UsageError
from followup.kept import KEPT
from followup.model.patterns import pattern
from followup.model.records import dataclass

if TYPE_CHECKING:
    import jinja2

SUBJECT = pattern(r"subject:[ \t]*(?P<subject>.*)", re.IGNORECASE)

LENGTH = 20_000
"""Characters of one letter."""


class TemplateError(UsageError):
    """A template is broken; says which, in what line (from 1), and `detail` what is wrong."""

    def __init__(self, template: Template, line: int, detail: str) -> None:
        super().__init__(f"template {template.at(line)}: {detail}")
        self.template = template
        self.line = line
        self.detail = detail


Fills = tuple[Fill, Fill]
"""Those of a template's subject and body."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A template's subject and body, split in the source and compiled apart, and its name.

    One of ours is filled in `bare` where that can be, else by Jinja2.
    """

    template: Template
    name: str
    codes: tuple[CodeType, CodeType]
    bare: Fills | None


class Engine:
    """Compiles and renders templates of one language with its shared blocks, for one day."""

    def __init__(
        self, blocks: Mapping[str, Template], prose: Prose, *, mark_empty: bool = False
    ) -> None:
        """With `mark_empty` every value that shows as nothing leaves EMPTY in the raw text."""
        self.blocks = blocks
        self.mark_empty = mark_empty
        self._prose = prose
        self._empty = EMPTY if mark_empty else ""
        self._bare = Surroundings(own_filters(prose), shown_as(prose, self._empty))
        self._compiled: dict[Template, Compiled] = {}
        self._parts: dict[CodeType, jinja2.Template] = {}
        self._digest = b""

    @cached_property
    def environment(self) -> "jinja2.Environment":
        """Jinja2's, made when it is needed."""
        return make_environment(self.blocks, self._prose, self._empty)

    def compile(self, template: Template) -> Compiled:
        """The template ready to render, every name in it and in its includes checked.

        Raises TemplateError naming file, line and the nearest existing name.
        """
        if template not in self._compiled:
            self._compiled[template] = self._compile(template)
        return self._compiled[template]

    def render(self, compiled: Compiled, values: Mapping[str, Value]) -> tuple[str, str]:
        """Subject and body. Raises RenderError if the template cannot be carried out."""
        subject, body = self.raw(compiled, values)
        return tidy_subject(subject), tidy_body(body)

    def raw(self, compiled: Compiled, values: Mapping[str, Value]) -> tuple[str, str]:
        """Subject and body before they are tidied. Raises RenderError as `render` does."""
        if compiled.bare:
            with suppress(Exception):  # Jinja2 does it again, and says what is wrong
                subject, body = ("".join(fill(values)) for fill in compiled.bare)
                if max(len(subject), len(body)) <= LENGTH:
                    return subject, body
        subject, body = (self._text(compiled, code, values) for code in compiled.codes)
        return subject, body

    def names(self, template: Template) -> frozenset[str]:
        """Every name that the template, with what it includes, makes use of."""
        return frozenset(self._names("\n".join(split(template)), {template.path.name}))

    def _names(self, source: str, seen: set[str]) -> set[str]:
        from jinja2 import meta, nodes

        tree = self.environment.parse(source)
        found = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"}
        for included in meta.find_referenced_templates(tree):
            if included and included in self.blocks and included not in seen:
                found |= self._names(self.blocks[included].text, {*seen, included})
        return found

    def _compile(self, template: Template) -> Compiled:
        subject, body = split(template)
        if template.origin != SHIPPED or any(b.origin != SHIPPED for b in self.blocks.values()):
            self._check(template, subject, set())
            self._check(template, body, set())
        codes = self._code(template, subject), self._code(template, body)
        return Compiled(template, template.name, codes, self._fills(template, codes))

    def _fills(self, template: Template, codes: tuple[CodeType, CodeType]) -> Fills | None:
        """What fills in a template of ours without Jinja2; None if only Jinja2 can."""
        if template.origin != SHIPPED:
            return None
        subject, body = (fill_bare(code, self._bare) for code in codes)
        return (subject, body) if subject and body else None

    def _code(self, template: Template, source: str) -> CodeType:
        where = template.name, str(template.path)
        code: CodeType = KEPT.value(
            ("letter", *where, self.mark_empty, *_jinja(), self._ours(), _digest(source)),
            lambda: self.environment.compile(
                parse_whole(self.environment, source, *where, self._our_blocks()), *where
            ),
            lasting=template.origin == SHIPPED,
        )
        return code

    def _part(self, code: CodeType) -> "jinja2.Template":
        if code not in self._parts:
            made, names = self.environment, dict(self.environment.globals)
            self._parts[code] = made.template_class.from_code(made, code, names)
        return self._parts[code]

    def _our_blocks(self) -> dict[str, str]:
        """The sources of our shared blocks by name."""
        ours = (block for block in self.blocks.values() if block.origin == SHIPPED)
        return {block.path.name: join_lines(block.text) for block in ours}

    def _ours(self) -> bytes:
        """The digest of our shared blocks, from which every template is compiled too."""
        if not self._digest:
            self._digest = _digest(repr(self._our_blocks()))
        return self._digest

    def _check(self, template: Template, source: str, given: set[str]) -> None:
        """Check syntax and names, following the includes; `given` are names set outside."""
        from jinja2 import TemplateSyntaxError, meta, nodes

        try:
            tree = self.environment.parse(source, template.name, str(template.path))
            self.environment.compile(source, template.name, str(template.path))
        except TemplateSyntaxError as error:
            _refuse(template, error.lineno, _explained(error.message or "", self.environment))
        given = given | {n.name for n in tree.find_all(nodes.Name) if n.ctx == "store"}
        for name in sorted(meta.find_undeclared_variables(tree) - set(NAMES) - given - {STEPS}):
            line = _line_of(tree, name)
            _refuse(template, line, f"unknown name {name!r}{nearest_is(name, NAMES)}")
        self._check_parts(template, tree)
        for included in meta.find_referenced_templates(tree):
            self._check_block(template, included, given)

    def _check_parts(self, template: Template, tree: "jinja2.nodes.Template") -> None:
        from jinja2 import nodes

        for node in tree.find_all(nodes.Getattr):
            owner = node.node.name if isinstance(node.node, nodes.Name) else ""
            if owner in PARTS and node.attr not in PARTS[owner]:
                near = nearest_is(node.attr, PARTS[owner])
                _refuse(template, node.lineno, f"unknown name '{owner}.{node.attr}'{near}")

    def _check_block(self, template: Template, included: str | None, given: set[str]) -> None:
        if included is None:
            return
        if included not in self.blocks:
            near = nearest_is(included, self.blocks)
            _refuse(template, 1, f"there is no shared block {included!r}{near}")
        block = self.blocks[included]
        if block is not template:
            self._check(block, join_lines(block.text), given)

    def _text(self, compiled: Compiled, code: CodeType, values: Mapping[str, Value]) -> str:
        text = ""
        try:
            pieces = self._part(code).generate({VALUES: values, STEPS: make_counter()})
            while batch := list(islice(pieces, 100)):
                text += "".join(batch)
                if len(text) > LENGTH:
                    raise RenderError(f"more than {LENGTH:,} characters of text")
        except RecursionError as error:
            raise RenderError(f"{_place(compiled, error)}: it includes or calls itself") from error
        except Exception as error:
            raise RenderError(f"{_place(compiled, error)}: {error}") from error
        return text


def split(template: Template) -> tuple[str, str]:
    """A template's subject and body, the body padded so that its line numbers stay true.

    Raises TemplateError if the first line is no subject or the second is not blank.
    """
    first, _, rest = template.text.partition("\n")
    second, _, body = rest.partition("\n")
    match = SUBJECT.fullmatch(first.rstrip())
    if match is None or not match["subject"]:
        _refuse(template, 1, "the first line must be 'Subject: ...'")
    if second.strip():
        _refuse(template, 2, "the line after the subject must be blank")
    return match["subject"], "\n" * (BODY_LINE - 1) + join_lines(body)


@cache
def _jinja() -> tuple[object, ...]:
    """Which Jinja2 is installed: where it lies, and since when. It is looked at, not imported."""
    from importlib.machinery import PathFinder

    found = PathFinder.find_spec("jinja2")
    if found is None or found.origin is None:
        return ()
    status = os.stat(found.origin)  # noqa: PTH116
    return found.origin, status.st_size, status.st_mtime_ns


def _digest(source: str) -> bytes:
    return blake2b(source.encode(errors="surrogatepass"), digest_size=16).digest()


def _refuse(template: Template, line: int, message: str) -> NoReturn:
    raise TemplateError(template, line, message)


def _explained(message: str, environment: "jinja2.Environment") -> str:
    match = re.search(r"No filter named '(\w+)'", message)
    if match is None:
        return message.rstrip(".")
    return f"unknown filter {match[1]!r}{nearest_is(match[1], dict.fromkeys(environment.filters))}"


def _line_of(tree: "jinja2.nodes.Template", name: str) -> int:
    from jinja2 import nodes

    return next((n.lineno for n in tree.find_all(nodes.Name) if n.name == name), 1)


def _place(compiled: Compiled, error: BaseException) -> str:
    """The template's name and, where the traceback tells, the line."""
    import traceback

    files = {str(compiled.template.path)}
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename in files]
    if compiled.template.cells[0]:
        return f"template {compiled.template.at((lines[-1] if lines else 0) or BODY_LINE)}"
    where = f", line {lines[-1]}" if lines else ""
    return f"template {compiled.template.name}{where}"
