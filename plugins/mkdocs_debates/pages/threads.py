"""Claims in full, with their chains of replies: each rendered once a page, from the last reply upwards."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from mkdocs_debates.addresses import shown_address
from mkdocs_debates.pages.paging import most_left_behind
from mkdocs_debates.pages.slots import edit_slot
from mkdocs_debates.pages.splitting import numbered
from mkdocs_debates.pages.views import (
    Anchor,
    Bearing,
    CitationView,
    ClaimLine,
    ClaimView,
    CruxTouched,
    NoteView,
    PassageView,
    QuoteView,
    Replies,
    StandingView,
)
from mkdocs_debates.permalinks import Address, former_anchors
from mkdocs_debates.prose import EMPTY, Passage, place_of_passage, with_passages
from mkdocs_debates.shapes import ID_PATTERN
from mkdocs_debates.theme.words import N_

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from markupsafe import Markup

    from mkdocs_debates.checks.subject import Subject
    from mkdocs_debates.graph import Graph
    from mkdocs_debates.model import Claim
    from mkdocs_debates.pages.rendering import Renderer
    from mkdocs_debates.pages.site import Here
    from mkdocs_debates.pages.splitting import Stretch
    from mkdocs_debates.prose import Prose
    from mkdocs_debates.theme.words import Words

REPLIES: Final = "_replies"
"""The anchor of the replies on the numbered pages of a thread."""
LAST_HEADING: Final = 6
MOST_REASONS: Final = 3
"""Claims that are named as the reason why another stands as it does."""
_IS_ID = re.compile(ID_PATTERN).fullmatch


@dataclass(frozen=True)
class Threads:
    """Renders claims for one page. ``marks`` say of claims what of this page they bear on.

    Folds are open to the level that the site chose, and beyond it wherever a marked claim stands below.
    """

    subject: Subject
    here: Here
    renderer: Renderer
    level: int
    marks: Mapping[str, tuple[Anchor, ...]]

    def thread(self, top: str) -> Markup:
        """The claim ``top`` and all below it."""
        graph = self.subject.graph
        addresses = self.here.site.addresses[self.subject.debate.id]
        shown = dict.fromkeys(branch_on_one_page(graph, addresses, top))
        rendered: dict[str, Markup] = {}
        for claim_id in reversed(shown):
            below = tuple(
                rendered.pop(reply) if reply in rendered else moved_line(self.subject, self.here, reply)
                for reply in self._listed(claim_id)
            )
            further = further_replies(self.subject, self.here, claim_id)
            below = (*below, further) if further else below
            steps_down = graph.depths[claim_id] - graph.depths[top]
            rendered[claim_id] = self.renderer.claim(self._view(claim_id, top, shown, steps_down, below))
        return rendered[top]

    @cached_property
    def _above_marks(self) -> frozenset[str]:
        found: set[str] = set()
        for marked in self.marks:
            for above in self.subject.graph.ancestors(marked):
                if above in found:
                    break
                found.add(above)
        return frozenset(found)

    def _listed(self, claim_id: str) -> Sequence[str]:
        """The direct replies that stand below a claim, in full or on a line; others go on over numbered pages."""
        replies = self.subject.graph.children.get(claim_id, ())
        stretch = replies_on_first_page(self.subject, self.here, claim_id)
        return replies[: stretch.end] if stretch else replies

    def _view(
        self, claim_id: str, top: str, shown: Container[str], steps_down: int, below: tuple[ClaimLine | Markup, ...]
    ) -> ClaimView:
        claim = self.subject.debate.claims[claim_id]
        here, site, graph = self.here, self.here.site, self.subject.graph
        address = site.addresses[self.subject.debate.id][claim_id]
        level = min(LAST_HEADING, self.level + steps_down)
        parent = graph.parents.get(claim_id)
        return ClaimView(
            id=claim_id,
            depth=graph.depths[claim_id],
            level=level,
            title=site.title(self.subject.debate.id, claim_id),
            titled=bool(claim.title) or not claim.text,
            relation=claim.relation or "",
            parent=here.anchor(parent) if parent is not None and claim_id == top else None,
            by=here.anchors(claim.by),
            by_ids=" ".join(claim.by),
            crux_ids=" ".join(cruxes_of(claim)),
            date=claim.date or "",
            status=claim.status or "",
            credence=credence_in_words(claim.credence, site.words),
            text=self._prose(claim_id, ("text",), level, claim_id, tuple(self._passages(claim, level, shown))),
            quotes=tuple(self._quotes(claim, shown)),
            source=source_anchor(claim.source, here),
            citations=tuple(citation_views(self.subject, here, claim)),
            cruxes=tuple(crux_touched(self.subject, here, claim)),
            bearings=tuple(self._bearings(claim)),
            marks=self.marks.get(claim_id, ()),
            cited_by=tuple(self._cited_by(claim)),
            standing=self._standing(claim_id, shown),
            permalink=here.href(permalink_address(here, claim_id)),
            edit=edit_address(here, claim_id),
            home=here.href(address) if address.page != here.page else None,
            former_anchors=former_anchors(self.subject.debate.id, claim),
            replies=self._replies(claim_id, steps_down, below),
            reply=site.options.reply_url(self.subject.debate.id, claim_id),
            change=site.mark(self.subject.debate.id, claim_id),
            lang=site.lang(self.subject.debate.id),
        )

    def _prose(
        self, entry: str, steps: tuple[str | int, ...], level: int, prefix: str, passages: Sequence[Passage] = ()
    ) -> Markup:
        prose = self.subject.prose.get((entry, steps), EMPTY)
        if passages:
            prose = _marked(prose, tuple(passages))
        return self.here.prose(prose, level, prefix)

    def _replies(self, claim_id: str, steps_down: int, below: tuple[ClaimLine | Markup, ...]) -> Replies | None:
        if not below:
            return None
        return Replies(
            direct=len(self.subject.graph.children[claim_id]),
            total=self.subject.graph.descendants[claim_id],
            open=steps_down < self.here.site.options.unfold or claim_id in self._above_marks,
            items=below,
        )

    def _cited_by(self, claim: Claim) -> Iterable[Anchor]:
        """What names the claim, without what the claim itself names: that stands beside it already."""
        citing = self.here.cited_by(claim.id)
        if not citing:
            return ()
        named = {target.partition(".")[0] for target in (*claim.supports, *claim.opposes, *claim.cruxes)}
        beside = {self.here.anchor(target).href for target in named}
        return (anchor for anchor in citing if anchor.href not in beside)

    def _passages(self, claim: Claim, level: int, shown: Container[str]) -> Iterator[Passage]:
        """The passages of the claim that editors annotated, then those that replies take up."""
        lang_among = self.here.site.lang_among(self.subject.debate.id)
        for number, index in numbered_notes(self.subject, claim):
            note = claim.notes[index]
            anchor = f"{claim.id}_note_{number}"
            text = self._prose(claim.id, ("notes", index, "text"), level, anchor)
            begins = f"{anchor}_passage"
            view = NoteView(anchor, begins, number, note.passage, note.kind or "", note.by, text, lang_among)
            reference = PassageView(
                f"#{anchor}", "note", str(number), note_title(view.kind, number, self.here.site.words)
            )
            yield Passage(note.passage, begins, self.renderer.passage(reference), self.renderer.note(view))
        for reply_id in self._listed(claim.id):
            reply = self.subject.debate.claims[reply_id]
            href = f"#{reply_id}" if reply_id in shown else self.here.anchor(reply_id).href
            for number, quote in enumerate(reply.quotes, start=1):
                by = self.here.site.words(", ").join(person.text for person in self.here.anchors(reply.by))
                label = _taking_up(self.here.site.words, reply.relation or "", by)
                reference = PassageView(href, reply.relation or "", "↓", label)
                yield Passage(quote, _taken_up(reply_id, number), self.renderer.passage(reference))

    def _quotes(self, claim: Claim, shown: Container[str]) -> Iterator[QuoteView]:
        """The passages of the parent that the claim takes up, each with its place there."""
        parent = self.subject.graph.parents.get(claim.id, "")
        for number, quote in enumerate(claim.quotes, start=1):
            anchor = _taken_up(claim.id, number)
            address = self.here.site.addresses[self.subject.debate.id].get(parent)
            elsewhere = self.here.href(Address(address.page, anchor)) if address else ""
            yield QuoteView(quote, f"#{anchor}" if parent in shown else elsewhere)

    def _standing(self, claim_id: str, shown: Container[str]) -> StandingView | None:
        standing = self.here.site.layouts[self.subject.debate.id].standings.get(claim_id)
        if standing is None:
            return None
        named = tuple(
            self.here.anchor(by)._replace(href=f"#{by}") if by in shown else self.here.anchor(by)
            for by in standing.by[:MOST_REASONS]
        )
        return StandingView(standing.label, named, len(standing.by) - len(named))

    def _bearings(self, claim: Claim) -> Iterable[Bearing]:
        for relation in ("supports", "opposes", "undercuts"):
            for target in getattr(claim, relation):
                crux, dot, _ = target.partition(".")
                answered = CruxTouched(crux, self.here.anchor(crux)) if dot else None
                yield Bearing(relation, self.here.anchor(target), answered)


@functools.lru_cache(maxsize=100)
def _marked(prose: Prose, passages: tuple[Passage, ...]) -> Prose:
    """A text with its passages marked. It is the same on each page that shows the claim with its replies."""
    return with_passages(prose, passages)


def note_title(kind: str, number: int, words: Words) -> str:
    """What a note is called where one refers to it: "Correction 2"."""
    said = words(kind or "note")
    return f"{said[:1].upper()}{said[1:]} {number}"


_TAKING_UP: Final = {
    "supports": N_("Supports this"),
    "opposes": N_("Opposes this"),
    "undercuts": N_("Undercuts this"),
    "qualifies": N_("Qualifies this"),
    "concedes": N_("Concedes this"),
    "asks": N_("Asks this"),
    "answers": N_("Answers this"),
    "clarifies": N_("Clarifies this"),
    "comments": N_("Comments this"),
}


def _taking_up(words: Words, relation: str, by: str) -> str:
    """What a reply does to the passage that it takes up, and whose reply it is."""
    said = words(_TAKING_UP.get(relation, relation))
    return f"{said}: {by}" if by else said


def _taken_up(reply: str, number: int) -> str:
    """The id of the place in its parent's text where a passage begins that a reply takes up."""
    return f"{reply}_taken_{number}"


