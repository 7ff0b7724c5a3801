"""From a loaded project to the pages of its site: which there are, in which order, and how each is framed."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final, NamedTuple

from markupsafe import Markup

from mkdocs_debates.pages import debates
from mkdocs_debates.pages.citing import citation_of
from mkdocs_debates.pages.dossier import dossier_view
from mkdocs_debates.pages.embedding import embed_view
from mkdocs_debates.pages.escaping import escaped, marked
from mkdocs_debates.pages.further import pages_view
from mkdocs_debates.pages.languages import direction_of
from mkdocs_debates.pages.layouts import Layout
from mkdocs_debates.pages.linked_data import data_of_page
from mkdocs_debates.pages.lists import ALL_DEBATES, ListPages, Page, problems_page
from mkdocs_debates.pages.maps import branch_map_view, has_map, map_page_view
from mkdocs_debates.pages.matrix import has_explorer, stand_view
from mkdocs_debates.pages.networks import map_pages
from mkdocs_debates.pages.numbering import DOSSIER, part_page, part_title
from mkdocs_debates.pages.outlines import outline_of
from mkdocs_debates.pages.parts import Frame
from mkdocs_debates.pages.removal import without_removed
from mkdocs_debates.pages.site import (
    FEEDS,
    SEARCH_PAGE,
    SEARCH_TITLE,
    TWIN_LIST,
    Options,
    Site,
    references_in,
    relative,
    twin_path,
)
from mkdocs_debates.pages.splitting import numbered, place_of
from mkdocs_debates.pages.threads import edit_address
from mkdocs_debates.pages.timeline import timeline_view
from mkdocs_debates.pages.views import (
    Anchor,
    ClaimsView,
    LinksView,
    PageView,
    PeopleView,
    PermalinkView,
    SearchEntry,
)
from mkdocs_debates.permalinks import Address, embed_page, permalinks_of, redirects_of, redirects_of_embeds
from mkdocs_debates.prose import EMPTY
from mkdocs_debates.reading.files import RESERVED_DEBATE_IDS
from mkdocs_debates.shelf import Shelf
from mkdocs_debates.theme.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from mkdocs_debates.checks.subject import Subject
    from mkdocs_debates.diagnostics import Problem
    from mkdocs_debates.model import Debate
    from mkdocs_debates.pages.marking import Changes
    from mkdocs_debates.pages.rendering import Renderer
    from mkdocs_debates.pages.site import Entry, PlacedReference
    from mkdocs_debates.pages.views import EmbedView, Found, View
    from mkdocs_debates.permalinks import Redirect

_DESCRIPTION_LENGTH: Final = 200


def site_of(
    subjects: Mapping[str, Subject],
    broken: frozenset[str],
    options: Options,
    changes: Changes | None = None,
    references: Mapping[str, tuple[PlacedReference, ...]] | None = None,
    earlier: Site | None = None,
) -> Site:
    """The site that ``subjects`` make up. Those in ``broken`` are shown by their problems instead.

    With ``changes``, its pages mark them. ``references`` are what :func:`references_in` finds in each debate, where
    that is known; elsewhere they are looked for. The layouts of debates that are the same are those of ``earlier``.
    """
    sound = Shelf.of(subjects, without_removed, broken)
    known = references or {}
    layouts = earlier.layouts.kept if earlier else {}  # not the earlier site itself, which would hold one before it
    return Site(
        sound,
        Shelf.of(sound, lambda subject: _layout_of(subject, options, layouts.get(subject.debate.id))),
        Shelf(sound, lambda each: known[each] if each in known else references_in(sound[each])),
        broken,
        options,
        changes,
    )


def _layout_of(subject: Subject, options: Options, before: Layout | None) -> Layout:
    if before and before.graph is subject.graph and before.page_bytes == options.page_bytes:
        return before
    return Layout(subject.graph, options.page_bytes)


def feed_links(site: Site, path: str) -> Markup:
    """The elements of a page's head that lead to the feeds of its debate, or of the site."""
    if not site.options.feeds:
        return Markup()
    debate_id = path.partition("/")[0]
    folder = f"{debate_id}/" if debate_id in site.subjects else ""
    # A second word, because Material takes a link whose one word is "alternate" for another language of the site.
    hrefs = (escaped(relative(path, folder + name, True)) for name, _, _ in FEEDS)
    links = (
        f'<link rel="alternate feed" type="{kind}" title="{words}" href="{href}">'
        for (_, words, kind), href in zip(FEEDS, hrefs, strict=True)
    )
    return marked("".join(links))


