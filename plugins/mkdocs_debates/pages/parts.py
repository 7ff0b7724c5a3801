"""Parts that several pages of a debate show: cards of cruxes, views, shifts, lists of claims."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from mkdocs_debates.pages.paging import fitting
from mkdocs_debates.pages.site import Here, InSlots
from mkdocs_debates.pages.threads import (
    Threads,
    branch_on_one_page,
    claim_line,
    credence_in_words,
    moved_line,
)
from mkdocs_debates.pages.views import AnswerView, ClaimList, CruxCard, ShiftView, ViewRow
from mkdocs_debates.permalinks import answer_anchor, home_page
from mkdocs_debates.prose import EMPTY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from markupsafe import Markup

    from mkdocs_debates.checks.subject import Subject
    from mkdocs_debates.graph import Graph
    from mkdocs_debates.model import Answer, Crux, Debate, View
    from mkdocs_debates.pages.rendering import Renderer
    from mkdocs_debates.pages.site import Entry, Site
    from mkdocs_debates.pages.views import Anchor, ClaimLine

PROSE_LEVEL = 2
"""Headings in the prose of a page's own sections sink below its second level."""


@dataclass(frozen=True)
class Frame:
    """A page of a debate that is being filled: the debate, the page's address, and what renders its claims.

    ``links`` are those of all pages that are filled so and get their addresses in the end.
    """

    site: Site
    subject: Subject
    renderer: Renderer
    path: str
    links: dict[Entry, Anchor] | None = None

    @cached_property
    def debate(self) -> Debate:
        """The debate."""
        return self.subject.debate

    @cached_property
    def graph(self) -> Graph:
        """The debate's graph."""
        return self.subject.graph

    @cached_property
    def here(self) -> Here:
        """The page's point of view."""
        if self.links is None:
            return Here(self.site, self.path, self.debate.id)
        return InSlots(self.site, self.path, self.debate.id, self.links)

    def prose(self, entry: str, *steps: str | int) -> Markup:
        """The prose at a place of the debate, "" where there is none."""
        prefix = "_".join(map(str, (entry or "debate", *steps)))
        return self.here.prose(self.subject.prose.get((entry, steps), EMPTY), PROSE_LEVEL, prefix)

    def lines(self, claim_ids: Iterable[str], shown: frozenset[str] = frozenset()) -> tuple[ClaimLine, ...]:
        """Claims on a line each; those in ``shown`` lead to their place on this page."""
        return tuple(claim_line(self.subject, self.here, claim_id, shown) for claim_id in claim_ids)

    def threads(self, level: int, marks: Mapping[str, tuple[Anchor, ...]]) -> Threads:
        """What renders claims in full on this page, the topmost with a heading of ``level``."""
        return Threads(self.subject, self.here, self.renderer, level, marks)

    def shown_branch(self, top: str) -> Iterator[str]:
        """The claim ``top`` and what stands below it on the same page, in reading order."""
        return branch_on_one_page(self.graph, self.site.addresses[self.debate.id], top)

    def shown_below(self, tops: Iterable[str]) -> frozenset[str]:
        """The ids of all claims on a page that shows the threads of ``tops``."""
        return frozenset(claim_id for top in tops for claim_id in self.shown_branch(top))


def in_full(frame: Frame, tops: Iterable[str]) -> tuple[str, ...]:
    """Those of ``tops`` that the page shows in full; the others are lines that lead to where they stand."""
    tops = tuple(tops)
    addresses = frame.site.addresses[frame.debate.id]
    here = frozenset(top for top in tops if addresses[top].page == frame.path)
    moved = f"{frame.debate.id}/threads/"
    staying = (top for top in tops if top in here or not addresses[top].page.startswith(moved))
    return fitting(staying, frame.site.layouts[frame.debate.id].paging.sizes, here, frame.site.options.page_bytes)


def thread_list(frame: Frame, tops: tuple[str, ...], threads: Threads) -> tuple[ClaimLine | Markup, ...]:
    """The threads of ``tops``, each in full or on a line that says where it moved."""
    return claim_list(frame, "", "", tops, tops, threads).items