def numbered_notes(subject: Subject, claim: Claim) -> Iterator[tuple[int, int]]:
    """The notes on a claim by where their passages stand in its text, each as its number and its index in the file."""
    if not claim.notes:
        return enumerate(())
    prose = subject.prose.get((claim.id, ("text",)), EMPTY)
    places = [place_of_passage(note.passage, prose) for note in claim.notes]
    return enumerate(sorted(range(len(places)), key=places.__getitem__), start=1)


def citation_views(subject: Subject, here: Here, claim: Claim) -> Iterator[CitationView]:
    """The sources that a claim cites."""
    for citation in claim.links:
        link = subject.debate.links[citation.link]
        yield CitationView(here.anchor(citation.link).href, link.title, link.url, citation.quote, citation.at)


def crux_touched(subject: Subject, here: Here, claim: Claim) -> Iterator[CruxTouched]:
    """The cruxes that a claim bears on; one whose page this is need not be named again."""
    for target in claim.cruxes:
        crux, dot, _ = target.partition(".")
        if here.site.addresses[subject.debate.id][crux].page == here.page:
            continue
        yield CruxTouched(crux, here.anchor(crux), here.site.title(subject.debate.id, target) if dot else "")


def branch_on_one_page(graph: Graph, addresses: Mapping[str, Address], top: str) -> Iterator[str]:
    """The claim ``top`` and what stands below it on the same page, in reading order."""
    page = addresses[top].page
    waiting = [top]
    while waiting:
        current = waiting.pop()
        yield current
        replies = graph.children.get(current, ())
        waiting.extend(reply for reply in reversed(replies) if addresses[reply].page == page)