def twin_links(site: Site, path: str) -> Markup:
    """The elements of a page's head that lead to the list for programs, and on a debate's own page to its Markdown."""
    if not site.options.twins:
        return Markup()
    links = f'<link rel="describedby" type="text/markdown" href="{escaped(relative(path, TWIN_LIST, True))}">'
    debate_id = path.removesuffix("/")
    if debate_id in site.subjects:
        # The space at the end, because Material takes a link that is but "alternate" for another language of the site.
        twin = relative(path, twin_path(debate_id), True)
        links += f'<link rel="alternate " type="text/markdown" href="{escaped(twin)}">'
    return marked(links)


def search_link(site: Site, path: str) -> Markup:
    """The element of a page's head that leads to the search of all debates; ``path`` is the page's, from the root."""
    if not site.options.search_page:
        return Markup()
    href = relative(path, f"{site.options.root}{SEARCH_PAGE}", site.options.directory_urls)
    return Markup('<link rel="search" type="text/html" title="{}" href="{}">').format(site.words(SEARCH_TITLE), href)


def redirect_paths(site: Site) -> Iterator[str]:
    """Where the pages stand that lead elsewhere, below the plugin's path."""
    for subject in site.subjects.values():
        yield from (redirect.page for redirect in _redirects(site, subject))


def pages_of(site: Site, renderer: Renderer, problems: Mapping[str, Sequence[Problem]]) -> Iterator[Page]:
    """Every page of the site. ``problems`` are those of the broken debates, each of which gets one page."""
    lists = ListPages(site, renderer)
    yield from lists.pages()
    for debate_id in sorted({*site.subjects, *site.broken}):
        if debate_id in RESERVED_DEBATE_IDS:
            continue  # a debate cannot be called so, and the page that stands there stays
        if debate_id in site.broken:
            yield problems_page(site, debate_id, problems[debate_id])
        else:
            lists.prepare(debate_id)
            yield from DebatePages(site, debate_id, renderer).pages()
            site.let_go()


def permalinks_in(site: Site, debate_id: str) -> dict[str, str]:
    """``debate/id`` with its URL relative to the site's root, for every id of a debate and every former id."""
    found = permalinks_of(site.subjects[debate_id].debate, site.addresses[debate_id])
    return {key: site.url(address) for key, address in found}


def urls_of(site: Site, debate_id: str) -> dict[str, str]:
    """By entry, the debate itself under "": its URL relative to the site's root."""
    addresses = site.addresses[debate_id]
    entries = (entry.id for _, entry in site.subjects[debate_id].debate.entries())
    return {entry: site.url(addresses[entry]) for entry in (*entries, "")}


def redirect_pages(site: Site) -> Iterator[tuple[str, PermalinkView]]:
    """The small pages that lead elsewhere, by their path below the plugin's path."""
    for subject in site.subjects.values():
        yield from redirect_pages_of(site, subject)


def redirect_pages_of(site: Site, subject: Subject) -> Iterator[tuple[str, PermalinkView]]:
    """The small pages that lead into a debate, by their path below the plugin's path."""
    for redirect in _redirects(site, subject):
        yield redirect.page, _redirect_view(site, subject, redirect)


def _redirects(site: Site, subject: Subject) -> Iterator[Redirect]:
    yield from redirects_of(subject.debate, site.addresses[subject.debate.id], site.options.claim_pages)
    if site.options.embeds:
        yield from redirects_of_embeds(subject.debate)


def embed_paths(site: Site) -> Iterator[str]:
    """Where the pages stand that are made for frames, below the plugin's path."""
    if site.options.embeds:
        for debate_id, subject in site.subjects.items():
            yield from (embed_page(debate_id, crux) for crux in subject.debate.cruxes)