def claim_list(
    frame: Frame, heading: str, anchor: str, selected: tuple[str, ...], tops: tuple[str, ...], threads: Threads
) -> ClaimList:
    """All of ``selected``, each in full, on a line that leads to its place, or on one that says where it moved.

    ``tops`` are the claims at the head of the page's threads, in this list or in another.
    """
    heads = frozenset(tops)
    full = frozenset(in_full(frame, tops))
    shown = frame.shown_below(full)

    def item(claim_id: str) -> ClaimLine | Markup:
        if claim_id in full:
            return threads.thread(claim_id)
        if claim_id in heads and claim_id not in shown:
            at_home = home_page(frame.debate, frame.debate.claims[claim_id]) == frame.path
            return moved_line(frame.subject, frame.here, claim_id, None if at_home else 1)
        return claim_line(frame.subject, frame.here, claim_id, shown)

    return ClaimList(
        frame.site.words(heading) if heading else "",
        anchor,
        tuple(each for each in selected if each in full),
        tuple(map(item, selected)),
    )


def crux_card(frame: Frame, crux: Crux, turns: tuple[str, ...] = ()) -> CruxCard:
    """A crux as other pages show it. ``turns`` are the labels of the answers that a position rests on."""
    return CruxCard(
        anchor=frame.here.anchor(crux.id),
        id=crux.id,
        kind=crux.kind or "",
        status=crux_status(crux),
        answers=tuple(answer_view(frame, crux, answer, with_claims=False) for answer in crux.answers.values()),
        claims=len(frame.graph.touching.get(crux.id, ())),
        turns=turns,
        change=frame.site.mark(frame.debate.id, crux.id),
    )


def crux_status(crux: Crux) -> str:
    """Where a crux stands; one with a resolution is resolved."""
    return "resolved" if crux.resolution else crux.status


def answer_view(
    frame: Frame, crux: Crux, answer: Answer, shown: frozenset[str] = frozenset(), *, with_claims: bool = True
) -> AnswerView:
    """An answer with those who hold it, and, unless they are not wanted, the claims for and against it."""
    key = f"{crux.id}.{answer.id}"
    supporting, opposing = frame.graph.supporting.get(key, ()), frame.graph.opposing.get(key, ())
    return AnswerView(
        id=answer.id,
        anchor=answer_anchor(answer.id),
        label=answer.label,
        supports=frame.here.anchors(answer.supports),
        opposes=frame.here.anchors(answer.opposes),
        claims=frame.lines(supporting, shown) if with_claims else (),
        against=frame.lines(opposing, shown) if with_claims else (),
        views=tuple(view_row(frame, crux, view) for view in crux.views if view.answer == answer.id),
        resolved=crux.resolution is not None and crux.resolution.answer == answer.id,
        change=frame.site.mark(frame.debate.id, key),
    )


def view_row(frame: Frame, crux: Crux, view: View) -> ViewRow:
    """Who holds which answer of ``crux``."""
    return ViewRow(
        by=frame.here.anchor(view.by),
        answer=view.answer,
        answer_label=crux.answers[view.answer].label,
        credence=credence_in_words(view.credence, frame.site.words),
        because=frame.here.anchors(view.because),
        change=frame.site.mark(frame.debate.id, crux.id, view.by),
    )


def shifts_of(frame: Frame, concerning: frozenset[str] | None = None, by: str | None = None) -> tuple[ShiftView, ...]:
    """The changes of mind that concern any of the ids, or a person; all of them where neither is given."""
    return tuple(
        shift_view(frame, index)
        for index, shift in enumerate(frame.debate.shifts)
        if (by is None or shift.by == by)
        and (concerning is None or not concerning.isdisjoint(_ends(shift.origin, shift.to)))
    )


def shift_view(frame: Frame, index: int) -> ShiftView:
    """A change of mind by its place in the debate's list."""
    shift = frame.debate.shifts[index]
    return ShiftView(
        by=frame.here.anchor(shift.by),
        date=shift.date or "",
        origin=frame.here.anchor(shift.origin) if shift.origin else None,
        to=frame.here.anchor(shift.to),
        because=frame.here.anchors(shift.because),
        text=frame.prose("", "shifts", index, "text"),
    )


def _ends(*targets: str | None) -> set[str]:
    return {target.partition(".")[0] for target in targets if target}
