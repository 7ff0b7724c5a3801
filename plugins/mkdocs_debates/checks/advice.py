"""What an editor may want to look at. Advice never fails a build."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_debates.analysis import open_ends_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_debates.checks.subject import Subject
    from mkdocs_debates.diagnostics import Problem


def check(subject: Subject) -> Iterator[Problem]:
    """Advice on open ends, claims that bear on nothing, and sources that nothing cites."""
    yield from _open_ends(subject)
    yield from _loose_ends(subject)


def _open_ends(subject: Subject) -> Iterator[Problem]:
    ends = open_ends_of(subject.graph)
    problem = subject.document.problem
    for claim in ends.objections:
        yield problem("unanswered-objection", claim, message="nobody has answered this objection")
    for claim in ends.questions:
        yield problem("unanswered-question", claim, message="nobody has answered this question")
    for one_sided in ends.one_sided:
        bare = ", ".join(f'"{answer}"' for answer in one_sided.bare)
        yield problem("one-sided-crux", one_sided.crux, "answers", message=f"no claim argues for {bare}")


def _loose_ends(subject: Subject) -> Iterator[Problem]:
    debate, graph = subject.debate, subject.graph
    problem = subject.document.problem
    for root in graph.roots:
        claim = debate.claims[root]
        if claim.status != "removed" and not (claim.supports or claim.opposes or claim.cruxes or claim.undercuts):
            yield problem(
                "unattached-claim",
                root,
                message="this claim bears on no position and no crux",
                hint="name what it argues for under supports, opposes or cruxes; else it stands in the general "
                "discussion",
            )
    named = {
        reference.id for prose in subject.prose.values() for reference in prose.references if reference.kind == "link"
    }
    for link in debate.links:
        if link not in graph.citing and link not in named and debate.source != link:
            yield problem("unused-link", link, message="nothing cites this link")
    for position in debate.positions:
        if position not in graph.supporting:
            yield problem("unsupported-position", position, message="no claim argues for this position")
