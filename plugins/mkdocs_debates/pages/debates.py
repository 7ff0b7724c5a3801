"""The pages of one debate: its front page, its positions, its cruxes, and its lists."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from mkdocs_debates.addresses import shown_host
from mkdocs_debates.analysis import LABELS, open_ends_of
from mkdocs_debates.pages import maps
from mkdocs_debates.pages.faces import updated
from mkdocs_debates.pages.further import (
    in_full_on,
    is_split,
    more_after,
    part_of_list,
    shown_of,
    stretch_on,
    stretches_on,
)
from mkdocs_debates.pages.matrix import dots_of, has_explorer, matrix_view, verdict_on
from mkdocs_debates.pages.paging import general_discussion, lists_of_crux, lists_of_position
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
from mkdocs_debates.pages.splitting import place_of
from mkdocs_debates.pages.threads import REPLIES, claim_line, edit_address, source_anchor
from mkdocs_debates.pages.views import (
    Anchor,
    ClaimList,
    ClaimsView,
    CruxView,
    DebateView,
    FurtherView,
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
from mkdocs_debates.permalinks import Address, former_anchors
from mkdocs_debates.theme.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs_debates.model import Crux, Link, Person, Position
    from mkdocs_debates.pages.splitting import Stretch
    from mkdocs_debates.pages.views import CruxCard
    from mkdocs_debates.theme.words import Words

THREAD_LEVEL = 3
"""Threads stand below a section's heading."""

MOST_MENTIONS: Final = 100
"""Of what names a source in its text, this much is named beside the claims that cite it."""

_DISCUSSION: Final = (N_("General discussion"), "_discussion")
_OF_A_POSITION: Final = ((N_("Claims for it"), "claims_for"), (N_("Claims against it"), "claims_against"))
_OPEN_ENDS: Final = (
    (N_("Unanswered objections"), "_objections"),
    (N_("Unanswered questions"), "_questions"),
    (N_("Unsupported claims"), "_unsupported"),
)


# --- The debate's own page ----------------------------------------------------------------------------------------


def debate_view(frame: Frame) -> DebateView:
    """The front page: question, positions, cruxes, open ends, general discussion."""
    debate, here = frame.debate, frame.here
    threads = frame.threads(THREAD_LEVEL, {})
    roots = general_discussion(frame.graph)
    if is_split(frame):
        discussion = part_of_list(frame, 0, *_DISCUSSION, in_full_on(frame, (0,)), threads)
    else:
        discussion = ClaimList(frame.site.words(_DISCUSSION[0]), _DISCUSSION[1], (), thread_list(frame, roots, threads))
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
        stand_page=_page(frame, "stand/", N_("Where do you stand?")) if has_explorer(frame) else None,
        map=maps.overview(frame),
        map_page=_page(frame, "map/", N_("The whole map, with every claim")) if maps.has_map(frame) else None,
        open_ends=open_ends(frame),
        open_page=_page(frame, "open/", N_("Open ends")),
        claims_page=_page(frame, "claims/", N_("All claims")),
        people_page=_page(frame, "people/", N_("People")),
        links_page=_page(frame, "links/", N_("Sources")),
        timeline_page=_page(frame, "timeline/", N_("Timeline")),
        dossier_page=_page(frame, "dossier/", N_("Dossier, to print")),
        people=len(debate.people),
        links=len(debate.links),
        claims=len(debate.claims),
        shifts=shifts_of(frame),
        first_claim=next(iter(frame.lines(frame.graph.roots[:1])), None),
        discussion=discussion.items,
        cited_by=here.cited_by(""),
        more_discussion=discussion.more,
        search_page=here.search_page(),
    )


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
    return Anchor(frame.here.href(Address(f"{frame.debate.id}/{folder}")), frame.site.words(title), "page")


# --- A position ---------------------------------------------------------------------------------------------------


def tops_of_position(frame: Frame, position_id: str) -> tuple[str, ...]:
    """The claims for a position, then those against it, without those that stand below another of them."""
    graph = frame.graph
    return graph.topmost((*graph.supporting.get(position_id, ()), *graph.opposing.get(position_id, ())))


def tops_of_crux(frame: Frame, crux_id: str) -> tuple[str, ...]:
    """The claims that bear on a crux, without those that stand below another of them."""
    return frame.graph.topmost(frame.graph.touching.get(crux_id, ()))


def tops_on(frame: Frame, entry: str) -> tuple[str, ...]:
    """The claims that the page of a position, of a crux or of the debate shows in full, or a numbered page after it."""
    if is_split(frame):
        return in_full_on(frame, _sections_with_threads(frame, entry))
    if entry in frame.debate.positions:
        return in_full(frame, tops_of_position(frame, entry))
    if entry in frame.debate.cruxes:
        return in_full(frame, tops_of_crux(frame, entry))
    return in_full(frame, general_discussion(frame.graph))


