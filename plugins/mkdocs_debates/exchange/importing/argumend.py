"""Argumend's graph of an argument as JSON: positions, claims, inferences and evidence, and what each does to others.

Inferences and evidence are claims here: premises support an inference and it supports its conclusion, so that what
undercuts a step has something to undercut. What evidence cites is a link. The graph is described in
https://github.com/amirhjalali/Argumend/blob/main/docs/ARGUMENT_MODEL.md.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal

from mkdocs_debates.exchange.importing import ORIGIN, WHOLE, Imported, NotReadableError, Remark
from mkdocs_debates.exchange.importing.argumend_sources import Sources, left_in
from mkdocs_debates.exchange.importing.argument_map import ArgumentMap, Bearing, Point, check_number, debate_of
from mkdocs_debates.exchange.importing.formats import UNTITLED
from mkdocs_debates.exchange.importing.json_text import names_in, values_of, word_of
from mkdocs_debates.exchange.importing.settling import (
    cites_something,
    has_cruxes,
    has_holders,
    has_other_title,
    has_relation,
)
from mkdocs_debates.exchange.importing.texts import cleaned, plain
from mkdocs_debates.model import Debate
from mkdocs_debates.reading.sources import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mkdocs_debates.model import Citation, Relation

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
_OF_NODES: Final = frozenset({
    "id", "type", "statement", "summary", "createdAt", "updatedAt", "modelVersion", *_KEPT
})  # fmt: skip
_OF_TYPES: Final[Mapping[str, frozenset[str]]] = {
    name: frozenset({*texts, *(("label", "displayRank") if name == "position" else ("attributedTo", "source"))})
    for name, texts in _TEXTS.items()
}
_OF_EDGES: Final = frozenset({"id", "from", "to", "type", "polarity", "note"})
_OF_GRAPHS: Final = frozenset({"topicId", "modelVersion", "question", "nodes", "edges"})
_VERSION: Final = "2"

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
_UNTITLED: Final = UNTITLED["argumend"]

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
        written = word_of(self.given.get("displayRank"))
        return int(written) if self.type == "position" and _RANK.fullmatch(written) else float("inf")


class _Reading:
    def __init__(self) -> None:
        self._remarks: list[Remark] = []
        self._nodes: dict[str, _Node] = {}
        self._questions: list[_Node] = []
        self._bearings: list[Bearing] = []
        self._types: Counter[str] = Counter()
        """Types of edges, and how many there are."""
        self._sources = Sources()
        self._kept: Counter[str] = Counter()
        """Keys that no page shows, and how many entries have them."""
        self._left: Counter[str] = Counter()
        """What has no place in a debate, by the names of the fields, and how often it is there."""

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
        node = _Node(word_of(given.get("id")), word_of(given.get("type")).lower(), given)
        if not node.id or node.id in self._nodes:
            why = f'has the id "{node.id}" of another' if node.id else "has no id"
            self._remark("lost", node.place if node.id else "nodes", f"node number {number} {why}")
        elif node.type == "question":
            self._questions.append(node)
        elif node.type in _TEXTS:
            self._nodes[node.id] = node
        else:
            words = shortened(word_of(given.get("statement")))
            self._remark("lost", node.place, f'a node of the type "{shortened(node.type)}": {words}')

    def take_edges(self, items: list[Any]) -> None:
        """Take in what the nodes, which are known, do to each other."""
        for number, each in enumerate(items, 1):
            given = each if isinstance(each, dict) else {}
            self._take_edge(f"edge {word_of(given.get('id')) or number}", given)
        for name, words in _GUESSED.items():
            if self._types[name]:
                self._remark("guessed", "edges", f"{words}: {self._types[name]:,} of the type {name}")

    def _take_edge(self, place: str, given: _Fields) -> None:
        start, end, name = (word_of(given.get(each)) for each in ("from", "to", "type"))
        if start not in self._nodes or end not in self._nodes:
            missing = start if start not in self._nodes else end
            message = f'it leads from "{start}" to "{end}", and "{missing}" is nothing that is argued'
            self._remark("lost", place, message)
            return
        self._types[name] += 1
        self._left.update(left_in("edge.", given, _OF_EDGES))
        polarity = word_of(given.get("polarity"))
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
        found = {each: word_of(given.get(each)) for each in ("type", "polarity", "to", "note")}
        says_all = (
            relation in ("supports", "opposes")
            if name == "evidences"
            else name in ("supports", "opposes", "undercuts", "premise_of", "concludes") and not found["polarity"]
        )
        if not says_all or found["note"]:
            node.edges.append({each: words for each, words in found.items() if words})

    # --- Points ---------------------------------------------------------------------------------------------------

    def argument_map(self, data: _Fields) -> ArgumentMap:
        """What the graph says."""
        nodes = sorted(self._nodes.values(), key=lambda node: node.rank)
        points = {node.id: self._point(node) for node in nodes}
        positions = [node.id for node in nodes if node.type == "position"]
        frame = self._frame(data)
        self._summarise(nodes)
        remarks = [*self._sources.remarks, *self._remarks]
        return ArgumentMap(frame, points, self._bearings, positions, remarks)

    def _point(self, node: _Node) -> Point:
        given = node.given
        summary = word_of(given.get("summary"))
        is_title = node.type != "position" and not summary.endswith("?")
        kept: dict[str, Any] = {} if is_title or node.type == "position" else {QUESTION: summary}
        kept |= self._kept_of(given)
        kept |= {EDGES: node.edges} if node.edges else {}
        self._kept.update(kept.keys())
        self._left.update(left_in("", given, _OF_NODES | _OF_TYPES[node.type]))
        is_superseded = node.type != "position" and word_of(given.get("status")) == "superseded"
        if is_superseded:
            self._remark("guessed", node.place, "it is superseded, which is taken for withdrawn", node.id)
        return Point(
            node.id,
            _text_of(node),
            node.place,
            title=word_of(given.get("label")) if node.type == "position" else summary if is_title else "",
            by=tuple(dict.fromkeys(_words(given.get("attributedTo")))) if node.type != "position" else (),
            status="withdrawn" if is_superseded else None,
            links=self._citations(node),
            kept=kept,
        )

    def _citations(self, node: _Node) -> tuple[Citation, ...]:
        source = node.given.get("source")
        if isinstance(source, dict) and node.type != "position":
            return (self._sources.citation(source, node.place, node.id),)
        if node.type == "evidence":
            message = "this is evidence, and names no source"
            self._remark("open", node.place, message, node.id, settled_by=cites_something)
        return ()

    def _kept_of(self, given: _Fields) -> dict[str, Any]:
        """The fields that only an extension can hold, as it holds them."""
        found: dict[str, Any] = {}
        for name in _KEPT:
            value = given.get(name)
            found[_key(name)] = plain_value = _plain_value(value)
            if isinstance(value, (dict, list)) and len(value) > len(plain_value):
                self._left[f"parts of {name}"] += 1
        return {key: value for key, value in found.items() if value}

    # --- The debate -----------------------------------------------------------------------------------------------

    def _frame(self, data: _Fields) -> Debate:
        """The debate without what is argued: its question, and the sources."""
        mirror = data.get("question")
        given = self._questions[0].given if self._questions else mirror if isinstance(mirror, dict) else {}
        title, summary, topic = (
            word_of(each) for each in (given.get("statement"), given.get("summary"), data.get("topicId"))
        )
        if not title:
            message = "no node is a question: give the debate a title"
            self._remark("open", "nodes", message, WHOLE, settled_by=has_other_title(_UNTITLED))
        for node in self._questions[1:]:
            self._remark("lost", node.place, f'a second question: "{shortened(word_of(node.given.get("statement")))}"')
        version = word_of(data.get("modelVersion")) or _VERSION
        if version != _VERSION:
            message = f'the modelVersion is "{shortened(version)}", and read as if it were {_VERSION}'
            self._remark("guessed", "the graph", message, WHOLE)
        self._left.update(left_in("graph.", data, _OF_GRAPHS))
        self._left.update(left_in("question.", given, _OF_NODES))
        kept = {key: value for key, value in self._kept_of(given).items() if key != "x-tags"}
        self._kept.update(kept.keys())
        return Debate(
            title=title or _UNTITLED,
            summary=plain(summary) if summary != title else "",
            tags=tuple(dict.fromkeys(_words(given.get("tags")))),
            links={link.id: link for link in self._sources.links},
            extensions={**kept, **({ORIGIN: topic} if topic else {})},
        )

    def _summarise(self, nodes: Iterable[_Node]) -> None:
        self._kept += self._sources.kept
        self._left += self._sources.left
        if self._kept:
            self._remark("lost", "nodes", f"kept under keys that no page shows: {names_in(self._kept)}")
        if any(word_of(node.given.get("createdAt")) for node in nodes):
            self._remark("lost", "nodes", "when the nodes were made, which is not when something was said")
        if self._left:
            self._remark("lost", "nodes", f"what has no place in a debate: {names_in(self._left)}")
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


# --- Values -----------------------------------------------------------------------------------------------------------


def _prose(value: Any) -> str:
    return cleaned(value)[0].strip() if isinstance(value, str) else ""


def _words(value: Any) -> list[str]:
    return [word for each in value if (word := word_of(each))] if isinstance(value, list) else []


def _plain_value(value: Any) -> Any:
    """A text, texts in a list or texts by name, as an extension holds them; nothing for what is nested deeper."""
    if isinstance(value, dict):
        return {name: word for name, each in value.items() if _NAME.fullmatch(name) and (word := word_of(each))}
    return _words(value) if isinstance(value, list) else word_of(value)


def _key(name: str) -> str:
    """``statusBasis`` as ``x-status-basis``."""
    return f"x-{re.sub('(?=[A-Z])', '-', name).lower()}"
