"""Which branches of long threads stand on pages of their own, so that no page grows past its limit.

Sizes are estimates made before anything is rendered, since where a claim stands decides every address on the way.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from mkdocs_debates.permalinks import addresses_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mkdocs_debates.graph import Graph, Ids
    from mkdocs_debates.model import Claim

CLAIM_BYTES: Final = 2_700
"""What a claim takes on a page beside its text: heading, byline, links, controls."""
LINE_BYTES: Final = 450
"""What a claim takes that stands on one line and leads elsewhere."""
_EDGE_BYTES: Final = 200
_PASSAGE_BYTES: Final = 500


def estimated_bytes(claim: Claim) -> int:
    """What a claim takes on a page, its replies aside."""
    edges = len(claim.supports) + len(claim.opposes) + len(claim.undercuts) + len(claim.cruxes) + len(claim.links)
    notes = sum(len(note.text) + CLAIM_BYTES // 4 for note in claim.notes)
    passages = (len(claim.notes) + len(claim.quotes)) * _PASSAGE_BYTES
    return CLAIM_BYTES + len(claim.text.encode()) * 5 // 4 + edges * _EDGE_BYTES + notes + passages


def branch_bytes(graph: Graph, moved: Mapping[str, str]) -> dict[str, int]:
    """By claim: what it takes on a page with the replies that stand on the same page."""
    sizes: dict[str, int] = {}
    for claim_id in reversed(graph.order):
        own = estimated_bytes(graph.debate.claims[claim_id])
        below = (LINE_BYTES if reply in moved else sizes[reply] for reply in graph.children.get(claim_id, ()))
        sizes[claim_id] = own + sum(below)
    return sizes


def moved_branches(graph: Graph, limit: int) -> dict[str, str]:
    """The page below the plugin's path of each claim that heads a page of its own; empty where all pages fit.

    From the last reply upwards, the largest branches leave until what stays fits in ``limit`` bytes; then the
    largest threads leave each page that still holds too much. A claim that is too long by itself stays.
    """
    moved: dict[str, str] = {}
    sizes: dict[str, int] = {}
    for claim_id in reversed(graph.order):
        own = estimated_bytes(graph.debate.claims[claim_id])
        replies = graph.children.get(claim_id, ())
        leaving, sizes[claim_id] = _leaving(replies, sizes, own, limit)
        moved |= {reply: _page(graph, reply) for reply in leaving}
    homes: defaultdict[str, list[str]] = defaultdict(list)
    addresses = addresses_of(graph, {})
    for root in graph.roots:
        homes[addresses[root].page].append(root)
    for roots in homes.values():
        leaving, _ = _leaving(roots, sizes, 0, limit)
        moved |= {root: _page(graph, root) for root in leaving}
    return moved


def fitting(tops: Iterable[str], sizes: Mapping[str, int], at_home: frozenset[str], limit: int) -> Ids:
    """Those of ``tops`` that a page shows in full: all that are at home on it, others while there is room."""
    tops = tuple(tops)
    room = limit - sum(sizes[top] for top in tops if top in at_home)
    shown: set[str] = set(at_home)
    for top in tops:
        if top not in at_home and sizes[top] <= room:
            room -= sizes[top]
            shown.add(top)
    return tuple(top for top in tops if top in shown)


def _leaving(branches: Iterable[str], sizes: Mapping[str, int], own: int, limit: int) -> tuple[list[str], int]:
    """The branches that leave a page, largest first, and what the page then holds."""
    branches = tuple(branches)
    total = own + sum(sizes[branch] for branch in branches)
    leaving: list[str] = []
    if total > limit:
        for branch in sorted(branches, key=lambda each: -sizes[each]):
            if total <= limit or sizes[branch] <= LINE_BYTES:
                break
            leaving.append(branch)
            total -= sizes[branch] - LINE_BYTES
    return leaving, total


def _page(graph: Graph, claim_id: str) -> str:
    return f"{graph.debate.id}/threads/{claim_id}/"
