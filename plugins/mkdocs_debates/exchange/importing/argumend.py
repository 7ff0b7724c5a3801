"""Argumend's graph of an argument as JSON: positions, claims, inferences and evidence, and what each does to others.

Inferences and evidence are claims here: premises support an inference and it supports its conclusion, so that what
undercuts a step has something to undercut. What evidence cites is a link. The graph is described in
https://github.com/amirhjalali/Argumend/blob/main/docs/ARGUMENT_MODEL.md.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, Literal

from mkdocs_debates.addresses import flaw_of_url
from mkdocs_debates.editing.naming import Naming
from mkdocs_debates.exchange.importing import ORIGIN, WHOLE, Imported, NotReadableError, Remark
from mkdocs_debates.exchange.importing.argument_map import ArgumentMap, Bearing, Point, check_number, debate_of
from mkdocs_debates.exchange.importing.json_text import values_of
from mkdocs_debates.exchange.importing.settling import (
    cites_something,
    has_cruxes,
    has_holders,
    has_other_title,
    has_relation,
)
from mkdocs_debates.exchange.importing.texts import cleaned, plain
from mkdocs_debates.model import Citation, Debate, Link
from mkdocs_debates.reading.sources import shortened
from mkdocs_debates.reading.values import date_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mkdocs_debates.model import Relation

EDGES: Final = "x-edges"
"""The key under which an entry keeps what its edges say that no relation of a debate does."""
QUESTION: Final = "x-question"
"""The key under which a claim keeps the question that its source puts it as."""

_TEXTS: Final[Mapping[str, tuple[str, ...]]] = {
    "position": ("summary", "statement", "steelmanBasis"),
    "claim": ("statement",),
    "inference": ("statement", "warrant"),
    "evidence": ("statement", "finding", "relevance", "unverifiedFlags"),
}
"""By type of node: the fields that make its text, a paragraph each."""
_KEPT: Final = (
    "constituency", "epistemicType", "status", "statusBasis", "implicit", "resolution", "confidence", "cruxOverride",
    "overrideBasis", "warrantKind", "warrantImplicit", "weight", "tags", "provenance",
)  # fmt: skip
_READ: Final = frozenset({
    "id", "type", "label", "displayRank", "summary", "attributedTo", "source", "createdAt", "updatedAt", "modelVersion",
    *_KEPT, *chain(*_TEXTS.values()),
})  # fmt: skip
_OF_SOURCES: Final = frozenset({
    "title", "url", "author", "institution", "publishedAt", "kind", "interest", "verification", "verifiedAt",
})  # fmt: skip
_LINK_KINDS: Final[Mapping[str, str]] = {"peer-reviewed": "paper", "journalism": "article"}

_RELATIONS: Final[Mapping[str, Relation]] = {
    "supports": "supports", "premise_of": "supports", "concludes": "supports", "depends_on": "supports",
    "opposes": "opposes", "contradicts": "opposes", "undercuts": "undercuts", "limits_scope": "undercuts",
    "qualifies": "qualifies", "supersedes": "comments",
}  # fmt: skip
_POLARITIES: Final[Mapping[str, Relation]] = {
    "supporting": "supports", "challenging": "opposes", "qualifying": "qualifies",
}  # fmt: skip
_GUESSED: Final[Mapping[str, str]] = {
    "depends_on": "what something depends on is taken to support it",
    "limits_scope": "what limits the scope of evidence is taken to undercut it",
    "supersedes": 'what supersedes something is taken to say "comments"',
}
_RANK: Final = re.compile(r"-?[0-9]{1,9}")
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,40}")
_NAMES_SHOWN: Final = 12
_UNTITLED: Final = "Argument map"

_Fields = dict[str, Any]


def read(text: str) -> Imported:
    """The debate of a graph in JSON. Raises :class:`NotReadableError` where ``text`` is none."""
    data = values_of(text)
    if not isinstance(data, dict) or not isinstance(data.get("nodes"), list):
        raise NotReadableError('a graph of Argumend has a list of "nodes" and a list of "edges", and this has not')
    reading = _Reading()
    reading.take_nodes(data["nodes"])
    reading.take_edges(data["edges"] if isinstance(data.get("edges"), list) else [])
    return debate_of(reading.argument_map(data))


@dataclass(slots=True)
class _Node:
    """A node with the edges from it that say more than a relation does."""

    id: str
    type: str
    given: _Fields
    edges: list[dict[str, str]] = field(default_factory=list)

    @property
    def place(self) -> str:
        return f"node {self.id}"

    @property
    def rank(self) -> float:
        """Where a position stands among the others; all else comes after."""
        written = _word(self.given.get("displayRank"))
        return int(written) if self.type == "position" and _RANK.fullmatch(written) else float("inf")


class _Reading:
    def __init__(self) -> None:
        self._remarks: list[Remark] = []
        self._nodes: dict[str, _Node] = {}
        self._questions: list[_Node] = []
        self._bearings: list[Bearing] = []
        self._types: Counter[str] = Counter()
        """Types of edges, and how many there are."""
        self._links: dict[str, Link] = {}
        """By address, or by title where there is none."""
        self._naming = Naming()
        self._kept: Counter[str] = Counter()
        """Keys that no page shows, and how many entries have them."""
        self._left: Counter[str] = Counter()
        """Fields that have no place in a debate, and how many nodes have them."""

    def _remark(
        self,
        kind: Literal["lost", "guessed", "open"],
        place: str,
        message: str,
        *about: str,
        settled_by: Callable[[Any], bool] | None = None,
    ) -> None:
        self._remarks.append(Remark(kind, place, message, about, settled_by))

    # --- Nodes and edges ------------------------------------------------------------------------------------------

    def take_nodes(self, items: list[Any]) -> None:
        """Take in what nodes there are. Raises :class:`NotReadableError` where none can stand in a debate."""
        for number, each in enumerate(items, 1):
            self._take_node(number, each if isinstance(each, dict) else {})
        if not self._nodes:
            types = ", ".join(f'"{each}"' for each in _TEXTS)
            raise NotReadableError(f"no node has an id and one of the types {types}, so there is no claim in it")
        check_number(len(self._nodes))

    def _take_node(self, number: int, given: _Fields) -> None:
        node = _Node(_word(given.get("id")), _word(given.get("type")).lower(), given)
        if not node.id or node.id in self._nodes:
            why = f'has the id "{node.id}" of another' if node.id else "has no id"
            self._remark("lost", node.place if node.id else "nodes", f"node number {number} {why}")
        elif node.type == "question":
            self._questions.append(node)
        elif node.type in _TEXTS:
            self._nodes[node.id] = node
        else:
            words = shortened(_word(given.get("statement")))
            self._remark("lost", node.place, f'a node of the type "{shortened(node.type)}": {words}')

    def take_edges(self, items: list[Any]) -> None:
        """Take in what the nodes, which are known, do to each other."""
        for number, each in enumerate(items, 1):
            given = each if isinstance(each, dict) else {}
            self._take_edge(f"edge {_word(given.get('id')) or number}", given)
        for name, words in _GUESSED.items():
            if self._types[name]:
                self._remark("guessed", "edges", f"{words}: {self._types[name]:,} of the type {name}")

    def _take_edge(self, place: str, given: _Fields) -> None:
        start, end, name = (_word(given.get(each)) for each in ("from", "to", "type"))
        if start not in self._nodes or end not in self._nodes:
            missing = start if start not in self._nodes else end
            message = f'it leads from "{start}" to "{end}", and "{missing}" is nothing that is argued'
            self._remark("lost", place, message)
            return
        self._types[name] += 1
        polarity = _word(given.get("polarity"))
        relation = (_POLARITIES if name == "evidences" else _RELATIONS).get(polarity if name == "evidences" else name)
        if relation is None:
            words = shortened(f"{name} {polarity}")
            message = f'"{start}" {words} "{end}", which says nothing here: choose its relation'
            self._remark("open", place, message, start, settled_by=has_relation)
        self._keep(self._nodes[start], name, relation, given)
        if name == "depends_on":
            start, end = end, start
        self._bearings.append(Bearing(start, end, relation or "comments", place, threads=name != "contradicts"))
        if name == "contradicts":
            self._bearings.append(Bearing(end, start, "opposes", place, threads=False))

    def _keep(self, node: _Node, name: str, relation: Relation | None, given: _Fields) -> None:
        """Keep of an edge from ``node`` what its relation does not say."""
        says_all = name in ("supports", "opposes", "undercuts", "premise_of", "concludes") or (
            name == "evidences" and relation in ("supports", "opposes")
        )
        if not says_all or _word(given.get("note")):
            found = {each: _word(given.get(each)) for each in ("type", "polarity", "to", "note")}
            node.edges.append({each: words for each, words in found.items() if words})

    # --- Points ---------------------------------------------------------------------------------------------------

    def argument_map(self, data: _Fields) -> ArgumentMap:
        """What the graph says."""
        nodes = sorted(self._nodes.values(), key=lambda node: node.rank)
        points = {node.id: self._point(node) for node in nodes}
        positions = [node.id for node in nodes if node.type == "position"]
        frame = self._frame(data)
        self._summarise(nodes)
        return ArgumentMap(frame, points, self._bearings, positions, self._remarks)

    def _point(self, node: _Node) -> Point:
        given = node.given
        summary = _word(given.get("summary"))
        is_title = node.type != "position" and not summary.endswith("?")
        kept: dict[str, Any] = {} if is_title or node.type == "position" else {QUESTION: summary}
        kept |= {_key(name): value for name in _KEPT if (value := _plain_value(given.get(name)))}
        kept |= {EDGES: node.edges} if node.edges else {}
        self._kept.update(kept.keys())
        self._left.update(name for name, value in given.items() if name not in _READ and value not in (None, "", []))
        is_superseded = node.type != "position" and _word(given.get("status")) == "superseded"
        if is_superseded:
            self._remark("guessed", node.place, "it is superseded, which is taken for withdrawn", node.id)
        return Point(
            node.id,
            _text_of(node),
            node.place,
            title=_word(given.get("label")) if node.type == "position" else summary if is_title else "",
            by=tuple(dict.fromkeys(_words(given.get("attributedTo")))) if node.type != "position" else (),
            status="withdrawn" if is_superseded else None,
            links=self._citations(node),
            kept=kept,
        )

    # --- Sources --------------------------------------------------------------------------------------------------

    def _citations(self, node: _Node) -> tuple[Citation, ...]:
        source = node.given.get("source")
        if not isinstance(source, dict):
            if node.type == "evidence":
                message = "this is evidence, and names no source"
                self._remark("open", node.place, message, node.id, settled_by=cites_something)
            return ()
        url = self._url(source, node)
        title = _word(source.get("title")) or url or _word(source.get("institution")) or "Source"
        key = url or title
        if key not in self._links:
            self._links[key] = self._link(key, title, url, source, node)
        elif self._links[key].title != title:
            message = f'its source "{shortened(title)}" has the address of "{shortened(self._links[key].title)}"'
            self._remark("guessed", node.place, f"{message}, and is taken for the same", node.id)
        return (Citation(link=self._links[key].id),)

    def _link(self, key: str, title: str, url: str, source: _Fields, node: _Node) -> Link:
        author, institution, kind = (_word(source.get(each)) for each in ("author", "institution", "kind"))
        kept = {
            "x-kind": kind,
            "x-institution": institution if author else "",
            "x-verification": _word(source.get("verification")),
        }
        kept = {name: value for name, value in kept.items() if value}
        self._kept.update(kept.keys())
        self._left.update(f"source.{name}" for name in source if name not in _OF_SOURCES)
        return Link(
            id=self._naming.id_for(title, "source"),
            title=title,
            url=url or None,
            kind=_LINK_KINDS.get(kind),
            authors=tuple(filter(None, [author or institution])),
            published=self._date(source, "publishedAt", node),
            accessed=self._date(source, "verifiedAt", node),
            note=plain(_prose(source.get("interest"))),
            extensions={ORIGIN: key, **kept},
        )

    def _url(self, source: _Fields, node: _Node) -> str:
        url = _word(source.get("url"))
        if url and flaw_of_url(url):
            message = f'the address of its source "{url[:80]}" {flaw_of_url(url)}'
            self._remark("lost", node.place, message, node.id)
            return ""
        return url

    def _date(self, source: _Fields, name: str, node: _Node) -> str | None:
        written = _word(source.get(name))
        day = date_of(written.partition("T")[0])
        if written and not isinstance(day, str):
            self._remark("lost", node.place, f'"{shortened(written)}" in {name} is no date', node.id)
        return day if isinstance(day, str) else None

    # --- The debate -----------------------------------------------------------------------------------------------

    def _frame(self, data: _Fields) -> Debate:
        """The debate without what is argued: its question, and the sources."""
        mirror = data.get("question")
        given = self._questions[0].given if self._questions else mirror if isinstance(mirror, dict) else {}
        title, summary, topic = (
            _word(each) for each in (given.get("statement"), given.get("summary"), data.get("topicId"))
        )
        if not title:
            message = "no node is a question: give the debate a title"
            self._remark("open", "nodes", message, WHOLE, settled_by=has_other_title(_UNTITLED))
        for node in self._questions[1:]:
            self._remark("lost", node.place, f'a second question: "{shortened(_word(node.given.get("statement")))}"')
        return Debate(
            title=title or _UNTITLED,
            summary=plain(summary) if summary != title else "",
            tags=tuple(dict.fromkeys(_words(given.get("tags")))),
            links={link.id: link for link in self._links.values()},
            extensions={ORIGIN: topic} if topic else {},
        )

    def _summarise(self, nodes: Iterable[_Node]) -> None:
        if self._kept:
            self._remark(
                "lost", "nodes", f"kept under keys that no page shows: {_counted(self._kept, len(self._kept))}"
            )
        if any(_word(node.given.get("createdAt")) for node in nodes):
            self._remark("lost", "nodes", "when the nodes were made, which is not when something was said")
        if self._left:
            self._remark("lost", "nodes", f"what has no place in a debate: {_counted(self._left, _NAMES_SHOWN)}")
        if self._kept["x-constituency"]:
            message = "who holds the positions is kept under x-constituency: name people in held_by"
            self._remark("open", "nodes", message, WHOLE, settled_by=has_holders)
        if self._kept[QUESTION] or self._kept["x-crux-override"]:
            message = f"questions on which positions part are kept under {QUESTION}: make cruxes of them"
            self._remark("open", "nodes", message, WHOLE, settled_by=has_cruxes)


def _text_of(node: _Node) -> str:
    """The texts of a node, each once, as paragraphs. An inference's statement may be its warrant after a word."""
    found: dict[str, str] = {}
    for name in _TEXTS[node.type]:
        value = node.given.get(name)
        for text in map(_prose, value if isinstance(value, list) else [value]):
            words = text.removeprefix("Inference: ") if node.type == "inference" else text
            found[" ".join(words.split()).casefold()] = words
    return "\n\n".join(plain(text) for text in found.values() if text)


def _counted(names: Counter[str], most: int) -> str:
    shown = [f"{shortened(name)} ({count:,})" for name, count in names.most_common(most)]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more:,} more" if more > 0 else "")


# --- Values -----------------------------------------------------------------------------------------------------------


def _word(value: Any) -> str:
    """A text on one line without what a debate may not hold; "" for anything else."""
    return " ".join(_prose(value).split())


def _prose(value: Any) -> str:
    return cleaned(value)[0].strip() if isinstance(value, str) else ""


def _words(value: Any) -> list[str]:
    return [word for each in value if (word := _word(each))] if isinstance(value, list) else []


def _plain_value(value: Any) -> Any:
    """A text, texts in a list or texts by name, as an extension holds them; nothing for what is nested deeper."""
    if isinstance(value, dict):
        return {name: word for name, each in value.items() if _NAME.fullmatch(name) and (word := _word(each))}
    return _words(value) if isinstance(value, list) else _word(value)


def _key(name: str) -> str:
    """``statusBasis`` as ``x-status-basis``."""
    return f"x-{re.sub('(?=[A-Z])', '-', name).lower()}"
