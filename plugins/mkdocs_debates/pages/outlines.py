"""The contents list of each page: its sections as the templates head them, with the threads below theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    from collections.abc import Iterator, Mapping

    from mkdocs_debates.pages.views import Anchor, View
    from mkdocs_debates.theme.words import Words


def outline_of(view: View, tops: Mapping[str, Anchor], words: Words, lang: str = "") -> tuple[Outline, ...]:
    """The sections that ``view`` has. ``tops`` are the claims at the head of its threads, by their ids.

    ``lang`` is for items with words of the debate.
    """
    threads = {claim_id: Outline(top.text, claim_id, lang=top.lang) for claim_id, top in tops.items()}
    match view:
        case DebateView():
            return tuple(_of_debate(words, view, tuple(threads.values())))
        case PositionView():
            return tuple(_of_position(words, view, threads))
        case CruxView():
            return tuple(_of_crux(words, view, tuple(threads.values()), lang))
        case FurtherView():
            return tuple(
                Outline(each.heading, each.anchor, tuple(threads[claim_id] for claim_id in each.in_full))
                for each in view.lists
            )
        case OpenView():
            return tuple(_of_open_ends(words, view))
        case TimelineView():
            return tuple(_of_timeline(words, view))
        case DossierView():
            return tuple(_of_dossier(words, view, lang))
        case PeopleView():
            return tuple(Outline(person.name, person.id) for person in view.people)
        case LinksView():
            return tuple(Outline(source.title, source.id, lang=lang) for source in view.sources)
    return ()


def _of_debate(words: Words, view: DebateView, threads: tuple[Outline, ...]) -> Iterator[Outline]:
    if view.positions:
        yield Outline(words("Positions"), "_positions")
    if view.matrix:
        yield Outline(words("Where the positions part"), "_matrix")
    if view.cruxes:
        yield Outline(words("Cruxes"), "_cruxes")
    if view.map or view.map_page:
        yield Outline(words("Map"), "_map")
    if view.open_ends.total or view.open_ends.arguing:
        yield Outline(words("Still unanswered"), "_open")
    if view.shifts:
        yield Outline(words("Changes of mind"), "_shifts")
    if view.discussion:
        yield Outline(words("General discussion"), "_discussion", threads)
    yield Outline(words("More of this debate"), "_more")


def _of_position(words: Words, view: PositionView, threads: dict[str, Outline]) -> Iterator[Outline]:
    if view.steelman:
        yield Outline(words("The best case for it"), "_steelman")
    if view.cruxes:
        yield Outline(words("What would change its holders’ minds"), "_cruxes")
    for claims in (view.supporting, view.opposing):
        if claims.items:
            yield Outline(claims.heading, claims.anchor, tuple(threads[claim_id] for claim_id in claims.in_full))
    if view.map:
        yield Outline(words("Around it"), "_map")
    if view.shifts:
        yield Outline(words("Changes of mind"), "_shifts")


def _of_crux(words: Words, view: CruxView, threads: tuple[Outline, ...], lang: str) -> Iterator[Outline]:
    if view.resolution:
        yield Outline(words("Resolved: {answer}", answer=view.resolution.label), "_resolution")
    answers = tuple(Outline(each.label, each.anchor, lang=lang) for each in view.answers)
    yield Outline(words("The answers"), "_answers", answers)
    if view.dots:
        yield Outline(words("Who holds which answer"), "_views")
    if view.settled_by:
        yield Outline(words("What would settle it"), "_settled")
    if view.depends_on or view.needed_by or view.raised_in:
        yield Outline(words("Related cruxes"), "_hangs")
    if view.map:
        yield Outline(words("Around it"), "_map")
    if view.shifts:
        yield Outline(words("Changes of mind"), "_shifts")
    if view.also:
        yield Outline(words("Also bears on it"), "_also")
    if view.threads:
        yield Outline(words("The claims in full"), "_threads", threads)


def _of_timeline(words: Words, view: TimelineView) -> Iterator[Outline]:
    for moment in view.moments:
        yield Outline(words.date(moment.date).striptags() or words("Without a date"), moment.anchor)


def _of_dossier(words: Words, view: DossierView, lang: str) -> Iterator[Outline]:
    if view.positions:
        yield Outline(words("Positions"), "_positions")
    if view.cruxes:
        cruxes = tuple(Outline(crux.question, crux.anchor, lang=lang) for crux in view.cruxes)
        yield Outline(words("Cruxes"), "_cruxes", cruxes)
    if view.claims:
        roots = (claim for claim in view.claims if not claim.depth)
        claims = tuple(
            Outline(f"{each.number} {each.title}", each.anchor, lang="" if each.status == "removed" else lang)
            for each in roots
        )
        yield Outline(words("Claims"), "_claims", claims)
    if view.shifts:
        yield Outline(words("Changes of mind"), "_shifts")
    if view.people:
        yield Outline(words("People"), "_people")
    if view.sources:
        yield Outline(words("Sources"), "_sources")


def _of_open_ends(words: Words, view: OpenView) -> Iterator[Outline]:
    if view.ends.arguing:
        yield Outline(words("How the claims stand"), "_standing")
    if view.ends.objections:
        yield Outline(words("Unanswered objections"), "_objections")
    if view.ends.questions:
        yield Outline(words("Unanswered questions"), "_questions")
    if view.ends.unsupported:
        yield Outline(words("Unsupported claims"), "_unsupported")
    if view.ends.one_sided:
        yield Outline(words("One-sided cruxes"), "_one_sided")
