"""What connects in a debate, and which part of it one drawing holds."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mkdocs_debates.graph import Graph
    from mkdocs_debates.model import Claim, Debate

MOST_NODES: Final = 80
"""Nodes of one drawing: more is no map, and takes its layout far longer. What does not fit folds into its claim."""
MOST_MAIN: Final = 160
"""Main edges of one drawing: a layout's time grows with their square, and cruxes may decide on every position."""
MOST_NEAR: Final = 16
"""Nodes of the part that a position's or a crux's page shows."""
_STEPS: Final = 2


class Edge(NamedTuple):
    """A relation between two entries. ``main`` edges place their source: replies by their parent."""

    source: str
    target: str
    relation: str
    main: bool


class Network(NamedTuple):
    """All edges of a debate, at both of their ends, in the order of the files."""

    touching: Mapping[str, Sequence[Edge]]

    def among(self, nodes: Iterable[str]) -> Iterator[Edge]:
        """The edges between ``nodes``, one for each pair and direction.

        A node whose main edge leads elsewhere has the first of the others for its main one. What is more than a layout
        can take is not main.
        """
        chosen = frozenset(nodes)
        room = MOST_MAIN
        for node in dict.fromkeys(nodes):
            leaving: dict[str, Edge] = {}
            for edge in self.touching.get(node, ()):
                if edge.source == node and edge.target in chosen:
                    leaving.setdefault(edge.target, edge)
            placed = any(edge.main for edge in leaving.values())
            for number, edge in enumerate(leaving.values()):
                main = room > 0 and (edge.main or (not placed and not number))
                room -= main
                yield edge if edge.main == main else edge._replace(main=main)

    def near(self, start: str) -> tuple[tuple[str, ...], int]:
        """What lies within two steps of ``start``, as much as fits a drawing, and how much does not."""
        found = {start: None}
        frontier = [start]
        for _ in range(_STEPS):
            reached = dict.fromkeys(
                other
                for node in frontier
                for edge in self.touching.get(node, ())
                for other in (edge.source, edge.target)
                if other not in found
            )
            found |= reached
            frontier = list(reached)
        nodes = tuple(found)
        return nodes[:MOST_NEAR], len(nodes[MOST_NEAR:])


def network_of(graph: Graph) -> Network:
    """The edges of a debate: between claims, from claims to positions and cruxes, and from cruxes to positions."""
    touching: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in (*_edges_of_claims(graph), *_edges_of_cruxes(graph.debate)):
        touching[edge.source].append(edge)
        touching[edge.target].append(edge)
    return Network(touching)


def _edges_of_claims(graph: Graph) -> Iterator[Edge]:
    for claim_id in graph.order:
        claim = graph.debate.claims[claim_id]
        parent = graph.parents.get(claim_id)
        if parent:
            yield Edge(claim_id, parent, claim.relation or "comments", True)
        for number, (target, relation) in enumerate(_bearings(claim)):
            yield Edge(claim_id, target, relation, parent is None and not number)


def _bearings(claim: Claim) -> Iterator[tuple[str, str]]:
    """What a claim bears on beside its parent, in the order in which it finds its home."""
    for relation in ("supports", "opposes"):
        for target in getattr(claim, relation):
            yield target.partition(".")[0], "bears on" if "." in target else relation
    for crux in claim.cruxes:
        yield crux.partition(".")[0], "bears on"
    for target in claim.undercuts:
        yield target, "undercuts"


def _edges_of_cruxes(debate: Debate) -> Iterator[Edge]:
    for crux in debate.cruxes.values():
        for answer in crux.answers.values():
            for position in (*answer.supports, *answer.opposes):
                yield Edge(crux.id, position, "decides on", True)
        for needed in crux.depends_on:
            yield Edge(crux.id, needed, "hangs on", False)


# --- What a drawing holds -----------------------------------------------------------------------------------------


class Part(NamedTuple):
    """The nodes of a drawing, and by claim how many of the replies below it are not drawn with it."""

    nodes: tuple[str, ...]
    folded: Mapping[str, int]


def whole(graph: Graph) -> Part:
    """The map of a debate: its positions and cruxes, then its claims level by level, as many as fit."""
    fixed = (*graph.debate.positions, *graph.debate.cruxes)[:MOST_NODES]
    return _with_claims(graph, fixed, graph.roots)


def branch(graph: Graph, claim_id: str) -> Part:
    """The map of a claim and what is below it, as much as fits."""
    return _with_claims(graph, (), (claim_id,))


def map_pages(graph: Graph) -> tuple[str, ...]:
    """The claims whose branches have a map of their own, because another drawing folds them; each once."""
    found: dict[str, None] = {}
    waiting = deque(whole(graph).folded)
    while waiting:
        claim_id = waiting.popleft()
        if claim_id not in found:
            found[claim_id] = None
            waiting.extend(branch(graph, claim_id).folded)
    return tuple(found)


def _with_claims(graph: Graph, fixed: tuple[str, ...], tops: Iterable[str]) -> Part:
    nodes = dict.fromkeys(fixed)
    level = list(tops)
    while level and len(nodes) < MOST_NODES:
        level = level[: MOST_NODES - len(nodes)]
        nodes |= dict.fromkeys(level)
        level = [reply for claim_id in level for reply in graph.children.get(claim_id, ())]
    folded: dict[str, int] = {}
    for claim_id in nodes:
        hidden = sum(graph.descendants[reply] + 1 for reply in graph.children.get(claim_id, ()) if reply not in nodes)
        if hidden:
            folded[claim_id] = hidden
    return Part(tuple(nodes), folded)
