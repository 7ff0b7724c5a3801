"""The pages of one debate: its front page, its positions, its cruxes, and its lists."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mkdocs_debates.analysis import LABELS, open_ends_of
from mkdocs_debates.pages import maps
from mkdocs_debates.pages.matrix import dots_of, has_explorer, matrix_view, verdict_on
from mkdocs_debates.pages.parts import (
    Frame,
    answer_view,
    claim_list,
    crux_card,
    crux_status,
    in_full,
    shifts_of,
    thread_list,
    view_row,
)
from mkdocs_debates.pages.threads import claim_line, edit_address, source_anchor
from mkdocs_debates.pages.views import (
    Anchor,
    ClaimsView,
    CruxView,
    DebateView,
    IndexLine,
    LinksView,
    OpenEnds,
    OpenView,
    PeopleView,
    PersonView,
    PositionCard,
    PositionView,
    ResolutionView,
    SourceView,
    ThreadView,
)
from mkdocs_debates.permalinks import Address, former_anchors, home_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_debates.model import Crux, Debate, Link, Person, Position
    from mkdocs_debates.pages.views import CruxCard

THREAD_LEVEL = 3
"""Threads stand below a section's heading."""


def updated(debate: Debate) -> str:
    """When a debate last changed: ``updated``, else the newest date in it, else ""."""
    return debate.updated or max(_dates(debate), default="")


def _dates(debate: Debate) -> Iterator[str]:
    for claim in debate.claims.values():
        yield claim.date or ""
    for shift in debate.shifts:
        yield shift.date or ""
    for crux in debate.cruxes.values():
        yield (crux.resolution.date if crux.resolution else None) or ""
    yield debate.started or ""


# --- The debate's own page ----------------------------------------------------------------------------------------


def debate_view(frame: Frame) -> DebateView:
    """The front page: question, positions, cruxes, open ends, general discussion."""
    debate, here = frame.debate, frame.here
    threads = frame.threads(THREAD_LEVEL, {})
    discussion = general_discussion(frame)
    return DebateView(
        title=debate.title,
        status=debate.status,
        summary=frame.prose("", "summary"),
        started=debate.started or "",
        updated=updated(debate),
        license=debate.license,
        source=source_anchor(debate.source, here),
        tags=debate.tags,
        positions=tuple(_position_card(frame, position) for position in debate.positions.values()),
        cruxes=tuple(crux_card(frame, crux) for crux in debate.cruxes.values()),
        matrix=matrix_view(frame),
        stand_page=_page(frame, "stand/", "Where do you stand?") if has_explorer(frame) else None,
        map=maps.overview(frame),
        map_page=_page(frame, "map/", "The whole map, with every claim") if maps.has_map(frame) else None,
        open_ends=open_ends(frame),
        open_page=_page(frame, "open/", "Open ends"),
        claims_page=_page(frame, "claims/", "All claims"),
        people_page=_page(frame, "people/", "People"),
        links_page=_page(frame, "links/", "Sources"),
        timeline_page=_page(frame, "timeline/", "Timeline"),
        dossier_page=_page(frame, "dossier/", "Dossier, to print"),
        people=len(debate.people),
        links=len(debate.links),
        claims=len(debate.claims),
        shifts=shifts_of(frame),
        first_claim=next(iter(frame.lines(frame.graph.roots[:1])), None),
        discussion=thread_list(frame, discussion, threads),
        cited_by=here.cited_by(""),
    )


def general_discussion(frame: Frame) -> tuple[str, ...]:
    """The roots that bear on no position and no crux."""
    debate = frame.debate
    return tuple(root for root in frame.graph.roots if home_page(debate, debate.claims[root]) == f"{debate.id}/")


def _position_card(frame: Frame, position: Position) -> PositionCard:
    return PositionCard(
        anchor=frame.here.anchor(position.id),
        id=position.id,
        summary=frame.prose(position.id, "summary"),
        held_by=frame.here.anchors(position.held_by),
        supporting=len(frame.graph.supporting.get(position.id, ())),
        opposing=len(frame.graph.opposing.get(position.id, ())),
        steelman=frame.here.anchor(position.steelman) if position.steelman else None,
        change=frame.site.mark(frame.debate.id, position.id),
    )


def _page(frame: Frame, folder: str, title: str) -> Anchor:
    return Anchor(frame.here.href(Address(f"{frame.debate.id}/{folder}")), title, "page")


# --- A position ---------------------------------------------------------------------------------------------------