def _sections_with_threads(frame: Frame, entry: str) -> tuple[int, ...]:
    """The sections of a page's list, by number, in which claims stand in full."""
    if entry in frame.debate.positions:
        return (0, 1)
    crux = frame.debate.cruxes.get(entry)
    # Lists of lines come first: for and against each answer, and for none.
    return (2 * len(crux.answers) + 1,) if crux else (0,)


def position_view(frame: Frame, position: Position) -> PositionView:
    """A position: its case, the cruxes it turns on, and the claims for and against it."""
    full = tops_on(frame, position.id)
    shown = frame.shown_below(full)
    for_it, against = _lists_of_position(frame, position.id, full, shown)
    return PositionView(
        id=position.id,
        title=position.title,
        summary=frame.prose(position.id, "summary"),
        held_by=frame.here.anchors(position.held_by),
        steelman=frame.lines([position.steelman], shown)[0] if position.steelman else None,
        supporting=for_it,
        opposing=against,
        cruxes=tuple(_cruxes_of_position(frame, position.id)),
        map=maps.near(frame, position.id),
        shifts=shifts_of(frame, concerning=frozenset({position.id})),
        cited_by=frame.here.cited_by(position.id),
        former_anchors=former_anchors(frame.debate.id, position),
    )


def _lists_of_position(
    frame: Frame, position_id: str, full: tuple[str, ...], shown: frozenset[str]
) -> tuple[ClaimList, ClaimList]:
    """The claims for and against a position, as far as they stand on the page, ``full`` ones in full."""
    threads = frame.threads(THREAD_LEVEL, _marks_on_position(frame, position_id, full, shown))
    if is_split(frame):
        for_it, against = (
            part_of_list(frame, section, *words, full, threads) for section, words in enumerate(_OF_A_POSITION)
        )
        return for_it, against
    tops = tops_of_position(frame, position_id)
    for_it, against = (
        claim_list(frame, *words, selected, tops, threads)
        for words, selected in zip(_OF_A_POSITION, lists_of_position(frame.graph, position_id), strict=True)
    )
    return for_it, against


def _marks_on_position(
    frame: Frame, position_id: str, full: tuple[str, ...], shown: frozenset[str]
) -> dict[str, tuple[Anchor, ...]]:
    """What claims below others say of the position. Those at the head of a list have its heading above them."""
    page = place_of(frame.path)[0]
    mark_for = (
        Anchor(frame.here.href(Address(page, "claims_for")), frame.site.words("for this position"), "position"),
    )
    mark_against = (
        Anchor(frame.here.href(Address(page, "claims_against")), frame.site.words("against this position"), "position"),
    )
    claims = frame.debate.claims
    below = shown.difference(full)
    return {
        **{claim: mark_for for claim in below if position_id in claims[claim].supports},
        **{claim: mark_against for claim in below if position_id in claims[claim].opposes},
    }


def _cruxes_of_position(frame: Frame, position_id: str) -> Iterator[CruxCard]:
    for crux in frame.debate.cruxes.values():
        turns = tuple(answer.label for answer in crux.answers.values() if position_id in answer.supports)
        touched = turns or any(position_id in answer.opposes for answer in crux.answers.values())
        if touched:
            yield crux_card(frame, crux, turns)


# --- A crux -------------------------------------------------------------------------------------------------------


def crux_view(frame: Frame, crux: Crux) -> CruxView:
    """A crux: why it matters, its answers side by side, what would settle it, and the threads on it."""
    full = tops_on(frame, crux.id)
    shown = frame.shown_below(full)
    answers = tuple(answer_view(frame, crux, answer, shown) for answer in crux.answers.values())
    *_, also, tops = lists_of_crux(frame.graph, crux.id)
    threads = frame.threads(THREAD_LEVEL, _marks_on_crux(frame, crux, shown))
    if is_split(frame):
        *of_answers, of_none, of_threads = _lists_of_crux(frame, crux, full, shown)
        answers = tuple(
            answer._replace(claims=for_it.lines, against=against.lines, more=for_it.more, more_against=against.more)
            for answer, for_it, against in zip(answers, of_answers[::2], of_answers[1::2], strict=True)
        )
    else:
        of_none = ClaimList("", "", (), frame.lines(also, shown))
        of_threads = ClaimList("", "", (), thread_list(frame, tops, threads))
    return CruxView(
        id=crux.id,
        question=crux.question,
        why=frame.prose(crux.id, "why"),
        kind=crux.kind or "",
        status=crux_status(crux),
        raised_in=frame.lines(crux.raised_in, shown),
        answers=answers,
        also=of_none.lines,
        dots=dots_of(frame, crux),
        settled_by=frame.prose(crux.id, "settled_by"),
        resolution=resolution_view(frame, crux),
        depends_on=frame.here.anchors(crux.depends_on),
        needed_by=frame.here.anchors(frame.graph.hanging_on.get(crux.id, ())),
        map=maps.near(frame, crux.id),
        shifts=shifts_of(frame, concerning=frozenset({crux.id})),
        threads=of_threads.items,
        cited_by=frame.here.cited_by(crux.id),
        former_anchors=former_anchors(frame.debate.id, crux),
        more_also=of_none.more,
        more_threads=of_threads.more,
    )


