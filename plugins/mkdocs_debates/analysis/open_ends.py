"""What a debate leaves open: unanswered objections and questions, unsupported claims, one-sided cruxes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mkdocs_debates.analysis.standing import OBJECTIONS, counts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_debates.graph import Graph, Ids
    from mkdocs_debates.model import Claim


class OneSided(NamedTuple):
    """A crux on which some answers have arguments and others have none; ``bare`` are the ids of these."""

    crux: str
    bare: Ids


class OpenEnds(NamedTuple):
    """What nobody has answered yet, as ids of claims in reading order and of cruxes."""

    objections: Ids
    questions: Ids
    unsupported: Ids
    one_sided: tuple[OneSided, ...]


def open_ends_of(graph: Graph) -> OpenEnds:
    """The open ends of a debate. Withdrawn and removed claims neither count nor answer anything."""
    claims = [claim for claim in map(graph.debate.claims.__getitem__, graph.order) if counts(claim)]
    return OpenEnds(
        objections=tuple(claim.id for claim in claims if _is_objection(graph, claim) and not _met(graph, claim)),
        questions=tuple(claim.id for claim in claims if claim.relation == "asks" and not _met(graph, claim)),
        unsupported=tuple(claim.id for claim in claims if _needs_support(graph, claim)),
        one_sided=tuple(_one_sided(graph)),
    )


def _is_objection(graph: Graph, claim: Claim) -> bool:
    """Whether a claim attacks another, as a reply to it or from elsewhere."""
    elsewhere = bool(claim.undercuts) or any(target in graph.debate.claims for target in claim.opposes)
    return claim.relation in OBJECTIONS or elsewhere


def _met(graph: Graph, claim: Claim) -> bool:
    """Whether any claim that counts replies to this one, or bears on it from elsewhere."""
    return any(True for _ in _responses(graph, claim.id))


def _responses(graph: Graph, claim_id: str) -> Iterator[str]:
    for group in (graph.children, graph.supporting, graph.opposing, graph.undercutting):
        for response in group.get(claim_id, ()):
            if counts(graph.debate.claims[response]):
                yield response


def _needs_support(graph: Graph, claim: Claim) -> bool:
    """A root that argues for or against something, with objections to it and nothing that backs it up."""
    if claim.relation is not None or not (claim.supports or claim.opposes or claim.cruxes):
        return False
    replies = [graph.debate.claims[reply] for reply in graph.children.get(claim.id, ())]
    attacked = (
        any(reply.relation in OBJECTIONS for reply in replies)
        or claim.id in graph.opposing
        or claim.id in graph.undercutting
    )
    backed = any(reply.relation == "supports" for reply in replies) or claim.id in graph.supporting
    return attacked and not backed and not claim.links


def _one_sided(graph: Graph) -> Iterator[OneSided]:
    for crux in graph.debate.cruxes.values():
        bare = tuple(
            answer
            for answer in crux.answers
            if not any(counts(graph.debate.claims[claim]) for claim in graph.supporting.get(f"{crux.id}.{answer}", ()))
        )
        if bare and len(bare) < len(crux.answers):
            yield OneSided(crux.id, bare)