def embeds_of(site: Site, subject: Subject, renderer: Renderer) -> Iterator[tuple[str, EmbedView]]:
    """The pages of a debate that are made for frames, by their path below the plugin's path."""
    if site.options.embeds:
        for crux in subject.debate.cruxes.values():
            frame = Frame(site, subject, renderer, embed_page(subject.debate.id, crux.id))
            description = _shortened(_text_of(subject, crux.id))
            yield frame.path, embed_view(frame, crux, description)


def _redirect_view(site: Site, subject: Subject, redirect: Redirect) -> PermalinkView:
    way = relative(redirect.page, redirect.target.page, site.options.directory_urls)
    return PermalinkView(
        title=site.title(redirect.debate, redirect.entry),
        description=_shortened(_text_of(subject, redirect.entry)),
        site=site.options.site_name,
        language=subject.debate.language,
        target=f"{way}#{redirect.target.anchor}" if redirect.target.anchor else way,
        canonical=site.absolute(redirect.target),
    )


# --- Pages of a debate --------------------------------------------------------------------------------------------


def _always(frame: Frame) -> bool:
    return True


class PageOfDebate(NamedTuple):
    """A page that a debate has once, below its own: its folder, template and title, what it shows, and when."""

    folder: str
    template: str
    title: str
    view: Callable[[Frame], View]
    shown: Callable[[Frame], bool] = _always


PAGES_OF_A_DEBATE: Final = (
    PageOfDebate("stand/", "stand", N_("Where do you stand?"), stand_view, has_explorer),
    PageOfDebate("map/", "map", N_("Map"), map_page_view, has_map),
    PageOfDebate("timeline/", "timeline", N_("Timeline"), timeline_view),
    PageOfDebate("open/", "open", N_("Open ends"), debates.open_view),
    PageOfDebate("claims/", "claims", N_("All claims"), debates.claims_view),
    PageOfDebate("people/", "people", N_("People"), debates.people_view),
    PageOfDebate("links/", "links", N_("Sources"), debates.links_view),
    PageOfDebate(DOSSIER, "dossier", N_("Dossier"), dossier_view),
)


_WHOLE_ENTRIES: Final = frozenset({"claims/", "people/", "links/", "timeline/", DOSSIER})
"""The lists whose numbered pages are made like the first: they hold entries, under no heading but the page's own."""


