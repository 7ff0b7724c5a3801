"""The pages that are of no single debate, and what takes the place of one that cannot be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, Protocol

from markupsafe import Markup

from mkdocs_debates.pages.linked_data import data_of_list
from mkdocs_debates.pages.parts import Frame, crux_card
from mkdocs_debates.pages.site import INDEXES, SEARCH_PAGE, SEARCH_TITLE, Here, relative
from mkdocs_debates.pages.views import (
    Anchor,
    CruxesView,
    CruxGroup,
    DebateCard,
    PageView,
    ProblemsView,
    SearchEntry,
    SearchView,
    SiteView,
)
from mkdocs_debates.permalinks import Address
from mkdocs_debates.prose import EMPTY
from mkdocs_debates.theme.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mkdocs_debates.diagnostics import Problem
    from mkdocs_debates.pages.rendering import Renderer
    from mkdocs_debates.pages.site import Site
    from mkdocs_debates.pages.views import View

ALL_DEBATES: Final = N_("All debates")
ALL_CRUXES: Final = N_("All cruxes")
CRUXES_PAGE: Final = "cruxes/"

_CARD_BYTES: Final = 1_700
"""What a debate or a crux takes on a list of the site as a card."""
_LINK_BYTES: Final = 300
"""What it takes as a link."""

_Shown = Literal["cards", "links", "numbers"]
"""How the list of all cruxes shows those of a debate."""


class Maker(Protocol):
    """Makes pages, each by its number."""

    def build(self, number: int) -> PageView:
        """What a page shows."""

    def search(self, number: int) -> tuple[SearchEntry, ...]:
        """What the search finds on a page, which need not be built for that."""


class Page(NamedTuple):
    """A page that is still to be built: ``path`` below the plugin's path, its title, and who makes it.

    A ``wide`` one needs the room of the lists that stand beside other pages. Many wait at a time, so what is known of a
    debate's pages stands with their ``maker``, once.
    """

    path: str
    title: str
    maker: Maker
    number: int = 0
    wide: bool = False

    def build(self) -> PageView:
        """What the page shows."""
        return self.maker.build(self.number)

    def search(self) -> tuple[SearchEntry, ...]:
        """What the search finds on the page, without building it."""
        return self.maker.search(self.number)


@dataclass(frozen=True)
class _SinglePage:
    """Makes one page."""

    view: Callable[[], PageView]

    def build(self, number: int) -> PageView:
        return self.view()

    def search(self, number: int) -> tuple[SearchEntry, ...]:
        return self.build(number).search


def _single(path: str, title: str, build: Callable[[], PageView]) -> Page:
    return Page(path, title, _SinglePage(build))


@dataclass
class ListPages:
    """Builds the lists of all debates and of all cruxes, and the page of the search.

    It may take a while to look into a debate, so what lists say of one can be prepared while it is at hand.
    """

    site: Site
    renderer: Renderer
    _cards: dict[str, DebateCard] = field(default_factory=dict)
    _groups: dict[tuple[str, _Shown], CruxGroup] = field(default_factory=dict)
    _prepared_cruxes: int = 0

    def pages(self) -> Iterator[Page]:
        """These pages."""
        words = self.site.words
        yield _single("", words(ALL_DEBATES), self._debates)
        yield _single(CRUXES_PAGE, words(ALL_CRUXES), self._cruxes)
        if self.site.options.search_page:
            yield _single(SEARCH_PAGE, words(SEARCH_TITLE), self._search)

    def prepare(self, debate_id: str) -> None:
        """Make what the lists say of a debate. It is kept until they are built."""
        self._cards[debate_id] = self._card(debate_id)
        self._prepared_cruxes += self.site.faces[debate_id].cruxes
        shown = self._shown(self._prepared_cruxes)  # more may come, and make it less
        self._groups[debate_id, shown] = self._group(debate_id, shown)

    def _debates(self) -> PageView:
        here = Here(self.site, "")
        words = self.site.words
        view = SiteView(
            debates=tuple(self._cards.get(each) or self._card(each) for each in self.site.subjects),
            cruxes=Anchor(here.href(Address(CRUXES_PAGE)), words(ALL_CRUXES)),
            search_page=here.search_page(),
        )
        self._cards.clear()
        page = _list_page(self.site, "", "site", words(ALL_DEBATES), words("Every debate of this site."), (), view)
        return page._replace(banner=self.site.changes.banner(here) if self.site.changes else None)

    def _card(self, debate_id: str) -> DebateCard:
        """A card of a debate; on a site with very many, the title, and how much there is."""
        here, face = Here(self.site, "", debate_id), self.site.faces[debate_id]
        card = DebateCard(
            anchor=here.anchor(""),
            status=face.status,
            summary=Markup(""),
            updated=face.updated,
            position_count=face.positions,
            crux_count=face.cruxes,
            claim_count=face.claims,
            tags=(),
            positions=(),
        )
        if len(self.site.subjects) * _CARD_BYTES > self.site.options.page_bytes:
            return card
        subject = self.site.subjects[debate_id]
        summary = subject.prose.get(("", ("summary",)), EMPTY)
        return card._replace(
            summary=here.prose(summary, 3, f"{debate_id}_summary"),
            tags=subject.debate.tags,
            positions=here.anchors(tuple(subject.debate.positions)),
        )

    def _cruxes(self) -> PageView:
        faces, words = self.site.faces, self.site.words
        shown = self._shown(sum(face.cruxes for face in faces.values()))
        groups = tuple(
            self._groups.get((debate_id, shown)) or self._group(debate_id, shown)
            for debate_id, face in faces.items()
            if face.cruxes
        )
        self._groups.clear()
        crumbs = (Anchor(Here(self.site, CRUXES_PAGE).href(Address("")), words(ALL_DEBATES)),)
        description = words("The questions on which the positions part, debate by debate.")
        return _list_page(self.site, CRUXES_PAGE, "cruxes", words(ALL_CRUXES), description, crumbs, CruxesView(groups))

    def _shown(self, cruxes: int) -> _Shown:
        """How so many cruxes are shown."""
        if cruxes * _CARD_BYTES <= self.site.options.page_bytes:
            return "cards"
        return "links" if cruxes * _LINK_BYTES <= self.site.options.page_bytes else "numbers"

    def _group(self, debate_id: str, shown: _Shown) -> CruxGroup:
        here = Here(self.site, CRUXES_PAGE, debate_id)
        group = CruxGroup(here.anchor(""), self.site.faces[debate_id].cruxes)
        if shown == "numbers":
            return group
        subject = self.site.subjects[debate_id]
        cruxes = subject.debate.cruxes
        if shown == "links":
            return group._replace(questions=here.anchors(tuple(cruxes)))
        frame = Frame(self.site, subject, self.renderer, CRUXES_PAGE)
        return group._replace(cards=tuple(crux_card(frame, crux) for crux in cruxes.values()))

    def _search(self) -> PageView:
        site = self.site
        here = Here(site, SEARCH_PAGE)
        debates = Anchor(here.href(Address("")), site.words(ALL_DEBATES))
        root = relative(f"{site.options.root}{SEARCH_PAGE}", "", directory_urls=True)
        view = SearchView(relative(SEARCH_PAGE, INDEXES, directory_urls=True), root, debates)
        description = site.words("Find what is said in any debate: claims, positions, cruxes, people, sources.")
        return _list_page(site, SEARCH_PAGE, "search", site.words(SEARCH_TITLE), description, (debates,), view)


def problems_page(site: Site, debate_id: str, problems: Sequence[Problem]) -> Page:
    """The page of a debate with errors, which stands in for it."""
    path = f"{debate_id}/"
    title = site.words("Problems in {debate}", debate=debate_id)
    view = ProblemsView(tuple(problems))
    return _single(
        path, title, lambda: _plain_page(path, "problems", title, "", (Anchor("../", site.words(ALL_DEBATES)),), view)
    )


def _list_page(
    site: Site, path: str, template: str, title: str, description: str, crumbs: tuple[Anchor, ...], view: View
) -> PageView:
    page = _plain_page(path, template, title, description, crumbs, view)
    return page._replace(linked_data=data_of_list(site, path, title))


def _plain_page(
    path: str, template: str, title: str, description: str, crumbs: tuple[Anchor, ...], view: View
) -> PageView:
    return PageView(
        path=path, template=template, title=title, description=description, language="", direction="",
        breadcrumbs=crumbs, previous=None, next=None, outline=(), anchors=frozenset(), edit=None, content=view,
        search=(SearchEntry("", title, description),),
    )  # fmt: skip
