"""What stands: which claims no objection speaks against that is itself unanswered.

A debate's claims, with who opposes or undercuts whom, are an argumentation framework after Dung (1995), "On the
acceptability of arguments and its fundamental role in nonmonotonic reasoning, logic programming and n-person games",
Artificial Intelligence 77. Its grounded labelling, as Modgil and Caminada (2009) compute it in "Proof theories and
algorithms for abstract argumentation frameworks", is the most cautious one: a claim is *in* once all that attacks it
is *out*, *out* once something that attacks it is *in*, and what this never reaches stays *undecided*.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs_debates.graph import Graph, Ids
    from mkdocs_debates.model import Claim

Label = Literal["unanswered", "answered", "undecided", "conceded"]
"""``unanswered`` is *in*, ``answered`` is *out*; ``conceded`` is what a reply grants, however it is labelled."""
LABELS: Final[tuple[Label, ...]] = get_args(Label)

OBJECTIONS: Final = frozenset({"opposes", "undercuts"})
_NOT_COUNTED: Final = frozenset({"withdrawn", "removed"})
_ARGUING: Final = frozenset({None, "supports", "opposes", "undercuts", "qualifies", "answers"})


class Standing(NamedTuple):
    """How a claim stands, and the ids of the claims by which it does.

    ``by`` are, for a claim that is unanswered, the objections to it, each of them answered; for one that is answered,
    the objections that are not; for one that is undecided, the objections in a loop with it or behind one; for one
    that is conceded, the replies that concede it.
    """

    label: Label
    by: Ids


def counts(claim: Claim) -> bool:
    """Whether a claim is part of the argument: its author stands by it and it was not removed."""
    return claim.status not in _NOT_COUNTED


def standings_of(graph: Graph) -> dict[str, Standing]:
    """By claim, in reading order: how it stands. In time linear in the debate.

    Questions, comments, clarifications and concessions claim nothing, and withdrawn and removed claims count for
    nothing: they have no standing.
    """
    attackers = _attackers(graph)
    accepted = _grounded(attackers)
    return {
        claim_id: _standing(graph, claim_id, attackers[claim_id], accepted)
        for claim_id in graph.order
        if claim_id in attackers and graph.debate.claims[claim_id].relation in _ARGUING
    }


def _standing(graph: Graph, claim_id: str, attackers: Ids, accepted: Mapping[str, bool]) -> Standing:
    claims = graph.debate.claims
    conceding = tuple(
        reply
        for reply in graph.children.get(claim_id, ())
        if claims[reply].relation == "concedes" and counts(claims[reply])
    )
    if conceding:
        return Standing("conceded", conceding)
    match accepted.get(claim_id):
        case True:
            return Standing("unanswered", attackers)
        case False:
            return Standing("answered", tuple(each for each in attackers if accepted.get(each)))
        case None:
            return Standing("undecided", tuple(each for each in attackers if each not in accepted))


def _attackers(graph: Graph) -> dict[str, Ids]:
    """By claim that counts: the claims that count and oppose or undercut it, as replies or from elsewhere."""
    claims = graph.debate.claims
    return {
        claim_id: tuple(
            dict.fromkeys(
                attacker
                for attacker in (
                    *(reply for reply in graph.children.get(claim_id, ()) if claims[reply].relation in OBJECTIONS),
                    *graph.opposing.get(claim_id, ()),
                    *graph.undercutting.get(claim_id, ()),
                )
                if counts(claims[attacker])
            )
        )
        for claim_id in graph.order
        if counts(claims[claim_id])
    }


def _grounded(attackers: Mapping[str, Ids]) -> dict[str, bool]:
    """The grounded labelling: True for *in*, False for *out*, nothing for what is undecided."""
    attacked: defaultdict[str, list[str]] = defaultdict(list)
    for target, by in attackers.items():
        for attacker in by:
            attacked[attacker].append(target)
    left = Counter({target: len(by) for target, by in attackers.items()})
    accepted: dict[str, bool] = {}
    waiting = [target for target, by in attackers.items() if not by]
    while waiting:
        current = waiting.pop()
        accepted[current] = True
        for target in attacked[current]:
            if target in accepted:
                continue
            accepted[target] = False
            for defended in attacked[target]:
                left[defended] -= 1
                if not left[defended] and defended not in accepted:
                    waiting.append(defended)
    return accepted