def claim_line(subject: Subject, here: Here, claim_id: str, shown: frozenset[str]) -> ClaimLine:
    """A claim on one line; it leads to its place on this page where ``shown`` holds it, else home."""
    claim = subject.debate.claims[claim_id]
    on_this_page = claim_id in shown
    anchor = here.anchor(claim_id)
    if on_this_page:
        anchor = anchor._replace(href=f"#{claim_id}")
    return ClaimLine(
        anchor=anchor,
        by=here.anchors(claim.by),
        date=claim.date or "",
        relation=claim.relation or "",
        status=claim.status or "",
        on_this_page=on_this_page,
        change=here.site.mark(subject.debate.id, claim_id),
    )


def moved_line(subject: Subject, here: Here, claim_id: str, most: int | None = None) -> ClaimLine:
    """The line that stays where a branch moved away, with the anchors of what went; of ``most`` if that is given.

    A script leads on from the others (``lost.js``).
    """
    line = claim_line(subject, here, claim_id, frozenset())
    most = most_left_behind(here.site.options.page_bytes) if most is None else most
    return line._replace(left_behind=tuple(islice(subject.graph.branch(claim_id), most)))


def replies_on_first_page(subject: Subject, here: Here, claim_id: str) -> Stretch | None:
    """The direct replies on the first page of a thread whose replies go on over numbered pages; None for another."""
    split = here.site.layouts[subject.debate.id].paging.splits.get(f"{subject.debate.id}/threads/{claim_id}/")
    return split[0][0] if split else None


