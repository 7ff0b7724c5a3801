"""The dossier of a debate: all of it, to be printed and read from front to back, its claims numbered."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import starmap
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from mkdocs_debates.pages.debates import person_view, resolution_view, source_view
from mkdocs_debates.pages.faces import updated
from mkdocs_debates.pages.numbering import MOST_NUMBERS, part_at, part_page, part_title
from mkdocs_debates.pages.parts import Frame, answer_view, crux_status, shift_view
from mkdocs_debates.pages.site import Here, named
from mkdocs_debates.pages.threads import (
    citation_views,
    credence_in_words,
    crux_touched,
    note_title,
    numbered_notes,
    source_anchor,
)
from mkdocs_debates.pages.views import (
    Anchor,
    Bearing,
    ClaimInDossier,
    CruxInDossier,
    DossierView,
    NoteView,
    PassageView,
    PositionInDossier,
)
from mkdocs_debates.permalinks import Address
from mkdocs_debates.prose import EMPTY, Passage, with_passages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs_debates.graph import Ids
    from mkdocs_debates.model import Answer, Claim, Crux, Link, Person, Position
    from mkdocs_debates.pages.numbering import Edition
    from mkdocs_debates.pages.views import AnswerView, ClaimLine, PersonView, SourceView
    from mkdocs_debates.prose import Reference

FIRST_LEVEL: Final = 3
LAST_LEVEL: Final = 6


@dataclass(frozen=True)
class InDossier(Here):
    """A part of a dossier's point of view: what stands in the dossier is linked there, claims by their number."""

    edition: Edition = field(kw_only=True)

    def _anchor(self, debate_id: str, entry: str) -> Anchor:
        """A link to an entry's place in the dossier, or on the site if it is another debate's."""
        if debate_id != self.debate_id:
            return super()._anchor(debate_id, entry)
        address = self.edition.address(self.site.subjects[self.debate_id].graph, entry)
        number = self.edition.numbers.get(entry)
        if number:
            return Anchor(self.href(address), number, "claim")
        return super()._anchor(debate_id, entry)._replace(href=self.href(address))

    def resolve(self, reference: Reference) -> tuple[str, str] | None:
        """The place in the dossier, and the title, of what prose refers to."""
        debate_id, entry = named(reference, self.debate_id)
        if debate_id != self.debate_id or self.site.address(debate_id, entry) is None:
            return super().resolve(reference)
        return self.anchor(entry).href, self.site.title(debate_id, entry)

    def number(self, reference: Reference) -> str:
        """The number of the claim that prose refers to."""
        debate_id, entry = named(reference, self.debate_id)
        return self.edition.numbers.get(entry, "") if debate_id == self.debate_id else ""


@dataclass(frozen=True)
class DossierFrame(Frame):
    """A part of a dossier that is being filled."""

    @property
    def edition(self) -> Edition:
        """The edition that the part belongs to."""
        return self.site.layouts[self.debate.id].edition

    @cached_property
    def here(self) -> Here:
        """The part's point of view."""
        return InDossier(self.site, self.path, self.debate.id, edition=self.edition)


def dossier_view(frame: Frame) -> DossierView:
    """The part of the dossier that stands at the frame's path; the first is all of it where it fits on a page."""
    own = DossierFrame(frame.site, frame.subject, frame.renderer, frame.path)
    part = part_at(frame.path)
    debate, here, edition = own.debate, own.here, own.edition
    items = edition.parts[part]
    following = part + 1
    return DossierView(
        question=debate.title,
        part=part + 1,
        parts=len(edition.parts),
        continued=_continued(edition, part),
        next=Anchor(here.href(Address(part_page(debate.id, following))), part_title(following, frame.site.words))
        if following < len(edition.parts)
        else None,
        status=debate.status,
        summary=Markup("") if part else own.prose("", "summary"),
        positions=tuple(_position(own, debate.positions[each]) for each in items.get("positions", ())),
        cruxes=tuple(_crux(own, debate.cruxes[each]) for each in items.get("cruxes", ())),
        claims=tuple(starmap(partial(_claim, own), _with_levels(own, items.get("claims", ())))),
        shifts=tuple(shift_view(own, int(index)) for index in items.get("shifts", ())),
        people=tuple(_person(own, debate.people[each]) for each in items.get("people", ())),
        sources=tuple(_source(own, debate.links[each]) for each in items.get("links", ())),
        license=debate.license,
        origin=source_anchor(debate.source, here),
        started=debate.started or "",
        updated=updated(debate),
        site=own.site.options.site_name,
        permalink=own.site.absolute(Address(f"{debate.id}/")),
        stylesheet=here.asset("dossier.css"),
    )


def _continued(edition: Edition, part: int) -> frozenset[str]:
    """The chapters that an earlier part began."""
    return frozenset(chapter for chapter in edition.parts[part] if part and chapter in edition.parts[part - 1])


def _position(frame: DossierFrame, position: Position) -> PositionInDossier:
    here, graph = frame.here, frame.graph
    best = position.steelman
    return PositionInDossier(
        anchor=here.anchor(position.id).href.partition("#")[2],
        title=position.title,
        summary=frame.prose(position.id, "summary"),
        held_by=here.anchors(position.held_by),
        best_case=here.anchor(best) if best else None,
        supporting=_some(frame, position.id, graph.supporting.get(position.id, ())),
        opposing=_some(frame, position.id, graph.opposing.get(position.id, ())),
    )


