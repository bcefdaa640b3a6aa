"""Our own templates as plain Python functions, so that few runs have to import Jinja2.

They keep to a few of its means, which are written out here. A template that uses any other, and
one that cannot be carried out, is left to Jinja2 itself, so both ways give the same letter. Only
templates that come with the program go this way, for there is no sandbox in it.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from followup.drafts.codes import KEPT
from followup.drafts.finder import Template
from followup.model.records import dataclass, field

if TYPE_CHECKING:
    from jinja2 import nodes

Halves = Callable[[Template], "tuple[nodes.Template, nodes.Template]"]
"""Gives the syntax trees of a template's subject and body; a shared block has an empty subject."""

Functions = tuple[Callable[..., str], Callable[..., str]]
"""Those of a subject and a body."""

_COMPARED = {
    "eq": "==",
    "ne": "!=",
    "gt": ">",
    "gteq": ">=",
    "lt": "<",
    "lteq": "<=",
    "in": "in",
    "notin": "not in",
}
_BOTH = {"And": "and", "Or": "or", "Sub": "-", "Add": "+"}
_FUNCTION = "def {}(names, shown, part, filters, block):"


class _Nothing:
    """What an if without an else comes to: no text, and no value that shows as nothing."""

    def __str__(self) -> str:
        return ""

    def __bool__(self) -> bool:
        return False


_SPACE = {"__builtins__": {"str": str}, "nothing": _Nothing()}


class _BeyondError(Exception):
    """The template uses what is not written out here."""


@dataclass(frozen=True, slots=True)
class Straight:
    """Fills in templates of ours. `shown` is what a value leaves in the text."""

    blocks: Mapping[str, Template]
    halves: Halves
    filters: Mapping[str, Callable[..., str]]
    shown: Callable[[object], object]
    _made: dict[str, "Functions"] = field(default_factory=dict)

    def fill(self, template: Template, values: Mapping[str, object]) -> tuple[str, str] | None:
        """Subject and body before they are tidied; None if Jinja2 has to be asked."""
        try:
            functions = self._functions(template)
            return self._run(functions[0], values), self._run(functions[1], values)
        except Exception:  # noqa: BLE001  # Jinja2 does it again, and says what is wrong
            return None

    def _run(self, function: Callable[..., str], values: Mapping[str, object]) -> str:
        return function(dict(values), self._said, _part, self.filters, self._block)

    def _said(self, value: object) -> str:
        return str(self.shown(value))

    def _block(self, name: str, values: Mapping[str, object]) -> str:
        return self._run(self._functions(self.blocks[name])[1], values)

    def _functions(self, template: Template) -> "Functions":
        if template.name not in self._made:
            key = "straight", template.text
            code = KEPT.code(key, partial(self._compiled, template), lasting=True)
            space: dict[str, Any] = dict(_SPACE)
            exec(code, space)  # noqa: S102  # written here, of templates that come with the program
            self._made[template.name] = space["subject"], space["body"]
        return self._made[template.name]

    def _compiled(self, template: Template) -> Any:
        try:
            subject, body = self.halves(template)
            source = [*_function("subject", subject.body), *_function("body", body.body)]
        except _BeyondError:
            source = ["subject = body = None"]
        return compile("\n".join(source), f"<{template.name}>", "exec")


def _part(owner: object, name: str) -> object:
    """`owner.name` as Jinja2 has it: an attribute, else an item."""
    try:
        return getattr(owner, name)
    except AttributeError:
        return owner[name]  # type: ignore[index]  # a TypeError is one more thing to ask Jinja2


def _function(name: str, body: "Sequence[nodes.Node]") -> list[str]:
    lines = [_FUNCTION.format(name), " out = []", *_statements(body, 1)]
    return [*lines, " return ''.join(out)"]


def _statements(body: "Sequence[nodes.Node]", depth: int) -> list[str]:
    found = [line for node in body for line in _statement(node)]
    return [" " * depth + line for line in found or ["pass"]]


def _statement(node: "nodes.Node") -> list[str]:
    from jinja2 import nodes

    match node:
        case nodes.Output():
            return [f"out.append({_piece(piece)})" for piece in node.nodes]
        case nodes.If():
            lines = [f"if {_value(node.test)}:", *_statements(node.body, 1)]
            for other in node.elif_:
                lines += [f"elif {_value(other.test)}:", *_statements(other.body, 1)]
            return [*lines, "else:", *_statements(node.else_, 1)]
        case nodes.Assign(target=nodes.Name(name=name)):
            return [f"names[{name!r}] = {_value(node.node)}"]
        case nodes.Include(template=nodes.Const(value=name), with_context=True):
            return [f"out.append(block({name!r}, names))"]
    raise _BeyondError(type(node).__name__)


def _piece(node: "nodes.Expr") -> str:
    from jinja2 import nodes

    return repr(node.data) if isinstance(node, nodes.TemplateData) else f"shown({_value(node)})"


def _value(node: "nodes.Node") -> str:
    from jinja2 import nodes

    match node:
        case nodes.Const(value=str() | int() | None):
            return repr(node.value)
        case nodes.Name():
            return f"names[{node.name!r}]"
        case nodes.Getattr():
            return f"part({_value(node.node)}, {node.attr!r})"
        case nodes.Filter(kwargs=[], dyn_args=None, dyn_kwargs=None) if node.node:
            return f"filters[{node.name!r}]({_values([node.node, *node.args])})"
        case nodes.Call(kwargs=[], dyn_args=None, dyn_kwargs=None):
            return f"{_value(node.node)}({_values(node.args)})"
        case nodes.Tuple(ctx="load"):
            return f"({_values(node.items)})"
    return _operation(node)


def _operation(node: "nodes.Node") -> str:
    from jinja2 import nodes

    match node:
        case nodes.Compare(ops=[nodes.Operand() as other]):
            return f"({_value(node.expr)} {_COMPARED[other.op]} {_value(other.expr)})"
        case nodes.And() | nodes.Or() | nodes.Sub() | nodes.Add():
            sign = _BOTH[type(node).__name__]
            return f"({_value(node.left)} {sign} {_value(node.right)})"
        case nodes.Not():
            return f"(not {_value(node.node)})"
        case nodes.CondExpr():
            last = _value(node.expr2) if node.expr2 else "nothing"
            return f"({_value(node.expr1)} if {_value(node.test)} else {last})"
        case nodes.Concat():
            return "(" + " + ".join(f"str({_value(each)})" for each in node.nodes) + ")"
    raise _BeyondError(type(node).__name__)


def _values(items: "Sequence[nodes.Node]") -> str:
    return "".join(f"{_value(item)}, " for item in items)
