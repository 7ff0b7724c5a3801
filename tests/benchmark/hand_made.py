"""The same debates as Markdown pages, as one writes them for Material for MkDocs without the plugin.

The pages are a debate's own, one for each position and each crux, and one of its sources. Claims stand in full where
the plugin shows them in full; replies fold in nested ``<details markdown>``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tests.benchmark.debates import Claim, Crux, Debate, Position
    from tests.benchmark.prose import Text

_REFERENCE: Final = re.compile(r"\]\((claim|crux|position):([a-z0-9-]+)\)")
_OPEN_LEVELS: Final = 2
_DEEPEST_HEADING: Final = 6


def pages_of(debate: Debate) -> Iterator[tuple[str, str]]:
    """Each page's path below ``docs`` and its Markdown."""
    pages = _Pages(debate)
    for path, blocks in pages.all():
        yield f"debates/{debate.id}/{path}", "\n\n".join(blocks) + "\n"


def home_page_of(debates: Sequence[tuple[str, str]]) -> str:
    """The first page of the site, with a link to each debate, given as its id and title."""
    links = "\n".join(f"- [{title}](debates/{debate_id}/index.md)" for debate_id, title in debates)
    return f"# Debates\n\nEvery debate of this site.\n\n{links}\n"


def shown_on(debate: Debate) -> Mapping[str, Sequence[Claim]]:
    """By page: the claims that it shows in full."""
    pages = _Pages(debate)
    return {path: [claim for top in tops for claim in pages.branch(top)] for path, tops in pages.tops.items()}


