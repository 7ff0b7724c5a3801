"""Where what does not fit its page goes: long branches to pages of their own, the rest of a list to numbered pages.

Sizes are estimates made before anything is rendered, since where something stands decides every address on the way.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from mkdocs_debates.analysis import open_ends_of
from mkdocs_debates.pages.splitting import Section, numbered, split
from mkdocs_debates.permalinks import addresses_of, home_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mkdocs_debates.graph import Graph, Ids
    from mkdocs_debates.model import Claim, Link
    from mkdocs_debates.pages.splitting import Split

CLAIM_BYTES: Final = 2_700
"""What a claim takes on a page beside its text: heading, byline, links, controls."""
LINE_BYTES: Final = 450
"""What a claim takes that stands on one line and leads elsewhere."""
MOST_DATED: Final = 300
"""Claims that the timeline names; of older ones it gives the number."""
_EDGE_BYTES: Final = 200
_ANCHOR_BYTES: Final = 80
_HEADING_BYTES: Final = 600
_TITLE: Final = 90
_SHORT: Final = 8
"""A branch that takes less than this part of a page gets no page of its own."""
_SHARE_OF_FRAME: Final = 5
"""The part of a first page that is kept for what stands there beside a list."""
_PASSAGE_BYTES: Final = 500


def estimated_bytes(claim: Claim) -> int:
    """What a claim takes on a page, its replies aside."""
    edges = len(claim.supports) + len(claim.opposes) + len(claim.undercuts) + len(claim.cruxes) + len(claim.links)
    notes = sum(len(note.text) + CLAIM_BYTES // 4 for note in claim.notes)
    passages = (len(claim.notes) + len(claim.quotes)) * _PASSAGE_BYTES
    return CLAIM_BYTES + len(claim.text.encode()) * 5 // 4 + edges * _EDGE_BYTES + notes + passages


class Paging(NamedTuple):
    """Where the parts of one debate stand that do not fit their usual page.

    ``moved`` gives their pages: of a claim that heads a page of its own or stands on a numbered one with all below it,
    of a person, of a source. ``sizes`` are the bytes that each claim takes with the replies on the same page.

    ``lists`` and ``splits`` are those lists that go on over numbered pages, by the path of their first page: the ids in
    each of their sections, and what of these is on which page. ``found`` tells the page on which a section of such a
    list goes on, from an item on.
    """

    moved: Mapping[str, str]
    sizes: Mapping[str, int]
    lists: Mapping[str, Sequence[Ids]]
    splits: Mapping[str, Split]
    found: Mapping[tuple[str, int, int], int]


def paging_of(graph: Graph, limit: int) -> Paging:
    """The pages of a debate that hold at most about ``limit`` bytes each, in time linear in the debate's size.

    From the last reply upwards, the largest branches leave for pages of their own until what stays fits. Where what
    stays is many small ones, the claim heads a page itself, and its replies go on over numbered pages. Then the same is
    done for the threads of each position, each crux and the general discussion, and for the lists of everything. A
    claim that is too long by itself stays.
    """
    plan = _Plan(graph, limit)
    plan.place_replies()
    if not plan.is_small():
        plan.place_threads()
        plan.place_lists()
    return Paging(plan.moved, plan.sizes, plan.lists, plan.splits, plan.found)


def lists_of_position(graph: Graph, position: str) -> tuple[Ids, Ids]:
    """The claims for a position and those against it."""
    return graph.supporting.get(position, ()), graph.opposing.get(position, ())


def lists_of_crux(graph: Graph, crux: str) -> tuple[Ids, ...]:
    """The claims for and against each answer in turn, those for none, and the heads of all threads on the crux."""
    touching = graph.touching.get(crux, ())
    answers = [f"{crux}.{answer}" for answer in graph.debate.cruxes[crux].answers]
    argued = [claims.get(answer, ()) for answer in answers for claims in (graph.supporting, graph.opposing)]
    arguing = {claim for claims in argued for claim in claims}
    return (*argued, tuple(claim for claim in touching if claim not in arguing), graph.topmost(touching))


def general_discussion(graph: Graph) -> Ids:
    """The roots that bear on no position and no crux."""
    debate = graph.debate
    return tuple(root for root in graph.roots if home_page(debate, debate.claims[root]) == f"{debate.id}/")


def days_of(graph: Graph) -> tuple[tuple[str, Ids], ...]:
    """The dates on which something happened, the newest first, with the newest claims; "" at the end for no date."""
    debate = graph.debate
    shifts = {shift.date or "" for shift in debate.shifts}
    resolutions = {crux.resolution.date or "" for crux in debate.cruxes.values() if crux.resolution}
    dated = [claim for claim in graph.order if debate.claims[claim].date]
    newest = sorted(dated, key=lambda claim: debate.claims[claim].date or "", reverse=True)
    named = frozenset(newest[:MOST_DATED])
    claims: defaultdict[str, list[str]] = defaultdict(list)
    for claim in dated:
        if claim in named:
            claims[debate.claims[claim].date or ""].append(claim)
    dates = sorted({*shifts, *resolutions, *claims}, reverse=True)  # no date sorts before all others
    return tuple((date, tuple(claims.get(date, ()))) for date in dates)


def most_left_behind(limit: int) -> int:
    """How many anchors stay where a branch, or the rest of a list, left a page of ``limit`` bytes."""
    return max(1, limit // 1_000)


@dataclass
class _Plan:
    """The paging of a debate in the making."""

    graph: Graph
    limit: int
    moved: dict[str, str] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    lists: dict[str, Sequence[Ids]] = field(default_factory=dict)
    splits: dict[str, Split] = field(default_factory=dict)
    found: dict[tuple[str, int, int], int] = field(default_factory=dict)

    def place_replies(self) -> None:
        for claim_id in reversed(self.graph.order):
            own = estimated_bytes(self.graph.debate.claims[claim_id])
            replies = self.graph.children.get(claim_id, ())
            total = self._lighten(replies, own)
            # A page has room for replies, however long what they reply to.
            own = min(own, self.limit // 2)
            items = [self._item_bytes(reply) for reply in replies] if total > self.limit else []
            if own + sum(items) > self.limit:
                page = self.moved[claim_id] = _thread_page(self.graph, claim_id)
                self._divide(page, [replies], [Section(own, items)], [frozenset(replies)])
            self.sizes[claim_id] = total

    def is_small(self) -> bool:
        """Whether nothing can be too long: all threads fit a page, with every line that may stand on it, and all lists.

        That takes a third of the time of looking at page after page, and holds for most debates.
        """
        graph, debate = self.graph, self.graph.debate
        threads = sum(self.sizes[root] for root in graph.roots)
        listed = _HEADING_BYTES * (len(debate.claims) + len(debate.shifts) + len(debate.cruxes) + 3)
        listed += sum(_bytes_of_people(graph)) + sum(map(_bytes_of_link, debate.links.values()))
        listed += sum(_bytes_by_date(graph).values())
        for claim in debate.claims.values():
            line = line_bytes(graph, claim.id)
            threads += line * (len(claim.supports) + len(claim.opposes) + len(claim.cruxes) + 2)
            listed += line * max(3, len(claim.by), len(claim.links))
        return not self.moved and not self.splits and max(threads, listed) <= self.limit

    def place_threads(self) -> None:
        homes: defaultdict[str, list[str]] = defaultdict(list)
        addresses = addresses_of(self.graph, {})
        for root in self.graph.roots:
            homes[addresses[root].page].append(root)
        for path, lines, threads in self._lists_with_threads():
            at_home = frozenset(homes[path])
            lists = (*lines, *threads)
            in_full = (*(frozenset[str]() for _ in lines), *(at_home.intersection(ids) for ids in threads))
            others = sum(
                line_bytes(self.graph, each)
                for ids, full in zip(lists, in_full, strict=True)
                for each in ids
                if each not in full
            )
            if self._lighten(homes[path], others) > self.limit:
                sections = [
                    Section(
                        _HEADING_BYTES,
                        [self._item_bytes(each) if each in full else line_bytes(self.graph, each) for each in ids],
                    )
                    for ids, full in zip(lists, in_full, strict=True)
                ]
                self._divide(path, lists, sections, in_full)

    def place_lists(self) -> None:
        graph, debate = self.graph, self.graph.debate
        lines = {claim_id: line_bytes(graph, claim_id) for claim_id in graph.order}
        self._list("claims", [graph.order], [Section(0, [lines[each] for each in graph.order])])
        ends = open_ends_of(graph)
        open_lists = (ends.objections, ends.questions, ends.unsupported)
        self._list("open", open_lists, [Section(_HEADING_BYTES, [lines[each] for each in ids]) for ids in open_lists])
        days = days_of(graph)
        events = _bytes_by_date(graph)
        sections = [Section(_HEADING_BYTES + events[date], [lines[each] for each in ids]) for date, ids in days]
        self._list("timeline", [ids for _, ids in days], sections, in_order=True)
        people = [graph.claims_by.get(person, ()) for person in debate.people]
        heads = _bytes_of_people(graph)
        sections = [Section(head, [lines[each] for each in ids]) for head, ids in zip(heads, people, strict=True)]
        self._list("people", people, sections, tuple(debate.people))
        citing = [graph.citing.get(link, ()) for link in debate.links]
        sections = [
            Section(_bytes_of_link(link), [lines[each] // 2 for each in ids])
            for link, ids in zip(debate.links.values(), citing, strict=True)
        ]
        self._list("links", citing, sections, tuple(debate.links))

    def _lists_with_threads(self) -> Iterator[tuple[str, Sequence[Ids], Sequence[Ids]]]:
        """By page: the lists of lines on it, and those of threads."""
        debate = self.graph.debate
        for position in debate.positions:
            yield f"{debate.id}/positions/{position}/", (), lists_of_position(self.graph, position)
        for crux in debate.cruxes:
            *lines, tops = lists_of_crux(self.graph, crux)
            yield f"{debate.id}/cruxes/{crux}/", lines, (tops,)
        yield f"{debate.id}/", (), (general_discussion(self.graph),)

    def _lighten(self, branches: Iterable[str], others: int) -> int:
        """Let the largest branches leave a page that holds too much, and tell what it holds then.

        Short ones stay: a page for each would scatter what belongs together.
        """
        branches = tuple(branches)
        total = others + sum(map(self._item_bytes, branches))
        if total > self.limit:
            for branch in sorted(branches, key=lambda each: -self._item_bytes(each)):
                if total <= self.limit or self._item_bytes(branch) < max(2 * CLAIM_BYTES, self.limit // _SHORT):
                    break
                total -= self._item_bytes(branch)
                self.moved[branch] = _thread_page(self.graph, branch)
                total += self._item_bytes(branch)
        return total

    def _item_bytes(self, claim_id: str) -> int:
        """What a claim takes on its parent's page, or on its home's if it is a root."""
        if claim_id not in self.moved:
            return self.sizes[claim_id]
        anchors = min(self.graph.descendants[claim_id] + 1, most_left_behind(self.limit))
        return line_bytes(self.graph, claim_id) + anchors * _ANCHOR_BYTES

    def _list(
        self, name: str, lists: Sequence[Ids], sections: Sequence[Section], heads: Ids = (), in_order: bool = False
    ) -> None:
        path = f"{self.graph.debate.id}/{name}/"
        self._divide(path, lists, sections, [frozenset()] * len(lists), in_order)
        for number, stretches in enumerate(self.splits.get(path, ())):
            for stretch in stretches if heads and number else ():
                if not stretch.begin:
                    self.moved[heads[stretch.section]] = numbered(path, number)

    def _divide(
        self,
        path: str,
        lists: Sequence[Ids],
        sections: Sequence[Section],
        in_full: Sequence[frozenset[str]],
        in_order: bool = False,
    ) -> None:
        """Let a list go on over numbered pages; what is there in full and did not leave moves with all below it."""
        pages = split(sections, self.limit, before=self.limit // _SHARE_OF_FRAME, in_order=in_order)
        if len(pages) == 1:
            return
        self.lists[path], self.splits[path] = lists, pages
        for number, stretches in enumerate(pages):
            for stretch in stretches:
                self.found[path, stretch.section, stretch.begin] = number
                full = in_full[stretch.section] if number else ()
                for claim_id in lists[stretch.section][stretch.begin : stretch.end] if full else ():
                    if claim_id in full:
                        self.moved.setdefault(claim_id, numbered(path, number))


def _bytes_of_people(graph: Graph) -> list[int]:
    """What each person takes on the list of people beside their claims."""
    debate = graph.debate
    views = Counter(view.by for crux in debate.cruxes.values() for view in crux.views)
    shifts: Counter[str] = Counter()
    for shift in debate.shifts:
        shifts[shift.by] += CLAIM_BYTES // 4 + len(shift.text.encode()) * 5 // 4
    held = Counter(person for position in debate.positions.values() for person in position.held_by)
    return [
        CLAIM_BYTES // 2
        + len(person.about.encode()) * 5 // 4
        + (views[person.id] * 3 + held[person.id]) * _EDGE_BYTES
        + shifts[person.id]
        for person in debate.people.values()
    ]


def _bytes_by_date(graph: Graph) -> Counter[str]:
    """What the changes of mind and the resolutions of each date take on the timeline."""
    found: Counter[str] = Counter()
    for shift in graph.debate.shifts:
        found[shift.date or ""] += CLAIM_BYTES // 4 + len(shift.text.encode()) * 5 // 4
    for crux in graph.debate.cruxes.values():
        if crux.resolution:
            found[crux.resolution.date or ""] += CLAIM_BYTES // 4
    return found


def _bytes_of_link(link: Link) -> int:
    return CLAIM_BYTES // 2 + len(link.note.encode()) * 5 // 4 + 2 * len(link.url or "")


def _thread_page(graph: Graph, claim_id: str) -> str:
    return f"{graph.debate.id}/threads/{claim_id}/"


def line_bytes(graph: Graph, claim_id: str) -> int:
    """What a claim takes on one line."""
    claim = graph.debate.claims[claim_id]
    title = len((claim.title or claim.text[:_TITLE]).encode())
    former = sum(map(len, claim.formerly)) + _ANCHOR_BYTES * len(claim.formerly)
    return LINE_BYTES - _TITLE + title + 2 * len(claim_id) + sum(map(len, claim.by)) + former


def fitting(tops: Iterable[str], sizes: Mapping[str, int], at_home: frozenset[str], limit: int) -> Ids:
    """Those of ``tops`` that a page shows in full: all that are at home on it, others while there is room."""
    tops = tuple(tops)
    room = limit - sum(sizes[top] if top in at_home else LINE_BYTES for top in tops)
    shown: set[str] = set(at_home)
    for top in tops:
        if top not in at_home and sizes[top] - LINE_BYTES <= room:
            room -= sizes[top] - LINE_BYTES
            shown.add(top)
    return tuple(top for top in tops if top in shown)