def further_replies(subject: Subject, here: Here, claim_id: str) -> ClaimLine | None:
    """The line after the replies on the first page of such a thread: how many follow, and where."""
    stretch = replies_on_first_page(subject, here, claim_id)
    if stretch is None:
        return None
    rest = subject.graph.children[claim_id][stretch.end :]
    path = f"{subject.debate.id}/threads/{claim_id}/"
    page = here.site.layouts[subject.debate.id].paging.found[path, 0, stretch.end]
    words = here.site.words.plural(
        "{n} more reply, on page {page}", "{n} more replies, on page {page}", len(rest), page=page + 1
    )
    branches = chain.from_iterable(map(subject.graph.branch, rest))
    return ClaimLine(
        anchor=Anchor(here.href(Address(numbered(path, page), REPLIES)), words),
        by=(),
        date="",
        relation="",
        status="",
        on_this_page=False,
        left_behind=tuple(islice(branches, most_left_behind(here.site.options.page_bytes))),
    )


def cruxes_of(claim: Claim) -> Iterable[str]:
    """The cruxes that a claim bears on, itself or by one of their answers, each once."""
    answers = (target for target in (*claim.supports, *claim.opposes) if "." in target)
    return dict.fromkeys(target.partition(".")[0] for target in (*claim.cruxes, *answers))


def permalink_address(here: Here, claim_id: str) -> Address:
    """The address that is promised to last, whatever page the claim moves to."""
    if here.site.options.claim_pages:
        return Address(f"{here.debate_id}/claims/{claim_id}/")
    return Address(f"{here.debate_id}/claims/", claim_id)


def edit_address(here: Here, entry: str) -> str | None:
    """A slot for where an entry is edited, if the site says where its files are."""
    return edit_slot(entry) if here.site.options.edits else None


def source_anchor(source: str | None, here: Here) -> Anchor | None:
    """Where something was said: an address, or a link of the debate."""
    if not source:
        return None
    if _IS_ID(source):
        return here.anchor(source)
    return Anchor(source, shown_address(source), "page")


def credence_in_words(credence: float | None, words: Words) -> str:
    """``90%``, or "" where none was given."""
    return "" if credence is None else words.percent(credence)
