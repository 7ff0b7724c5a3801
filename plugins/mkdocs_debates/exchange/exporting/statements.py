"""A debate as statements with steps between them: what graphs and argument maps are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from mkdocs_debates.prose import EMPTY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs_debates.checks.subject import Subject
    from mkdocs_debates.model import Claim, Crux
    from mkdocs_debates.pages.site import Site

Kind = Literal["position", "crux", "answer", "claim"]


class Statement(NamedTuple):
    """Something that is said: ``id`` is ``crux.answer`` for an answer.

    ``text`` is Markdown, ``words`` are the same as they read, both "" where there is the title alone. ``url`` is
    absolute, "" where the site's is not known.
    """

    id: str
    kind: Kind
    title: str
    text: str
    words: str
    url: str


class Step(NamedTuple):
    """A relation from one statement to another; ``relation`` is a word or two that say it from the source's end."""

    source: str
    target: str
    relation: str


def statements_of(site: Site, debate_id: str) -> Iterator[Statement]:
    """Positions, cruxes each with its answers, and claims in reading order."""
    subject = site.subjects[debate_id]
    debate = subject.debate
    for position in debate.positions.values():
        yield _statement(site, subject, position.id, "position", position.summary, "summary")
    for crux in debate.cruxes.values():
        yield _statement(site, subject, crux.id, "crux", crux.why, "why")
        for answer in crux.answers.values():
            yield _statement(site, subject, f"{crux.id}.{answer.id}", "answer", "", "")
    for claim_id in subject.graph.order:
        yield _statement(site, subject, claim_id, "claim", debate.claims[claim_id].text, "text")


def _statement(site: Site, subject: Subject, entry: str, kind: Kind, text: str, name: str) -> Statement:
    words = subject.prose.get((entry, (name,)), EMPTY).text
    address = site.addresses[subject.debate.id][entry]
    return Statement(entry, kind, site.title(subject.debate.id, entry), text.strip(), words, site.absolute(address))


def steps_of(subject: Subject) -> tuple[Step, ...]:
    """Every step between statements, each once."""
    debate = subject.debate
    found: dict[Step, None] = {}
    for position in debate.positions.values():
        if position.steelman:
            found[Step(position.steelman, position.id, "best case for")] = None
    for crux in debate.cruxes.values():
        found |= dict.fromkeys(_of_crux(crux))
    for claim_id in subject.graph.order:
        claim = debate.claims[claim_id]
        parent = subject.graph.parents.get(claim_id)
        if parent:
            found[Step(claim_id, parent, claim.relation or "comments")] = None
        found |= dict.fromkeys(_of_claim(claim))
    return tuple(found)


def arguing_steps(subject: Subject) -> tuple[Step, ...]:
    """The steps that support, oppose or undercut, which any format for arguments has."""
    return tuple(step for step in steps_of(subject) if step.relation in ("supports", "opposes", "undercuts"))


def _of_crux(crux: Crux) -> Iterator[Step]:
    for answer in crux.answers.values():
        own = f"{crux.id}.{answer.id}"
        yield Step(own, crux.id, "answer to")
        yield from (Step(own, position, "supports") for position in answer.supports)
        yield from (Step(own, position, "opposes") for position in answer.opposes)
    yield from (Step(claim, crux.id, "raises") for claim in crux.raised_in)
    yield from (Step(crux.id, needed, "hangs on") for needed in crux.depends_on)


def _of_claim(claim: Claim) -> Iterator[Step]:
    for relation in ("supports", "opposes", "undercuts"):
        yield from (Step(claim.id, target, relation) for target in getattr(claim, relation))
    for target in claim.cruxes:  # a crux named with an answer is an argument for that answer
        yield Step(claim.id, target, "supports" if "." in target else "bears on")


def names(subject: Subject, people: Iterable[str]) -> tuple[str, ...]:
    """The names of people."""
    return tuple(subject.debate.people[person].title for person in people)