@dataclass(frozen=True)
class DebatePages:
    """Builds the pages of one debate. Pages are built one at a time, so that none is held longer than needed.

    Their addresses are slots until they are rendered; ``links`` are those that they have named so far.
    """

    site: Site
    debate_id: str
    renderer: Renderer
    links: dict[Entry, Anchor] = field(default_factory=dict)

    @property
    def subject(self) -> Subject:
        """The debate, which is not held: a site has many pages."""
        return self.site.subjects[self.debate_id]

    def pages(self) -> Iterator[Page]:
        """All pages of the debate, the front page first."""
        for number, (path, _, title) in enumerate(self._all):
            yield Page(path, title, self, number, path.startswith(f"{self.debate_id}/map/"))

    @cached_property
    def _all(self) -> tuple[tuple[str, str, str], ...]:
        return tuple(self._listed())

    def _listed(self) -> Iterator[tuple[str, str, str]]:
        """Each page as (path, the entry that it is about or "", title), in reading order."""
        for path, entry, title in self._first_pages():
            yield path, entry, title
            for number in range(1, len(self.site.layouts[self.debate_id].paging.splits.get(path, ()))):
                yield (
                    numbered(path, number),
                    entry,
                    self.site.words("{title}, page {number}", title=title, number=number + 1),
                )

    def _first_pages(self) -> Iterator[tuple[str, str, str]]:
        """The same without the numbered pages on which lists go on."""
        debate = self.subject.debate
        yield f"{debate.id}/", "", self.site.title(debate.id, "")
        for position in debate.positions.values():
            yield f"{debate.id}/positions/{position.id}/", position.id, position.title
        for crux in debate.cruxes.values():
            yield f"{debate.id}/cruxes/{crux.id}/", crux.id, crux.question
        for each in PAGES_OF_A_DEBATE:
            if each.shown(Frame(self.site, self.subject, self.renderer, f"{debate.id}/{each.folder}")):
                yield f"{debate.id}/{each.folder}", "", self.site.words(each.title)
        for part in range(1, len(self.site.layouts[debate.id].edition.parts)):
            yield part_page(debate.id, part), "", part_title(part, self.site.words)
        if self.site.options.map:
            for claim_id in map_pages(self.subject.graph):
                yield (
                    f"{debate.id}/map/{claim_id}/",
                    claim_id,
                    self.site.words("Map: {claim}", claim=self.site.title(debate.id, claim_id)),
                )
        if self.site.changes and self.site.changes.difference.of(debate.id):
            yield self.site.changes.path(debate.id), "", self.site.words(self.site.changes.TITLE)
        for claim_id in self.subject.graph.order:
            page = self.site.addresses[debate.id][claim_id].page
            if page == f"{debate.id}/threads/{claim_id}/":
                yield page, claim_id, self.site.title(debate.id, claim_id)

    def build(self, number: int) -> PageView:
        """What a page shows."""
        path, entry, title = self._all[number]
        frame = Frame(self.site, self.subject, self.renderer, path, self.links)
        template, view_of, tops = self._content(frame, entry)
        view = view_of()
        description = _shortened(_text_of(self.subject, entry))
        language, lang = self.site.language(frame.debate.id), self.site.lang(frame.debate.id)
        changes = self.site.changes
        return PageView(
            path=path,
            template=template,
            title=title,
            description=description,
            language=language,
            direction=direction_of(frame.debate.language),
            breadcrumbs=self._breadcrumbs(frame),
            previous=self._neighbour(frame, number - 1),
            next=self._neighbour(frame, number + 1),
            outline=outline_of(view, {top: frame.here.anchor(top) for top in tops}, self.site.words, lang),
            search=tuple(self._found(frame, entry, title, template, tops)),
            anchors=frame.shown_below(tops) | _anchors(view),
            edit=edit_address(frame.here, entry),
            content=view,
            banner=changes.banner(frame.here) if changes and template != "changes" else None,
            change=self.site.mark(frame.debate.id, entry) if _is_about(template) else None,
            citation=citation_of(frame, template, entry),
            pages=pages_view(frame),
            linked_data=data_of_page(frame, template, entry, title, description, tops, view),
            lang=lang,
            title_lang=self._lang_of_title(path, entry),
        )

    def _content(self, frame: Frame, entry: str) -> tuple[str, Callable[[], View], tuple[str, ...]]:
        """The template, what makes the view, and the claims at the head of the threads that the page shows."""
        debate = self.subject.debate
        first, number = place_of(frame.path)
        folder = first.removeprefix(f"{debate.id}/")
        if number and folder not in _WHOLE_ENTRIES:
            return "further", lambda: debates.further_view(frame, entry), debates.tops_on_further(frame, entry)
        if entry in debate.positions:
            position = debate.positions[entry]
            return "position", lambda: debates.position_view(frame, position), debates.tops_on(frame, entry)
        if entry in debate.cruxes:
            crux = debate.cruxes[entry]
            return "crux", lambda: debates.crux_view(frame, crux), debates.tops_on(frame, entry)
        if frame.path == f"{debate.id}/map/{entry}/":
            return "map", lambda: branch_map_view(frame, entry), ()
        if entry in debate.claims:
            return "thread", lambda: debates.thread_view(frame, entry), (entry,)
        for each in PAGES_OF_A_DEBATE:
            if each.folder == folder:
                return each.template, partial(each.view, frame), ()
        changes = self.site.changes
        if changes and frame.path == changes.path(debate.id):
            return "changes", lambda: changes.view(frame.here), ()
        return "debate", lambda: debates.debate_view(frame), debates.tops_on(frame, "")

    def _breadcrumbs(self, frame: Frame) -> tuple[Anchor, ...]:
        all_debates = Anchor(frame.here.href(Address("")), self.site.words(ALL_DEBATES))
        own = frame.here.anchor("")
        return (all_debates,) if frame.path == f"{frame.debate.id}/" else (all_debates, own)

    def _neighbour(self, frame: Frame, number: int) -> Anchor | None:
        if not 0 <= number < len(self._all):
            return None
        path, entry, title = self._all[number]
        return Anchor(frame.here.href(Address(path)), title, lang=self._lang_of_title(path, entry))

    def _lang_of_title(self, path: str, entry: str) -> str:
        """The attributes of an element with the title of a page, which is the debate's where it is about an entry."""
        is_own = entry or place_of(path)[0] == f"{self.debate_id}/"
        return self.site.lang(self.debate_id) if is_own and not self.site.is_removed(self.debate_id, entry) else ""

    def search(self, number: int) -> tuple[SearchEntry, ...]:
        """What the search finds on a page: the page itself, and what is at home there."""
        path, entry, title = self._all[number]
        frame = Frame(self.site, self.subject, self.renderer, path)
        template, _, tops = self._content(frame, entry)
        return tuple(self._found(frame, entry, title, template, tops))

    def _found(self, frame: Frame, entry: str, title: str, template: str, tops: Iterable[str]) -> Iterator[SearchEntry]:
        if template == "dossier":
            return
        debate = self.subject.debate
        yield SearchEntry("", title, _page_text(self.subject, template, entry), _KIND_OF_PAGE.get(template, ""))
        addresses = self.site.addresses[debate.id]
        for person in debate.people.values() if template == "people" else ():
            if addresses[person.id].page == frame.path:
                yield SearchEntry(
                    person.id, person.title, f"{person.role}\n{_text_of(self.subject, person.id)}", "person"
                )
        for link in debate.links.values() if template == "links" else ():
            if addresses[link.id].page == frame.path:
                yield SearchEntry(link.id, link.title, f"{link.url or ''}\n{_text_of(self.subject, link.id)}", "source")
        for top in tops:
            if addresses[top].page == frame.path:
                for claim_id in frame.shown_branch(top):
                    text = _text_of(self.subject, claim_id)
                    yield SearchEntry(claim_id, self.site.title(debate.id, claim_id), text, "claim")


