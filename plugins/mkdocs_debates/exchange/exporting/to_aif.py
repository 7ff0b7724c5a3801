"""A graph of the Argument Interchange Format, as the JSON that AIFdb gives. http://www.arg.tech/aif.owl

Statements are I-nodes. A step that supports is an RA-node between two of them, one that opposes or undercuts a
CA-node, one that restates (qualifies, clarifies) an MA-node. That a claim was made is an L-node, which asserts it by
way of a YA-node; where a claim replies, a TA-node leads from the locution of the parent to its own, and its text says
how.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from mkdocs_debates.exchange.debate_json import as_json
from mkdocs_debates.exchange.exporting import Exported
from mkdocs_debates.exchange.exporting.carried import lost_without
from mkdocs_debates.exchange.exporting.statements import names, statements_of, steps_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mkdocs_debates.checks.subject import Subject
    from mkdocs_debates.exchange.exporting.statements import Statement, Step
    from mkdocs_debates.pages.site import Site

CARRIES: Final = frozenset({"remarks", "authors"})

_SCHEMES: Final = {
    "supports": ("RA", "Default Inference"),
    "opposes": ("CA", "Default Conflict"),
    "undercuts": ("CA", "Default Conflict"),
    "qualifies": ("MA", "Default Rephrase"),
    "clarifies": ("MA", "Default Rephrase"),
}

_MOST_HIT: Final = 100
"""Steps of one claim that an undercut leads to: many undercuts of a claim with very many steps would make millions."""


def write(site: Site, debate_id: str) -> Exported:
    """The debate as one line of JSON with ``nodes``, ``edges``, ``locutions`` and ``participants``.

    The id of an I-node is the id of what it stands for. An undercut leads to the steps of the claim that it undercuts,
    or to that claim where it has none, or more than a hundred.
    """
    subject = site.subjects[debate_id]
    graph = _Graph()
    for statement in statements_of(site, debate_id):
        if statement.kind != "crux":
            graph.node(statement.id, "I", _words(subject, statement))
    graph.steps(steps_of(subject))
    graph.locutions_of(subject)
    data = {
        "nodes": graph.nodes,
        "edges": [
            {"edgeID": f"e{number}", "fromID": source, "toID": target}
            for number, (source, target) in enumerate(graph.edges, start=1)
        ],
        "locutions": graph.locutions,
        "participants": [
            {"participantID": person.id, "firstname": "", "surname": person.title}
            for person in subject.debate.people.values()
        ],
    }
    return Exported(as_json(data), lost_without(subject, CARRIES))


def _words(subject: Subject, statement: Statement) -> str:
    if statement.kind == "answer":
        crux = subject.debate.cruxes[statement.id.partition(".")[0]]
        return f"{crux.question} {statement.title}"
    if not statement.words or statement.words.startswith(statement.title.rstrip("…")):
        return statement.words or statement.title
    return f"{statement.title}\n\n{statement.words}"


@dataclass(slots=True)
class _Graph:
    """The parts of an AIF graph, as they come together."""

    nodes: list[dict[str, Any]] = field(default_factory=list)
    edges: list[tuple[str, str]] = field(default_factory=list)
    locutions: list[dict[str, Any]] = field(default_factory=list)

    def node(self, node_id: str, kind: str, text: str, **more: str) -> None:
        self.nodes.append({"nodeID": node_id, "text": text, "type": kind, **more})

    def between(self, source: str, node_id: str, target: str) -> None:
        self.edges += (source, node_id), (node_id, target)

    def steps(self, steps: Iterable[Step]) -> None:
        """Scheme nodes with their edges, undercuts last, since they lead to other steps."""
        leaving: dict[str, list[str]] = {}
        undercuts: list[Step] = []
        for step in steps:
            if step.relation == "undercuts":
                undercuts.append(step)
            elif step.relation in _SCHEMES:
                scheme = self._scheme(step)
                self.between(step.source, scheme, step.target)
                if step.relation in ("supports", "opposes"):
                    leaving.setdefault(step.source, []).append(scheme)
        for step in undercuts:
            scheme = self._scheme(step)
            self.edges.append((step.source, scheme))
            hit = leaving.get(step.target, ())
            self.edges += ((scheme, target) for target in (hit if 0 < len(hit) <= _MOST_HIT else (step.target,)))

    def _scheme(self, step: Step) -> str:
        kind, name = _SCHEMES[step.relation]
        node_id = f"{step.source}:{step.relation}:{step.target}"
        self.node(node_id, kind, name, scheme=name)
        return node_id

    def locutions_of(self, subject: Subject) -> None:
        """Who made which claim, and in answer to which other."""
        graph = subject.graph
        for claim_id in graph.order:
            claim = subject.debate.claims[claim_id]
            speakers = ", ".join(names(subject, claim.by))
            title = subject.title(claim_id)
            said, asserting = f"{claim_id}:said", f"{claim_id}:asserting"
            time = {"timestamp": f"{claim.date} 00:00:00"} if claim.date and len(claim.date) == 10 else {}
            self.node(said, "L", f"{speakers} : {title}" if speakers else title, **time)
            self.node(asserting, "YA", "Asserting", scheme="Asserting")
            self.between(said, asserting, claim_id)
            self.locutions += ({"nodeID": said, "personID": person} for person in claim.by)
            parent = graph.parents.get(claim_id)
            if parent:
                transition = f"{claim_id}:reply"
                self.node(transition, "TA", claim.relation or "comments", scheme="Default Transition")
                self.between(f"{parent}:said", transition, said)
