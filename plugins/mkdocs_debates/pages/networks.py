"""What connects in a debate, and which part of it one drawing holds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mkdocs_debates.graph import Graph
    from mkdocs_debates.model import Debate

MOST_NODES: Final = 80
"""Nodes of one drawing: more is no map, and takes its layout far longer. What does not fit folds into its claim."""
MOST_NEAR: Final = 30
"""Nodes of the part that a position's or a crux's page shows."""
_STEPS: Final = 2

Edge = tuple[str, str, str]
"""What an edge comes from, what it goes to, and its relation."""


@dataclass(frozen=True, slots=True)
class Network:
    """All edges of a debate, at both of their ends, in the order of the files."""

    touching: Mapping[str, Sequence[Edge]]

    def among(self, nodes: Iterable[str]) -> Iterator[Edge]:
        """The edges between ``nodes``, one for each pair and direction."""
        chosen = dict.fromkeys(nodes)
        seen: set[tuple[str, str]] = set()
        for node in chosen:
            for edge in self.touching.get(node, ()):
                source, target, _ = edge
                if source == node and target in chosen and (source, target) not in seen:
                    seen.add((source, target))
                    yield edge

    def near(self, start: str) -> tuple[tuple[str, ...], int]:
        """What lies within two steps of ``start``, as much as fits a drawing, and how much does not."""
        found = {start: None}
        frontier = [start]
        for _ in range(_STEPS):
            reached = dict.fromkeys(
                other
                for node in frontier
                for source, target, _ in self.touching.get(node, ())
                for other in (source, target)
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
        touching[edge[0]].append(edge)
        touching[edge[1]].append(edge)
    return Network(touching)


def _edges_of_claims(graph: Graph) -> Iterator[Edge]:
    for claim_id in graph.order:
        claim = graph.debate.claims[claim_id]
        if claim_id in graph.parents:
            yield claim_id, graph.parents[claim_id], claim.relation or "comments"
        for relation in ("supports", "opposes", "undercuts"):
            for target in getattr(claim, relation):
                yield claim_id, target.partition(".")[0], "bears on" if "." in target else relation
        for crux in claim.cruxes:
            yield claim_id, crux.partition(".")[0], "bears on"


def _edges_of_cruxes(debate: Debate) -> Iterator[Edge]:
    for crux in debate.cruxes.values():
        for position in dict.fromkeys(
            position for answer in crux.answers.values() for position in (*answer.supports, *answer.opposes)
        ):
            yield crux.id, position, "decides on"
        for needed in crux.depends_on:
            yield crux.id, needed, "hangs on"


# --- What a drawing holds -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Part:
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


def map_pages(graph: Graph) -> Iterator[str]:
    """The claims whose branches have a map of their own, because another drawing folds them."""
    waiting = [whole(graph)]
    while waiting:
        for claim_id in waiting.pop().folded:
            yield claim_id
            inner = branch(graph, claim_id)
            # A claim with more direct replies than fit would fold into itself for ever.
            waiting.append(Part(inner.nodes, {each: count for each, count in inner.folded.items() if each != claim_id}))


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
