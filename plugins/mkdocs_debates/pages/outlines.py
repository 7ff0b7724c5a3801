"""The contents list of each page: its sections as the templates head them, with the threads below theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_debates.pages.rendering import in_words
from mkdocs_debates.pages.views import (
    CruxView,
    DebateView,
    DossierView,
    FurtherView,
    LinksView,
    OpenView,
    Outline,
    PeopleView,
    PositionView,
    TimelineView,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mkdocs_debates.pages.views import View


def outline_of(view: View, tops: Iterable[tuple[str, str]]) -> tuple[Outline, ...]:
    """The sections that ``view`` has. ``tops`` are the claims at the head of its threads: id and title."""
    threads = {anchor: Outline(title, anchor) for anchor, title in tops}
    match view:
        case DebateView():
            return tuple(_of_debate(view, tuple(threads.values())))
        case PositionView():
            return tuple(_of_position(view, threads))
        case CruxView():
            return tuple(_of_crux(view, tuple(threads.values())))
        case FurtherView():
            return tuple(
                Outline(each.heading, each.anchor, tuple(threads[claim_id] for claim_id in each.in_full))
                for each in view.lists
            )
        case OpenView():
            return tuple(_of_open_ends(view))
        case TimelineView():
            return tuple(_of_timeline(view))
        case DossierView():
            return tuple(_of_dossier(view))
        case PeopleView():
            return tuple(Outline(person.name, person.id) for person in view.people)
        case LinksView():
            return tuple(Outline(source.title, source.id) for source in view.sources)
    return ()


def _of_debate(view: DebateView, threads: tuple[Outline, ...]) -> Iterator[Outline]:
    if view.positions:
        yield Outline("Positions", "_positions")
    if view.matrix:
        yield Outline("Where the positions part", "_matrix")
    if view.cruxes:
        yield Outline("Cruxes", "_cruxes")
    if view.map or view.map_page:
        yield Outline("Map", "_map")
    if view.open_ends.total or view.open_ends.arguing:
        yield Outline("Still unanswered", "_open")
    if view.shifts:
        yield Outline("Changes of mind", "_shifts")
    if view.discussion:
        yield Outline("General discussion", "_discussion", threads)
    yield Outline("More of this debate", "_more")


def _of_position(view: PositionView, threads: dict[str, Outline]) -> Iterator[Outline]:
    if view.steelman:
        yield Outline("The best case for it", "_steelman")
    if view.cruxes:
        yield Outline("What would change its holders’ minds", "_cruxes")
    for claims in (view.supporting, view.opposing):
        if claims.items:
            yield Outline(claims.heading, claims.anchor, tuple(threads[claim_id] for claim_id in claims.in_full))
    if view.map:
        yield Outline("Around it", "_map")
    if view.shifts:
        yield Outline("Changes of mind", "_shifts")


def _of_crux(view: CruxView, threads: tuple[Outline, ...]) -> Iterator[Outline]:
    if view.resolution:
        yield Outline(f"Resolved: {view.resolution.label}", "_resolution")
    yield Outline("The answers", "_answers", tuple(Outline(each.label, each.anchor) for each in view.answers))
    if view.dots:
        yield Outline("Who holds which answer", "_views")
    if view.settled_by:
        yield Outline("What would settle it", "_settled")
    if view.depends_on or view.needed_by or view.raised_in:
        yield Outline("Related cruxes", "_hangs")
    if view.map:
        yield Outline("Around it", "_map")
    if view.shifts:
        yield Outline("Changes of mind", "_shifts")
    if view.also:
        yield Outline("Also bears on it", "_also")
    if view.threads:
        yield Outline("The claims in full", "_threads", threads)


def _of_timeline(view: TimelineView) -> Iterator[Outline]:
    for moment in view.moments:
        yield Outline(in_words(moment.date).striptags() or "Without a date", moment.anchor)


def _of_dossier(view: DossierView) -> Iterator[Outline]:
    if view.positions:
        yield Outline("Positions", "_positions")
    if view.cruxes:
        yield Outline("Cruxes", "_cruxes", tuple(Outline(crux.question, crux.anchor) for crux in view.cruxes))
    if view.claims:
        roots = (claim for claim in view.claims if not claim.depth)
        yield Outline("Claims", "_claims", tuple(Outline(f"{each.number} {each.title}", each.anchor) for each in roots))
    if view.shifts:
        yield Outline("Changes of mind", "_shifts")
    if view.people:
        yield Outline("People", "_people")
    if view.sources:
        yield Outline("Sources", "_sources")


def _of_open_ends(view: OpenView) -> Iterator[Outline]:
    if view.ends.arguing:
        yield Outline("How the claims stand", "_standing")
    if view.ends.objections:
        yield Outline("Unanswered objections", "_objections")
    if view.ends.questions:
        yield Outline("Unanswered questions", "_questions")
    if view.ends.unsupported:
        yield Outline("Unsupported claims", "_unsupported")
    if view.ends.one_sided:
        yield Outline("One-sided cruxes", "_one_sided")