def _lists_of_crux(frame: Frame, crux: Crux, full: tuple[str, ...], shown: frozenset[str]) -> tuple[ClaimList, ...]:
    """The lists of a crux that goes on over numbered pages, as far as they stand on the page."""
    threads = frame.threads(THREAD_LEVEL, _marks_on_crux(frame, crux, shown))
    *lines, last = _headings_of_crux(crux, frame.site.words)
    return (
        *(part_of_list(frame, section, *words, full, None) for section, words in enumerate(lines)),
        part_of_list(frame, len(lines), *last, full, threads),
    )


def _headings_of_crux(crux: Crux, words: Words) -> Iterator[tuple[str, str]]:
    for answer in crux.answers.values():
        yield words("Claims for “{answer}”", answer=answer.label), f"claims_for_{answer.id}"
        yield words("Claims against “{answer}”", answer=answer.label), f"claims_against_{answer.id}"
    yield words("Also bears on it"), "_also"
    yield words("The claims in full"), "_threads"


def _marks_on_crux(frame: Frame, crux: Crux, shown: frozenset[str]) -> dict[str, tuple[Anchor, ...]]:
    """For and against which answers the claims on the page argue."""
    words = frame.site.words

    def said(answer: str, is_for: bool) -> str:
        return words("for “{answer}”", answer=answer) if is_for else words("against “{answer}”", answer=answer)

    marks: dict[str, tuple[Anchor, ...]] = {}
    hrefs = {answer: frame.here.anchor(f"{crux.id}.{answer}").href for answer in crux.answers}
    for claim_id in shown:
        claim = frame.debate.claims[claim_id]
        bearings = ((True, (*claim.supports, *claim.cruxes)), (False, claim.opposes))
        found = tuple(
            Anchor(hrefs[answer.id], said(answer.label, is_for), "answer")
            for is_for, targets in bearings
            for answer in crux.answers.values()
            if f"{crux.id}.{answer.id}" in targets
        )
        if found:
            marks[claim_id] = found
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
    links = tuple(frame.debate.links.values())
    if not is_split(frame):
        return LinksView(tuple(source_view(frame, link) for link in links))
    return LinksView(tuple(_part_of_source(frame, links[each.section], each) for each in stretches_on(frame)))


def _part_of_source(frame: Frame, link: Link, stretch: Stretch) -> SourceView:
    """A source with those claims that cite it on this page."""
    citing = frame.here.anchors(shown_of(frame, stretch))
    more = more_after(frame, stretch, link.id)
    if not stretch.begin:
        return source_view(frame, link, citing)._replace(more=more)
    return SourceView(
        id=link.id, title=link.title, url=None, host="", kind="", authors=(), published="", accessed="", archive=None,
        note=Markup(""), cited_by=citing, former_anchors=(), edit=None, begin=stretch.begin, more=more,
    )  # fmt: skip


def source_view(frame: Frame, link: Link, citing: tuple[Anchor, ...] | None = None) -> SourceView:
    """A source with what cites it; of the claims that do, only ``citing`` if that is given."""
    every = dict.fromkeys(frame.here.anchors(frame.graph.citing.get(link.id, ())))
    mentions = tuple(anchor for anchor in frame.here.cited_by(link.id) if anchor not in every)
    citing = tuple(every) if citing is None else citing
    return SourceView(
        id=link.id,
        title=link.title,
        url=link.url,
        host=shown_host(link.url or ""),
        kind=link.kind or "",
        authors=link.authors,
        published=link.published or "",
        accessed=link.accessed or "",
        archive=link.archive,
        note=frame.prose(link.id, "note"),
        cited_by=(*citing, *mentions[:MOST_MENTIONS]),
        former_anchors=former_anchors(frame.debate.id, link),
        edit=edit_address(frame.here, link.id),
        change=frame.site.mark(frame.debate.id, link.id),
        unnamed=max(0, len(mentions) - MOST_MENTIONS),
    )


