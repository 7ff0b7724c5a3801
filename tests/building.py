"""Debates for tests, written as values."""

from __future__ import annotations

from typing import Any

from mkdocs_debates.model import Answer, Claim, Crux, Debate, Person, Position


def claim(claim_id: str, reply_to: str | None = None, relation: Any = "comments", **fields: Any) -> Claim:
    """A claim; with ``reply_to`` a reply."""
    return Claim(
        id=claim_id, text=f"Text of {claim_id}.", reply_to=reply_to, relation=relation if reply_to else None, **fields
    )


def debate(*claims: Claim, **fields: Any) -> Debate:
    """A debate "d" with positions "yes" and "no", a crux "why" with answers "a" and "b", and a person "ann"."""
    answers = {"a": Answer(id="a", label="A", supports=("yes",)), "b": Answer(id="b", label="B", supports=("no",))}
    given = {
        "people": {"ann": Person(id="ann")},
        "positions": {"yes": Position(id="yes", title="Yes"), "no": Position(id="no", title="No")},
        "cruxes": {"why": Crux(id="why", question="Why?", answers=answers)},
        **fields,
    }
    return Debate(id="d", title="D", claims={each.id: each for each in claims}, **given)
