"""Debates to export, and what stands in them, read from their data without the program."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from mkdocs_debates.pages.assembly import site_of
from mkdocs_debates.pages.site import Options
from mkdocs_debates.project import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_debates.pages.site import Site

Data = dict[str, Any]
Edge = tuple[str, str, str]
"""Source, relation, target."""

ROOT: Final = Path(__file__).parents[3]
SITE_URL: Final = "https://e.org/s/"


def site_with(debate: Data, site_url: str = SITE_URL) -> Site:
    """A site with a debate "d"."""
    with TemporaryDirectory() as folder:
        Path(folder, "d.yaml").write_text(json.dumps(debate, ensure_ascii=False), encoding="utf-8")
        project = load(Path(folder))
    assert [each for each in project.problems if each.severity == "error"] == []
    return site_of(project.debates, frozenset(), Options(site_url=site_url))


def own_site() -> Site:
    """The site of this repository's debates."""
    return site_of(load(ROOT / "debates").debates, frozenset(), Options(site_url=SITE_URL))


def claims_in(debate: Data) -> Iterator[tuple[str, str | None, Data]]:
    """Each claim with its id and its parent's."""
    waiting: list[tuple[str | None, Data]] = [(None, debate["claims"])]
    while waiting:
        parent, claims = waiting.pop()
        for claim_id, claim in claims.items():
            yield claim_id, parent or claim.get("reply_to"), claim
            waiting.append((claim_id, claim.get("replies", {})))


def answers_in(debate: Data) -> list[str]:
    """Each answer as ``crux.answer``."""
    return [f"{crux}.{answer}" for crux, fields in debate["cruxes"].items() for answer in fields["answers"]]


def nodes_in(debate: Data) -> set[str]:
    """The ids of positions, cruxes, answers and claims."""
    claims = (claim_id for claim_id, _, _ in claims_in(debate))
    return {*debate["positions"], *debate["cruxes"], *answers_in(debate), *claims}


def edges_in(debate: Data) -> set[Edge]:
    """Every relation between two of these."""
    found: set[Edge] = set()
    for claim_id, parent, claim in claims_in(debate):
        if parent:
            found.add((claim_id, claim["relation"], parent))
        for relation in ("supports", "opposes", "undercuts"):
            found |= {(claim_id, relation, target) for target in claim.get(relation, ())}
        found |= {(claim_id, "supports" if "." in crux else "bears on", crux) for crux in claim.get("cruxes", ())}
    for crux, fields in debate["cruxes"].items():
        found |= {(claim_id, "raises", crux) for claim_id in fields.get("raised_in", ())}
        found |= {(crux, "hangs on", needed) for needed in fields.get("depends_on", ())}
        for answer, about in fields["answers"].items():
            found.add((f"{crux}.{answer}", "answer to", crux))
            for relation in ("supports", "opposes"):
                found |= {(f"{crux}.{answer}", relation, position) for position in about.get(relation, ())}
    return found | {
        (fields["steelman"], "best case for", position)
        for position, fields in debate["positions"].items()
        if "steelman" in fields
    }


FULL: Final[Data] = {
    "title": "The question?",
    "summary": "Summary-words.",
    "started": "2020-01",
    "tags": ["tag-words"],
    "formerly": ["former-debate"],
    "people": {
        "ann": {"name": "Ann Author", "role": "Role-words", "about": "About *her*.", "formerly": ["former-person"]},
        "bob": {"name": "Bob Holder"},
    },
    "links": {"src": {"title": "Source-title", "url": "https://e.org/src", "authors": ["A. Writer"]}},
    "positions": {
        "yes": {"title": "Yes", "summary": "Yes *indeed*.", "held_by": ["bob"], "steelman": "root"},
        "no": {"title": "No"},
    },
    "cruxes": {
        "why": {
            "question": "Crux-question?",
            "why": "Why-words.",
            "kind": "empirical",
            "raised_in": ["root"],
            "answers": {"a": {"label": "A-label", "supports": ["yes"], "opposes": ["no"]}, "b": {"label": "B-label"}},
            "views": [{"by": "ann", "answer": "a", "credence": "87%", "because": ["root"]}],
            "settled_by": "Settled-words.",
            "resolution": {"answer": "a", "date": "2021", "text": "Resolution-words.", "because": ["reply"]},
        },
        "how": {
            "question": "How?",
            "answers": {"x": {"label": "X"}, "y": {"label": "Y"}},
            "depends_on": ["why"],
        },
    },
    "claims": {
        "root": {
            "by": ["ann"],
            "date": "2024-05-06",
            "title": "Root-title",
            "credence": "61%",
            "text": "Quoted words, [here](crux:why), *so*.",
            "supports": ["yes"],
            "opposes": ["no"],
            "cruxes": ["why.a", "how"],
            "source": "https://e.org/said",
            "links": [{"link": "src", "quote": "Cited-words", "at": "page 7"}],
            "notes": [{"passage": "Quoted words", "kind": "context", "by": "ed", "text": "Note-words."}],
            "formerly": ["former-claim"],
            "x-own": "Own-words",
            "replies": {
                "reply": {"by": ["bob"], "relation": "concedes", "quotes": "Quoted words", "text": "Granted."},
                "under": {
                    "relation": "undercuts",
                    "text": "No step.",
                    "status": "withdrawn",
                    "undercuts": ["other"],
                    "replies": {"ask": {"relation": "asks", "text": "Why?"}},
                },
            },
        },
        "other": {"text": "Other.", "opposes": ["root"]},
        "gone": {"status": "removed", "text": "Removed-words.", "by": ["ann"], "supports": ["other"]},
    },
    "shifts": [
        {"by": "bob", "date": "2024-06", "from": "no", "to": "yes", "text": "Shift-words.", "because": ["root"]}
    ],
}
"""A debate with something of everything."""