def tops_of_position(frame: Frame, position_id: str) -> tuple[str, ...]:
    """The claims for a position, then those against it, without those that stand below another of them."""
    graph = frame.graph
    return graph.topmost((*graph.supporting.get(position_id, ()), *graph.opposing.get(position_id, ())))


def tops_of_crux(frame: Frame, crux_id: str) -> tuple[str, ...]:
    """The claims that bear on a crux, without those that stand below another of them."""
    return frame.graph.topmost(frame.graph.touching.get(crux_id, ()))


def position_view(frame: Frame, position: Position) -> PositionView:
    """A position: its case, the cruxes it turns on, and the claims for and against it."""
    for_it = frame.graph.supporting.get(position.id, ())
    against = frame.graph.opposing.get(position.id, ())
    tops = tops_of_position(frame, position.id)
    # The claims at the head of a list have its heading above them.
    headed = frozenset(tops)
    mark_for = (Anchor("#claims_for", "for this position", "position"),)
    mark_against = (Anchor("#claims_against", "against this position", "position"),)
    marks = {
        **{claim: mark_for for claim in for_it if claim not in headed},
        **{claim: mark_against for claim in against if claim not in headed},
    }
    threads = frame.threads(THREAD_LEVEL, marks)
    return PositionView(
        id=position.id,
        title=position.title,
        summary=frame.prose(position.id, "summary"),
        held_by=frame.here.anchors(position.held_by),
        steelman=frame.lines([position.steelman], frame.shown_below(in_full(frame, tops)))[0]
        if position.steelman
        else None,
        supporting=claim_list(frame, "Claims for it", "claims_for", for_it, tops, threads),
        opposing=claim_list(frame, "Claims against it", "claims_against", against, tops, threads),
        cruxes=tuple(_cruxes_of_position(frame, position.id)),
        map=maps.near(frame, position.id),
        shifts=shifts_of(frame, concerning=frozenset({position.id})),
        cited_by=frame.here.cited_by(position.id),
        former_anchors=former_anchors(frame.debate.id, position),
    )


def _cruxes_of_position(frame: Frame, position_id: str) -> Iterator[CruxCard]:
    for crux in frame.debate.cruxes.values():
        turns = tuple(answer.label for answer in crux.answers.values() if position_id in answer.supports)
        touched = turns or any(position_id in answer.opposes for answer in crux.answers.values())
        if touched:
            yield crux_card(frame, crux, turns)


# --- A crux -------------------------------------------------------------------------------------------------------


def crux_view(frame: Frame, crux: Crux) -> CruxView:
    """A crux: why it matters, its answers side by side, what would settle it, and the threads on it."""
    tops = tops_of_crux(frame, crux.id)
    below = frame.shown_below(in_full(frame, tops))
    bearing = frame.graph.touching.get(crux.id, ())
    argued = {
        claim
        for answer in crux.answers
        for claims in (frame.graph.supporting, frame.graph.opposing)
        for claim in claims.get(f"{crux.id}.{answer}", ())
    }
    threads = frame.threads(THREAD_LEVEL, _marks_on_crux(frame, crux))
    return CruxView(
        id=crux.id,
        question=crux.question,
        why=frame.prose(crux.id, "why"),
        kind=crux.kind or "",
        status=crux_status(crux),
        raised_in=frame.lines(crux.raised_in, below),
        answers=tuple(answer_view(frame, crux, answer, below) for answer in crux.answers.values()),
        also=frame.lines((claim for claim in bearing if claim not in argued), below),
        dots=dots_of(frame, crux),
        settled_by=frame.prose(crux.id, "settled_by"),
        resolution=resolution_view(frame, crux),
        depends_on=frame.here.anchors(crux.depends_on),
        needed_by=frame.here.anchors(frame.graph.hanging_on.get(crux.id, ())),
        map=maps.near(frame, crux.id),
        shifts=shifts_of(frame, concerning=frozenset({crux.id})),
        threads=thread_list(frame, tops, threads),
        cited_by=frame.here.cited_by(crux.id),
        former_anchors=former_anchors(frame.debate.id, crux),
    )


def _marks_on_crux(frame: Frame, crux: Crux) -> dict[str, tuple[Anchor, ...]]:
    marks: dict[str, tuple[Anchor, ...]] = {}
    for words, claims in (("for", frame.graph.supporting), ("against", frame.graph.opposing)):
        for answer in crux.answers.values():
            for claim in claims.get(f"{crux.id}.{answer.id}", ()):
                mark = Anchor(f"#answer_{answer.id}", f"{words} “{answer.label}”", "answer")
                marks[claim] = (*marks.get(claim, ()), mark)
    return marks