def people_view(frame: Frame) -> PeopleView:
    """The people, each with their claims, views and shifts."""
    people = tuple(frame.debate.people.values())
    if not is_split(frame):
        return PeopleView(tuple(person_view(frame, person) for person in people))
    return PeopleView(tuple(_part_of_person(frame, people[each.section], each) for each in stretches_on(frame)))


def _part_of_person(frame: Frame, person: Person, stretch: Stretch) -> PersonView:
    """A person with those of their claims that stand on this page."""
    claims = shown_of(frame, stretch)
    more = more_after(frame, stretch, person.id)
    if not stretch.begin:
        return person_view(frame, person, claims)._replace(more=more)
    return PersonView(
        id=person.id, name=person.title, role="", about=Markup(""), url=None, holds=(), claims=frame.lines(claims),
        views=(), verdict=None, shifts=(), cited_by=(), former_anchors=(), edit=None, begin=stretch.begin, more=more,
    )  # fmt: skip


def person_view(frame: Frame, person: Person, claims: tuple[str, ...] | None = None) -> PersonView:
    """A person with their claims, views and shifts; of the claims, only ``claims`` if that is given."""
    debate, here = frame.debate, frame.here
    claims = frame.graph.claims_by.get(person.id, ()) if claims is None else claims
    return PersonView(
        id=person.id,
        name=person.title,
        role=person.role,
        about=frame.prose(person.id, "about"),
        url=person.url,
        holds=here.anchors(
            tuple(position.id for position in debate.positions.values() if person.id in position.held_by)
        ),
        claims=frame.lines(claims),
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
    counted = Counter(standing.label for standing in frame.site.layouts[frame.debate.id].standings.values())
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
    ends = open_ends(frame)
    if not is_split(frame):
        return OpenView(ends)
    objections, questions, unsupported = _lists_of_open_ends(frame)
    return OpenView(
        ends._replace(
            objections=objections.lines,
            questions=questions.lines,
            unsupported=unsupported.lines,
            more=(objections.more, questions.more, unsupported.more),
        )
    )


def _lists_of_open_ends(frame: Frame) -> tuple[ClaimList, ...]:
    """The open ends that go on over numbered pages, as far as they stand on the page."""
    threads = frame.threads(THREAD_LEVEL, {})
    return tuple(part_of_list(frame, section, *words, (), threads) for section, words in enumerate(_OPEN_ENDS))


def claims_view(frame: Frame) -> ClaimsView:
    """Every claim, a line each, with anchors for its id and its former ids."""
    claims = shown_of(frame, stretch_on(frame, 0)) if is_split(frame) else frame.graph.order
    return ClaimsView(
        tuple(
            IndexLine(
                id=claim_id,
                line=claim_line(frame.subject, frame.here, claim_id, frozenset()),
                depth=frame.graph.depths[claim_id],
                former_anchors=former_anchors(frame.debate.id, frame.debate.claims[claim_id]),
            )
            for claim_id in claims
        )
    )


def thread_view(frame: Frame, top: str) -> ThreadView:
    """A thread that has a page of its own."""
    origin = frame.here.anchor(frame.graph.parents.get(top, ""))
    return ThreadView(frame.site.title(frame.debate.id, top), origin, frame.threads(2, {}).thread(top))


def further_view(frame: Frame, entry: str) -> FurtherView:
    """A numbered page on which the lists of a position, a crux, a thread, the open ends or the debate go on."""
    debate = frame.debate
    path, _ = place_of(frame.path)
    full = tops_on_further(frame, entry)
    origin = frame.here.anchor(entry)._replace(href=frame.here.href(Address(path)))
    if path == f"{debate.id}/open/":
        origin = origin._replace(text=frame.site.words("Open ends"), lang="")
        lists = _lists_of_open_ends(frame)
    elif entry in debate.positions:
        lists = _lists_of_position(frame, entry, full, frame.shown_below(full))
    elif entry in debate.cruxes:
        lists = _lists_of_crux(frame, debate.cruxes[entry], full, frame.shown_below(full))
    else:
        words = (N_("Replies"), REPLIES) if entry else _DISCUSSION
        lists = (part_of_list(frame, 0, *words, full, frame.threads(THREAD_LEVEL, {})),)
    return FurtherView(origin, tuple(each for each in lists if each.items))


def tops_on_further(frame: Frame, entry: str) -> tuple[str, ...]:
    """The claims that such a page shows in full."""
    if place_of(frame.path)[0] == f"{frame.debate.id}/open/":
        return ()
    return in_full_on(frame, _sections_with_threads(frame, entry))
