"""A table for spreadsheets: a row for each position, crux, answer, claim, person and source (RFC 4180)."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from mkdocs_debates.exchange.exporting import Exported
from mkdocs_debates.exchange.exporting.carried import EVERYTHING, lost_without
from mkdocs_debates.exchange.exporting.statements import Statement, statements_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mkdocs_debates.model import Debate
    from mkdocs_debates.pages.site import Site

CARRIES: Final = EVERYTHING - {"views", "resolutions", "shifts", "notes", "itself", "former", "extensions"}

COLUMNS: Final = (
    "kind", "sort", "id", "title", "text", "by", "date", "status", "credence", "reply_to", "relation", "quotes",
    "supports", "opposes", "undercuts", "cruxes", "raised_in", "depends_on", "settled_by", "held_by", "steelman",
    "source", "links", "role", "authors", "published", "url",
)  # fmt: skip
"""Ids in a list stand apart by a space, other texts by a line end."""

# https://owasp.org/www-community/attacks/CSV_Injection; an apostrophe of ours goes before one that stands there, too,
# so that whoever reads the table can take one away.
_FORMULA: Final = re.compile(r"[=+\-@\t\r'＝＋－＠]")


def write(site: Site, debate_id: str) -> Exported:
    """The debate as a table. A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    subject = site.subjects[debate_id]
    file = io.StringIO(newline="")
    table = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\r\n")
    table.writeheader()
    for statement in statements_of(site, debate_id):
        table.writerow(_row({**_head(statement), **_details(subject.debate, statement)}))
    for row in _people_and_sources(subject.debate):
        table.writerow(_row(row))
    return Exported(file.getvalue(), lost_without(subject, CARRIES))


def _row(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: f"'{value}" if _FORMULA.match(value) else value for name, value in fields.items()}


def _head(statement: Statement) -> dict[str, str]:
    return {
        "kind": statement.kind,
        "id": statement.id,
        "title": statement.title,
        "text": statement.text,
        "url": statement.url,
    }


def _details(debate: Debate, statement: Statement) -> dict[str, str]:
    match statement.kind:
        case "position":
            position = debate.positions[statement.id]
            return {"held_by": " ".join(position.held_by), "steelman": position.steelman or ""}
        case "crux":
            crux = debate.cruxes[statement.id]
            return {
                "sort": crux.kind or "",
                "status": crux.status,
                "raised_in": " ".join(crux.raised_in),
                "depends_on": " ".join(crux.depends_on),
                "settled_by": crux.settled_by.strip(),
            }
        case "answer":
            crux_id, _, answer_id = statement.id.partition(".")
            answer = debate.cruxes[crux_id].answers[answer_id]
            return {"supports": " ".join(answer.supports), "opposes": " ".join(answer.opposes)}
        case "claim":
            return _of_claim(debate, statement.id)


def _of_claim(debate: Debate, claim_id: str) -> dict[str, str]:
    claim = debate.claims[claim_id]
    return {
        "by": " ".join(claim.by),
        "date": claim.date or "",
        "status": claim.status or "",
        "credence": "" if claim.credence is None else f"{claim.credence:g}%",
        "reply_to": claim.reply_to or "",
        "relation": claim.relation or "",
        "quotes": "\n".join(claim.quotes),
        "supports": " ".join(claim.supports),
        "opposes": " ".join(claim.opposes),
        "undercuts": " ".join(claim.undercuts),
        "cruxes": " ".join(claim.cruxes),
        "source": claim.source or "",
        "links": "\n".join(" ".join(filter(None, (each.link, each.at, each.quote))) for each in claim.links),
    }


def _people_and_sources(debate: Debate) -> Iterator[dict[str, str]]:
    for person in debate.people.values():
        yield {
            "kind": "person",
            "id": person.id,
            "title": person.title,
            "text": person.about.strip(),
            "role": person.role,
            "url": person.url or "",
        }
    for link in debate.links.values():
        yield {
            "kind": "source",
            "id": link.id,
            "title": link.title,
            "text": link.note.strip(),
            "sort": link.kind or "",
            "authors": "\n".join(link.authors),
            "published": link.published or "",
            "url": link.url or "",
        }
