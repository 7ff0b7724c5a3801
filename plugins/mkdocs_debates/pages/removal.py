"""What was removed for moderation is published nowhere, even while its words still stand in the file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mkdocs_debates.graph import graph_of
from mkdocs_debates.model import Claim

if TYPE_CHECKING:
    from mkdocs_debates.checks.subject import Subject
    from mkdocs_debates.model import Debate


def without_removed(subject: Subject) -> Subject:
    """The debate without the words and the authors of removed claims, and without what replies quote of them.

    Their ids, their places in the threads and what they bear on stay, so that no address changes.
    """
    removed = {claim.id for claim in subject.debate.claims.values() if claim.status == "removed"}
    if not removed:
        return subject
    debate = replace(subject.debate, claims=_claims(subject.debate, removed))
    return replace(
        subject,
        document=replace(subject.document, debate=debate),
        graph=graph_of(debate),
        prose={place: prose for place, prose in subject.prose.items() if place[0] not in removed},
    )


def _claims(debate: Debate, removed: set[str]) -> dict[str, Claim]:
    claims: dict[str, Claim] = {}
    for claim in debate.claims.values():
        if claim.id in removed:
            claims[claim.id] = _bare(claim)
        elif claim.reply_to in removed:
            claims[claim.id] = replace(claim, quotes=())
        else:
            claims[claim.id] = claim
    return claims


def _bare(claim: Claim) -> Claim:
    return Claim(
        id=claim.id,
        date=claim.date,
        status=claim.status,
        reply_to=claim.reply_to,
        relation=claim.relation,
        supports=claim.supports,
        opposes=claim.opposes,
        undercuts=claim.undercuts,
        cruxes=claim.cruxes,
        formerly=claim.formerly,
    )
