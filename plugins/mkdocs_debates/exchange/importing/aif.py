"""AIF as JSON, as AIFdb, OVA and others write it: information nodes, schemes between them, and who said what.

Information nodes are claims. An inference (RA) supports, a conflict (CA) opposes, a rephrase (MA) clarifies; what
bears on an inference or a conflict bears on the step, so it undercuts what makes it. Locutions tell who said what.

``arguebuf`` 2.7 was tried: it finds the same claims and relations, but no locutions and so no speakers, fails on a node
without a text, and brings sixteen packages, gRPC among them. So this reads the JSON itself.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any, Final, Literal

from mkdocs_debates.exchange.importing import WHOLE, Imported, NotReadableError, Remark
from mkdocs_debates.exchange.importing.argument_map import ArgumentMap, Bearing, Point, check_number, debate_of
from mkdocs_debates.exchange.importing.formats import UNTITLED
from mkdocs_debates.exchange.importing.settling import has_other_title, has_positions
from mkdocs_debates.exchange.importing.texts import cleaned, plain
from mkdocs_debates.model import Debate
from mkdocs_debates.reading.sources import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from mkdocs_debates.model import Relation

LOCUTION: Final = "x-locution"
"""The key under which a claim keeps the words in which it was said, where it words them otherwise."""

_SCHEMES: Final[Mapping[str, Relation]] = {"RA": "supports", "CA": "opposes", "MA": "clarifies", "PA": "comments"}
_KINDS: Final = frozenset({"I", "L", "YA", "TA", *_SCHEMES})
_SPEAKER: Final = re.compile(r"\s*([^:\n]{1,80}?)\s*:\s+(.*)", re.DOTALL)
_SAYS_SO: Final = frozenset({"asserting", "arguing", "disagreeing", "restating", "default illocuting", "agreeing"})
_PLAIN_SCHEMES: Final = frozenset({"", "ra", "ca", "ma", "default inference", "default conflict", "default rephrase"})
_MOST: Final = 20
"""What one node says of more nodes than that is cut, since each would say it of each: so many premises an undercut
hits, so many claims a step comes to, so many speakers make one illocution."""
_LONGEST_LOCUTION: Final = 500
_UNTITLED: Final = UNTITLED["aif"]


def read(text: str) -> Imported:
    """The debate of an AIF graph in JSON. Raises :class:`NotReadableError` where ``text`` is none."""
    graph = _Graph.of(_data(text))
    return debate_of(_Reading(graph).argument_map())


@dataclass(frozen=True, slots=True)
class _Node:
    """A node: ``scheme`` is what it is called among those of its kind, in small letters."""

    id: str
    kind: str
    text: str
    scheme: str

    @property
    def place(self) -> str:
        return f"node {self.id}"


@dataclass(slots=True)
class _Graph:
    """The nodes by id, where edges lead from and to, who spoke each locution, and what could not be taken in."""

    nodes: dict[str, _Node] = field(default_factory=dict)
    sources: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    targets: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    speakers: dict[str, str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    is_dated: bool = False
    """Whether nodes say when they were made, which need not be when something was said."""
    _found: dict[tuple[bool, str, tuple[str, ...]], list[_Node]] = field(default_factory=dict)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> _Graph:
        graph = cls()
        for number, each in enumerate(_list(data, "nodes"), 1):
            graph._add_node(number, each)
        for number, each in enumerate(_list(data, "edges"), 1):
            graph._add_edge(number, each)
        names = dict(_names(_list(data, "participants")))
        for each in _list(data, "locutions"):
            person = _word(each, "personID")
            if person:
                graph.speakers.setdefault(_word(each, "nodeID"), names.get(person, f"Person {person}"))
        return graph

    def _add_node(self, number: int, data: Any) -> None:
        node_id, kind = _word(data, "nodeID"), _word(data, "type").upper()
        if not node_id or node_id in self.nodes:
            why = f'has the id "{node_id}" of another' if node_id else "has no nodeID"
            self.remarks.append(Remark("lost", node_id and f"node {node_id}", f"node number {number} {why}"))
            return
        text, _ = cleaned(_word(data, "text"))
        self.is_dated |= bool(_word(data, "timestamp"))
        scheme = _word(data, "scheme") or ("" if kind in ("I", "L") else text)
        self.nodes[node_id] = _Node(node_id, kind, text.strip(), _spaced(scheme).lower())

    def _add_edge(self, number: int, data: Any) -> None:
        source, target = _word(data, "fromID"), _word(data, "toID")
        if source in self.nodes and target in self.nodes:
            self.sources[target].append(source)
            self.targets[source].append(target)
        else:
            place = f"edge {_word(data, 'edgeID') or number}"
            self.remarks.append(Remark("lost", place, f'it leads from "{source}" to "{target}", and one is not there'))

    def of_kind(self, *kinds: str) -> Iterator[_Node]:
        return (node for node in self.nodes.values() if node.kind in kinds)

    def before(self, node: _Node, *kinds: str) -> list[_Node]:
        """The nodes of these kinds that lead to ``node``, each once."""
        return self._these(self.sources, node, kinds)

    def after(self, node: _Node, *kinds: str) -> list[_Node]:
        """The nodes of these kinds to which ``node`` leads, each once."""
        return self._these(self.targets, node, kinds)

    def _these(self, ids: Mapping[str, list[str]], node: _Node, kinds: tuple[str, ...]) -> list[_Node]:
        # Many ask for the neighbours of one, and it may have many: they are looked for once.
        key = (ids is self.targets, node.id, kinds)
        if key not in self._found:
            neighbours = (self.nodes[each] for each in dict.fromkeys(ids[node.id]))
            self._found[key] = [each for each in neighbours if each.kind in kinds]
        return self._found[key]


class _Reading:
    def __init__(self, graph: _Graph) -> None:
        self._graph = graph
        self._remarks = list(graph.remarks)
        self._bearings: list[Bearing] = []
        self._spoken: dict[str, tuple[str, str]] = {}
        """By locution: who spoke, and what they said."""
        self._cut: set[str] = set()
        """The nodes of which it is said that not all around them count."""

    def argument_map(self) -> ArgumentMap:
        """What the graph says."""
        claims = list(self._graph.of_kind("I"))
        check_number(len(claims))
        if not claims:
            raise NotReadableError('no node has the type "I", so there is no claim in it')
        points = {node.id: self._point(node) for node in claims}
        worded = sum(LOCUTION in point.kept for point in points.values())
        if worded:
            self._remark("lost", "nodes", f"how {_claims(worded)} said is kept under {LOCUTION}, which no page shows")
        for node in self._graph.of_kind(*_SCHEMES):
            self._add_scheme(node)
        self._remark_rest()
        if self._graph.is_dated:
            self._remark("lost", "nodes", "when the nodes were made, which is not when something was said")
        message = "AIF has no title: give the debate one"
        self._remark("open", "nodes", message, WHOLE, settled_by=has_other_title(_UNTITLED))
        message = "AIF has no positions: make one of each answer to the debate's question"
        self._remark("open", "nodes", message, WHOLE, settled_by=has_positions)
        return ArgumentMap(Debate(title=_UNTITLED), points, self._bearings, remarks=self._remarks)

    def _remark(
        self,
        kind: Literal["lost", "guessed", "open"],
        place: str,
        message: str,
        *about: str,
        settled_by: Callable[[Any], bool] | None = None,
    ) -> None:
        self._remarks.append(Remark(kind, place, message, about, settled_by))

    # --- Who said what --------------------------------------------------------------------------------------------

    def _point(self, node: _Node) -> Point:
        """A claim with those who said it and the words in which they did."""
        by: dict[str, None] = {}
        words: dict[str, None] = {}
        for illocution in self._graph.before(node, "YA"):
            said_by = self._few(self._graph.before(illocution, "L"), illocution, "locutions lead to")
            for locution in said_by:
                speaker, said = self._said(locution)
                by.update(dict.fromkeys([speaker] if speaker else []))
                if said != shortened(node.text, _LONGEST_LOCUTION):
                    words[said] = None
            if illocution.scheme not in _SAYS_SO:
                who = " and ".join(filter(None, (self._said(each)[0] for each in said_by))) or "somebody"
                found = f'"{illocution.scheme}"' if illocution.scheme else "an illocution without a name"
                message = f"taken for a claim of {who}, who did not assert it: the source has {found}"
                self._remark("guessed", node.place, message, node.id)
        kept = {LOCUTION: list(words)} if words else {}
        return Point(node.id, plain(node.text), node.place, by=tuple(by), kept=kept)

    def _said(self, locution: _Node) -> tuple[str, str]:
        """Who spoke, "" where nobody is named, and what they said, on one line."""
        if locution.id not in self._spoken:
            found = _SPEAKER.fullmatch(locution.text)
            named = self._graph.speakers.get(locution.id, "")
            if found and (not named or named.startswith("Person ")):
                named = " ".join(found[1].split())
            self._spoken[locution.id] = named, shortened(found[2] if found else locution.text, _LONGEST_LOCUTION)
        return self._spoken[locution.id]

    def _few(self, nodes: list[_Node], of: _Node, what: str) -> list[_Node]:
        """The first of ``nodes``, with a remark where there are more than all can be said of."""
        if len(nodes) > _MOST and of.id not in self._cut:
            self._cut.add(of.id)
            self._remark("lost", of.place, f"{len(nodes)} {what} {self._called(of)}; the first {_MOST} count")
        return nodes[:_MOST]

    # --- What bears on what ---------------------------------------------------------------------------------------

    def _add_scheme(self, node: _Node) -> None:
        relation = _SCHEMES[node.kind]
        sources = self._graph.before(node, "I")
        targets = self._few(self._graph.after(node, "I", *_SCHEMES), node, "nodes follow")
        about = [each.id for each in (*sources, *targets) if each.kind == "I"]
        if not sources or not targets:
            missing = "from" if not sources else "to"
            self._remark("lost", node.place, f"{self._called(node)} leads {missing} no claim", *about)
            return
        if len(sources) > 1:
            message = f"{len(sources)} claims make {self._called(node)} together; here each does by itself"
            self._remark("lost", node.place, message, *about)
        if node.kind in ("MA", "PA"):
            self._remark("guessed", node.place, f'{self._called(node)} is taken to say "{relation}"', *about)
        elif node.scheme not in _PLAIN_SCHEMES:
            self._remark("lost", node.place, f"{self._called(node)}: which scheme it is", *about)
        for target in targets:
            if target.kind == "I":
                self._bear(sources, [target], relation, node)
            else:
                self._bear_on_step(sources, target, node)

    def _bear_on_step(self, sources: list[_Node], step: _Node, node: _Node) -> None:
        """A conflict with an inference or a conflict undercuts what makes that."""
        if node.kind == "CA":
            self._bear(sources, self._few(self._graph.before(step, "I"), step, "claims make"), "undercuts", node)
        else:
            message = f"{self._called(node)} bears on {self._called(step)}, and not on a claim"
            self._remark("lost", node.place, message, *(each.id for each in sources))

    def _bear(self, sources: list[_Node], targets: list[_Node], relation: Relation, node: _Node) -> None:
        self._bearings += [
            Bearing(source.id, target.id, relation, node.place) for target in targets for source in sources
        ]

    def _called(self, node: _Node) -> str:
        return f'"{shortened(node.text)}"' if node.text and node.text.upper() != node.kind else node.kind

    # --- What does not map ----------------------------------------------------------------------------------------

    def _remark_rest(self) -> None:
        for node in self._graph.of_kind("L"):
            if not self._leads_to_claim(node):
                self._remark("lost", node.place, f'words that became no claim: "{shortened(node.text)}"')
        for node in self._graph.nodes.values():
            if node.kind not in _KINDS:
                self._remark("lost", node.place, f'a node of the type "{shortened(node.kind)}": {shortened(node.text)}')
        transitions = Counter(node.kind for node in self._graph.of_kind("TA"))["TA"]
        if transitions:
            self._remark("lost", "nodes", f"in which order things were said, the transitions: {transitions}")
        steps = Counter(node.text for node in self._graph.of_kind("YA") if self._graph.after(node, *_SCHEMES))
        if steps:
            named = ", ".join(f"{shortened(name)} ({count})" for name, count in steps.items())
            self._remark(
                "lost", "nodes", f"who drew inferences and saw conflicts, the illocutions that lead there: {named}"
            )

    def _leads_to_claim(self, locution: _Node) -> bool:
        said = self._graph.after(locution, "YA")
        return any(self._graph.after(each, "I") for each in said)


def _claims(number: int) -> str:
    return "1 claim was" if number == 1 else f"{number} claims were"


# --- JSON -------------------------------------------------------------------------------------------------------------


def _data(text: str) -> Mapping[str, Any]:
    try:
        data = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise NotReadableError(f"AIF is expected as JSON, and this is none: {shortened(str(error))}") from error
    inner = data.get("AIF", data) if isinstance(data, dict) else None
    if not isinstance(inner, dict) or not isinstance(inner.get("nodes"), list):
        raise NotReadableError('AIF has its nodes in a list "nodes", at the top or below "AIF", and there is none')
    return inner


def _list(data: Mapping[str, Any], key: str) -> list[Any]:
    found = data.get(key)
    return found if isinstance(found, list) else []


def _word(data: Any, key: str) -> str:
    """A value of a node or an edge as text; "" where there is none. A half of a character becomes "?"."""
    value = data.get(key) if isinstance(data, dict) else None
    text = str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    return text.encode("utf-8", "replace").decode("utf-8")


def _names(participants: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for each in participants:
        name = " ".join(chain(_word(each, "firstname").split(), _word(each, "surname").split()))
        if name:
            yield _word(each, "participantID"), cleaned(name)[0]


def _spaced(name: str) -> str:
    """``PopularConceding`` as ``Popular Conceding``."""
    return " ".join(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).split())
