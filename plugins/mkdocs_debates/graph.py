"""A debate as a graph: what answers what, what bears on what, and in which order it is read."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from mkdocs_debates.model import Claim, Debate, Section

Ids = tuple[str, ...]


@dataclass(frozen=True)
class Graph:
    """The edges of a debate, by id. Looked-up ids that have none give nothing, never an error.

    ``loops`` are claims that answer themselves through others: each loop once, from its claim that comes first.
    ``children`` are the direct replies of each claim in reading order. A claim whose parent does not exist, or that
    would answer itself through others, counts as a root; the checks report it.
    """

    debate: Debate
    loops: tuple[Ids, ...]
    roots: Ids
    children: Mapping[str, Ids]
    order: Ids
    parents: Mapping[str, str]
    depths: Mapping[str, int]
    descendants: Mapping[str, int]

    @cached_property
    def sections(self) -> Mapping[str, Section]:
        """The section in which each id stands."""
        return {entry.id: section for section, entry in self.debate.entries()}

    @cached_property
    def supporting(self) -> Mapping[str, Ids]:
        """By position, claim or ``crux.answer``: the claims that argue for it, replies to it aside."""
        return self._bearing_on("supports")

    @cached_property
    def opposing(self) -> Mapping[str, Ids]:
        """By position, claim or ``crux.answer``: the claims that argue against it, replies to it aside."""
        return self._bearing_on("opposes")

    @cached_property
    def undercutting(self) -> Mapping[str, Ids]:
        """By claim: the claims that undercut it, replies to it aside."""
        return _grouped((target, claim.id) for claim in self._in_order() for target in claim.undercuts)

    @cached_property
    def touching(self) -> Mapping[str, Ids]:
        """By crux: every claim that bears on it or on one of its answers."""
        return _grouped(
            (target.partition(".")[0], claim.id)
            for claim in self._in_order()
            for target in (*claim.cruxes, *_answers(claim.supports), *_answers(claim.opposes))
        )

    @cached_property
    def claims_by(self) -> Mapping[str, Ids]:
        """By person: their claims."""
        return _grouped((person, claim.id) for claim in self._in_order() for person in claim.by)

    @cached_property
    def citing(self) -> Mapping[str, Ids]:
        """By link: the claims that cite it or were made there."""
        return _grouped(
            (link, claim.id)
            for claim in self._in_order()
            for link in (*(citation.link for citation in claim.links), claim.source or "")
        )

    @cached_property
    def hanging_on(self) -> Mapping[str, Ids]:
        """By crux: the cruxes whose answer hangs on its answer."""
        return _grouped((needed, crux.id) for crux in self.debate.cruxes.values() for needed in crux.depends_on)

    def ancestors(self, claim_id: str) -> Iterator[str]:
        """The parent, its parent and so on up to the root."""
        parent = self.parents.get(claim_id)
        while parent is not None:
            yield parent
            parent = self.parents.get(parent)

    def branch(self, claim_id: str) -> Iterator[str]:
        """The claim and all below it, in reading order."""
        waiting = [claim_id]
        while waiting:
            current = waiting.pop()
            yield current
            waiting.extend(reversed(self.children.get(current, ())))

    def topmost(self, claim_ids: Iterable[str]) -> Ids:
        """Those of the claims that have none of the others above them."""
        chosen = dict.fromkeys(claim_ids)
        return tuple(each for each in chosen if not any(above in chosen for above in self.ancestors(each)))

    def _in_order(self) -> Iterator[Claim]:
        return (self.debate.claims[claim_id] for claim_id in self.order)

    def _bearing_on(self, relation: str) -> Mapping[str, Ids]:
        pairs: list[tuple[str, str]] = []
        for claim in self._in_order():
            pairs.extend((target, claim.id) for target in getattr(claim, relation))
            if relation == "supports":  # a crux named with an answer is an argument for that answer
                pairs.extend((target, claim.id) for target in _answers(claim.cruxes))
        return _grouped(pairs)


def graph_of(debate: Debate) -> Graph:
    """The graph of ``debate``, in time linear in its size."""
    loops = _reply_loops(debate)
    looping = set(chain.from_iterable(loops))
    parents = {
        claim.id: claim.reply_to
        for claim in debate.claims.values()
        if claim.reply_to and claim.reply_to in debate.claims and claim.id not in looping
    }
    children = _grouped((parent, claim_id) for claim_id, parent in parents.items())
    roots = tuple(claim_id for claim_id in debate.claims if claim_id not in parents)
    order: list[str] = []
    depths: dict[str, int] = {}
    waiting = list(reversed(roots))
    while waiting:
        current = waiting.pop()
        order.append(current)
        depths[current] = depths[parents[current]] + 1 if current in parents else 0
        waiting.extend(reversed(children.get(current, ())))
    descendants = dict.fromkeys(order, 0)
    for claim_id in reversed(order):
        if claim_id in parents:
            descendants[parents[claim_id]] += descendants[claim_id] + 1
    return Graph(debate, loops, roots, children, tuple(order), parents, depths, descendants)


def cycles(edges: Mapping[str, Ids]) -> Iterator[Ids]:
    """The loops met on a walk along ``edges``, each as the ids on it. There may be many, and each may be long."""
    done: set[str] = set()
    for start in edges:
        path: dict[str, None] = {}
        stack: list[tuple[str, Iterator[str]]] = []
        node: str | None = start
        while node is not None or stack:
            if node is not None and node not in done and node not in path:
                path[node] = None
                stack.append((node, iter(edges.get(node, ()))))
            elif node is not None and node in path:
                ids = list(path)
                yield tuple(ids[ids.index(node) :])
            node = next(stack[-1][1], None) if stack else None
            while stack and node is None:
                finished, _ = stack.pop()
                path.pop(finished)
                done.add(finished)
                node = next(stack[-1][1], None) if stack else None


def _reply_loops(debate: Debate) -> tuple[Ids, ...]:
    found: list[Ids] = []
    done: set[str] = set()
    parents = {claim.id: claim.reply_to for claim in debate.claims.values() if claim.reply_to}
    for start in parents:
        path: dict[str, None] = {}
        current: str | None = start
        while current is not None and current not in done:
            if current in path:
                ids = list(path)
                found.append(tuple(ids[ids.index(current) :]))
                break
            path[current] = None
            current = parents.get(current)
        done.update(path)
    return tuple(found)


def _answers(targets: Ids) -> Iterator[str]:
    return (target for target in targets if "." in target)


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, Ids]:
    groups: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for key, value in pairs:
        groups[key][value] = None
    return {key: tuple(values) for key, values in groups.items()}