def _crux(frame: DossierFrame, crux: Crux) -> CruxInDossier:
    here = frame.here
    return CruxInDossier(
        anchor=here.anchor(crux.id).href.partition("#")[2],
        question=crux.question,
        kind=crux.kind or "",
        status=crux_status(crux),
        why=frame.prose(crux.id, "why"),
        answers=tuple(
            (here.anchor(f"{crux.id}.{answer.id}").href.partition("#")[2], _answer(frame, crux, answer))
            for answer in crux.answers.values()
        ),
        settled_by=frame.prose(crux.id, "settled_by"),
        resolution=resolution_view(frame, crux),
        raised_in=here.anchors(crux.raised_in),
        depends_on=here.anchors(crux.depends_on),
    )


def _some(frame: DossierFrame, entry: str, claims: Ids) -> tuple[Anchor, ...]:
    """Claims by their numbers. Of very many, the last link says how many more they are, and leads to all of them."""
    named, more = frame.here.anchors(claims[:MOST_NUMBERS]), len(claims) - MOST_NUMBERS
    return (*named, _further(frame, entry, more)) if more > 0 else named


def _further(frame: DossierFrame, entry: str, count: int) -> Anchor:
    address = frame.site.addresses[frame.debate.id][entry]
    return Anchor(frame.here.href(address), frame.site.words("{n} more", n=count), "page")


def _answer(frame: DossierFrame, crux: Crux, answer: Answer) -> AnswerView:
    view = answer_view(frame, crux, answer)
    return view._replace(
        claims=_some_lines(frame, crux.id, view.claims), against=_some_lines(frame, crux.id, view.against)
    )


def _some_lines(frame: DossierFrame, entry: str, lines: tuple[ClaimLine, ...]) -> tuple[ClaimLine, ...]:
    more = len(lines) - MOST_NUMBERS
    if more <= 0:
        return lines
    last = lines[MOST_NUMBERS]._replace(anchor=_further(frame, entry, more))
    return (*lines[:MOST_NUMBERS], last)


def _person(frame: DossierFrame, person: Person) -> PersonView:
    view = person_view(frame, person)
    return view._replace(claims=_some_lines(frame, person.id, view.claims))


def _source(frame: DossierFrame, link: Link) -> SourceView:
    claims = frame.graph.citing.get(link.id, ())
    return (
        source_view(frame, link, _some(frame, link.id, claims))
        if len(claims) > MOST_NUMBERS
        else source_view(frame, link)
    )


def _with_levels(frame: DossierFrame, claims: Iterable[str]) -> Iterator[tuple[Claim, int]]:
    """The claims of a part, each with the level of its heading; no level is left out where a part begins in a thread.

    What stands above the first claim of a part is in the part before, so depth counts from the highest that was here.
    """
    highest = sys.maxsize
    for claim_id in claims:
        depth = frame.graph.depths[claim_id]
        highest = min(highest, depth)
        yield frame.debate.claims[claim_id], min(LAST_LEVEL, FIRST_LEVEL + depth - highest)


def _claim(frame: DossierFrame, claim: Claim, level: int) -> ClaimInDossier:
    here, graph, subject = frame.here, frame.graph, frame.subject
    anchor = here.anchor(claim.id).href.partition("#")[2]
    notes = tuple(_note(frame, claim, anchor, level, number, index) for number, index in numbered_notes(subject, claim))
    text = subject.prose.get((claim.id, ("text",)), EMPTY)
    if notes:
        text = with_passages(text, [_passage(frame, note) for note in notes])
    parent = graph.parents.get(claim.id)
    return ClaimInDossier(
        number=frame.edition.numbers[claim.id],
        anchor=anchor,
        depth=graph.depths[claim.id],
        level=level,
        title=frame.site.title(frame.debate.id, claim.id),
        titled=bool(claim.title) or not claim.text,
        relation=claim.relation or "",
        parent=here.anchor(parent) if parent else None,
        by=here.anchors(claim.by),
        date=claim.date or "",
        status=claim.status or "",
        credence=credence_in_words(claim.credence, frame.site.words),
        quotes=claim.quotes,
        text=here.prose(text, level, anchor),
        notes=notes,
        bearings=tuple(
            Bearing(relation, here.anchor(target))
            for relation in ("supports", "opposes", "undercuts")
            for target in getattr(claim, relation)
        ),
        cruxes=tuple(crux_touched(subject, here, claim)),
        citations=tuple(citation_views(subject, here, claim)),
        source=source_anchor(claim.source, here),
    )


def _note(frame: DossierFrame, claim: Claim, anchor: str, level: int, number: int, index: int) -> NoteView:
    note = claim.notes[index]
    own = f"{anchor}_note_{number}"
    text = frame.subject.prose.get((claim.id, ("notes", index, "text")), EMPTY)
    return NoteView(
        anchor=own,
        passage_anchor=f"{own}_passage",
        number=number,
        passage=note.passage,
        kind=note.kind or "",
        by=note.by,
        text=frame.here.prose(text, level, own),
        lang_among=frame.site.lang_among(frame.debate.id),
    )


def _passage(frame: DossierFrame, note: NoteView) -> Passage:
    words = note_title(note.kind, note.number, frame.site.words)
    reference = frame.renderer.passage(PassageView(f"#{note.anchor}", "note", str(note.number), words))
    return Passage(note.passage, note.passage_anchor, reference)
