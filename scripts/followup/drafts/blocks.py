"""Our shared blocks, put into the templates that include them when these are compiled.

To include a block while a letter is written takes Jinja2 longer than to fill the block in. The
person's own blocks stay by themselves, so that what is wrong in one is told by its own file.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment, nodes


def parse_whole(
    environment: "Environment", source: str, name: str, path: str, blocks: Mapping[str, str]
) -> "nodes.Template":
    """The parsed template with those of `blocks` (their sources) in place that it includes.

    As with blocks that are included, what is set inside one stays inside, and a fault in it is
    found in the line that includes it.
    """
    tree = environment.parse(source, name, path)
    _put_in_place(tree, environment, blocks)
    return tree


def _put_in_place(
    node: "nodes.Node", environment: "Environment", blocks: Mapping[str, str]
) -> None:
    for _, value in node.iter_fields():
        if isinstance(value, list):
            value[:] = [_in_place(each, environment, blocks) for each in value]
    for child in node.iter_child_nodes():
        _put_in_place(child, environment, blocks)


def _in_place(
    node: "nodes.Node", environment: "Environment", blocks: Mapping[str, str]
) -> "nodes.Node":
    from jinja2 import nodes

    if not isinstance(node, nodes.Include) or not isinstance(node.template, nodes.Const):
        return node
    name = node.template.value
    if name not in blocks or not node.with_context:
        return node
    scope = nodes.Scope(environment.parse(blocks[name]).body)
    scope.set_environment(environment)
    return scope.set_lineno(node.lineno, override=True)