@dataclass
class _Pages:
    debate: Debate
    by_id: dict[str, Claim] = field(init=False)
    replies: dict[str, list[Claim]] = field(init=False)
    homes: dict[str, str] = field(init=False)
    tops: dict[str, list[Claim]] = field(init=False)

    def __post_init__(self) -> None:
        self.by_id = {claim.id: claim for claim in self.debate.claims}
        self.replies = defaultdict(list)
        for claim in self.debate.claims:
            self.replies[claim.parent].append(claim)
        self.homes = {}
        for claim in self.debate.claims:
            self.homes[claim.id] = self.homes[claim.parent] if claim.parent else self._home(claim)
        self.tops = dict(self._tops())

    def all(self) -> Iterator[tuple[str, Iterable[str]]]:
        yield "index.md", self._front_page()
        for position in self.debate.positions:
            yield f"positions/{position.id}.md", self._position(position)
        for crux in self.debate.cruxes:
            yield f"cruxes/{crux.id}.md", self._crux(crux)
        yield "links.md", self._links()

    def branch(self, top: Claim) -> Iterator[Claim]:
        yield top
        for reply in self.replies[top.id]:
            yield from self.branch(reply)

    # --- Which page shows what ------------------------------------------------------------------------------------

    def _home(self, root: Claim) -> str:
        named = next(iter((*root.supports, *root.opposes, *root.cruxes)), "").partition(".")[0]
        return self._page(named) if named else "index.md"

    def _page(self, entry: str) -> str:
        is_position = any(position.id == entry for position in self.debate.positions)
        return f"positions/{entry}.md" if is_position else f"cruxes/{entry}.md"

    def _tops(self) -> Iterator[tuple[str, list[Claim]]]:
        yield "index.md", [claim for claim in self.replies[""] if self.homes[claim.id] == "index.md"]
        for position in self.debate.positions:
            both = (*self._supporting(position.id), *self._opposing(position.id))
            yield f"positions/{position.id}.md", self._topmost(both)
        for crux in self.debate.cruxes:
            yield f"cruxes/{crux.id}.md", self._topmost(self._touching(crux.id))

    def _supporting(self, position: str) -> list[Claim]:
        return [claim for claim in self.debate.claims if position in claim.supports]

    def _opposing(self, position: str) -> list[Claim]:
        return [claim for claim in self.debate.claims if position in claim.opposes]

    def _touching(self, crux: str) -> list[Claim]:
        return [claim for claim in self.debate.claims if any(each.partition(".")[0] == crux for each in claim.cruxes)]

    def _topmost(self, claims: Iterable[Claim]) -> list[Claim]:
        """The claims that stand below no other of them."""
        chosen = {claim.id: claim for claim in claims}
        return [claim for claim in chosen.values() if not chosen.keys() & set(self._above(claim))]

    def _above(self, claim: Claim) -> Iterator[str]:
        while claim.parent:
            yield claim.parent
            claim = self.by_id[claim.parent]

    # --- Pages ----------------------------------------------------------------------------------------------------

    def _front_page(self) -> Iterator[str]:
        page = "index.md"
        yield f"# {self.debate.title}"
        yield self._prose(self.debate.summary, page)
        yield "## Positions"
        for position in self.debate.positions:
            yield f"### [{position.title}](positions/{position.id}.md)"
            yield self._prose(position.summary, page)
            yield f"Held by {self._names(position.held_by)}. Best case: {self._link(position.steelman, page)}"
        yield "## Cruxes"
        for crux in self.debate.cruxes:
            yield f"### [{crux.question}](cruxes/{crux.id}.md)"
            yield _list(answer.label for answer in crux.answers)
        yield "## People"
        for person in self.debate.people:
            yield f"**{person.name}**: {person.about.markdown}"
        yield "[Sources](links.md)"
        if self.tops[page]:
            yield "## General discussion"
            yield from self._threads(page, self.tops[page])

    def _position(self, position: Position) -> Iterator[str]:
        page = f"positions/{position.id}.md"
        yield f"# {position.title}"
        yield f"A position in [{self.debate.title}](../index.md)"
        yield self._prose(position.summary, page)
        yield f"Held by {self._names(position.held_by)}."
        yield "## The best case for it"
        yield self._link(position.steelman, page)
        yield "## Cruxes that it turns on"
        yield _list(
            f"[{crux.question}](../cruxes/{crux.id}.md)"
            for crux in self.debate.cruxes
            if any(position.id in (*answer.supports, *answer.opposes) for answer in crux.answers)
        )
        against = {claim.id for claim in self._opposing(position.id)}
        yield "## Claims for it"
        yield from self._threads(page, [top for top in self.tops[page] if top.id not in against])
        yield "## Claims against it"
        yield from self._threads(page, [top for top in self.tops[page] if top.id in against])

    def _crux(self, crux: Crux) -> Iterator[str]:
        page = f"cruxes/{crux.id}.md"
        yield f"# {crux.question}"
        yield f"A crux in [{self.debate.title}](../index.md)"
        yield self._prose(crux.why, page)
        yield "## The answers"
        names = {person.id: person.name for person in self.debate.people}
        for answer in crux.answers:
            yield f"### {answer.label}"
            yield f"Speaks for {', '.join(self._link(each, page) for each in answer.supports)}"
            yield _list(
                f"{names[view.by]}, {view.credence}% sure, because: {self._link(view.because, page)}"
                for view in crux.views
                if view.answer == answer.id
            )
            target = f"{crux.id}.{answer.id}"
            yield _list(self._link(claim.id, page) for claim in self._touching(crux.id) if target in claim.cruxes)
        yield "## What would settle it"
        yield self._prose(crux.settled_by, page)
        yield "## The claims in full"
        yield from self._threads(page, self.tops[page])

    def _links(self) -> Iterator[str]:
        yield "# Sources"
        for link in self.debate.links:
            yield f"## [{link.title}]({link.url}) {{ #{link.id} }}"
            yield f"{link.author}, {link.published}"
            yield link.note.markdown

    # --- Claims ---------------------------------------------------------------------------------------------------

    def _threads(self, page: str, tops: Iterable[Claim]) -> Iterator[str]:
        for top in tops:
            yield from self._claim(page, top, 0)

    def _claim(self, page: str, claim: Claim, steps_down: int) -> Iterator[str]:
        level = min(_DEEPEST_HEADING, 3 + steps_down)
        yield f"{'#' * level} {claim.heading} {{ #{claim.id} }}"
        relation = f", *{claim.relation}*" if claim.relation else ""
        yield f"**{self._names((claim.by,))}**{relation}, {claim.date}"
        if claim.quote:
            yield f"> {claim.quote}"
        yield self._prose(claim.text, page)
        yield _list(self._edges(claim, page))
        replies = self.replies[claim.id]
        if replies:
            count = "1 reply" if len(replies) == 1 else f"{len(replies)} replies"
            yield f"<details markdown{' open' if steps_down < _OPEN_LEVELS else ''}>\n<summary>{count}</summary>"
            for reply in replies:
                yield from self._claim(page, reply, steps_down + 1)
            yield "</details>"

    def _edges(self, claim: Claim, page: str) -> Iterator[str]:
        for words, targets in (("supports", claim.supports), ("opposes", claim.opposes), ("crux:", claim.cruxes)):
            for target in targets:
                yield f"{words} {self._link(target.partition('.')[0], page)}"
        titles = {link.id: link.title for link in self.debate.links}
        for link in claim.links:
            yield f"cites [{titles[link]}]({_way(page, 'links.md')}#{link})"

    def _link(self, entry: str, page: str) -> str:
        titles = {
            **{each.id: each.title for each in self.debate.positions},
            **{each.id: each.question for each in self.debate.cruxes},
        }
        title = titles[entry] if entry in titles else self.by_id[entry].heading
        return f"[{title}]({self._address(entry, page)})"

    def _address(self, entry: str, page: str) -> str:
        if entry in self.by_id:
            home = self.homes[entry]
            return f"#{entry}" if home == page else f"{_way(page, home)}#{entry}"
        return _way(page, self._page(entry))

    def _prose(self, text: Text, page: str) -> str:
        return _REFERENCE.sub(lambda found: f"]({self._address(found[2], page)})", text.markdown)

    def _names(self, people: Sequence[str]) -> str:
        return ", ".join(person.name for person in self.debate.people if person.id in people)


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _way(page: str, target: str) -> str:
    """The way from one page of a debate to another."""
    return f"../{target}" if "/" in page else target
