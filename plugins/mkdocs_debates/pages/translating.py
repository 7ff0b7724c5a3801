"""Words of templates become those of the site's language when a template is compiled, so that they cost nothing later.

``_("Continued from {origin}.", origin=…)`` is a message with values in its braces, which may be HTML;
``plural("{n} reply", "{n} replies", number)`` one with a number; ``relation | word`` a word that stands in the data.
"""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

if TYPE_CHECKING:
    from mkdocs_debates.theme.words import Words


class Translating(NodeTransformer):
    """Puts the words of a language into a template."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802  # as Jinja calls it
        """A message, in pieces."""
        self.generic_visit(node)
        if not (isinstance(node.node, nodes.Name) and node.node.name == "_"):
            return node
        message = node.args[0].as_const()
        values = {each.key: each.value for each in node.kwargs}
        pieces: list[nodes.Expr] = []
        for text, name, _, _ in Formatter().parse(self._words(message)):
            if text:
                pieces.append(nodes.Const(text, lineno=node.lineno))
            if name is not None:
                pieces.append(values[name])
        if not values:
            return nodes.Const(self._words(message), lineno=node.lineno)
        return nodes.Concat(pieces, lineno=node.lineno)

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:  # noqa: N802
        """A word of the data, which English has as it stands there."""
        self.generic_visit(node)
        return node.node if node.name == "word" and node.node and not self._words.messages.forms else node

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802
        """What is output piece by piece need not be joined before."""
        self.generic_visit(node)
        flat: list[nodes.Expr] = []
        for each in node.nodes:
            flat.extend(each.nodes if isinstance(each, nodes.Concat) else [each])
        node.nodes = flat
        return node
