"""A graph in GraphML, for NetworkX, Gephi, yEd and the like. http://graphml.graphdrawing.org"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from mkdocs_debates.exchange.exporting import Exported
from mkdocs_debates.exchange.exporting.carried import EVERYTHING, lost_without
from mkdocs_debates.exchange.exporting.statements import names, statements_of, steps_of
from mkdocs_debates.exchange.xml_text import of_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_debates.checks.subject import Subject
    from mkdocs_debates.exchange.exporting.statements import Statement
    from mkdocs_debates.pages.site import Site

CARRIES: Final = EVERYTHING - {
    "whys", "views", "resolutions", "shifts", "quotes", "citations", "sources", "people", "notes", "former",
    "extensions",
}  # fmt: skip

_OF_GRAPHS: Final = (
    "title", "text", "started", "updated", "language", "license", "source", "tags", "url",
)  # fmt: skip
_OF_NODES: Final = (
    "label", "kind", "text", "by", "date", "status", "source", "held_by", "url",
)  # fmt: skip
_NUMBERS_OF_NODES: Final = ("credence",)
_OF_EDGES: Final = ("relation",)


def write(site: Site, debate_id: str) -> Exported:
    """The debate as a directed graph; a node's id is the id of what it stands for, and each attribute is declared.

    Texts are Markdown, names in a list stand apart by a semicolon, and a credence is a number from 0 to 100.
    """
    subject = site.subjects[debate_id]
    root = Element("graphml", {"xmlns": "http://graphml.graphdrawing.org/xmlns"})
    for domain, kind, attributes in (
        ("graph", "string", _OF_GRAPHS),
        ("node", "string", _OF_NODES),
        ("node", "double", _NUMBERS_OF_NODES),
        ("edge", "string", _OF_EDGES),
    ):
        for name in attributes:
            SubElement(root, "key", {"id": f"{domain}_{name}", "for": domain, "attr.name": name, "attr.type": kind})
    graph = SubElement(root, "graph", {"id": debate_id, "edgedefault": "directed"})
    _add(graph, "graph", _of_debate(site, debate_id))
    for statement in statements_of(site, debate_id):
        _add(SubElement(graph, "node", {"id": statement.id}), "node", _of_statement(subject, statement))
    for number, step in enumerate(steps_of(subject), start=1):
        edge = SubElement(graph, "edge", {"id": f"e{number}", "source": step.source, "target": step.target})
        _add(edge, "edge", [("relation", step.relation)])
    indent(root)
    text = tostring(root, encoding="unicode")
    return Exported(f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n', lost_without(subject, CARRIES))


def _add(element: Element, domain: str, data: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> None:
    for name, value in data:
        if value:
            SubElement(element, "data", {"key": f"{domain}_{name}"}).text = of_xml(value)


def _of_debate(site: Site, debate_id: str) -> Iterator[tuple[str, str]]:
    debate = site.subjects[debate_id].debate
    yield "title", debate.title
    yield "text", debate.summary.strip()
    for name in ("started", "updated", "language", "license", "source"):
        yield name, getattr(debate, name) or ""
    yield "tags", "; ".join(debate.tags)
    yield "url", site.absolute(site.addresses[debate_id][""])


def _of_statement(subject: Subject, statement: Statement) -> Iterator[tuple[str, str]]:
    yield "label", statement.title
    yield "kind", statement.kind
    yield "text", statement.text
    if statement.kind == "claim":
        claim = subject.debate.claims[statement.id]
        yield "by", "; ".join(names(subject, claim.by))
        yield "date", claim.date or ""
        yield "status", claim.status or ""
        yield "credence", "" if claim.credence is None else f"{claim.credence:g}"
        yield "source", claim.source or ""
    elif statement.kind == "position":
        yield "held_by", "; ".join(names(subject, subject.debate.positions[statement.id].held_by))
    yield "url", statement.url
