"""Which claims of several carry most, as far as the structure tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mkdocs_debates.analysis.standing import counts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mkdocs_debates.analysis.standing import Label, Standing
    from mkdocs_debates.graph import Graph, Ids

_RANKS: Final[Mapping[Label, int]] = {"conceded": 0, "unanswered": 1, "undecided": 2, "answered": 3}


def strongest(graph: Graph, standings: Mapping[str, Standing], claims: Iterable[str]) -> Ids:
    """Those of ``claims`` that have a standing, the strongest first.

    What the other side granted comes before what no objection stands against, then what is undecided, then what is
    answered; among these, what more claims support. Otherwise the order stays.
    """

    def weakness(claim_id: str) -> tuple[int, int]:
        return _RANKS[standings[claim_id].label], -_supporters(graph, claim_id)

    return tuple(sorted((each for each in claims if each in standings), key=weakness))


def _supporters(graph: Graph, claim_id: str) -> int:
    claims = graph.debate.claims
    replies = (each for each in graph.children.get(claim_id, ()) if claims[each].relation == "supports")
    return sum(counts(claims[each]) for each in {*replies, *graph.supporting.get(claim_id, ())})
