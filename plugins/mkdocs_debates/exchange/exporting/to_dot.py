"""A drawing for Graphviz. https://graphviz.org/doc/info/lang.html"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from mkdocs_debates.exchange.exporting import Exported
from mkdocs_debates.exchange.exporting.carried import lost_without
from mkdocs_debates.exchange.exporting.statements import names, statements_of, steps_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_debates.checks.subject import Subject
    from mkdocs_debates.exchange.exporting.statements import Kind, Statement
    from mkdocs_debates.pages.site import Site

CARRIES: Final = frozenset({"cruxes", "ties", "remarks", "authors"})

_SHAPES: Final[Mapping[Kind, str]] = {
    "position": 'shape=box, style="filled,bold", fillcolor="#e8eaf6"',
    "crux": 'shape=diamond, style=filled, fillcolor="#fff8e1"',
    "answer": 'shape=box, style="filled,rounded", fillcolor="#fff8e1"',
    "claim": "shape=box",
}
_LINES: Final = {
    "supports": 'color="#2e7d32"',
    "opposes": 'color="#c62828"',
    "undercuts": 'color="#c62828", style=dashed',
}
_OTHER_LINES: Final = 'color="#757575"'
_WIDTH: Final = 32
_LONGEST_TIP: Final = 1_000


def write(site: Site, debate_id: str) -> Exported:
    """The debate as a directed graph in DOT: a node for each statement, under its id, and an edge for each step."""
    subject = site.subjects[debate_id]
    lines = [
        f"digraph {_quoted(debate_id)} {{",
        f"  graph [label={_quoted(subject.debate.title)}, labelloc=t, rankdir=BT];",
        '  node [fontname="sans-serif", margin="0.15,0.1"];',
        '  edge [fontname="sans-serif", fontsize=10];',
    ]
    lines += (_node(subject, statement) for statement in statements_of(site, debate_id))
    for step in steps_of(subject):
        look = _LINES.get(step.relation, _OTHER_LINES)
        lines.append(f"  {_quoted(step.source)} -> {_quoted(step.target)} [label={_quoted(step.relation)}, {look}];")
    return Exported("\n".join([*lines, "}", ""]), lost_without(subject, CARRIES))


def _node(subject: Subject, statement: Statement) -> str:
    authors = names(subject, subject.debate.claims[statement.id].by) if statement.kind == "claim" else ()
    title = "\n".join(textwrap.wrap(" ".join(statement.title.split()), _WIDTH))
    label = f"{title}\n({', '.join(authors)})" if authors else title
    look = [f"label={_quoted(label)}", _SHAPES[statement.kind]]
    if statement.words:
        tip = textwrap.shorten(statement.words, _LONGEST_TIP, placeholder="…")
        look.append(f"tooltip={_quoted(tip)}")
    if statement.url:
        look.append(f"URL={_quoted(statement.url)}")
    return f"  {_quoted(statement.id)} [{', '.join(look)}];"


_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": " ", "&": "&amp;", "\0": ""})


def _quoted(text: str) -> str:
    """``text`` between quotes. Graphviz reads character references in all that it shows, and ``\\N`` and the like."""
    return f'"{text.translate(_ESCAPES)}"'
