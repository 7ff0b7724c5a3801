"""Lists that go on over numbered pages: what of them a page shows, where they go on, and the way between the pages."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from mkdocs_debates.pages.paging import most_left_behind
from mkdocs_debates.pages.splitting import Stretch, numbered, place_of
from mkdocs_debates.pages.threads import claim_line, moved_line
from mkdocs_debates.pages.views import ClaimList, More, PagesView
from mkdocs_debates.permalinks import Address, home_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from mkdocs_debates.graph import Ids
    from mkdocs_debates.pages.paging import Paging
    from mkdocs_debates.pages.parts import Frame
    from mkdocs_debates.pages.threads import Threads
    from mkdocs_debates.pages.views import ClaimLine

MOST_NUMBERS: Final = 20
"""Pages of a list that each of them names."""


def paging_on(frame: Frame) -> Paging:
    """The paging of the frame's debate."""
    return frame.site.layouts[frame.debate.id].paging


def is_split(frame: Frame) -> bool:
    """Whether a list of the frame's page goes on over numbered pages."""
    return place_of(frame.path)[0] in paging_on(frame).splits


def stretches_on(frame: Frame) -> tuple[Stretch, ...]:
    """What a page shows of the sections of a list that goes on over numbered pages."""
    path, number = place_of(frame.path)
    return paging_on(frame).splits[path][number]


def stretch_on(frame: Frame, section: int) -> Stretch:
    """What a page shows of one section; an empty stretch where it shows nothing of it."""
    return next((each for each in stretches_on(frame) if each.section == section), Stretch(section, 0, 0))


def shown_of(frame: Frame, stretch: Stretch) -> Ids:
    """The ids of a stretch."""
    path, _ = place_of(frame.path)
    return paging_on(frame).lists[path][stretch.section][stretch.begin : stretch.end]


def more_after(frame: Frame, stretch: Stretch, anchor: str, leaves_anchors: bool = False) -> More | None:
    """Where a section goes on after a stretch of it: at ``anchor`` on a later page; None where it ends.

    Claims that once stood in full on the first page may leave their anchors there.
    """
    path, number = place_of(frame.path)
    paging = paging_on(frame)
    rest = paging.lists[path][stretch.section][stretch.end :]
    if not rest:
        return None
    page = paging.found[path, stretch.section, stretch.end]
    moved = (each for each in rest if place_of(paging.moved.get(each, ""))[0] == path)
    branches = chain.from_iterable(map(frame.graph.branch, moved))
    most = most_left_behind(frame.site.options.page_bytes) if leaves_anchors and not number else 0
    href = frame.here.href(Address(numbered(path, page), anchor))
    return More(len(rest), href, page + 1, tuple(islice(branches, most)))


def in_full_on(frame: Frame, sections: Sequence[int]) -> Ids:
    """The claims of ``sections`` that the page shows in full: those that stand on it, and not below another on it."""
    addresses = frame.site.addresses[frame.debate.id]
    parents = frame.graph.parents
    found = dict.fromkeys(
        claim_id
        for stretch in stretches_on(frame)
        if stretch.section in sections
        for claim_id in shown_of(frame, stretch)
        if addresses[claim_id].page == frame.path
        and (claim_id not in parents or addresses[parents[claim_id]].page != frame.path)
    )
    return tuple(found)


def part_of_list(
    frame: Frame, section: int, heading: str, anchor: str, full: Ids, threads: Threads | None
) -> ClaimList:
    """What the page shows of a section. ``full`` are the claims that stand in full on the page, here or elsewhere.

    Without ``threads`` each claim takes a line, and none leaves its anchor there: another section does that.
    """
    shown = frame.shown_below(full)
    stretch = stretch_on(frame, section)
    ids = shown_of(frame, stretch)
    in_full = tuple(each for each in ids if each in frozenset(full)) if threads else ()
    return ClaimList(
        frame.site.words(heading),
        anchor,
        in_full,
        tuple(_items(frame, ids, frozenset(in_full), shown, threads)),
        stretch.begin,
        more_after(frame, stretch, anchor, leaves_anchors=bool(full and threads)),
    )


def _items(
    frame: Frame, ids: Ids, full: frozenset[str], shown: frozenset[str], threads: Threads | None
) -> Iterator[ClaimLine | Markup]:
    for claim_id in ids:
        if threads and claim_id in full:
            yield threads.thread(claim_id)
        elif threads and _left(frame, claim_id):
            yield moved_line(frame.subject, frame.here, claim_id)
        else:
            yield claim_line(frame.subject, frame.here, claim_id, shown)


def _left(frame: Frame, claim_id: str) -> bool:
    """Whether a claim would stand in full in the page's list, had it not moved to a page of its own."""
    debate = frame.debate
    path, _ = place_of(frame.path)
    parent = frame.graph.parents.get(claim_id)
    usual = f"{debate.id}/threads/{parent}/" if parent else home_page(debate, debate.claims[claim_id])
    return usual == path and paging_on(frame).moved.get(claim_id) == f"{debate.id}/threads/{claim_id}/"


def pages_view(frame: Frame) -> PagesView | None:
    """The way between the pages of the list that the frame's page is part of; None where it is no part of one."""
    path, number = place_of(frame.path)
    split = paging_on(frame).splits.get(path)
    if split is None:
        return None

    def href(page: int) -> str:
        return frame.here.href(Address(numbered(path, page))) if 0 <= page < len(split) else ""

    return PagesView(
        number=number + 1,
        total=len(split),
        previous=href(number - 1),
        next=href(number + 1),
        others=tuple((page + 1, href(page)) for page in named_pages(number, len(split))),
    )


def named_pages(number: int, count: int) -> list[int]:
    """The pages that one of ``count`` pages names: all, or its neighbours, both ends, and some between, evenly."""
    if count <= MOST_NUMBERS:
        return list(range(count))
    step = -(-count // (MOST_NUMBERS // 2))
    near = range(max(0, number - 2), min(count, number + 3))
    return sorted({0, count - 1, *near, *range(step - 1, count, step)})