def resolution_view(frame: Frame, crux: Crux) -> ResolutionView | None:
    """How a crux was settled, None where it is not."""
    if crux.resolution is None:
        return None
    return ResolutionView(
        label=crux.answers[crux.resolution.answer].label,
        date=crux.resolution.date or "",
        because=frame.here.anchors(crux.resolution.because),
        text=frame.prose(crux.id, "resolution", "text"),
    )


# --- Lists --------------------------------------------------------------------------------------------------------


def links_view(frame: Frame) -> LinksView:
    """The sources, each with what cites it."""
    return LinksView(tuple(source_view(frame, link) for link in frame.debate.links.values()))


def source_view(frame: Frame, link: Link) -> SourceView:
    """A source with what cites it."""
    citing = dict.fromkeys(frame.here.anchors(frame.graph.citing.get(link.id, ())))
    mentions = tuple(anchor for anchor in frame.here.cited_by(link.id) if anchor not in citing)
    return SourceView(
        id=link.id,
        title=link.title,
        url=link.url,
        host=urlsplit(link.url or "").hostname or "",
        kind=link.kind or "",
        authors=link.authors,
        published=link.published or "",
        accessed=link.accessed or "",
        archive=link.archive,
        note=frame.prose(link.id, "note"),
        cited_by=(*citing, *mentions),
        former_anchors=former_anchors(frame.debate.id, link),
        edit=edit_address(frame.here, link.id),
        change=frame.site.mark(frame.debate.id, link.id),
    )


def people_view(frame: Frame) -> PeopleView:
    """The people, each with their claims, views and shifts."""
    return PeopleView(tuple(person_view(frame, person) for person in frame.debate.people.values()))


def person_view(frame: Frame, person: Person) -> PersonView:
    """A person with their claims, views and shifts."""
    debate, here = frame.debate, frame.here
    return PersonView(
        id=person.id,
        name=person.title,
        role=person.role,
        about=frame.prose(person.id, "about"),
        url=person.url,
        holds=here.anchors(
            tuple(position.id for position in debate.positions.values() if person.id in position.held_by)
        ),
        claims=frame.lines(frame.graph.claims_by.get(person.id, ())),
        views=tuple(
            (here.anchor(crux.id), view_row(frame, crux, view))
            for crux in debate.cruxes.values()
            for view in crux.views
            if view.by == person.id
        ),
        verdict=verdict_on(frame, person.id),
        shifts=shifts_of(frame, by=person.id),
        cited_by=here.cited_by(person.id),
        former_anchors=former_anchors(debate.id, person),
        edit=edit_address(here, person.id),
        change=frame.site.mark(debate.id, person.id),
    )


def open_ends(frame: Frame) -> OpenEnds:
    """What nobody has answered, as a page shows it."""
    ends = open_ends_of(frame.graph)
    counted = Counter(standing.label for standing in frame.site.standings[frame.debate.id].values())
    return OpenEnds(
        objections=frame.lines(ends.objections),
        questions=frame.lines(ends.questions),
        unsupported=frame.lines(ends.unsupported),
        one_sided=tuple(
            (
                frame.here.anchor(each.crux),
                tuple(frame.debate.cruxes[each.crux].answers[answer].label for answer in each.bare),
            )
            for each in ends.one_sided
        ),
        standing=tuple((label, counted[label]) for label in LABELS if counted[label]),
    )


def open_view(frame: Frame) -> OpenView:
    """The page of open ends."""
    return OpenView(open_ends(frame))


def claims_view(frame: Frame) -> ClaimsView:
    """Every claim, a line each, with anchors for its id and its former ids."""
    return ClaimsView(
        tuple(
            IndexLine(
                id=claim_id,
                line=claim_line(frame.subject, frame.here, claim_id, frozenset()),
                depth=frame.graph.depths[claim_id],
                former_anchors=former_anchors(frame.debate.id, frame.debate.claims[claim_id]),
            )
            for claim_id in frame.graph.order
        )
    )


def thread_view(frame: Frame, top: str) -> ThreadView:
    """A thread that has a page of its own."""
    parent = frame.graph.parents.get(top)
    addresses = frame.site.addresses[frame.debate.id]
    origin = frame.here.anchor(parent) if parent else Anchor(frame.here.href(addresses[""]), frame.debate.title)
    return ThreadView(frame.site.title(frame.debate.id, top), origin, frame.threads(2, {}).thread(top))