_KIND_OF_PAGE: Final[Mapping[str, Found]] = {"debate": "debate", "position": "position", "crux": "crux"}


def _is_about(template: str) -> bool:
    """Whether a page is about an entry or a debate that it shows in no other way."""
    return template in ("debate", "position", "crux")


def _anchors(view: View) -> frozenset[str]:
    """The ids of the entries that a list holds, without those that another page of it began."""
    match view:
        case PeopleView():
            return frozenset(person.id for person in view.people if not person.begin)
        case LinksView():
            return frozenset(source.id for source in view.sources if not source.begin)
        case ClaimsView():
            return frozenset(line.id for line in view.lines)
    return frozenset()


_MAIN_PROSE: Final = ("text", "summary", "why", "about", "note")
"""An entry has but one of them; most are claims."""


def _text_of(subject: Subject, entry: str) -> str:
    """The main prose of an entry as plain text."""
    for name in _MAIN_PROSE:
        prose = subject.prose.get((entry, (name,)))
        if prose:
            return prose.text
    return ""


def _page_text(subject: Subject, template: str, entry: str) -> str:
    debate: Debate = subject.debate
    if template == "crux":
        crux = debate.cruxes[entry]
        settled_by = subject.prose.get((entry, ("settled_by",)), EMPTY).text
        return "\n".join((_text_of(subject, entry), *(each.label for each in crux.answers.values()), settled_by))
    return _text_of(subject, entry) if template in ("debate", "position") else ""


@functools.lru_cache(maxsize=16)
def _shortened(text: str) -> str:
    """The beginning of a text. Most pages of a debate have the same, its summary."""
    beginning = " ".join(text[: 4 * _DESCRIPTION_LENGTH].split())
    if len(text) <= 4 * _DESCRIPTION_LENGTH and len(beginning) <= _DESCRIPTION_LENGTH:
        return beginning
    words = beginning[: _DESCRIPTION_LENGTH - 1].rpartition(" ")[0] or beginning[: _DESCRIPTION_LENGTH - 2]
    return f"{words} …"
